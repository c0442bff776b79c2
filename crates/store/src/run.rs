//! Runs: which program, models, knowledge and debate made the facts.
use crate::{Record, Result, StoreError, digest::hash};
use jiff::Timestamp;
use rapporteur_record::{Debate, DocId, Issue};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

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
    /// The same for runs that find the same facts in the same text.
    pub key: String,
    /// Key of the run that read the texts; the run's own unless it is derived.
    pub base: String,
}

impl Run {
    /// Whether the run adds to the facts of another, see [`Record::begin_derived`].
    pub fn is_derived(&self) -> bool {
        self.key != self.base
    }
}

impl Record {
    /// Starts a run at the instant `now`.
    pub fn begin_run(&mut self, info: &RunInfo, now: Timestamp) -> Result<Run> {
        let debate = DebateSource::of(&info.debate);
        let key = hash([&info.program, &info.models, &info.knowledge, &debate.hash].map(String::as_str));
        self.insert_run(info, &debate, &key, &key, now)
    }

    /// Starts a run that adds to what the run `base` read: positions on issues that were found in all its documents
    /// together. A document that such a run wrote last is still known to its base.
    pub fn begin_derived(&mut self, base: &Run, info: &RunInfo, now: Timestamp) -> Result<Run> {
        let debate = DebateSource::of(&info.debate);
        let key = hash([base.key.as_str(), "derived", &debate.hash]);
        self.insert_run(info, &debate, &key, &base.key, now)
    }

    fn insert_run(
        &mut self,
        info: &RunInfo,
        debate: &DebateSource,
        key: &str,
        base: &str,
        now: Timestamp,
    ) -> Result<Run> {
        let transaction = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let started = after_the_last(&transaction, now)?;
        let debate = put_debate(&transaction, &debate.hash, &debate.source, &info.debate.issues)?;
        transaction.execute(
            "INSERT INTO run (key, base, started, program, models, knowledge, debate) VALUES (?, ?, ?, ?, ?, ?, ?)",
            params![key, base, started, info.program, info.models, info.knowledge, debate],
        )?;
        let id = transaction.last_insert_rowid();
        transaction.commit()?;
        Ok(Run { id, key: key.to_owned(), base: base.to_owned() })
    }

    /// By which issues the record was last read; without issues where they were found in the documents, and `None` where
    /// nothing was read yet.
    pub fn debate(&self) -> Result<Option<Debate>> {
        let mut query = self.db.prepare_cached(
            "SELECT d.source FROM run JOIN debate d ON d.id = run.debate WHERE run.key = run.base
               AND EXISTS (SELECT 1 FROM reading WHERE reading.run = run.id)
             ORDER BY run.program = 'import', run.id DESC LIMIT 1",
        )?;
        let source: Option<String> = query.query_row([], |row| row.get(0)).optional()?;
        source.map(|json| serde_json::from_str(&json).map_err(StoreError::Debate)).transpose()
    }

    /// Whether the record holds this document as a run of the same key reads it, so that reading it again adds nothing.
    pub fn known(&self, doc: &DocId, run: &Run) -> Result<bool> {
        known(&self.db, doc, run)
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

/// A debate as it is kept, and its hash.
struct DebateSource {
    source: String,
    hash: String,
}

impl DebateSource {
    fn of(debate: &Debate) -> Self {
        let source = serde_json::to_string(debate).expect("a debate is plain data");
        Self { hash: hash([source.as_str()]), source }
    }
}

/// The last reading counts: a text that was read again with another debate file is not known to the first any more.
/// A derived run knows what it wrote itself; any other what it or a run derived from it wrote.
pub(crate) fn known(db: &Connection, doc: &DocId, run: &Run) -> Result<bool> {
    let last: Option<(String, String)> = db
        .prepare_cached(
            "SELECT run.key, run.base FROM document d JOIN reading r ON r.document = d.id JOIN run ON run.id = r.run
             WHERE d.hash = ? ORDER BY r.id DESC LIMIT 1",
        )?
        .query_row([&doc.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(last.is_some_and(|(key, base)| if run.is_derived() { key == run.key } else { base == run.key }))
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

/// Recorded instants never run backwards, even where the clock does: what was known at an instant stays what it was.
pub(crate) fn after_the_last(db: &Connection, now: Timestamp) -> Result<String> {
    let last: Option<String> = db.prepare_cached(LAST)?.query_row([], |row| row.get(0))?;
    Ok(last.into_iter().chain([instant(now)]).max().expect("one is always there"))
}

const LAST: &str = "SELECT max(last) FROM (
    SELECT * FROM (SELECT recorded AS last FROM reading ORDER BY id DESC LIMIT 1)
    UNION ALL SELECT * FROM (SELECT started FROM run ORDER BY id DESC LIMIT 1)
    UNION ALL SELECT * FROM (SELECT recorded FROM judgement ORDER BY id DESC LIMIT 1)
    UNION ALL SELECT * FROM (SELECT recorded FROM suggestion ORDER BY id DESC LIMIT 1)
    UNION ALL SELECT * FROM (SELECT recorded FROM forgotten ORDER BY id DESC LIMIT 1))";
