//! Who reported which stance in which month: the table that discourse networks are made from.
use super::{WHOSE, ledger::position};
use crate::{Answer, Cell, Column, Filter, Record, Result, Row, Whose, entry::entries, story::days};
use rapporteur_record::{Kind, Position, Stance};
use rusqlite::params_from_iter;
use serde::Serialize;
use std::collections::BTreeMap;

/// As `CURRENT_FACTS`, without the document and the name, which are not counted.
const POSITIONS: &str = "fact f CROSS JOIN assertion a ON a.fact = f.id JOIN reading r ON r.id = a.reading";

/// Reports of one actor's position on one issue in one month, by stance.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct MatrixRow {
    pub issue: String,
    pub actor: String,
    /// `YYYY-MM` of the last day on which it can have been so; none where no date is known.
    pub month: Option<String>,
    pub support: usize,
    pub oppose: usize,
    pub conditional: usize,
    pub undecided: usize,
    /// Whose positions are counted for a government, in the order of time.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub whose: Vec<Whose>,
}

/// Rows by issue in small letters, actor and month.
type Cells = BTreeMap<(String, String, Option<String>), MatrixRow>;

impl Record {
    /// Reports by issue, actor and month. Counted are facts, so that one document with two stances counts twice.
    pub fn matrix(&self, filter: &Filter) -> Result<Answer<MatrixRow>> {
        let _state = self.snapshot()?;
        let cells = match filter.roll_up {
            None => self.counted(filter)?,
            Some(_) => self.rolled_up(filter)?,
        };
        Ok(cells.into_values().take(filter.limit.unwrap_or(usize::MAX)).collect::<Vec<_>>().into())
    }

    fn counted(&self, filter: &Filter) -> Result<Cells> {
        let conditions = filter.facts(self, &[Kind::Position])?;
        // Grouped by row ids: names are looked up once an actor.
        let sql = format!(
            "SELECT g.issue, x.name, g.month, g.stance, g.reports FROM (
               SELECT f.issue AS issue, f.actor AS actor, substr(f.last, 1, 7) AS month, f.stance AS stance,
                 count(*) AS reports FROM {POSITIONS} {} GROUP BY 1, 2, 3, 4) g
             JOIN actor x ON x.id = g.actor",
            conditions.sql()
        );
        let mut query = self.db.prepare_cached(&sql)?;
        let mut found = query.query(params_from_iter(&conditions.values))?;
        let mut cells = Cells::new();
        while let Some(row) = found.next()? {
            let (issue, name, month): (String, String, Option<String>) =
                (row.get(0)?, row.get(1)?, row.get(2)?);
            let actor = conditions.names.of(&name).to_owned();
            if let Some(stance) = Stance::parse(&row.get::<_, String>(3)?) {
                MatrixRow::at(&mut cells, issue, actor, month).add(stance, row.get::<_, i64>(4)? as usize);
            }
        }
        Ok(cells)
    }

    /// Whom a report counts for is told by its own day and document, so that each is read.
    fn rolled_up(&self, filter: &Filter) -> Result<Cells> {
        let mut cells = Cells::new();
        for entry in entries(self, &Filter { limit: None, ..filter.clone() }, &[Kind::Position])? {
            let Position { issue, holder, stance } = position(&entry);
            let month = days(&entry).map(|days| days.last.to_string().chars().take(7).collect());
            let row = MatrixRow::at(&mut cells, issue.clone(), holder.name.clone(), month);
            row.add(*stance, 1);
            if let Some(whose) = entry.whose.as_ref().filter(|whose| !row.whose.contains(whose)) {
                row.whose.push(whose.clone());
            }
        }
        Ok(cells)
    }
}

impl MatrixRow {
    fn at(cells: &mut Cells, issue: String, actor: String, month: Option<String>) -> &mut Self {
        cells.entry((issue.to_lowercase(), actor.clone(), month.clone())).or_insert_with(|| Self {
            issue,
            actor,
            month,
            ..Self::default()
        })
    }

    fn add(&mut self, stance: Stance, reports: usize) {
        let counts = [&mut self.support, &mut self.oppose, &mut self.conditional, &mut self.undecided];
        super::tally(stance, reports, counts);
    }
}

impl Row for MatrixRow {
    const COLUMNS: &'static [Column] = &[
        Column::hidden("issue", "Issue"),
        Column::wide("actor", "Who"),
        Column::text("month", "Month", 7),
        Column::number("support", "+ for"),
        Column::number("oppose", "− against"),
        Column::number("conditional", "± if"),
        Column::number("undecided", "? open"),
        WHOSE,
    ];

    fn heading(&self) -> Option<String> {
        Some(self.issue.clone())
    }

    fn cells(&self) -> Vec<Cell> {
        let mut cells = vec![
            Cell::from(self.issue.as_str()),
            Cell::strong(&self.actor).above(super::short(&self.whose)),
            Cell::from(self.month.as_deref().unwrap_or("")),
        ];
        let counts = [self.support, self.oppose, self.conditional, self.undecided];
        cells.extend(counts.map(|n| if n == 0 { Cell::from("") } else { Cell::number(n) }));
        cells.push(Cell::from(super::short(&self.whose)));
        cells
    }
}
