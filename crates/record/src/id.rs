//! Identity by content: the same input read twice has the same ids.
use crate::Source;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub struct $name(pub String);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

id!(
    /// 16 hexadecimal digits over the name, the text and what is known of the source, its path aside.
    DocId
);
id!(
    /// 16 hexadecimal digits over the document's id and the fact's kind, places and slots.
    FactId
);

impl DocId {
    pub fn of(name: &str, source: &Source, text: &str) -> Self {
        let published = source.published.map(|d| d.to_string());
        let known =
            [source.url.as_deref(), source.outlet.as_deref(), source.title.as_deref(), published.as_deref()];
        Self(digest([name, text].into_iter().chain(known.into_iter().map(|k| k.unwrap_or("")))))
    }
}

impl FactId {
    pub fn of(doc: &DocId, fact: &str) -> Self {
        Self(digest([doc.0.as_str(), fact]))
    }
}

/// The first 64 bits of a SHA-256 over the parts, each with its length so that no two lists collide by joining.
fn digest<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    hash.finalize().iter().take(8).map(|b| format!("{b:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_do_not_run_together() {
        assert_ne!(digest(["ab", "c"]), digest(["a", "bc"]));
        assert_eq!(digest(["ab", "c"]).len(), 16);
    }
}
