//! What a question is limited to, shared by all views.
use crate::{
    Record, Result, beside,
    fold::fold,
    judge::FOREVER,
    names::Names,
    roll_up::{self, RollUp},
    run::instant,
};
use jiff::Timestamp;
use rapporteur_record::{Kind, PartialDate};
use rusqlite::{OptionalExtension, params_from_iter, types::Value};
use std::{collections::BTreeSet, rc::Rc};

/// Limits of a question; the default has none.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// What was so by the end of this day (or month, year): facts whose last possible day is not later. See
    /// [`crate::Days`] for the days of a fact; facts without any are left out.
    pub as_of: Option<PartialDate>,
    /// With `to`: facts that can lie in these days, both included.
    pub from: Option<PartialDate>,
    pub to: Option<PartialDate>,
    /// Facts of this actor: its name or words that named it, without regard to case and accents. Where none is so
    /// called, actors whose name has these words in it.
    pub actor: Option<String>,
    /// Positions on the issue of this id, and other facts that share an evidence sentence with one.
    pub issue: Option<String>,
    /// Facts of documents of this outlet, as it is written there.
    pub outlet: Option<String>,
    /// Facts that their extractor is at least so sure of, 0 to 1.
    pub confidence: Option<f64>,
    /// What the record said at this instant.
    pub known_at: Option<Timestamp>,
    /// At most so many rows.
    pub limit: Option<usize>,
    /// Positions of persons counted for their governments; of the views, `positions`, `ledger`, `matrix` and `network` say
    /// whose they are.
    pub roll_up: Option<RollUp>,
}

/// The tables of one fact as its current reading asserts it; [`Where`] speaks of their aliases. Facts come first, as
/// the conditions on them narrow most and have indexes (`CROSS JOIN` tells SQLite so, which keeps no statistics here).
pub(crate) const CURRENT_FACTS: &str = "fact f
    CROSS JOIN assertion a ON a.fact = f.id JOIN reading r ON r.id = a.reading
    JOIN document d ON d.id = f.document JOIN actor x ON x.id = f.actor";

/// The order of an answer that no order of reading can change. "By that day" comes before "on that day".
pub(crate) const IN_TIME: &str = "f.last IS NULL, f.last, f.dated IS NOT NULL, d.published, d.name, d.hash,
    (SELECT min(start) FROM evidence WHERE fact = f.id), f.kind, f.hash";

/// Conditions with their values, in order.
#[derive(Debug, Default)]
pub(crate) struct Where {
    conditions: Vec<String>,
    pub values: Vec<Value>,
    /// What actors are called at that instant.
    pub names: Rc<Names>,
    /// How positions are rolled up, and the actors that are asked for, none where all are.
    pub rolled: Option<(RollUp, Option<BTreeSet<String>>)>,
    /// The instant asked for, as stored.
    pub known_at: String,
}

impl Where {
    pub fn add<V: Into<Value>>(&mut self, condition: impl Into<String>, values: impl IntoIterator<Item = V>) {
        self.conditions.push(condition.into());
        self.values.extend(values.into_iter().map(Into::into));
    }

    /// `WHERE …`, with a condition that always holds where there is none.
    pub fn sql(&self) -> String {
        match self.conditions.is_empty() {
            true => "WHERE true".to_owned(),
            false => format!("WHERE {}", self.conditions.join(" AND ")),
        }
    }

    /// The document's last reading at that instant, whose alias is `reading`.
    pub fn current(&mut self, reading: &str, known_at: Option<Timestamp>) {
        let (sql, values) = current(reading, known_at);
        self.add(sql, values);
    }
}

/// A reading is current where no later one of the same document was recorded by then.
fn current(reading: &str, known_at: Option<Timestamp>) -> (String, Vec<String>) {
    let later = format!(
        "NOT EXISTS (SELECT 1 FROM reading n WHERE n.document = {reading}.document AND n.id > {reading}.id"
    );
    match known_at.map(instant) {
        None => (format!("{later})"), Vec::new()),
        Some(at) => {
            (format!("{reading}.recorded <= ? AND {later} AND n.recorded <= ?)"), vec![at.clone(), at])
        }
    }
}

impl Filter {
    /// Whether it takes all that is current, the limit on rows aside.
    pub(crate) fn is_open(&self) -> bool {
        let days = [self.as_of, self.from, self.to].iter().all(Option::is_none);
        let names = [&self.actor, &self.issue, &self.outlet].iter().all(|name| name.is_none());
        days && names && self.confidence.is_none() && self.known_at.is_none() && self.roll_up.is_none()
    }

    /// The conditions on one fact of [`CURRENT_FACTS`], of these kinds where any are named.
    pub(crate) fn facts(&self, record: &Record, kinds: &[Kind]) -> Result<Where> {
        let names = Rc::new(Names::load(&record.db, self.known_at)?);
        let known_at = self.known_at.map_or_else(|| FOREVER.to_owned(), instant);
        let mut conditions = Where { names, known_at, ..Where::default() };
        if !kinds.is_empty() {
            let list: Vec<&str> = kinds.iter().map(|k| k.as_str()).collect();
            // With an issue the facts are known by their ids; the plus keeps the index of kinds out.
            let column = if self.issue.is_some() && kinds != [Kind::Position] { "+f.kind" } else { "f.kind" };
            conditions.add(format!("{column} IN ('{}')", list.join("','")), [] as [String; 0]);
        }
        conditions.rolled = self.roll_up.map(|rule| (rule, None));
        conditions.current("r", self.known_at);
        self.days(&mut conditions);
        if let Some(actor) = &self.actor {
            let mut ids = self.actors(record, actor, &conditions.names)?;
            if let Some(rule) = self.roll_up {
                let asked = called(record, &ids, &conditions.names)?;
                ids.extend(roll_up::persons(record, rule, &asked)?);
                conditions.rolled = Some((rule, Some(asked)));
            }
            conditions.add(format!("f.actor IN ({})", placeholders(ids.len())), ids);
        }
        if let Some(issue) = &self.issue {
            self.on_issue(record, &mut conditions, issue, kinds)?;
        }
        if let Some(outlet) = &self.outlet {
            let named = "f.document IN (SELECT id FROM document WHERE outlet = ?)";
            conditions.add(named, [outlet.clone()]);
        }
        if let Some(confidence) = self.confidence {
            conditions.add("a.confidence >= ?", [confidence]);
        }
        Ok(conditions)
    }

    fn first_day(&self) -> Option<String> {
        self.from.map(|date| date.bounds().0.to_string())
    }

    fn days(&self, conditions: &mut Where) {
        let first = |date: PartialDate| date.bounds().0.to_string();
        let last = |date: PartialDate| date.bounds().1.to_string();
        let limits = [
            ("f.last <= ?", self.as_of.map(last)),
            ("f.last >= ?", self.from.map(first)),
            ("f.first <= ?", self.to.map(last)),
        ];
        for (condition, value) in limits {
            if let Some(value) = value {
                conditions.add(condition, [value]);
            }
        }
    }

    /// Positions are asked for by their issue alone, which has an index; of others, those beside such a position.
    fn on_issue(&self, record: &Record, conditions: &mut Where, issue: &str, kinds: &[Kind]) -> Result<()> {
        if kinds == [Kind::Position] {
            conditions.add("f.issue = ?", [issue.to_owned()]);
            return Ok(());
        }
        let (current, instants) = current("pr", self.known_at);
        let facts = beside::facts(record, issue, self.first_day(), (&current, instants))?;
        let list = serde_json::to_string(&facts).expect("numbers are plain data");
        let one_of = "f.id IN (SELECT value FROM json_each(?)) AND (f.kind <> 'position' OR f.issue = ?)";
        conditions.add(one_of, [list, issue.to_owned()]);
        Ok(())
    }

    /// Row ids of the actors meant, under all their names; empty where nobody is.
    fn actors(&self, record: &Record, name: &str, names: &Names) -> Result<Vec<i64>> {
        let folded = fold(name);
        let known = self.known_at.map_or_else(|| FOREVER.to_owned(), instant);
        let found = |sql: &str| -> Result<Vec<(i64, String)>> {
            let mut query = record.db.prepare_cached(sql)?;
            let rows = query.query_map([&folded, &known], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        };
        let mut actors = found(NAMED)?;
        let family = names.family(actors.iter().map(|(_, name)| name.clone()), |name| fold(name) == folded);
        if actors.is_empty() && family.is_empty() && !folded.is_empty() {
            actors = found(NAMED_IN_PART)?;
        }
        let mut ids: BTreeSet<i64> = actors.into_iter().map(|(id, _)| id).collect();
        let mut by_name = record.db.prepare_cached("SELECT id FROM actor WHERE name = ?")?;
        for name in family {
            ids.extend(by_name.query_row([name], |row| row.get::<_, i64>(0)).optional()?);
        }
        Ok(ids.into_iter().collect())
    }
}

impl Record {
    /// How SQLite goes about the facts of these kinds under this filter: one line a step, as `EXPLAIN QUERY PLAN` gives them.
    pub fn plan(&self, filter: &Filter, kinds: &[Kind]) -> Result<Vec<String>> {
        let conditions = filter.facts(self, kinds)?;
        let facts = format!("SELECT f.id FROM {CURRENT_FACTS} {}", conditions.sql());
        let mut steps = self.explained(&facts, &conditions.values)?;
        if filter.issue.is_some() && kinds != [Kind::Position] {
            let (current, instants) = current("pr", filter.known_at);
            let from = filter.first_day();
            let values = filter.issue.iter().chain(&from).chain(&instants).map(|value| value.clone().into());
            let sql = beside::sql(&current, from.is_some());
            steps.extend(self.explained(&sql, &values.collect::<Vec<_>>())?);
        }
        Ok(steps)
    }

    fn explained(&self, sql: &str, values: &[Value]) -> Result<Vec<String>> {
        let mut query = self.db.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
        let steps = query.query_map(params_from_iter(values), |row| row.get(3))?;
        Ok(steps.collect::<rusqlite::Result<_>>()?)
    }
}

/// The names of actors by row id, as they count.
fn called(record: &Record, ids: &[i64], names: &Names) -> Result<BTreeSet<String>> {
    let mut query = record.db.prepare_cached("SELECT name FROM actor WHERE id = ?")?;
    let name = |id: &i64| Ok(names.of(&query.query_row([id], |row| row.get::<_, String>(0))?).to_owned());
    ids.iter().map(name).collect()
}

/// Only words with a capital letter name somebody: "he" and "the minister" are no aliases.
const NAMED: &str = "
    SELECT x.id, x.name FROM actor x JOIN reading r ON r.id = x.reading WHERE x.folded = ?1 AND r.recorded <= ?2
    UNION
    SELECT s.actor, x.name FROM alias s JOIN actor x ON x.id = s.actor JOIN reading r ON r.id = s.reading
    WHERE s.folded = ?1 AND s.words <> lower(s.words) AND r.recorded <= ?2
    ORDER BY 1";

const NAMED_IN_PART: &str = "
    SELECT x.id, x.name FROM actor x JOIN reading r ON r.id = x.reading
    WHERE instr(' ' || x.folded || ' ', ' ' || ?1 || ' ') > 0 AND r.recorded <= ?2 ORDER BY 1";

pub(crate) fn placeholders(count: usize) -> String {
    vec!["?"; count].join(", ")
}
