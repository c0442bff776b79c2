//! What held for one thing, one state after another, with ends that reports bound.
use super::{End, RegisterRow, State, measure};
use crate::{
    Days, Entry, Result,
    copies::Sources,
    story::{at_one_time, days},
};
use rapporteur_record::{FactId, Status};
use std::collections::BTreeSet;

/// The states of a line one after another; reports of one state that follow one another are one.
pub(super) fn states(
    line: Vec<Entry>,
    disputed: &BTreeSet<FactId>,
    sources: &Sources,
) -> Result<Vec<RegisterRow>> {
    let mut stages: Vec<Vec<Entry>> = Vec::new();
    for entry in line {
        match stages.iter_mut().rev().find(|stage| joins(stage, &entry)) {
            Some(stage) => stage.push(entry),
            None => stages.push(vec![entry]),
        }
    }
    let mut rows = (0..stages.len()).map(|at| row(&stages, at, sources)).collect::<Result<Vec<_>>>()?;
    for row in &mut rows {
        row.disputed |= row.evidence.iter().any(|entry| disputed.contains(&entry.id));
    }
    Ok(rows)
}

/// Whether a report adds to a state: the same state, with none between that is of another time; lifting a ban permits.
fn joins(stage: &[Entry], entry: &Entry) -> bool {
    let (old, new) = (state(stage), State::of(measure(entry)));
    let freed = |state| matches!(state, State::Lifted | State::Permitted);
    let now = stage.iter().any(|other| at_one_time(other, entry));
    let alike = |other: &Entry| {
        let (x, y) = (measure(other), measure(entry));
        x.status == y.status && (old != State::Unknown || x.effect == y.effect)
    };
    old == new && alike(&stage[0]) || now && freed(old) && freed(new)
}

fn state(stage: &[Entry]) -> State {
    let states = stage.iter().map(|entry| State::of(measure(entry)));
    states.min().unwrap_or(State::Unknown)
}

fn row(stages: &[Vec<Entry>], at: usize, sources: &Sources) -> Result<RegisterRow> {
    let stage = &stages[at];
    let clashes = |other: &Vec<Entry>| other.iter().any(|a| stage.iter().any(|b| at_one_time(a, b)));
    let disputed = stages.iter().enumerate().any(|(i, other)| i != at && clashes(other));
    let last = stage.last().expect("a state has a report");
    let next = stages[at + 1..].iter().find(|other| !clashes(other));
    let objects = stage.iter().filter_map(|e| measure(e).object.map(|span| e.words(&[span])));
    let target = stage.iter().find_map(|e| measure(e).target.as_ref()).map(|actor| actor.name.clone());
    let authority = &measure(last).authority;
    Ok(RegisterRow {
        authority: authority.name.clone(),
        level: authority.kind,
        object: objects.max_by_key(|words| words.chars().count()).unwrap_or_default(),
        target,
        state: state(stage),
        announced: (state(stage) == State::Unknown).then(|| State::meant(measure(last).effect)),
        status: measure(last).status,
        from: begin(stage),
        until: until(stage, next),
        scope: scopes(stage),
        disputed,
        documents: stage.iter().map(|e| e.row).collect::<BTreeSet<_>>().len(),
        sources: sources.count(stage.iter().map(|e| (e.row, e.origin.outlet.as_deref())))?,
        evidence: stage.clone(),
    })
}

/// Dated reports bound the beginning on both sides, undated ones from above; the narrowest bounds that agree hold.
fn begin(stage: &[Entry]) -> End {
    let dated: Vec<Days> = stage.iter().filter(|e| e.fact.on.is_some()).filter_map(days).collect();
    let undated = stage.iter().filter(|e| e.fact.on.is_none()).filter_map(days).map(|d| d.last);
    let earliest = dated.iter().map(|d| d.first).min();
    let latest = dated.iter().map(|d| d.last).min().or_else(|| undated.clone().min());
    let latest = match (latest, undated.min()) {
        (Some(latest), Some(by)) if earliest.is_none_or(|first| first <= by) => Some(latest.min(by)),
        (latest, _) => latest,
    };
    End { earliest, latest }
}

/// What follows ends a state: not before the last report of it, not after the first of what follows.
fn until(stage: &[Entry], next: Option<&Vec<Entry>>) -> Option<End> {
    let last = stage.iter().filter_map(days).map(|d| d.last).max();
    let ended =
        stage.iter().filter(|e| measure(e).status == Status::Ended).filter_map(|e| e.origin.published).min();
    if let Some(day) = ended {
        return Some(End {
            earliest: stage.iter().filter_map(days).map(|d| d.first).max(),
            latest: Some(day.bounds().1),
        });
    }
    let next = begin(next?);
    let earliest = [last, next.earliest].into_iter().flatten().max();
    Some(End {
        earliest: earliest.filter(|day| next.latest.is_none_or(|latest| *day <= latest)),
        latest: next.latest,
    })
}

/// The wordings of places, conditions and exceptions, none twice.
fn scopes(stage: &[Entry]) -> Vec<String> {
    let mut scopes: Vec<String> = Vec::new();
    for entry in stage {
        for &span in &measure(entry).scope {
            let words = entry.words(&[span]);
            let known = scopes.iter().any(|old| old.to_lowercase() == words.to_lowercase());
            scopes.extend((!known).then_some(words));
        }
    }
    scopes
}
