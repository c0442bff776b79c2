//! What assistants suggest, and what people made of it.
use super::judgements::what;
use crate::{
    Answer, Cell, Column, Filter, Record, Result, Row, StoreError, Verdict, judge::FOREVER, run::instant,
};
use rusqlite::params;
use serde::Serialize;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SuggestionRow {
    pub suggestion: i64,
    pub recorded: String,
    /// The assistant, as it or its token calls it.
    pub who: String,
    pub verdict: Verdict,
    /// The id of the fact; `None` for names.
    pub fact: Option<String>,
    pub why: String,
    /// What a person made of it; `None` as long as it waits.
    pub settled: Option<Settled>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Settled {
    pub recorded: String,
    pub who: String,
    pub why: String,
    /// The judgement that it became; `None` where it was turned down.
    pub judgement: Option<i64>,
}

impl Record {
    /// All suggestions, those that wait first, then in the order in which they were made. Of the filter, only the instant
    /// and the limit count.
    pub fn suggestions(&self, filter: &Filter) -> Result<Answer<SuggestionRow>> {
        self.suggested("true", None, filter)
    }

    /// Those that wait on the fact of this id; without one, all that wait.
    pub fn waiting(&self, fact: Option<&str>, filter: &Filter) -> Result<Answer<SuggestionRow>> {
        self.suggested("(?3 IS NULL OR f.hash = ?3) AND t.suggestion IS NULL", fact, filter)
    }

    fn suggested(&self, wanted: &str, fact: Option<&str>, filter: &Filter) -> Result<Answer<SuggestionRow>> {
        let at = filter.known_at.map_or_else(|| FOREVER.to_owned(), instant);
        let limit = filter.limit.map_or(i64::MAX, |limit| limit as i64);
        let mut query = self.db.prepare_cached(&format!(
            "SELECT s.id, s.recorded, s.who, s.why, s.verdict, f.hash, t.recorded, t.who, t.why, t.judgement
             FROM suggestion s LEFT JOIN fact f ON f.id = s.fact
             LEFT JOIN settlement t ON t.suggestion = s.id AND t.recorded <= ?1
             WHERE s.recorded <= ?1 AND {wanted} AND ?3 IS ?3
             ORDER BY t.suggestion IS NOT NULL, s.id LIMIT ?2"
        ))?;
        let mut found = query.query(params![at, limit, fact])?;
        let mut rows = Vec::new();
        while let Some(row) = found.next()? {
            rows.push(suggestion(row)?);
        }
        Ok(rows.into())
    }
}

fn suggestion(row: &rusqlite::Row) -> Result<SuggestionRow> {
    let number = row.get(0)?;
    let verdict = serde_json::from_str(&row.get::<_, String>(4)?)
        .map_err(|source| StoreError::Suggestion { suggestion: number, source })?;
    let settled = match row.get::<_, Option<String>>(6)? {
        Some(recorded) => {
            Some(Settled { recorded, who: row.get(7)?, why: row.get(8)?, judgement: row.get(9)? })
        }
        None => None,
    };
    Ok(SuggestionRow {
        suggestion: number,
        recorded: row.get(1)?,
        who: row.get(2)?,
        why: row.get(3)?,
        verdict,
        fact: row.get(5)?,
        settled,
    })
}

impl SuggestionRow {
    /// "correct stance = oppose".
    pub fn words(&self) -> String {
        format!("{} {}", self.verdict.act(), what(&self.verdict)).trim_end().to_owned()
    }

    fn outcome(&self) -> String {
        match &self.settled {
            None => "waits".to_owned(),
            Some(Settled { who, judgement: Some(number), .. }) => format!("judgement {number} of {who}"),
            Some(Settled { who, why, .. }) => format!("turned down by {who}: {why}"),
        }
    }
}

impl Row for SuggestionRow {
    const COLUMNS: &'static [Column] = &[
        Column::number("suggestion", "No"),
        Column::text("recorded", "When", 10),
        Column::text("who", "Who", 14),
        Column::wide("what", "What"),
        Column::text("fact", "Fact", 8),
        Column::wide("why", "Why"),
        Column::wide("outcome", "What became of it"),
    ];

    fn cells(&self) -> Vec<Cell> {
        let fact = self.fact.as_deref().unwrap_or_default();
        vec![
            Cell::from(self.suggestion.to_string()),
            super::instant_cell(&self.recorded),
            Cell::from(self.who.as_str()),
            Cell::strong(self.words()),
            Cell::faint(fact.get(..8).unwrap_or(fact)).in_csv(fact),
            Cell::from(self.why.as_str()),
            Cell::from(self.outcome()),
        ]
    }
}
