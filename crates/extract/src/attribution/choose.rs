//! Which readings stand: the likeliest of each cue, the outermost where one holds another.
use super::candidate::Candidate;
use rapporteur_record::TokenRange;

/// Least probability of a reading that stands; the value with the best F1 in cross-validation on the training data.
pub const LEAST: f32 = 0.28;

/// Indices of the readings that stand, in text order.
pub fn best(candidates: &[Candidate], probabilities: &[f32], least: f32) -> Vec<usize> {
    let mut order: Vec<usize> = (0..candidates.len()).filter(|&i| probabilities[i] >= least).collect();
    order.sort_by(|&i, &j| probabilities[j].total_cmp(&probabilities[i]).then(i.cmp(&j)));
    let mut kept: Vec<usize> = Vec::new();
    for i in order {
        if kept.iter().all(|&k| !conflict(&candidates[i], &candidates[k])) {
            kept.push(i);
        }
    }
    kept.sort_by_key(|&i| (candidates[i].head, i));
    kept
}

fn conflict(a: &Candidate, b: &Candidate) -> bool {
    a.head == b.head || holds(&a.content, b.head) || holds(&b.content, a.head) || a.content == b.content
}

fn holds(ranges: &[TokenRange], token: usize) -> bool {
    ranges.iter().any(|r| r.contains(token))
}
