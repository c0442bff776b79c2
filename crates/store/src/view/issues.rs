//! What is argued about, and how many stand where.
use crate::{Answer, Cell, Column, Filter, Record, Result, Row, judge::FOREVER, run::instant};
use jiff::Timestamp;
use rapporteur_record::Kind;
use rusqlite::params_from_iter;
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IssueRow {
    pub issue: String,
    pub text: Option<String>,
    /// Holders by the stance that they hold now (or on the day asked for).
    pub support: usize,
    pub oppose: usize,
    pub conditional: usize,
    pub undecided: usize,
}

/// An issue as a list to choose from has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssueListed {
    pub issue: String,
    pub text: Option<String>,
    /// Reports of positions on it.
    pub reports: usize,
}

impl Record {
    /// Every issue of the debate files, and every other one on which somebody has a position.
    pub fn issues(&self, filter: &Filter) -> Result<Answer<IssueRow>> {
        let _state = self.snapshot()?;
        let wanted = |id: &str| filter.issue.as_ref().is_none_or(|issue| issue.eq_ignore_ascii_case(id));
        let mut rows: BTreeMap<String, IssueRow> = BTreeMap::new();
        for (id, text) in self.proposals(filter.known_at)?.into_iter().filter(|(id, _)| wanted(id)) {
            rows.insert(id.clone(), IssueRow::new(id, Some(text)));
        }
        for position in self.positions(&Filter { limit: None, ..filter.clone() })?.rows {
            let row = rows
                .entry(position.issue.clone())
                .or_insert_with(|| IssueRow::new(position.issue, position.proposal));
            let counts = [&mut row.support, &mut row.oppose, &mut row.conditional, &mut row.undecided];
            super::tally(position.stance, 1, counts);
        }
        Ok(rows.into_values().take(filter.limit.unwrap_or(usize::MAX)).collect::<Vec<_>>().into())
    }

    /// The issues of [`Record::issues`] with the reports of positions on each, without asking who stands where.
    pub fn issue_list(&self, known_at: Option<Timestamp>) -> Result<Vec<IssueListed>> {
        let _state = self.snapshot()?;
        let listed = |id: &str, text| IssueListed { issue: id.to_owned(), text, reports: 0 };
        let mut issues: BTreeMap<String, IssueListed> = BTreeMap::new();
        for (id, text) in self.proposals(known_at)? {
            issues.insert(id.clone(), listed(&id, Some(text)));
        }
        let found = match known_at {
            None => self.reports_now()?,
            Some(_) => self.counted_then(known_at)?,
        };
        for (id, reports) in found {
            issues.entry(id.clone()).or_insert_with(|| listed(&id, None)).reports = reports;
        }
        Ok(issues.into_values().collect())
    }

    fn reports_now(&self) -> Result<BTreeMap<String, usize>> {
        // Case does not count, and each of the two counts may show another one.
        let small = |row: &rusqlite::Row| Ok(row.get::<_, String>(0)?.to_ascii_lowercase());
        let counts = self.counted_now("f.issue", "f.issue IS NOT NULL", small)?;
        let mut spelled = self.db.prepare_cached("SELECT issue FROM fact WHERE issue = ? LIMIT 1")?;
        let named = counts.into_iter().map(|(id, n)| Ok((spelled.query_row([id], |row| row.get(0))?, n)));
        named.collect()
    }

    /// Reports of positions by issue, as known at an instant.
    fn counted_then(&self, known_at: Option<Timestamp>) -> Result<BTreeMap<String, usize>> {
        let conditions = Filter { known_at, ..Filter::default() }.facts(self, &[Kind::Position])?;
        let sql = format!(
            "SELECT f.issue, count(*) FROM fact f CROSS JOIN assertion a ON a.fact = f.id
             JOIN reading r ON r.id = a.reading {} GROUP BY f.issue",
            conditions.sql()
        );
        let mut query = self.db.prepare_cached(&sql)?;
        let found = query.query_map(params_from_iter(&conditions.values), |row| {
            Ok((row.get(0)?, row.get::<_, i64>(1)? as usize))
        })?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }

    /// Issues by id with their sentences, of the last debate that had them at that instant.
    pub(crate) fn proposals(&self, known_at: Option<Timestamp>) -> Result<BTreeMap<String, String>> {
        let mut query = self.db.prepare_cached(
            "SELECT i.code, i.text FROM
               (SELECT debate, max(id) AS last FROM run WHERE started <= ? GROUP BY debate) used
             JOIN issue i ON i.debate = used.debate ORDER BY used.last",
        )?;
        let at = known_at.map_or_else(|| FOREVER.to_owned(), instant);
        let rows = query.query_map([at], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

impl IssueRow {
    fn new(issue: String, text: Option<String>) -> Self {
        Self { issue, text, support: 0, oppose: 0, conditional: 0, undecided: 0 }
    }
}

impl Row for IssueRow {
    const COLUMNS: &'static [Column] = &[
        Column::text("issue", "Issue", 24),
        Column::wide("text", "Proposal"),
        Column::number("support", "+ for"),
        Column::number("oppose", "− against"),
        Column::number("conditional", "± if"),
        Column::number("undecided", "? open"),
    ];

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::strong(&self.issue),
            Cell::from(self.text.as_deref().unwrap_or("")),
            Cell::number(self.support),
            Cell::number(self.oppose),
            Cell::number(self.conditional),
            Cell::number(self.undecided),
        ]
    }
}
