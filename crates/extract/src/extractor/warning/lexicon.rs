//! `language/en/warnings.toml`.
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct Lexicon {
    cue: Vec<String>,
    worry: Vec<String>,
    without: Vec<String>,
    lacking: Vec<String>,
    good: Vec<String>,
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

/// "is worried that the fee would": a warning where it speaks of what would come.
pub fn is_worry(lemma: &str) -> bool {
    has(&LEXICON.worry, lemma)
}

/// Whether a condition that begins with the word is a lack.
pub fn is_without(word: &str) -> bool {
    has(&LEXICON.without, word)
}

/// Whether a condition with the lemma is one of failing or of going on.
pub fn is_lacking(lemma: &str) -> bool {
    has(&LEXICON.lacking, lemma)
}

/// Whether the words speak of something good.
pub fn is_good(words: &str) -> bool {
    starts_some(&LEXICON.good, words)
}

pub fn is_cause(lemma: &str) -> bool {
    has(&LEXICON.cause, lemma)
}

pub fn is_condition(word: &str) -> bool {
    has(&LEXICON.conditions, word)
}

/// Whether the words speak of something bad: one of them starts with a stem of the list.
pub fn is_bad(words: &str) -> bool {
    starts_some(&LEXICON.bad, words)
}

fn starts_some(stems: &[String], words: &str) -> bool {
    let lower = words.to_lowercase();
    stems.iter().any(|stem| {
        lower
            .match_indices(stem.as_str())
            .any(|(at, _)| !lower[..at].ends_with(|c: char| c.is_alphanumeric()))
    })
}
