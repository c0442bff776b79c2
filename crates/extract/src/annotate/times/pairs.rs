//! The other half of a pair: "May 4 and **5**", "**26** - 30 November", "1990-**94**".
use super::class::Class;
use super::lexicon::{Lexicon, Make};
use super::matcher::{Found, Slot};
use super::scan::Token;

/// The expressions with the bare numbers beside them that share their month or century, in order.
pub fn complete(lexicon: &Lexicon, tokens: &[Token], found: Vec<Found>) -> Vec<Found> {
    let marks = ["-", "and", "or", "to"].map(|w| lexicon.word(w, false).0);
    let joint =
        |at: usize| tokens.get(at).is_some_and(|t| t.word != 0 && marks.contains(&t.word) && !t.breaks);
    let mut all: Vec<Found> = Vec::with_capacity(found.len());
    for (n, one) in found.iter().enumerate() {
        let free_from = all.last().map_or(0, |f| f.end);
        let free_to = found.get(n + 1).map_or(tokens.len(), |f| f.start);
        let before = one.start.checked_sub(2).filter(|&at| at >= free_from && joint(at + 1));
        let after = Some(one.end + 1).filter(|&at| at < free_to && joint(at - 1));
        all.extend(before.and_then(|at| day(one, tokens, at)));
        all.push(one.clone());
        all.extend(after.and_then(|at| day(one, tokens, at).or_else(|| short_year(one, tokens, at))));
    }
    all
}

/// A bare number as another day of the same month.
fn day(one: &Found, tokens: &[Token], at: usize) -> Option<Found> {
    let dated = one.rule.make == Make::Calendar
        && one.slots.iter().any(|s| s.class == Class::Month as u8)
        && (one.has(Class::Daynum) || one.has(Class::Ord));
    let (token, value) = (tokens[at], tokens[at].senses.get(Class::Daynum)?);
    if !dated || token.breaks || counts_something(tokens, at + 1) {
        return None;
    }
    let kept = one.slots.iter().filter(|s| s.class != Class::Daynum as u8 && s.class != Class::Ord as u8);
    let kept = kept.filter(|s| s.class != Class::Weekday as u8).copied();
    let slots = kept.chain([Slot { class: Class::Daynum as u8, value, token: at }]).collect();
    Some(Found { rule: one.rule, start: at, end: at + 1, slots })
}

/// "-94" after a bare year.
fn short_year(one: &Found, tokens: &[Token], at: usize) -> Option<Found> {
    let bare = one.rule.make == Make::Calendar && one.slots.len() == 1;
    let first = one.get(Class::Year).filter(|_| bare)?;
    let value = tokens[at].senses.get(Class::Daynum).or(tokens[at].senses.get(Class::Num))?;
    let close = tokens[at].span.start == tokens[at - 1].span.end && (first % 100..100).contains(&value);
    let slots = vec![Slot { class: Class::Year as u8, value: first / 100 * 100 + value, token: at }];
    close.then(|| Found { rule: one.rule, start: at, end: at + 1, slots })
}

/// Whether the next token shows that a number counts something else.
fn counts_something(tokens: &[Token], at: usize) -> bool {
    let is = |class| tokens.get(at).is_some_and(|t| t.senses.has(class));
    is(Class::Counted) || is(Class::Unit) || is(Class::Scale)
}
