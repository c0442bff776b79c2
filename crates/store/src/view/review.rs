//! What people should look at: facts that nobody judged, the least sure first.
use super::{DATE_AND_SOURCE, DOC, HIDDEN_SOURCE, ID, closing, date_and_source, what};
use crate::{
    Answer, Cell, Column, Entry, Filter, Record, Result, Row, entry::matching, filter::CURRENT_FACTS,
};
use rapporteur_record::Kind;
use serde::Serialize;

#[derive(Debug, Clone, Serialize)]
#[serde(transparent)]
pub struct ReviewRow(pub Entry);

impl Record {
    /// Facts of these kinds that no judgement speaks of, those of which the program is least sure first.
    pub fn review(&self, kinds: &[Kind], filter: &Filter) -> Result<Answer<ReviewRow>> {
        let _state = self.snapshot()?;
        let mut conditions = filter.facts(self, kinds)?;
        let judged = "NOT EXISTS (SELECT 1 FROM judged g WHERE g.fact = f.id)";
        conditions.add(judged, [] as [String; 0]);
        // What people corrected is a new fact, which its rule tells.
        conditions.add("a.rule NOT LIKE '% by judgement %'", [] as [String; 0]);
        let limit = filter.limit.map_or(String::new(), |n| format!(" LIMIT {n}"));
        let found =
            matching(self, CURRENT_FACTS, &conditions, &format!("ORDER BY a.confidence, f.hash{limit}"))?;
        Ok(found.into_iter().map(ReviewRow).collect::<Vec<_>>().into())
    }

    /// The number of the last judgement on the fact of this id, or, for names, of the last on any name; 0 where there is
    /// none. Give it to [`Record::judge_after`].
    pub fn last_judgement(&self, fact: Option<&str>) -> Result<i64> {
        let sql = match fact {
            Some(_) => {
                "SELECT coalesce(max(g.judgement), 0) FROM judged g JOIN fact f ON f.id = g.fact WHERE f.hash = ?"
            }
            None => {
                "SELECT coalesce(max(id), 0) FROM judgement WHERE act IN ('merge', 'split') AND ? IS NULL"
            }
        };
        Ok(self.db.prepare_cached(sql)?.query_row([fact], |row| row.get(0))?)
    }
}

impl Row for ReviewRow {
    const COLUMNS: &'static [Column] = &[
        Column::number("confidence", "Sure"),
        DATE_AND_SOURCE,
        Column::text("kind", "Kind", 9),
        Column::text("actor", "Who", 20),
        Column::wide("what", "What"),
        Column::wide("evidence", "Evidence"),
        HIDDEN_SOURCE,
        DOC,
        ID,
    ];

    fn cells(&self) -> Vec<Cell> {
        let entry = &self.0;
        let mut cells = vec![
            Cell::from(format!("{:.2}", entry.fact.confidence)),
            date_and_source(entry),
            Cell::from(entry.kind().as_str()),
            Cell::strong(&entry.fact.claim.actor().name),
            what(entry),
            Cell::from(entry.quotes().join(" … ")),
        ];
        cells.extend(closing(entry));
        cells
    }
}
