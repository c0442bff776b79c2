//! Aligning the words of two organisations.
use super::words::Class;
use super::{MOST, Word};

/// From this likeness on words that stand in no list are aligned.
const ALIGNED: f32 = 0.84;

/// Words that say something, by their place in the name.
struct Side<'w> {
    all: &'w [Word],
    core: [u8; MOST],
    count: usize,
    taken: [bool; MOST],
}

impl<'w> Side<'w> {
    fn new(all: &'w [Word]) -> Self {
        let mut side = Self { all, core: [0; MOST], count: 0, taken: [false; MOST] };
        for (i, word) in all.iter().enumerate() {
            if !matches!(word.class, Class::Stop | Class::Legal) {
                side.core[side.count] = i as u8;
                side.count += 1;
            }
        }
        side
    }

    fn word(&self, at: usize) -> &'w Word {
        &self.all[usize::from(self.core[at])]
    }

    fn open(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.count).filter(|&i| !self.taken[i])
    }

    fn open_weight(&self, of: impl Fn(Class) -> bool) -> f32 {
        self.open().map(|i| self.word(i).class).filter(|c| of(*c)).map(Class::weight).sum()
    }
}

/// How likely both rows of words are one organisation's name, 0 to 1.
pub fn by_words(a: &[Word], b: &[Word]) -> f32 {
    let (mut left, mut right) = (Side::new(a), Side::new(b));
    if left.count == 0 || right.count == 0 {
        return 0.0;
    }
    let (mut sum, mut weight) = (0.0, 0.0);
    let mut add = |likeness: f32, words: f32| {
        sum += likeness * words;
        weight += words;
    };
    same_words(&mut left, &mut right, &mut add);
    short_words(&mut left, &mut right, &mut add);
    short_words(&mut right, &mut left, &mut add);
    joined_words(&mut left, &mut right, &mut add);
    joined_words(&mut right, &mut left, &mut add);
    like_words(&mut left, &mut right, &mut add);
    if weight == 0.0 {
        return 0.0;
    }
    let carried = if weight < 0.3 { 0.5 } else { 1.0 };
    (sum / weight * carried * contradictions(&left, &right) - extras(&left, &right) - forms(a, b))
        .clamp(0.0, 1.0)
}

fn same_words(a: &mut Side, b: &mut Side, add: &mut impl FnMut(f32, f32)) {
    for i in 0..a.count {
        let same = b.open().find(|&j| a.word(i).meaning == b.word(j).meaning);
        if let Some(j) = same {
            (a.taken[i], b.taken[j]) = (true, true);
            add(1.0, a.word(i).class.weight());
        }
    }
}

/// "UN" for "United Nations" inside longer names.
fn short_words(a: &mut Side, b: &mut Side, add: &mut impl FnMut(f32, f32)) {
    for i in 0..a.count {
        if a.taken[i] || !a.word(i).capitals {
            continue;
        }
        let letters = a.word(i).token.plain().as_bytes();
        let run = (0..b.count).find(|&start| {
            let fits = |(k, &letter): (usize, &u8)| {
                let at = start + k;
                at < b.count && !b.taken[at] && b.word(at).token.plain().as_bytes().first() == Some(&letter)
            };
            letters.len() > 1 && letters.iter().enumerate().all(fits)
        });
        if let Some(start) = run {
            a.taken[i] = true;
            b.taken[start..start + letters.len()].fill(true);
            add(0.95, 1.0);
        }
    }
}

/// "TotalEnergies" for "Total Energies".
fn joined_words(a: &mut Side, b: &mut Side, add: &mut impl FnMut(f32, f32)) {
    for i in 0..a.count.saturating_sub(1) {
        let pair = !a.taken[i] && !a.taken[i + 1];
        let joined = || a.word(i).token.joined(&a.word(i + 1).token);
        let same = b.open().find(|&j| pair && b.word(j).token.plain() == joined().plain());
        if let Some(j) = same {
            (a.taken[i], a.taken[i + 1], b.taken[j]) = (true, true, true);
            add(0.98, 1.0);
        }
    }
}

/// Misspelt and transliterated words; those of the lists are compared by meaning alone.
fn like_words(a: &mut Side, b: &mut Side, add: &mut impl FnMut(f32, f32)) {
    for i in 0..a.count {
        if a.taken[i] || a.word(i).class != Class::Plain {
            continue;
        }
        let like = |j: usize| match b.word(j).class {
            Class::Plain => like(a.word(i), b.word(j)),
            _ => 0.0,
        };
        let best = b.open().map(|j| (like(j), j)).max_by(|x, y| x.0.total_cmp(&y.0));
        if let Some((likeness, j)) = best.filter(|(likeness, _)| *likeness >= ALIGNED) {
            (a.taken[i], b.taken[j]) = (true, true);
            add(likeness, 1.0);
        }
    }
}

fn like(a: &Word, b: &Word) -> f32 {
    let number = |w: &Word| w.token.plain().bytes().all(|c| c.is_ascii_digit());
    let short = a.token.plain().len().min(b.token.plain().len()) < 4;
    if number(a) || number(b) || short { 0.0 } else { a.token.spelling(&b.token) }
}

/// Both names have words that are not one another's.
fn contradictions(a: &Side, b: &Side) -> f32 {
    let telling = |c: Class| !matches!(c, Class::Weak);
    let (left, right) = (a.open_weight(telling), b.open_weight(telling));
    match left.min(right) {
        0.0 => 1.0,
        both if both < 0.65 => 0.55,
        _ => 0.4,
    }
}

/// What words cost that only one name has.
fn extras(a: &Side, b: &Side) -> f32 {
    let number = |s: &Side| s.open().any(|i| s.word(i).token.plain().bytes().all(|c| c.is_ascii_digit()));
    let cost = |c: Class| match c {
        Class::Weak => 0.04,
        Class::Place => 0.18,
        Class::Head => 0.25,
        _ => 0.36,
    };
    let open = |s: &Side| s.open().map(|i| cost(s.word(i).class)).sum::<f32>();
    let numbered = if number(a) || number(b) { 0.3 } else { 0.0 };
    open(a) + open(b) + numbered
}

/// Different forms of enterprise.
fn forms(a: &[Word], b: &[Word]) -> f32 {
    let form = |words: &[Word]| words.iter().rev().find(|w| w.class == Class::Legal).map(|w| w.meaning);
    match (form(a), form(b)) {
        (Some(x), Some(y)) if x != y => 0.12,
        _ => 0.0,
    }
}
