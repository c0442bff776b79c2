//! One fact into the record, with its evidence, its actors and its words.
use super::{Reading, Writer, claim::actors, ready::ReadyFact};
use crate::{Result, fold::fold, placed::Days};
use rapporteur_record::{Claim, Fact, FactId};
use rusqlite::{CachedStatement, Connection, OptionalExtension, params};

/// Statements that are run for each fact.
pub(super) struct Statements<'c> {
    fact: CachedStatement<'c>,
    evidence: CachedStatement<'c>,
    mention: CachedStatement<'c>,
    assertion: CachedStatement<'c>,
}

impl<'c> Statements<'c> {
    pub fn new(db: &'c Connection) -> Result<Self> {
        Ok(Self {
            fact: db.prepare_cached(
                "INSERT INTO fact (hash, document, kind, actor, issue, stance, dated, first, last, contract)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            )?,
            evidence: db.prepare_cached(
                "INSERT INTO evidence (fact, start, end) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            )?,
            mention: db.prepare_cached(
                "INSERT INTO mention (fact, slot, actor, alias, kind, rule) VALUES (?, ?, ?, ?, ?, ?)",
            )?,
            assertion: db.prepare_cached(
                "INSERT INTO assertion (fact, reading, rule, confidence, why) VALUES (?, ?, ?, ?, ?)
                 ON CONFLICT DO NOTHING",
            )?,
        })
    }
}

impl Writer<'_> {
    /// Whether the reading asserts the fact for the first time. `known`: the document may have facts already.
    pub(super) fn ready_fact(
        &mut self,
        rows: &mut Statements,
        reading: &Reading,
        (fact, ready): (&Fact, &ReadyFact),
        known: bool,
    ) -> Result<bool> {
        let old = if known { self.fact_row(reading.document, &ready.hash)? } else { None };
        let id = match old {
            Some(id) => id,
            None => self.new_fact(rows, reading, fact, ready)?,
        };
        let added = rows.assertion.execute(params![
            id,
            reading.id,
            fact.rule,
            f64::from(fact.confidence),
            why(fact)
        ])?;
        Ok(added > 0)
    }

    /// As [`ready_fact`](Writer::ready_fact), of a document that may have facts already.
    pub(crate) fn fact(&mut self, reading: &Reading, fact: &Fact) -> Result<bool> {
        let ready = ReadyFact::of(reading.source, reading.offsets, fact);
        self.ready_fact(&mut Statements::new(self.db)?, reading, (fact, &ready), true)
    }

    fn fact_row(&self, document: i64, hash: &FactId) -> Result<Option<i64>> {
        let mut find = self.db.prepare_cached("SELECT id FROM fact WHERE +hash = ?2 AND document = ?1")?;
        Ok(find.query_row(params![document, hash.0], |row| row.get(0)).optional()?)
    }

    fn new_fact(
        &mut self,
        rows: &mut Statements,
        reading: &Reading,
        fact: &Fact,
        ready: &ReadyFact,
    ) -> Result<i64> {
        let actor = self.actor(reading.id, &fact.claim.actor().name)?;
        let days = Days::of(fact.on, reading.source.source.published);
        let (issue, stance) = match &fact.claim {
            Claim::Position(p) => (Some(p.issue.as_str()), Some(p.stance.as_str())),
            _ => (None, None),
        };
        rows.fact.execute(params![
            ready.hash.0,
            reading.document,
            fact.claim.kind().as_str(),
            actor,
            issue,
            stance,
            fact.on.map(|d| d.to_string()),
            days.map(|d| d.first.to_string()),
            days.map(|d| d.last.to_string()),
            ready.contract,
        ])?;
        let id = self.db.last_insert_rowid();
        for &span in &fact.evidence {
            let [start, end] = reading.offsets.points(span).map(|n| n as i64);
            rows.evidence.execute(params![id, start, end])?;
        }
        self.mentions(rows, reading, fact, id)?;
        self.words.fact(self.db, id, &ready.words)?;
        Ok(id)
    }

    fn mentions(&mut self, rows: &mut Statements, reading: &Reading, fact: &Fact, id: i64) -> Result<()> {
        for (slot, actor) in actors(&fact.claim) {
            let row = self.actor(reading.id, &actor.name)?;
            let alias = match actor.mention {
                Some(span) => Some(self.alias(reading.id, row, reading.source.at(span))?),
                None => None,
            };
            rows.mention.execute(params![id, slot, row, alias, actor.kind.as_str(), actor.rule])?;
        }
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
