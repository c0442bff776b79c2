//! Dates relative to the moment of writing or to the date last spoken of.
use super::{Value, part};
use crate::annotate::times::class::Class;
use crate::annotate::times::context::Context;
use crate::annotate::times::matcher::Found;
use crate::annotate::times::stamp::{self, Stamp};
use crate::annotate::times::unit::Unit;
use rapporteur_record::TimeKind;

/// "last week", "later this year".
pub fn deictic(found: &Found, context: &Context) -> Option<Value> {
    let unit = found.last(Class::Unit).and_then(Unit::of).filter(|u| *u >= Unit::Day)?;
    if is_plural(found, context) {
        return Some(Value::of(TimeKind::Duration, unit.duration(None, 0)));
    }
    let n = found.last(Class::Deictic).unwrap_or(0);
    let base = match (unit, n) {
        // From the day of writing one would say "tomorrow".
        (Unit::Day, 1) => context.that_day(),
        _ => context.now(),
    };
    match (unit, base) {
        (Unit::Weekend, Some(now)) if !found.has(Class::Deictic) => shifted(last_saturday(now), unit, 0),
        _ => shifted(base, unit, n),
    }
}

/// "the next few weeks" is a stretch, "the next week" a date.
pub fn is_plural(found: &Found, context: &Context) -> bool {
    found.slots.iter().any(|s| context.tokens[s.token].senses.has(Class::Units))
}

/// "the weekend" is the one that has begun last.
fn last_saturday(now: Stamp) -> Option<Stamp> {
    stamp::weekday_before(now.exact()?, 6, false).map(Stamp::Day)
}

/// "that year", "the next day".
pub fn anaphor(found: &Found, context: &Context) -> Option<Value> {
    let unit = found.last(Class::Unit).map_or(Some(elliptic(found)), Unit::of).filter(|u| *u >= Unit::Day)?;
    if is_plural(found, context) {
        return Some(Value::of(TimeKind::Duration, unit.duration(None, 0)));
    }
    let n = if found.rule.sign == 0 { found.last(Class::Anaphor).unwrap_or(0) } else { found.rule.sign };
    let base = match unit {
        Unit::Quarter => context.period.or_else(|| context.published?.shift(Unit::Quarter, -1)),
        _ => reference(unit, context),
    };
    shifted(base, unit, n)
}

/// What "that" and "later" count from: for days the last day told, however coarse the times told since.
fn reference(unit: Unit, context: &Context) -> Option<Stamp> {
    if unit == Unit::Day { context.that_day() } else { context.then() }
}

/// Without a unit: "the eve of the vote" is a day, "the latest period" a quarter.
fn elliptic(found: &Found) -> Unit {
    if found.rule.sign < 0 { Unit::Day } else { Unit::Quarter }
}

/// "two days ago", "a week later".
pub fn offset(found: &Found, context: &Context) -> Option<Value> {
    let unit = found.last(Class::Unit).and_then(Unit::of)?;
    let sign = found.rule.sign;
    let vague = if sign < 0 { "PAST_REF" } else { "FUTURE_REF" };
    let Some(n) = super::duration::count(found) else { return Some(Value::vague(vague)) };
    let base = if found.rule.value == "said" { reference(unit, context) } else { context.now() };
    let n = n.checked_mul(sign)?;
    match unit {
        Unit::Decade => shifted(base, Unit::Year, n.checked_mul(10)?),
        Unit::Century => shifted(base, Unit::Year, n.checked_mul(100)?),
        _ => shifted(base, unit, n),
    }
}

fn shifted(base: Option<Stamp>, unit: Unit, n: i32) -> Option<Value> {
    match base.and_then(|b| b.shift(unit, n)) {
        Some(stamp) if unit >= Unit::Day => Some(Value::date(stamp)),
        Some(stamp) => Some(Value::date(stamp).at("TXX")),
        None => Some(Value::vague(unknown(base.filter(|_| n == 0), unit)?)),
    }
}

/// A value with what is not known written as X.
fn unknown(base: Option<Stamp>, unit: Unit) -> Option<String> {
    let year = base.and_then(Stamp::year).map(Stamp::Year).map_or("XXXX".to_owned(), |y| y.to_string());
    let month = base.and_then(Stamp::month).map_or("XX".to_owned(), |m| format!("{m:02}"));
    Some(match unit {
        Unit::Second | Unit::Minute | Unit::Hour => format!("{year}-{month}-XXTXX"),
        Unit::Day => format!("{year}-{month}-XX"),
        Unit::Week | Unit::Fortnight => format!("{year}-WXX"),
        Unit::Weekend => format!("{year}-WXX-WE"),
        Unit::Month => format!("{year}-XX"),
        Unit::Quarter => format!("{year}-QX"),
        Unit::Half => format!("{year}-HX"),
        Unit::Year => "XXXX".to_owned(),
        Unit::Decade | Unit::Century | Unit::Millennium => return None,
    })
}

/// A quarter further back than this, in tokens, is not what "a year earlier" compares with.
const NEAR: usize = 150;

/// "a year earlier": of the quarter spoken of, else the year before.
pub fn year_ago(found: &Found, context: &Context) -> Option<Value> {
    let said = found.get(Class::Year).and_then(|y| i16::try_from(y).ok());
    let year = said.or(context.now()?.shift(Unit::Year, -1)?.year())?;
    let period = context.period.filter(|_| !context.narrative && context.period_at + NEAR > found.start);
    let stamp = match period {
        Some(period) => period.in_year(year),
        None if said.is_none() && context.narrative => context.then()?.shift(Unit::Year, -1)?,
        None => Stamp::Year(year),
    };
    Some(Value { stamp: None, ..Value::date(stamp) })
}

/// The day `n` days from the day of writing.
pub fn days_from_now(n: i32, context: &Context) -> Option<Value> {
    shifted(context.now().filter(|s| s.exact().is_some()), Unit::Day, n)
}

/// "yesterday", "this morning", "last night", "tonight".
pub fn day(found: &Found, context: &Context) -> Option<Value> {
    let n = match found.rule.sign {
        0 => found.get(Class::Dayref).or(found.last(Class::Deictic)).unwrap_or(0),
        sign => sign,
    };
    let day = days_from_now(n, context)?;
    Some(match (found.get(Class::Part), &*found.rule.value) {
        (Some(number), _) => day.at(part(number)),
        (None, "night") => day.at("TNI"),
        _ => day,
    })
}

/// "that morning", "the next night": a part of the day last spoken of, or of the next.
pub fn day_part(found: &Found, context: &Context) -> Option<Value> {
    if found.rule.value == "any" {
        return Some(Value::vague("XXXX-XX-XX").at(part(found.get(Class::Part)?)));
    }
    let n = found.last(Class::Anaphor).or(found.last(Class::Deictic)).unwrap_or(0);
    let base = context.then().filter(|s| s.exact().is_some());
    shifted(base, Unit::Day, n).map(|day| day.at(part(found.get(Class::Part).unwrap_or(5))))
}
