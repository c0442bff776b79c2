//! How far the log of changes that a server keeps beside the record had come, so that lines cut off its end are missed.
use crate::{Record, Result};
use rusqlite::{Connection, OptionalExtension, params};

/// A line of the log: its number from 1, and the hash that it bears.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogLine {
    pub line: i64,
    pub hash: String,
}

impl Record {
    /// The last line that the record knows of; `None` where nothing was changed through a server.
    pub fn last_log_line(&self) -> Result<Option<LogLine>> {
        let mut query = self.db.prepare_cached("SELECT line, hash FROM log")?;
        let read = |row: &rusqlite::Row| Ok(LogLine { line: row.get(0)?, hash: row.get(1)? });
        Ok(query.query_row([], read).optional()?)
    }

    /// The number of the last judgement; 0 where there is none.
    pub fn judgements_made(&self) -> Result<i64> {
        let mut query = self.db.prepare_cached("SELECT coalesce(max(id), 0) FROM judgement")?;
        Ok(query.query_row([], |row| row.get(0))?)
    }

    /// Notes that the log has come so far; it never goes back.
    pub fn note_log_line(&mut self, line: &LogLine) -> Result<()> {
        note(&self.db, line)
    }
}

pub(crate) fn note(db: &Connection, line: &LogLine) -> Result<()> {
    db.execute(
        "INSERT INTO log (only, line, hash) VALUES (1, ?1, ?2)
         ON CONFLICT (only) DO UPDATE SET line = ?1, hash = ?2 WHERE line < ?1",
        params![line.line, line.hash],
    )?;
    Ok(())
}
