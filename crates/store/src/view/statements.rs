//! Who said what.
use super::{DATE, DOC, ID, SOURCE, closing, date_cell};
use crate::{Answer, Cell, Column, Entry, Filter, Record, Result, Row, entry::entries};
use rapporteur_record::{Claim, Kind, Mode, Statement};
use serde::Serialize;

#[derive(Debug, Clone, Serialize)]
#[serde(transparent)]
pub struct StatementRow(pub Entry);

impl Record {
    pub fn statements(&self, filter: &Filter) -> Result<Answer<StatementRow>> {
        let _state = self.snapshot()?;
        let found = entries(self, filter, &[Kind::Statement])?;
        Ok(found.into_iter().map(StatementRow).collect::<Vec<_>>().into())
    }
}

impl Row for StatementRow {
    const COLUMNS: &'static [Column] = &[
        DATE,
        Column::text("speaker", "Speaker", 20),
        Column::text("cue", "Says", 12),
        Column::wide("content", "What"),
        SOURCE,
        DOC,
        ID,
    ];

    fn cells(&self) -> Vec<Cell> {
        let Claim::Statement(statement) = &self.0.fact.claim else {
            unreachable!("a statement was asked for")
        };
        let mut cells = vec![
            date_cell(&self.0),
            Cell::strong(&statement.speaker.name),
            Cell::from(cue(&self.0, statement)),
            Cell::from(content(&self.0, statement)),
        ];
        cells.extend(closing(&self.0));
        cells
    }
}

fn cue(entry: &Entry, statement: &Statement) -> String {
    let words = entry.words(&statement.cue);
    match (statement.denied, words.is_empty()) {
        (true, true) => "(denied)".to_owned(),
        (true, false) => format!("{words} (denied)"),
        (false, _) => words,
    }
}

/// The content as text; a direct one stands in quotation marks.
pub(crate) fn content(entry: &Entry, statement: &Statement) -> String {
    let words = entry.words(&statement.content);
    let marked = words.starts_with(['"', '“', '”', '«', '„', '\'', '‘']);
    match statement.mode {
        Mode::Direct if !marked => format!("“{words}”"),
        _ => words,
    }
}
