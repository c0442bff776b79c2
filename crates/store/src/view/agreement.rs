//! Whether people who judge the same facts judge them alike: Krippendorff's alpha for nominal values.
use crate::{Answer, Cell, Column, Filter, Record, Result, Row, Verdict};
use rapporteur_record::Kind;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Agreement on the facts of one kind.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AgreementRow {
    pub kind: Kind,
    /// Facts that two people or more judged.
    pub facts: usize,
    pub people: usize,
    /// 1 is agreement, 0 what chance would give; none where everybody always said the same thing, which tells nothing.
    pub alpha: Option<f64>,
}

impl Record {
    /// By kind. What counts is each person's last judgement on a fact: that it is right, wrong, or should be otherwise,
    /// and how. Of the filter, the instant counts.
    pub fn agreement(&self, filter: &Filter) -> Result<Answer<AgreementRow>> {
        let _state = self.snapshot()?;
        let mut said: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
        for row in self.judgements(&Filter { limit: None, ..filter.clone() })?.rows {
            let Some(value) = value(&row.verdict).filter(|_| row.counts) else { continue };
            for fact in row.facts {
                said.entry(fact).or_default().insert(row.who.clone(), value.clone());
            }
        }
        let mut kinds: BTreeMap<Kind, Vec<BTreeMap<String, String>>> = BTreeMap::new();
        let mut kind = self.db.prepare_cached("SELECT kind FROM fact WHERE hash = ?")?;
        for (fact, said) in said.into_iter().filter(|(_, said)| said.len() > 1) {
            if let Some(kind) = Kind::parse(&kind.query_row([&fact], |row| row.get::<_, String>(0))?) {
                kinds.entry(kind).or_default().push(said);
            }
        }
        Ok(kinds.into_iter().map(|(kind, units)| row(kind, &units)).collect::<Vec<_>>().into())
    }
}

/// What a judgement says of a fact; nothing where it does not say whether it is right.
fn value(verdict: &Verdict) -> Option<String> {
    match verdict {
        Verdict::Accept | Verdict::Reject => Some(verdict.act().to_owned()),
        Verdict::Correct { slot, value } => Some(format!("{slot}={value}")),
        Verdict::Link { .. } | Verdict::Merge { .. } | Verdict::Split { .. } | Verdict::Undo { .. } => None,
    }
}

fn row(kind: Kind, units: &[BTreeMap<String, String>]) -> AgreementRow {
    let people: BTreeSet<&String> = units.iter().flat_map(BTreeMap::keys).collect();
    let values: Vec<Vec<&str>> =
        units.iter().map(|unit| unit.values().map(String::as_str).collect()).collect();
    AgreementRow { kind, facts: units.len(), people: people.len(), alpha: alpha(&values) }
}

/// Krippendorff's alpha of nominal values, one list a unit, each of two values or more.
fn alpha(units: &[Vec<&str>]) -> Option<f64> {
    let mut totals: BTreeMap<&str, f64> = BTreeMap::new();
    let mut observed = 0.0;
    for unit in units {
        let mut counts: BTreeMap<&str, f64> = BTreeMap::new();
        for value in unit {
            *counts.entry(value).or_default() += 1.0;
            *totals.entry(value).or_default() += 1.0;
        }
        let size = unit.len() as f64;
        observed += counts.values().map(|n| n * (size - n)).sum::<f64>() / (size - 1.0);
    }
    let all: f64 = totals.values().sum();
    let expected = totals.values().map(|n| n * (all - n)).sum::<f64>() / (all - 1.0);
    (expected > 0.0).then(|| 1.0 - observed / expected)
}

impl Row for AgreementRow {
    const COLUMNS: &'static [Column] = &[
        Column::text("kind", "Kind", 9),
        Column::number("facts", "Facts"),
        Column::number("people", "People"),
        Column::number("alpha", "Alpha"),
    ];

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::from(self.kind.as_str()),
            Cell::number(self.facts),
            Cell::number(self.people),
            Cell::from(self.alpha.map_or("–".to_owned(), |alpha| format!("{alpha:.3}")))
                .in_csv(self.alpha.map_or(String::new(), |alpha| alpha.to_string())),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::alpha;

    /// Worked by hand: of 12 values 7 are a, 4 b and 1 c; o = 2 + 2 + 2, e = (7·5 + 4·8 + 1·11) / 11.
    #[test]
    fn alpha_is_as_worked_by_hand() {
        let units =
            [vec!["a", "a", "a"], vec!["a", "b"], vec!["b", "b"], vec!["a", "a", "c"], vec!["a", "b"]];
        let observed = 2.0 + 2.0 + 2.0;
        let expected = (7.0 * 5.0 + 4.0 * 8.0 + 1.0 * 11.0) / 11.0;
        assert!((alpha(&units).unwrap() - (1.0 - observed / expected)).abs() < 1e-12);
        assert_eq!(alpha(&[vec!["a", "a"], vec!["b", "b"]]), Some(1.0));
        assert_eq!(alpha(&[vec!["a", "a"]]), None);
        assert_eq!(alpha(&[]), None);
    }
}
