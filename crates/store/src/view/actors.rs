//! Who is in the record, under which names, with what.
use crate::{
    Answer, Cell, Column, Filter, Record, Result, Row,
    entry::date,
    filter::{CURRENT_FACTS, Where},
};
use rapporteur_record::{ActorKind, Kind, PartialDate};
use rusqlite::params_from_iter;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

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
        let mut rows = BTreeMap::new();
        let conditions = filter.facts(self, &[])?;
        for tally in self.tallies(&conditions)? {
            let name = conditions.names.of(&tally.name).to_owned();
            rows.entry(name.clone()).or_insert_with(|| Gathered::new(&name)).add(tally);
        }
        let mut rows: Vec<ActorRow> = rows.into_values().map(Gathered::row).collect();
        rows.sort_by(|a, b| (b.total(), &a.name).cmp(&(a.total(), &b.name)));
        rows.truncate(filter.limit.unwrap_or(usize::MAX));
        Ok(rows.into())
    }

    fn tallies(&self, conditions: &Where) -> Result<Vec<Tally>> {
        let sql = format!(
            "SELECT t.*, s.words FROM (
                SELECT x.name, f.kind, m.kind, count(*), min(f.first), max(f.last), m.alias
                FROM {CURRENT_FACTS} JOIN mention m ON m.fact = f.id AND m.actor = f.actor {}
                GROUP BY f.actor, f.kind, m.kind, m.alias) t
             LEFT JOIN alias s ON s.id = t.alias",
            conditions.sql()
        );
        let mut query = self.db.prepare_cached(&sql)?;
        let rows = query.query_map(params_from_iter(&conditions.values), |row| {
            Ok(Tally {
                name: row.get(0)?,
                kind: row.get(1)?,
                level: row.get(2)?,
                facts: row.get::<_, i64>(3)? as usize,
                first: date(row, 4)?,
                last: date(row, 5)?,
                words: row.get(7)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

/// Facts of one kind in which one wording denotes an actor of one level.
struct Tally {
    name: String,
    kind: String,
    level: String,
    facts: usize,
    first: Option<PartialDate>,
    last: Option<PartialDate>,
    words: Option<String>,
}

/// The tallies of one actor put together.
struct Gathered {
    row: ActorRow,
    levels: BTreeMap<ActorKind, usize>,
    words: BTreeMap<String, usize>,
}

impl Gathered {
    fn new(name: &str) -> Self {
        Self { row: ActorRow::named(name.to_owned()), levels: BTreeMap::new(), words: BTreeMap::new() }
    }

    fn add(&mut self, tally: Tally) {
        let row = &mut self.row;
        if let Some(kind) = Kind::parse(&tally.kind) {
            *row.facts.entry(kind).or_default() += tally.facts;
        }
        row.first = [row.first, tally.first].into_iter().flatten().min();
        row.last = row.last.max(tally.last);
        let level = serde_json::from_value(tally.level.into()).unwrap_or_default();
        *self.levels.entry(level).or_default() += tally.facts;
        // A name that was merged into this one is seen even where no text has it.
        let names: BTreeSet<String> = tally.words.into_iter().chain([tally.name]).collect();
        for name in names.into_iter().filter(|name| *name != row.name && *name != name.to_lowercase()) {
            *self.words.entry(name).or_default() += tally.facts;
        }
    }

    fn row(self) -> ActorRow {
        let levels = self.levels.into_iter().filter(|(level, _)| *level != ActorKind::Unknown);
        // The first of the most frequent, so that the answer is the same whatever the order of reading.
        let level =
            levels.rev().max_by_key(|(_, facts)| *facts).map_or(ActorKind::Unknown, |(level, _)| level);
        let mut words: Vec<(String, usize)> = self.words.into_iter().collect();
        words.sort_by(|a, b| (b.1, &a.0).cmp(&(a.1, &b.0)));
        ActorRow { level, aliases: words.into_iter().map(|(words, _)| words).collect(), ..self.row }
    }
}

impl ActorRow {
    fn named(name: String) -> Self {
        let level = ActorKind::Unknown;
        Self { name, level, aliases: Vec::new(), facts: BTreeMap::new(), first: None, last: None }
    }

    /// Somebody of whom the record has a post and no fact.
    pub(crate) fn person(name: &str) -> Self {
        Self { level: ActorKind::Person, ..Self::named(name.to_owned()) }
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
