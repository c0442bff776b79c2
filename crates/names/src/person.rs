//! Names of persons: read into words, aligned, scored.
mod align;

pub use align::score;

use crate::letters::Script;
use crate::table::{ByHash, hash, rows};
use crate::token::Token;
use std::sync::OnceLock;
use unicode_normalization::char::is_combining_mark;

const WORDS: &str = include_str!("../data/persons.tsv");

/// More words than any name has.
const MOST: usize = 8;

/// Something for each word of a name.
type Words = [Option<Token>; MOST];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Title,
    Suffix,
    Particle,
}

fn class_of(hash_of_plain: u32) -> Option<Class> {
    static CLASSES: OnceLock<ByHash<Class>> = OnceLock::new();
    let classes = CLASSES.get_or_init(|| {
        let class = |name: &str| match name {
            "title" => Class::Title,
            "suffix" => Class::Suffix,
            _ => Class::Particle,
        };
        rows(WORDS).map(|row| (hash(row[0].as_bytes()), class(row[1]))).collect()
    });
    classes.get(&hash_of_plain).copied()
}

/// Whether the word, in small letters, is a particle.
pub fn is_particle(word: &str) -> bool {
    class_of(hash(word.as_bytes())) == Some(Class::Particle)
}

/// A name of a person, as words in the order given name, surname as far as that can be seen.
#[derive(Debug, Default)]
pub struct Person {
    words: Vec<Token>,
    /// Words with the particle before them, where they have one: "lepen" of "Le Pen".
    wholes: Words,
    suffix: Option<u32>,
}

impl Person {
    /// Reads a name, in place of what was read before.
    pub fn read(&mut self, name: &str) {
        self.words.clear();
        self.suffix = None;
        match name.split_once(',') {
            Some((surname, given)) if !given.trim().is_empty() => {
                self.take(given);
                self.cut_suffix();
                self.take(surname);
            }
            _ => self.take(name),
        }
        self.cut_suffix();
        self.cut_titles();
        self.cut_particles();
        self.join_servants();
        self.part_characters();
    }

    fn take(&mut self, text: &str) {
        let inside =
            |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | 'ʼ' | '`') || is_combining_mark(c);
        for word in text.split(|c| !inside(c)).filter(|w| !w.is_empty()) {
            if let Some((surname, given)) = syllables(word).filter(|_| self.words.len() + 1 < MOST) {
                self.words.extend([given, surname]);
                continue;
            }
            let bare = word.strip_prefix("ال").filter(|w| w.chars().count() > 2).unwrap_or(word);
            let token = Token::new(bare);
            if !token.is_empty() && self.words.len() < MOST {
                self.words.push(token);
            }
        }
    }

    fn cut_suffix(&mut self) {
        while self.words.last().is_some_and(|w| class_of(w.plain_hash()) == Some(Class::Suffix)) {
            let word = self.words.pop();
            let number = word.map(|w| match w.plain() {
                "junior" => Token::new("jr").key(),
                "senior" => Token::new("sr").key(),
                _ => w.key(),
            });
            self.suffix = self.suffix.or(number);
        }
    }

    fn cut_titles(&mut self) {
        let title = |w: &Token| class_of(w.plain_hash()) == Some(Class::Title);
        let most = self.words.len().saturating_sub(1);
        let titles = self.words.iter().take(most).take_while(|w| title(w)).count();
        self.words.drain(..titles);
    }

    /// Particles say nothing, unless the name begins with a word that only looks so ("Ben", "Al") or ends with it.
    fn cut_particles(&mut self) {
        let last = self.words.len().saturating_sub(1);
        self.wholes = [None; MOST];
        let (mut at, mut kept) = (0, 0);
        let mut before: Option<Token> = None;
        let wholes = &mut self.wholes;
        self.words.retain(|word| {
            let given =
                at == 0 && matches!(word.plain(), "ben" | "al" | "van" | "la" | "le" | "st") && last < 2;
            let keep = at == last || given || class_of(word.plain_hash()) != Some(Class::Particle);
            at += 1;
            match keep {
                true => {
                    wholes[kept] = before.take().map(|particle| particle.joined(word));
                    kept += 1;
                }
                false => before = Some(before.map_or(*word, |particles| particles.joined(word))),
            }
            keep
        });
    }

    /// "Abd al-Rahman", "Abdul Rahman" and "Abdulrahman" are one name.
    fn join_servants(&mut self) {
        let mut at = 0;
        while at < self.words.len() {
            let plain = self.words[at].plain();
            let arabic = plain == "bd" && self.words[at].script() == Script::Abjad;
            let servant = arabic || matches!(plain, "abd" | "abdul" | "abdel" | "abdal" | "abdur" | "abdol");
            if servant && at + 1 < self.words.len() {
                self.words[at] = Token::new("abd").joined(&self.words.remove(at + 1));
            } else if let Some(rest) = ["abdul", "abdel", "abdal", "abdur"]
                .iter()
                .find_map(|s| plain.strip_prefix(s))
                .filter(|r| r.len() > 3)
            {
                self.words[at] = Token::new("abd").joined(&Token::new(rest));
            }
            at += 1;
        }
    }

    /// A name in characters without spaces: surname first.
    fn part_characters(&mut self) {
        let [word] = self.words.as_slice() else { return };
        if word.script() != Script::Ideographs {
            return;
        }
        let whole = word.plain().to_owned();
        let letters: Vec<(usize, char)> = whole.char_indices().collect();
        if !(2..=4).contains(&letters.len()) {
            return;
        }
        let split = |at: usize| {
            let (surname, given) = whole.split_at(letters[at].0);
            (Token::new(given), Token::new(surname))
        };
        let known = |(given, surname): &(Token, Token)| given.is_known() && surname.is_known();
        let double = (letters.len() > 2).then(|| split(2)).filter(|s| letters.len() == 4 || known(s));
        let single = Some(split(1)).filter(|s| letters.len() < 4 && known(s));
        let (given, surname) = single.or(double).unwrap_or_else(|| split(1));
        self.words.splice(.., [given, surname]);
    }
}

/// A Korean name without a space: a surname of one syllable and a given name of up to three.
fn syllables(word: &str) -> Option<(Token, Token)> {
    let hangul = word.chars().all(|c| ('\u{ac00}'..='\u{d7a3}').contains(&c));
    let (first, _) =
        word.char_indices().nth(1).filter(|_| hangul && (2..=4).contains(&word.chars().count()))?;
    Some((Token::new(&word[..first]), Token::new(&word[first..])))
}
