//! Two facts of one kind and actor that cannot both be right.
use super::{Conflict, ContradictionRow, Side, measure::measures_clash};
use crate::{
    Entry,
    story::{at_one_time, at_the_same_time, days, wording, words::Words},
    view::{decisions, what},
};
use rapporteur_record::{Act, Claim, FactId, Kind, Position, Stance, Votes};
use std::collections::{BTreeMap, BTreeSet};

/// Measures that others of the same time contradict.
pub(in crate::view) fn disputed(measures: &[Entry]) -> BTreeSet<FactId> {
    pairs(measures).into_iter().flat_map(|row| [row.first.fact, row.second.fact]).flatten().collect()
}

/// Pairs of facts of one kind and actor. Of reports that say the same, the first stands for all: a disagreement is told
/// once, not once for every pair of documents.
pub(super) fn pairs(facts: &[Entry]) -> Vec<ContradictionRow> {
    let mut groups: BTreeMap<(Kind, &str), Vec<&Entry>> = BTreeMap::new();
    for fact in facts {
        groups.entry((fact.kind(), fact.fact.claim.actor().name.as_str())).or_default().push(fact);
    }
    let mut rows = Vec::new();
    for ((_, actor), group) in groups {
        let mut told = BTreeSet::new();
        for (at, b) in group.iter().enumerate() {
            for a in near(&group[..at], b) {
                let Some((conflict, about)) = clash(a, b) else { continue };
                if told.insert((conflict, about.clone())) {
                    let placed = later(a, b).placed;
                    let actor = actor.to_owned();
                    rows.push(ContradictionRow {
                        conflict,
                        actor,
                        about,
                        placed,
                        first: Side::of(a),
                        second: Side::of(b),
                    });
                }
            }
        }
    }
    rows
}

/// Earlier facts that may be of the same time: facts come in the order of time, and nothing is compared across years.
fn near<'e>(before: &[&'e Entry], fact: &Entry) -> Vec<&'e Entry> {
    let recent = before.iter().rev().take(NEAR).filter(|other| at_one_time(other, fact));
    let mut near: Vec<&Entry> = recent.copied().collect();
    near.reverse();
    near
}

/// Facts of one actor that are looked at before each.
const NEAR: usize = 64;

fn later<'e>(a: &'e Entry, b: &'e Entry) -> &'e Entry {
    if days(a).map(|d| d.last) > days(b).map(|d| d.last) { a } else { b }
}

fn clash(a: &Entry, b: &Entry) -> Option<(Conflict, String)> {
    match (&a.fact.claim, &b.fact.claim) {
        (Claim::Position(x), Claim::Position(y)) => {
            let apart = x.issue.eq_ignore_ascii_case(&y.issue)
                && (stances_clash(a, x, b, y) || announced(a, x, b, y));
            apart.then(|| (Conflict::Stances, format!("{}: {} / {}", x.issue, x.stance, y.stance)))
        }
        (Claim::Decision(x), Claim::Decision(y)) => {
            let instrument = x.instrument.as_ref().zip(y.instrument.as_ref()).is_none_or(|(a, b)| a == b);
            if !instrument {
                return None;
            }
            if passed(x.act) == passed(y.act) && passed(x.act).is_some() && differ(x.votes, y.votes) {
                let told = |votes| decisions::votes(votes);
                return Some((Conflict::Votes, format!("{} / {}", told(x.votes), told(y.votes))));
            }
            let opposite = passed(x.act).zip(passed(y.act)).is_some_and(|(x, y)| x != y);
            let one = Words::of(&wording(a)).alike(&Words::of(&wording(b))) >= ONE;
            (opposite && one).then(|| (Conflict::Votes, format!("{} / {}", x.act, y.act)))
        }
        (Claim::Measure(x), Claim::Measure(y)) => measures_clash(a, x, b, y)
            .then(|| (Conflict::Measures, format!("{} / {}", what(a).text, what(b).text))),
        _ => None,
    }
}

/// Part of their words that reports of one vote share at least, where dates and instruments leave it open.
const ONE: f64 = 0.6;

fn stances_clash(a: &Entry, x: &Position, b: &Entry, y: &Position) -> bool {
    exclude(x.stance, y.stance) && at_the_same_time(a, b) && exact(a) && exact(b)
}

/// A side and none at one time in one document, which dates one of them at most: what had been announced, expected or
/// promised is told against what came. Two dated reports would be a change.
fn announced(a: &Entry, x: &Position, b: &Entry, y: &Position) -> bool {
    let side = |stance| matches!(stance, Stance::Support | Stance::Oppose);
    let one_side = (side(x.stance) && y.stance == Stance::Undecided)
        || (x.stance == Stance::Undecided && side(y.stance));
    let dated = a.fact.on.is_some() && b.fact.on.is_some();
    one_side && a.row == b.row && !dated && exact(a) && exact(b)
}

fn exclude(a: Stance, b: Stance) -> bool {
    matches!(
        (a, b),
        (Stance::Support | Stance::Conditional, Stance::Oppose)
            | (Stance::Oppose, Stance::Support | Stance::Conditional)
    )
}

/// A month is long enough to change one's mind; a day or two are not.
fn exact(entry: &Entry) -> bool {
    entry.fact.on.is_none_or(|on| on.bounds().0 == on.bounds().1)
}

/// Whether the act makes the text pass; none where it decides nothing.
fn passed(act: Act) -> Option<bool> {
    match act {
        Act::Adopt | Act::Approve | Act::Ratify => Some(true),
        Act::Reject | Act::Veto => Some(false),
        Act::Postpone | Act::Propose | Act::Discuss => None,
    }
}

fn differ(a: Votes, b: Votes) -> bool {
    let counts = [(a.pro, b.pro), (a.contra, b.contra), (a.abstain, b.abstain)];
    counts.into_iter().any(|(a, b)| a.zip(b).is_some_and(|(a, b)| a != b))
}
