//! Which measures are about one thing.
use super::measure;
use crate::{Entry, story::words::Words};
use rapporteur_record::{Effect, Measure};
use std::collections::{BTreeMap, BTreeSet};

/// Reports of one authority on one object at one place, each line in the order of time; lines by authority.
pub(super) fn lines(measures: Vec<Entry>) -> Vec<Vec<Entry>> {
    let mut by_authority: BTreeMap<String, Vec<Vec<Entry>>> = BTreeMap::new();
    for entry in measures {
        let lines = by_authority.entry(measure(&entry).authority.name.clone()).or_default();
        match lines.iter_mut().find(|line| line.iter().any(|other| one_line(other, &entry))) {
            Some(line) => line.push(entry),
            None => lines.push(vec![entry]),
        }
    }
    by_authority.into_values().flatten().collect()
}

fn one_line(a: &Entry, b: &Entry) -> bool {
    let (x, y) = (measure(a), measure(b));
    let targets = x.target.as_ref().zip(y.target.as_ref()).is_none_or(|(a, b)| a.name == b.name);
    let supplies = |m: &Measure| m.effect == Effect::Supplies;
    let object = |entry: &Entry, m: &Measure| m.object.map(|span| entry.words(&[span]));
    let objects = match (object(a, x), object(b, y)) {
        (Some(x), Some(y)) => same_object(&x, &y),
        (None, None) => true,
        _ => false,
    };
    let place = |entry: &Entry, m: &Measure| {
        let spans = [m.object.into_iter().collect(), m.scope.clone()].concat();
        Words::of(&entry.words(&spans))
    };
    let places = || {
        x.scope.is_empty()
            || y.scope.is_empty()
            || place(a, x).shared(&place(b, y)) > own_words(&object(a, x), &object(b, y))
    };
    targets && supplies(x) == supplies(y) && objects && places()
}

/// How many words two objects share by themselves, places aside.
fn own_words(a: &Option<String>, b: &Option<String>) -> usize {
    let words = |object: &Option<String>| Words::of(object.as_deref().unwrap_or_default());
    words(a).shared(&words(b))
}

/// Whether two wordings name one thing: half of the words of the shorter, or a designation such as "F-16".
pub(in crate::view) fn same_object(a: &str, b: &str) -> bool {
    Words::of(a).alike(&Words::of(b)) >= 0.5 || !designations(a).is_disjoint(&designations(b))
}

/// Names of types and models: words with a digit, or of four capital letters and more.
fn designations(text: &str) -> BTreeSet<&str> {
    let is_one = |word: &&str| {
        let letters = word.chars().any(char::is_alphabetic);
        let capitals = word.chars().count() >= 4 && word.chars().all(char::is_uppercase);
        capitals || (letters && word.chars().any(|c| c.is_ascii_digit()))
    };
    text.split(|c: char| !c.is_alphanumeric() && c != '-').filter(is_one).collect()
}
