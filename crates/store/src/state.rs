//! In which state a record is, for those who keep answers; and stopping a question.
use crate::{Record, Result};

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
