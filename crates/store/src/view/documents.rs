//! What was read.
use crate::{
    Answer, Cell, Column, Filter, Origin, Record, Result, Row,
    copies::{CopyOf, copy_of},
    entry::origin,
    filter::{CURRENT_FACTS, Where},
    judge::FOREVER,
    run::instant,
};
use rusqlite::params_from_iter;
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DocumentRow {
    #[serde(flatten)]
    pub origin: Origin,
    /// Current facts that pass the filter, its days aside.
    pub facts: usize,
    /// The instant at which its current reading was recorded.
    pub recorded: String,
    /// What it is a copy of.
    pub copy_of: Option<CopyOf>,
}

impl Record {
    /// Documents by the day on which they appeared, to which the filter's days apply; with a limit on actor or issue,
    /// those that have such facts.
    pub fn documents(&self, filter: &Filter) -> Result<Answer<DocumentRow>> {
        let _state = self.snapshot()?;
        let narrowed = filter.actor.is_some() || filter.issue.is_some();
        let counts = if narrowed { self.facts_by_document(filter)? } else { BTreeMap::new() };
        let mut counting = self.facts_of_documents(filter)?;
        let conditions = appeared(filter);
        // Which documents have such facts is known only when they are read.
        let limit = filter.limit.filter(|_| !narrowed).map_or(String::new(), |n| format!(" LIMIT {n}"));
        let at = filter.known_at.map_or_else(|| FOREVER.to_owned(), instant);
        let sql = format!(
            "SELECT d.id, r.recorded, d.hash, d.name, d.outlet, d.title, d.published, d.url
             FROM document d JOIN reading r ON r.document = d.id {} ORDER BY d.published, d.name, d.hash{limit}",
            conditions.sql()
        );
        let mut query = self.db.prepare_cached(&sql)?;
        let mut found = query.query(params_from_iter(&conditions.values))?;
        let mut rows = Vec::new();
        while let Some(row) = found.next()? {
            let id = row.get(0)?;
            rows.push(DocumentRow {
                origin: origin(row, 2)?,
                facts: match narrowed {
                    true => counts.get(&id).copied().unwrap_or(0),
                    false => counting(id)?,
                },
                recorded: row.get(1)?,
                copy_of: copy_of(&self.db, id, &at)?,
            });
        }
        if narrowed {
            rows.retain(|row| row.facts > 0);
        }
        rows.truncate(filter.limit.unwrap_or(usize::MAX));
        Ok(rows.into())
    }

    /// Counts the facts of one document that pass the filter, its days aside.
    fn facts_of_documents<'r>(&'r self, filter: &Filter) -> Result<impl FnMut(i64) -> Result<usize> + 'r> {
        let undated = Filter { as_of: None, from: None, to: None, ..filter.clone() };
        let mut conditions = undated.facts(self, &[])?;
        conditions.add("f.document = ?", [] as [i64; 0]);
        let sql = format!("SELECT count(*) FROM {CURRENT_FACTS} {}", conditions.sql());
        Ok(move |document: i64| {
            let mut query = self.db.prepare_cached(&sql)?;
            let values = conditions.values.iter().cloned().chain([document.into()]);
            Ok(query.query_row(params_from_iter(values), |row| row.get::<_, i64>(0))? as usize)
        })
    }

    fn facts_by_document(&self, filter: &Filter) -> Result<BTreeMap<i64, usize>> {
        let undated = Filter { as_of: None, from: None, to: None, ..filter.clone() };
        let conditions = undated.facts(self, &[])?;
        let sql = format!(
            "SELECT f.document, count(*) FROM {CURRENT_FACTS} {} GROUP BY f.document",
            conditions.sql()
        );
        let mut query = self.db.prepare_cached(&sql)?;
        let rows = query.query_map(params_from_iter(&conditions.values), |row| {
            Ok((row.get(0)?, row.get::<_, i64>(1)? as usize))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

fn appeared(filter: &Filter) -> Where {
    let mut conditions = Where::default();
    conditions.current("r", filter.known_at);
    for date in [filter.as_of, filter.to].into_iter().flatten() {
        conditions.add("d.published <= ?", [date.bounds().1.to_string()]);
    }
    if let Some(date) = filter.from {
        conditions.add("d.published >= ?", [date.bounds().0.to_string()]);
    }
    conditions
}

impl Row for DocumentRow {
    const COLUMNS: &'static [Column] = &[
        Column::text("published", "Published", 10),
        Column::text("source", "Source", 18),
        Column::wide("title", "Title"),
        Column::text("doc", "Document", 24),
        Column::number("facts", "Facts"),
        Column::text("copy_of", "Copy of", 16),
        Column::hidden("url", "Address"),
        Column::hidden("document", "Document id"),
    ];

    fn cells(&self) -> Vec<Cell> {
        let or_nothing = |text: &Option<String>| Cell::from(text.as_deref().unwrap_or(""));
        vec![
            Cell::from(self.origin.published.map_or(String::new(), |date| date.to_string())),
            or_nothing(&self.origin.outlet),
            Cell::strong(self.origin.title.as_deref().unwrap_or("")),
            Cell::faint(&self.origin.doc),
            Cell::number(self.facts),
            Cell::from(self.copy_of.as_ref().map_or("", |copy| copy.original.as_str())),
            or_nothing(&self.origin.url),
            Cell::from(self.origin.document.as_str()),
        ]
    }
}
