//! The learned scorer: two logistic regressions over readable features. `training/README.md` has its card.
//!
//! One says how likely a word is a cue, from all readings that the patterns propose of it; the other how likely one
//! reading has the right source and content. Their weighted geometric mean, calibrated, is the confidence.
use super::candidate::{Candidate, Frame, Shape};
use super::features::{self, PARTS, Part};
use super::source::Source;
use rapporteur_record::{Annotated, TokenRange};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Share of the cue's own probability in the mean; the value with the best F1 in cross-validation.
pub const CUE_SHARE: f32 = 0.4;
/// A word less likely to be a cue than this is not looked at further.
pub const LEAST_CUE: f32 = 0.02;

/// Weights of one feature: of a reading, of a cue.
type Pair = [f32; 2];

struct Weights {
    number: HashMap<&'static str, u32>,
    pairs: Vec<Pair>,
    bias: Pair,
    /// Slope and offset from the log-odds of the mean to those of being right.
    calibration: Pair,
}

/// As `training` wrote them: `feature<TAB>of a reading<TAB>of a cue` a line.
static WEIGHTS: LazyLock<Weights> =
    LazyLock::new(|| parse(include_str!("../../language/en/attribution.weights.tsv")));

fn parse(table: &'static str) -> Weights {
    let mut weights =
        Weights { number: HashMap::new(), pairs: Vec::new(), bias: [0.0; 2], calibration: [1.0, 0.0] };
    for line in table.lines() {
        let mut cells = line.split('\t');
        let (Some(feature), Some(one), Some(other)) = (cells.next(), cells.next(), cells.next()) else {
            continue;
        };
        let (Ok(one), Ok(other)) = (one.parse(), other.parse()) else { continue };
        match feature {
            "(bias)" => weights.bias = [one, other],
            "(calibration)" => weights.calibration = [one, other],
            _ => {
                weights.number.insert(feature, weights.pairs.len() as u32);
                weights.pairs.push([one, other]);
            }
        }
    }
    weights
}

/// The features of the candidate that have a weight, with it.
pub fn weights(annotated: &Annotated, candidate: &Candidate) -> Vec<(String, f32)> {
    let mut known = Vec::new();
    features::each(annotated, candidate, &mut |feature| {
        let number = WEIGHTS.number.get(feature);
        known.extend(number.map(|&n| (feature.to_owned(), WEIGHTS.pairs[n as usize][0])));
    });
    known
}

/// Scores the readings of one cue; what is known of a part is not computed again.
pub struct Scorer<'a, 'd> {
    annotated: &'a Annotated<'d>,
    known: Vec<(Key, Vec<u32>)>,
}

/// What the features of a part depend on.
#[derive(PartialEq)]
enum Key {
    Cue(Frame, Vec<TokenRange>),
    Source(Frame, Option<Source>),
    Content(Frame, Vec<TokenRange>, Shape, Option<usize>),
}

impl Key {
    fn of(candidate: &Candidate, part: Part) -> Self {
        let c = candidate;
        match part {
            Part::Cue => Self::Cue(c.frame, c.cue.clone()),
            Part::Source => Self::Source(c.frame, c.source),
            Part::Content => Self::Content(c.frame, c.content.clone(), c.shape, c.content_head),
        }
    }
}

impl<'a, 'd> Scorer<'a, 'd> {
    pub fn new(annotated: &'a Annotated<'d>) -> Self {
        Self { annotated, known: Vec::new() }
    }

    /// How likely the word that these readings share is a cue, 0 to 1.
    pub fn cue(&mut self, readings: &[Candidate]) -> f32 {
        let mut all = Vec::new();
        for reading in readings {
            for part in PARTS {
                all.extend_from_slice(self.part(reading, part));
            }
        }
        all.sort_unstable();
        all.dedup();
        logistic(WEIGHTS.bias[1] + all.iter().map(|&n| WEIGHTS.pairs[n as usize][1]).sum::<f32>())
    }

    /// How likely the reading has the right source and content, 0 to 1.
    pub fn reading(&mut self, reading: &Candidate) -> f32 {
        let mut sum = WEIGHTS.bias[0];
        for part in PARTS {
            sum += self.part(reading, part).iter().map(|&n| WEIGHTS.pairs[n as usize][0]).sum::<f32>();
        }
        logistic(sum)
    }

    /// Numbers of the known features of a part.
    fn part(&mut self, reading: &Candidate, part: Part) -> &[u32] {
        let key = Key::of(reading, part);
        let place = self.known.iter().position(|(k, _)| *k == key).unwrap_or_else(|| {
            let mut numbers = Vec::new();
            let mut add = |feature: &str| numbers.extend(WEIGHTS.number.get(feature));
            features::of_part(self.annotated, reading, part, &mut add);
            self.known.push((key, numbers));
            self.known.len() - 1
        });
        &self.known[place].1
    }
}

/// The two probabilities as one that says how often such a reading is right.
pub fn confidence(cue: f32, reading: f32) -> f32 {
    let [slope, offset] = WEIGHTS.calibration;
    logistic(slope * log_odds(mean(cue, reading)) + offset)
}

/// Weighted geometric mean.
pub fn mean(cue: f32, reading: f32) -> f32 {
    cue.powf(CUE_SHARE) * reading.powf(1.0 - CUE_SHARE)
}

pub fn log_odds(probability: f32) -> f32 {
    let p = probability.clamp(1e-6, 1.0 - 1e-6);
    (p / (1.0 - p)).ln()
}

pub fn logistic(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}
