//! What words in names of organisations mean and weigh.
use crate::letters;
use crate::table::{ByHash, FNV, rows, step};
use std::sync::OnceLock;

const WORDS: &str = include_str!("../../data/organizations.tsv");
const COUNTRIES: &str = include_str!("../../../../knowledge/countries.tsv");

/// So many words a phrase has at most.
pub const LONGEST: usize = 4;

/// What a word weighs; see `data/organizations.tsv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    Stop,
    Legal,
    Weak,
    Head,
    Word,
    Place,
    /// Any other word: what a body is called.
    Plain,
}

impl Class {
    pub const fn weight(self) -> f32 {
        match self {
            Self::Stop | Self::Legal => 0.0,
            Self::Weak => 0.2,
            Self::Head => 0.6,
            Self::Place => 0.7,
            Self::Word => 0.85,
            Self::Plain => 1.0,
        }
    }

    fn parse(name: &str) -> Self {
        match name {
            "stop" => Self::Stop,
            "legal" => Self::Legal,
            "weak" => Self::Weak,
            "head" => Self::Head,
            "place" => Self::Place,
            _ => Self::Word,
        }
    }
}

#[derive(Debug, Clone, Copy)]
pub struct Entry {
    pub meaning: u32,
    pub class: Class,
}

/// What the phrase of this hash (of its plain words, joined by spaces) stands for.
pub fn lookup(hash: u32) -> Option<Entry> {
    static ENTRIES: OnceLock<ByHash<Entry>> = OnceLock::new();
    let entries = ENTRIES.get_or_init(|| {
        let mut entries = ByHash::default();
        countries(&mut entries);
        for row in rows(WORDS) {
            let entry = Entry { meaning: hashed(row[1]), class: Class::parse(row[2]) };
            entries.insert(hashed(row[0]), entry);
        }
        entries
    });
    entries.get(&hash).copied()
}

/// Countries by name, alias and adjective.
fn countries(entries: &mut ByHash<Entry>) {
    for row in rows(COUNTRIES) {
        let entry = Entry { meaning: hashed(row[1]), class: Class::Place };
        let lists = row.iter().skip(2).take(2).flat_map(|cell| cell.split(';'));
        for words in std::iter::once(row[1]).chain(lists).filter(|w| !w.is_empty()) {
            let plain: Vec<String> = words
                .split([' ', '-'])
                .map(|w| letters::latin(w).0.as_str().to_owned())
                .filter(|w| w != "the" && !w.is_empty())
                .collect();
            entries.entry(hashed(&plain.join(" "))).or_insert(entry);
        }
    }
}

fn hashed(words: &str) -> u32 {
    words.bytes().fold(FNV, step)
}

/// Without the ending of a plural.
pub fn stem(plain: &str) -> &str {
    match plain.strip_suffix('s') {
        Some(stem) if stem.len() > 2 && !stem.ends_with(['s', 'u', 'i']) => stem,
        _ => plain,
    }
}
