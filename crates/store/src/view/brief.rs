//! The dossier of a debate: per issue who stands where, what was decided, what holds, who warned and what changed.
use super::{ContradictionRow, LedgerRow, PositionRow, timeline::what};
use crate::{Entry, Filter, Origin, Record, Result, entry::entries};
use rapporteur_record::{Claim, FactId, Kind, PartialDate, Stance};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Every line has the numbers of its [`Note`]s.
#[derive(Debug, Clone, Serialize)]
pub struct Brief {
    /// What the question was limited to, as words: "as of 2024-06-01".
    pub limits: Vec<String>,
    pub issues: Vec<Section>,
    /// Decisions, measures, warnings and demands that share no evidence with a position on an issue.
    pub other: Vec<Group>,
    /// Reports that cannot both be right.
    pub contradictions: Vec<Line>,
    pub notes: Vec<Note>,
}

#[derive(Debug, Clone, Serialize)]
pub struct Section {
    pub issue: String,
    pub proposal: Option<String>,
    pub stances: Vec<Standing>,
    /// Moves from one stance to another, in time.
    pub changes: Vec<Line>,
    pub groups: Vec<Group>,
}

/// Everybody of one stance.
#[derive(Debug, Clone, Serialize)]
pub struct Standing {
    pub stance: Stance,
    pub lines: Vec<Line>,
}

/// Facts of one kind, in time.
#[derive(Debug, Clone, Serialize)]
pub struct Group {
    pub kind: Kind,
    pub lines: Vec<Line>,
}

/// One thing said by one or more facts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    pub date: String,
    pub actor: String,
    pub what: String,
    /// Numbers of the notes that prove it, from 1.
    pub notes: Vec<usize>,
}

/// Where a line comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Note {
    pub number: usize,
    pub quote: String,
    pub origin: Origin,
    /// The facts that are told from it.
    pub facts: BTreeSet<String>,
}

const KINDS: [Kind; 4] = [Kind::Decision, Kind::Measure, Kind::Warning, Kind::Demand];

impl Record {
    /// The filter's row limit is not used: a dossier is whole.
    pub fn brief(&self, filter: &Filter) -> Result<Brief> {
        let _state = self.snapshot()?;
        let filter = Filter { limit: None, ..filter.clone() };
        let mut notes = Notes::default();
        let mut told = BTreeSet::new();
        let mut issues = Vec::new();
        let mut positions: BTreeMap<String, Vec<PositionRow>> = BTreeMap::new();
        for row in self.positions(&filter)?.rows {
            positions.entry(row.issue.clone()).or_default().push(row);
        }
        for (issue, rows) in positions {
            let facts = entries(self, &Filter { issue: Some(issue.clone()), ..filter.clone() }, &KINDS)?;
            told.extend(facts.iter().map(|entry| entry.id.clone()));
            let on_issue = Filter { issue: Some(issue.clone()), ..filter.clone() };
            let ledger = self.ledger(&on_issue)?.rows;
            issues.push(section(issue, &rows, &ledger, &facts, &mut notes));
        }
        let mut rest = entries(self, &filter, &KINDS)?;
        rest.retain(|entry| !told.contains(&entry.id));
        let other = if filter.issue.is_some() { Vec::new() } else { groups(&rest, &mut notes) };
        let contradictions = disagreements(&self.contradictions(&filter)?.rows, &mut notes);
        Ok(Brief { limits: limits(&filter), issues, other, contradictions, notes: notes.list })
    }
}

pub(super) fn limits(filter: &Filter) -> Vec<String> {
    [
        filter.as_of.map(|date| format!("as of {date}")),
        filter.from.map(|date| format!("from {date}")),
        filter.to.map(|date| format!("to {date}")),
        filter.actor.as_ref().map(|actor| format!("actor {actor}")),
        filter.issue.as_ref().map(|issue| format!("issue {issue}")),
        filter.known_at.map(|at| format!("known at {at}")),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn section(
    issue: String,
    rows: &[PositionRow],
    ledger: &[LedgerRow],
    facts: &[Entry],
    notes: &mut Notes,
) -> Section {
    let standing = |stance, notes: &mut Notes| {
        let lines: Vec<Line> =
            rows.iter().filter(|row| row.stance == stance).map(|row| position_line(row, notes)).collect();
        Standing { stance, lines }
    };
    let mut stances: Vec<Standing> = Stance::ALL.iter().map(|&stance| standing(stance, notes)).collect();
    stances.retain(|standing| !standing.lines.is_empty());
    let changes = moves(ledger, notes);
    let proposal = rows.first().and_then(|row| row.proposal.clone());
    Section { issue, proposal, stances, changes, groups: groups(facts, notes) }
}

fn position_line(row: &PositionRow, notes: &mut Notes) -> Line {
    let since = &row.steps.last().expect("a position has a step").fact;
    let reports = match row.documents {
        1 => String::new(),
        n => format!("{n} documents, {} sources", row.sources),
    };
    let mut numbers = vec![notes.number(since), notes.number(&row.last)];
    numbers.dedup();
    Line { date: row.since.words(), actor: row.holder.clone(), what: reports, notes: numbers }
}

/// Each move with the reports of both stances.
pub(super) fn moves(ledger: &[LedgerRow], notes: &mut Notes) -> Vec<Line> {
    let mut moves: Vec<&LedgerRow> = ledger.iter().filter(|row| row.step.is_change()).collect();
    moves.sort_by_key(|row| (row.placed.day(), &row.holder));
    let lines = moves.into_iter().map(|row| {
        let after = notes.number(&row.after);
        let numbers = numbers([row.before.as_ref().map_or(after, |entry| notes.number(entry)), after]);
        Line { date: row.placed.words(), actor: row.holder.clone(), what: moved(row), notes: numbers }
    });
    lines.collect()
}

/// "became conditional (oppose → conditional)".
fn moved(row: &LedgerRow) -> String {
    let was = row.before.as_ref().and_then(|entry| match &entry.fact.claim {
        Claim::Position(position) => Some(position.stance),
        _ => None,
    });
    let maybe = if row.maybe_reporting { ", maybe only in what is reported" } else { "" };
    match was.filter(|was| *was != row.stance) {
        Some(was) => format!("{} ({was} → {}){maybe}", row.step.as_str(), row.stance),
        None => format!("{} ({}){maybe}", row.step.as_str(), row.stance),
    }
}

/// Disagreements with the notes of both sides.
pub(super) fn disagreements(rows: &[ContradictionRow], notes: &mut Notes) -> Vec<Line> {
    let lines = rows.iter().map(|row| Line {
        date: row.placed.words(),
        actor: row.actor.clone(),
        what: format!("{}: {}", row.conflict.as_str(), row.about),
        notes: numbers(
            [&row.first, &row.second].map(|side| notes.cited(&side.quote, &side.origin, side.fact.as_ref())),
        ),
    });
    lines.collect()
}

fn numbers(both: [usize; 2]) -> Vec<usize> {
    let mut numbers = both.to_vec();
    numbers.dedup();
    numbers
}

fn groups(facts: &[Entry], notes: &mut Notes) -> Vec<Group> {
    let mut group = |kind| {
        let mut lines = Lines::default();
        for entry in facts.iter().filter(|entry| entry.kind() == kind) {
            lines.add(entry, notes);
        }
        Group { kind, lines: lines.list }
    };
    let mut groups: Vec<Group> = KINDS.iter().map(|&kind| group(kind)).collect();
    groups.retain(|group| !group.lines.is_empty());
    groups
}

/// What several documents say in the same words is one line with several notes: of one date, or of the first where no
/// document dates it.
#[derive(Default)]
struct Lines {
    list: Vec<Line>,
    places: BTreeMap<(String, String, Option<PartialDate>), usize>,
}

impl Lines {
    fn add(&mut self, entry: &Entry, notes: &mut Notes) {
        let number = notes.number(entry);
        let (actor, what) = (entry.fact.claim.actor().name.clone(), what(entry).text);
        let place =
            *self.places.entry((actor.clone(), what.clone(), entry.fact.on)).or_insert(self.list.len());
        if place == self.list.len() {
            self.list.push(Line { date: entry.placed.words(), actor, what, notes: Vec::new() });
        }
        let line = &mut self.list[place];
        if !line.notes.contains(&number) {
            line.notes.push(number);
        }
    }
}

/// Notes in the order of their first use; facts of the same sentences share one.
#[derive(Default)]
pub(super) struct Notes {
    pub list: Vec<Note>,
    places: BTreeMap<(String, String), usize>,
}

impl Notes {
    pub fn number(&mut self, entry: &Entry) -> usize {
        self.cited(&entry.quotes().join(" … "), &entry.origin, Some(&entry.id))
    }

    /// The number of a quotation, which the fact is told from.
    pub fn cited(&mut self, quote: &str, origin: &Origin, fact: Option<&FactId>) -> usize {
        let key = (origin.document.clone(), quote.to_owned());
        let place = *self.places.entry(key).or_insert(self.list.len());
        if place == self.list.len() {
            let (quote, origin, facts) = (quote.to_owned(), origin.clone(), BTreeSet::new());
            self.list.push(Note { number: place + 1, quote, origin, facts });
        }
        self.list[place].facts.extend(fact.map(|id| id.0.clone()));
        place + 1
    }
}
