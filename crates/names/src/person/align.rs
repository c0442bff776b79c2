//! Aligning the words of two persons.
use super::{MOST, Person, Words};
use crate::token::Token;

/// From this likeness on words are aligned.
const ALIGNED: f32 = 0.72;
/// Below this likeness it falls faster, since a wrong word is no wrong letter.
const SURE: f32 = 0.92;

/// What the alignment of two names came to.
#[derive(Default)]
struct Alignment {
    full: u32,
    initials: u32,
    sum: f32,
    weight: f32,
    least: f32,
    taken: [[bool; MOST]; 2],
    family: bool,
    last_of_one: bool,
    in_order: bool,
}

/// How likely both are one person's name, 0 to 1.
pub fn score(a: &Person, b: &Person) -> f32 {
    if a.words.is_empty() || b.words.is_empty() {
        return 0.0;
    }
    let (mut left, mut right) = ([Token::default(); MOST], [Token::default(); MOST]);
    let (n, m) = (fill(&mut left, &a.words), fill(&mut right, &b.words));
    let n = join_words(&mut left, n, &right[..m]);
    let m = join_words(&mut right, m, &left[..n]);
    let found = align(&left[..n], &right[..m], (&a.wholes, &b.wholes));
    if found.weight == 0.0 {
        return 0.0;
    }
    let likeness = 0.5 * found.sum / found.weight + 0.5 * found.least;
    let score = likeness * contradictions(&found, &left[..n], &right[..m]) * support(&found, n, m);
    (score * suffixes(a.suffix, b.suffix)).clamp(0.0, 1.0)
}

fn fill(words: &mut [Token; MOST], from: &[Token]) -> usize {
    words[..from.len()].copy_from_slice(from);
    from.len()
}

/// Makes one word of two neighbours where the other name has them as one.
fn join_words(words: &mut [Token; MOST], count: usize, others: &[Token]) -> usize {
    let mut count = count;
    let mut at = 0;
    while count > others.len() && at + 1 < count {
        let length = words[at].plain().len() + words[at + 1].plain().len();
        let fits = |o: &&Token| o.plain().len().abs_diff(length) < 2 && o.begins_as(&words[at]);
        let joined = others.iter().find(fits).map(|o| (o, words[at].joined(&words[at + 1])));
        match joined {
            Some((other, joined)) if joined.likeness(other) > 0.95 => {
                words[at] = joined;
                words.copy_within(at + 2..count, at + 1);
                count -= 1;
            }
            _ => at += 1,
        }
    }
    count
}

/// Pairs words one to one, the likest first; of equally like ones those in the same place.
fn align(a: &[Token], b: &[Token], wholes: (&Words, &Words)) -> Alignment {
    let mut likeness = [[0.0_f32; MOST]; MOST];
    for (i, x) in a.iter().enumerate() {
        for (j, y) in b.iter().enumerate() {
            let place = if (i + 1 == a.len()) == (j + 1 == b.len()) { 0.004 } else { 0.0 };
            likeness[i][j] = pair(x, y).max(whole(wholes.0[i], y)).max(whole(wholes.1[j], x)) + place;
        }
    }
    let mut found = Alignment { least: 1.0, in_order: true, ..Alignment::default() };
    let mut placed: [Option<usize>; MOST] = [None; MOST];
    loop {
        let mut best = (0.0, 0, 0);
        for i in (0..a.len()).filter(|&i| !found.taken[0][i]) {
            for j in (0..b.len()).filter(|&j| !found.taken[1][j]) {
                if likeness[i][j] > best.0 {
                    best = (likeness[i][j], i, j);
                }
            }
        }
        let (value, i, j) = best;
        if value < ALIGNED {
            break;
        }
        placed[i] = Some(j);
        found.add(value.min(1.0), (i, j), (a, b));
    }
    let order: Vec<usize> = placed.iter().flatten().copied().collect();
    found.in_order = order.is_sorted();
    found
}

impl Alignment {
    fn add(&mut self, value: f32, (i, j): (usize, usize), (a, b): (&[Token], &[Token])) {
        (self.taken[0][i], self.taken[1][j]) = (true, true);
        let value = if value < SURE { value - 1.3 * (SURE - value) } else { value };
        let initial = a[i].is_initial() || b[j].is_initial();
        let weight = if initial { 0.4 } else { 1.0 };
        self.sum += weight * value;
        self.weight += weight;
        match initial {
            true => self.initials += 1,
            false => {
                self.full += 1;
                self.least = self.least.min(value);
                let (last_a, last_b) = (i + 1 == a.len(), j + 1 == b.len());
                self.family |= last_a && last_b;
                self.last_of_one |= last_a || last_b;
            }
        }
    }
}

/// "Le Pen" and "Lepen".
fn whole(a: Option<Token>, b: &Token) -> f32 {
    a.filter(|a| a.plain().len() == b.plain().len()).map_or(0.0, |a| a.likeness(b))
}

fn pair(a: &Token, b: &Token) -> f32 {
    match (a.is_initial(), b.is_initial()) {
        (false, false) => a.likeness(b),
        _ if a.begins_as(b) => 0.92,
        _ => 0.0,
    }
}

/// Words that both names have and that are not one another's: other given names, other surnames.
fn contradictions(found: &Alignment, a: &[Token], b: &[Token]) -> f32 {
    let open = |side: usize, words: &[Token], initial: bool| {
        let free =
            words.iter().enumerate().filter(|(i, w)| !found.taken[side][*i] && w.is_initial() == initial);
        free.count() as i32
    };
    let (full_a, full_b) = (open(0, a, false), open(1, b, false));
    let (short_a, short_b) = (open(0, a, true), open(1, b, true));
    let full = full_a.min(full_b);
    let rest = (full_a + short_a - full).min(full_b + short_b - full);
    0.4_f32.powi(full) * 0.6_f32.powi(rest) * extras(found, a, b, (full_a - full_b).abs())
}

/// What words cost that only one of the names has: little in the middle, more at the ends.
fn extras(found: &Alignment, a: &[Token], b: &[Token], count: i32) -> f32 {
    if count == 0 {
        return 1.0;
    }
    let (side, words) = if a.len() > b.len() { (0, a) } else { (1, b) };
    let open = |i: usize| !found.taken[side][i];
    let cost = (0..words.len()).filter(|&i| open(i) && !words[i].is_initial()).map(|i| match i {
        0 => 0.08,
        i if i + 1 == words.len() => 0.1,
        i if is_patronymic(words[i].plain()) => 0.01,
        _ => 0.04,
    });
    (1.0_f32 - cost.sum::<f32>()).max(0.6)
}

fn is_patronymic(plain: &str) -> bool {
    ["ovich", "evich", "ovych", "evych", "yovych", "ovna", "evna", "ivna"].iter().any(|e| plain.ends_with(e))
}

/// How much the aligned words carry: a surname alone is less than a name.
fn support(found: &Alignment, n: usize, m: usize) -> f32 {
    let ends = match (found.family, found.last_of_one) {
        (true, _) => 1.0,
        (false, true) => 0.75,
        (false, false) => 0.6,
    };
    match (found.full, found.initials) {
        (0, _) => 0.4,
        (1, 0) if n.max(m) > 1 => 0.66 * ends,
        (1, 0) => 0.95,
        (1, _) => 0.97 * ends,
        _ if found.in_order => 1.0,
        _ if n == m && found.full as usize == n => 0.97,
        _ => 0.93,
    }
}

fn suffixes(a: Option<u32>, b: Option<u32>) -> f32 {
    match (a, b) {
        (Some(x), Some(y)) if x != y => 0.35,
        (Some(_), None) | (None, Some(_)) => 0.92,
        _ => 1.0,
    }
}
