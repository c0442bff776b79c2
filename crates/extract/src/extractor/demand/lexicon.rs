//! `language/en/demands.toml`.
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
pub struct Lexicon {
    #[serde(rename = "verb")]
    pub verbs: Vec<Verb>,
    #[serde(rename = "noun")]
    pub nouns: Vec<Noun>,
    pub modal: Modal,
}

#[derive(Deserialize)]
pub struct Verb {
    pub lemmas: Vec<String>,
    pub frames: Vec<Frame>,
    /// Whether it asks only where an actor is asked.
    #[serde(default)]
    pub addressed: bool,
}

#[derive(Deserialize)]
pub struct Noun {
    pub lemmas: Vec<String>,
}

#[derive(Deserialize)]
pub struct Modal {
    pub words: Vec<String>,
    pub semi: Vec<String>,
    pub states: Vec<String>,
}

/// The form in which what is asked for follows the verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Frame {
    To,
    That,
    Object,
    For,
    Plain,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../language/en/demands.toml")).expect("demands.toml is valid")
});

/// The frames of a verb of demanding.
pub fn frames(lemma: &str) -> &'static [Frame] {
    LEXICON.verbs.iter().find(|v| v.lemmas.iter().any(|l| l == lemma)).map_or(&[], |v| &v.frames)
}

/// Whether the verb asks only where an actor is asked.
pub fn needs_addressee(lemma: &str) -> bool {
    LEXICON.verbs.iter().any(|v| v.addressed && v.lemmas.iter().any(|l| l == lemma))
}

pub fn is_noun(lemma: &str) -> bool {
    LEXICON.nouns.iter().any(|n| n.lemmas.iter().any(|l| l == lemma))
}

pub fn modal() -> &'static Modal {
    &LEXICON.modal
}
