//! The dossier of a debate: per issue who stands where, what was decided, what holds, who warned and what changed.
use super::{PositionRow, Step, timeline::what};
use crate::{Entry, Filter, Origin, Record, Result, entry::entries};
use rapporteur_record::{Kind, PartialDate, Stance};
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
            issues.push(section(issue, &rows, &facts, &mut notes));
        }
        let mut rest = entries(self, &filter, &KINDS)?;
        rest.retain(|entry| !told.contains(&entry.id));
        let other = if filter.issue.is_some() { Vec::new() } else { groups(&rest, &mut notes) };
        Ok(Brief { limits: limits(&filter), issues, other, notes: notes.list })
    }
}

fn limits(filter: &Filter) -> Vec<String> {
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

fn section(issue: String, rows: &[PositionRow], facts: &[Entry], notes: &mut Notes) -> Section {
    let standing = |stance, notes: &mut Notes| {
        let lines: Vec<Line> =
            rows.iter().filter(|row| row.stance == stance).map(|row| position_line(row, notes)).collect();
        Standing { stance, lines }
    };
    let mut stances: Vec<Standing> = Stance::ALL.iter().map(|&stance| standing(stance, notes)).collect();
    stances.retain(|standing| !standing.lines.is_empty());
    let changes = changes(rows, notes);
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
fn changes(rows: &[PositionRow], notes: &mut Notes) -> Vec<Line> {
    let mut moves: Vec<(&PositionRow, &[Step])> =
        rows.iter().flat_map(|row| row.steps.windows(2).map(move |pair| (row, pair))).collect();
    moves.sort_by_key(|(row, pair)| (pair[1].since, &row.holder));
    let lines = moves.into_iter().map(|(row, pair)| Line {
        date: pair[1].since.words(),
        actor: row.holder.clone(),
        what: format!("{} → {}", pair[0].stance, pair[1].stance),
        notes: vec![notes.number(&pair[0].fact), notes.number(&pair[1].fact)],
    });
    lines.collect()
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
struct Notes {
    list: Vec<Note>,
    places: BTreeMap<(String, String), usize>,
}

impl Notes {
    fn number(&mut self, entry: &Entry) -> usize {
        let quote = entry.quotes().join(" … ");
        let key = (entry.origin.document.clone(), quote.clone());
        let place = *self.places.entry(key).or_insert(self.list.len());
        if place == self.list.len() {
            let (origin, facts) = (entry.origin.clone(), BTreeSet::new());
            self.list.push(Note { number: place + 1, quote, origin, facts });
        }
        self.list[place].facts.insert(entry.id.0.clone());
        place + 1
    }
}
