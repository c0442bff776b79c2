//! Erasing a document on legal request.
//!
//! Everything that it said goes: text, facts, quotations, search entries, names that nobody else uses, and judgements
//! on its facts alone. What stays is that it was there: its ids, when it came, and who had it erased when and why. It
//! is the one place where rows are deleted.
use crate::{Record, Result, StoreError, digest::hash, run::instant, write::Writer};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};
use serde::Serialize;

/// What is left of an erased document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Forgotten {
    /// Content id of the document.
    pub document: String,
    /// Hash of its text, by which the same text is known where it is met again.
    pub text: String,
    /// The instants at which it was first read and at which it was erased.
    pub known: String,
    pub recorded: String,
    pub who: String,
    pub why: String,
}

/// The facts of the document first, then what only they used, then the document.
const ERASE: &[&str] = &[
    "DELETE FROM fact_search WHERE rowid IN (SELECT id FROM fact WHERE document = ?1)",
    "INSERT INTO paragraph_search (paragraph_search, rowid, text)
     SELECT 'delete', p.id, t.text FROM paragraph p JOIN paragraph_text t ON t.id = p.id WHERE p.document = ?1",
    "DELETE FROM paragraph WHERE document = ?1",
    "DELETE FROM evidence WHERE fact IN (SELECT id FROM fact WHERE document = ?1)",
    "DELETE FROM mention WHERE fact IN (SELECT id FROM fact WHERE document = ?1)",
    "DELETE FROM assertion WHERE fact IN (SELECT id FROM fact WHERE document = ?1)",
    "CREATE TEMP TABLE erased AS SELECT DISTINCT judgement FROM judged
     WHERE fact IN (SELECT id FROM fact WHERE document = ?1)",
    "DELETE FROM judged WHERE fact IN (SELECT id FROM fact WHERE document = ?1)",
    "UPDATE judgement SET why = 'forgotten', verdict = json_object('act', 'accept'), act = 'accept'
     WHERE act <> 'undo' AND id IN (SELECT judgement FROM erased WHERE judgement NOT IN (SELECT judgement FROM judged))",
    "DROP TABLE temp.erased",
    "DELETE FROM settlement WHERE suggestion IN
       (SELECT s.id FROM suggestion s JOIN fact f ON f.id = s.fact WHERE f.document = ?1)",
    "DELETE FROM suggestion WHERE fact IN (SELECT id FROM fact WHERE document = ?1)",
    "DELETE FROM fact WHERE document = ?1",
    "DELETE FROM post WHERE reading IN (SELECT id FROM reading WHERE document = ?1)",
    "DELETE FROM proposal WHERE reading IN (SELECT id FROM reading WHERE document = ?1)",
    "DELETE FROM alias WHERE reading IN (SELECT id FROM reading WHERE document = ?1)
       AND id NOT IN (SELECT alias FROM mention WHERE alias IS NOT NULL)",
    "DELETE FROM actor WHERE reading IN (SELECT id FROM reading WHERE document = ?1)
       AND id NOT IN (SELECT actor FROM mention) AND id NOT IN (SELECT actor FROM alias)",
    // Names that others use as well are known from when the first of these was read.
    "UPDATE alias SET reading = (SELECT min(a.reading) FROM mention m JOIN assertion a ON a.fact = m.fact
       WHERE m.alias = alias.id) WHERE reading IN (SELECT id FROM reading WHERE document = ?1)",
    "UPDATE actor SET reading = (SELECT min(a.reading) FROM mention m JOIN assertion a ON a.fact = m.fact
       WHERE m.actor = actor.id) WHERE reading IN (SELECT id FROM reading WHERE document = ?1)",
    // A group whose first document goes is led by the next.
    "DELETE FROM band WHERE document = ?1",
    "CREATE TEMP TABLE heir AS SELECT min(document) AS id FROM copy WHERE original = ?1",
    "UPDATE OR IGNORE copy SET document = (SELECT id FROM heir)
     WHERE document = ?1 AND (SELECT id FROM heir) IS NOT NULL",
    "UPDATE copy SET original = (SELECT id FROM heir) WHERE original = ?1 AND document <> (SELECT id FROM heir)",
    "DELETE FROM copy WHERE document = ?1 OR original = ?1",
    "UPDATE copy SET alike = NULL WHERE alike = ?1",
    "DROP TABLE temp.heir",
    "UPDATE reading SET judges = NULL WHERE document = ?1",
    "DELETE FROM reading WHERE document = ?1",
    "DELETE FROM document WHERE id = ?1",
];

/// Takes what was deleted out of the files too.
const SWEEP: &str = "INSERT INTO paragraph_search (paragraph_search) VALUES ('optimize');
    INSERT INTO fact_search (fact_search) VALUES ('optimize');
    VACUUM; PRAGMA wal_checkpoint (TRUNCATE);";

impl Record {
    /// Erases the document of this name or id (or its first digits) for good, at the instant `now`. `who` and `why`
    /// stay. Takes time in a large record, since the whole file is written anew without it.
    pub fn forget(&mut self, document: &str, who: &str, why: &str, now: Timestamp) -> Result<Forgotten> {
        let (row, id) = self.find_document(document)?;
        let done = self.writing(now, |writer| writer.forget(row, id, who, why))?;
        self.rows = Default::default();
        self.db.execute_batch(SWEEP)?;
        Ok(done)
    }

    pub(crate) fn find_document(&self, given: &str) -> Result<(i64, String)> {
        let mut query = self.db.prepare_cached(
            "SELECT id, hash FROM document WHERE name = ?1 OR (length(?1) >= 4 AND hash >= ?1 AND hash < ?1 || 'g')
             ORDER BY hash LIMIT 6",
        )?;
        let rows = query.query_map([given], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let mut found: Vec<(i64, String)> = rows.collect::<rusqlite::Result<_>>()?;
        match found.len() {
            0 => Err(StoreError::UnknownDocument(given.to_owned())),
            1 => Ok(found.remove(0)),
            _ => {
                let ids = found.into_iter().map(|(_, id)| id).collect();
                Err(StoreError::AmbiguousDocument { name: given.to_owned(), ids })
            }
        }
    }

    /// What was erased of that which was known at this instant (`None`: all that was ever erased), in the order of
    /// erasing.
    pub fn forgotten(&self, known_at: Option<Timestamp>) -> Result<Vec<Forgotten>> {
        let mut query = self.db.prepare_cached(
            "SELECT document, text, known, recorded, who, why FROM forgotten
             WHERE ?1 IS NULL OR (known <= ?1 AND recorded > ?1) ORDER BY id",
        )?;
        let rows = query.query_map([known_at.map(instant)], |row| {
            Ok(Forgotten {
                document: row.get(0)?,
                text: row.get(1)?,
                known: row.get(2)?,
                recorded: row.get(3)?,
                who: row.get(4)?,
                why: row.get(5)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

impl Writer<'_> {
    fn forget(&mut self, row: i64, document: String, who: &str, why: &str) -> Result<Forgotten> {
        let (text, known): (String, String) = self.db.query_row(
            "SELECT d.text, r.recorded FROM document d JOIN reading r ON r.document = d.id
             WHERE d.id = ? ORDER BY r.id LIMIT 1",
            [row],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        let tomb = Forgotten {
            document,
            text: hash([text.as_str()]),
            known,
            recorded: self.recorded.clone(),
            who: who.to_owned(),
            why: why.to_owned(),
        };
        self.db.execute(
            "INSERT INTO forgotten (document, text, known, recorded, who, why) VALUES (?, ?, ?, ?, ?, ?)",
            params![tomb.document, tomb.text, tomb.known, tomb.recorded, tomb.who, tomb.why],
        )?;
        for sql in ERASE {
            let mut statement = self.db.prepare(sql)?;
            match statement.parameter_count() {
                0 => statement.execute([])?,
                _ => statement.execute([row])?,
            };
        }
        Ok(tomb)
    }
}

/// Why this text is not read again.
pub(crate) fn refusal(db: &Connection, text: &str) -> Result<Option<String>> {
    let any = db.prepare_cached("SELECT 1 FROM forgotten LIMIT 1")?.exists([])?;
    if !any {
        return Ok(None);
    }
    let mut query = db.prepare_cached("SELECT recorded, why FROM forgotten WHERE text = ?")?;
    let found: Option<(String, String)> =
        query.query_row([hash([text])], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    Ok(found.map(|(recorded, why)| format!("forgotten at {recorded}: {why}")))
}
