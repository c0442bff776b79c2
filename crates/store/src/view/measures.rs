//! Which restrictions, permissions, supplies and obligations stand, and within what limits.
use super::{DATE_AND_SOURCE, DOC, HIDDEN_SOURCE, ID, closing, date_and_source};
use crate::{Answer, Cell, Column, Entry, Filter, Record, Result, Row, entry::entries};
use rapporteur_record::{Claim, Kind, Measure, Status};
use serde::Serialize;

#[derive(Debug, Clone, Serialize)]
#[serde(transparent)]
pub struct MeasureRow(pub Entry);

impl Record {
    pub fn measures(&self, filter: &Filter) -> Result<Answer<MeasureRow>> {
        let _state = self.snapshot()?;
        let found = entries(self, filter, &[Kind::Measure])?;
        Ok(found.into_iter().map(MeasureRow).collect::<Vec<_>>().into())
    }
}

impl Row for MeasureRow {
    const COLUMNS: &'static [Column] = &[
        DATE_AND_SOURCE,
        Column::text("authority", "Authority", 18),
        Column::text("effect", "Effect", 9),
        Column::wide("object", "What"),
        Column::wide("scope", "Scope"),
        Column::hidden("status", "Status"),
        HIDDEN_SOURCE,
        DOC,
        ID,
    ];

    fn cells(&self) -> Vec<Cell> {
        let Claim::Measure(measure) = &self.0.fact.claim else { unreachable!("a measure was asked for") };
        let mut cells = vec![
            date_and_source(&self.0),
            Cell::strong(&measure.authority.name),
            Cell::from(measure.effect.as_str()).above(status(measure.status)),
            Cell::from(object(&self.0, measure)),
            Cell::from(self.0.words(&measure.scope)),
            Cell::from(status(measure.status)),
        ];
        cells.extend(closing(&self.0));
        cells
    }
}

/// What the measure is about, with whom it binds or serves: "strikes inside Russia (Ukraine)".
pub(crate) fn object(entry: &Entry, measure: &Measure) -> String {
    let words = measure.object.map_or(String::new(), |span| entry.words(&[span]));
    match &measure.target {
        Some(target) if words.is_empty() => target.name.clone(),
        Some(target) => format!("{words} ({})", target.name),
        None => words,
    }
}

pub(crate) fn status(status: Status) -> String {
    status.as_str().replace('_', " ")
}
