//! From an expression to its TIMEX3 value.
mod calendar;
mod duration;
mod relative;

use super::class::Class;
use super::context::Context;
use super::lexicon::Make;
use super::matcher::Found;
use super::stamp::Stamp;
use rapporteur_record::TimeKind;

/// Kind and value of an expression, and the stretch of the calendar that it means, where it is one.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    pub kind: TimeKind,
    pub text: String,
    pub stamp: Option<Stamp>,
}

impl Value {
    fn date(stamp: Stamp) -> Self {
        Self { kind: TimeKind::Date, text: stamp.to_string(), stamp: Some(stamp) }
    }

    /// A date with a value that is no stretch of the calendar.
    fn vague(text: impl Into<String>) -> Self {
        Self { kind: TimeKind::Date, text: text.into(), stamp: None }
    }

    fn of(kind: TimeKind, text: impl Into<String>) -> Self {
        Self { kind, text: text.into(), stamp: None }
    }

    /// The same day with a time of day, such as `T09:00` or `TMO`.
    fn at(self, time: &str) -> Self {
        Self { kind: TimeKind::Time, text: format!("{}{time}", self.text), ..self }
    }
}

/// The value of an expression; `None` where the words are no time expression after all.
pub fn value(found: &Found, context: &Context) -> Option<Value> {
    match found.rule.make {
        Make::Calendar => calendar::value(found, context),
        Make::Deictic => relative::deictic(found, context),
        Make::Anaphor => relative::anaphor(found, context),
        Make::Offset => relative::offset(found, context),
        Make::Yearago => relative::year_ago(found, context),
        Make::Day => relative::day(found, context),
        Make::Daypart => relative::day_part(found, context),
        Make::Duration => duration::duration(found, context),
        Make::Span => duration::span(found, context),
        Make::Set => duration::set(found),
        Make::Decade => decade(found, context),
        Make::Century => century(found),
        Make::Fixed => Some(Value::vague(&*found.rule.value)),
        Make::Nothing => None,
    }
}

/// TIMEX3 parts of the day, in the order of [`Class::Part`].
const PARTS: [&str; 6] = ["TMO", "T12:00", "TAF", "TEV", "TNI", "TDT"];

fn part(number: i32) -> &'static str {
    usize::try_from(number).ok().and_then(|n| PARTS.get(n)).copied().unwrap_or("TDT")
}

/// "the 1980s", "the '80s", "the 470s BC"; two digits mean the century of the text's last year.
fn decade(found: &Found, context: &Context) -> Option<Value> {
    let classes = [Class::Decade, Class::Shortdecade, Class::Olddecade];
    let first = i16::try_from(classes.into_iter().find_map(|c| found.get(c))?).ok()?;
    let near = context.now().and_then(Stamp::year).filter(|y| *y > 0).unwrap_or(1950);
    let decade = match first {
        100.. => first / 10,
        _ if near / 100 * 100 + first > near => near / 100 * 10 - 10 + first / 10,
        _ => near / 100 * 10 + first / 10,
    };
    let before_our_era = found.get(Class::Era) == Some(0);
    Some(Value::date(Stamp::Decade(if before_our_era { -decade } else { decade })))
}

fn century(found: &Found) -> Option<Value> {
    let number = i16::try_from(found.get(Class::Ord)?).ok()?.checked_sub(1)?;
    let before_our_era = found.get(Class::Era) == Some(0);
    Some(Value::date(Stamp::Century(if before_our_era { -number } else { number })))
}
