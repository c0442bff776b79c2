//! A stretch of the calendar with a name of its own, and arithmetic on it.
use super::unit::Unit;
use jiff::civil::{Date, ISOWeekDate, Weekday};
use rapporteur_record::PartialDate;
use std::fmt;

/// A year, month, day … of the calendar. Years before our era are negative (146 BC is -146).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stamp {
    /// Hundreds of years: the 20th century is 19.
    Century(i16),
    /// Tens of years: the 1980s are 198.
    Decade(i16),
    Year(i16),
    Half(i16, u8),
    Quarter(i16, u8),
    Season(i16, u8),
    Month(i16, u8),
    Week(Date),
    Weekend(Date),
    Day(Date),
}

/// Names of the seasons in TIMEX3, in the lexicon's order.
const SEASONS: [&str; 4] = ["SP", "SU", "FA", "WI"];

impl Stamp {
    pub fn from_partial(date: PartialDate) -> Option<Self> {
        let (year, month, day) = (date.year(), date.month(), date.day());
        match (month, day) {
            (Some(m), Some(d)) => Self::day(year, m, d),
            (Some(m), None) => Some(Self::Month(year, m)),
            _ => Some(Self::Year(year)),
        }
    }

    pub fn day(year: i16, month: u8, day: u8) -> Option<Self> {
        Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok().map(Self::Day)
    }

    pub fn year(self) -> Option<i16> {
        match self {
            Self::Century(_) | Self::Decade(_) => None,
            Self::Year(y)
            | Self::Half(y, _)
            | Self::Quarter(y, _)
            | Self::Season(y, _)
            | Self::Month(y, _) => Some(y),
            Self::Week(d) | Self::Weekend(d) | Self::Day(d) => Some(d.year()),
        }
    }

    pub fn month(self) -> Option<u8> {
        match self {
            Self::Month(_, m) => Some(m),
            Self::Week(d) | Self::Weekend(d) | Self::Day(d) => Some(d.month() as u8),
            _ => None,
        }
    }

    /// The day itself; for a week its Thursday, which gives the week its year.
    pub fn date(self) -> Option<Date> {
        match self {
            Self::Week(d) | Self::Weekend(d) | Self::Day(d) => Some(d),
            _ => None,
        }
    }

    /// The day, where it is one.
    pub fn exact(self) -> Option<Date> {
        match self {
            Self::Day(d) => Some(d),
            _ => None,
        }
    }

    /// Months since year 0 of its middle, to tell what is near.
    pub fn months(self) -> Option<i32> {
        let year = i32::from(self.year()?) * 12;
        Some(match self {
            Self::Half(_, h) => year + i32::from(h) * 6 - 3,
            Self::Quarter(_, q) => year + i32::from(q) * 3 - 2,
            Self::Season(_, s) => year + 3 + i32::from(s) * 3,
            Self::Year(_) => year + 5,
            _ => year + i32::from(self.month()?) - 1,
        })
    }

    pub fn quarter(self) -> Option<u8> {
        match self {
            Self::Quarter(_, q) => Some(q),
            _ => self.month().map(|m| (m - 1) / 3 + 1),
        }
    }

    /// The stretch of this unit in which it lies; `None` where it is too coarse.
    pub fn within(self, unit: Unit) -> Option<Self> {
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => self.exact().map(Self::Day),
            Unit::Week | Unit::Fortnight => self.date().map(Self::Week),
            Unit::Weekend => self.date().map(Self::Weekend),
            Unit::Month => Some(Self::Month(self.year()?, self.month()?)),
            Unit::Quarter => Some(Self::Quarter(self.year()?, self.quarter()?)),
            Unit::Half => Some(Self::Half(self.year()?, (self.quarter()? - 1) / 2 + 1)),
            Unit::Year => self.year().map(Self::Year),
            Unit::Decade => self.year().map(|y| Self::Decade(y / 10)),
            Unit::Century => self.year().map(|y| Self::Century(y / 100)),
            Unit::Millennium => None,
        }
    }

    /// `n` units later (earlier if negative), as precise as the unit says: "two years ago" is a year.
    pub fn shift(self, unit: Unit, n: i32) -> Option<Self> {
        let n16 = i16::try_from(n).ok()?;
        Some(match self.within(unit)? {
            Self::Day(d) => Self::Day(plus_days(d, n)?),
            Self::Week(d) => {
                Self::Week(plus_days(d, n.checked_mul(if unit == Unit::Fortnight { 14 } else { 7 })?)?)
            }
            Self::Weekend(d) => Self::Weekend(plus_days(d, n.checked_mul(7)?)?),
            Self::Month(y, m) => of_months(i32::from(y) * 12 + i32::from(m) - 1 + n)?,
            Self::Quarter(y, q) => {
                let at = i32::from(y) * 4 + i32::from(q) - 1 + n;
                Self::Quarter(i16::try_from(at.div_euclid(4)).ok()?, at.rem_euclid(4) as u8 + 1)
            }
            Self::Half(y, h) => {
                let at = i32::from(y) * 2 + i32::from(h) - 1 + n;
                Self::Half(i16::try_from(at.div_euclid(2)).ok()?, at.rem_euclid(2) as u8 + 1)
            }
            Self::Year(y) => Self::Year(plus_years(y, n16)?),
            Self::Decade(d) => Self::Decade(d.checked_add(n16)?),
            Self::Century(c) => Self::Century(c.checked_add(n16)?),
            Self::Season(..) => return None,
        })
    }

    /// The same stretch of another year: the third quarter of 1988 for that of 1989.
    pub fn in_year(self, year: i16) -> Self {
        match self {
            Self::Half(_, h) => Self::Half(year, h),
            Self::Quarter(_, q) => Self::Quarter(year, q),
            Self::Season(_, s) => Self::Season(year, s),
            Self::Month(_, m) => Self::Month(year, m),
            Self::Day(d) => Self::day(year, d.month() as u8, d.day() as u8).unwrap_or(self),
            other => other,
        }
    }
}

/// Adds years; there is no year 0.
pub fn plus_years(year: i16, n: i16) -> Option<i16> {
    let sum = year.checked_add(n)?;
    Some(match (year < 0, sum >= 0) {
        (true, true) => sum + 1,
        (false, false) => sum - 1,
        _ if sum == 0 => -1,
        _ => sum,
    })
}

pub fn plus_days(date: Date, days: i32) -> Option<Date> {
    date.checked_add(jiff::Span::new().try_days(i64::from(days)).ok()?).ok()
}

fn of_months(months: i32) -> Option<Stamp> {
    Some(Stamp::Month(i16::try_from(months.div_euclid(12)).ok()?, months.rem_euclid(12) as u8 + 1))
}

/// The day of this ISO weekday (Monday 1) strictly before, or on or before, `date`.
pub fn weekday_before(date: Date, weekday: i32, strictly: bool) -> Option<Date> {
    let back = (i32::from(date.weekday().to_monday_one_offset()) - weekday).rem_euclid(7);
    plus_days(date, if strictly && back == 0 { -7 } else { -back })
}

/// The day of this ISO weekday strictly after, or on or after, `date`.
pub fn weekday_after(date: Date, weekday: i32, strictly: bool) -> Option<Date> {
    let ahead = (weekday - i32::from(date.weekday().to_monday_one_offset())).rem_euclid(7);
    plus_days(date, if strictly && ahead == 0 { 7 } else { ahead })
}

/// The day of this ISO weekday in the ISO week of `date`.
pub fn weekday_of_week(date: Date, weekday: i32) -> Option<Date> {
    let week = ISOWeekDate::from_date(date);
    let monday = ISOWeekDate::new(week.year(), week.week(), Weekday::Monday).ok()?.date();
    plus_days(monday, weekday - 1)
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Century(c) => write_years(f, c, 2),
            Self::Decade(d) => write_years(f, d, 3),
            Self::Year(y) => write_years(f, y, 4),
            Self::Half(y, h) => write_years(f, y, 4).and_then(|()| write!(f, "-H{h}")),
            Self::Quarter(y, q) => write_years(f, y, 4).and_then(|()| write!(f, "-Q{q}")),
            Self::Season(y, s) => {
                write_years(f, y, 4).and_then(|()| write!(f, "-{}", SEASONS[usize::from(s) % SEASONS.len()]))
            }
            Self::Month(y, m) => write_years(f, y, 4).and_then(|()| write!(f, "-{m:02}")),
            Self::Week(d) => write_week(f, d),
            Self::Weekend(d) => write_week(f, d).and_then(|()| f.write_str("-WE")),
            Self::Day(d) => {
                write_years(f, d.year(), 4).and_then(|()| write!(f, "-{:02}-{:02}", d.month(), d.day()))
            }
        }
    }
}

/// Years before our era are written with `BC` in front, as TIMEX2 does.
fn write_years(f: &mut fmt::Formatter<'_>, years: i16, width: usize) -> fmt::Result {
    if years < 0 {
        f.write_str("BC")?;
    }
    write!(f, "{:0width$}", years.unsigned_abs())
}

fn write_week(f: &mut fmt::Formatter<'_>, date: Date) -> fmt::Result {
    let week = ISOWeekDate::from_date(date);
    write!(f, "{:04}-W{:02}", week.year(), week.week())
}
