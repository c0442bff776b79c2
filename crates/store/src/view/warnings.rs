//! Who warned of what.
use super::{DATE_AND_SOURCE, DOC, HIDDEN_SOURCE, ID, closing, date_and_source};
use crate::{Answer, Cell, Column, Entry, Filter, Record, Result, Row, entry::entries};
use rapporteur_record::{Actor, Claim, Kind};
use serde::Serialize;

#[derive(Debug, Clone, Serialize)]
#[serde(transparent)]
pub struct WarningRow(pub Entry);

impl Record {
    pub fn warnings(&self, filter: &Filter) -> Result<Answer<WarningRow>> {
        let _state = self.snapshot()?;
        let found = entries(self, filter, &[Kind::Warning])?;
        Ok(found.into_iter().map(WarningRow).collect::<Vec<_>>().into())
    }
}

impl Row for WarningRow {
    const COLUMNS: &'static [Column] = &[
        DATE_AND_SOURCE,
        Column::text("issuer", "Issuer", 18),
        Column::text("addressee", "To", 16),
        Column::wide("trigger", "If"),
        Column::wide("consequence", "Then"),
        HIDDEN_SOURCE,
        DOC,
        ID,
    ];

    fn cells(&self) -> Vec<Cell> {
        let Claim::Warning(warning) = &self.0.fact.claim else { unreachable!("a warning was asked for") };
        let mut cells = vec![
            date_and_source(&self.0),
            Cell::strong(&warning.issuer.name),
            Cell::from(name(&warning.addressee)),
            Cell::from(warning.trigger.map_or(String::new(), |span| self.0.words(&[span]))),
            Cell::from(self.0.words(&[warning.consequence])),
        ];
        cells.extend(closing(&self.0));
        cells
    }
}

/// The name, or nothing.
pub(crate) fn name(actor: &Option<Actor>) -> &str {
    actor.as_ref().map_or("", |actor| actor.name.as_str())
}
