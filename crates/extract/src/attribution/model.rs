//! The learned scorer: logistic regression over the features of a candidate. `training/README.md` has its card.
use super::candidate::Candidate;
use super::features;
use rapporteur_record::Annotated;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Feature → weight, as `training` wrote them: one `feature<TAB>weight` a line.
static WEIGHTS: LazyLock<HashMap<&'static str, f32>> =
    LazyLock::new(|| parse(include_str!("../../language/en/attribution.weights.tsv")));

fn parse(table: &'static str) -> HashMap<&'static str, f32> {
    let row = |line: &'static str| {
        let (feature, weight) = line.split_once('\t')?;
        Some((feature, weight.parse().ok()?))
    };
    table.lines().filter_map(row).collect()
}

/// The features of the candidate that have a weight, with it.
pub fn weights(annotated: &Annotated, candidate: &Candidate) -> Vec<(String, f32)> {
    let mut known = Vec::new();
    features::each(annotated, candidate, &mut |feature| {
        known.extend(WEIGHTS.get(feature).map(|&weight| (feature.to_owned(), weight)));
    });
    known
}

/// How likely the candidate is an attribution with the right source and content, 0 to 1.
pub fn probability(annotated: &Annotated, candidate: &Candidate) -> f32 {
    let mut sum = 0.0f32;
    features::each(annotated, candidate, &mut |feature| sum += WEIGHTS.get(feature).copied().unwrap_or(0.0));
    1.0 / (1.0 + (-sum).exp())
}
