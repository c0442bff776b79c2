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
    pub means: Vec<String>,
    pub documents: Vec<String>,
    pub asking: Vec<String>,
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

/// The frames of a verb of demanding, each with whether it asks only where an actor is asked.
pub fn frames(lemma: &str) -> impl Iterator<Item = (Frame, bool)> {
    let entries = LEXICON.verbs.iter().filter(move |v| v.lemmas.iter().any(|l| l == lemma));
    entries.flat_map(|v| v.frames.iter().map(|&f| (f, v.addressed)))
}

/// Whether a verb above an infinitive of demanding tells by what means it was done: "used a speech to urge".
pub fn is_means(lemma: &str) -> bool {
    LEXICON.means.iter().any(|m| m == lemma)
}

/// Whether the noun is a text in which somebody asks: "a letter urging".
pub fn is_document(lemma: &str) -> bool {
    LEXICON.documents.iter().any(|d| d == lemma)
}

/// Whether a statement with this cue asks for what it says.
pub fn is_asking_cue(lemma: &str) -> bool {
    LEXICON.asking.iter().any(|d| d == lemma)
}

pub fn is_noun(lemma: &str) -> bool {
    LEXICON.nouns.iter().any(|n| n.lemmas.iter().any(|l| l == lemma))
}

pub fn modal() -> &'static Modal {
    &LEXICON.modal
}
