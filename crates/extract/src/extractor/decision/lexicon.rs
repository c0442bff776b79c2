//! `language/en/decisions.toml`.
use rapporteur_record::Act;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
pub struct Lexicon {
    #[serde(rename = "verb")]
    pub verbs: Vec<Verb>,
    #[serde(rename = "deed")]
    pub deeds: Vec<Deed>,
    pub voting: Vec<String>,
    pub wins: Vec<String>,
    pub casts: Vec<String>,
    pub awaits: Vec<String>,
    pub wishes: Vec<String>,
    pub begins: Vec<String>,
    pub through: Vec<String>,
    pub concurs: Vec<String>,
    pub unlawful: Vec<String>,
    pub gives: Vec<String>,
    pub members: Vec<Members>,
    pub outcome: Outcome,
    pub returns: Vec<String>,
    pub signed: Vec<String>,
    pub cases: Vec<String>,
    pub granted: Vec<String>,
    pub nouns: Nouns,
    pub binding: Binding,
    pub votes: VotePatterns,
}

#[derive(Deserialize)]
pub struct Verb {
    pub act: Act,
    pub objects: Objects,
    /// Whether it decides only where a body that takes votes, or a court, does it.
    #[serde(default)]
    pub voting: bool,
    pub lemmas: Vec<String>,
}

/// Nouns that report a decision.
#[derive(Deserialize)]
pub struct Deed {
    pub act: Act,
    pub lemmas: Vec<String>,
}

/// What a verb must act on to be a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Objects {
    Instrument,
    /// An instrument, or what is put off: a vote, an item of the agenda.
    Votable,
    Any,
    /// The subject itself is the instrument.
    None,
}

/// Words for the members of a body, and for such bodies.
#[derive(Deserialize)]
pub struct Members {
    pub nouns: Vec<String>,
    pub bodies: Vec<String>,
}

/// How a vote ended, said of what was voted on.
#[derive(Deserialize)]
pub struct Outcome {
    pub won: Vec<String>,
    pub lost: Vec<String>,
    pub again: Vec<String>,
}

#[derive(Deserialize)]
pub struct Nouns {
    pub instrument: Vec<String>,
    pub votable: Vec<String>,
    pub again: Vec<String>,
}

#[derive(Deserialize)]
pub struct Binding {
    pub no: Vec<String>,
    pub yes: Vec<String>,
}

#[derive(Deserialize)]
pub struct VotePatterns {
    pub context: Vec<String>,
    pub pro: Vec<String>,
    pub contra: Vec<String>,
    pub abstain: Vec<String>,
    pub pairs: Vec<String>,
    pub margin: String,
    pub members: Vec<String>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../language/en/decisions.toml")).expect("decisions.toml is valid")
});

pub fn lexicon() -> &'static Lexicon {
    &LEXICON
}

pub fn has(list: &[String], word: &str) -> bool {
    list.iter().any(|w| w == word)
}
