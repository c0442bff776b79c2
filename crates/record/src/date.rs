//! Dates as precise as the text that gave them.
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// An ISO 8601 date of day, month or year precision: `2024-05-27`, `2024-05` or `2024`.
///
/// The order is that of the first possible day, a coarser date before a finer one that starts with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PartialDate {
    year: i16,
    month: Option<u8>,
    day: Option<u8>,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a date of the form YYYY-MM-DD, YYYY-MM or YYYY: {0:?}")]
pub struct DateError(pub String);

impl PartialDate {
    pub fn ymd(year: i16, month: u8, day: u8) -> Option<Self> {
        let ok = (1..=9999).contains(&year)
            && (1..=12).contains(&month)
            && (1..=month_length(year, month)).contains(&day);
        ok.then_some(Self { year, month: Some(month), day: Some(day) })
    }

    pub fn ym(year: i16, month: u8) -> Option<Self> {
        ((1..=9999).contains(&year) && (1..=12).contains(&month)).then_some(Self {
            year,
            month: Some(month),
            day: None,
        })
    }

    pub fn y(year: i16) -> Option<Self> {
        (1..=9999).contains(&year).then_some(Self { year, month: None, day: None })
    }

    pub fn year(self) -> i16 {
        self.year
    }

    pub fn month(self) -> Option<u8> {
        self.month
    }

    pub fn day(self) -> Option<u8> {
        self.day
    }

    /// The first and the last day that the date can mean.
    pub fn bounds(self) -> (PartialDate, PartialDate) {
        let (first, last) = (self.month.unwrap_or(1), self.month.unwrap_or(12));
        let end = self.day.unwrap_or_else(|| month_length(self.year, last));
        let day = |month, day| Self { year: self.year, month: Some(month), day: Some(day) };
        (day(first, self.day.unwrap_or(1)), day(last, end))
    }
}

fn month_length(year: i16, month: u8) -> u8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        for part in [self.month, self.day].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}

impl FromStr for PartialDate {
    type Err = DateError;

    fn from_str(s: &str) -> Result<Self, DateError> {
        let digits = |part: &str, width| {
            (part.len() == width && part.bytes().all(|b| b.is_ascii_digit()))
                .then(|| part.parse().ok())
                .flatten()
        };
        let parts: Vec<&str> = s.split('-').collect();
        let date = match parts[..] {
            [y] => digits(y, 4).and_then(Self::y),
            [y, m] => digits(y, 4).zip(digits(m, 2)).and_then(|(y, m)| Self::ym(y, m as u8)),
            [y, m, d] => digits(y, 4)
                .zip(digits(m, 2))
                .zip(digits(d, 2))
                .and_then(|((y, m), d)| Self::ymd(y, m as u8, d as u8)),
            _ => None,
        };
        date.ok_or_else(|| DateError(s.to_owned()))
    }
}

impl Serialize for PartialDate {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes_each_precision() {
        for s in ["2024-05-27", "2024-05", "2024", "2024-02-29"] {
            assert_eq!(s.parse::<PartialDate>().unwrap().to_string(), s);
        }
        for s in ["", "24", "2024-13", "2023-02-29", "2024-5-1", "2024-05-27T10:00", "2024-W05", "+024", "éé"]
        {
            assert!(s.parse::<PartialDate>().is_err(), "{s}");
        }
    }

    #[test]
    fn bounds_hold_every_day_meant() {
        let bounds = |s: &str| {
            let (a, b) = s.parse::<PartialDate>().unwrap().bounds();
            (a.to_string(), b.to_string())
        };
        assert_eq!(bounds("2024"), ("2024-01-01".into(), "2024-12-31".into()));
        assert_eq!(bounds("2024-02"), ("2024-02-01".into(), "2024-02-29".into()));
        assert_eq!(bounds("2024-05-27"), ("2024-05-27".into(), "2024-05-27".into()));
    }
}
