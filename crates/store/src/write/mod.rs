//! Documents and their facts into the record: whole or not at all.
mod claim;
mod fact;
mod ready;
mod words;

use crate::{
    Record, Result, Run,
    copies::Bands,
    forget,
    open::RowCache,
    run::{after_the_last, known, skip},
};
use fact::Statements;
use jiff::Timestamp;
use rapporteur_record::{Document, Fact, Offsets, Post, Span};
use ready::Ready;
use rusqlite::{Connection, TransactionBehavior, params};
use serde_json::Value;
use std::collections::BTreeSet;
use words::Waiting;

/// One document with all that was found in it.
#[derive(Debug, Clone, Copy)]
pub struct Found<'a> {
    pub document: &'a Document,
    pub facts: &'a [Fact],
    /// What its actors propose, as JSON; only where no debate is given.
    pub proposals: Option<&'a str>,
    /// Offices and bodies that it gives its persons.
    pub posts: &'a [Post],
}

/// What a batch added.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// Documents that were read for this record, known texts with new facts among them.
    pub documents: usize,
    /// Facts asserted by them.
    pub facts: usize,
    /// Documents that the record held already as this run reads them.
    pub unchanged: usize,
    /// Documents that were left out because one of their facts cannot be: their names with the reasons, which stand in
    /// the record's list of skipped inputs too.
    pub refused: Vec<(String, String)>,
}

/// Names that are remembered between batches; more are looked up in the record again.
const CACHED_NAMES: usize = 50_000;

impl Record {
    /// Writes documents with all their facts in one transaction, recorded at the instant `now`. When it returns, they
    /// are on disk; after an error (or a crash) none of them is in the record. A document with an impossible fact is
    /// refused whole, and the others are written.
    ///
    /// Facts of an earlier reading of the same document stay, but are current no more. Large batches are quickest: the
    /// disk is flushed once a batch, and pages that many documents change are written once.
    pub fn put<'a>(
        &mut self,
        run: &Run,
        batch: impl IntoIterator<Item = (&'a Document, &'a [Fact])>,
        now: Timestamp,
    ) -> Result<Written> {
        let read = |(document, facts)| Found { document, facts, proposals: None, posts: &[] };
        self.put_found(run, batch.into_iter().map(read), now)
    }

    /// As [`put`](Record::put), each document with all that was found in it, for [`Record::readings`] to give back.
    pub fn put_found<'a>(
        &mut self,
        run: &Run,
        batch: impl IntoIterator<Item = Found<'a>>,
        now: Timestamp,
    ) -> Result<Written> {
        let batch: Vec<Found> = batch.into_iter().collect();
        self.writing(now, |writer| {
            let mut written = Written::default();
            ready::ready(&batch, |lot| {
                writer.bands.look_up(writer.db, lot.iter().map(|ready| &ready.sketch))?;
                lot.iter().try_for_each(|ready| writer.document(run, ready, &mut written))
            })?;
            writer.bands.write(writer.db)?;
            Ok(written)
        })
    }

    /// One transaction: all that `write` does is on disk when this returns, or nothing of it is.
    pub(crate) fn writing<T>(
        &mut self,
        now: Timestamp,
        write: impl FnOnce(&mut Writer) -> Result<T>,
    ) -> Result<T> {
        if self.rows.actors.len() + self.rows.aliases.len() > CACHED_NAMES {
            self.rows = RowCache::default();
        }
        let transaction = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let recorded = after_the_last(&transaction, now)?;
        let mut writer = Writer {
            db: &transaction,
            rows: std::mem::take(&mut self.rows),
            bands: Bands::default(),
            words: Waiting::default(),
            recorded,
        };
        let done = write(&mut writer)?;
        writer.words.write(writer.db)?;
        let rows = writer.rows;
        transaction.commit()?;
        // Only now: ids of rows that were rolled back must not be remembered.
        self.rows = rows;
        Ok(done)
    }
}

/// What a transaction writes with.
pub(crate) struct Writer<'a> {
    pub db: &'a Connection,
    rows: RowCache,
    bands: Bands,
    words: Waiting,
    /// The instant of all that it writes.
    pub recorded: String,
}

/// What the rows of one document's facts share.
pub(crate) struct Reading<'a> {
    pub id: i64,
    pub document: i64,
    pub source: &'a Document,
    pub offsets: &'a Offsets,
}

impl Writer<'_> {
    fn document(&mut self, run: &Run, ready: &Ready, written: &mut Written) -> Result<()> {
        let Found { document, facts, proposals, posts } = ready.found;
        if known(self.db, &document.id, run)? || (run.is_derived() && self.says_the_same(ready)?) {
            written.unchanged += 1;
            return Ok(());
        }
        let fault = match &ready.fault {
            Some(fault) => Some(fault.clone()),
            None => forget::refusal(self.db, &document.text)?,
        };
        if let Some(fault) = fault {
            skip(self.db, run, &document.name, &fault)?;
            written.refused.push((document.name.clone(), fault));
            return Ok(());
        }
        let offsets = &ready.offsets;
        let (row, new) = self.source(ready)?;
        let id = self.reading(row, run.id, None)?;
        let reading = Reading { id, document: row, source: document, offsets };
        if let Some(list) = proposals {
            self.db
                .prepare_cached("INSERT INTO proposal (reading, list) VALUES (?, ?)")?
                .execute(params![reading.id, list])?;
        }
        self.posts(&reading, posts)?;
        written.documents += 1;
        let (mut seen, mut rows) = (BTreeSet::new(), Statements::new(self.db)?);
        for (fact, ready) in facts.iter().zip(&ready.facts) {
            // Of a new document only what it says twice is known.
            let known = !new || !seen.insert(&ready.hash);
            written.facts += usize::from(self.ready_fact(&mut rows, &reading, (fact, ready), known)?);
        }
        if !new {
            self.judge_again(row, document, offsets)?;
        }
        Ok(())
    }

    fn posts(&self, reading: &Reading, posts: &[Post]) -> Result<()> {
        let mut insert = self.db.prepare_cached(
            "INSERT INTO post (reading, start, end, actor, office, body) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        )?;
        for post in posts {
            let [start, end] = reading.offsets.points(post.span).map(|n| n as i64);
            insert.execute(params![reading.id, start, end, post.actor, post.office, post.of])?;
        }
        Ok(())
    }

    /// A new reading of the document; `judges` is the reading of a program that people's judgements changed.
    pub(crate) fn reading(&self, document: i64, run: i64, judges: Option<i64>) -> Result<i64> {
        self.db
            .prepare_cached("INSERT INTO reading (document, run, recorded, judges) VALUES (?, ?, ?, ?)")?
            .execute(params![document, run, self.recorded, judges])?;
        Ok(self.db.last_insert_rowid())
    }

    /// Whether the last reading of the document by a program asserts exactly these facts.
    fn says_the_same(&self, ready: &Ready) -> Result<bool> {
        let mut query = self.db.prepare_cached(
            "SELECT f.hash FROM document d CROSS JOIN fact f ON f.document = d.id
             JOIN assertion a ON a.fact = f.id AND a.reading =
               (SELECT max(id) FROM reading WHERE document = d.id AND judges IS NULL)
             WHERE d.hash = ?",
        )?;
        let hashes = query.query_map([&ready.found.document.id.0], |row| row.get(0))?;
        let said: BTreeSet<String> = hashes.collect::<rusqlite::Result<_>>()?;
        Ok(said == ready.facts.iter().map(|fact| fact.hash.0.clone()).collect())
    }

    /// The document's row, made with its paragraphs where it is new, and whether it is.
    fn source(&mut self, ready: &Ready) -> Result<(i64, bool)> {
        let (document, offsets) = (ready.found.document, &ready.offsets);
        let clutter: Vec<[usize; 2]> = document.clutter.iter().map(|&s| offsets.points(s)).collect();
        let source = &document.source;
        let added = self
            .db
            .prepare_cached(
                "INSERT INTO document (hash, name, path, format, url, outlet, title, published, clutter, text)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (hash) DO NOTHING",
            )?
            .execute(params![
                document.id.0,
                document.name,
                source.path,
                word(&source.format),
                source.url,
                source.outlet,
                source.title,
                source.published.map(|d| d.to_string()),
                serde_json::to_string(&clutter).expect("offsets are plain data"),
                document.text,
            ])?;
        if added == 0 {
            let mut find = self.db.prepare_cached("SELECT id FROM document WHERE hash = ?")?;
            return Ok((find.query_row([&document.id.0], |row| row.get(0))?, false));
        }
        let id = self.db.last_insert_rowid();
        self.paragraphs(id, document, offsets)?;
        self.bands.add(self.db, id, &ready.sketch, &self.recorded)?;
        Ok((id, true))
    }

    /// Clutter is not searched: "subscribe to our channel" is no answer.
    fn paragraphs(&mut self, id: i64, document: &Document, offsets: &Offsets) -> Result<()> {
        let mut place =
            self.db.prepare_cached("INSERT INTO paragraph (document, start, end) VALUES (?, ?, ?)")?;
        for span in paragraphs(&document.text) {
            if document.clutter.iter().any(|c| c.contains(span)) {
                continue;
            }
            let [start, end] = offsets.points(span).map(|n| n as i64);
            place.execute(params![id, start, end])?;
            self.words.paragraph(self.db, self.db.last_insert_rowid(), document.at(span))?;
        }
        Ok(())
    }
}

/// Runs of text between line breaks, white space at their ends aside; empty ones left out.
fn paragraphs(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut start = 0;
    text.split_inclusive(['\n', '\r'])
        .map(move |line| {
            let span = Span::new(start, start + line.len());
            start = span.end;
            span.trim(text)
        })
        .filter(|span| !span.is_empty())
}

/// The text form of an enum that serialises as a word.
fn word(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(word)) => word,
        other => unreachable!("a word was expected, not {other:?}"),
    }
}
