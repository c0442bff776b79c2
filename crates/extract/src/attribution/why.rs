//! What is told of a reading to people who ask why.
use super::candidate::Candidate;
use super::{features, lexicon, model};
use rapporteur_record::{Annotated, Rival, TokenRange, Why};
use std::collections::BTreeMap;

/// So many features are told, the strongest.
const FEATURES: usize = 6;
/// So many other readings of the cue, each with another source or content.
const RIVALS: usize = 3;
/// Characters of a rival's content that are told.
const LONGEST: usize = 80;

/// All readings of a document by the head of their cue.
pub struct Readings<'r> {
    all: &'r [Candidate],
    probabilities: &'r [f32],
    by_head: BTreeMap<usize, Vec<usize>>,
}

impl<'r> Readings<'r> {
    pub fn new(all: &'r [Candidate], probabilities: &'r [f32]) -> Self {
        let mut by_head: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (i, candidate) in all.iter().enumerate() {
            by_head.entry(candidate.head).or_default().push(i);
        }
        Self { all, probabilities, by_head }
    }

    /// Why the reading of this index stands.
    pub fn why(&self, a: &Annotated, chosen: usize) -> Why {
        let candidate = &self.all[chosen];
        let mut why = unscored(candidate);
        let key = lexicon::key(a, candidate.head);
        let classes = features::classes(a, candidate, &key);
        why.classes = classes.iter().map(|c| c.as_str().to_owned()).collect();
        why.cue = Some(key);
        why.score = Some(rounded(self.probabilities[chosen]));
        why.features = strongest(model::weights(a, candidate));
        why.others = self.rivals(a, chosen);
        why
    }

    fn rivals(&self, a: &Annotated, chosen: usize) -> Vec<Rival> {
        let same_cue = &self.by_head[&self.all[chosen].head];
        let mut rivals: Vec<usize> = same_cue.iter().copied().filter(|&i| i != chosen).collect();
        rivals.sort_by(|&i, &j| self.probabilities[j].total_cmp(&self.probabilities[i]).then(i.cmp(&j)));
        let mut told = vec![self.rival(a, chosen)];
        for i in rivals {
            let rival = self.rival(a, i);
            if told.len() <= RIVALS
                && told.iter().all(|t| (&t.source, &t.content) != (&rival.source, &rival.content))
            {
                told.push(rival);
            }
        }
        told.split_off(1)
    }

    fn rival(&self, a: &Annotated, i: usize) -> Rival {
        let candidate = &self.all[i];
        Rival {
            frame: candidate.frame.as_str().to_owned(),
            source: candidate.source.map(|s| a.text(s.range).to_owned()),
            content: shortened(&words(a, &candidate.content)),
            score: rounded(self.probabilities[i]),
        }
    }
}

/// Of a reading that layout gives and no scorer was asked about.
pub fn unscored(candidate: &Candidate) -> Why {
    Why {
        frame: candidate.frame.as_str().to_owned(),
        arc: candidate.source.map(|s| s.how.as_str().to_owned()),
        ..Why::default()
    }
}

fn strongest(mut weights: Vec<(String, f32)>) -> Vec<(String, f64)> {
    weights.sort_by(|(f, v), (g, w)| w.abs().total_cmp(&v.abs()).then(f.cmp(g)));
    weights.into_iter().take(FEATURES).map(|(feature, weight)| (feature, rounded(weight))).collect()
}

fn words(a: &Annotated, ranges: &[TokenRange]) -> String {
    ranges.iter().map(|&r| a.text(r)).collect::<Vec<_>>().join(" … ")
}

fn shortened(words: &str) -> String {
    match words.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", words[..end].trim_end()),
        None => words.to_owned(),
    }
}

fn rounded(number: f32) -> f64 {
    (f64::from(number) * 1000.0).round() / 1000.0
}
