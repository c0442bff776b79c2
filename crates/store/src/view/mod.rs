//! One question, one file.
mod activity;
mod actor;
mod actors;
mod agreement;
pub(crate) mod brief;
pub(crate) mod changes;
mod contradictions;
mod copies;
mod decisions;
mod demands;
mod diff;
mod document;
mod documents;
mod events;
mod issues;
mod judgements;
mod lately;
mod ledger;
mod matrix;
mod measures;
mod network;
mod outlets;
mod positions;
mod register;
mod review;
mod runs;
mod search;
mod show;
mod statements;
mod suggestions;
mod timeline;
mod warnings;

pub use activity::ActivityRow;
pub use actor::{ActorDetail, Evidence, NameSeen, PostSeen};
pub use actors::ActorRow;
pub use agreement::AgreementRow;
pub use brief::{Brief, Group, Line, Note, Section, Standing};
pub use changes::{Changes, News};
pub use contradictions::{Conflict, ContradictionRow, Side};
pub use copies::CopyRow;
pub use decisions::DecisionRow;
pub use demands::DemandRow;
pub use diff::{Change, DiffRow};
pub use document::DocumentDetail;
pub use documents::DocumentRow;
pub use events::{EventRow, Wording};
pub use issues::{IssueListed, IssueRow};
pub use judgements::JudgementRow;
pub use ledger::{LedgerRow, Move};
pub use matrix::MatrixRow;
pub use measures::MeasureRow;
pub use network::{NetworkRow, Shared, camps};
pub use outlets::OutletRow;
pub use positions::{PositionRow, Step};
pub use register::{End, RegisterRow, State};
pub use review::ReviewRow;
pub use runs::RunRow;
pub use search::Hit;
pub use show::{Beside, Detail, Marked, Passage, Resolved, Role};
pub use statements::StatementRow;
pub use suggestions::{Settled, SuggestionRow};
pub use timeline::TimelineRow;
pub(crate) use timeline::what;
pub use warnings::{Met, WarningRow};

use crate::{Cell, Column, Entry, Origin, Whose};
use rapporteur_record::Stance;
use std::collections::BTreeSet;

/// Columns that close every table of facts: who reported it, and the id to ask `show` for.
const SOURCE: Column = Column::text("source", "Source", 12);
/// Machine formats name the document as well.
const DOC: Column = Column::hidden("doc", "Document");
const ID: Column = Column::text("id", "Id", 8);
const DATE: Column = Column::text("date", "Date", 11);

fn closing(entry: &Entry) -> [Cell; 3] {
    [source_cell(&entry.origin), Cell::faint(&entry.origin.doc), Cell::id(&entry.id)]
}

/// Where a table has more than one wide column, the source stands below the date.
const HIDDEN_SOURCE: Column = Column::hidden("source", "Source");
const DATE_AND_SOURCE: Column = Column::text("date", "Date", 14);

fn date_and_source(entry: &Entry) -> Cell {
    date_cell(entry).above(entry.origin.label())
}

/// Whose positions are counted for a government; tables tell it below another cell.
const WHOSE: Column = Column::hidden("whose", "Whose");

fn whose<'e>(reports: impl Iterator<Item = &'e Entry>) -> Vec<Whose> {
    let all: BTreeSet<&Whose> = reports.filter_map(|report| report.whose.as_ref()).collect();
    all.into_iter().cloned().collect()
}

/// A quotation, with those before it whose positions are counted for a government.
fn quoted(quote: String, whose: &[Whose]) -> Cell {
    match whose {
        [] => Cell::from(quote),
        _ => Cell::from(format!("{}: {quote}", short(whose))).in_csv(quote),
    }
}

fn short(whose: &[Whose]) -> String {
    whose.iter().map(Whose::short).collect::<Vec<_>>().join("; ")
}

/// Adds to the count of a stance: those for, against, on a condition and undecided.
fn tally(stance: Stance, number: usize, [support, oppose, conditional, undecided]: [&mut usize; 4]) {
    *match stance {
        Stance::Support => support,
        Stance::Oppose => oppose,
        Stance::Conditional => conditional,
        Stance::Undecided => undecided,
    } += number;
}

fn source_cell(origin: &Origin) -> Cell {
    Cell::faint(origin.label()).in_csv(origin.source())
}

fn date_cell(entry: &Entry) -> Cell {
    Cell::date(entry.placed)
}

/// The day of a stored instant, its time below.
fn instant_cell(instant: &str) -> Cell {
    let (day, time) = instant.split_once('T').unwrap_or((instant, ""));
    Cell::from(day).above(time.get(..5).unwrap_or(time)).in_csv(instant)
}
