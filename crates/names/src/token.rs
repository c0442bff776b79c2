//! One word of a name.
use crate::edits;
use crate::groups::groups;
use crate::letters::{self, Script};
use crate::short::Short;
use crate::sounds;
use crate::table::{ByHash, hash, rows};
use std::sync::OnceLock;

const NICKNAMES: &str = include_str!("../data/nicknames.tsv");

/// A word of a name with its letters, sounds and key.
#[derive(Debug, Clone, Copy, Default)]
pub struct Token {
    plain: Short,
    sound: Short,
    coarse: Short,
    key: u32,
    plain_hash: u32,
    /// A bit for each consonant of the key.
    consonants: u32,
    script: Script,
}

impl Token {
    pub fn new(word: &str) -> Self {
        let (plain, script) = letters::latin(word);
        Self::of(plain, script)
    }

    fn of(plain: Short, script: Script) -> Self {
        let sound = sounds::of(&plain);
        let coarse = sounds::coarse(&sound);
        let (key, plain_hash) = (hash(coarse.bytes()), hash(plain.bytes()));
        let consonants = coarse
            .bytes()
            .iter()
            .filter(|s| s.is_ascii_lowercase() && !sounds::is_vowel(**s))
            .fold(0, |bits, s| bits | 1 << (s - b'a'));
        Self { plain, sound, coarse, key, plain_hash, consonants, script }
    }

    /// Both words as one: "Jin-ping" as "Jinping".
    pub fn joined(&self, next: &Self) -> Self {
        let mut plain = self.plain;
        plain.push_str(next.plain.as_str());
        Self::of(plain, self.script)
    }

    /// Small Latin letters without accents.
    pub fn plain(&self) -> &str {
        self.plain.as_str()
    }

    /// The key by which spellings of one name are looked up.
    pub const fn key(&self) -> u32 {
        self.key
    }

    /// The hash of the plain letters.
    pub const fn plain_hash(&self) -> u32 {
        self.plain_hash
    }

    pub const fn script(&self) -> Script {
        self.script
    }

    pub const fn is_empty(&self) -> bool {
        self.plain.is_empty()
    }

    /// A single letter.
    pub fn is_initial(&self) -> bool {
        self.plain.len() == 1
            && self.script == Script::Alphabet
            && self.plain.bytes()[0].is_ascii_alphabetic()
    }

    /// Whether the word is in the lists of names.
    pub fn is_known(&self) -> bool {
        groups().knows(self.key)
    }

    /// Whether one word begins as the other, an initial, sounds.
    pub fn begins_as(&self, other: &Self) -> bool {
        let first = |s: &Short| s.bytes().first().copied();
        first(&self.plain) == first(&other.plain) || first(&self.coarse) == first(&other.coarse)
    }

    /// How far the two words may be one name, 0 to 1: spellings and transliterations close to 1, short forms and
    /// groups of spellings above 0.9, misspellings by the edits between their sounds.
    pub fn likeness(&self, other: &Self) -> f32 {
        if self.plain == other.plain {
            return 1.0;
        }
        if self.sound == other.sound {
            return 0.98;
        }
        let near = self.nearness(other);
        let other_gender = is_other_gender(self.plain(), other.plain());
        if self.coarse == other.coarse && self.plain.len().min(other.plain.len()) > 2 {
            return near.max(0.95);
        }
        if near < 0.95 && !other_gender && self.is_spelling_of(other) {
            return 0.95;
        }
        let sure = if self.differs_shortly(other) { 0.95 } else { 0.88 };
        let distinct = near > 0.6 && near < sure && self.is_known() && other.is_known();
        if distinct { near - if sure > 0.9 { 0.2 } else { 0.1 } } else { near }
    }

    /// Short words, and a feminine ending ("Jean", "Jeanne"): what would be a misspelling elsewhere is another name.
    fn differs_shortly(&self, other: &Self) -> bool {
        let (long, short) = by_length(self.plain(), other.plain());
        let feminine = long.strip_prefix(short).is_some_and(|end| matches!(end, "e" | "ne" | "le" | "te"));
        feminine || (self.sound.len() == other.sound.len() && self.sound.len() < 5)
    }

    /// How far the two may be spellings of one word that need not be a name.
    pub fn spelling(&self, other: &Self) -> f32 {
        let same = self.plain == other.plain || self.sound == other.sound;
        if same { 1.0 } else { self.nearness(other) }
    }

    fn is_spelling_of(&self, other: &Self) -> bool {
        let latin = self.script == Script::Alphabet && other.script == Script::Alphabet;
        let short = self.plain.len().min(other.plain.len()) < 4;
        // Groups of short names mix readings of one character ("Jim", "Chan").
        let mixed = latin && short && !self.begins_as(other);
        short_form(self, other) || (!mixed && groups().share(self.key, other.key))
    }

    fn nearness(&self, other: &Self) -> f32 {
        let abjad = self.script == Script::Abjad || other.script == Script::Abjad;
        let alike = if abjad { by_consonants(self, other) } else { 0.0 };
        // Without a consonant in common, two names of several are none.
        let several = self.consonants.count_ones().min(other.consonants.count_ones()) > 1;
        match several && self.consonants & other.consonants == 0 {
            true => alike,
            false => alike.max(by_sounds(&self.sound, &other.sound)),
        }
    }
}

/// By the edits between the sounds. The vowel at the end tells Mario from Maria.
fn by_sounds(a: &Short, b: &Short) -> f32 {
    let longest = a.len().max(b.len());
    if longest > 3 + 2 * a.len().min(b.len()) {
        return 0.0;
    }
    let first = if a.bytes().first() == b.bytes().first() { 0 } else { 30 };
    if first > 0 && a.len().abs_diff(b.len()) > 3 {
        return 0.0;
    }
    let cost = edits::cost(a, b) + first + ending(a, b);
    (1.0 - f32::from(cost) * 1.2 / (100.0 * longest.max(1) as f32)).max(0.0)
}

/// What other genders cost at the end of a word: an "a" against anything but an "e".
fn ending(a: &Short, b: &Short) -> u16 {
    let last = |s: &Short| s.bytes().last().copied().unwrap_or(0);
    let (x, y) = (last(a), last(b));
    let other = x != y && (x == b'a' || y == b'a') && x != b'e' && y != b'e';
    if other && !is_belarusian(a.as_str(), b.as_str()) { 100 } else { 0 }
}

/// Lukashenko and Lukashenka.
fn is_belarusian(a: &str, b: &str) -> bool {
    let ends = |word: &str| word.ends_with("enko") || word.ends_with("enka");
    ends(a) && ends(b)
}

fn by_length<'t>(a: &'t str, b: &'t str) -> (&'t str, &'t str) {
    if a.len() > b.len() { (a, b) } else { (b, a) }
}

/// Mario and Maria, Daniel and Daniela.
fn is_other_gender(a: &str, b: &str) -> bool {
    let (long, short) = by_length(a, b);
    let one_more =
        long.strip_suffix('a') == Some(short) && !short.ends_with(['e', 'i', 'o', 'u', 'y', 'v', 'n']);
    let vowel = || long.strip_suffix('a').is_some_and(|stem| short.strip_suffix('o') == Some(stem));
    if is_belarusian(a, b) {
        return false;
    }
    one_more
        || vowel()
        || (a.len() == b.len()
            && short.strip_suffix('a').is_some_and(|stem| long.strip_suffix('o') == Some(stem)))
}

fn by_consonants(a: &Token, b: &Token) -> f32 {
    let (x, y) = (sounds::consonants(&a.sound), sounds::consonants(&b.sound));
    let longest = x.len().max(y.len());
    match edits::cost(&x, &y) {
        0 if longest > 1 => 0.9,
        cost if longest > 3 => 0.9 - f32::from(cost) / (100.0 * longest as f32),
        _ => 0.0,
    }
}

/// "Bill" and "William".
fn short_form(a: &Token, b: &Token) -> bool {
    static PAIRS: OnceLock<ByHash<Vec<u32>>> = OnceLock::new();
    let pairs = PAIRS.get_or_init(|| {
        let mut pairs: ByHash<Vec<u32>> = ByHash::default();
        for row in rows(NICKNAMES) {
            pairs.entry(hash(row[0].as_bytes())).or_default().push(hash(row[1].as_bytes()));
        }
        pairs
    });
    let stands = |short: &Token, long: &Token| {
        pairs.get(&short.plain_hash).is_some_and(|names| names.contains(&long.plain_hash))
    };
    stands(a, b) || stands(b, a)
}
