//! Predicates and nouns by which an actor takes a side, from `language/en/attitudes.toml`.
use crate::link::issues::lexicon::{Phrases, parse};
use serde::Deserialize;
use std::sync::LazyLock;

/// A side taken by a predicate or a noun of stance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Attitude {
    Wish,
    Approve,
    Reject,
    Undecided,
    Grant,
    /// Takes the side of the one named before.
    Alike,
    /// Sees a bad consequence.
    Dread,
    /// Closes the door on the thing; not to do so leaves it open.
    Exclude,
    /// Says of the thing what it is.
    Judge,
}

#[derive(Deserialize)]
struct Attitudes {
    wish: Vec<String>,
    approve: Vec<String>,
    reject: Vec<String>,
    undecided: Vec<String>,
    grant: Vec<String>,
    alike: Vec<String>,
    dread: Vec<String>,
    exclude: Vec<String>,
    judge: Vec<String>,
    views: Vec<String>,
    will: Vec<String>,
    nouns: Nouns,
}

#[derive(Deserialize)]
struct Nouns {
    wish: Vec<String>,
    approve: Vec<String>,
    reject: Vec<String>,
    undecided: Vec<String>,
}

struct Lists {
    verbs: Phrases<Attitude>,
    nouns: Phrases<Attitude>,
    views: Vec<String>,
    will: Vec<String>,
}

static ATTITUDES: LazyLock<Lists> = LazyLock::new(|| {
    let all: Attitudes = parse(include_str!("../../../language/en/attitudes.toml"));
    let verbs = Phrases::of([
        (Attitude::Wish, all.wish),
        (Attitude::Approve, all.approve),
        (Attitude::Reject, all.reject),
        (Attitude::Undecided, all.undecided),
        (Attitude::Grant, all.grant),
        (Attitude::Alike, all.alike),
        (Attitude::Dread, all.dread),
        (Attitude::Exclude, all.exclude),
        (Attitude::Judge, all.judge),
    ]);
    let nouns = Phrases::of([
        (Attitude::Wish, all.nouns.wish),
        (Attitude::Approve, all.nouns.approve),
        (Attitude::Reject, all.nouns.reject),
        (Attitude::Undecided, all.nouns.undecided),
    ]);
    Lists { verbs, nouns, views: all.views, will: all.will }
});

/// Predicates of stance.
pub fn predicates() -> &'static Phrases<Attitude> {
    &ATTITUDES.verbs
}

/// Verbs of wanting whose negation is a no: "does not want it", but "did not ask for it".
pub fn is_will(verb: &str) -> bool {
    ATTITUDES.will.iter().any(|v| v == verb)
}

/// Nouns of what others say or think.
pub fn is_view(noun: &str) -> bool {
    ATTITUDES.views.iter().any(|v| v == noun)
}

/// Nouns of stance.
pub fn nouns() -> &'static Phrases<Attitude> {
    &ATTITUDES.nouns
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::issues::words::stem;

    #[test]
    fn attitudes_are_read() {
        assert_eq!(predicates().starting(&stem("oppose"))[0].1, Attitude::Reject);
        assert_eq!(nouns().starting(&stem("opposition"))[0].1, Attitude::Reject);
    }
}
