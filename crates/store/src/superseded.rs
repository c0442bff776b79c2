//! Facts that are current no more. Nearly every document was read once, so that counting all facts and taking these away
//! is far quicker than asking of each whether it is current.
use crate::{Record, Result};
use rusqlite::{Row, params_from_iter};

/// Those of documents that were read more than once: no assertion of the last reading has them.
const SUPERSEDED: &str =
    "FROM (SELECT document, max(id) AS last FROM reading GROUP BY document HAVING count(*) > 1) m
    CROSS JOIN fact f ON f.document = m.document
    WHERE NOT EXISTS (SELECT 1 FROM assertion a WHERE a.fact = f.id AND a.reading = m.last)";

impl Record {
    /// Current facts counted by columns of `fact`, in no order: `columns` are those, `condition` narrows the facts (alias
    /// `f`). Groups of which nothing is current are left out.
    pub(crate) fn counted_now<K: Ord>(
        &self,
        columns: &str,
        condition: &str,
        key: impl Fn(&Row) -> rusqlite::Result<K>,
    ) -> Result<std::collections::BTreeMap<K, usize>> {
        let all = format!("SELECT {columns}, count(*) AS n FROM fact f WHERE {condition} GROUP BY {columns}");
        let gone = format!("SELECT {columns}, count(*) AS n {SUPERSEDED} AND {condition} GROUP BY {columns}");
        let groups = |sql: &str| -> Result<Vec<(K, usize)>> {
            let mut query = self.db.prepare_cached(sql)?;
            let rows = query.query_map(params_from_iter([] as [i64; 0]), |row| {
                Ok((key(row)?, row.get::<_, i64>("n")? as usize))
            })?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        };
        let mut counts = std::collections::BTreeMap::new();
        for (key, n) in groups(&all)? {
            *counts.entry(key).or_default() += n;
        }
        for (key, n) in groups(&gone)? {
            if let Some(count) = counts.get_mut(&key) {
                *count -= n;
            }
        }
        counts.retain(|_, count| *count > 0);
        Ok(counts)
    }
}
