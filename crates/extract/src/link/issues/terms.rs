//! The words of substance by which a text is about something.
use super::{
    lexicon,
    words::{Word, stem, words},
};
use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::LazyLock,
};

/// Least factor of a term that can tell issues apart.
pub const STRONG: f32 = 0.5;

/// The word that stands for a word's group.
pub fn term(word: &Word) -> &String {
    SYNONYMS.get(&*word.stem).unwrap_or(&word.stem)
}

/// Words of substance with their weight.
pub fn terms_of(words: &[Word]) -> impl Iterator<Item = (String, f32)> {
    words
        .iter()
        .filter(|w| w.stem.len() > 1 && !COMMON.contains(&*w.stem))
        .map(|w| (term(w).clone(), substance(w)))
}

/// How much a word says of what a text is about: what is done to a thing says little, and so do the names of states,
/// which a debate's parties share.
pub fn substance(word: &Word) -> f32 {
    use lexicon::Role::*;
    if PLACES.contains(&*word.stem) {
        return 0.25;
    }
    match lexicon::role_of(word) {
        None | Some(Plain) => 1.0,
        Some(Restrict | Permit | Rule | Law | Change) => 0.5,
        Some(Good | Bad | Insufficient) => 0.4,
        Some(_) => 0.15,
    }
}
/// Words of effect that name a thing, by the article before them: "a fund", "the new register".
pub fn named_as_things(words: &[Word]) -> impl Iterator<Item = String> {
    use lexicon::Role::{Make, Preserve, Reverse};
    let article =
        |w: &Word| matches!(&*w.form, "a" | "an" | "the" | "new" | "such" | "this" | "its" | "their" | "own");
    let named = move |n: &usize| {
        let word = &words[*n];
        let effect = matches!(lexicon::role_of(word), Some(Make | Reverse | Preserve));
        let noun = !word.participle && !word.form.ends_with("ing");
        effect && noun && words[n.saturating_sub(2)..*n].iter().any(article)
    };
    (0..words.len()).filter(named).map(|n| term(&words[n]).clone())
}

/// Terms of substance, names of states aside, with the words that they were made from.
pub fn subjects(text: &str) -> BTreeMap<String, String> {
    let words = words(text);
    let named = |w: &Word| {
        let (term, factor) = terms_of(std::slice::from_ref(w)).next()?;
        let tells =
            factor >= STRONG && term.len() > 2 && !matches!(lexicon::role_of(w), Some(lexicon::Role::Change));
        tells.then(|| (term, text[w.span.range()].to_lowercase()))
    };
    words.iter().filter_map(named).collect()
}

#[derive(serde::Deserialize)]
struct Common {
    words: String,
}

pub static COMMON: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let common: Common = lexicon::parse(include_str!("../../../language/en/common.toml"));
    common.words.split_whitespace().map(stem).collect()
});

/// Words of the names of states and of what stands for them.
pub static PLACES: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let lines = include_str!("../../../../../knowledge/countries.tsv")
        .lines()
        .filter(|l| !l.starts_with('#'))
        .skip(1);
    lines
        .flat_map(|line| line.split('\t').skip(1))
        .flat_map(words)
        .map(|w| w.stem)
        .filter(|s| s.len() > 1 && !COMMON.contains(s))
        .collect()
});

/// Stem → stem of the first word of its group.
pub static SYNONYMS: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let lines = include_str!("../../../language/en/synonyms.tsv").lines().filter(|l| !l.starts_with('#'));
    let mut map = HashMap::new();
    for line in lines {
        let mut group = line.split('\t').map(stem);
        let Some(first) = group.next() else { continue };
        map.extend(group.map(|w| (w, first.clone())));
    }
    map
});
