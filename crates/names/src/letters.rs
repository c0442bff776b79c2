//! Any script as Latin small letters.
use crate::short::Short;
use crate::table::rows;
use std::collections::HashMap;
use std::sync::OnceLock;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

const LETTERS: &str = include_str!("../data/letters.tsv");

/// What a word is written in, as far as comparing asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Script {
    #[default]
    Alphabet,
    /// Arabic and Hebrew leave vowels out.
    Abjad,
    /// Chinese and Japanese: no Latin letters can be given for them here.
    Ideographs,
    Hangul,
}

struct Letters {
    single: HashMap<char, &'static str>,
    double: HashMap<(char, char), &'static str>,
}

fn letters() -> &'static Letters {
    static TABLE: OnceLock<Letters> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Letters { single: HashMap::new(), double: HashMap::new() };
        for row in rows(LETTERS) {
            let latin = row.get(1).copied().unwrap_or("");
            let mut from = row[0].chars();
            match (from.next(), from.next()) {
                (Some(first), Some(second)) => drop(table.double.insert((first, second), latin)),
                (Some(first), None) => drop(table.single.insert(first, latin)),
                _ => {}
            }
        }
        table
    })
}

/// The word in Latin small letters without accents, apostrophes and other marks, and its script.
pub fn latin(word: &str) -> (Short, Script) {
    let mut out = Short::default();
    if word.is_ascii() {
        word.bytes().filter(u8::is_ascii_alphanumeric).for_each(|b| out.push(b.to_ascii_lowercase() as char));
        return (out, Script::Alphabet);
    }
    let script = word.chars().map(script_of).find(|s| *s != Script::Alphabet).unwrap_or_default();
    let mut small = word.chars().flat_map(char::to_lowercase).nfc().peekable();
    while let Some(letter) = small.next() {
        let pair = small.peek().and_then(|&next| letters().double.get(&(base(letter), base(next))));
        match pair {
            Some(latin) => {
                small.next();
                out.push_str(latin);
            }
            None => push(letter, &mut out),
        }
    }
    (out, script)
}

fn push(letter: char, out: &mut Short) {
    if letter.is_ascii_alphanumeric() {
        out.push(letter);
    } else if let Some(latin) = letters().single.get(&letter) {
        out.push_str(latin);
    } else if let Some(syllable) = hangul(letter) {
        syllable.iter().for_each(|part| out.push_str(part));
    } else {
        for part in std::iter::once(letter).nfkd().filter(|c| !is_combining_mark(*c) && c.is_alphanumeric()) {
            match letters().single.get(&part) {
                Some(latin) => out.push_str(latin),
                None => out.push(part),
            }
        }
    }
}

/// A Greek letter without its accent; every other letter as it is.
fn base(letter: char) -> char {
    match letter {
        '\u{370}'..='\u{3ff}' => std::iter::once(letter).nfd().next().unwrap_or(letter),
        other => other,
    }
}

const fn script_of(letter: char) -> Script {
    match letter {
        '\u{590}'..='\u{6ff}' => Script::Abjad,
        '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' => Script::Ideographs,
        '\u{ac00}'..='\u{d7a3}' => Script::Hangul,
        _ => Script::Alphabet,
    }
}

const INITIALS: [&str; 19] =
    ["g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"];
const VOWELS: [&str; 21] = [
    "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi",
    "yu", "eu", "ui", "i",
];
const FINALS: [&str; 28] = [
    "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t",
    "ng", "t", "t", "k", "t", "p", "t",
];

/// A Korean syllable by the Revised Romanization, without its changes between syllables.
fn hangul(letter: char) -> Option<[&'static str; 3]> {
    let code = (letter as usize).checked_sub(0xac00).filter(|c| *c < 11_172)?;
    Some([INITIALS[code / 588], VOWELS[code / 28 % 21], FINALS[code % 28]])
}
