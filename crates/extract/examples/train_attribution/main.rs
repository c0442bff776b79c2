//! Trains the attribution scorer and prints its cross-validated scores. `training/README.md` says how and on what.
//!
//!     cargo run --release -p rapporteur-extract --example train_attribution -- MODEL_FOLDER POLNEAR/train OUT.tsv
#![allow(clippy::disallowed_methods)]
mod fit;
mod gold;

use fit::Item;
use gold::{Gold, Words};
use rapporteur_extract::attribution::{self, candidate::Candidate, choose, features};
use rapporteur_extract::{Annotator, Parser};
use rapporteur_record::{Annotated, Document, Source};
use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Features seen less often than this are left out.
const RARE: u32 = 4;
/// Weights smaller than this are not written.
const SMALL: f32 = 0.005;
const FOLDS: usize = 3;

fn main() -> Result<(), Box<dyn Error>> {
    let [model, data, out] = std::env::args_os().skip(1).map(PathBuf::from).collect::<Vec<_>>().try_into().map_err(|_| {
        "usage: train_attribution MODEL_FOLDER DATA_FOLDER OUT.tsv (DATA_FOLDER holds text/ and attributions/)"
    })?;
    let annotator = Annotator::new(Parser::load(model)?);
    let mut set = Set::default();
    for (name, gold) in gold::files(&data.join("attributions"))? {
        set.add(&annotator, &data.join("text").join(format!("{name}.txt")), &gold)?;
    }
    set.drop_rare();
    println!(
        "{} documents, {} attributions, of which {} are within reach of {} candidates",
        set.documents.len(),
        set.gold(),
        set.reachable(),
        set.items.len()
    );
    cross_validate(&set);
    let weights = fit::fit(&set.items, set.counts.len(), |_| true);
    std::fs::write(&out, table(&set, &weights))?;
    Ok(())
}

/// What one document contributes.
struct Trained {
    candidates: Vec<Candidate>,
    /// For each candidate the gold attributions that it equals.
    hits: Vec<Vec<usize>>,
    gold: usize,
}

#[derive(Default)]
struct Set {
    ids: BTreeMap<String, u32>,
    counts: Vec<u32>,
    items: Vec<Item>,
    documents: Vec<Trained>,
}

impl Set {
    fn add(&mut self, annotator: &Annotator, text: &Path, gold: &Path) -> Result<(), Box<dyn Error>> {
        let name = text.display().to_string();
        let document = Document::new(name, Source::default(), std::fs::read_to_string(text)?, Vec::new());
        let annotated = annotator.annotate(&document)?;
        let words = Words::of(&document.text);
        let gold = gold::read(gold, &document.text, &words)?;
        let candidates = attribution::candidates(&annotated);
        let hits: Vec<Vec<usize>> = candidates.iter().map(|c| hits(&annotated, c, &words, &gold)).collect();
        for (candidate, hits) in candidates.iter().zip(&hits) {
            let features = self.features(&annotated, candidate);
            self.items.push(Item { features, right: !hits.is_empty(), document: self.documents.len() });
        }
        self.documents.push(Trained { candidates, hits, gold: gold.len() });
        Ok(())
    }

    fn features(&mut self, annotated: &Annotated, candidate: &Candidate) -> Vec<u32> {
        let mut found = vec![self.id("bias")];
        features::each(annotated, candidate, &mut |feature| found.push(self.id(feature)));
        found
    }

    fn id(&mut self, feature: &str) -> u32 {
        let next = self.counts.len() as u32;
        let id = match self.ids.get(feature) {
            Some(&id) => id,
            None => *self.ids.entry(feature.to_owned()).or_insert(next),
        };
        if id == next {
            self.counts.push(0);
        }
        self.counts[id as usize] += 1;
        id
    }

    fn drop_rare(&mut self) {
        for item in &mut self.items {
            item.features.retain(|&f| self.counts[f as usize] >= RARE);
        }
    }

    fn gold(&self) -> usize {
        self.documents.iter().map(|d| d.gold).sum()
    }

    fn reachable(&self) -> usize {
        let reached = |d: &Trained| (0..d.gold).filter(|g| d.hits.iter().any(|h| h.contains(g))).count();
        self.documents.iter().map(reached).sum()
    }
}

fn hits(annotated: &Annotated, candidate: &Candidate, words: &Words, gold: &[Gold]) -> Vec<usize> {
    let at = |ranges: &[_]| words.in_spans(&ranges.iter().map(|&r| annotated.span(r)).collect::<Vec<_>>());
    let found = Gold {
        source: candidate.source.map(|s| at(&[s.range])),
        cue: at(&candidate.cue),
        content: at(&candidate.content),
    };
    (0..gold.len()).filter(|&g| found.equals(&gold[g])).collect()
}

/// Prints precision, recall and F1 by threshold, each document judged by a model that has not seen it.
fn cross_validate(set: &Set) {
    let mut probabilities = vec![0.0; set.items.len()];
    for fold in 0..FOLDS {
        let weights = fit::fit(&set.items, set.counts.len(), |item| item.document % FOLDS != fold);
        for (probability, item) in probabilities.iter_mut().zip(&set.items) {
            if item.document % FOLDS == fold {
                *probability = fit::probability(&weights, item);
            }
        }
    }
    for least in [0.2, 0.25, 0.3, 0.35, 0.4, 0.5] {
        let (right, found) = kept(set, &probabilities, least);
        let (p, r) = (right as f64 / found as f64, right as f64 / set.gold() as f64);
        println!("threshold {least:.2}: P {p:.3} R {r:.3} F1 {:.3}", 2.0 * p * r / (p + r));
    }
    calibration(set, &probabilities);
}

/// `(right, kept)` over all documents.
fn kept(set: &Set, probabilities: &[f32], least: f32) -> (usize, usize) {
    let (mut right, mut found, mut at) = (0, 0, 0);
    for document in &set.documents {
        let end = at + document.candidates.len();
        let kept = choose::best(&document.candidates, &probabilities[at..end], least);
        let mut used = vec![false; document.gold];
        for &candidate in &kept {
            if let Some(&gold) = document.hits[candidate].iter().find(|&&g| !used[g]) {
                used[gold] = true;
                right += 1;
            }
        }
        found += kept.len();
        at = end;
    }
    (right, found)
}

/// Prints, for each band of probability, the share of kept candidates that are right.
fn calibration(set: &Set, probabilities: &[f32]) {
    let mut bands = [[0usize; 2]; 10];
    let mut at = 0;
    for document in &set.documents {
        let end = at + document.candidates.len();
        for candidate in choose::best(&document.candidates, &probabilities[at..end], choose::LEAST) {
            let band = &mut bands[((probabilities[at + candidate] * 10.0) as usize).min(9)];
            band[0] += 1;
            band[1] += usize::from(!document.hits[candidate].is_empty());
        }
        at = end;
    }
    for (i, [all, right]) in bands.into_iter().enumerate().filter(|(_, b)| b[0] > 0) {
        println!(
            "confidence {:.1}-{:.1}: {right} of {all} right, {:.2}",
            i as f32 / 10.0,
            (i + 1) as f32 / 10.0,
            right as f64 / all as f64
        );
    }
}

fn table(set: &Set, weights: &[f32]) -> String {
    let mut table = String::new();
    for (feature, &id) in &set.ids {
        let weight = weights[id as usize];
        if weight.abs() >= SMALL {
            let written = writeln!(table, "{feature}\t{weight:.2}");
            debug_assert!(written.is_ok());
        }
    }
    table
}
