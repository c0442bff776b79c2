//! Who agrees and disagrees with whom: holders tied by the stances that they hold on the same issues.
use super::{PositionRow, WHOSE};
use crate::{Answer, Cell, Column, Filter, Record, Result, Row, Whose, answer::short};
use rapporteur_record::{FactId, Stance};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Holders that are looked at, those reported in most documents first: pairs grow with their square.
const HOLDERS: usize = 200;

/// Two holders and the issues on which both take a stand, by the stances that they hold last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NetworkRow {
    /// The first of the two names in their order.
    pub a: String,
    pub b: String,
    /// The same stance, an open one aside.
    pub agree: Vec<Shared>,
    /// One opposes what the other supports, in whole or on a condition.
    pub disagree: Vec<Shared>,
}

/// One issue, with the last report of each side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Shared {
    pub issue: String,
    pub stances: [Stance; 2],
    pub facts: [FactId; 2],
    /// Whose stances are counted for a government.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub whose: Vec<Whose>,
}

impl Record {
    /// Pairs of holders that agree or disagree on an issue, those with most such issues first. Support in whole and on
    /// a condition is neither. Of more than 200 holders, those reported in most documents are looked at.
    pub fn network(&self, filter: &Filter) -> Result<Answer<NetworkRow>> {
        let positions = self.positions(&Filter { limit: None, ..filter.clone() })?.rows;
        let kept = most_reported(&positions);
        let mut issues: BTreeMap<&str, Vec<&PositionRow>> = BTreeMap::new();
        for row in positions.iter().filter(|row| kept.contains(row.holder.as_str())) {
            issues.entry(&row.issue).or_default().push(row);
        }
        let mut pairs: BTreeMap<(&str, &str), NetworkRow> = BTreeMap::new();
        for holders in issues.values_mut() {
            holders.sort_by(|x, y| x.holder.cmp(&y.holder));
            for (i, a) in holders.iter().enumerate() {
                holders[i + 1..].iter().for_each(|b| tie(a, b, &mut pairs));
            }
        }
        let mut rows: Vec<NetworkRow> = pairs.into_values().collect();
        // Stable, so that equals stay in the order of their names.
        rows.sort_by_key(|row| std::cmp::Reverse(row.agree.len() + row.disagree.len()));
        rows.truncate(filter.limit.unwrap_or(usize::MAX));
        Ok(rows.into())
    }
}

/// Camps of the holders: each holder, those with most ties first, joins the camp with which it agrees most on balance, or
/// stands for itself where it agrees with none. Larger camps first.
pub fn camps(rows: &[NetworkRow]) -> Vec<Vec<String>> {
    let mut ties: BTreeMap<&str, BTreeMap<&str, i64>> = BTreeMap::new();
    for row in rows {
        let balance = row.agree.len() as i64 - row.disagree.len() as i64;
        ties.entry(&row.a).or_default().insert(&row.b, balance);
        ties.entry(&row.b).or_default().insert(&row.a, balance);
    }
    let mut holders: Vec<(&str, &BTreeMap<&str, i64>)> =
        ties.iter().map(|(name, ties)| (*name, ties)).collect();
    holders.sort_by_key(|(_, ties)| std::cmp::Reverse(ties.len()));
    let mut camps: Vec<Vec<&str>> = Vec::new();
    for (name, ties) in holders {
        let liking = |camp: &[&str]| camp.iter().filter_map(|other| ties.get(other)).sum::<i64>();
        let best =
            (0..camps.len()).rev().max_by_key(|&at| liking(&camps[at])).filter(|&at| liking(&camps[at]) > 0);
        match best {
            Some(at) => camps[at].push(name),
            None => camps.push(vec![name]),
        }
    }
    camps.sort_by_key(|camp| std::cmp::Reverse(camp.len()));
    camps.into_iter().map(|camp| camp.into_iter().map(str::to_owned).collect()).collect()
}

fn most_reported(positions: &[PositionRow]) -> BTreeSet<&str> {
    let mut documents: BTreeMap<&str, usize> = BTreeMap::new();
    for row in positions {
        *documents.entry(&row.holder).or_default() += row.documents;
    }
    let mut holders: Vec<(&str, usize)> = documents.into_iter().collect();
    holders.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    holders.into_iter().take(HOLDERS).map(|(holder, _)| holder).collect()
}

fn tie<'p>(a: &'p PositionRow, b: &'p PositionRow, pairs: &mut BTreeMap<(&'p str, &'p str), NetworkRow>) {
    let Some(agree) = agree(a.stance, b.stance) else { return };
    let row = pairs.entry((&a.holder, &b.holder)).or_insert_with(|| NetworkRow {
        a: a.holder.clone(),
        b: b.holder.clone(),
        agree: Vec::new(),
        disagree: Vec::new(),
    });
    let shared = Shared {
        issue: a.issue.clone(),
        stances: [a.stance, b.stance],
        facts: [a.last.id.clone(), b.last.id.clone()],
        whose: a.whose.iter().chain(&b.whose).cloned().collect(),
    };
    if agree { row.agree.push(shared) } else { row.disagree.push(shared) }
}

/// Whether two stances agree; `None` where they do neither.
fn agree(a: Stance, b: Stance) -> Option<bool> {
    match (a, b) {
        (Stance::Undecided, _) | (_, Stance::Undecided) => None,
        (a, b) if a == b => Some(true),
        (Stance::Oppose, _) | (_, Stance::Oppose) => Some(false),
        _ => None,
    }
}

impl Row for NetworkRow {
    const COLUMNS: &'static [Column] = &[
        Column::text("a", "Who", 24),
        Column::text("b", "With", 24),
        Column::number("agree", "Agree"),
        Column::number("disagree", "Differ"),
        Column::wide("issues", "On"),
        Column::text("facts", "Ids", 18),
        WHOSE,
    ];

    fn cells(&self) -> Vec<Cell> {
        let all = || self.agree.iter().chain(&self.disagree);
        let issue = |shared: &Shared| {
            let [a, b] = shared.stances.map(crate::sign);
            format!("{} ({a}{b})", shared.issue)
        };
        let issues: Vec<String> = all().map(issue).collect();
        let shown: Vec<&str> = all().flat_map(|shared| &shared.facts).map(short).collect();
        let whose = super::short(&all().flat_map(|shared| shared.whose.clone()).collect::<Vec<_>>());
        let whole: Vec<&str> = all().flat_map(|shared| &shared.facts).map(|id| id.0.as_str()).collect();
        vec![
            Cell::strong(&self.a),
            Cell::strong(&self.b),
            Cell::number(self.agree.len()),
            Cell::number(self.disagree.len()),
            Cell::from(issues.join(", ")).above(&whose),
            Cell::faint(shown.join(" ")).in_csv(whole.join(" ")),
            Cell::from(whose),
        ]
    }
}
