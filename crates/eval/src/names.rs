//! When two names mean the same actor.
use std::collections::BTreeMap;
use unicode_normalization::{UnicodeNormalization, char::canonical_combining_class};

/// Alternative names of a debate's actors, from `[names]` of its `debate.toml`. They serve scoring alone.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// Normal form of every name to the normal form of its actor.
    canonical: BTreeMap<String, String>,
}

impl Names {
    /// Takes actors with their further names; where two actors share a name, the later one keeps it.
    pub fn new<'a>(table: impl IntoIterator<Item = (&'a str, &'a [String])>) -> Self {
        let mut canonical = BTreeMap::new();
        for (actor, others) in table {
            for name in std::iter::once(actor).chain(others.iter().map(String::as_str)) {
                canonical.insert(normal(name), normal(actor));
            }
        }
        Self { canonical }
    }

    /// The normal form of the actor that has this name, else of the name itself.
    pub fn key(&self, name: &str) -> String {
        let name = normal(name);
        self.canonical.get(&name).cloned().unwrap_or(name)
    }

    pub fn same(&self, a: &str, b: &str) -> bool {
        let key = self.key(a);
        !key.is_empty() && key == self.key(b)
    }
}

/// A name without case, accents, punctuation and a leading article: "The Élysée" gives "elysee".
pub fn normal(name: &str) -> String {
    let folded: String = name.nfkd().filter(|&c| canonical_combining_class(c) == 0).flat_map(fold).collect();
    let words: Vec<&str> =
        folded.split(|c: char| !super::tokens::is_word_char(c)).filter(|w| !w.is_empty()).collect();
    match words[..] {
        ["the" | "a" | "an", _, ..] => words[1..].join(" "),
        _ => words.join(" "),
    }
}

/// Full case folding of one character: by way of the capital, so that "ß" gives "ss" and final sigma equals sigma.
/// The dotless i has the capital of another letter and folds to itself.
fn fold(c: char) -> impl Iterator<Item = char> {
    let dotless = (c == 'ı').then_some(c);
    let small = (dotless.is_none())
        .then(|| c.to_lowercase().flat_map(char::to_uppercase).flat_map(char::to_lowercase));
    dotless.into_iter().chain(small.into_iter().flatten())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normal_forms_drop_case_accents_punctuation_and_article() {
        for (name, form) in [
            ("The  Élysée", "elysee"),
            ("Krišjānis Kariņš", "krisjanis karins"),
            ("European People's Party", "european people s party"),
            ("a", "a"),
            ("An official", "official"),
            ("Theodor", "theodor"),
            ("STRASSE", "strasse"),
            ("Straße", "strasse"),
            ("STRAẞE", "strasse"),
            ("ΟΔΟΣ", "οδοσ"),
            ("οδος", "οδοσ"),
            ("Kılıç", "kılıc"),
            ("ﬁn_ance²", "fin_ance2"),
            ("«»", ""),
        ] {
            assert_eq!(normal(name), form, "{name}");
        }
    }

    #[test]
    fn an_actor_agrees_by_any_of_its_names() {
        let kyiv = ["Kyiv".to_owned(), "Kiev".to_owned()];
        let names = Names::new([("Ukraine", &kyiv[..]), ("Russia", &[][..])]);
        assert!(names.same("KIEV", "the Ukraine"));
        assert!(!names.same("Kyiv", "Russia"));
        assert!(!names.same("", ""), "an empty name is nobody");
    }

    #[test]
    fn a_later_actor_keeps_a_shared_name() {
        let shared = ["the Council".to_owned()];
        let names = Names::new([("B", &shared[..]), ("A", &shared[..])]);
        assert!(names.same("council", "A") && !names.same("council", "B"));
    }
}
