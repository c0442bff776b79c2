//! Which readings stand: the likeliest of each cue, the outermost where one holds another.
use super::candidate::Candidate;
use rapporteur_record::TokenRange;

/// Least confidence of a reading that stands: the F1 of contents is best here in cross-validation on the training data,
/// that of whole attributions nearly so.
pub const LEAST: f32 = 0.275;

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
    let one_in = |a: &Candidate, b: &Candidate| holds(&a.content, b.head) || holds(&a.cue, b.head);
    one_in(a, b) || one_in(b, a) || a.head == b.head || a.content == b.content
}

fn holds(ranges: &[TokenRange], token: usize) -> bool {
    ranges.iter().any(|r| r.contains(token))
}
