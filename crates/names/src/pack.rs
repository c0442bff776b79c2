//! Packing groups of spellings into the table that [`crate::groups`] reads.
//!
//! The source has one group a line, `spelling, spelling, … => id`. Spellings become keys, so that only groups with
//! several keys are worth a number; of the others, and of names in scripts that the letters do not cover, only the keys
//! are kept. Layout: a byte a bucket (the upper 16 bits of a key) with its number of entries, then the entries in order
//! of key: the lower 16 bits and a group's number, little-endian, 2 and 3 bytes.
use crate::groups::{BUCKETS, ENTRY};
use crate::token::Token;
use std::collections::BTreeSet;

/// Why groups cannot be packed.
#[derive(Debug, PartialEq, Eq)]
pub enum PackError {
    /// A line, by its number from 1, without `=>`.
    NotAGroup(usize),
    /// A bucket would hold more entries than a byte can count.
    Crowded(u16),
}

impl std::fmt::Display for PackError {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        match self {
            Self::NotAGroup(line) => write!(f, "line {line}: no group of the form `name, name => id`"),
            Self::Crowded(bucket) => write!(f, "bucket {bucket} has more than 255 names"),
        }
    }
}

impl std::error::Error for PackError {}

/// The packed table of a text of groups.
pub fn pack(text: &str) -> Result<Vec<u8>, PackError> {
    let mut entries: BTreeSet<(u32, u32)> = BTreeSet::new();
    let mut number = 0;
    for (line, group) in text.lines().enumerate() {
        let (spellings, _) = group.rsplit_once(" => ").ok_or(PackError::NotAGroup(line + 1))?;
        let keys: BTreeSet<u32> = spellings.split(", ").filter_map(key).collect();
        let shared = keys.len() > 1;
        number += u32::from(shared);
        entries.extend(keys.into_iter().map(|key| (key, if shared { number } else { 0 })));
    }
    let grouped: BTreeSet<u32> =
        entries.iter().filter(|(_, group)| *group != 0).map(|(key, _)| *key).collect();
    entries.retain(|(key, group)| *group != 0 || !grouped.contains(key));
    lay_out(&entries)
}

/// The key of a spelling of one word in a script that names are compared in.
fn key(spelling: &str) -> Option<u32> {
    let ending = spelling.chars().count() > 1 && spelling.ends_with(['姓', '氏', 'ー']);
    let covered = |c: char| {
        matches!(c, '\0'..='\u{6ff}' | '\u{1e00}'..='\u{1fff}' | '\u{10a0}'..='\u{10ff}' | '\u{4e00}'..='\u{9fff}'
            | '\u{ac00}'..='\u{d7a3}')
    };
    let one_word = !spelling.contains(' ') && !ending && spelling.chars().all(covered);
    let token = one_word.then(|| Token::new(spelling))?;
    (!token.is_empty()).then(|| token.key())
}

fn lay_out(entries: &BTreeSet<(u32, u32)>) -> Result<Vec<u8>, PackError> {
    let mut packed = vec![0_u8; BUCKETS];
    packed.reserve(entries.len() * ENTRY);
    for &(key, group) in entries {
        let bucket = (key >> 16) as u16;
        let count = &mut packed[usize::from(bucket)];
        *count = count.checked_add(1).ok_or(PackError::Crowded(bucket))?;
        packed.extend_from_slice(&(key as u16).to_le_bytes());
        packed.extend_from_slice(&group.to_le_bytes()[..3]);
    }
    Ok(packed)
}
