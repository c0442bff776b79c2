//! What a run read, given back document by document.
use crate::{Record, Result, Run, StoreError, entry::text_of};
use rapporteur_record::{DocId, Document, Fact, FactId, Offsets, Post, Source, Span, Why, contract};
use rusqlite::{Connection, OptionalExtension};
use serde_json::{Value, json};

/// The column `why` of an assertion.
pub(crate) fn why(json: Option<String>) -> serde_json::Result<Option<Box<Why>>> {
    json.map(|json| serde_json::from_str(&json)).transpose()
}

/// One document as a run read it; give it to [`Record::reading`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadingId(i64);

/// A document with the facts and the proposals that were found in it.
#[derive(Debug)]
pub struct Reading {
    pub document: Document,
    /// In the order in which they were written.
    pub facts: Vec<Fact>,
    /// As they were given to [`Record::put_found`].
    pub proposals: Option<String>,
    pub posts: Vec<Post>,
}

impl Record {
    /// The documents whose last reading is of the run's key or of a run derived from it, in the order in which they
    /// first came into the record; for each the reading of that key, or for a derived run its last one.
    pub fn readings(&self, run: &Run) -> Result<Vec<ReadingId>> {
        let mut query = self.db.prepare_cached(
            "SELECT max(r.id) FROM reading r JOIN run ON run.id = r.run
             WHERE r.judges IS NULL AND (run.key = ?1 OR (?1 <> ?2 AND run.base = ?2))
             GROUP BY r.document HAVING
               (SELECT run.base FROM reading l JOIN run ON run.id = l.run WHERE l.document = r.document
                ORDER BY l.id DESC LIMIT 1) = ?2
             ORDER BY r.document",
        )?;
        let ids = query.query_map([&run.key, &run.base], |row| Ok(ReadingId(row.get(0)?)))?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }

    pub fn reading(&self, id: ReadingId) -> Result<Reading> {
        let row: i64 = self
            .db
            .prepare_cached("SELECT document FROM reading WHERE id = ?")?
            .query_row([id.0], |row| row.get(0))?;
        let document = document(&self.db, row)?;
        let offsets = Offsets::new(&document.text);
        let facts = asserted(&self.db, id.0, &offsets)?;
        let mut query = self.db.prepare_cached("SELECT list FROM proposal WHERE reading = ?")?;
        let proposals = query.query_row([id.0], |row| row.get(0)).optional()?;
        let posts = posts(&self.db, id.0, &offsets)?;
        Ok(Reading { document, facts, proposals, posts })
    }
}

fn posts(db: &Connection, reading: i64, offsets: &Offsets) -> Result<Vec<Post>> {
    let mut query = db.prepare_cached(
        "SELECT start, end, actor, office, body FROM post WHERE reading = ? ORDER BY start, end, actor",
    )?;
    let rows = query.query_map([reading], |row| {
        let span = offsets.span([row.get::<_, i64>(0)? as usize, row.get::<_, i64>(1)? as usize]);
        Ok(span.map(|span| (span, row.get(2), row.get(3), row.get(4))))
    })?;
    let mut posts = Vec::new();
    for (span, actor, office, of) in rows.collect::<rusqlite::Result<Vec<_>>>()?.into_iter().flatten() {
        posts.push(Post { actor: actor?, office: office?, of: of?, span });
    }
    Ok(posts)
}

/// A document by its row id.
pub(crate) fn document(db: &Connection, row: i64) -> Result<Document> {
    let text = text_of(db, row)?;
    let mut query = db.prepare_cached(
        "SELECT hash, name, path, format, url, outlet, title, published, clutter FROM document WHERE id = ?",
    )?;
    Ok(query.query_row([row], |row| {
        let read = |column: usize| row.get::<_, Option<String>>(column);
        let format = serde_json::from_value(json!(row.get::<_, String>(3)?)).unwrap_or_default();
        let source = Source {
            path: row.get(2)?,
            format,
            url: read(4)?,
            outlet: read(5)?,
            title: read(6)?,
            published: read(7)?.and_then(|d| d.parse().ok()),
        };
        let clutter = spans(&row.get::<_, String>(8)?, &text.offsets);
        Ok(Document { id: DocId(row.get(0)?), name: row.get(1)?, source, text: text.text.clone(), clutter })
    })?)
}

/// A JSON list of pairs of code points as places in the text.
pub(crate) fn spans(pairs: &str, offsets: &Offsets) -> Vec<Span> {
    let pairs: Vec<[usize; 2]> = serde_json::from_str(pairs).unwrap_or_default();
    pairs.into_iter().filter_map(|pair| offsets.span(pair)).collect()
}

/// The facts that a reading asserts, in the order in which they were written.
pub(crate) fn asserted(db: &Connection, reading: i64, offsets: &Offsets) -> Result<Vec<Fact>> {
    let mut query = db.prepare_cached(
        "SELECT f.hash, f.contract, a.rule, a.confidence, a.why FROM reading r CROSS JOIN fact f ON f.document = r.document
         JOIN assertion a ON a.fact = f.id AND a.reading = r.id WHERE r.id = ? ORDER BY f.id",
    )?;
    let mut rows = query.query([reading])?;
    let mut facts = Vec::new();
    while let Some(row) = rows.next()? {
        let fact = FactId(row.get(0)?);
        let damaged = |source| StoreError::Json { fact: fact.clone(), source };
        let mut value: Value = serde_json::from_str(&row.get::<_, String>(1)?).map_err(damaged)?;
        value["rule"] = json!(row.get::<_, String>(2)?);
        value["confidence"] = json!(row.get::<_, f64>(3)?);
        let why = why(row.get(4)?).map_err(damaged)?;
        let read = contract::from_json(&value, offsets);
        let read = read.map_err(|source| StoreError::Contract { fact: fact.clone(), source })?;
        facts.push(Fact { why, ..read });
    }
    Ok(facts)
}
