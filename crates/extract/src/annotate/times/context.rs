//! What the reader knows while going through a text: when it was written, what was spoken of last.
use super::lexicon::{Direction, Lexicon};
use super::scan::Token;
use super::stamp::Stamp;
use super::unit::Unit;

pub struct Context<'a> {
    pub lexicon: &'a Lexicon,
    pub tokens: &'a [Token],
    /// The day, month or year of publication.
    pub published: Option<Stamp>,
    /// A history told in its own order: dates continue each other, not the day of publication.
    pub narrative: bool,
    /// The date last spoken of.
    pub said: Option<Stamp>,
    /// The last day spoken of.
    pub day: Option<Stamp>,
    /// The last quarter or half spoken of.
    pub period: Option<Stamp>,
    /// The token at which it was.
    pub period_at: usize,
    /// A year far from the ones told, not yet believed.
    pub stray: Option<i16>,
    /// The year that the end of a range gives to its beginning.
    pub year_ahead: Option<i16>,
}

/// A bare year further than this from the years told is believed when a second one is near it.
const LEAP: u16 = 15;

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

    /// The moment that "the same day", "two days later" count from: the last that was a day.
    pub fn that_day(&self) -> Option<Stamp> {
        self.said.filter(|s| s.exact().is_some()).or(self.day).or(if self.narrative {
            None
        } else {
            self.published
        })
    }

    /// Remembers a date spoken of; a year alone does not blur a finer date in it.
    pub fn note(&mut self, stamp: Stamp, at: usize) {
        if matches!(stamp, Stamp::Quarter(..) | Stamp::Half(..)) && self.is_over(stamp) {
            (self.period, self.period_at) = (Some(stamp), at);
        }
        let Some(year) = stamp.year() else { return };
        let bare = matches!(stamp, Stamp::Year(_));
        if bare && self.narrative && (self.leaps(year) || self.told() == Some(year)) {
            return;
        }
        self.said = Some(stamp);
        self.day = stamp.exact().map(Stamp::Day).or(self.day);
    }

    /// Whether a quarter was over at the time of writing, so that results of it can be told.
    fn is_over(&self, stamp: Stamp) -> bool {
        let now = self.published.and_then(|p| p.within(Unit::Quarter)).and_then(Stamp::months);
        now.zip(stamp.months()).is_none_or(|(now, then)| then < now)
    }

    fn told(&self) -> Option<i16> {
        self.said.and_then(Stamp::year)
    }

    fn leaps(&mut self, year: i16) -> bool {
        let far = |from: Option<i16>| from.is_some_and(|f| f.abs_diff(year) > LEAP);
        let leap = far(self.told()) && (self.stray.is_none() || far(self.stray));
        self.stray = leap.then_some(year);
        leap
    }

    /// The tense of the clause around tokens `start..end`: that of the nearest telling word of the sentence, words
    /// before counting as nearer than words after.
    pub fn tense(&self, start: usize, end: usize) -> Option<Direction> {
        if self.is_earliest(start) {
            return Some(Direction::Future);
        }
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
            match token.tense {
                Some(Direction::Other) if backwards => {}
                Some(Direction::Other) => return None,
                Some(direction) => return Some((distance, self.after_be(at).unwrap_or(direction))),
                None => {}
            }
            if boundary {
                return None;
            }
        }
        None
    }

    /// "as early as Tuesday", "as soon as Tuesday" look ahead.
    fn is_earliest(&self, start: usize) -> bool {
        let word = |back: usize| start.checked_sub(back).map_or(0, |at| self.tokens[at].word);
        let words = &self.lexicon.words;
        word(1) == words.as_ && word(3) == words.as_ && (word(2) == words.early || word(2) == words.soon)
    }

    /// "to be held" and "will be held" look ahead although "held" looks back.
    fn after_be(&self, at: usize) -> Option<Direction> {
        let before = |back: usize| at.checked_sub(back).map(|at| &self.tokens[at]);
        let words = &self.lexicon.words;
        let ahead = before(2).is_some_and(|t| t.word == words.to || t.tense == Some(Direction::Future));
        (before(1).is_some_and(|t| t.word == words.be) && ahead).then_some(Direction::Future)
    }
}
