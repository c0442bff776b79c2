//! Who said what.
use super::{DATE, DOC, ID, SOURCE, closing, date_cell};
use crate::{Answer, Cell, Column, Entry, Filter, Record, Result, Row, answer::short, entry::entries};
use rapporteur_record::{Claim, Kind, Mode, Reality, Report, Statement};
use serde::Serialize;

#[derive(Debug, Clone, Serialize)]
#[serde(transparent)]
pub struct StatementRow(pub Entry);

impl Record {
    pub fn statements(&self, filter: &Filter) -> Result<Answer<StatementRow>> {
        self.said(filter, &[Kind::Statement])
    }

    /// Statements, and what the documents do not themselves put forward as said.
    pub fn statements_and_reports(&self, filter: &Filter) -> Result<Answer<StatementRow>> {
        self.said(filter, &[Kind::Statement, Kind::Report])
    }

    fn said(&self, filter: &Filter, kinds: &[Kind]) -> Result<Answer<StatementRow>> {
        let _state = self.snapshot()?;
        let found = entries(self, filter, kinds)?;
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
        let statement = match &self.0.fact.claim {
            Claim::Statement(statement) | Claim::Report(Report { said: statement, .. }) => statement,
            _ => unreachable!("statements and reports were asked for"),
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

/// The cue and, in brackets, what keeps the words from being simply said.
fn cue(entry: &Entry, statement: &Statement) -> String {
    let mut notes = Vec::new();
    if let Claim::Report(report) = &entry.fact.claim {
        notes.extend((report.reality != Reality::Actual).then(|| report.reality.to_string()));
        notes.extend(report.within.as_ref().map(|id| format!("in {}", short(id))));
    }
    notes.extend(statement.denied.then(|| "denied".to_owned()));
    let notes = if notes.is_empty() { String::new() } else { format!("({})", notes.join(", ")) };
    [entry.words(&statement.cue), notes].join(" ").trim().to_owned()
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
