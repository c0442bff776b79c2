//! Places in a text: bytes inside the program, Unicode code points at its doors.
use serde::{Deserialize, Serialize};

/// Bytes `start..end` of a document's text, both on character boundaries, end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

impl Span {
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    pub const fn range(self) -> std::ops::Range<usize> {
        self.start..self.end
    }

    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether `other` lies wholly inside.
    pub const fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    pub const fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    pub fn cover(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The same span without white space at its ends.
    pub fn trim(self, text: &str) -> Span {
        let inner = &text[self.range()];
        let start = self.start + (inner.len() - inner.trim_start().len());
        Span::new(start, start + inner.trim().len())
    }
}

/// Converts between byte spans and code point pairs of one text, in logarithmic time.
///
/// Only the places where the two part are stored: one entry for each character of more than one byte.
#[derive(Debug, Clone)]
pub struct Offsets {
    /// `(byte just after the character, code points up to there)`, ascending.
    steps: Vec<(usize, usize)>,
    bytes: usize,
}

impl Offsets {
    pub fn new(text: &str) -> Self {
        if text.is_ascii() {
            return Self { steps: Vec::new(), bytes: text.len() };
        }
        let steps = text
            .char_indices()
            .enumerate()
            .filter(|(_, (_, c))| c.len_utf8() > 1)
            .map(|(n, (at, c))| (at + c.len_utf8(), n + 1))
            .collect();
        Self { steps, bytes: text.len() }
    }

    /// Code points before byte `at` (a character boundary).
    pub fn point(&self, at: usize) -> usize {
        let n = self.steps.partition_point(|&(byte, _)| byte <= at);
        n.checked_sub(1).map_or(at, |last| {
            let (byte, points) = self.steps[last];
            points + (at - byte)
        })
    }

    pub fn points(&self, span: Span) -> [usize; 2] {
        [self.point(span.start), self.point(span.end)]
    }

    /// The byte at which code point `n` starts, or `None` past the end of the text.
    pub fn byte(&self, n: usize) -> Option<usize> {
        let i = self.steps.partition_point(|&(_, points)| points <= n);
        let at = i.checked_sub(1).map_or(n, |last| {
            let (byte, points) = self.steps[last];
            byte + (n - points)
        });
        (at <= self.bytes).then_some(at)
    }

    pub fn span(&self, [start, end]: [usize; 2]) -> Option<Span> {
        let span = Span::new(self.byte(start)?, self.byte(end)?);
        (span.start <= span.end).then_some(span)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn points_and_bytes_agree(text in "\\PC{0,40}|[a-zé😀\u{301}\r\n\u{feff}]{0,40}") {
            let offsets = Offsets::new(&text);
            for (n, (byte, _)) in text.char_indices().chain([(text.len(), ' ')]).enumerate() {
                prop_assert_eq!(offsets.point(byte), n);
                prop_assert_eq!(offsets.byte(n), Some(byte));
            }
            prop_assert_eq!(offsets.byte(text.chars().count() + 1), None);
        }
    }

    #[test]
    fn trims_white_space() {
        assert_eq!(Span::new(0, 7).trim("  ab \t "), Span::new(2, 4));
        assert_eq!(Span::new(1, 3).trim("a  b"), Span::new(3, 3));
    }
}
