//! In which state a record is, for those who keep answers; and stopping a question.
use crate::{Record, Result};
use std::collections::BTreeSet;

/// Documents whose issues are looked at one by one.
const FEW: usize = 2_000;

impl Record {
    /// A word for the state of the record: the same as long as no answer can have changed, whoever writes.
    pub fn state(&self) -> Result<String> {
        let mut query = self.db.prepare_cached(
            "SELECT (SELECT max(id) FROM reading), (SELECT max(id) FROM judgement), (SELECT max(id) FROM run),
                    (SELECT max(id) FROM forgotten), (SELECT max(id) FROM suggestion), (SELECT count(*) FROM settlement)",
        )?;
        Ok(query.query_row([], |row| {
            let last = |column| row.get::<_, Option<i64>>(column).map(Option::unwrap_or_default);
            let all: Vec<String> =
                (0..6).map(|n| Ok(format!("{:x}", last(n)?))).collect::<rusqlite::Result<_>>()?;
            Ok(all.join("."))
        })?)
    }

    /// The number of the last reading; 0 where there is none.
    pub fn last_reading(&self) -> Result<i64> {
        let mut query = self.db.prepare_cached("SELECT coalesce(max(id), 0) FROM reading")?;
        Ok(query.query_row([], |row| row.get(0))?)
    }

    /// As [`state`](Record::state), of what people did and not of what was read: it changes with judgements, suggestions and
    /// what was forgotten.
    pub fn state_but_readings(&self) -> Result<String> {
        let mut query = self.db.prepare_cached(
            "SELECT coalesce((SELECT max(id) FROM judgement), 0) || '.' || coalesce((SELECT max(id) FROM forgotten), 0)
               || '.' || coalesce((SELECT max(id) FROM suggestion), 0) || '.' || (SELECT count(*) FROM settlement)",
        )?;
        Ok(query.query_row([], |row| row.get(0))?)
    }

    /// The issues, in small letters, on which documents that were read after a reading ever had positions. `None` where
    /// the answer on any issue may be another: one of them is a copy, which changes what its group counts for, or they
    /// are too many to look at.
    pub fn issues_read_after(&self, reading: i64) -> Result<Option<BTreeSet<String>>> {
        let mut read =
            self.db.prepare_cached("SELECT DISTINCT document FROM reading WHERE id > ? LIMIT ?")?;
        let documents = read.query_map([reading, FEW as i64 + 1], |row| row.get(0))?;
        let documents: Vec<i64> = documents.collect::<rusqlite::Result<_>>()?;
        if documents.len() > FEW {
            return Ok(None);
        }
        let mut copied = self.db.prepare_cached("SELECT 1 FROM copy WHERE document = ?")?;
        let mut held = self.db.prepare_cached(
            "SELECT DISTINCT lower(issue) FROM fact WHERE document = ? AND issue IS NOT NULL",
        )?;
        let mut issues = BTreeSet::new();
        for document in documents {
            if copied.exists([document])? {
                return Ok(None);
            }
            let found = held.query_map([document], |row| row.get(0))?;
            issues.extend(found.collect::<rusqlite::Result<Vec<String>>>()?);
        }
        Ok(Some(issues))
    }

    /// The instant of the last thing that was recorded: what is known at it is all that is known. `None` where nothing
    /// was read.
    pub fn last_recorded(&self) -> Result<Option<jiff::Timestamp>> {
        let mut query = self.db.prepare_cached(
            "SELECT max(recorded) FROM (SELECT recorded FROM (SELECT recorded FROM reading ORDER BY id DESC LIMIT 1)
             UNION ALL SELECT max(recorded) FROM judgement UNION ALL SELECT max(started) FROM run)",
        )?;
        let last: Option<String> = query.query_row([], |row| row.get(0))?;
        Ok(last.and_then(|instant| instant.parse().ok()))
    }

    /// What stops the question that the record is answering, from another thread; the question then fails.
    pub fn stopper(&self) -> impl Fn() + Send + use<> {
        let handle = self.db.get_interrupt_handle();
        move || handle.interrupt()
    }
}
