//! What one run found that another did not, in the documents that both read.
use super::what;
use crate::{
    Answer, Cell, Column, Entry, Filter, Record, Result, Row, StoreError,
    entry::matching,
    filter::{CURRENT_FACTS, IN_TIME, Where},
    judge::{FOREVER, same},
    run::instant,
};
use rapporteur_record::{FactId, Kind};
use rusqlite::params;
use serde::Serialize;
use std::collections::BTreeMap;

/// How two runs differ in one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// The runs were made with different programs, models, extractors or debate files.
    Run,
    /// Only one of them read the document.
    Document,
    Removed,
    Changed,
    Added,
}

impl Change {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Run => "run",
            Self::Document => "document",
            Self::Removed => "removed",
            Self::Changed => "changed",
            Self::Added => "added",
        }
    }
}

/// One difference; `before` is of the first run, `after` of the second.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DiffRow {
    pub change: Change,
    /// The name of the document, or what the runs differ in.
    pub of: String,
    pub kind: Option<Kind>,
    pub before: Option<String>,
    pub after: Option<String>,
    pub fact_before: Option<FactId>,
    pub fact_after: Option<FactId>,
}

impl Record {
    /// What changed from one run to another, by their numbers. Runs of one key count as one, whichever of them read a
    /// document. Of the filter, only the instant and the limit count.
    pub fn diff(&self, before: i64, after: i64, filter: &Filter) -> Result<Answer<DiffRow>> {
        let _state = self.snapshot()?;
        let mut rows = self.parameters(before, after, filter)?;
        let (old, new) = (self.read_by(before, filter)?, self.read_by(after, filter)?);
        for (document, &reading) in &old {
            match new.get(document) {
                Some(&other) => rows.extend(self.changes_in(document.1, reading, other)?),
                None => rows.push(DiffRow::new(Change::Document, &document.0, Some("read"), None)),
            }
        }
        let only_new = new.keys().filter(|document| !old.contains_key(document));
        rows.extend(only_new.map(|document| DiffRow::new(Change::Document, &document.0, None, Some("read"))));
        rows.truncate(filter.limit.unwrap_or(usize::MAX));
        Ok(rows.into())
    }

    fn parameters(&self, before: i64, after: i64, filter: &Filter) -> Result<Vec<DiffRow>> {
        let runs = self.runs(&Filter { limit: None, ..filter.clone() })?.rows;
        let run = |id| runs.iter().find(|run| run.run == id).ok_or(StoreError::UnknownRun(id));
        let (a, b) = (run(before)?, run(after)?);
        let pairs = [
            ("program", &a.program, &b.program),
            ("models", &a.models, &b.models),
            ("extractor", &a.knowledge, &b.knowledge),
            ("debate", &a.debate, &b.debate),
        ];
        let differ = pairs.into_iter().filter(|(_, a, b)| a != b);
        Ok(differ.map(|(name, a, b)| DiffRow::new(Change::Run, name, Some(a), Some(b))).collect())
    }

    /// By name and row id of the document: the last reading by a run of this key.
    fn read_by(&self, run: i64, filter: &Filter) -> Result<BTreeMap<(String, i64), i64>> {
        let at = filter.known_at.map_or_else(|| FOREVER.to_owned(), instant);
        let mut query = self.db.prepare_cached(
            "SELECT d.name, d.id, max(r.id) FROM reading r JOIN document d ON d.id = r.document
             WHERE r.judges IS NULL AND r.recorded <= ? AND r.run IN (SELECT id FROM run WHERE key = (SELECT key FROM run WHERE id = ?))
             GROUP BY d.id",
        )?;
        let rows = query.query_map(params![at, run], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn changes_in(&self, document: i64, before: i64, after: i64) -> Result<Vec<DiffRow>> {
        let mut old = self.only_in(document, before, after)?;
        let mut rows = Vec::new();
        for new in self.only_in(document, after, before)? {
            let was = old.iter().position(|old| same(&old.fact, &new.fact)).map(|at| old.remove(at));
            rows.push(DiffRow::of(was.as_ref(), Some(&new)));
        }
        rows.extend(old.iter().map(|old| DiffRow::of(Some(old), None)));
        rows.sort_by_key(|row| row.change as u8);
        Ok(rows)
    }

    /// Facts of the document that the one reading asserts and the other does not.
    fn only_in(&self, document: i64, reading: i64, other: i64) -> Result<Vec<Entry>> {
        let mut conditions = Where::default();
        conditions.add("f.document = ? AND a.reading = ?", [document, reading]);
        let missing = "NOT EXISTS (SELECT 1 FROM assertion o WHERE o.fact = f.id AND o.reading = ?)";
        conditions.add(missing, [other]);
        matching(self, CURRENT_FACTS, &conditions, &format!("ORDER BY {IN_TIME}"))
    }
}

impl DiffRow {
    fn new(change: Change, of: &str, before: Option<&str>, after: Option<&str>) -> Self {
        let [before, after] = [before, after].map(|text| text.map(str::to_owned));
        Self { change, of: of.to_owned(), kind: None, before, after, fact_before: None, fact_after: None }
    }

    fn of(before: Option<&Entry>, after: Option<&Entry>) -> Self {
        let either = after.or(before).expect("a difference has a side");
        let change = match (before, after) {
            (Some(_), Some(_)) => Change::Changed,
            (None, _) => Change::Added,
            (_, None) => Change::Removed,
        };
        let [was, is] = [before, after].map(|side| {
            side.map(|e| format!("{} {}: {}", e.placed.short(), e.fact.claim.actor().name, what(e).text))
        });
        let [fact_before, fact_after] = [before, after].map(|side| side.map(|e| e.id.clone()));
        let (kind, of) = (Some(either.kind()), either.origin.doc.clone());
        Self { change, of, kind, before: was, after: is, fact_before, fact_after }
    }
}

impl Row for DiffRow {
    const COLUMNS: &'static [Column] = &[
        Column::text("change", "Change", 8),
        Column::text("of", "Of", 16),
        Column::text("kind", "Kind", 9),
        Column::wide("before", "Before"),
        Column::wide("after", "After"),
        Column::hidden("fact_before", "Id before"),
        Column::hidden("fact_after", "Id after"),
    ];

    fn cells(&self) -> Vec<Cell> {
        let or_nothing = |text: &Option<String>| Cell::from(text.as_deref().unwrap_or(""));
        let id = |id: &Option<FactId>| id.as_ref().map_or_else(|| Cell::from(""), Cell::id);
        vec![
            Cell::strong(self.change.as_str()),
            Cell::from(self.of.as_str()),
            Cell::from(self.kind.map_or("", Kind::as_str)),
            or_nothing(&self.before),
            or_nothing(&self.after),
            id(&self.fact_before),
            id(&self.fact_after),
        ]
    }
}
