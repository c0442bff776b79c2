//! `language/en/measures.toml`.
use rapporteur_record::Effect;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
pub struct Lexicon {
    #[serde(rename = "verb")]
    verbs: Vec<Verb>,
    pub giving: Giving,
    pub nouns: Nouns,
    pub scope: Scope,
    pub states: States,
    pub status: StatusWords,
}

#[derive(Deserialize)]
pub struct Verb {
    pub effect: Effect,
    pub frames: Vec<Frame>,
    lemmas: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Frame {
    Action,
    Object,
    Give,
}

#[derive(Deserialize)]
pub struct Giving {
    pub verbs: Vec<String>,
    pub permits: Vec<String>,
}

#[derive(Deserialize)]
pub struct Nouns {
    pub restriction: Vec<String>,
    pub supply: Vec<String>,
    pub rule: Vec<String>,
    law: Vec<String>,
    pub practice: Vec<String>,
}

#[derive(Deserialize)]
pub struct Scope {
    pub limiting: Vec<String>,
    pub prepositions: Vec<String>,
}

#[derive(Deserialize)]
pub struct States {
    pub forbids: Vec<String>,
    pub permits: Vec<String>,
}

#[derive(Deserialize)]
pub struct StatusWords {
    pub proposed: Vec<String>,
    pub announced: Vec<String>,
    pub pending: Vec<String>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../language/en/measures.toml")).expect("measures.toml is valid")
});

pub fn lexicon() -> &'static Lexicon {
    &LEXICON
}

/// The readings of a verb that sets rules.
pub fn verbs(lemma: &str) -> impl Iterator<Item = &'static Verb> {
    LEXICON.verbs.iter().filter(move |v| has(&v.lemmas, lemma))
}

pub fn has(list: &[String], word: &str) -> bool {
    list.iter().any(|w| w == word)
}

pub fn is_rule(lemma: &str) -> bool {
    has(&LEXICON.nouns.rule, lemma)
}

/// What only a law or rule is called, by which a text comes back to it.
pub fn is_law(lemma: &str) -> bool {
    has(&LEXICON.nouns.law, lemma)
}
