//! Which side of an issue a run of words takes, by composition.
//!
//! Words that turn ("lift", "end", "not") multiply what follows; things that close ("ban") are minus, things that open
//! ("exemption") plus; a neutral thing is plus. "Keep the ban" = + × - = -, "lift the ban" = - × - = +, "end sales" =
//! - × + = -. The sign is put in terms of the issue by the issue's own [`Axis`], read from its sentence in the same way.
mod reader;

use super::{
    lexicon::{Role, items},
    words::Word,
};
use reader::{Reader, is_preposition, parts};

pub use reader::REACH;

/// What an issue wants in terms of opening (+1) and closing (-1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Axis {
    pub direction: i8,
    /// What an exemption is to it, and with the other sign a rule or a ban; for a law or accord that shall be made, -1.
    pub opening: i8,
    /// Whether it asks for something else than what stands.
    pub wants_change: bool,
    /// Whether it asks for a text to go, so that "withdraw the draft" is for it.
    pub undoes_text: bool,
}

/// What a run of words was read as. Signs are in terms of the issue: +1 for it, -1 against, 0 says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// What would be done ("lift the ban").
    pub effect: i8,
    /// How it is judged ("is a mistake").
    pub judged: i8,
    /// Whether it is put as what ought to be.
    pub ought: bool,
    /// Whether it is tied to a condition or a scope.
    pub condition: bool,
    /// Whether it says "only", which bounds a permission.
    pub only: bool,
    /// Sign of a thing named that the issue wants or does not want; 0 where there is none.
    pub thing: i8,
    /// Whether the thing spoken of is named and not only referred to.
    pub named: bool,
    /// The last thing named, for a pronoun that follows.
    pub last: i8,
}

impl Reading {
    /// What would be done, else the last thing named.
    pub fn done(&self) -> i8 {
        if self.effect == 0 { self.last } else { self.effect }
    }
}

/// What a word without an effect means to an issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sense {
    Nothing,
    /// A figure of the sentence, such as its year, which stands for the rule.
    Mark,
    /// A rule, ban or exemption of the sentence: what it is to the issue.
    Own(i8),
    /// A thing that the issue wants (1) or does not want (-1).
    Thing(i8),
    /// A judging word of the sentence, which judges nothing here.
    Topical,
}

/// Reads `words`. `reference` is the sign of what pronouns and words such as "the move" refer to; `sense` tells what
/// neutral words mean to the issue.
pub fn read(words: &[Word], axis: Axis, reference: i8, sense: impl Fn(&[Word]) -> Sense) -> Reading {
    let items = items(words);
    let mut reader = Reader::new(axis, reference);
    let mut next = 0;
    for at in 0..words.len() {
        reader.at = at;
        if words[at].after_break || parts(words, at) {
            reader.close();
        }
        while items.get(next).is_some_and(|i| i.end <= at) {
            next += 1;
        }
        let item = items.get(next).filter(|i| i.start <= at);
        let sense = sense(item.map_or(&words[at..=at], |i| &words[i.start..i.end]));
        reader.own = match sense {
            Sense::Own(sign) => Some(sign),
            _ => None,
        };
        match item {
            Some(item) if judges(item.role) && sense == Sense::Topical => {}
            Some(item) if item.start == at => reader.take(*item, words, items.get(next + 1)),
            Some(_) => {}
            None => match sense {
                // "stand by 2035" holds the figure, "keep sales until 2035" does not.
                Sense::Mark if reader.holds_next() || !is_preposition(words, at) => reader.leaf(-1, at),
                Sense::Thing(sign) => reader.see(sign),
                _ => {}
            },
        }
    }
    reader.at = words.len();
    reader.finish()
}

const fn judges(role: Role) -> bool {
    matches!(role, Role::Good | Role::Bad)
}

#[cfg(test)]
mod tests;
