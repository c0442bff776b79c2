//! Texts as sets of short runs of words, small sketches of these sets, and how alike two sets are.
use rapporteur_record::Span;

/// Words in a run: long enough that unrelated reports of one event share few, short enough that an edited word costs
/// little.
const RUN: usize = 3;
const BANDS: usize = 20;
const ROWS: usize = 3;
const SLOTS: usize = BANDS * ROWS;
/// Texts with fewer runs are copies only where they are the same: short notices follow one pattern.
const SHORT: usize = 40;
const SAME: f64 = 0.95;
/// The part of the smaller text that a copy shares with the larger.
const SHARED: f64 = 0.5;

/// The runs of words of a text, clutter aside, as hashes; ascending, none twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Runs(Vec<u64>);

impl Runs {
    pub fn of(text: &str, clutter: &[Span]) -> Self {
        let mut words = Vec::new();
        let mut start = 0;
        let ends = clutter.iter().map(|span| (span.start, span.end)).chain([(text.len(), text.len())]);
        for (end, next) in ends {
            words.extend(
                text.get(start..end)
                    .unwrap_or_default()
                    .split(|c: char| !c.is_alphanumeric())
                    .filter_map(word),
            );
            start = next;
        }
        let mut runs: Vec<u64> =
            words.windows(RUN).map(|run| run.iter().fold(0, |hash, word| mix(hash ^ word))).collect();
        runs.sort_unstable();
        runs.dedup();
        Self(runs)
    }

    /// One number a band; texts that share one are worth comparing. Empty for a text without runs.
    pub fn bands(&self) -> Vec<i64> {
        if self.0.is_empty() {
            return Vec::new();
        }
        let slots = self.slots();
        let band = |(number, rows): (usize, &[u64])| {
            rows.iter().fold(mix(number as u64 + 1), |hash, row| mix(hash ^ row)).cast_signed()
        };
        let mut bands: Vec<i64> = slots.chunks(ROWS).enumerate().map(band).collect();
        bands.sort_unstable();
        bands.dedup();
        bands
    }

    /// The least hash of each of the parts into which hashes fall (one-permutation MinHash); a part without any takes
    /// that of another, found by hashing, so that equal sets have equal slots.
    fn slots(&self) -> Vec<u64> {
        let part = |hash: u64| ((u128::from(hash) * SLOTS as u128) >> 64) as usize;
        let mut least: Vec<Option<u64>> = vec![None; SLOTS];
        for &hash in &self.0 {
            let slot = &mut least[part(hash)];
            *slot = Some(slot.map_or(hash, |old| old.min(hash)));
        }
        let borrowed = |slot: usize| {
            let tries = (0u64..).map(|n| part(mix((slot as u64) << 32 | n)));
            tries.filter_map(|other| least[other]).next().expect("a set that is not empty fills a slot")
        };
        (0..SLOTS).map(|slot| least[slot].unwrap_or_else(|| borrowed(slot))).collect()
    }

    pub fn likeness(&self, other: &Self) -> Likeness {
        let (mut a, mut b, mut shared) = (0, 0, 0);
        while let (Some(x), Some(y)) = (self.0.get(a), other.0.get(b)) {
            shared += usize::from(x == y);
            a += usize::from(x <= y);
            b += usize::from(y <= x);
        }
        let (sizes, least) = (self.0.len() + other.0.len() - shared, self.0.len().min(other.0.len()));
        let part = |of: usize| if of == 0 { 0.0 } else { shared as f64 / of as f64 };
        Likeness { resemblance: part(sizes), containment: part(least), least }
    }
}

/// How alike two texts are, counted exactly.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Likeness {
    /// Shared runs among all runs of both.
    pub resemblance: f64,
    /// Shared runs among those of the smaller text.
    pub containment: f64,
    least: usize,
}

impl Likeness {
    pub fn is_copy(&self) -> bool {
        match self.least < SHORT {
            true => self.resemblance >= SAME,
            false => self.containment >= SHARED,
        }
    }
}

fn word(word: &str) -> Option<u64> {
    let fnv = |hash: u64, c: char| (hash ^ u64::from(c)).wrapping_mul(0x0100_0000_01b3);
    (!word.is_empty()).then(|| word.chars().flat_map(char::to_lowercase).fold(0xcbf2_9ce4_8422_2325, fnv))
}

/// Spreads a number over all 64 bits (SplitMix64).
fn mix(n: u64) -> u64 {
    let mut z = n.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: std::ops::Range<u64>) -> String {
        words.map(|n| format!("w{}", mix(n))).collect::<Vec<_>>().join(" ")
    }

    fn runs(text: &str) -> Runs {
        Runs::of(text, &[])
    }

    #[test]
    fn case_marks_and_clutter_do_not_count() {
        assert_eq!(runs("The toll, it is said, divides."), runs("the TOLL – it is said – divides"));
        let with = "Read also: more\nThe toll divides the town.";
        assert_eq!(Runs::of(with, &[Span::new(0, 16)]), runs("The toll divides the town."));
    }

    #[test]
    fn likeness_is_counted() {
        let (a, b) = (runs(&text(0..102)), runs(&text(50..152)));
        let like = a.likeness(&b);
        assert_eq!((like.containment, like.least), (0.5, 100));
        assert!((like.resemblance - 50.0 / 150.0).abs() < 1e-9 && like.is_copy());
        assert_eq!(a.likeness(&runs("")).containment, 0.0);
        let (short, other) = (runs(&text(0..20)), runs(&text(5..25)));
        assert!(!short.likeness(&other).is_copy() && short.likeness(&short).is_copy());
    }

    /// The sketch must find copies that share half of their runs nearly always, and unrelated texts hardly ever.
    #[test]
    fn bands_meet_where_texts_are_alike() {
        let meet = |shift: u64| {
            let trials = 0..200u64;
            let hits = trials.filter(|n| {
                let start = n * 10_000;
                let (a, b) = (
                    runs(&text(start..start + 300)).bands(),
                    runs(&text(start + shift..start + shift + 300)).bands(),
                );
                a.iter().any(|band| b.contains(band))
            });
            hits.count()
        };
        assert_eq!(meet(0), 200);
        assert!(meet(100) >= 180, "resemblance 0.5: {}", meet(100));
        assert!(meet(290) <= 2, "resemblance 0.02: {}", meet(290));
    }
}
