//! How positions moved: per holder and issue every step with the reports of both sides.
mod stage;

use super::{ID, WHOSE};
use crate::{
    Answer, Cell, Column, Entry, Filter, Placed, Record, Result, Row, Tone, Whose,
    copies::Sources,
    entry::{entries, entries_that},
    sign,
};
use rapporteur_record::{ActorKind, Claim, Kind, Position, Stance};
use serde::Serialize;
use stage::steps;
use std::collections::{BTreeMap, BTreeSet};

pub(super) use stage::{loose_and_firm, strongest};

/// How a stance stands to the one before. Silence is none: there is no step without a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Move {
    /// The first report.
    Took,
    Held,
    /// From undecided to a side, or from a condition to none.
    Hardened,
    /// From a side, or a condition, to undecided.
    Softened,
    BecameConditional,
    /// From one side to the other.
    Reversed,
    /// A document says that it was denied or taken back.
    WalkedBack,
}

impl Move {
    fn between(before: Stance, after: Stance) -> Self {
        use Stance::{Conditional, Oppose, Support, Undecided};
        match (before, after) {
            (a, b) if a == b => Self::Held,
            (_, Conditional) => Self::BecameConditional,
            (_, Undecided) => Self::Softened,
            (Undecided, _) | (Conditional, Support) => Self::Hardened,
            (Support | Conditional, Oppose) | (Oppose, Support) => Self::Reversed,
            (Support, Support) | (Oppose, Oppose) => Self::Held,
        }
    }

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Took => "took",
            Self::Held => "held",
            Self::Hardened => "hardened",
            Self::Softened => "softened",
            Self::BecameConditional => "became conditional",
            Self::Reversed => "reversed",
            Self::WalkedBack => "walked back",
        }
    }

    /// Whether the position is another than before.
    pub const fn is_change(self) -> bool {
        !matches!(self, Self::Took | Self::Held)
    }
}

/// One step of one holder on one issue.
#[derive(Debug, Clone, Serialize)]
pub struct LedgerRow {
    pub issue: String,
    pub holder: String,
    pub level: ActorKind,
    #[serde(rename = "move")]
    pub step: Move,
    pub stance: Stance,
    /// The first report of the step; of what was held, the last.
    pub placed: Placed,
    /// Reports of the step, and how many independent sources they are.
    pub documents: usize,
    pub sources: usize,
    /// The two stances may have been held at one time, as far as the dates say, and no source reports both: the change
    /// may be one of reporting alone.
    pub maybe_reporting: bool,
    /// Other stances that were reported for the same time.
    pub also: Vec<Stance>,
    /// Whose stance it is, where it is counted for a government.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub whose: Vec<Whose>,
    /// The last report of the stance before; none for the first.
    pub before: Option<Entry>,
    pub after: Entry,
}

impl Record {
    /// Steps by issue and holder, in time.
    pub fn ledger(&self, filter: &Filter) -> Result<Answer<LedgerRow>> {
        let _state = self.snapshot()?;
        let sources = Sources::new(&self.db, filter.known_at);
        let all = Filter { limit: None, ..filter.clone() };
        let mut ledgers: BTreeMap<(String, String), Vec<Entry>> = BTreeMap::new();
        for entry in entries(self, &all, &[Kind::Position])? {
            let position = position(&entry);
            ledgers.entry((position.issue.clone(), position.holder.name.clone())).or_default().push(entry);
        }
        let documents = ledgers.values().flatten().map(|entry| entry.row).collect();
        let denied = denied(self, &all, documents)?;
        let mut rows = Vec::new();
        for reports in ledgers.into_values() {
            rows.extend(steps(reports, &denied, &sources)?);
        }
        rows.truncate(filter.limit.unwrap_or(usize::MAX));
        Ok(rows.into())
    }
}

/// Statements that a document says to have been denied or taken back, by document.
fn denied(record: &Record, filter: &Filter, documents: BTreeSet<i64>) -> Result<BTreeMap<i64, Vec<Entry>>> {
    let spoken = Filter { issue: None, ..filter.clone() };
    let mut found: BTreeMap<i64, Vec<Entry>> = BTreeMap::new();
    // Few are denied: SQL tells them without reading the others. Those of one issue are looked for in its documents.
    let told = "f.contract LIKE '%\"denied\":true%'";
    let condition = match filter.issue.is_some() {
        true => {
            let list: Vec<String> = documents.iter().map(i64::to_string).collect();
            format!("f.document IN (SELECT value FROM json_each('[{}]')) AND {told}", list.join(","))
        }
        false => told.to_owned(),
    };
    for entry in entries_that(record, &spoken, &[Kind::Statement], &condition)? {
        found.entry(entry.row).or_default().push(entry);
    }
    Ok(found)
}

pub(super) fn position(entry: &Entry) -> &Position {
    let Claim::Position(position) = &entry.fact.claim else { unreachable!("a position was asked for") };
    position
}

impl Row for LedgerRow {
    const COLUMNS: &'static [Column] = &[
        Column::hidden("issue", "Issue"),
        Column::text("date", "Date", 11),
        Column::text("holder", "Who", 20),
        Column::text("move", "Step", 18),
        Column::text("stance", "Stance", 13),
        Column::number("sources", "Sources"),
        Column::wide("before", "Before"),
        Column::wide("after", "After"),
        Column::hidden("maybe_reporting", "Maybe reporting"),
        WHOSE,
        ID,
    ];

    fn heading(&self) -> Option<String> {
        Some(self.issue.clone())
    }

    fn cells(&self) -> Vec<Cell> {
        let quote = |entry: &Entry| format!("{} [{}]", entry.quotes().join(" … "), entry.origin.label());
        let also: String = self.also.iter().map(|&s| format!(", also {}", sign(s))).collect();
        let step = if self.maybe_reporting { "maybe only reporting" } else { "" };
        vec![
            Cell::from(self.issue.as_str()),
            Cell::date(self.placed),
            Cell::strong(&self.holder),
            Cell::from(self.step.as_str()).above(step),
            Cell::new(format!("{} {}{also}", sign(self.stance), self.stance), Tone::Of(self.stance))
                .in_csv(self.stance.as_str()),
            Cell::number(self.sources),
            Cell::from(self.before.as_ref().map_or(String::new(), quote)),
            super::quoted(quote(&self.after), &self.whose),
            Cell::from(self.maybe_reporting.to_string()),
            Cell::from(super::short(&self.whose)),
            Cell::id(&self.after.id),
        ]
    }
}
