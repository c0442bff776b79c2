//! From which day on a question has no more facts than can be answered at once.
use crate::{Record, Result};
use rapporteur_record::{Kind, PartialDate};
use rusqlite::{OptionalExtension, params};

impl Record {
    /// The day from which on the last facts of these kinds lie, about `many` of them, or all of the last day where it has
    /// more; `None` where the record is not `large`: has no more facts of these kinds. Superseded facts count as well: it is a measure of work.
    pub fn lately(&self, kinds: &[Kind], large: usize, many: usize) -> Result<Option<PartialDate>> {
        if !self.has_more(kinds, large)? {
            return Ok(None);
        }
        let each = many / kinds.len().max(1);
        let mut nth = self.db.prepare_cached(
            "SELECT last FROM fact WHERE kind = ? AND last IS NOT NULL ORDER BY last DESC LIMIT 1 OFFSET ?",
        )?;
        let mut next = self.db.prepare_cached("SELECT min(last) FROM fact WHERE kind = ? AND last > ?")?;
        let mut day: Option<String> = None;
        for kind in kinds {
            let full: Option<String> =
                nth.query_row(params![kind.as_str(), each as i64], |row| row.get(0)).optional()?;
            if let Some(full) = full {
                let after: Option<String> = next.query_row([kind.as_str(), &full], |row| row.get(0))?;
                day = day.max(Some(after.unwrap_or(full)));
            }
        }
        Ok(day.and_then(|day| day.parse().ok()))
    }

    fn has_more(&self, kinds: &[Kind], large: usize) -> Result<bool> {
        let mut count =
            self.db.prepare_cached("SELECT count(*) FROM (SELECT 1 FROM fact WHERE kind = ? LIMIT ?)")?;
        let mut found = 0;
        for kind in kinds {
            found += count.query_row(params![kind.as_str(), large as i64 + 1], |row| row.get::<_, i64>(0))?;
        }
        Ok(found > large as i64)
    }
}
