//! How much was said when: facts by month and kind.
use crate::{Answer, Cell, Column, Filter, Record, Result, Row};
use rapporteur_record::Kind;
use rusqlite::params_from_iter;
use serde::Serialize;

/// Facts of one kind in one month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ActivityRow {
    /// `YYYY-MM` of the last day on which it can have been so; none where no date is known.
    pub month: Option<String>,
    pub kind: Kind,
    pub facts: usize,
}

impl Record {
    /// Facts of the six kinds, counted by month and kind, in time; what nobody dates comes first.
    pub fn activity(&self, filter: &Filter) -> Result<Answer<ActivityRow>> {
        let _state = self.snapshot()?;
        let conditions = filter.facts(self, Kind::CONTRACT)?;
        let limit = filter.limit.map_or(String::new(), |n| format!(" LIMIT {n}"));
        let sql = format!(
            "SELECT substr(f.last, 1, 7), f.kind, count(*)
             FROM fact f CROSS JOIN assertion a ON a.fact = f.id JOIN reading r ON r.id = a.reading {}
             GROUP BY 1, 2 ORDER BY 1, 2{limit}",
            conditions.sql()
        );
        let mut query = self.db.prepare_cached(&sql)?;
        let mut found = query.query(params_from_iter(&conditions.values))?;
        let mut rows = Vec::new();
        while let Some(row) = found.next()? {
            if let Some(kind) = Kind::parse(&row.get::<_, String>(1)?) {
                rows.push(ActivityRow { month: row.get(0)?, kind, facts: row.get::<_, i64>(2)? as usize });
            }
        }
        Ok(rows.into())
    }
}

impl Row for ActivityRow {
    const COLUMNS: &'static [Column] = &[
        Column::text("month", "Month", 7),
        Column::text("kind", "Kind", 9),
        Column::number("facts", "Facts"),
    ];

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::from(self.month.as_deref().unwrap_or("")),
            Cell::from(self.kind.as_str()),
            Cell::number(self.facts),
        ]
    }
}
