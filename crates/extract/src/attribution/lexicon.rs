//! Words that attribute, by class: `language/en/cues/*.toml`.
use rapporteur_record::{Annotated, Dep};
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

/// What the subject of a cue does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Class {
    Speech,
    Attitude,
    Cognition,
    Stance,
    Wish,
    Evidence,
    Seeming,
    Repute,
}

impl Class {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Speech => "speech",
            Self::Attitude => "attitude",
            Self::Cognition => "cognition",
            Self::Stance => "stance",
            Self::Wish => "wish",
            Self::Evidence => "evidence",
            Self::Seeming => "seeming",
            Self::Repute => "repute",
        }
    }
}

/// Lemma (with its particle, "point_out") → its classes.
pub struct Lexicon(HashMap<String, Vec<Class>>);

impl Lexicon {
    fn parse(text: &str) -> Self {
        let lists: BTreeMap<Class, String> =
            toml::from_str(text).expect("the embedded cue lists are valid TOML");
        let mut words: HashMap<String, Vec<Class>> = HashMap::new();
        for (class, list) in &lists {
            for word in list.split_whitespace() {
                words.entry(word.to_owned()).or_default().push(*class);
            }
        }
        Self(words)
    }

    pub fn classes(&self, word: &str) -> &[Class] {
        self.0.get(word).map_or(&[], Vec::as_slice)
    }

    pub fn has(&self, word: &str, class: Class) -> bool {
        self.classes(word).contains(&class)
    }
}

pub static VERBS: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(include_str!("../../language/en/cues/verbs.toml")));
pub static NOUNS: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(include_str!("../../language/en/cues/nouns.toml")));
pub static ADJECTIVES: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(include_str!("../../language/en/cues/adjectives.toml")));

/// The lemma with its particle: "point_out".
pub fn key(text: &Annotated, head: usize) -> String {
    match particle(text, head) {
        Some(particle) => joined(text, head, particle),
        None => text.lemma(head).to_lowercase(),
    }
}

/// The particle of a verb, also where the parser takes it for an adverb ("shot back").
pub fn particle(text: &Annotated, head: usize) -> Option<usize> {
    let adverb = || text.child(head, &[Dep::Advmod]).filter(|&t| t == head + 1);
    let known = |&t: &usize| !VERBS.classes(&joined(text, head, t)).is_empty();
    text.child(head, &[Dep::Prt]).or_else(|| adverb().filter(known))
}

fn joined(text: &Annotated, head: usize, particle: usize) -> String {
    format!("{}_{}", text.lemma(head), text.word(particle)).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_their_classes() {
        assert!(VERBS.has("say", Class::Speech) && VERBS.has("point_out", Class::Speech));
        assert!(NOUNS.has("fear", Class::Cognition) && ADJECTIVES.has("glad", Class::Attitude));
        assert!(VERBS.classes("walk").is_empty());
    }
}
