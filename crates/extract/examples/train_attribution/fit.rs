//! Logistic regression with the FTRL-proximal update (McMahan et al. 2013): sparse weights, one number a feature.

/// A candidate as the trainer sees it.
pub struct Item {
    pub features: Vec<u32>,
    pub right: bool,
    pub document: usize,
}

const RATE: f32 = 0.08;
const SMOOTHING: f32 = 1.0;
const L1: f32 = 0.6;
const L2: f32 = 1.0;
const PASSES: usize = 5;

pub fn probability(weights: &[f32], item: &Item) -> f32 {
    sigmoid(item.features.iter().map(|&f| weights[f as usize]).sum())
}

fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}

/// The weights of `features` features from the items that `used` admits. Deterministic.
pub fn fit(items: &[Item], features: usize, used: impl Fn(&Item) -> bool) -> Vec<f32> {
    let mut state = State { pull: vec![0.0; features], squares: vec![0.0; features] };
    let mut order: Vec<usize> = (0..items.len()).filter(|&i| used(&items[i])).collect();
    let mut seed = 7u64;
    for _ in 0..PASSES {
        shuffle(&mut order, &mut seed);
        for &i in &order {
            state.learn(&items[i]);
        }
    }
    (0..features).map(|f| state.weight(f)).collect()
}

struct State {
    pull: Vec<f32>,
    squares: Vec<f32>,
}

impl State {
    fn weight(&self, feature: usize) -> f32 {
        let pull = self.pull[feature];
        match pull.abs() <= L1 {
            true => 0.0,
            false => -(pull - pull.signum() * L1) / ((SMOOTHING + self.squares[feature].sqrt()) / RATE + L2),
        }
    }

    fn learn(&mut self, item: &Item) {
        let sum = item.features.iter().map(|&f| self.weight(f as usize)).sum();
        let gradient = sigmoid(sum) - f32::from(u8::from(item.right));
        for &feature in &item.features {
            let f = feature as usize;
            let weight = self.weight(f);
            let more = self.squares[f] + gradient * gradient;
            self.pull[f] += gradient - (more.sqrt() - self.squares[f].sqrt()) / RATE * weight;
            self.squares[f] = more;
        }
    }
}

/// Fisher-Yates with a linear congruential generator: the same order on every machine.
fn shuffle(order: &mut [usize], seed: &mut u64) {
    for i in (1..order.len()).rev() {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        order.swap(i, (*seed >> 33) as usize % (i + 1));
    }
}
