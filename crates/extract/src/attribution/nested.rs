//! Attributions inside the words of others: the likeliest reading of each cue that stands there.
use super::Attribution;
use super::candidate::Candidate;
use rapporteur_record::TokenRange;
use std::collections::BTreeSet;

/// Least probability of a reading inside another. The scorer learned from the outermost ones and thinks little of
/// those inside; that the class of their cue is one of speech tells more (`extractor/statement/gate`).
const LEAST: f32 = 0.001;

/// Indices of the readings, in text order.
pub fn best(candidates: &[Candidate], probabilities: &[f32], outer: &[Attribution]) -> Vec<usize> {
    let inside = inside(candidates, outer);
    let within = |c: &Candidate| {
        inside[c.head] && c.content.iter().all(|r| r.iter().all(|t| inside.get(t) == Some(&true)))
    };
    let likely = |&i: &usize| probabilities[i] >= LEAST && within(&candidates[i]);
    let mut order: Vec<usize> = (0..candidates.len()).filter(likely).collect();
    order.sort_by(|&i, &j| probabilities[j].total_cmp(&probabilities[i]).then(i.cmp(&j)));
    let (mut heads, mut contents) = (BTreeSet::new(), BTreeSet::<&[TokenRange]>::new());
    order.retain(|&i| heads.insert(candidates[i].head) && contents.insert(&candidates[i].content));
    order.sort_by_key(|&i| (candidates[i].head, i));
    order
}

/// For each token up to the last word of a candidate whether it stands in what an outer attribution has for content, its own cue aside.
fn inside(candidates: &[Candidate], outer: &[Attribution]) -> Vec<bool> {
    let mut inside = vec![
        false;
        candidates
            .iter()
            .filter_map(|c| c.content.last())
            .map(|r| r.end)
            .chain(candidates.iter().map(|c| c.head + 1))
            .max()
            .unwrap_or(0)
    ];
    for token in outer.iter().flat_map(|a| &a.content).flat_map(|r| r.iter()) {
        if let Some(held) = inside.get_mut(token) {
            *held = true;
        }
    }
    for cue in outer.iter().filter_map(|a| a.cue_head) {
        if let Some(held) = inside.get_mut(cue) {
            *held = false;
        }
    }
    inside
}
