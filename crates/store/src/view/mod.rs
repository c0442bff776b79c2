//! One question, one file.
mod decisions;
mod demands;
mod issues;
mod measures;
mod positions;
mod show;
mod statements;
mod timeline;
mod warnings;

pub use decisions::DecisionRow;
pub use demands::DemandRow;
pub use issues::IssueRow;
pub use measures::MeasureRow;
pub use positions::{PositionRow, Step};
pub use show::{Detail, Marked, Passage, Resolved, Role};
pub use statements::StatementRow;
pub use timeline::TimelineRow;
pub(crate) use timeline::what;
pub use warnings::WarningRow;

use crate::{Cell, Column, Entry};

/// Columns that close every table of facts: who reported it, and the id to ask `show` for.
const SOURCE: Column = Column::text("source", "Source", 16);
const ID: Column = Column::text("id", "Id", 8);
const DATE: Column = Column::text("date", "Date", 11);

fn closing(entry: &Entry) -> [Cell; 2] {
    [Cell::faint(entry.origin.source()), Cell::id(&entry.id)]
}

fn date_cell(entry: &Entry) -> Cell {
    Cell::from(entry.placed.short())
}
