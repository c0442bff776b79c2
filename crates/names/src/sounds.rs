//! Letters as sounds, by the table `data/sounds.tsv`.
use crate::short::Short;
use crate::table::rows;
use std::sync::OnceLock;

const SOUNDS: &str = include_str!("../data/sounds.tsv");

struct Rule {
    letters: &'static str,
    inner: bool,
    sound: &'static str,
}

/// Rules by the first letter, longest first.
fn rules() -> &'static [Vec<Rule>; 26] {
    static RULES: OnceLock<[Vec<Rule>; 26]> = OnceLock::new();
    RULES.get_or_init(|| {
        let mut table: [Vec<Rule>; 26] = std::array::from_fn(|_| Vec::new());
        for row in rows(SOUNDS) {
            let inner = row[0].starts_with('-');
            let letters = row[0].trim_start_matches('-');
            let first = usize::from(letters.as_bytes()[0] - b'a');
            table[first].push(Rule { letters, inner, sound: row[1] });
        }
        for rules in &mut table {
            rules.sort_by_key(|r| std::cmp::Reverse(r.letters.len()));
        }
        table
    })
}

/// The sounds of a word in Latin small letters; doubled ones single. Other letters stay as they are.
pub fn of(word: &Short) -> Short {
    let mut out = Short::default();
    let mut rest = word.bytes();
    while let [first, more @ ..] = rest {
        rest = match rule_for(rest, out.is_empty()) {
            Some(rule) => {
                rule.sound.bytes().for_each(|s| single(&mut out, s));
                &rest[rule.letters.len()..]
            }
            None => {
                single(&mut out, *first);
                more
            }
        };
    }
    out
}

fn rule_for(rest: &[u8], at_start: bool) -> Option<&'static Rule> {
    let first = rest[0].checked_sub(b'a').filter(|l| *l < 26)?;
    let rules = &rules()[usize::from(first)];
    rules.iter().find(|r| !(r.inner && at_start) && rest.starts_with(r.letters.as_bytes()))
}

fn single(out: &mut Short, sound: u8) {
    if !sound.is_ascii() || out.last() != Some(sound) {
        out.push_byte(sound);
    }
}

/// A key that coarse differences leave alone: "Vucic" and "Vučić" have one.
pub fn coarse(sounds: &Short) -> Short {
    let mut out = Short::default();
    for &sound in sounds.bytes() {
        let merged = match sound {
            b'C' => b'c',
            b'S' => b's',
            b'Z' | b'T' => b'z',
            b'H' => b'h',
            other => other,
        };
        single(&mut out, merged);
    }
    out
}

/// The consonants alone, as scripts without vowels have them.
pub fn consonants(sounds: &Short) -> Short {
    let mut out = Short::default();
    for &sound in sounds.bytes().iter().filter(|s| !is_vowel(**s)) {
        let merged = match sound {
            b'H' => b'h',
            b'C' | b'S' => b's',
            b'Z' | b'T' => b'z',
            b'f' => b'p',
            b'v' => b'b',
            other => other,
        };
        single(&mut out, merged);
    }
    out
}

pub const fn is_vowel(sound: u8) -> bool {
    matches!(sound, b'a' | b'e' | b'i' | b'o' | b'u')
}
