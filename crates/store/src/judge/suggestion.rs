//! What an assistant suggests: a verdict that waits until a person takes it, which makes it that person's judgement, or
//! turns it down. Until then no answer knows of it.
use super::{Judgement, Verdict, unchanged};
use crate::{Record, Result, StoreError, write::Writer};
use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};

/// Suggestions of one fact that can wait at a time, and of all.
const WAITING_ON_FACT: i64 = 20;
const WAITING: i64 = 2_000;

/// Characters of what is suggested, as it is kept, and of its reason.
const LONGEST: usize = 4_000;

impl Record {
    /// Keeps what an assistant suggests, at the instant `now`; its number. Refused where the verdict does not fit what it
    /// speaks of, and where too much waits already. What waits already, word for word, keeps its number.
    pub fn suggest(&mut self, suggestion: &Judgement, now: Timestamp) -> Result<i64> {
        let refused = |why: &str| Err(StoreError::Judgement(why.to_owned()));
        if matches!(suggestion.verdict, Verdict::Undo { .. }) || suggestion.facts.len() > 1 {
            return refused("one fact or two names can be spoken of, and no judgement be undone");
        }
        let suggestion = &Judgement { verdict: self.meant(&suggestion.verdict)?, ..suggestion.clone() };
        let fact = self.subjects(suggestion)?.first().copied();
        let verdict = serde_json::to_string(&suggestion.verdict).expect("a verdict is plain data");
        if [&verdict, &suggestion.why, &suggestion.who].iter().any(|text| text.chars().count() > LONGEST) {
            return refused("it is too long");
        }
        self.writing(now, |writer| {
            writer.fits(&suggestion.verdict)?;
            match writer.waiting(fact, &verdict)? {
                Some(number) => Ok(number),
                None => writer.suggest(suggestion, &verdict, fact),
            }
        })
    }

    /// Makes what is suggested a judgement of `who`, who knows all judgements on it up to the number `seen`; the number
    /// of the judgement.
    pub fn take_up(
        &mut self,
        suggestion: i64,
        who: &str,
        why: &str,
        seen: i64,
        now: Timestamp,
    ) -> Result<i64> {
        let (verdict, fact) = self.open_suggestion(suggestion)?;
        let facts: Vec<String> = fact.into_iter().collect();
        let judgement = Judgement { who: who.to_owned(), why: why.to_owned(), verdict, facts };
        unchanged(&self.db, &judgement.facts, seen)?;
        let rows = self.subjects(&judgement)?;
        self.writing(now, |writer| {
            unchanged(writer.db, &judgement.facts, seen)?;
            let number = writer.judge(&judgement, &rows)?;
            writer.settle(suggestion, who, why, Some(number))?;
            Ok(number)
        })
    }

    /// Turns a suggestion down.
    pub fn turn_down(&mut self, suggestion: i64, who: &str, why: &str, now: Timestamp) -> Result<()> {
        if who.trim().is_empty() || why.trim().is_empty() {
            return Err(StoreError::Judgement("somebody has to turn it down, for a reason".to_owned()));
        }
        self.open_suggestion(suggestion)?;
        self.writing(now, |writer| writer.settle(suggestion, who, why, None))
    }

    /// The verdict of a suggestion that waits, and the id of its fact.
    fn open_suggestion(&self, number: i64) -> Result<(Verdict, Option<String>)> {
        let mut query = self.db.prepare_cached(
            "SELECT s.verdict, f.hash, t.who FROM suggestion s LEFT JOIN fact f ON f.id = s.fact
             LEFT JOIN settlement t ON t.suggestion = s.id WHERE s.id = ?",
        )?;
        let row = |row: &rusqlite::Row| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        let found: Option<(String, Option<String>, Option<String>)> =
            query.query_row([number], row).optional()?;
        match found {
            None => Err(StoreError::Judgement(format!("there is no suggestion {number}"))),
            Some((.., Some(who))) => Err(StoreError::Settled { suggestion: number, who }),
            Some((verdict, fact, None)) => {
                let verdict = serde_json::from_str(&verdict)
                    .map_err(|source| StoreError::Suggestion { suggestion: number, source })?;
                Ok((verdict, fact))
            }
        }
    }
}

impl Writer<'_> {
    /// The number of the same suggestion, where it waits; fails where there is no room for another.
    fn waiting(&self, fact: Option<i64>, verdict: &str) -> Result<Option<i64>> {
        let mut query = self.db.prepare_cached(
            "SELECT count(*), ifnull(sum(s.fact IS ?1), 0), min(iif(s.fact IS ?1 AND s.verdict = ?2, s.id, NULL))
             FROM suggestion s WHERE NOT EXISTS (SELECT 1 FROM settlement WHERE suggestion = s.id)",
        )?;
        let (all, here, same): (i64, i64, Option<i64>) =
            query.query_row(params![fact, verdict], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        match same {
            None if all >= WAITING || (fact.is_some() && here >= WAITING_ON_FACT) => {
                Err(StoreError::Judgement("too many suggestions wait for people already".to_owned()))
            }
            same => Ok(same),
        }
    }

    fn suggest(&self, suggestion: &Judgement, verdict: &str, fact: Option<i64>) -> Result<i64> {
        self.db.execute(
            "INSERT INTO suggestion (recorded, who, why, verdict, fact) VALUES (?, ?, ?, ?, ?)",
            params![self.recorded, suggestion.who, suggestion.why, verdict, fact],
        )?;
        Ok(self.db.last_insert_rowid())
    }

    fn settle(&self, suggestion: i64, who: &str, why: &str, judgement: Option<i64>) -> Result<()> {
        let added = self.db.execute(
            "INSERT INTO settlement (suggestion, recorded, who, why, judgement) VALUES (?, ?, ?, ?, ?)
             ON CONFLICT DO NOTHING",
            params![suggestion, self.recorded, who, why, judgement],
        )?;
        match added {
            // Somebody was quicker.
            0 => Err(StoreError::Settled { suggestion, who: self.settler(suggestion)? }),
            _ => Ok(()),
        }
    }

    fn settler(&self, suggestion: i64) -> Result<String> {
        let sql = "SELECT who FROM settlement WHERE suggestion = ?";
        Ok(self.db.query_row(sql, [suggestion], |row| row.get(0))?)
    }
}
