//! Positions of persons counted for their governments, where a question asks for it.
//!
//! Levels of authority are apart. `person=government` counts what the head or a minister of a government holds, during his
//! office, for the country; each answer says whose position it was and by which of two rules:
//!
//! - `government/term`: the office is known beforehand, and its term covers the days of the position;
//! - `government/document`: the document that reports the position gives the person the office, and the position is not
//!   dated long before the document appeared.
use crate::{Entry, Record, Result, fold::fold, names::Names, placed::Days, story::days};
use rapporteur_record::{ActorKind, Claim, PartialDate};
use rusqlite::params;
use serde::Serialize;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

/// One term of one office, as it is known beforehand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// In small letters: "foreign minister".
    pub office: String,
    /// Name of the country or body.
    pub of: String,
    pub from: PartialDate,
    /// None while it lasts.
    pub until: Option<PartialDate>,
}

/// `person=government`, with what is known beforehand: the store itself knows nobody.
#[derive(Debug, Clone, Copy)]
pub struct RollUp {
    /// The terms of the person of this name.
    pub terms: fn(&str) -> Vec<Term>,
    /// Whether the name is that of a country.
    pub is_country: fn(&str) -> bool,
}

/// Whose position it is that counts for a government, and why.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Whose {
    pub person: String,
    pub office: String,
    pub rule: &'static str,
}

impl Whose {
    /// "Anna Weiss, trade minister (government/term)".
    pub fn short(&self) -> String {
        format!("{}, {} ({})", self.person, self.office, self.rule)
    }
}

const TERM: &str = "government/term";
const DOCUMENT: &str = "government/document";

/// Days by which a position may be older than the document that gives its holder the office.
const OLDER: i64 = 366;

/// A roll-up as it works through an answer.
pub(crate) struct Roller<'r> {
    record: &'r Record,
    rule: RollUp,
    known_at: &'r str,
    names: &'r Names,
    terms: BTreeMap<String, Vec<Term>>,
}

impl<'r> Roller<'r> {
    pub fn new(record: &'r Record, rule: RollUp, known_at: &'r str, names: &'r Names) -> Self {
        Self { record, rule, known_at, names, terms: BTreeMap::new() }
    }

    /// Counts the position for the government of its holder, if it is one of a person who has one.
    pub fn apply(&mut self, entry: &mut Entry) -> Result<()> {
        let Claim::Position(position) = &entry.fact.claim else { return Ok(()) };
        let holder = &position.holder;
        if !matches!(holder.kind, ActorKind::Person | ActorKind::Unknown) {
            return Ok(());
        }
        let person = holder.name.clone();
        let found = match self.by_term(&person, days(entry)) {
            Some(found) => Some(found),
            None => self.by_document(&person, entry)?,
        };
        if let (Some((country, office, rule)), Claim::Position(position)) = (found, &mut entry.fact.claim) {
            position.holder.name = country;
            position.holder.kind = ActorKind::Country;
            entry.whose = Some(Whose { person, office, rule });
        }
        Ok(())
    }

    fn by_term(&mut self, person: &str, days: Option<Days>) -> Option<(String, String, &'static str)> {
        let Days { first, last } = days?;
        let rule = self.rule;
        let terms = self.terms.entry(person.to_owned()).or_insert_with(|| (rule.terms)(person));
        let holds = |term: &&Term| {
            let until = term.until.map(|day| day.bounds().1);
            term.from.bounds().0 <= first && until.is_none_or(|until| last <= until)
        };
        let term = terms.iter().filter(holds).find(|term| governs(&term.office, &term.of, rule))?;
        Some((term.of.clone(), term.office.clone(), TERM))
    }

    fn by_document(&self, person: &str, entry: &Entry) -> Result<Option<(String, String, &'static str)>> {
        let appeared = entry.origin.published.map(|day| day.bounds().1);
        let old = |(day, appeared): (Days, PartialDate)| crate::story::apart(day.last, appeared) > OLDER;
        if days(entry).zip(appeared).is_some_and(old) {
            return Ok(None);
        }
        let mut query = self.record.db.prepare_cached(
            "SELECT actor, office, body FROM post WHERE office IS NOT NULL AND body IS NOT NULL AND reading =
               (SELECT max(id) FROM reading WHERE document = ? AND judges IS NULL AND recorded <= ?) ORDER BY start, end",
        )?;
        let rows = query.query_map(params![entry.row, self.known_at], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?))
        })?;
        for row in rows {
            let (actor, office, of) = row?;
            let of = self.names.of(&of).to_owned();
            if self.names.of(&actor) == person && governs(&office, &of, self.rule) {
                return Ok(Some((of, office, DOCUMENT)));
            }
        }
        Ok(None)
    }
}

/// Row ids of persons who may count for one of these countries: their own days and documents decide.
pub(crate) fn persons(record: &Record, rule: RollUp, countries: &BTreeSet<String>) -> Result<BTreeSet<i64>> {
    let mut query = record.db.prepare_cached("SELECT id, name FROM actor")?;
    let actors: Vec<(i64, String)> =
        query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
    let mut query =
        record.db.prepare_cached("SELECT DISTINCT actor, body FROM post WHERE body IS NOT NULL")?;
    let posts: Vec<(String, String)> =
        query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
    let posted: BTreeSet<String> =
        posts.into_iter().filter(|(_, of)| countries.contains(of)).map(|(actor, _)| actor).collect();
    let meant = |name: &str| {
        posted.contains(name) || (rule.terms)(name).iter().any(|term| countries.contains(&term.of))
    };
    Ok(actors.into_iter().filter(|(_, name)| meant(name)).map(|(id, _)| id).collect())
}

/// Whether whoever holds the office speaks for the government of the country.
fn governs(office: &str, of: &str, rule: RollUp) -> bool {
    let office = fold(office);
    let ends = |end: &String| office == *end || office.ends_with(&format!(" {end}"));
    let aside = |word: &str| ASIDE.contains(word);
    let ceremonial = office.ends_with("president") && CEREMONIAL.contains(of);
    (rule.is_country)(of)
        && OFFICES.iter().any(ends)
        && !office.split(' ').any(|word| aside(word) && !office.contains("secretary of state"))
        && !ceremonial
}

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

static OFFICES: LazyLock<Vec<String>> =
    LazyLock::new(|| lines(include_str!("../language/en/government.txt")).map(fold).collect());
static ASIDE: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    lines(include_str!("../language/en/aside.txt")).flat_map(str::split_whitespace).collect()
});
static CEREMONIAL: LazyLock<BTreeSet<&str>> =
    LazyLock::new(|| lines(include_str!("../language/en/ceremonial.txt")).collect());

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_and_ministers_govern_and_others_do_not() {
        let rule = RollUp { terms: |_| Vec::new(), is_country: |name| name != "Greens" };
        for office in
            ["trade minister", "Prime Minister", "deputy prime minister", "secretary of state", "president"]
        {
            assert!(governs(office, "Ruritania", rule), "{office}");
        }
        for office in
            ["former trade minister", "shadow minister", "state secretary", "press secretary", "member"]
        {
            assert!(!governs(office, "Ruritania", rule), "{office}");
        }
        assert!(!governs("president", "Germany", rule) && governs("chancellor", "Germany", rule));
        assert!(!governs("president", "Greens", rule));
    }
}
