//! The word lists of effects and judgements, compiled once: phrases of stems → what they do.
use super::words::{Word, stem, words};
use serde::Deserialize;
use std::{collections::HashMap, sync::LazyLock};

/// What a phrase does to the thing it speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    Reverse,
    Make,
    /// Makes a duty; else as `Make`.
    Oblige,
    Preserve,
    Change,
    Restrict,
    Permit,
    Rule,
    /// A no of its own: a veto, an objection.
    Resist,
    Instrument,
    /// As an instrument, for what was done.
    Deed,
    Pronoun,
    Negation,
    Ought,
    Condition,
    Good,
    Bad,
    Insufficient,
    /// Looks like another and does nothing.
    Plain,
    Law,
    Only,
}

#[derive(Deserialize)]
struct Effects {
    reverse: Vec<String>,
    make: Vec<String>,
    oblige: Vec<String>,
    preserve: Vec<String>,
    change: Vec<String>,
    restrict: Vec<String>,
    permit: Vec<String>,
    rule: Vec<String>,
    resist: Vec<String>,
    instrument: Vec<String>,
    deed: Vec<String>,
    pronoun: Vec<String>,
    plain: Vec<String>,
    law: Vec<String>,
    only: Vec<String>,
    negation: Vec<String>,
    ought: Vec<String>,
    condition: Vec<String>,
}

#[derive(Deserialize)]
struct Evaluations {
    good: Vec<String>,
    bad: Vec<String>,
    insufficient: Vec<String>,
}

/// Phrases by their first stem, the longest first.
pub struct Phrases<T>(HashMap<String, Vec<(Vec<String>, T)>>);

impl<T: Copy + Ord> Phrases<T> {
    pub fn of(lists: impl IntoIterator<Item = (T, Vec<String>)>) -> Self {
        let mut map: HashMap<String, Vec<(Vec<String>, T)>> = HashMap::new();
        for (role, phrases) in lists {
            for phrase in phrases {
                let stems: Vec<String> = phrase.split_whitespace().map(stem).collect();
                map.entry(stems[0].clone()).or_default().push((stems, role));
            }
        }
        for list in map.values_mut() {
            list.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then(a.cmp(b)));
        }
        Self(map)
    }

    /// The phrases that begin with this stem, longest first.
    pub fn starting(&self, first: &str) -> &[(Vec<String>, T)] {
        self.0.get(first).map_or(&[], Vec::as_slice)
    }

    /// The longest phrase that stands at `at`, without gaps, with its number of words.
    pub fn at(&self, words: &[Word], at: usize) -> Option<(T, usize)> {
        let fits = |stems: &[String]| {
            let end = at + stems.len();
            end <= words.len() && stems.iter().zip(&words[at..end]).all(|(s, w)| *s == w.stem)
        };
        self.starting(&words[at].stem)
            .iter()
            .find(|(stems, _)| fits(stems))
            .map(|(stems, t)| (*t, stems.len()))
    }
}

static ROLES: LazyLock<Phrases<Role>> = LazyLock::new(|| {
    let effects: Effects = parse(include_str!("../../../language/en/effects.toml"));
    let values: Evaluations = parse(include_str!("../../../language/en/evaluations.toml"));
    Phrases::of([
        (Role::Reverse, effects.reverse),
        (Role::Make, effects.make),
        (Role::Oblige, effects.oblige),
        (Role::Preserve, effects.preserve),
        (Role::Change, effects.change),
        (Role::Restrict, effects.restrict),
        (Role::Permit, effects.permit),
        (Role::Rule, effects.rule),
        (Role::Resist, effects.resist),
        (Role::Instrument, effects.instrument),
        (Role::Deed, effects.deed),
        (Role::Pronoun, effects.pronoun),
        (Role::Plain, effects.plain),
        (Role::Law, effects.law),
        (Role::Only, effects.only),
        (Role::Negation, effects.negation),
        (Role::Ought, effects.ought),
        (Role::Condition, effects.condition),
        (Role::Good, values.good),
        (Role::Bad, values.bad),
        (Role::Insufficient, values.insufficient),
    ])
});

/// An embedded list; a malformed one is a fault of the build, caught by the tests below.
pub(crate) fn parse<T: for<'de> Deserialize<'de>>(toml: &str) -> T {
    toml::from_str(toml).expect("an embedded word list is well-formed")
}

/// A phrase found in a run of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    pub role: Role,
    /// First word.
    pub start: usize,
    /// After the last word.
    pub end: usize,
}

/// The phrases of a run of words, left to right, none overlapping.
pub fn items(words: &[Word]) -> Vec<Item> {
    let (mut out, mut at) = (Vec::new(), 0);
    while at < words.len() {
        match ROLES.at(words, at) {
            Some((role, len)) => {
                out.push(Item { role, start: at, end: at + len });
                at += len;
            }
            None => at += 1,
        }
    }
    out
}

/// What the word does by itself.
pub fn role_of(word: &Word) -> Option<Role> {
    ROLES.at(std::slice::from_ref(word), 0).map(|(role, _)| role)
}

/// The roles in a text; for tests and for issues.
pub fn items_of(text: &str) -> (Vec<Word>, Vec<Item>) {
    let words = words(text);
    let items = items(&words);
    (words, items)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_wins() {
        let roles = |text| items_of(text).1.into_iter().map(|i| i.role).collect::<Vec<_>>();
        assert_eq!(roles("no reason to lift the ban"), [Role::Negation, Role::Reverse, Role::Restrict]);
        assert_eq!(roles("it is far too timid"), [Role::Pronoun, Role::Insufficient]);
    }
}
