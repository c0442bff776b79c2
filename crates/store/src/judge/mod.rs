//! What people say of the record: added like everything else, undone by a further judgement, and applied again whenever
//! a text is read again.
//!
//! A judgement on facts becomes a new reading of their document, which rests on the last reading by a program
//! (`reading.judges`). So each view sees it by the one rule that it has anyway: the last reading counts. Merged names
//! are the exception, since they may stand in any number of documents: [`crate::names`] applies them when facts are read.
mod change;
mod pointers;
mod replay;
mod same;
mod suggestion;

use crate::{LogLine, Record, Result, StoreError, names::Names, readings, write::Writer};
use jiff::Timestamp;
use rapporteur_record::{Document, Fact, Offsets, Stance};
use replay::Standing;
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeSet;

pub(crate) use change::claim_actors;
pub(crate) use same::same;

/// What somebody judges, with the reason.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    pub who: String,
    pub why: String,
    pub verdict: Verdict,
    /// Ids of the facts that it speaks of, or their first digits; none for names and for undoing.
    pub facts: Vec<String>,
}

/// What is judged. `from` and `into` are names of actors.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "lowercase")]
pub enum Verdict {
    /// The facts are right as they stand; they stay even where a newer version does not find them.
    Accept,
    /// The facts are wrong, and not found again.
    Reject,
    /// One slot has this value: as the contract writes it, but for places, which are given by their words.
    Correct { slot: String, value: Value },
    /// The facts bear on the issue. What is no position yet needs the actor's stance.
    Link { issue: String, stance: Option<Stance> },
    /// Two names of one actor, wherever they stand.
    Merge { from: String, into: String },
    /// The name means somebody else in these facts. `also`: names that stood for it when this was judged; the record
    /// fills them in.
    Split {
        from: String,
        into: String,
        #[serde(default)]
        also: Vec<String>,
    },
    /// An earlier judgement counts no more (or again, where it is itself an undoing).
    Undo { judgement: i64 },
}

impl Verdict {
    pub const fn act(&self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Reject => "reject",
            Self::Correct { .. } => "correct",
            Self::Link { .. } => "link",
            Self::Merge { .. } => "merge",
            Self::Split { .. } => "split",
            Self::Undo { .. } => "undo",
        }
    }

    const fn is_on_facts(&self) -> bool {
        !matches!(self, Self::Merge { .. } | Self::Undo { .. })
    }
}

/// A judgement as it is kept.
#[derive(Debug, Clone)]
pub(crate) struct Kept {
    pub id: i64,
    pub verdict: Verdict,
}

impl Record {
    /// Adds a judgement at the instant `now`; its number. Everything that it changes is in the answers from then on.
    pub fn judge(&mut self, judgement: &Judgement, now: Timestamp) -> Result<i64> {
        self.judge_if(judgement, now, |_| Ok(()), |_| Ok(None))
    }

    /// As [`Record::judge`], by somebody who knows all judgements on the facts (or, without facts, on names) up to the
    /// number `seen`. Refused where there is a later one, so that nobody overrules what he has not seen.
    pub fn judge_after(&mut self, judgement: &Judgement, seen: i64, now: Timestamp) -> Result<i64> {
        let ids = judgement.facts.clone();
        // A fact that was judged may be current no more: that it was judged is the better answer.
        unchanged(&self.db, &ids, seen)?;
        self.judge_if(judgement, now, |db| unchanged(db, &ids, seen), |_| Ok(None))
    }

    /// As [`Record::judge_after`], with a log beside the record: `log` is given the number and writes the line before the
    /// judgement is kept, so that none is kept without its line. Where `log` fails, nothing is kept.
    pub fn judge_logged(
        &mut self,
        judgement: &Judgement,
        seen: i64,
        now: Timestamp,
        log: impl FnOnce(i64) -> std::io::Result<LogLine>,
    ) -> Result<i64> {
        let ids = judgement.facts.clone();
        unchanged(&self.db, &ids, seen)?;
        let line = |number| log(number).map(Some).map_err(StoreError::Log);
        self.judge_if(judgement, now, |db| unchanged(db, &ids, seen), line)
    }

    /// Nothing is written where `allowed`, asked while nobody else can write, fails.
    fn judge_if(
        &mut self,
        judgement: &Judgement,
        now: Timestamp,
        allowed: impl Fn(&Connection) -> Result<()>,
        log: impl FnOnce(i64) -> Result<Option<LogLine>>,
    ) -> Result<i64> {
        let judgement = &Judgement { verdict: self.meant(&judgement.verdict)?, ..judgement.clone() };
        let facts = self.subjects(judgement)?;
        self.writing(now, |writer| {
            allowed(writer.db)?;
            let number = writer.judge(judgement, &facts)?;
            if let Some(line) = log(number)? {
                crate::log::note(writer.db, &line)?;
            }
            Ok(number)
        })
    }

    /// The verdict with the names that it speaks of as facts have them.
    fn meant(&self, verdict: &Verdict) -> Result<Verdict> {
        let Verdict::Split { from, into, .. } = verdict else { return Ok(verdict.clone()) };
        let names = Names::load(&self.db, None)?;
        let also =
            names.family([from.clone()].into_iter(), |_| false).into_iter().map(str::to_owned).collect();
        Ok(Verdict::Split { from: from.clone(), into: into.clone(), also })
    }

    /// Row ids of the facts that are meant, each of which the verdict must fit.
    fn subjects(&self, judgement: &Judgement) -> Result<Vec<i64>> {
        let reason = |text: &str| Err(StoreError::Judgement(text.to_owned()));
        if judgement.who.trim().is_empty() || judgement.why.trim().is_empty() {
            return reason("a judgement needs somebody who makes it, and a reason");
        }
        if judgement.verdict.is_on_facts() == judgement.facts.is_empty() {
            return reason("facts are needed for every judgement but on names and other judgements");
        }
        let mut rows = Vec::new();
        for prefix in &judgement.facts {
            let entry = self.by_prefix(prefix, &Default::default())?;
            let stored = Standing::of(&self.db, &entry.id.0)?;
            change::changed(&judgement.verdict, &stored.fact, &entry.text)
                .map_err(|why| StoreError::Judgement(format!("{}: {why}", entry.id)))?;
            rows.push(stored.row);
        }
        Ok(rows)
    }
}

/// Fails where a judgement later than `seen` speaks of one of these facts; without facts, of a name.
fn unchanged(db: &Connection, facts: &[String], seen: i64) -> Result<()> {
    let later = |row: &rusqlite::Row| Ok((row.get(0)?, row.get(1)?));
    let mut found: Option<(i64, String)> = None;
    if facts.is_empty() {
        let mut query = db.prepare_cached(
            "SELECT id, who FROM judgement WHERE act IN ('merge', 'split') AND id > ? ORDER BY id LIMIT 1",
        )?;
        found = query.query_row([seen], later).optional()?;
    }
    let mut query = db.prepare_cached(
        "SELECT j.id, j.who FROM fact f JOIN judged g ON g.fact = f.id JOIN judgement j ON j.id = g.judgement
         WHERE f.hash = ? AND j.id > ? ORDER BY j.id LIMIT 1",
    )?;
    for fact in facts {
        found = found.or(query.query_row(params![fact, seen], later).optional()?);
    }
    match found {
        Some((judgement, who)) => Err(StoreError::Outdated { judgement, who }),
        None => Ok(()),
    }
}

impl Writer<'_> {
    fn judge(&mut self, judgement: &Judgement, facts: &[i64]) -> Result<i64> {
        let undoes = match judgement.verdict {
            Verdict::Undo { judgement } => Some(judgement),
            _ => None,
        };
        self.fits(&judgement.verdict)?;
        let verdict = serde_json::to_string(&judgement.verdict).expect("a verdict is plain data");
        self.db.execute(
            "INSERT INTO judgement (recorded, who, why, act, verdict, undoes) VALUES (?, ?, ?, ?, ?, ?)",
            params![self.recorded, judgement.who, judgement.why, judgement.verdict.act(), verdict, undoes],
        )?;
        let id = self.db.last_insert_rowid();
        for fact in facts {
            self.db.execute("INSERT OR IGNORE INTO judged (judgement, fact) VALUES (?, ?)", [id, *fact])?;
        }
        for document in self.concerned(id)? {
            let source = readings::document(self.db, document)?;
            self.judge_again(document, &source, &Offsets::new(&source.text))?;
        }
        Ok(id)
    }

    /// What a verdict speaks of must be in the record.
    fn fits(&self, verdict: &Verdict) -> Result<()> {
        let missing = |what: String| Err(StoreError::Judgement(what));
        match verdict {
            Verdict::Undo { judgement }
                if !self.has("SELECT 1 FROM judgement WHERE id = ?", judgement)? =>
            {
                missing(format!("there is no judgement {judgement}"))
            }
            Verdict::Merge { from, into } if from == into => missing(format!("{from} is one name already")),
            Verdict::Merge { from, .. } | Verdict::Split { from, .. }
                if !self.has(
                    "SELECT 1 FROM actor WHERE name = ?1 UNION ALL SELECT 1 FROM post WHERE actor = ?1",
                    from,
                )? && !Names::load(self.db, None)?.has(from) =>
            {
                missing(format!("nobody in the record is called {from}"))
            }
            _ => Ok(()),
        }
    }

    fn has(&self, sql: &str, value: &impl rusqlite::ToSql) -> Result<bool> {
        Ok(self.db.query_row(sql, [value], |_| Ok(())).optional()?.is_some())
    }

    /// The documents whose facts a judgement changes: its own, or those of the one that it undoes in the end.
    fn concerned(&self, judgement: i64) -> Result<BTreeSet<i64>> {
        let mut query = self.db.prepare_cached(
            "WITH RECURSIVE meant (id) AS (VALUES (?1)
               UNION SELECT j.undoes FROM meant m JOIN judgement j ON j.id = m.id WHERE j.undoes IS NOT NULL)
             SELECT f.document FROM meant JOIN judged g ON g.judgement = meant.id JOIN fact f ON f.id = g.fact",
        )?;
        let rows = query.query_map([judgement], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Applies what people say of the document to its last reading by a program, as a reading of its own.
    pub(crate) fn judge_again(&mut self, row: i64, source: &Document, offsets: &Offsets) -> Result<()> {
        if !self.has("SELECT 1 FROM judged g JOIN fact f ON f.id = g.fact WHERE f.document = ?", &row)? {
            return Ok(());
        }
        let (machine, run) = self.db.query_row(
            "SELECT id, run FROM reading WHERE document = ? AND judges IS NULL ORDER BY id DESC LIMIT 1",
            [row],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        let found = readings::asserted(self.db, machine, offsets)?;
        let judged = replay::replay(self.db, row, found, source, offsets)?;
        let id = self.reading(row, run, Some(machine))?;
        let reading = crate::write::Reading { id, document: row, source, offsets };
        judged.iter().try_for_each(|fact: &Fact| self.fact(&reading, fact).map(|_| ()))
    }
}

/// Judgements that count at this instant (`None`: now), in the order in which they were made.
pub(crate) fn active(db: &Connection, known_at: Option<&str>, acts: &str) -> Result<Vec<Kept>> {
    let sql = format!(
        "SELECT id, verdict FROM judgement WHERE act IN ({acts}, 'undo') AND recorded <= ? ORDER BY id DESC"
    );
    let mut query = db.prepare_cached(&sql)?;
    let mut rows = query.query([known_at.unwrap_or(FOREVER)])?;
    let (mut active, mut undone) = (Vec::new(), BTreeSet::new());
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(0)?;
        let text: String = row.get(1)?;
        let verdict =
            serde_json::from_str(&text).map_err(|source| StoreError::Verdict { judgement: id, source })?;
        // The last come first, so that whether an undoing counts itself is known before what it undoes comes up.
        match verdict {
            _ if undone.contains(&id) => {}
            Verdict::Undo { judgement } => {
                undone.insert(judgement);
            }
            verdict => active.push(Kept { id, verdict }),
        }
    }
    active.reverse();
    Ok(active)
}

/// Later than every instant, as text.
pub(crate) const FOREVER: &str = "9999";
