//! Words that take up what was spoken of.
use super::{
    lexicon::{self, Role},
    words::Word,
};

/// What words take up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reference {
    /// What was done: "the decision", "the move".
    Deed,
    /// A text, a plan, or what a pronoun stands for.
    Other,
}

/// What the words take up ("it", "the move", "such a step"), where they do.
pub fn reference_of(words: &[Word]) -> Option<Reference> {
    let items = lexicon::items(words);
    let kind = |i: &lexicon::Item| match i.role {
        Role::Deed => Some(Reference::Deed),
        Role::Instrument | Role::Law => Some(Reference::Other),
        Role::Pronoun if stands_alone(words, i.end) => Some(Reference::Other),
        _ => None,
    };
    items.iter().find_map(kind)
}

/// Whether the words take up what was spoken of.
pub fn refers(words: &[Word]) -> bool {
    reference_of(words).is_some()
}

/// Words that may follow a pronoun that is no article of a noun.
const FOLLOWERS: &[&str] = &[
    "is",
    "was",
    "are",
    "were",
    "be",
    "been",
    "will",
    "would",
    "should",
    "must",
    "can",
    "could",
    "has",
    "had",
    "may",
    "might",
    "to",
    "and",
    "or",
    "but",
    "in",
    "on",
    "at",
    "for",
    "by",
    "with",
    "from",
    "as",
    "then",
    "too",
    "so",
    "not",
    "now",
    "out",
    "off",
    "up",
    "down",
    "altogether",
    "complet",
];

/// Whether a pronoun that ends here is no article of a noun: "this", not "this deadlock".
fn stands_alone(words: &[Word], end: usize) -> bool {
    let article =
        end > 0 && matches!(&*words[end - 1].stem, "thi" | "this" | "these" | "those" | "such" | "a");
    let follower = |w: &Word| FOLLOWERS.contains(&&*w.stem) || lexicon::role_of(w).is_some();
    !article || words.get(end).is_none_or(|w| w.after_break || follower(w))
}
