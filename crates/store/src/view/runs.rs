//! Which program, models, knowledge and debate made the facts, and when.
use crate::{Answer, Cell, Column, Filter, Record, Result, Row, judge::FOREVER, run::instant};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RunRow {
    /// The number that `diff` takes.
    pub run: i64,
    pub started: String,
    pub program: String,
    pub models: String,
    pub knowledge: String,
    /// Hash of the debate file, and how many issues it has.
    pub debate: String,
    pub issues: usize,
    /// Runs of one key find the same facts in the same text.
    pub key: String,
    /// Whether it added positions on issues that were found in the documents of an earlier run.
    pub derived: bool,
    /// Documents that it read, facts that it asserted, inputs that it passed over.
    pub documents: usize,
    pub facts: usize,
    pub skipped: usize,
}

impl Record {
    /// Runs in the order in which they began. Of the filter, only the instant and the limit count.
    pub fn runs(&self, filter: &Filter) -> Result<Answer<RunRow>> {
        let _state = self.snapshot()?;
        let at = filter.known_at.map_or_else(|| FOREVER.to_owned(), instant);
        let count = |sql: &str| -> Result<BTreeMap<i64, usize>> {
            let mut query = self.db.prepare_cached(sql)?;
            let rows = query.query_map([&at], |row| Ok((row.get(0)?, row.get::<_, i64>(1)? as usize)))?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        };
        let (documents, facts, skipped) = (count(DOCUMENTS)?, count(FACTS)?, count(SKIPPED)?);
        let of = |counts: &BTreeMap<i64, usize>, run| counts.get(&run).copied().unwrap_or(0);
        let mut query = self.db.prepare_cached(RUNS)?;
        let rows = query.query_map([&at], |row| {
            let run = row.get(0)?;
            let (key, base): (String, String) = (row.get(5)?, row.get(6)?);
            Ok(RunRow {
                run,
                started: row.get(1)?,
                program: row.get(2)?,
                models: row.get(3)?,
                knowledge: row.get(4)?,
                derived: key != base,
                key,
                debate: row.get(7)?,
                issues: row.get::<_, i64>(8)? as usize,
                documents: of(&documents, run),
                facts: of(&facts, run),
                skipped: of(&skipped, run),
            })
        })?;
        let rows = rows.take(filter.limit.unwrap_or(usize::MAX));
        Ok(rows.collect::<rusqlite::Result<Vec<_>>>()?.into())
    }
}

const RUNS: &str = "
    SELECT r.id, r.started, r.program, r.models, r.knowledge, r.key, r.base, d.hash,
      (SELECT count(*) FROM issue WHERE debate = d.id)
    FROM run r JOIN debate d ON d.id = r.debate WHERE r.started <= ? ORDER BY r.id";
const DOCUMENTS: &str =
    "SELECT run, count(*) FROM reading WHERE judges IS NULL AND recorded <= ? GROUP BY run";
const FACTS: &str = "
    SELECT r.run, count(*) FROM assertion a JOIN reading r ON r.id = a.reading
    WHERE r.judges IS NULL AND r.recorded <= ? GROUP BY r.run";
/// What was passed over has no instant of its own: it is told with a run that has ended, that is before the next began.
const SKIPPED: &str = "
    SELECT s.run, count(*) FROM skipped s JOIN run r ON r.id = s.run
    WHERE EXISTS (SELECT 1 FROM run n WHERE n.id > r.id AND n.started <= ?1) OR ?1 = '9999' GROUP BY s.run";

/// Names and versions, where the text is the list that the program writes.
fn models(list: &str) -> String {
    let Ok(Value::Array(models)) = serde_json::from_str(list) else { return list.to_owned() };
    let named = |model: &Value| {
        let parts = ["model", "version"].map(|key| model[key].as_str().unwrap_or_default());
        parts.join(" ").trim().to_owned()
    };
    models.iter().map(named).collect::<Vec<_>>().join(", ")
}

impl Row for RunRow {
    const COLUMNS: &'static [Column] = &[
        Column::number("run", "Run"),
        Column::text("started", "Started", 10),
        Column::text("program", "Program", 10),
        Column::wide("models", "Models"),
        Column::text("knowledge", "Extractor", 9),
        Column::text("debate", "Debate", 16),
        Column::number("issues", "Issues"),
        Column::number("documents", "Docs"),
        Column::number("facts", "Facts"),
        Column::number("skipped", "Skipped"),
        Column::hidden("key", "Key"),
    ];

    fn cells(&self) -> Vec<Cell> {
        let debate = format!(
            "{}{}",
            &self.debate[..8.min(self.debate.len())],
            if self.derived { " found" } else { "" }
        );
        vec![
            Cell::strong(self.run.to_string()),
            super::instant_cell(&self.started),
            Cell::from(self.program.as_str()),
            Cell::faint(models(&self.models)).in_csv(&self.models),
            Cell::faint(self.knowledge.chars().take(8).collect::<String>()).in_csv(&self.knowledge),
            Cell::from(debate).in_csv(&self.debate),
            Cell::number(self.issues),
            Cell::number(self.documents),
            Cell::number(self.facts),
            Cell::number(self.skipped),
            Cell::from(self.key.as_str()),
        ]
    }
}
