//! Whether a text is a history, told by its own dates, or news, told from the day of writing.
use super::class::Class;
use super::lexicon::Make;
use super::matcher::Found;
use super::stamp::Stamp;

/// A history names at least this many years …
const YEARS: usize = 6;
/// … at least this many of them for each "today", "last week" or bare weekday.
const RATIO: usize = 3;

/// By what a text itself says: many past years, few words that count from the day of writing.
pub fn is_history(found: &[Found], published: Option<Stamp>) -> bool {
    let now = published.and_then(Stamp::year);
    let past = |f: &&Found| match (f.get(Class::Year), now) {
        (Some(year), Some(now)) => year < i32::from(now),
        (Some(_), None) => true,
        _ => f.has(Class::Era),
    };
    let years = found.iter().filter(past).count();
    let from_now = found.iter().filter(|f| counts_from_now(f)).count();
    years >= YEARS && years >= RATIO * from_now
}

fn counts_from_now(found: &Found) -> bool {
    match found.rule.make {
        Make::Day | Make::Deictic | Make::Yearago => true,
        Make::Calendar => {
            found.has(Class::Deictic) || (found.has(Class::Weekday) && !found.has(Class::Month))
        }
        _ => false,
    }
}
