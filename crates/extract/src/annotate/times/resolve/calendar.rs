//! Dates given by their parts; what is missing comes from the context.
use super::{Value, part};
use crate::annotate::times::class::Class;
use crate::annotate::times::context::Context;
use crate::annotate::times::lexicon::Direction;
use crate::annotate::times::matcher::Found;
use crate::annotate::times::numeric::full_year;
use crate::annotate::times::stamp::{self, Stamp};
use crate::annotate::times::unit::Unit;
use jiff::civil::Date;

pub fn value(found: &Found, context: &Context) -> Option<Value> {
    let time = time_of_day(found, context);
    let day = match (date(found, context), &time) {
        (Some(day), _) => day,
        (None, Some(_)) => Value::date(context.then()?.within(Unit::Day)?),
        (None, None) => return None,
    };
    Some(match time {
        Some(time) => day.at(&time),
        None => day,
    })
}

/// `T09:30`, `TMO`.
fn time_of_day(found: &Found, context: &Context) -> Option<String> {
    let stamped = found.slot(Class::Date).and_then(|s| context.tokens[s.token].senses.get(Class::Clock));
    let clock = found.get(Class::Clock).or(stamped).map(|m| format!("T{:02}:{:02}", m / 60, m % 60));
    let named = match &*found.rule.value {
        "noon" => Some("T12:00".to_owned()),
        "midnight" => Some("T24:00".to_owned()),
        "hour" => found.get(Class::Num).map(|h| hour(h, found.get(Class::Part))),
        _ => None,
    };
    named.or(clock).or_else(|| found.get(Class::Part).map(|p| part(p).to_owned()))
}

/// "six o'clock", in the afternoon or evening from noon on.
fn hour(hour: i32, part: Option<i32>) -> String {
    let late = matches!(part, Some(2..=4)) && hour < 12;
    format!("T{:02}:00", if late { hour + 12 } else { hour })
}

/// The date alone; `None` where the expression has none.
fn date(found: &Found, context: &Context) -> Option<Value> {
    if let Some(packed) = found.get(Class::Date) {
        let part = |n: i32| u8::try_from(n % 100).ok();
        let year = i16::try_from(packed / 10_000).ok()?;
        return Stamp::day(year, part(packed / 100)?, part(packed)?).map(Value::date);
    }
    if let Some(n) = found.get(Class::Dayref) {
        return super::relative::days_from_now(n, context);
    }
    if found.has(Class::Oldyear) {
        return before_our_era(found, context);
    }
    let year = year(found, context);
    if found.rule.value == "week" {
        let year = year.or(context.now().and_then(Stamp::year))?;
        return Shape::of(found, context)?.in_year(year)?.within(Unit::Week).map(Value::date);
    }
    if found.rule.value == "quarter" {
        return quarter(found, context, year).map(Value::date);
    }
    if found.rule.value == "half" {
        let half = u8::try_from(found.get(Class::Ord)?).ok().filter(|h| *h <= 2)?;
        return Some(Value::date(Stamp::Half(year?, half)));
    }
    let shape = Shape::of(found, context)?;
    let shape = match shape {
        Shape::Nothing => return year.map(|y| Value::date(Stamp::Year(y))),
        Shape::Weekday(n) => return weekday(n, found, context),
        Shape::Monthday(n) => return month_day(n, context).map(Value::date),
        shape => shape,
    };
    let year = year.or_else(|| nearest_year(shape, found, context));
    Some(match year.and_then(|y| shape.in_year(y)) {
        Some(stamp) => Value::date(stamp),
        None => Value::vague(shape.without_year()?),
    })
}

/// What stands below the year.
#[derive(Clone, Copy)]
enum Shape {
    Nothing,
    Day(u8, u8),
    Month(u8),
    Season(u8),
    Feast(u8, u8, Option<(i32, i32)>),
    Weekday(i32),
    Monthday(i32),
}

impl Shape {
    fn of(found: &Found, context: &Context) -> Option<Self> {
        let month = found.get(Class::Month).or(found.get(Class::Firm)).and_then(|m| u8::try_from(m).ok());
        let day = found.get(Class::Daynum).or(found.get(Class::Ord)).or(found.get(Class::Nth));
        let season = found.get(Class::Season).or(found.get(Class::Firmseason));
        Some(match (month, day, season) {
            (Some(month), Some(day), _) => Self::Day(month, u8::try_from(day).ok().filter(|d| *d <= 31)?),
            (Some(month), None, _) => Self::Month(month),
            (None, _, Some(season)) => Self::Season(u8::try_from(season).ok()?),
            _ => return Self::lesser(found, day, context),
        })
    }

    fn lesser(found: &Found, day: Option<i32>, context: &Context) -> Option<Self> {
        if let Some(feast) = found.get(Class::Feast) {
            let feast = context.lexicon.feasts.get(usize::try_from(feast).ok()?)?;
            return Some(Self::Feast(feast.month, feast.day.unwrap_or(1), feast.weekday));
        }
        if let Some(weekday) = found.get(Class::Weekday) {
            return Some(Self::Weekday(weekday));
        }
        let year = [Class::Year, Class::Shortyear, Class::Num].into_iter().any(|c| found.has(c));
        match day {
            Some(day) if !year => (1..=31).contains(&day).then_some(Self::Monthday(day)),
            _ => year.then_some(Self::Nothing),
        }
    }

    fn in_year(self, year: i16) -> Option<Stamp> {
        match self {
            Self::Day(month, day) => Stamp::day(year, month, day),
            Self::Month(month) => Some(Stamp::Month(year, month)),
            Self::Season(season) => Some(Stamp::Season(year, season)),
            Self::Feast(month, day, None) => Stamp::day(year, month, day),
            Self::Feast(month, _, Some((weekday, number))) => {
                let first = Stamp::day(year, month, 1)?.date()?;
                let start = stamp::weekday_after(first, weekday, false)?;
                stamp::plus_days(start, 7 * (number - 1)).map(Stamp::Day)
            }
            Self::Nothing | Self::Weekday(_) | Self::Monthday(_) => None,
        }
    }

    /// The value with an unknown year.
    fn without_year(self) -> Option<String> {
        match self {
            Self::Day(month, day) => Some(format!("XXXX-{month:02}-{day:02}")),
            Self::Feast(..) => None,
            shape => shape.in_year(1).map(|s| s.to_string().replacen("0001", "XXXX", 1)),
        }
    }
}

/// The year said: in figures, or relative ("last year").
fn year(found: &Found, context: &Context) -> Option<i16> {
    if let Some(year) = found.get(Class::Year) {
        return i16::try_from(year).ok().map(|y| signed(y, found));
    }
    if let Some(short) = found.get(Class::Shortyear) {
        return i16::try_from(in_century(short, context)).ok();
    }
    if found.has(Class::Era) {
        return found.get(Class::Num).and_then(|y| i16::try_from(y).ok()).map(|y| signed(y, found));
    }
    let relative = found.get(Class::Unit).and_then(Unit::of) == Some(Unit::Year);
    if !relative {
        return None;
    }
    let (base, n) = match found.get(Class::Anaphor) {
        Some(n) => (context.then(), n),
        None => (context.now(), found.last(Class::Deictic)?),
    };
    base?.shift(Unit::Year, n)?.year()
}

/// "in 480": a year, where the text tells of times before our era.
fn before_our_era(found: &Found, context: &Context) -> Option<Value> {
    let told = context.said.and_then(Stamp::year).filter(|y| *y < 0)?;
    let year = i16::try_from(-found.get(Class::Oldyear)?).ok()?;
    (told.abs_diff(year) < 200).then(|| Value::date(Stamp::Year(year)))
}

fn signed(year: i16, found: &Found) -> i16 {
    if found.get(Class::Era) == Some(0) { -year } else { year }
}

/// The century of a two-digit year: in a history that of the years told, else 1950 to 2049.
fn in_century(short: i32, context: &Context) -> i32 {
    let told = context.said.and_then(Stamp::year).filter(|y| context.narrative && *y > 99);
    told.map_or_else(|| full_year(short), |y| i32::from(y) / 100 * 100 + short)
}

/// "the third quarter": the last that has begun, or the next where the clause speaks of the future.
fn quarter(found: &Found, context: &Context, year: Option<i16>) -> Option<Stamp> {
    let number = u8::try_from(found.get(Class::Ord)?).ok().filter(|q| (1..=4).contains(q))?;
    if let Some(year) = year {
        return Some(Stamp::Quarter(year, number));
    }
    let now = context.now()?;
    let (year, current) = (now.year()?, now.quarter().unwrap_or(4));
    let future = context.tense(found.start, found.end) == Some(Direction::Future);
    Some(match (number > current, future) {
        (true, false) => Stamp::Quarter(stamp::plus_years(year, -1)?, number),
        _ => Stamp::Quarter(year, number),
    })
}

/// The year that a date without one means.
fn nearest_year(shape: Shape, found: &Found, context: &Context) -> Option<i16> {
    if context.year_ahead.is_some() {
        return context.year_ahead;
    }
    if context.narrative && !found.has(Class::Deictic) {
        return told_year(shape, context);
    }
    let now = context.now()?;
    let year = now.year()?;
    let ahead = shape.in_year(year)?.months()? - now.months()?;
    let shift = match found.last(Class::Deictic).or(found.last(Class::Anaphor)) {
        Some(-1) => -i16::from(ahead >= 0),
        Some(1) => i16::from(ahead <= 0),
        Some(_) => 0,
        None => undirected(shape, ahead, now, found, context),
    };
    stamp::plus_years(year, shift)
}

/// Without "last" or "next": by the tense of the clause, else the past, but a day a few weeks ahead is near.
fn undirected(shape: Shape, ahead: i32, now: Stamp, found: &Found, context: &Context) -> i16 {
    let late = days_ahead(shape, now).unwrap_or(ahead * 30);
    match context.tense(found.start, found.end) {
        Some(Direction::Future) if late < -45 => 1,
        Some(Direction::Past) if late > if matches!(shape, Shape::Day(..)) { 100 } else { 45 } => -1,
        None if late > 150 => -1,
        _ => 0,
    }
}

fn days_ahead(shape: Shape, now: Stamp) -> Option<i32> {
    let day = shape.in_year(now.year()?)?.exact()?;
    day.since(now.exact()?).ok().map(|span| span.get_days())
}

/// In a history: the year told, or the next where the month lies far behind the one told.
fn told_year(shape: Shape, context: &Context) -> Option<i16> {
    let said = context.said?;
    let year = said.year()?;
    let ahead = match said {
        Stamp::Year(_) => 0,
        _ => shape.in_year(year)?.months()? - said.months()?,
    };
    let shift = i16::from(ahead < -7);
    stamp::plus_years(year, shift)
}

fn weekday(number: i32, found: &Found, context: &Context) -> Option<Value> {
    let today = context.now().and_then(Stamp::exact);
    let Some(today) = today else { return Some(Value::vague(format!("XXXX-WXX-{number}"))) };
    let day = match (found.last(Class::Anaphor), found.last(Class::Deictic)) {
        (Some(-1), _) => stamp::weekday_before(context.then()?.exact()?, number, true),
        (Some(1), _) => stamp::weekday_after(context.then()?.exact()?, number, true),
        (_, Some(-1)) => last_weekday(today, number),
        (_, Some(1)) => stamp::weekday_after(today, number, true),
        (_, Some(_)) => stamp::weekday_of_week(today, number),
        _ => match context.tense(found.start, found.end) {
            Some(Direction::Future) => stamp::weekday_after(today, number, false),
            _ => stamp::weekday_before(today, number, false),
        },
    };
    day.map(|d| Value::date(Stamp::Day(d)))
}

/// "last Thursday", said on a Friday, is not the day before.
fn last_weekday(today: Date, number: i32) -> Option<Date> {
    let day = stamp::weekday_before(today, number, true)?;
    if stamp::plus_days(day, 1) == Some(today) { stamp::plus_days(day, -7) } else { Some(day) }
}

/// "the 27th": in the month told, or the last one published.
fn month_day(day: i32, context: &Context) -> Option<Stamp> {
    let base = context.then()?;
    Stamp::day(base.year()?, base.month()?, u8::try_from(day).ok()?)
}
