//! Trains the attribution scorer and prints its cross-validated scores. `training/README.md` says how and on what.
//!
//!     cargo run --release -p rapporteur-extract --example train_attribution -- MODEL_FOLDER POLNEAR/train OUT.tsv
#![allow(clippy::disallowed_methods)]
mod fit;
mod gold;

use fit::{Example, Model, Schedule};
use gold::{Gold, Words};
use rapporteur_extract::attribution::{self, Variants, candidate::Candidate, choose, features, model};
use rapporteur_extract::{Annotator, Parser};
use rapporteur_record::{Annotated, Document, Source};
use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Features seen less often than this are left out.
const RARE: u32 = 6;
/// Weights smaller than this are not written.
const SMALL: f32 = 0.03;
const FOLDS: usize = 3;
/// How right a reading is that has the right cue and content, but another source.
const HALF_RIGHT: f32 = 0.4;
const READINGS: Schedule = Schedule { rate: 0.1, passes: 4, dropout: 0.3 };
const CUES: Schedule = Schedule { rate: 0.05, passes: 4, dropout: 0.5 };

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
        "{} documents, {} attributions, of which {} are within reach of {} readings of {} words",
        set.documents.len(),
        set.gold(),
        set.reachable(),
        set.readings.len(),
        set.cues.len()
    );
    let calibration = cross_validate(&set);
    let [readings, cues] = set.fit(|_| true);
    std::fs::write(&out, table(&set, &readings, &cues, calibration))?;
    Ok(())
}

/// What one document contributes.
struct Trained {
    readings: Vec<Candidate>,
    /// For each reading the gold attributions that it equals.
    hits: Vec<Vec<usize>>,
    /// For each reading the gold attributions whose content it has.
    contents: Vec<Vec<usize>>,
    /// For each reading the number of its cue in the set.
    cues: Vec<usize>,
    gold: usize,
}

#[derive(Default)]
struct Set {
    ids: HashMap<String, u32>,
    counts: Vec<u32>,
    readings: Vec<Example>,
    cues: Vec<Example>,
    documents: Vec<Trained>,
}

impl Set {
    fn add(&mut self, annotator: &Annotator, text: &Path, gold: &Path) -> Result<(), Box<dyn Error>> {
        let name = text.display().to_string();
        let document = Document::new(name, Source::default(), std::fs::read_to_string(text)?, Vec::new());
        let annotated = annotator.annotate(&document)?;
        let words = Words::of(&document.text);
        let gold = gold::read(gold, &document.text, &words)?;
        let mut trained =
            Trained { readings: vec![], hits: vec![], contents: vec![], cues: vec![], gold: gold.len() };
        let variants = Variants::new(&annotated);
        for proposed in attribution::proposals(&annotated) {
            self.add_cue(&annotated, &words, &gold, &variants, proposed, &mut trained);
        }
        self.documents.push(trained);
        Ok(())
    }

    fn add_cue(
        &mut self,
        annotated: &Annotated,
        words: &Words,
        gold: &[Gold],
        variants: &Variants,
        proposed: Vec<Candidate>,
        trained: &mut Trained,
    ) {
        let document = self.documents.len();
        let mut shown: Vec<u32> = proposed.iter().flat_map(|c| self.features(annotated, c)).collect();
        shown.sort_unstable();
        shown.dedup();
        let mut is_cue = false;
        for reading in variants.of(proposed) {
            let found = as_gold(annotated, &reading, words);
            let hits: Vec<usize> = (0..gold.len()).filter(|&g| found.equals(&gold[g])).collect();
            let half = gold.iter().any(|g| found.same_cue(g) && found.same_content(g));
            is_cue |= !hits.is_empty() || gold.iter().any(|g| found.same_cue(g));
            let target = if !hits.is_empty() {
                1.0
            } else if half {
                HALF_RIGHT
            } else {
                0.0
            };
            let features = self.features(annotated, &reading);
            self.readings.push(Example { features, target, document });
            trained.readings.push(reading);
            trained.hits.push(hits);
            trained.contents.push((0..gold.len()).filter(|&g| found.same_content(&gold[g])).collect());
            trained.cues.push(self.cues.len());
        }
        self.cues.push(Example { features: shown, target: f32::from(u8::from(is_cue)), document });
    }

    fn features(&mut self, annotated: &Annotated, candidate: &Candidate) -> Vec<u32> {
        let mut found = Vec::new();
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
        for example in self.readings.iter_mut().chain(&mut self.cues) {
            example.features.retain(|&f| self.counts[f as usize] >= RARE);
        }
    }

    /// The models of readings and of cues, from the documents that `used` admits.
    fn fit(&self, used: impl Fn(&Example) -> bool) -> [Model; 2] {
        let features = self.counts.len();
        [fit::fit(&self.readings, features, &READINGS, &used), fit::fit(&self.cues, features, &CUES, &used)]
    }

    fn gold(&self) -> usize {
        self.documents.iter().map(|d| d.gold).sum()
    }

    fn reachable(&self) -> usize {
        let reached = |d: &Trained| (0..d.gold).filter(|g| d.hits.iter().any(|h| h.contains(g))).count();
        self.documents.iter().map(reached).sum()
    }
}

fn as_gold(annotated: &Annotated, candidate: &Candidate, words: &Words) -> Gold {
    let at = |ranges: &[_]| words.in_spans(&ranges.iter().map(|&r| annotated.span(r)).collect::<Vec<_>>());
    Gold {
        source: candidate.source.map(|s| at(&[s.range])),
        cue: at(&candidate.cue),
        content: at(&candidate.content),
    }
}

/// Prints precision, recall and F1 by threshold, each document judged by models that have not seen it; gives the
/// calibration.
fn cross_validate(set: &Set) -> [f32; 2] {
    let means = unseen(set);
    let mut judged = Vec::new();
    let mut at = 0;
    for document in &set.documents {
        let means = &means[at..at + document.readings.len()];
        let kept = choose::best(&document.readings, means, 0.1);
        judged.extend(kept.iter().map(|&i| (model::log_odds(means[i]), !document.hits[i].is_empty())));
        at += document.readings.len();
    }
    let calibration = fit::calibrate(&judged);
    let [slope, offset] = calibration;
    let confident: Vec<f32> =
        means.iter().map(|&m| fit::sigmoid(slope * model::log_odds(m) + offset)).collect();
    for least in [0.2, 0.225, 0.25, 0.275, 0.3, 0.325, 0.35, 0.4, 0.5] {
        let full = score(set, kept(set, &confident, least, |d| &d.hits));
        let content = score(set, kept(set, &confident, least, |d| &d.contents));
        println!("threshold {least:.3}: {full}; content alone {content}");
    }
    reliability(set, &confident);
    calibration
}

fn score(set: &Set, (right, found): (usize, usize)) -> String {
    let (p, r) = (right as f64 / found as f64, right as f64 / set.gold() as f64);
    format!("P {p:.3} R {r:.3} F1 {:.3}", 2.0 * p * r / (p + r))
}

/// The mean of both probabilities of every reading.
fn unseen(set: &Set) -> Vec<f32> {
    let mut means = vec![0.0; set.readings.len()];
    for fold in 0..FOLDS {
        let [readings, cues] = set.fit(|example| example.document % FOLDS != fold);
        let mut at = 0;
        for (number, document) in set.documents.iter().enumerate() {
            for (i, &cue) in document.cues.iter().enumerate() {
                if number % FOLDS == fold {
                    let cue = fit::sigmoid(cues.log_odds(&set.cues[cue].features));
                    let reading = fit::sigmoid(readings.log_odds(&set.readings[at + i].features));
                    means[at + i] = model::mean(cue, reading);
                }
            }
            at += document.readings.len();
        }
    }
    means
}

/// `(right, kept)` over all documents, where each kept reading may be right for one of the gold attributions `wanted`.
fn kept(
    set: &Set,
    probabilities: &[f32],
    least: f32,
    wanted: fn(&Trained) -> &Vec<Vec<usize>>,
) -> (usize, usize) {
    let (mut right, mut found, mut at) = (0, 0, 0);
    for document in &set.documents {
        let end = at + document.readings.len();
        let kept = choose::best(&document.readings, &probabilities[at..end], least);
        let mut used = vec![false; document.gold];
        for &reading in &kept {
            if let Some(&gold) = wanted(document)[reading].iter().find(|&&g| !used[g]) {
                used[gold] = true;
                right += 1;
            }
        }
        found += kept.len();
        at = end;
    }
    (right, found)
}

/// Prints, for each band of confidence, the share of kept readings that are right.
fn reliability(set: &Set, probabilities: &[f32]) {
    let mut bands = [[0usize; 2]; 10];
    let mut at = 0;
    for document in &set.documents {
        let end = at + document.readings.len();
        for reading in choose::best(&document.readings, &probabilities[at..end], choose::LEAST) {
            let band = &mut bands[((probabilities[at + reading] * 10.0) as usize).min(9)];
            band[0] += 1;
            band[1] += usize::from(!document.hits[reading].is_empty());
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

fn table(set: &Set, readings: &Model, cues: &Model, calibration: [f32; 2]) -> String {
    let mut table = format!(
        "(bias)\t{:.3}\t{:.3}\n(calibration)\t{:.4}\t{:.4}\n",
        readings.bias, cues.bias, calibration[0], calibration[1]
    );
    for (feature, &id) in set.ids.iter().collect::<BTreeMap<_, _>>() {
        let (one, other) = (readings.weights[id as usize], cues.weights[id as usize]);
        if set.counts[id as usize] >= RARE && one.abs().max(other.abs()) >= SMALL {
            let written = writeln!(table, "{feature}\t{one:.2}\t{other:.2}");
            debug_assert!(written.is_ok());
        }
    }
    table
}
