//! Which predicted fact answers which gold fact.
//!
//! A pair counts when its evidence shares at least one word and
//!
//! | kind | what else must agree |
//! |---|---|
//! | statement | speaker, and the content's words by half ([`CONTENT`]) |
//! | position | holder, issue and stance; for [`Row::AnyStance`] holder and issue |
//! | decision | body and act |
//! | measure | authority and effect |
//! | warning | issuer, and the consequence's words by [`CONSEQUENCE`] |
//! | demand | issuer, and the action's words by half ([`ACTION`]) |
use crate::{Names, Row, Words};
use rapporteur_record::{Claim, Fact, Position, Stance};
use std::collections::BTreeMap;

/// Least share of common words between the contents of two statements.
pub const CONTENT: f64 = 0.5;
/// Least share of common words between the consequences of two warnings.
pub const CONSEQUENCE: f64 = 0.3;
/// Least share of common words between the actions of two demands.
pub const ACTION: f64 = 0.5;

/// What pairing needs to know of a document beside its facts.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    pub words: &'a Words,
    pub names: &'a Names,
}

/// Pairs of indices into `gold` and `predicted`: one to one, the best pair first, ties in the order of the lists.
pub fn pair(row: Row, gold: &[Fact], predicted: &[Fact], ground: Ground) -> Vec<(usize, usize)> {
    let mut candidates = Vec::new();
    for (i, g) in gold.iter().enumerate() {
        for (j, p) in predicted.iter().enumerate() {
            candidates.extend(agreement(row, g, p, ground).map(|how_well| (how_well, i, j)));
        }
    }
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut gold_used, mut predicted_used) = (vec![false; gold.len()], vec![false; predicted.len()]);
    let mut free = |i: usize, j: usize| {
        !gold_used[i] && !predicted_used[j] && {
            (gold_used[i], predicted_used[j]) = (true, true);
            true
        }
    };
    candidates.into_iter().filter(|&(_, i, j)| free(i, j)).map(|(_, i, j)| (i, j)).collect()
}

/// How well a prediction answers a gold fact; `None` where the pair may not count.
fn agreement(row: Row, gold: &Fact, predicted: &Fact, ground: Ground) -> Option<f64> {
    let Ground { words, names } = ground;
    let shared = words.shared(&gold.evidence, &predicted.evidence);
    if shared == 0 || !names.same(&gold.claim.actor().name, &predicted.claim.actor().name) {
        return None;
    }
    let at_least =
        |least: f64, a: &[_], b: &[_]| Some(words.jaccard(a, b)).filter(|&j| j >= least && j > 0.0);
    match (&gold.claim, &predicted.claim) {
        (Claim::Statement(g), Claim::Statement(p)) => at_least(CONTENT, &g.content, &p.content),
        (Claim::Position(g), Claim::Position(p)) => {
            let agree = g.issue == p.issue && (row == Row::AnyStance || g.stance == p.stance);
            agree.then_some(shared as f64)
        }
        (Claim::Decision(g), Claim::Decision(p)) => (g.act == p.act).then_some(shared as f64),
        (Claim::Measure(g), Claim::Measure(p)) => (g.effect == p.effect).then_some(shared as f64),
        (Claim::Warning(g), Claim::Warning(p)) => at_least(CONSEQUENCE, &[g.consequence], &[p.consequence]),
        (Claim::Demand(g), Claim::Demand(p)) => at_least(ACTION, &[g.action], &[p.action]),
        _ => None,
    }
}

/// The facts that a line of the table counts. A position (holder, issue, stance) that a document says again counts
/// once, with all its evidence.
pub fn counted(row: Row, facts: &[Fact], names: &Names) -> Vec<Fact> {
    let mut out: Vec<Fact> = Vec::new();
    let mut seen: BTreeMap<(String, &str, Stance), usize> = BTreeMap::new();
    for fact in facts.iter().filter(|f| f.claim.kind() == row.kind()) {
        let known = match &fact.claim {
            Claim::Position(p) => *seen.entry(position_key(p, names)).or_insert(out.len()),
            _ => out.len(),
        };
        match out.get_mut(known) {
            Some(same) => same.evidence.extend(&fact.evidence),
            None => out.push(fact.clone()),
        }
    }
    out
}

fn position_key<'a>(position: &'a Position, names: &Names) -> (String, &'a str, Stance) {
    (names.key(&position.holder.name), &position.issue, position.stance)
}
