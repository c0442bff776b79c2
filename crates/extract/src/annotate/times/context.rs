//! What the reader knows while going through a text: when it was written, what was spoken of last.
use super::lexicon::{Direction, Lexicon};
use super::scan::Token;
use super::stamp::Stamp;

pub struct Context<'a> {
    pub lexicon: &'a Lexicon,
    pub tokens: &'a [Token],
    /// The day, month or year of publication.
    pub published: Option<Stamp>,
    /// A history told in its own order: dates continue each other, not the day of publication.
    pub narrative: bool,
    /// The date last spoken of.
    pub said: Option<Stamp>,
    /// The last quarter or half spoken of.
    pub period: Option<Stamp>,
}

/// How far from an expression a verb may stand that tells its tense, in tokens.
const REACH: usize = 25;

impl Context<'_> {
    /// The moment that "ago", "last" and "next" count from.
    pub fn now(&self) -> Option<Stamp> {
        if self.narrative { self.said.or(self.published) } else { self.published }
    }

    /// The moment that "earlier", "later" and "that" count from.
    pub fn then(&self) -> Option<Stamp> {
        self.said.or(self.published)
    }

    /// Remembers a date spoken of.
    pub fn note(&mut self, stamp: Stamp) {
        if matches!(stamp, Stamp::Quarter(..) | Stamp::Half(..)) {
            self.period = Some(stamp);
        }
        if stamp.year().is_some() {
            self.said = Some(stamp);
        }
    }

    /// The tense of the clause around tokens `start..end`: that of the nearest telling word of the sentence, words
    /// before counting as nearer than words after.
    pub fn tense(&self, start: usize, end: usize) -> Option<Direction> {
        let before = self.tense_of((start.saturating_sub(REACH)..start).rev(), true);
        let after = self.tense_of(end..self.tokens.len().min(end + REACH), false);
        match (before, after) {
            (Some((b, _)), Some((a, direction))) if a + 2 < b => Some(direction),
            (Some((_, direction)), _) | (None, Some((_, direction))) => Some(direction),
            (None, None) => None,
        }
    }

    /// Distance and direction of the first telling word within the sentence.
    fn tense_of(&self, range: impl Iterator<Item = usize>, backwards: bool) -> Option<(usize, Direction)> {
        for (distance, at) in range.enumerate() {
            let token = &self.tokens[at];
            let boundary = token.senses.has(super::class::Class::Initial);
            if boundary && !backwards {
                return None;
            }
            if let Some(direction) = self.lexicon.tense(token.word) {
                return Some((distance, direction));
            }
            if boundary {
                return None;
            }
        }
        None
    }
}
