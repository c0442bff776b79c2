//! Acronyms.
use super::words::{Class, lookup, stem};
use crate::table::{FNV, step};
use crate::token::Token;

/// The first letter of a word, and whether an acronym may leave it out.
#[derive(Debug, Clone, Copy)]
pub struct Initial {
    letter: u8,
    optional: bool,
    place: bool,
}

impl Initial {
    pub fn of(token: &Token) -> Self {
        let hash = |word: &str| word.bytes().fold(FNV, step);
        let class =
            lookup(hash(token.plain())).or_else(|| lookup(hash(stem(token.plain())))).map(|e| e.class);
        Self {
            letter: token.plain().as_bytes().first().copied().unwrap_or(0),
            optional: matches!(class, Some(Class::Stop | Class::Legal)),
            place: class == Some(Class::Place),
        }
    }
}

/// Whether the letters are the initials of the words; small words, legal forms and places at the ends may be left out.
pub fn spell(letters: &[u8], words: &[Initial]) -> bool {
    letters.len() > 1 && words.iter().filter(|w| !w.optional).count() > 1 && spells(letters, words, true)
}

fn spells(letters: &[u8], words: &[Initial], edge: bool) -> bool {
    let Some((word, rest)) = words.split_first() else { return letters.is_empty() };
    let may_lack = word.optional || (word.place && (edge || rest.is_empty()));
    let taken = letters.first() == Some(&word.letter);
    (taken && spells(&letters[1..], rest, false)) || (may_lack && spells(letters, rest, edge))
}
