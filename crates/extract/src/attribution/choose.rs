//! Which readings stand: the likeliest of each cue, the outermost where one holds another.
use super::candidate::Candidate;
use rapporteur_record::TokenRange;
use std::collections::BTreeSet;

/// Least confidence of a reading that stands: the F1 of contents is best here in cross-validation on the training data,
/// that of whole attributions nearly so.
pub const LEAST: f32 = 0.275;

/// Indices of the readings that stand, in text order.
pub fn best(candidates: &[Candidate], probabilities: &[f32], least: f32) -> Vec<usize> {
    let mut order: Vec<usize> = (0..candidates.len()).filter(|&i| probabilities[i] >= least).collect();
    order.sort_by(|&i, &j| probabilities[j].total_cmp(&probabilities[i]).then(i.cmp(&j)));
    let mut taken = Taken::default();
    order.retain(|&i| taken.admits(&candidates[i]));
    order.sort_by_key(|&i| (candidates[i].head, i));
    order
}

/// What the readings kept so far have for heads of cues, for words, and for contents.
#[derive(Default)]
struct Taken<'c> {
    heads: BTreeSet<usize>,
    words: BTreeSet<usize>,
    contents: BTreeSet<&'c [TokenRange]>,
}

impl<'c> Taken<'c> {
    /// Takes the reading unless it shares its cue or its content with one that is kept, holds the cue of one, or
    /// stands in the words of one.
    fn admits(&mut self, reading: &'c Candidate) -> bool {
        let held = |r: &TokenRange| self.heads.range(r.start..r.end).next().is_some();
        let free = !self.heads.contains(&reading.head)
            && !self.words.contains(&reading.head)
            && !self.contents.contains(reading.content.as_slice())
            && !reading.content.iter().chain(&reading.cue).any(held);
        if free {
            self.heads.insert(reading.head);
            self.contents.insert(&reading.content);
            self.words.extend(reading.content.iter().chain(&reading.cue).flat_map(|r| r.iter()));
        }
        free
    }
}
