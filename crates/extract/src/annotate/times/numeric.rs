//! What begins with a digit: numbers, years, clock times, dates in figures.
use super::class::{Class, Senses};
use regex::{Captures, Regex};
use std::sync::LazyLock;

static SHAPES: LazyLock<[(Regex, Reader); 10]> = LazyLock::new(|| {
    let shape = |pattern: &str, reader: Reader| {
        (Regex::new(&format!("^(?:{pattern})")).expect("the patterns of numbers are sound"), reader)
    };
    [
        shape(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?\b", iso),
        shape(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d\d)\b", month_first),
        shape(r"(\d{1,2})-(\d{1,2})-(\d{4}|\d\d)\b", month_first),
        shape(r"(\d{1,2})\.(\d{1,2})\.(\d{4})\b", day_first),
        shape(r"(\d{1,2})[:.](\d\d)(?::\d\d)?(?:\s?([AaPp])(?:\.[Mm]\b\.?|[Mm]\b)|\s?hrs\b)", clock),
        shape(r"(\d{1,2}):(\d\d)(?::\d\d)?\b", clock),
        shape(r"(\d{1,2})()\s?([AaPp])(?:\.[Mm]\b\.?|[Mm]\b)", clock),
        shape(r"(\d{1,3}0)[’']?s\b", decade),
        shape(r"(\d{1,3})(?:st|nd|rd|th)\b", ordinal),
        shape(r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?: ?(½|¼|¾)|[ -](1/2|1/4|3/4)\b)?", number),
    ]
});

type Reader = fn(&Captures, Around) -> Option<Senses>;

/// The characters on both sides.
#[derive(Clone, Copy)]
struct Around {
    before: Option<char>,
    after: Option<char>,
}

/// Length in bytes and senses of what stands at the start of `text`, which begins with an ASCII digit.
pub fn read(text: &str, before: Option<char>) -> (usize, Senses) {
    // Nothing that these shapes know is longer; a window keeps hostile digit deserts cheap.
    let window = &text[..text.char_indices().nth(48).map_or(text.len(), |(at, _)| at)];
    for (shape, reader) in SHAPES.iter() {
        let Some(found) = shape.captures(window) else { continue };
        let len = found.get(0).map_or(1, |m| m.len());
        let after = window[len..].chars().next();
        if let Some(senses) = reader(&found, Around { before, after }) {
            return (len, senses);
        }
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    (digits.max(1), Senses::default())
}

fn group(found: &Captures, n: usize) -> Option<i32> {
    found.get(n).and_then(|m| m.as_str().replace(',', "").parse().ok())
}

fn iso(found: &Captures, _: Around) -> Option<Senses> {
    let date = date(group(found, 1)?, group(found, 2)?, group(found, 3)?)?;
    match group(found, 4).zip(group(found, 5)) {
        Some((h, m)) if h < 24 && m < 60 => Some(date.with(Class::Clock, h * 60 + m)),
        _ => Some(date),
    }
}

fn month_first(found: &Captures, _: Around) -> Option<Senses> {
    let (a, b, year) = (group(found, 1)?, group(found, 2)?, group(found, 3)?);
    let year = if year < 100 { full_year(year) } else { year };
    date(year, a, b).or_else(|| date(year, b, a))
}

fn day_first(found: &Captures, _: Around) -> Option<Senses> {
    date(group(found, 3)?, group(found, 2)?, group(found, 1)?)
}

fn date(year: i32, month: i32, day: i32) -> Option<Senses> {
    let sound = (1..=12).contains(&month) && (1..=31).contains(&day) && year > 0;
    sound.then(|| Senses::of(Class::Date, year * 10_000 + month * 100 + day))
}

/// The century of a two-digit year: 1950 to 2049.
pub fn full_year(short: i32) -> i32 {
    if short < 50 { 2000 + short } else { 1900 + short }
}

fn clock(found: &Captures, around: Around) -> Option<Senses> {
    let (hour, minute) = (group(found, 1)?, group(found, 2).unwrap_or(0));
    let half = found.get(3).map(|m| m.as_str().to_ascii_lowercase());
    let hour = match half.as_deref() {
        Some("p") if hour < 12 => hour + 12,
        Some("a") if hour == 12 => 0,
        _ => hour,
    };
    let sound = hour <= 24 && minute < 60 && around.before != Some(':');
    sound.then(|| Senses::of(Class::Clock, hour * 60 + minute))
}

fn decade(found: &Captures, _: Around) -> Option<Senses> {
    match group(found, 1)? {
        short @ 0..100 => Some(Senses::of(Class::Shortdecade, short)),
        old @ 100..1000 => Some(Senses::of(Class::Olddecade, old)),
        year @ 1000..2200 => Some(Senses::of(Class::Decade, year)),
        _ => None,
    }
}

fn ordinal(found: &Captures, _: Around) -> Option<Senses> {
    let number = group(found, 1)?;
    let senses = Senses::of(Class::Ord, number);
    Some(if (1..=31).contains(&number) { senses.with(Class::Nth, number) } else { senses })
}

fn number(found: &Captures, around: Around) -> Option<Senses> {
    let digits = found.get(1)?.as_str();
    let value = group(found, 1)?;
    let fraction = found.get(2).or(found.get(3)).or(found.get(4)).map_or(0, |m| hundredths(m.as_str()));
    let mut senses = Senses::of(Class::Num, value);
    let plain = fraction == 0 && !digits.contains(',') && !amount(around);
    if fraction != 0 {
        senses = senses.with(Class::Fraction, fraction);
    }
    if plain && digits.len() <= 2 && (1..=31).contains(&value) {
        senses = senses.with(Class::Daynum, value);
    }
    if plain && digits.len() == 4 && (1000..2200).contains(&value) {
        senses = senses.with(Class::Year, value);
    }
    if plain && digits.len() == 3 {
        senses = senses.with(Class::Oldyear, value);
    }
    Some(senses)
}

/// Money, per cent, a decimal or a part of a code.
fn amount(around: Around) -> bool {
    around.before.is_some_and(|c| "$£€¥#.,/:+".contains(c) || c.is_alphabetic())
        || around.after.is_some_and(|c| "%/$£€".contains(c) || c.is_alphanumeric())
}

fn hundredths(text: &str) -> i32 {
    match text {
        "½" | "1/2" => 50,
        "¼" | "1/4" => 25,
        "¾" | "3/4" => 75,
        decimal => {
            let digits: String =
                decimal.chars().filter(char::is_ascii_digit).chain("00".chars()).take(2).collect();
            digits.parse().unwrap_or(0)
        }
    }
}
