//! What texts are about, compared by their words.
use crate::fold::fold;
use std::{collections::BTreeSet, sync::LazyLock};

/// The words that carry what a text says, as stems.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Words(BTreeSet<String>);

impl Words {
    pub fn of(text: &str) -> Self {
        let folded = fold(text);
        let words = folded.split(' ').filter(|word| !word.is_empty() && !FUNCTION.contains(*word));
        Self(words.map(stem).collect())
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn shared(&self, other: &Self) -> usize {
        self.0.intersection(&other.0).count()
    }

    /// Whether the other has all of these.
    pub fn within(&self, other: &Self) -> bool {
        self.0.is_subset(&other.0)
    }

    /// The part of the smaller set that the other has too; 0 where one is empty.
    pub fn alike(&self, other: &Self) -> f64 {
        match self.0.len().min(other.0.len()) {
            0 => 0.0,
            least => self.shared(other) as f64 / least as f64,
        }
    }
}

/// The words of a file of `language/en`: comments aside, any number a line.
fn list(text: &'static str) -> BTreeSet<&'static str> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).collect()
}

static FUNCTION: LazyLock<BTreeSet<&str>> =
    LazyLock::new(|| list(include_str!("../../language/en/function.txt")));
static HEDGES: LazyLock<BTreeSet<&str>> =
    LazyLock::new(|| list(include_str!("../../language/en/hedges.txt")));

/// Words that make a claim narrower, in their order.
pub(crate) fn hedges(text: &str) -> BTreeSet<String> {
    let folded = fold(text);
    folded.split(' ').filter(|word| HEDGES.contains(*word)).map(str::to_owned).collect()
}

/// Forms of one word brought together, without regard to what words they make: "strikes" and "strike" are alike.
fn stem(word: &str) -> String {
    let endings = ["ations", "ation", "ings", "ing", "ies", "ied", "ers", "er", "ed", "es", "s", "e", "y"];
    let cut = endings.iter().find_map(|end| word.strip_suffix(end).filter(|rest| rest.chars().count() >= 3));
    let stem = cut.unwrap_or(word);
    // "lifting" and "lift", "dropped" and "drop".
    let doubled = stem.len() >= 4
        && stem.is_ascii()
        && stem.as_bytes()[stem.len() - 1] == stem.as_bytes()[stem.len() - 2];
    if doubled && cut.is_some() { stem[..stem.len() - 1].to_owned() } else { stem.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_are_alike() {
        for (a, b) in [
            ("strikes", "strike"),
            ("restrictions", "restriction"),
            ("banned", "bans"),
            ("lifted", "lifting"),
        ] {
            assert_eq!(Words::of(a), Words::of(b), "{a} / {b}");
        }
        assert!(Words::of("of the").is_empty());
        let (a, b) = (Words::of("the ban on lorries"), Words::of("a ban on lorries and buses"));
        assert_eq!((a.shared(&b), a.alike(&b)), (2, 1.0));
        assert_eq!(hedges("Only some lorries"), BTreeSet::from(["only".to_owned(), "some".to_owned()]));
    }
}
