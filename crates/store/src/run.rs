//! Runs: which program, models, knowledge and debate made the facts.
use crate::{Record, Result, digest::hash};
use jiff::Timestamp;
use rapporteur_record::{Debate, DocId, Issue};
use rusqlite::{Connection, OptionalExtension, params};

/// Everything beside the text that decides which facts are found in it.
#[derive(Debug, Clone, Default)]
pub struct RunInfo {
    /// Version of the program, such as `0.1.0`.
    pub program: String,
    /// Names and hashes of the models, in a fixed order.
    pub models: String,
    /// Hash of the knowledge files.
    pub knowledge: String,
    pub debate: Debate,
}

/// One use of the program over some inputs.
#[derive(Debug, Clone)]
pub struct Run {
    pub(crate) id: i64,
    pub(crate) debate: i64,
    /// The same for runs that find the same facts in the same text.
    pub key: String,
}

impl Record {
    /// Starts a run at the instant `now`.
    pub fn begin_run(&mut self, info: &RunInfo, now: Timestamp) -> Result<Run> {
        let source = serde_json::to_string(&info.debate).expect("a debate is plain data");
        let debate_hash = hash([source.as_str()]);
        let key = hash([&info.program, &info.models, &info.knowledge, &debate_hash].map(String::as_str));
        let transaction = self.db.transaction()?;
        let debate = put_debate(&transaction, &debate_hash, &source, &info.debate.issues)?;
        transaction.execute(
            "INSERT INTO run (key, started, program, models, knowledge, debate) VALUES (?, ?, ?, ?, ?, ?)",
            params![key, instant(now), info.program, info.models, info.knowledge, debate],
        )?;
        let id = transaction.last_insert_rowid();
        transaction.commit()?;
        Ok(Run { id, debate, key })
    }

    /// Whether the record holds this document as a run of the same key reads it, so that reading it again adds nothing.
    pub fn known(&self, doc: &DocId, run: &Run) -> Result<bool> {
        known(&self.db, doc, run)
    }

    /// Adds issues that were found in the documents. An issue that the run knows already stays as it is.
    pub fn put_issues(&mut self, run: &Run, issues: &[Issue]) -> Result<()> {
        let transaction = self.db.transaction()?;
        put_issues(&transaction, run.debate, issues)?;
        Ok(transaction.commit()?)
    }

    /// Notes that an input was passed over, and why. `input` names it as the user would: a path, or `file.jsonl:17`.
    pub fn skip(&mut self, run: &Run, input: &str, reason: &str) -> Result<()> {
        skip(&self.db, run, input, reason)
    }
}

pub(crate) fn skip(db: &Connection, run: &Run, input: &str, reason: &str) -> Result<()> {
    db.prepare_cached("INSERT OR IGNORE INTO skipped (run, input, reason) VALUES (?, ?, ?)")?
        .execute(params![run.id, input, reason])?;
    Ok(())
}

/// The last reading counts: a text that was read again with another debate file is not known to the first any more.
pub(crate) fn known(db: &Connection, doc: &DocId, run: &Run) -> Result<bool> {
    let last: Option<String> = db
        .prepare_cached(
            "SELECT run.key FROM document d JOIN reading r ON r.document = d.id JOIN run ON run.id = r.run
             WHERE d.hash = ? ORDER BY r.id DESC LIMIT 1",
        )?
        .query_row([&doc.0], |row| row.get(0))
        .optional()?;
    Ok(last.as_deref() == Some(&run.key))
}

fn put_debate(db: &Connection, hash: &str, source: &str, issues: &[Issue]) -> Result<i64> {
    db.execute("INSERT OR IGNORE INTO debate (hash, source) VALUES (?, ?)", params![hash, source])?;
    let id = db.query_row("SELECT id FROM debate WHERE hash = ?", [hash], |row| row.get(0))?;
    put_issues(db, id, issues)?;
    Ok(id)
}

fn put_issues(db: &Connection, debate: i64, issues: &[Issue]) -> Result<()> {
    let mut insert =
        db.prepare_cached("INSERT OR IGNORE INTO issue (debate, code, text) VALUES (?, ?, ?)")?;
    for issue in issues {
        insert.execute(params![debate, issue.id, issue.text])?;
    }
    Ok(())
}

/// Of one width, so that the order of the texts is that of the instants.
pub(crate) fn instant(at: Timestamp) -> String {
    format!("{at:.6}")
}
