//! What people judged, and whether it counts.
use crate::{
    Answer, Cell, Column, Filter, Record, Result, Row, StoreError, Tone, Verdict,
    judge::{self, FOREVER},
    run::instant,
};
use serde::Serialize;
use std::collections::BTreeSet;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct JudgementRow {
    /// The number that `judge undo` takes.
    pub judgement: i64,
    pub recorded: String,
    pub who: String,
    pub verdict: Verdict,
    /// Ids of the facts judged.
    pub facts: Vec<String>,
    pub why: String,
    /// False for what was undone, and for undoing.
    pub counts: bool,
}

impl Record {
    /// Judgements in the order in which they were made. Of the filter, only the instant and the limit count.
    pub fn judgements(&self, filter: &Filter) -> Result<Answer<JudgementRow>> {
        let _state = self.snapshot()?;
        let at = filter.known_at.map_or_else(|| FOREVER.to_owned(), instant);
        let active =
            judge::active(&self.db, Some(&at), "'accept', 'reject', 'correct', 'link', 'merge', 'split'")?;
        let active: BTreeSet<i64> = active.into_iter().map(|kept| kept.id).collect();
        let mut query = self.db.prepare_cached(
            "SELECT id, recorded, who, why, verdict FROM judgement WHERE recorded <= ? ORDER BY id",
        )?;
        let mut found = query.query([&at])?;
        let mut rows = Vec::new();
        while let Some(row) = found.next()? {
            let judgement: i64 = row.get(0)?;
            let verdict = serde_json::from_str(&row.get::<_, String>(4)?)
                .map_err(|source| StoreError::Verdict { judgement, source })?;
            rows.push(JudgementRow {
                judgement,
                recorded: row.get(1)?,
                who: row.get(2)?,
                why: row.get(3)?,
                verdict,
                facts: self.judged(judgement)?,
                counts: active.contains(&judgement),
            });
        }
        rows.truncate(filter.limit.unwrap_or(usize::MAX));
        Ok(rows.into())
    }

    fn judged(&self, judgement: i64) -> Result<Vec<String>> {
        let mut query = self.db.prepare_cached(
            "SELECT f.hash FROM judged g JOIN fact f ON f.id = g.fact WHERE g.judgement = ? ORDER BY f.hash",
        )?;
        let rows = query.query_map([judgement], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

/// "stance = oppose".
pub(super) fn what(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Accept | Verdict::Reject => String::new(),
        Verdict::Correct { slot, value } => match value.as_str() {
            Some(word) => format!("{slot} = {word}"),
            None => format!("{slot} = {value}"),
        },
        Verdict::Link { issue, stance: Some(stance) } => format!("{issue}, {stance}"),
        Verdict::Link { issue, stance: None } => issue.clone(),
        Verdict::Merge { from, into } | Verdict::Split { from, into, .. } => format!("{from} → {into}"),
        Verdict::Undo { judgement } => format!("judgement {judgement}"),
    }
}

impl Row for JudgementRow {
    const COLUMNS: &'static [Column] = &[
        Column::number("judgement", "No"),
        Column::text("recorded", "When", 10),
        Column::text("who", "Who", 14),
        Column::text("act", "Act", 16),
        Column::wide("what", "What"),
        Column::text("facts", "Facts", 18),
        Column::wide("why", "Why"),
        Column::hidden("counts", "Counts"),
    ];

    fn cells(&self) -> Vec<Cell> {
        let act = self.verdict.act();
        let undone = !self.counts && !matches!(self.verdict, Verdict::Undo { .. });
        let shown =
            if undone { Cell::new(format!("{act} (undone)"), Tone::Faint) } else { Cell::strong(act) };
        let short: Vec<&str> = self.facts.iter().map(|id| &id[..8.min(id.len())]).collect();
        vec![
            Cell::from(self.judgement.to_string()),
            super::instant_cell(&self.recorded),
            Cell::from(self.who.as_str()),
            shown.in_csv(act),
            Cell::from(what(&self.verdict)),
            Cell::faint(short.join(" ")).in_csv(self.facts.join(" ")),
            Cell::from(self.why.as_str()),
            Cell::from(self.counts.to_string()),
        ]
    }
}
