//! Who is in the record, under which names, with what.
use crate::{
    Answer, Cell, Column, Filter, Record, Result, Row,
    filter::{CURRENT_FACTS, Where},
};
use rapporteur_record::{ActorKind, Kind, PartialDate};
use rusqlite::params_from_iter;
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ActorRow {
    pub name: String,
    /// The level named most often.
    pub level: ActorKind,
    /// Other names that the texts use, the most frequent first; descriptions and pronouns are left out.
    pub aliases: Vec<String>,
    /// Facts by kind; kinds without any are left out.
    pub facts: BTreeMap<Kind, usize>,
    /// First and last day of the facts.
    pub first: Option<PartialDate>,
    pub last: Option<PartialDate>,
}

impl Record {
    /// Everybody who speaks, holds, decides, imposes, warns or demands, those with most facts first.
    pub fn actors(&self, filter: &Filter) -> Result<Answer<ActorRow>> {
        let _state = self.snapshot()?;
        let conditions = filter.facts(self, &[])?;
        let mut rows = self.counted(&conditions)?;
        self.add_names(&conditions, &mut rows)?;
        let mut rows: Vec<ActorRow> = rows.into_values().collect();
        rows.sort_by(|a, b| (b.total(), &a.name).cmp(&(a.total(), &b.name)));
        rows.truncate(filter.limit.unwrap_or(usize::MAX));
        Ok(rows.into())
    }

    fn counted(&self, conditions: &Where) -> Result<BTreeMap<i64, ActorRow>> {
        let sql = format!(
            "SELECT f.actor, x.name, f.kind, count(*), min(f.first), max(f.last) FROM {CURRENT_FACTS} {}
             GROUP BY f.actor, f.kind",
            conditions.sql()
        );
        let mut query = self.db.prepare_cached(&sql)?;
        let mut found = query.query(params_from_iter(&conditions.values))?;
        let mut rows: BTreeMap<i64, ActorRow> = BTreeMap::new();
        while let Some(row) = found.next()? {
            let actor = rows.entry(row.get(0)?).or_insert(ActorRow::named(row.get(1)?));
            let day = |column| crate::entry::date(row, column);
            let (first, last) = (day(4)?, day(5)?);
            actor.first = [actor.first, first].into_iter().flatten().min();
            actor.last = actor.last.max(last);
            if let Some(kind) = Kind::parse(&row.get::<_, String>(2)?) {
                actor.facts.insert(kind, row.get::<_, i64>(3)? as usize);
            }
        }
        Ok(rows)
    }

    /// Levels and aliases, the most frequent first.
    fn add_names(&self, conditions: &Where, rows: &mut BTreeMap<i64, ActorRow>) -> Result<()> {
        let mentions = format!("FROM {CURRENT_FACTS} JOIN mention m ON m.fact = f.id AND m.actor = f.actor");
        let levels = format!(
            "SELECT m.actor, m.kind {mentions} {} GROUP BY m.actor, m.kind
             ORDER BY m.kind = 'unknown', count(*) DESC, m.kind",
            conditions.sql()
        );
        let mut known = BTreeMap::new();
        self.pairs(&levels, conditions, |actor, level| {
            known.entry(actor).or_insert(level);
        })?;
        let aliases = format!(
            "SELECT m.actor, s.words {mentions} JOIN alias s ON s.id = m.alias {}
             AND s.words <> lower(s.words) AND s.words <> x.name
             GROUP BY m.actor, s.words ORDER BY count(*) DESC, s.words",
            conditions.sql()
        );
        for (actor, level) in known {
            if let Some(row) = rows.get_mut(&actor) {
                row.level = serde_json::from_value(level.into()).unwrap_or_default();
            }
        }
        self.pairs(&aliases, conditions, |actor, words| {
            if let Some(row) = rows.get_mut(&actor) {
                row.aliases.push(words);
            }
        })
    }

    fn pairs(&self, sql: &str, conditions: &Where, mut each: impl FnMut(i64, String)) -> Result<()> {
        let mut query = self.db.prepare_cached(sql)?;
        let mut rows = query.query(params_from_iter(&conditions.values))?;
        while let Some(row) = rows.next()? {
            each(row.get(0)?, row.get(1)?);
        }
        Ok(())
    }
}

impl ActorRow {
    fn named(name: String) -> Self {
        let level = ActorKind::Unknown;
        Self { name, level, aliases: Vec::new(), facts: BTreeMap::new(), first: None, last: None }
    }

    /// All facts of the actor.
    pub fn total(&self) -> usize {
        self.facts.values().sum()
    }

    /// "12 statements, 1 position".
    fn counts(&self) -> String {
        let counts =
            self.facts.iter().map(|(kind, &n)| format!("{n} {kind}{}", if n == 1 { "" } else { "s" }));
        counts.collect::<Vec<_>>().join(", ")
    }
}

impl Row for ActorRow {
    const COLUMNS: &'static [Column] = &[
        Column::text("name", "Who", 24),
        Column::text("level", "Level", 7),
        Column::wide("facts", "Facts"),
        Column::wide("aliases", "Also seen as"),
        Column::text("first", "First", 10),
        Column::text("last", "Last", 10),
    ];

    fn cells(&self) -> Vec<Cell> {
        let day = |date: Option<PartialDate>| Cell::from(date.map_or(String::new(), |d| d.to_string()));
        vec![
            Cell::strong(&self.name),
            Cell::from(self.level.as_str()),
            Cell::from(self.counts()),
            Cell::faint(self.aliases.join(", ")),
            day(self.first),
            day(self.last),
        ]
    }
}
