//! What was forbidden, permitted, limited or lifted, by whom, for whom, where, from when until when.
use super::{ID, contradictions::disputed};
use crate::{
    Answer, Cell, Column, Days, Entry, Filter, Placed, Record, Result, Row,
    copies::Sources,
    entry::entries,
    story::{at_one_time, days, words::Words},
};
use rapporteur_record::{ActorKind, Claim, Effect, FactId, Kind, Measure, PartialDate, Status};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What holds for an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    Forbidden,
    Permitted,
    Limited,
    Required,
    Supplied,
    Lifted,
    /// Only proposed or announced: what holds meanwhile is not reported.
    Unknown,
}

impl State {
    fn of(measure: &Measure) -> Self {
        match measure.status {
            Status::Proposed | Status::Announced => Self::Unknown,
            Status::InForce | Status::Ended => Self::meant(measure.effect),
        }
    }

    const fn meant(effect: Effect) -> Self {
        match effect {
            Effect::Forbids => Self::Forbidden,
            Effect::Permits => Self::Permitted,
            Effect::Limits => Self::Limited,
            Effect::Requires => Self::Required,
            Effect::Supplies => Self::Supplied,
            Effect::Lifts => Self::Lifted,
        }
    }

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Forbidden => "forbidden",
            Self::Permitted => "permitted",
            Self::Limited => "limited",
            Self::Required => "required",
            Self::Supplied => "supplied",
            Self::Lifted => "lifted",
            Self::Unknown => "unknown",
        }
    }
}

/// An end of an interval: it lies between two days; a side that no report gives is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct End {
    pub earliest: Option<PartialDate>,
    pub latest: Option<PartialDate>,
}

impl End {
    /// `2024-05-31`, `≤2024-05-31`, `2024-05-31…06-14` or `–`.
    fn short(self) -> String {
        match (self.earliest, self.latest) {
            (Some(a), Some(b)) if a == b => a.to_string(),
            (Some(a), Some(b)) => format!("{a}…{b}"),
            (None, Some(b)) => format!("≤{b}"),
            (Some(a), None) => format!("≥{a}"),
            (None, None) => "–".to_owned(),
        }
    }
}

/// One state of one object, from its first report until another follows.
#[derive(Debug, Clone, Serialize)]
pub struct RegisterRow {
    pub authority: String,
    pub level: ActorKind,
    /// In the fullest wording.
    pub object: String,
    pub target: Option<String>,
    pub state: State,
    /// What is announced or proposed, where that is all that is reported.
    pub announced: Option<State>,
    /// `proposed`, `announced`, `in_force` or `ended`, as last reported.
    pub status: Status,
    pub from: End,
    /// None while nothing else is reported.
    pub until: Option<End>,
    /// Places, conditions and exceptions in the words of the reports.
    pub scope: Vec<String>,
    /// Another state is reported for the same time.
    pub disputed: bool,
    pub documents: usize,
    pub sources: usize,
    /// Everything that says so, in the order of time.
    pub evidence: Vec<Entry>,
}

impl Record {
    /// States by authority and object, in time; with `as_of`, the last of each. `about` limits them to objects, scopes
    /// and targets that have all of its words.
    pub fn register(&self, about: Option<&str>, filter: &Filter) -> Result<Answer<RegisterRow>> {
        let _state = self.snapshot()?;
        let sources = Sources::new(&self.db, filter.known_at);
        let all = Filter { limit: None, ..filter.clone() };
        let wanted = about.map(Words::of).unwrap_or_default();
        let mut rows = Vec::new();
        let measures = entries(self, &all, &[Kind::Measure])?;
        let disputed = disputed(&measures);
        for line in lines(measures) {
            let mut states = states(line, &disputed, &sources)?;
            if filter.as_of.is_some() {
                states = states.split_off(states.len().saturating_sub(1));
            }
            rows.extend(states.into_iter().filter(|row| row.is_about(&wanted)));
        }
        rows.truncate(filter.limit.unwrap_or(usize::MAX));
        Ok(rows.into())
    }
}

fn measure(entry: &Entry) -> &Measure {
    let Claim::Measure(measure) = &entry.fact.claim else { unreachable!("a measure was asked for") };
    measure
}

/// Reports of one authority on one object at one place, each line in the order of time; lines by authority.
fn lines(measures: Vec<Entry>) -> Vec<Vec<Entry>> {
    let mut by_authority: BTreeMap<String, Vec<Vec<Entry>>> = BTreeMap::new();
    for entry in measures {
        let lines = by_authority.entry(measure(&entry).authority.name.clone()).or_default();
        match lines.iter_mut().find(|line| line.iter().any(|other| one_line(other, &entry))) {
            Some(line) => line.push(entry),
            None => lines.push(vec![entry]),
        }
    }
    by_authority.into_values().flatten().collect()
}

fn one_line(a: &Entry, b: &Entry) -> bool {
    let (x, y) = (measure(a), measure(b));
    let targets = x.target.as_ref().zip(y.target.as_ref()).is_none_or(|(a, b)| a.name == b.name);
    let supplies = |m: &Measure| m.effect == Effect::Supplies;
    let object = |entry: &Entry, m: &Measure| m.object.map(|span| entry.words(&[span]));
    let objects = match (object(a, x), object(b, y)) {
        (Some(x), Some(y)) => same_object(&x, &y),
        (None, None) => true,
        _ => false,
    };
    let place = |entry: &Entry, m: &Measure| {
        let spans = [m.object.into_iter().collect(), m.scope.clone()].concat();
        Words::of(&entry.words(&spans))
    };
    let places = || {
        x.scope.is_empty()
            || y.scope.is_empty()
            || place(a, x).shared(&place(b, y)) > own_words(&object(a, x), &object(b, y))
    };
    targets && supplies(x) == supplies(y) && objects && places()
}

/// How many words two objects share by themselves, places aside.
fn own_words(a: &Option<String>, b: &Option<String>) -> usize {
    let words = |object: &Option<String>| Words::of(object.as_deref().unwrap_or_default());
    words(a).shared(&words(b))
}

/// Whether two wordings name one thing: half of the words of the shorter, or a designation such as "F-16".
pub(super) fn same_object(a: &str, b: &str) -> bool {
    Words::of(a).alike(&Words::of(b)) >= 0.5 || !designations(a).is_disjoint(&designations(b))
}

/// Names of types and models: words with a digit, or of four capital letters and more.
fn designations(text: &str) -> BTreeSet<&str> {
    let is_one = |word: &&str| {
        let letters = word.chars().any(char::is_alphabetic);
        let capitals = word.chars().count() >= 4 && word.chars().all(char::is_uppercase);
        capitals || (letters && word.chars().any(|c| c.is_ascii_digit()))
    };
    text.split(|c: char| !c.is_alphanumeric() && c != '-').filter(is_one).collect()
}

/// The states of a line one after another; reports of one state that follow one another are one.
fn states(line: Vec<Entry>, disputed: &BTreeSet<FactId>, sources: &Sources) -> Result<Vec<RegisterRow>> {
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

impl RegisterRow {
    fn is_about(&self, wanted: &Words) -> bool {
        let text = format!(
            "{} {} {}",
            self.object,
            self.scope.join(" "),
            self.target.as_deref().unwrap_or_default()
        );
        wanted.is_empty() || wanted.within(&Words::of(&text))
    }

    /// The object; where no report names it, whom it is for.
    pub(crate) fn thing(&self) -> &str {
        match (self.object.is_empty(), &self.target) {
            (false, _) => &self.object,
            (true, Some(target)) => target,
            (true, None) => "not named",
        }
    }

    /// The beginning as facts show it.
    pub(crate) fn placed(&self) -> Placed {
        match (self.from.earliest, self.from.latest) {
            (Some(_), _) => self
                .evidence
                .iter()
                .map(|e| e.placed)
                .find(|p| matches!(p, Placed::On(_)))
                .unwrap_or(Placed::Unknown),
            (None, Some(by)) => Placed::By(by),
            (None, None) => Placed::Unknown,
        }
    }
}

impl Row for RegisterRow {
    const COLUMNS: &'static [Column] = &[
        Column::hidden("authority", "Authority"),
        Column::wide("object", "Object"),
        Column::text("state", "State", 18),
        Column::text("target", "For", 14),
        Column::text("from", "From", 22),
        Column::text("until", "Until", 22),
        Column::wide("scope", "Scope"),
        Column::number("documents", "Docs"),
        Column::number("sources", "Sources"),
        Column::hidden("status", "Status"),
        Column::hidden("disputed", "Disputed"),
        ID,
    ];

    fn heading(&self) -> Option<String> {
        Some(self.authority.clone())
    }

    fn cells(&self) -> Vec<Cell> {
        let status = super::measures::status(self.status);
        let below = match (self.disputed, self.announced) {
            (true, _) => "disputed".to_owned(),
            (false, Some(what)) => format!("{} {status}", what.as_str()),
            (false, None) if self.status == Status::InForce => String::new(),
            (false, None) => status.clone(),
        };
        vec![
            Cell::from(self.authority.as_str()),
            Cell::strong(self.thing()).in_csv(&self.object),
            Cell::from(self.state.as_str()).above(below),
            Cell::from(self.target.as_deref().unwrap_or("")),
            Cell::from(self.from.short()),
            Cell::from(self.until.map_or(String::new(), End::short)),
            Cell::from(self.scope.join("; ")),
            Cell::number(self.documents),
            Cell::number(self.sources),
            Cell::from(status.as_str()),
            Cell::from(self.disputed.to_string()),
            Cell::id(&self.evidence[0].id),
        ]
    }
}
