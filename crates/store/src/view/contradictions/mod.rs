//! Reports that cannot both be right, with both sides.
mod denial;
mod headline;
mod measure;
mod pair;

use crate::{
    Answer, Cell, Column, Entry, Filter, Origin, Placed, Record, Result, Row, answer::short, entry::entries,
};
use denial::denials;
use headline::headlines;
use pair::pairs;
use rapporteur_record::{FactId, Kind};
use serde::Serialize;

pub(super) use pair::disputed;

/// What kind of disagreement it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Conflict {
    /// Different counts or outcomes of one vote.
    Votes,
    /// Stances of one holder at one time that exclude one another.
    Stances,
    /// One thing forbidden and permitted, permitted and limited, in force and lifted, at one time.
    Measures,
    /// A statement, and that it was denied or taken back.
    Denial,
    /// A headline or lead that says more or less than the quoted text below it.
    Headline,
}

impl Conflict {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Votes => "votes",
            Self::Stances => "stances",
            Self::Measures => "measures",
            Self::Denial => "denial",
            Self::Headline => "headline",
        }
    }
}

/// Two reports that disagree.
#[derive(Debug, Clone, Serialize)]
pub struct ContradictionRow {
    pub conflict: Conflict,
    pub actor: String,
    /// "425–131–63 / 420–131–63", "support / oppose".
    pub about: String,
    /// Of the later report.
    pub placed: Placed,
    pub first: Side,
    pub second: Side,
}

/// One report, with the sentence that makes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Side {
    /// The fact; none where a document's own headline is meant.
    pub fact: Option<FactId>,
    pub quote: String,
    pub origin: Origin,
}

impl Side {
    fn of(entry: &Entry) -> Self {
        Self {
            fact: Some(entry.id.clone()), quote: entry.quotes().join(" … "), origin: entry.origin.clone()
        }
    }
}

impl Record {
    /// Disagreements in the order of time. A limit on an issue takes those between facts on it.
    pub fn contradictions(&self, filter: &Filter) -> Result<Answer<ContradictionRow>> {
        let _state = self.snapshot()?;
        let all = Filter { limit: None, ..filter.clone() };
        let facts = entries(self, &all, &[Kind::Position, Kind::Decision, Kind::Measure, Kind::Statement])?;
        let mut rows = pairs(&facts);
        rows.extend(denials(&facts));
        rows.extend(headlines(&facts));
        rows.sort_by_key(|row| (row.placed.day(), row.conflict));
        rows.truncate(filter.limit.unwrap_or(usize::MAX));
        Ok(rows.into())
    }
}

impl Row for ContradictionRow {
    const COLUMNS: &'static [Column] = &[
        Column::text("date", "Date", 11),
        Column::text("conflict", "Conflict", 9),
        Column::text("actor", "Who", 16),
        Column::wide("about", "About"),
        Column::wide("first", "One says"),
        Column::wide("second", "The other"),
        Column::hidden("first_id", "Id"),
        Column::hidden("second_id", "Other id"),
    ];

    fn cells(&self) -> Vec<Cell> {
        let side = |side: &Side| {
            let id = side.fact.as_ref().map_or("", short);
            Cell::from(format!("{} [{} {id}]", side.quote, side.origin.label()))
        };
        let id = |side: &Side| side.fact.as_ref().map_or_else(|| Cell::from(""), Cell::id);
        vec![
            Cell::date(self.placed),
            Cell::from(self.conflict.as_str()),
            Cell::strong(&self.actor),
            Cell::from(self.about.as_str()),
            side(&self.first),
            side(&self.second),
            id(&self.first),
            id(&self.second),
        ]
    }
}
