//! How much was said when: facts by month and kind.
use crate::{Answer, Cell, Column, Filter, Record, Result, Row};
use rapporteur_record::Kind;
use rusqlite::params_from_iter;
use serde::Serialize;
use std::collections::BTreeMap;

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
        if filter.is_open() {
            return self.activity_now(filter.limit);
        }
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

    /// All that is current, counted from an index by the day.
    fn activity_now(&self, limit: Option<usize>) -> Result<Answer<ActivityRow>> {
        let kinds: Vec<&str> = Kind::CONTRACT.iter().map(|kind| kind.as_str()).collect();
        let condition = format!("f.kind IN ('{}')", kinds.join("','"));
        let days = self.counted_now("f.kind, f.last", &condition, |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, Option<String>>(1)?))
        })?;
        let mut months: BTreeMap<(Option<String>, String), usize> = BTreeMap::new();
        for ((kind, day), facts) in days {
            let month = day.map(|day| day.chars().take(7).collect());
            *months.entry((month, kind)).or_default() += facts;
        }
        let rows = months.into_iter().filter_map(|((month, kind), facts)| {
            Some(ActivityRow { month, kind: Kind::parse(&kind)?, facts })
        });
        Ok(rows.take(limit.unwrap_or(usize::MAX)).collect::<Vec<_>>().into())
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
