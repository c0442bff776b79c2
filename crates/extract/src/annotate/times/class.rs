//! What a word can mean in a time expression.
use serde::Deserialize;

/// One sense of a token; the value that goes with it is said beside each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
#[repr(u8)]
pub enum Class {
    /// 1 to 12.
    Month,
    /// A month whose name has no other use in English ("May" and "March" have one).
    Firm,
    /// ISO: Monday is 1.
    Weekday,
    /// 0 spring, 1 summer, 2 autumn, 3 winter.
    Season,
    /// A season whose name has no other use ("fall" and "spring" have one).
    Firmseason,
    /// See [`super::unit::Unit`]; singular or plural.
    Unit,
    /// The plural alone.
    Units,
    /// Morning 0, midday 1, afternoon 2, evening 3, night 4, daytime 5.
    Part,
    /// A cardinal number, rounded down.
    Num,
    /// Hundredths beyond [`Class::Num`].
    Fraction,
    /// "a", "an": 1.
    Art,
    /// "several", "few": an unknown number.
    Vague,
    Ord,
    /// An ordinal in figures, 1 to 31: "27th".
    Nth,
    /// A year of the common era.
    Year,
    /// Last two digits of a year, after an apostrophe.
    Shortyear,
    /// Day of the month.
    Daynum,
    /// A number in figures that can be a year of antiquity: three digits.
    Oldyear,
    /// First year of a decade.
    Decade,
    /// First year of a decade of antiquity: "470s".
    Olddecade,
    /// Last two digits of a decade's first year.
    Shortdecade,
    /// Minutes since midnight.
    Clock,
    Zone,
    /// `year * 10000 + month * 100 + day`.
    Date,
    /// "early", "late", "mid".
    Edge,
    /// This 0, last -1, next 1: relative to the moment of writing.
    Deictic,
    /// That 0, previous -1, following 1: relative to the time last spoken of.
    Anaphor,
    /// Today 0, yesterday -1, tomorrow 1.
    Dayref,
    /// Index into the list of feasts.
    Feast,
    /// BC 0, AD 1.
    Era,
    /// A preposition that introduces dates.
    Prep,
    /// A number word under twenty; for joining number words.
    Small,
    Tens,
    Scale,
    /// "daily", "weekly": a [`super::unit::Unit`] of repetition.
    Every,
    /// A lower-case word that looks like a counted noun.
    Counted,
    /// The first token of a sentence.
    Initial,
    /// A capitalised word.
    Capital,
}

/// The senses of one token with their values; at most six, further ones are dropped.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Senses {
    mask: u64,
    classes: [u8; Self::MOST],
    values: [i32; Self::MOST],
    len: u8,
}

impl Senses {
    const MOST: usize = 6;

    pub fn of(class: Class, value: i32) -> Self {
        Self::default().with(class, value)
    }

    pub fn with(mut self, class: Class, value: i32) -> Self {
        let at = self.len as usize;
        if at < Self::MOST {
            self.mask |= class.bit();
            (self.classes[at], self.values[at]) = (class as u8, value);
            self.len += 1;
        }
        self
    }

    /// The same without `class`.
    pub fn without(mut self, class: Class) -> Self {
        self.mask &= !class.bit();
        self
    }

    pub const fn mask(self) -> u64 {
        self.mask
    }

    pub const fn has(self, class: Class) -> bool {
        self.mask & class.bit() != 0
    }

    pub fn get(self, class: Class) -> Option<i32> {
        let at = self.classes[..self.len as usize].iter().position(|&c| c == class as u8)?;
        self.has(class).then(|| self.values[at])
    }

    /// The first sense, in the order in which they were added, among those of `mask`.
    pub fn first_of(self, mask: u64) -> Option<(u8, i32)> {
        let known = self.classes.into_iter().zip(self.values).take(self.len as usize);
        known.into_iter().find(|&(class, _)| mask & self.mask & (1 << class) != 0)
    }
}

impl Class {
    pub const fn bit(self) -> u64 {
        1 << self as u8
    }
}
