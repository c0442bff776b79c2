//! Durations and sets.
use super::{Value, part};
use crate::annotate::times::class::Class;
use crate::annotate::times::context::Context;
use crate::annotate::times::matcher::Found;
use crate::annotate::times::unit::Unit;
use rapporteur_record::TimeKind;

/// The number of units; `None` where it is not known ("several").
pub fn count(found: &Found) -> Option<i32> {
    match (found.get(Class::Num), found.get(Class::Vague)) {
        (Some(n), _) => Some(n),
        (None, Some(_)) => None,
        (None, None) => found.get(Class::Art),
    }
}

/// "three months", "two-year", "years", "half an hour".
pub fn duration(found: &Found, context: &Context) -> Option<Value> {
    let unit = found.last(Class::Unit).or(found.last(Class::Units)).and_then(Unit::of)?;
    let text = match &*found.rule.value {
        "one" if super::relative::is_plural(found, context) => unit.duration(None, 0),
        "one" => unit.duration(Some(1), 0),
        "half" => half(unit)?,
        "and-half" => unit.duration(Some(count(found).unwrap_or(1)), 50),
        "couple" => unit.duration(Some(2), 0),
        "vague" => unit.duration(None, 0),
        _ => unit.duration(count(found), fraction(found, context)),
    };
    Some(Value::of(TimeKind::Duration, text))
}

/// Hundredths beyond the whole number.
fn fraction(found: &Found, context: &Context) -> i32 {
    let number = found.slot(Class::Num).map(|s| context.tokens[s.token].senses);
    number.and_then(|n| n.get(Class::Fraction)).unwrap_or(0)
}

fn half(unit: Unit) -> Option<String> {
    Some(match unit {
        Unit::Minute => "PT30S".to_owned(),
        Unit::Hour => "PT30M".to_owned(),
        Unit::Day => "PT12H".to_owned(),
        Unit::Year => "P6M".to_owned(),
        Unit::Decade => "P5Y".to_owned(),
        Unit::Century => "P50Y".to_owned(),
        _ => return None,
    })
}

/// "the past two years": a duration. "the past year", without a number: the year before, as a date.
pub fn span(found: &Found, context: &Context) -> Option<Value> {
    let counted = [Class::Num, Class::Vague, Class::Art].into_iter().any(|c| found.has(c));
    if counted || found.rule.value == "couple" || found.rule.value == "vague" {
        return duration(found, context);
    }
    let unit = found.last(Class::Unit).and_then(Unit::of)?;
    if unit >= Unit::Decade {
        return Some(Value::of(TimeKind::Duration, unit.duration(Some(1), 0)));
    }
    super::relative::deictic(found, context)
}

/// "daily", "every Friday", "each year".
pub fn set(found: &Found) -> Option<Value> {
    let text = match (found.get(Class::Weekday), found.get(Class::Month)) {
        (Some(day), _) => format!("XXXX-WXX-{day}{}", found.get(Class::Part).map_or("", part)),
        (_, Some(month)) => format!("XXXX-{month:02}"),
        _ => match (found.get(Class::Season), found.get(Class::Part)) {
            (Some(season), _) => {
                format!("XXXX-{}", ["SP", "SU", "FA", "WI"].get(usize::try_from(season).ok()?)?)
            }
            (_, Some(number)) => format!("XXXX-XX-XX{}", part(number)),
            _ => {
                let unit = found.get(Class::Every).or(found.last(Class::Unit)).and_then(Unit::of)?;
                unit.duration(Some(found.get(Class::Num).unwrap_or(1)), 0)
            }
        },
    };
    Some(Value::of(TimeKind::Set, text))
}
