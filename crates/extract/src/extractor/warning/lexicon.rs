//! `language/en/warnings.toml`.
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct Lexicon {
    cue: Vec<String>,
    cause: Vec<String>,
    conditions: Vec<String>,
    bad: Vec<String>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../language/en/warnings.toml")).expect("warnings.toml is valid")
});

fn has(list: &[String], lemma: &str) -> bool {
    list.iter().any(|l| l == lemma)
}

pub fn is_cue(lemma: &str) -> bool {
    has(&LEXICON.cue, lemma)
}

pub fn is_cause(lemma: &str) -> bool {
    has(&LEXICON.cause, lemma)
}

pub fn is_condition(word: &str) -> bool {
    has(&LEXICON.conditions, word)
}

/// Whether the words speak of something bad: one of them starts with a stem of the list.
pub fn is_bad(words: &str) -> bool {
    let lower = words.to_lowercase();
    LEXICON.bad.iter().any(|stem| {
        lower
            .match_indices(stem.as_str())
            .any(|(at, _)| !lower[..at].ends_with(|c: char| c.is_alphanumeric()))
    })
}
