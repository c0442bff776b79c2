//! spaCy's string store: each string has a fixed small number or a hash.

use serde_json::Value as Json;
use std::collections::BTreeMap;

const SYMBOLS: &str = include_str!("../data/symbols.tsv");
const BASE_NORMS: &str = include_str!("../data/base_norms.tsv");

/// Fixed strings with their numbers.
pub(crate) fn symbols() -> BTreeMap<&'static str, u64> {
    let pairs = SYMBOLS.lines().filter_map(|line| line.split_once('\t'));
    pairs.filter_map(|(id, name)| Some((name, id.parse().ok()?))).collect()
}

/// Base forms of punctuation and currency signs, by hash as the manifest wants them.
pub(crate) fn base_norms() -> serde_json::Map<String, Json> {
    let pairs = BASE_NORMS.lines().filter_map(|line| line.split_once('\t'));
    pairs.map(|(form, norm)| (hash(form).to_string(), norm.into())).collect()
}

/// The number that spaCy's tables use for a string.
pub(crate) fn id(string: &str) -> u64 {
    symbols().get(string).copied().unwrap_or_else(|| hash(string))
}

const MULTIPLIER: u64 = 0xc6a4_a793_5bd1_e995;

/// MurmurHash64A with seed 1, spaCy's hash of strings.
pub(crate) fn hash(string: &str) -> u64 {
    let bytes = string.as_bytes();
    let (words, rest) = bytes.split_at(bytes.len() / 8 * 8);
    let start = 1 ^ (bytes.len() as u64).wrapping_mul(MULTIPLIER);
    let mut hash = words.chunks_exact(8).fold(start, |hash, word| {
        let mixed = scramble(little_endian(word).wrapping_mul(MULTIPLIER));
        (hash ^ mixed.wrapping_mul(MULTIPLIER)).wrapping_mul(MULTIPLIER)
    });
    if !rest.is_empty() {
        hash = (hash ^ little_endian(rest)).wrapping_mul(MULTIPLIER);
    }
    scramble(scramble(hash).wrapping_mul(MULTIPLIER))
}

fn scramble(value: u64) -> u64 {
    value ^ (value >> 47)
}

fn little_endian(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_spacy() {
        assert_eq!(hash("coffee"), 3197928453018144401);
        assert_eq!(hash("apple"), 8566208034543834098);
        assert_eq!(id("noun"), 16833663260455505849);
        assert_eq!((id("punct"), id("X")), (445, 101));
    }

    #[test]
    fn tables_are_whole() {
        assert_eq!(symbols().len(), SYMBOLS.lines().count());
        assert_eq!(base_norms().len(), BASE_NORMS.lines().count());
    }
}
