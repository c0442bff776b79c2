//! Which documents this run has already given.
use rapporteur_record::Document;
use std::{
    collections::HashSet,
    hash::{DefaultHasher, Hash, Hasher},
};

/// Remembers names and identities as 64-bit hashes, so that millions of lines fit into memory.
#[derive(Default)]
pub(crate) struct Seen {
    names: HashSet<u64>,
    ids: HashSet<u64>,
}

pub(crate) enum Sighting {
    New,
    /// Another document had the same name: legal, but machine output cannot tell the two apart.
    SameName,
    /// Name, text and source are the same: a second copy would add nothing.
    Same,
}

impl Seen {
    pub fn note(&mut self, document: &Document) -> Sighting {
        let new = self.ids.insert(hash(&document.id.0));
        let new_name = self.names.insert(hash(&document.name));
        match (new, new_name) {
            (false, _) => Sighting::Same,
            (true, false) => Sighting::SameName,
            (true, true) => Sighting::New,
        }
    }
}

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}
