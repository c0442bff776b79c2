//! When a fact counts: its own date, bounded by the day on which its document appeared.
use rapporteur_record::PartialDate;
use serde::Serialize;

/// The days in which a fact lies.
///
/// A dated fact lies somewhere in the days that its date can mean, and not after its document appeared unless all of
/// those days are later (an announced measure). An undated fact is placed on the day on which its document appeared,
/// as "by DATE": it was so by then. Where neither date is known, the fact has no place in time, and no question that
/// names a date is answered with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Days {
    pub first: PartialDate,
    pub last: PartialDate,
}

impl Days {
    pub fn of(on: Option<PartialDate>, published: Option<PartialDate>) -> Option<Self> {
        let appeared = published.map(|p| p.bounds().1);
        let Some((first, last)) = on.map(PartialDate::bounds) else {
            return appeared.map(|day| Self { first: day, last: day });
        };
        let bound = appeared.filter(|&day| day >= first).map_or(last, |day| day.min(last));
        Some(Self { first, last: bound })
    }
}

/// How a fact's date is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Placed {
    /// The document dates it.
    On(PartialDate),
    /// Undated: it was so by the day on which the document appeared.
    By(PartialDate),
    Unknown,
}

impl Placed {
    pub fn of(on: Option<PartialDate>, published: Option<PartialDate>) -> Self {
        match (on, published) {
            (Some(on), _) => Self::On(on),
            (None, Some(published)) => Self::By(published),
            (None, None) => Self::Unknown,
        }
    }

    /// The last day on which it can have been so, as far as the date alone says.
    pub fn day(self) -> Option<PartialDate> {
        match self {
            Self::On(date) | Self::By(date) => Some(date.bounds().1),
            Self::Unknown => None,
        }
    }

    /// `2024-05-28`, `≤2024-05-29` or `–`.
    pub fn short(self) -> String {
        match self {
            Self::On(date) => date.to_string(),
            Self::By(date) => format!("≤{date}"),
            Self::Unknown => "–".to_owned(),
        }
    }

    /// As ISO 8601-2 writes it: `2024-05-28`, `../2024-05-29` (open start) or nothing.
    pub fn edtf(self) -> String {
        match self {
            Self::On(date) => date.to_string(),
            Self::By(date) => format!("../{date}"),
            Self::Unknown => String::new(),
        }
    }

    /// `2024-05-28`, `by 2024-05-29` or `undated`.
    pub fn words(self) -> String {
        match self {
            Self::On(date) => date.to_string(),
            Self::By(date) => format!("by {date}"),
            Self::Unknown => "undated".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(on: &str, published: &str) -> Option<(String, String)> {
        let date = |s: &str| (!s.is_empty()).then(|| s.parse().unwrap());
        Days::of(date(on), date(published)).map(|d| (d.first.to_string(), d.last.to_string()))
    }

    fn pair(first: &str, last: &str) -> Option<(String, String)> {
        Some((first.into(), last.into()))
    }

    #[test]
    fn publication_bounds_the_past_and_leaves_the_future_alone() {
        assert_eq!(days("2024-05-28", "2024-05-29"), pair("2024-05-28", "2024-05-28"));
        assert_eq!(days("2024-05", "2024-05-29"), pair("2024-05-01", "2024-05-29"));
        assert_eq!(days("2024-09", "2024-05-29"), pair("2024-09-01", "2024-09-30"));
        assert_eq!(days("2024", ""), pair("2024-01-01", "2024-12-31"));
        assert_eq!(days("", "2024-05"), pair("2024-05-31", "2024-05-31"));
        assert_eq!(days("", ""), None);
    }
}
