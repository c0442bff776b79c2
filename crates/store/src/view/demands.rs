//! Who asks whom to do what.
use super::{DATE, DOC, ID, SOURCE, closing, date_cell, warnings::name};
use crate::{Answer, Cell, Column, Entry, Filter, Record, Result, Row, entry::entries};
use rapporteur_record::{Claim, Kind};
use serde::Serialize;

#[derive(Debug, Clone, Serialize)]
#[serde(transparent)]
pub struct DemandRow(pub Entry);

impl Record {
    pub fn demands(&self, filter: &Filter) -> Result<Answer<DemandRow>> {
        let _state = self.snapshot()?;
        let found = entries(self, filter, &[Kind::Demand])?;
        Ok(found.into_iter().map(DemandRow).collect::<Vec<_>>().into())
    }
}

impl Row for DemandRow {
    const COLUMNS: &'static [Column] = &[
        DATE,
        Column::text("issuer", "Issuer", 20),
        Column::text("addressee", "To", 18),
        Column::wide("action", "Action"),
        SOURCE,
        DOC,
        ID,
    ];

    fn cells(&self) -> Vec<Cell> {
        let Claim::Demand(demand) = &self.0.fact.claim else { unreachable!("a demand was asked for") };
        let mut cells = vec![
            date_cell(&self.0),
            Cell::strong(&demand.issuer.name),
            Cell::from(name(&demand.addressee)),
            Cell::from(self.0.words(&[demand.action])),
        ];
        cells.extend(closing(&self.0));
        cells
    }
}
