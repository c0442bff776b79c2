//! Who published what was read.
use crate::{Answer, Cell, Column, Filter, Record, Result, Row, entry::date, filter::Where};
use rapporteur_record::PartialDate;
use rusqlite::params_from_iter;
use serde::Serialize;

/// One outlet with its documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OutletRow {
    /// None for documents that name no outlet.
    pub outlet: Option<String>,
    pub documents: usize,
    /// Days on which the first and the last appeared.
    pub first: Option<PartialDate>,
    pub last: Option<PartialDate>,
}

impl Record {
    /// Outlets, those with most documents first. Of the filter, the instant and the limit count.
    pub fn outlets(&self, filter: &Filter) -> Result<Answer<OutletRow>> {
        let _state = self.snapshot()?;
        let mut conditions = Where::default();
        // Every document has one current reading: only an instant asks which were there.
        let from = match filter.known_at {
            None => "document d",
            Some(_) => {
                conditions.current("r", filter.known_at);
                "document d JOIN reading r ON r.document = d.id"
            }
        };
        let limit = filter.limit.map_or(String::new(), |n| format!(" LIMIT {n}"));
        let sql = format!(
            "SELECT d.outlet, count(*), min(d.published), max(d.published)
             FROM {from} {}
             GROUP BY d.outlet ORDER BY count(*) DESC, d.outlet{limit}",
            conditions.sql()
        );
        let mut query = self.db.prepare_cached(&sql)?;
        let rows = query.query_map(params_from_iter(&conditions.values), |row| {
            Ok(OutletRow {
                outlet: row.get(0)?,
                documents: row.get::<_, i64>(1)? as usize,
                first: date(row, 2)?,
                last: date(row, 3)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<Vec<_>>>()?.into())
    }
}

impl Row for OutletRow {
    const COLUMNS: &'static [Column] = &[
        Column::wide("outlet", "Outlet"),
        Column::number("documents", "Docs"),
        Column::text("first", "First", 10),
        Column::text("last", "Last", 10),
    ];

    fn cells(&self) -> Vec<Cell> {
        let day = |date: Option<PartialDate>| Cell::from(date.map_or(String::new(), |d| d.to_string()));
        vec![
            Cell::strong(self.outlet.as_deref().unwrap_or("")),
            Cell::number(self.documents),
            day(self.first),
            day(self.last),
        ]
    }
}
