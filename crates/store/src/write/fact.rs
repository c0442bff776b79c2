//! One fact into the record, with its evidence, its actors and its words.
use super::{
    Reading, Writer,
    claim::{actors, search_words},
};
use crate::{Result, fold::fold, placed::Days};
use rapporteur_record::{Claim, Document, Fact, FactId, contract};
use rusqlite::params;

impl Writer<'_> {
    /// Whether the reading asserts the fact for the first time.
    pub(crate) fn fact(&mut self, reading: &Reading, fact: &Fact) -> Result<bool> {
        let contract = contract::identity(fact, reading.offsets);
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
