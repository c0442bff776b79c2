//! Documents and their facts into the record: whole or not at all.
use crate::{
    Record, Result, Run,
    fold::fold,
    open::RowCache,
    placed::Days,
    run::{instant, known, skip},
};
use jiff::Timestamp;
use rapporteur_record::{Actor, Claim, Document, Fact, FactId, Offsets, Span, contract};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use serde_json::Value;
use std::collections::BTreeSet;

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
    /// Facts of an earlier reading of the same document stay, but are current no more. Batches of some hundred
    /// documents are quickest: the disk is flushed once a batch.
    pub fn put<'a>(
        &mut self,
        run: &Run,
        batch: impl IntoIterator<Item = (&'a Document, &'a [Fact])>,
        now: Timestamp,
    ) -> Result<Written> {
        self.put_with_proposals(run, batch.into_iter().map(|(document, facts)| (document, facts, None)), now)
    }

    /// As [`put`](Record::put), each document with what its actors propose, for [`Record::readings`] to give back.
    pub fn put_with_proposals<'a>(
        &mut self,
        run: &Run,
        batch: impl IntoIterator<Item = (&'a Document, &'a [Fact], Option<&'a str>)>,
        now: Timestamp,
    ) -> Result<Written> {
        if self.rows.actors.len() + self.rows.aliases.len() > CACHED_NAMES {
            self.rows = RowCache::default();
        }
        let transaction = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let recorded = after_the_last(&transaction, now)?;
        let mut writer = Writer { db: &transaction, rows: std::mem::take(&mut self.rows), run, recorded };
        let mut written = Written::default();
        for (document, facts, proposals) in batch {
            writer.document(document, facts, proposals, &mut written)?;
        }
        let rows = writer.rows;
        transaction.commit()?;
        // Only now: ids of rows that were rolled back must not be remembered.
        self.rows = rows;
        Ok(written)
    }
}

/// Recorded instants never run backwards, even where the clock does: what was known at an instant stays what it was.
fn after_the_last(db: &Connection, now: Timestamp) -> Result<String> {
    let last: Option<String> = db
        .query_row("SELECT recorded FROM reading ORDER BY id DESC LIMIT 1", [], |row| row.get(0))
        .optional()?;
    Ok(last.into_iter().chain([instant(now)]).max().expect("one is always there"))
}

struct Writer<'a> {
    db: &'a Connection,
    rows: RowCache,
    run: &'a Run,
    recorded: String,
}

/// What the rows of one document's facts share.
struct Reading<'a> {
    id: i64,
    document: i64,
    source: &'a Document,
    offsets: Offsets,
}

impl Writer<'_> {
    fn document(
        &mut self,
        document: &Document,
        facts: &[Fact],
        proposals: Option<&str>,
        written: &mut Written,
    ) -> Result<()> {
        if known(self.db, &document.id, self.run)?
            || (self.run.is_derived() && self.says_the_same(document, facts)?)
        {
            written.unchanged += 1;
            return Ok(());
        }
        if let Some(fault) = facts.iter().find_map(|fact| fault(document, fact)) {
            skip(self.db, self.run, &document.name, &fault)?;
            written.refused.push((document.name.clone(), fault));
            return Ok(());
        }
        let offsets = Offsets::new(&document.text);
        let id = self.source(document, &offsets)?;
        self.db
            .prepare_cached("INSERT INTO reading (document, run, recorded) VALUES (?, ?, ?)")?
            .execute(params![id, self.run.id, self.recorded])?;
        let reading = Reading { id: self.db.last_insert_rowid(), document: id, source: document, offsets };
        if let Some(list) = proposals {
            self.db
                .prepare_cached("INSERT INTO proposal (reading, list) VALUES (?, ?)")?
                .execute(params![reading.id, list])?;
        }
        written.documents += 1;
        for fact in facts {
            written.facts += usize::from(self.fact(&reading, fact)?);
        }
        Ok(())
    }

    /// Whether the document's last reading asserts exactly these facts.
    fn says_the_same(&self, document: &Document, facts: &[Fact]) -> Result<bool> {
        let mut query = self.db.prepare_cached(
            "SELECT f.hash FROM assertion a JOIN fact f ON f.id = a.fact WHERE a.reading =
             (SELECT max(r.id) FROM reading r JOIN document d ON d.id = r.document WHERE d.hash = ?)",
        )?;
        let hashes = query.query_map([&document.id.0], |row| row.get(0))?;
        let said: BTreeSet<String> = hashes.collect::<rusqlite::Result<_>>()?;
        let offsets = Offsets::new(&document.text);
        let new = facts.iter().map(|f| FactId::of(&document.id, &identity(f, &offsets)).0);
        Ok(said == new.collect())
    }

    /// The document's row, made with its paragraphs where it is new.
    fn source(&self, document: &Document, offsets: &Offsets) -> Result<i64> {
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
            return Ok(find.query_row([&document.id.0], |row| row.get(0))?);
        }
        let id = self.db.last_insert_rowid();
        self.paragraphs(id, document, offsets)?;
        Ok(id)
    }

    /// Clutter is not searched: "subscribe to our channel" is no answer.
    fn paragraphs(&self, id: i64, document: &Document, offsets: &Offsets) -> Result<()> {
        let mut place =
            self.db.prepare_cached("INSERT INTO paragraph (document, start, end) VALUES (?, ?, ?)")?;
        let mut index = self.db.prepare_cached("INSERT INTO paragraph_search (rowid, text) VALUES (?, ?)")?;
        for span in paragraphs(&document.text) {
            if document.clutter.iter().any(|c| c.contains(span)) {
                continue;
            }
            let [start, end] = offsets.points(span).map(|n| n as i64);
            place.execute(params![id, start, end])?;
            index.execute(params![self.db.last_insert_rowid(), document.at(span)])?;
        }
        Ok(())
    }

    /// Whether the reading asserts the fact for the first time.
    fn fact(&mut self, reading: &Reading, fact: &Fact) -> Result<bool> {
        let contract = identity(fact, &reading.offsets);
        let hash = FactId::of(&reading.source.id, &contract);
        let id = match self.new_fact(reading, fact, &hash, &contract)? {
            Some(id) => id,
            None => self.fact_row(&hash)?,
        };
        let added = self
            .db
            .prepare_cached(
                "INSERT INTO assertion (fact, reading, rule, confidence, why) VALUES (?, ?, ?, ?, ?)
                 ON CONFLICT DO NOTHING",
            )?
            .execute(params![id, reading.id, fact.rule, f64::from(fact.confidence), why(fact)])?;
        Ok(added > 0)
    }

    fn fact_row(&self, hash: &FactId) -> Result<i64> {
        let mut find = self.db.prepare_cached("SELECT id FROM fact WHERE hash = ?")?;
        Ok(find.query_row([&hash.0], |row| row.get(0))?)
    }

    /// `None` where the fact is in the record already.
    fn new_fact(
        &mut self,
        reading: &Reading,
        fact: &Fact,
        hash: &FactId,
        contract: &str,
    ) -> Result<Option<i64>> {
        let actor = self.actor(reading.id, &fact.claim.actor().name)?;
        let days = Days::of(fact.on, reading.source.source.published);
        let (issue, stance) = match &fact.claim {
            Claim::Position(p) => (Some(p.issue.as_str()), Some(p.stance.as_str())),
            _ => (None, None),
        };
        let added = self
            .db
            .prepare_cached(
                "INSERT INTO fact (hash, document, kind, actor, issue, stance, dated, first, last, contract)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (hash) DO NOTHING",
            )?
            .execute(params![
                hash.0,
                reading.document,
                fact.claim.kind().as_str(),
                actor,
                issue,
                stance,
                fact.on.map(|d| d.to_string()),
                days.map(|d| d.first.to_string()),
                days.map(|d| d.last.to_string()),
                contract,
            ])?;
        if added == 0 {
            return Ok(None);
        }
        let id = self.db.last_insert_rowid();
        self.evidence(reading, fact, id)?;
        self.mentions(reading, fact, id)?;
        self.index(reading.source, fact, id)?;
        Ok(Some(id))
    }

    fn evidence(&self, reading: &Reading, fact: &Fact, id: i64) -> Result<()> {
        let mut insert = self.db.prepare_cached(
            "INSERT INTO evidence (fact, start, end) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        )?;
        for &span in &fact.evidence {
            let [start, end] = reading.offsets.points(span).map(|n| n as i64);
            insert.execute(params![id, start, end])?;
        }
        Ok(())
    }

    fn mentions(&mut self, reading: &Reading, fact: &Fact, id: i64) -> Result<()> {
        for (slot, actor) in actors(&fact.claim) {
            let row = self.actor(reading.id, &actor.name)?;
            let alias = match actor.mention {
                Some(span) => Some(self.alias(reading.id, row, reading.source.at(span))?),
                None => None,
            };
            self.db
                .prepare_cached(
                    "INSERT INTO mention (fact, slot, actor, alias, kind, rule) VALUES (?, ?, ?, ?, ?, ?)",
                )?
                .execute(params![id, slot, row, alias, actor.kind.as_str(), actor.rule])?;
        }
        Ok(())
    }

    fn index(&self, document: &Document, fact: &Fact, id: i64) -> Result<()> {
        self.db
            .prepare_cached("INSERT INTO fact_search (rowid, words) VALUES (?, ?)")?
            .execute(params![id, search_words(document, fact)])?;
        Ok(())
    }

    fn actor(&mut self, reading: i64, name: &str) -> Result<i64> {
        if let Some(&id) = self.rows.actors.get(name) {
            return Ok(id);
        }
        self.db
            .prepare_cached(
                "INSERT INTO actor (name, folded, reading) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            )?
            .execute(params![name, fold(name), reading])?;
        let mut find = self.db.prepare_cached("SELECT id FROM actor WHERE name = ?")?;
        let id = find.query_row([name], |row| row.get(0))?;
        self.rows.actors.insert(name.to_owned(), id);
        Ok(id)
    }

    fn alias(&mut self, reading: i64, actor: i64, words: &str) -> Result<i64> {
        let key = (actor, words.to_owned());
        if let Some(&id) = self.rows.aliases.get(&key) {
            return Ok(id);
        }
        self.db
            .prepare_cached(
                "INSERT INTO alias (actor, words, folded, reading) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            )?
            .execute(params![actor, words, fold(words), reading])?;
        let mut find = self.db.prepare_cached("SELECT id FROM alias WHERE actor = ? AND words = ?")?;
        let id = find.query_row(params![actor, words], |row| row.get(0))?;
        self.rows.aliases.insert(key, id);
        Ok(id)
    }
}

/// How the fact was read, as JSON.
fn why(fact: &Fact) -> Option<String> {
    fact.why.as_ref().map(|why| serde_json::to_string(why).expect("a reading's reasons are plain data"))
}

/// The fact as the contract writes it, without what may differ between two extractors that find the same.
fn identity(fact: &Fact, offsets: &Offsets) -> String {
    let mut value = contract::to_json(fact, offsets);
    if let Value::Object(slots) = &mut value {
        slots.shift_remove("confidence");
        slots.shift_remove("rule");
    }
    value.to_string()
}

/// The actor slots of a claim, the main one first.
fn actors(claim: &Claim) -> Vec<(&'static str, &Actor)> {
    let (slot, other) = match claim {
        Claim::Statement(_) => ("speaker", None),
        Claim::Position(_) => ("holder", None),
        Claim::Decision(_) => ("body", None),
        Claim::Measure(m) => ("authority", m.target.as_ref().map(|a| ("target", a))),
        Claim::Warning(w) => ("issuer", w.addressee.as_ref().map(|a| ("addressee", a))),
        Claim::Demand(d) => ("issuer", d.addressee.as_ref().map(|a| ("addressee", a))),
    };
    [(slot, claim.actor())].into_iter().chain(other).collect()
}

/// Every place that a claim names, evidence aside.
fn places(claim: &Claim) -> Vec<Span> {
    let slots: Vec<Span> = match claim {
        Claim::Statement(s) => s.cue.iter().chain(&s.content).copied().collect(),
        Claim::Position(_) | Claim::Decision(_) => Vec::new(),
        Claim::Measure(m) => m.object.into_iter().chain(m.scope.iter().copied()).collect(),
        Claim::Warning(w) => w.trigger.into_iter().chain([w.consequence]).collect(),
        Claim::Demand(d) => vec![d.action],
    };
    slots.into_iter().chain(actors(claim).iter().filter_map(|(_, a)| a.mention)).collect()
}

/// Why the fact cannot be.
fn fault(document: &Document, fact: &Fact) -> Option<String> {
    let kind = fact.claim.kind();
    if fact.evidence.is_empty() || fact.evidence.iter().any(|span| span.is_empty()) {
        return Some(format!("a {kind} without evidence"));
    }
    let inside = |span: Span| document.text.get(span.range()).is_some();
    let all = places(&fact.claim).into_iter().chain(fact.evidence.iter().copied()).all(inside);
    (!all).then(|| format!("a {kind} with a place outside the text"))
}

/// What a fact is found by: its resolved names beside the words of its evidence.
fn search_words(document: &Document, fact: &Fact) -> String {
    let mut words: Vec<&str> = actors(&fact.claim).into_iter().map(|(_, a)| a.name.as_str()).collect();
    match &fact.claim {
        Claim::Position(p) => words.extend([p.stance.as_str(), &p.issue]),
        Claim::Decision(d) => words.extend([d.act.as_str()].into_iter().chain(d.instrument.as_deref())),
        Claim::Measure(m) => words.extend([m.effect.as_str()]),
        Claim::Statement(_) | Claim::Warning(_) | Claim::Demand(_) => {}
    }
    words.extend(fact.evidence.iter().map(|&span| document.at(span)));
    words.join(" ")
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
