//! What was forbidden, permitted, limited or lifted, by whom, for whom, where, from when until when.
mod line;
mod stage;

use super::{ID, contradictions::disputed};
use crate::{
    Answer, Cell, Column, Entry, Filter, Placed, Record, Result, Row, copies::Sources, entry::entries,
    story::words::Words,
};
use line::lines;
use rapporteur_record::{ActorKind, Claim, Effect, Kind, Measure, PartialDate, Status};
use serde::Serialize;
use stage::states;

pub(super) use line::same_object;

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
    pub fn short(self) -> String {
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
    pub fn thing(&self) -> &str {
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
