//! Spans compared by the words they touch, so that a quotation mark more or less is no difference.
use rapporteur_record::Span;
use regex::Regex;
use std::{collections::BTreeSet, sync::LazyLock};

/// The words of one text. A word is a run of letters, digits and underscores, in any script.
#[derive(Debug, Clone)]
pub struct Words(Vec<Span>);

/// Numbers of words in their text.
pub type TokenSet = BTreeSet<usize>;

static WORD: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[\p{L}\p{N}_]+").expect("a valid pattern"));

/// Combining marks are not word characters: a decomposed "é" ends its word.
pub(crate) fn is_word_char(c: char) -> bool {
    match c.is_ascii() {
        true => c.is_ascii_alphanumeric() || c == '_',
        false => WORD.is_match(c.encode_utf8(&mut [0; 4])),
    }
}

impl Words {
    pub fn new(text: &str) -> Self {
        Self(WORD.find_iter(text).map(|m| Span::new(m.start(), m.end())).collect())
    }

    /// The words that share at least one character with any of the spans.
    pub fn within(&self, spans: &[Span]) -> TokenSet {
        spans.iter().flat_map(|&span| self.range(span)).collect()
    }

    fn range(&self, span: Span) -> std::ops::Range<usize> {
        let start = self.0.partition_point(|w| w.end <= span.start);
        start..self.0.partition_point(|w| w.start < span.end).max(start)
    }

    /// Share of words in common among all words of the two; 1 where neither has any.
    pub fn jaccard(&self, a: &[Span], b: &[Span]) -> f64 {
        let (a, b) = (self.within(a), self.within(b));
        match a.union(&b).count() {
            0 => 1.0,
            all => a.intersection(&b).count() as f64 / all as f64,
        }
    }

    /// Number of words in common.
    pub fn shared(&self, a: &[Span], b: &[Span]) -> usize {
        self.within(a).intersection(&self.within(b)).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_touched_word_counts_whole() {
        let words = Words::new("\"CO₂ falls,\" it said");
        assert_eq!(words.within(&[Span::new(2, 3)]), TokenSet::from([0]));
        assert_eq!(words.within(&[Span::new(0, 1)]), TokenSet::new());
        assert_eq!(words.within(&[Span::new(0, 8), Span::new(1, 13)]), TokenSet::from([0, 1]));
    }

    #[test]
    fn marks_at_the_edge_are_no_difference() {
        let words = Words::new("say \"no way\" now");
        assert_eq!(words.jaccard(&[Span::new(4, 12)], &[Span::new(5, 11)]), 1.0);
        assert_eq!(words.jaccard(&[Span::new(0, 7)], &[Span::new(5, 11)]), 1.0 / 3.0);
        assert_eq!(words.jaccard(&[], &[Span::new(3, 4)]), 1.0);
        assert_eq!(words.shared(&[Span::new(0, 16)], &[Span::new(5, 11)]), 2);
    }
}
