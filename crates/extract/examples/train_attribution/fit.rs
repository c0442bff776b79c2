//! Logistic regression with AdaGrad, feature dropout and weight decay: sparse features, one weight each.

/// One thing to learn from.
pub struct Example {
    pub features: Vec<u32>,
    /// How right it is, 0 to 1.
    pub target: f32,
    pub document: usize,
}

pub struct Schedule {
    pub rate: f32,
    pub passes: usize,
    /// Share of the features that each example is shown without.
    pub dropout: f32,
}

const DECAY: f32 = 1e-4;

#[derive(Clone)]
pub struct Model {
    pub weights: Vec<f32>,
    pub bias: f32,
}

impl Model {
    pub fn log_odds(&self, features: &[u32]) -> f32 {
        self.bias + features.iter().map(|&f| self.weights[f as usize]).sum::<f32>()
    }
}

/// So many models, each from another order and with other features left out, are averaged: what one learned by luck
/// decides nothing.
const MODELS: u64 = 5;

/// The model of `features` features from the examples that `used` admits. Deterministic.
pub fn fit(
    examples: &[Example],
    features: usize,
    schedule: &Schedule,
    used: impl Fn(&Example) -> bool,
) -> Model {
    let used: Vec<&Example> = examples.iter().filter(|e| used(e)).collect();
    let mut mean = Model { weights: vec![0.0; features], bias: 0.0 };
    for seed in 0..MODELS {
        let one = fit_once(used.clone(), features, schedule, seed);
        mean.bias += one.bias / MODELS as f32;
        mean.weights.iter_mut().zip(one.weights).for_each(|(sum, weight)| *sum += weight / MODELS as f32);
    }
    mean
}

fn fit_once(mut examples: Vec<&Example>, features: usize, schedule: &Schedule, seed: u64) -> Model {
    let mut state = State {
        model: Model { weights: vec![0.0; features], bias: -1.5 },
        squares: vec![0.1; features],
        bias_squares: 0.1,
    };
    let mut random = Random(seed);
    let mut shown = Vec::new();
    for pass in 0..schedule.passes {
        random.shuffle(&mut examples);
        let rate = schedule.rate / (1.0 + 0.3 * pass as f32);
        for example in &examples {
            let salt = random.next();
            let kept = |f: &u32| unit(u64::from(*f) ^ salt) >= schedule.dropout;
            shown.clear();
            shown.extend(example.features.iter().copied().filter(kept));
            state.learn(&shown, example.target, rate);
        }
    }
    state.model
}

struct State {
    model: Model,
    squares: Vec<f32>,
    bias_squares: f32,
}

impl State {
    fn learn(&mut self, features: &[u32], target: f32, rate: f32) {
        let gradient = sigmoid(self.model.log_odds(features)) - target;
        for &feature in features {
            let f = feature as usize;
            let slope = gradient + DECAY * self.model.weights[f];
            self.squares[f] += slope * slope;
            self.model.weights[f] -= rate * slope / self.squares[f].sqrt();
        }
        self.bias_squares += gradient * gradient;
        self.model.bias -= rate * gradient / self.bias_squares.sqrt();
    }
}

/// Slope and offset that turn log-odds into those of being right, by plain gradient descent.
pub fn calibrate(judged: &[(f32, bool)]) -> [f32; 2] {
    let [mut slope, mut offset] = [1.0f64, 0.0f64];
    for _ in 0..2_000 {
        let (mut by_slope, mut by_offset) = (0.0, 0.0);
        for &(log_odds, right) in judged {
            let x = f64::from(log_odds);
            let error = 1.0 / (1.0 + (-(slope * x + offset)).exp()) - f64::from(u8::from(right));
            by_slope += error * x;
            by_offset += error;
        }
        slope -= 0.5 * by_slope / judged.len() as f64;
        offset -= 0.5 * by_offset / judged.len() as f64;
    }
    [slope as f32, offset as f32]
}

pub fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}

/// A number in 0..1 from the bits of another.
fn unit(x: u64) -> f32 {
    (x.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as f32 / (1u64 << 24) as f32
}

/// A linear congruential generator: the same order on every machine.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0
    }

    /// Fisher-Yates.
    fn shuffle<T>(&mut self, order: &mut [T]) {
        for i in (1..order.len()).rev() {
            order.swap(i, (self.next() >> 33) as usize % (i + 1));
        }
    }
}
