//! Statements, and that they were denied or taken back.
use super::{Conflict, ContradictionRow, Side};
use crate::{Entry, story::wording};
use rapporteur_record::{Claim, Kind};
use std::collections::BTreeMap;

/// A denied statement against the words that deny it: the statement that is known to, another of the same sentences, or
/// the document's own word.
pub(super) fn denials(facts: &[Entry]) -> Vec<ContradictionRow> {
    let statements: Vec<&Entry> = facts.iter().filter(|fact| fact.kind() == Kind::Statement).collect();
    let mut by_document: BTreeMap<i64, Vec<&Entry>> = BTreeMap::new();
    for statement in &statements {
        by_document.entry(statement.row).or_default().push(statement);
    }
    let denied = statements.iter().filter(|entry| is_denied(entry));
    let row = |entry: &&Entry| {
        let speaker = &entry.fact.claim.actor().name;
        let others = || by_document[&entry.row].iter().filter(|other| other.id != entry.id);
        let told = others().find(|other| denies(other, entry));
        let beside = || {
            let apart = |other: &&&Entry| other.fact.claim.actor().name != *speaker && !is_denied(other);
            others().filter(apart).find(|other| share_evidence(entry, other))
        };
        ContradictionRow {
            conflict: Conflict::Denial,
            actor: speaker.clone(),
            about: wording(entry),
            placed: entry.placed,
            first: Side::of(entry),
            second: told.or_else(beside).map_or_else(|| Side::of(entry), |other| Side::of(other)),
        }
    };
    denied.map(row).collect()
}

fn denies(entry: &Entry, other: &Entry) -> bool {
    matches!(&entry.fact.claim, Claim::Statement(s) if s.denies.as_ref() == Some(&other.id))
}

fn is_denied(entry: &Entry) -> bool {
    matches!(&entry.fact.claim, Claim::Statement(statement) if statement.denied)
}

pub(super) fn share_evidence(a: &Entry, b: &Entry) -> bool {
    a.row == b.row && a.fact.evidence.iter().any(|x| b.fact.evidence.iter().any(|y| x.overlaps(*y)))
}
