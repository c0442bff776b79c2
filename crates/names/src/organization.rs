//! Names of organisations: read into words, aligned, scored.
mod align;
mod initials;
mod words;

use crate::table::{ByHash, FNV, rows, step};
use crate::token::Token;
use initials::Initial;
use std::sync::OnceLock;
pub use words::Class;
use words::{Entry, lookup, stem};

const BODIES: &str = include_str!("../../../knowledge/bodies.tsv");

/// More words than are read of a name.
pub const MOST: usize = 12;

/// One word, or several that stand for one.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    pub token: Token,
    /// Equal for words that mean the same.
    pub meaning: u32,
    pub class: Class,
    /// Written in capitals, so that it may be an acronym.
    pub capitals: bool,
}

/// A name of an organisation.
#[derive(Debug, Default)]
pub struct Organization {
    /// In order, with stop words and legal forms.
    words: Vec<Word>,
    /// The known body whose name or alias this is.
    known: Option<usize>,
    raw: Vec<(Token, bool)>,
    initials: Vec<Initial>,
}

impl Organization {
    /// Reads a name, in place of what was read before.
    pub fn read(&mut self, name: &str) {
        self.raw.clear();
        self.words.clear();
        self.split(name);
        self.known = bodies().by_alias.get(&key(self.raw.iter().map(|(t, _)| t.plain()))).copied();
        self.initials.clear();
        self.initials.extend(self.raw.iter().map(|(token, _)| Initial::of(token)));
        let mut at = 0;
        while at < self.raw.len() && self.words.len() < MOST {
            at += self.phrase(at);
        }
    }

    /// Splits at everything but letters; the dots of "U.N.", the apostrophe of "People's" and the
    /// sign of "AT&T" go.
    fn split(&mut self, name: &str) {
        let mut start = None;
        let mut chars = name.char_indices().chain([(name.len(), ' ')]).peekable();
        while let Some((at, letter)) = chars.next() {
            let inside = letter.is_alphanumeric() || unicode_normalization::char::is_combining_mark(letter);
            let next = chars.peek().is_some_and(|(_, c)| c.is_alphanumeric());
            let joins = match letter {
                '\'' | '’' => start.is_some_and(|s| !is_elided(&name[s..at])) && next,
                '.' => start.is_some_and(|s| is_dotted(&name[s..at])),
                '&' => start.is_some_and(|s| name[s..at].len() < 3) && next,
                _ => false,
            };
            match (start, inside || joins) {
                (None, true) if inside => start = Some(at),
                (Some(from), false) => {
                    start = None;
                    let elided = matches!(letter, '\'' | '’') && is_elided(&name[from..at]);
                    if !elided {
                        self.raw_word(&name[from..at]);
                    }
                }
                _ => {}
            }
        }
    }

    fn raw_word(&mut self, word: &str) {
        let letters = || word.chars().filter(|c| c.is_alphabetic());
        let capitals = letters().filter(|c| c.is_uppercase()).count();
        let count = letters().count();
        let token = Token::new(word);
        if !token.is_empty() && self.raw.len() < 2 * MOST {
            self.raw.push((token, (2..=7).contains(&count) && capitals * 2 > count));
        }
    }

    /// Takes the longest known phrase at the place, or one word; returns how many words it took.
    fn phrase(&mut self, at: usize) -> usize {
        let mut hash = FNV;
        let mut best: Option<(usize, Entry)> = None;
        for (taken, (token, _)) in self.raw[at..].iter().take(words::LONGEST).enumerate() {
            if taken > 0 {
                hash = step(hash, b' ');
            }
            hash = token.plain().bytes().fold(hash, step);
            if let Some(entry) = lookup(hash) {
                best = Some((taken + 1, entry));
            }
        }
        let (token, capitals) = self.raw[at];
        let single = || lookup(stem(token.plain()).bytes().fold(FNV, step)).map(|e| (1, e));
        let plain = || Entry { meaning: stem(token.plain()).bytes().fold(FNV, step), class: Class::Plain };
        let (taken, entry) = best.or_else(single).unwrap_or_else(|| (1, plain()));
        self.words.push(Word {
            token,
            meaning: entry.meaning,
            class: entry.class,
            capitals: capitals && taken == 1,
        });
        taken
    }
}

impl Organization {
    fn is_acronym_of(&self, other: &Self) -> bool {
        let lone = self.words.iter().filter(|w| !matches!(w.class, Class::Stop | Class::Legal)).count() == 1;
        let short = self.words.iter().find(|w| w.capitals).filter(|_| lone);
        short.is_some_and(|w| initials::spell(w.token.plain().as_bytes(), &other.initials))
    }
}

/// "d'" and "l'" before a name.
fn is_elided(start: &str) -> bool {
    matches!(start, "d" | "l" | "D" | "L")
}

/// Single letters with dots between.
fn is_dotted(word: &str) -> bool {
    word.split('.').all(|part| part.chars().count() == 1)
}

fn key<'a>(words: impl Iterator<Item = &'a str>) -> u32 {
    words.fold(FNV, |hash, word| step(word.bytes().fold(hash, step), b' '))
}

struct Bodies {
    by_alias: ByHash<usize>,
    names: Vec<&'static str>,
}

/// Bodies of `knowledge/bodies.tsv` by name and alias; the first of an alias wins.
fn bodies() -> &'static Bodies {
    static BODIES_BY_ALIAS: OnceLock<Bodies> = OnceLock::new();
    BODIES_BY_ALIAS.get_or_init(|| {
        let mut bodies = Bodies { by_alias: ByHash::default(), names: Vec::new() };
        let mut reader = Organization::default();
        for row in rows(BODIES) {
            let aliases = row.get(3).copied().unwrap_or("").split(';');
            for alias in std::iter::once(row[0]).chain(aliases).filter(|a| !a.is_empty()) {
                reader.raw.clear();
                reader.split(alias);
                let key = key(reader.raw.iter().map(|(t, _)| t.plain()));
                bodies.by_alias.entry(key).or_insert(bodies.names.len());
            }
            bodies.names.push(row[0]);
        }
        bodies
    })
}

/// How likely both are one organisation's name, 0 to 1.
pub fn score(a: &Organization, b: &Organization) -> f32 {
    let by_words = match a.is_acronym_of(b) || b.is_acronym_of(a) {
        true => 0.92,
        false => align::by_words(&a.words, &b.words),
    };
    match (a.known, b.known) {
        (Some(x), Some(y)) if x == y => by_words.max(0.97),
        (Some(_), Some(_)) => by_words * 0.5,
        (None, None) => by_words,
        (Some(known), None) => by_words.max(by_full_name(known, b)),
        (None, Some(known)) => by_words.max(by_full_name(known, a)),
    }
}

/// An alias of a known body also counts as its full name, if that has several words.
fn by_full_name(known: usize, other: &Organization) -> f32 {
    let mut full = Organization::default();
    full.read(bodies().names[known]);
    if full.words.len() > 1 { align::by_words(&full.words, &other.words) } else { 0.0 }
}
