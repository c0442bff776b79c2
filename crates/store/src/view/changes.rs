//! What is new in a period: decisions, moved positions, changed measures, warnings and disagreements, every line cited.
use super::{
    brief::{Line, Note, Notes, disagreements, limits, moves},
    what,
};
use crate::{Entry, Filter, Placed, Record, Result, entry::entries, story::accounts};
use rapporteur_record::{Kind, PartialDate};
use serde::Serialize;

/// What changed, by sort; sorts without changes are left out.
#[derive(Debug, Clone, Serialize)]
pub struct Changes {
    /// What the question was limited to, as words: "from 2024-05-01".
    pub limits: Vec<String>,
    pub sections: Vec<News>,
    pub notes: Vec<Note>,
}

/// Changes of one sort in the order of time.
#[derive(Debug, Clone, Serialize)]
pub struct News {
    pub title: &'static str,
    pub lines: Vec<Line>,
}

impl Record {
    /// What changed in the days of `from` and `to`, both included. What came before is looked at to tell what is new;
    /// what came later is not.
    pub fn changes(&self, filter: &Filter) -> Result<Changes> {
        let _state = self.snapshot()?;
        let until = [filter.as_of, filter.to].into_iter().flatten().min_by_key(|date| date.bounds().1);
        let known = Filter { as_of: until, from: None, to: None, limit: None, ..filter.clone() };
        let new = |placed: Placed| within(placed, filter);
        let mut notes = Notes::default();
        let mut sections =
            vec![News { title: "Decisions", lines: self.told(&known, Kind::Decision, new, &mut notes)? }];
        let mut ledger = self.ledger(&known)?.rows;
        ledger.retain(|row| new(row.placed));
        sections.push(News { title: "Moved positions", lines: moves(&ledger, &mut notes) });
        sections.push(News { title: "Measures", lines: self.measures_begun(&known, new, &mut notes)? });
        sections.push(News { title: "Warnings", lines: self.told(&known, Kind::Warning, new, &mut notes)? });
        let mut apart = self.contradictions(&known)?.rows;
        apart.retain(|row| new(row.placed));
        sections.push(News { title: "Reports that disagree", lines: disagreements(&apart, &mut notes) });
        sections.retain(|section| !section.lines.is_empty());
        Ok(Changes { limits: limits(filter), sections, notes: notes.list })
    }

    /// Accounts of one kind that begin in the period, each told once.
    fn told(
        &self,
        known: &Filter,
        kind: Kind,
        new: impl Fn(Placed) -> bool,
        notes: &mut Notes,
    ) -> Result<Vec<Line>> {
        let found =
            accounts(entries(self, known, &[kind])?).into_iter().filter(|account| new(account.placed()));
        let line = |account: crate::story::Account| {
            let numbers = cited(&account.reports, notes);
            let fact = account.fullest();
            let (actor, what) = (fact.fact.claim.actor().name.clone(), what(fact).text);
            Line { date: account.placed().words(), actor, what, notes: numbers }
        };
        Ok(found.map(line).collect())
    }

    fn measures_begun(
        &self,
        known: &Filter,
        new: impl Fn(Placed) -> bool,
        notes: &mut Notes,
    ) -> Result<Vec<Line>> {
        // With a day, the register would give only the last state of each line.
        let all = Filter { to: known.as_of, as_of: None, ..known.clone() };
        let mut rows = self.register(None, &all)?.rows;
        rows.retain(|row| row.from.latest.is_some() && new(row.placed()));
        rows.sort_by_key(|row| row.from.latest);
        let line = |row: super::RegisterRow| {
            let scope =
                if row.scope.is_empty() { String::new() } else { format!(" [{}]", row.scope.join("; ")) };
            let announced = row.announced.map_or(String::new(), |state| {
                format!(", {} {}", state.as_str(), super::measures::status(row.status))
            });
            let what = format!("{}: {}{announced}{scope}", row.thing(), row.state.as_str());
            Line {
                date: row.placed().words(),
                actor: row.authority.clone(),
                what,
                notes: cited(&row.evidence, notes),
            }
        };
        Ok(rows.into_iter().map(line).collect())
    }
}

fn cited(reports: &[Entry], notes: &mut Notes) -> Vec<usize> {
    let mut numbers: Vec<usize> = reports.iter().map(|entry| notes.number(entry)).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// Whether the day by which it was so lies in the period.
fn within(placed: Placed, filter: &Filter) -> bool {
    let (Placed::On(date) | Placed::By(date)) = placed else { return false };
    let day = date.bounds().1;
    let after = |limit: Option<PartialDate>| limit.is_none_or(|limit| limit.bounds().0 <= day);
    let before = |limit: Option<PartialDate>| limit.is_none_or(|limit| date.bounds().0 <= limit.bounds().1);
    after(filter.from) && before(filter.to) && before(filter.as_of)
}
