//! A text cut into the pieces that the model reads, each with the way back to the text.
use rapporteur_record::Span;

/// Bytes after which a piece ends at the next end of a sentence; about 1,000 tokens.
const SOFT: usize = 6_000;
/// Bytes after which a piece ends at the next space.
const HARD: usize = 10_000;
/// Characters of a word that the model reads: what is longer is no word, and costs it the square of its length.
const LONGEST_WORD: usize = 300;
/// Characters of the longest line of a text that is wrapped by hand.
const WRAPPED: usize = 100;

/// A paragraph, or a part of a long one, as the model reads it: white space in single spaces, invisible
/// characters and the rest of overlong words left out.
#[derive(Debug, Default)]
pub(super) struct Piece {
    /// Number of the paragraph in the text, blank ones not counted.
    pub(super) paragraph: usize,
    pub(super) text: String,
    /// Where stretches taken over unchanged start: `(in the piece, in the text)`, ascending.
    stretches: Vec<(usize, usize)>,
}

impl Piece {
    /// The place in the text of the bytes `start..end` of the piece, which are not empty.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        // The end is found by the last byte, or a word would run on over the white space that follows it.
        Span::new(self.origin(start), self.origin(end - 1) + 1)
    }

    fn origin(&self, at: usize) -> usize {
        let n = self.stretches.partition_point(|(here, _)| *here <= at);
        self.stretches.get(n.wrapping_sub(1)).map_or(at, |(here, there)| there + (at - here))
    }

    fn push(&mut self, c: char, origin: usize) {
        let at = self.text.len();
        if self.stretches.last().is_none_or(|(here, there)| there + (at - here) != origin) {
            self.stretches.push((at, origin));
        }
        self.text.push(c);
    }

    /// Whether the piece may end before the white space that comes now.
    fn full(&self) -> bool {
        let length = self.text.len();
        let sentence = || self.text.trim_end_matches(['"', '\'', '”', '’', ')']).ends_with(['.', '!', '?']);
        length >= HARD || (length >= SOFT && sentence())
    }
}

/// The pieces of a text in order; clutter at either end of a paragraph is a piece of its own.
pub(super) fn pieces<'t>(text: &'t str, clutter: &'t [Span]) -> impl Iterator<Item = Piece> {
    let parts =
        paragraphs(text).map(move |place| Cutter { text, place, bounds: bounds(text, place, clutter) });
    let numbered = parts.filter_map(first_of).enumerate();
    numbered.flat_map(|(paragraph, (first, rest))| {
        std::iter::once(first).chain(rest).map(move |piece| Piece { paragraph, ..piece })
    })
}

/// The first piece of a paragraph and what follows it; nothing for a blank paragraph.
fn first_of(mut cutter: Cutter<'_>) -> Option<(Piece, Cutter<'_>)> {
    Some((cutter.next()?, cutter))
}

/// Where the clutter ends with which a paragraph begins, and where that starts with which it ends.
fn bounds(text: &str, place: Span, clutter: &[Span]) -> [usize; 2] {
    let first = clutter.partition_point(|c| c.end <= place.start);
    let last = clutter.partition_point(|c| c.start < place.end);
    let inside = &clutter[first..last.max(first)];
    let blank = |start: usize, end: usize| start >= end || text[start..end].trim().is_empty();
    let lead = inside.iter().take_while(|c| c.end <= place.end);
    let lead = lead.fold(place.start, |at, c| if blank(at, c.start) { c.end } else { at });
    let tail = inside.iter().rev().take_while(|c| c.start >= lead);
    let tail = tail.fold(place.end, |at, c| if blank(c.end, at) { c.start } else { at });
    [lead, tail]
}

/// Cuts one paragraph into pieces.
struct Cutter<'t> {
    text: &'t str,
    place: Span,
    /// Places at which a piece ends.
    bounds: [usize; 2],
}

impl Cutter<'_> {
    /// Where the part of the paragraph that comes now ends.
    fn limit(&self) -> usize {
        let next = self.bounds.into_iter().find(|&b| b > self.place.start);
        next.map_or(self.place.end, |b| b.min(self.place.end))
    }
}

impl Iterator for Cutter<'_> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        let mut piece = Piece::default();
        let mut word = 0;
        let mut space = None;
        let (start, limit) = (self.place.start, self.limit());
        self.place.start = limit;
        for (i, c) in self.text[start..limit].char_indices() {
            if is_space(c) {
                if piece.full() {
                    self.place.start = start + i;
                    break;
                }
                (word, space) = (0, space.or(Some(start + i)));
            } else if !is_invisible(c) && word < LONGEST_WORD {
                if let Some(at) = space.take().filter(|_| !piece.text.is_empty()) {
                    piece.push(' ', at);
                }
                word += 1;
                piece.push(c, start + i);
            }
        }
        match piece.text.is_empty() {
            true if limit < self.place.end => self.next(),
            true => None,
            false => Some(piece),
        }
    }
}

/// White space as the model knows it.
fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}

/// Characters that show nothing and split words for the model: soft hyphen, zero-width marks, BOM.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
}

/// Paragraphs: lines, or whole blocks of lines that were wrapped by hand.
fn paragraphs(text: &str) -> impl Iterator<Item = Span> {
    let mut lines = lines(text).peekable();
    std::iter::from_fn(move || {
        let first = lines.next()?;
        let mut block = vec![first];
        while let Some(next) = lines.next_if(|next| may_continue(text, &block, *next)) {
            block.push(next);
        }
        Some(block)
    })
    .flat_map(move |block| match is_wrapped(text, &block) {
        true => vec![block[0].cover(block[block.len() - 1])],
        false => block,
    })
}

/// Lines with content or without, without their breaks.
fn lines(text: &str) -> impl Iterator<Item = Span> {
    let breaks = ['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];
    let mut at = 0;
    text.split_inclusive(breaks).map(move |line| {
        let start = at;
        at += line.len();
        Span::new(start, start + line.trim_end_matches(breaks).len())
    })
}

/// Whether a line may belong to the block of lines before it: neither blank nor too long.
fn may_continue(text: &str, block: &[Span], next: Span) -> bool {
    let short = |line: Span| {
        let line = &text[line.range()];
        !line.trim().is_empty() && line.chars().take(WRAPPED + 1).count() <= WRAPPED
    };
    let last = block[block.len() - 1];
    block.len() < 1_000 && short(last) && short(next)
}

/// A block of at least three lines, a third of which go on in lower case, was wrapped by hand.
fn is_wrapped(text: &str, block: &[Span]) -> bool {
    let goes_on = |line: &&Span| text[line.range()].trim_start().starts_with(char::is_lowercase);
    let continued = block.iter().skip(1).filter(goes_on).count();
    block.len() >= 3 && continued * 3 >= block.len() - 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn texts(text: &str) -> Vec<(usize, String)> {
        pieces(text, &[]).map(|piece| (piece.paragraph, piece.text)).collect()
    }

    #[test]
    fn clutter_at_the_ends_of_a_paragraph_is_apart() {
        let text = "09:20 Oslo says [1] no | Share\nNext one.";
        let clutter = [Span::new(0, 5), Span::new(16, 19), Span::new(25, 30)];
        let cut: Vec<_> = pieces(text, &clutter).map(|piece| (piece.paragraph, piece.text)).collect();
        let expected = [(0, "09:20"), (0, "Oslo says [1] no |"), (0, "Share"), (1, "Next one.")];
        assert_eq!(cut, expected.map(|(n, piece)| (n, piece.to_owned())));
        let whole: Vec<_> = pieces("Share", &[Span::new(0, 5)]).map(|piece| piece.text).collect();
        assert_eq!(whole, ["Share"]);
    }

    #[test]
    fn lines_are_paragraphs_and_blank_ones_do_not_count() {
        let text = "\u{feff}One\u{a0}two.\r\n\r\n \t\r\n  Three \t four.\u{2028}Five";
        let expected = [(0, "One two."), (1, "Three four."), (2, "Five")];
        assert_eq!(texts(text), expected.map(|(n, piece)| (n, piece.to_owned())));
    }

    #[test]
    fn lines_wrapped_by_hand_are_one_paragraph() {
        let text =
            "The minister said on Monday that\nthe talks would go on until all\nsides agree.\n\nNext one.";
        assert_eq!(texts(text).len(), 2);
        assert_eq!(texts("- One thing\n- Another thing\n- A third thing").len(), 3);
        assert_eq!(texts("A heading\nand its second half").len(), 2);
    }

    #[test]
    fn places_lead_back_to_the_text() {
        let text = " Euro\u{ad}pean  Union\u{a0}(EU) ";
        let piece = pieces(text, &[]).next().unwrap();
        assert_eq!(piece.text, "European Union (EU)");
        assert_eq!(&text[piece.span(0, 8).range()], "Euro\u{ad}pean");
        assert_eq!(&text[piece.span(9, 14).range()], "Union");
        assert_eq!(&text[piece.span(15, 19).range()], "(EU)");
    }

    #[test]
    fn long_paragraphs_are_cut_at_sentences() {
        let text = "The council met again. ".repeat(2_000);
        let pieces = texts(&text);
        assert!(pieces.len() > 4 && pieces.iter().all(|(n, piece)| *n == 0 && piece.len() < HARD));
        assert!(pieces.iter().all(|(_, piece)| piece.ends_with('.') && piece.starts_with("The")));
    }

    #[test]
    fn text_without_spaces_is_bounded() {
        assert_eq!(texts(&"x".repeat(1 << 20))[0].1.len(), LONGEST_WORD);
        assert!(texts(&"x ".repeat(1 << 16)).iter().all(|(_, piece)| piece.len() <= HARD + 2));
    }

    proptest! {
        #[test]
        fn every_character_of_a_piece_stands_where_it_says(
            text in "([a-zA-Z.é😀\"”]{0,8}[ \t\u{a0}\u{ad}\u{200b}\u{feff}\r\n\u{2028}\u{1c}\u{3000}]{0,3}){0,30}"
        ) {
            let mut last = 0;
            for piece in pieces(&text, &[]) {
                prop_assert!(!piece.text.is_empty() && piece.text == piece.text.trim());
                prop_assert!(!piece.text.contains("  "));
                for (i, c) in piece.text.char_indices().filter(|(_, c)| *c != ' ') {
                    let span = piece.span(i, i + c.len_utf8());
                    prop_assert!(span.start >= last);
                    last = span.end;
                    prop_assert_eq!(&text[span.range()], c.to_string());
                }
            }
        }
    }
}
