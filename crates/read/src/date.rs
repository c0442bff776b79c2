//! Publication dates as sources write them.
use rapporteur_record::PartialDate;
use regex::Regex;
use std::sync::LazyLock;

static ISO: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2})(?:[T ,].*|[+-]\d{2}:\d{2}|Z)?)?)?$")
});
static COMPACT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(\d{4})(\d{2})(\d{2})(?:T?\d{4}(?:\d{2})?(?:\D.*)?)?$"));
static DAY_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)^(?:[a-z]{3,9}\.?,? )?(\d{1,2})(?:st|nd|rd|th|\.)? ([a-z]{3,9})\.?,? (\d{4})(?:\D.*)?$")
});
static MONTH_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:[a-z]{3,9}\.?,? )?([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?(?: \d\d:\d\d:\d\d [a-z]{3,4})?,? (\d{4})(?:\D.*)?$",
    )
});
/// Where dots part the numbers, the day comes first.
static DOTTED: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})(?:\D.*)?$"));
static SLASHED: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?:\D.*)?$"));

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a pattern of this file")
}

/// The day, month or year that a date or date-time of a source names; `None` where it names none, or where day and
/// month cannot be told apart (`05/06/2024`).
///
/// The day is the one written, in the time zone of the source.
///
/// ```
/// use rapporteur_read::publication_date;
/// let day = |s| publication_date(s).map(|d| d.to_string());
/// assert_eq!(day("2024-05-28T23:10:00-04:00").as_deref(), Some("2024-05-28"));
/// assert_eq!(day("Tue, 28 May 2024 10:00:00 GMT").as_deref(), Some("2024-05-28"));
/// assert_eq!(day("05/06/2024"), None);
/// ```
pub fn publication_date(text: &str) -> Option<PartialDate> {
    let text = text.trim();
    if text.len() > 80 {
        return None;
    }
    numeric(text).or_else(|| worded(text))
}

fn numeric(text: &str) -> Option<PartialDate> {
    if let Some(found) = ISO.captures(text).or_else(|| COMPACT.captures(text)) {
        let part = |n: usize| found.get(n).map(|m| m.as_str().parse::<u8>());
        let year = found[1].parse().ok()?;
        return match (part(2), part(3)) {
            (None, _) => PartialDate::y(year),
            (Some(month), None) => PartialDate::ym(year, month.ok()?),
            (Some(month), Some(day)) => PartialDate::ymd(year, month.ok()?, day.ok()?),
        };
    }
    if let Some(found) = DOTTED.captures(text) {
        return PartialDate::ymd(found[3].parse().ok()?, found[2].parse().ok()?, found[1].parse().ok()?);
    }
    let found = SLASHED.captures(text)?;
    let (a, b, year): (u8, u8, i16) =
        (found[1].parse().ok()?, found[2].parse().ok()?, found[3].parse().ok()?);
    match (PartialDate::ymd(year, a, b), PartialDate::ymd(year, b, a)) {
        (Some(x), Some(y)) => (x == y).then_some(x),
        (one, other) => one.or(other),
    }
}

fn worded(text: &str) -> Option<PartialDate> {
    let (day, name, year) = if let Some(found) = DAY_FIRST.captures(text) {
        (found[1].to_owned(), found[2].to_owned(), found[3].to_owned())
    } else {
        let found = MONTH_FIRST.captures(text)?;
        (found[2].to_owned(), found[1].to_owned(), found[3].to_owned())
    };
    PartialDate::ymd(year.parse().ok()?, month(&name)?, day.parse().ok()?)
}

/// A month by its English name or a beginning of it of at least three letters.
fn month(name: &str) -> Option<u8> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let name = name.to_ascii_lowercase();
    let at = NAMES.iter().position(|full| name.len() >= 3 && full.starts_with(&name))?;
    u8::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_forms_of_meta_tags_feeds_and_catalogues() {
        for (written, meant) in [
            ("2024-05-28", "2024-05-28"),
            (" 2024-05-28T01:00:00+02:00\n", "2024-05-28"),
            ("2024-05-28 10:00", "2024-05-28"),
            ("2024/5/8", "2024-05-08"),
            ("2024-05-28Z", "2024-05-28"),
            ("20240528", "2024-05-28"),
            ("20240528T101500Z", "2024-05-28"),
            ("202405281015", "2024-05-28"),
            ("2024-05", "2024-05"),
            ("1998", "1998"),
            ("28 May 2024", "2024-05-28"),
            ("Tuesday, 28th May, 2024 at noon", "2024-05-28"),
            ("May 28, 2024 10:15 AM EDT", "2024-05-28"),
            ("Sept 3, 1999", "1999-09-03"),
            ("Tue May 28 10:15:00 UTC 2024", "2024-05-28"),
            ("28/05/2024", "2024-05-28"),
            ("05/28/2024", "2024-05-28"),
            ("05.06.2024 10:15", "2024-06-05"),
        ] {
            assert_eq!(publication_date(written).map(|d| d.to_string()).as_deref(), Some(meant), "{written}");
        }
    }

    #[test]
    fn abstains_where_no_day_is_named() {
        for written in
            ["", "yesterday", "05/06/2024", "2024-13-01", "2024-02-30", "Ma 3 2024", "1716890400", "é"]
        {
            assert_eq!(publication_date(written), None, "{written}");
        }
    }
}
