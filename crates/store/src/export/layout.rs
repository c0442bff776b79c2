//! Text in a given width: breaking, shortening, padding. Widths are those of a terminal, wide characters counting two.
use super::visible::commands;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The width of text with control characters counting nothing.
pub(crate) fn width(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// At most `height` lines of at most `limit` characters, broken between words where that is possible; `…` ends a text
/// that was cut.
pub(crate) fn wrap(text: &str, limit: usize, height: usize) -> Vec<String> {
    let limit = limit.max(1);
    let mut lines = vec![String::new()];
    for (gap, piece) in text.split_whitespace().flat_map(|word| pieces(word, limit)) {
        let full = lines.len() >= height;
        let line = lines.last_mut().expect("there is a line");
        let gap = if line.is_empty() { "" } else { gap };
        if width(line) + gap.len() + width(&piece) <= limit {
            line.push_str(gap);
            line.push_str(&piece);
        } else if full {
            shorten(line, limit);
            break;
        } else {
            lines.push(piece);
        }
    }
    lines
}

/// The word; or, where it is longer than the line, its parts after hyphens, and these cut where they are too long. Each
/// with what stands before it if it does not begin a line.
fn pieces(word: &str, limit: usize) -> Vec<(&'static str, String)> {
    let clean: String = word.chars().filter(|c| !commands(*c)).collect();
    let parts: Vec<&str> = match width(&clean) > limit {
        true => clean.split_inclusive('-').collect(),
        false => vec![&clean],
    };
    let pieces = parts.into_iter().flat_map(|part| cut(part, limit)).filter(|piece| !piece.is_empty());
    pieces.enumerate().map(|(i, piece)| (if i == 0 { " " } else { "" }, piece)).collect()
}

fn cut(part: &str, limit: usize) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for c in part.chars() {
        let piece = pieces.last_mut().expect("there is a piece");
        if width(piece) + c.width().unwrap_or(0) > limit && !piece.is_empty() {
            pieces.push(c.to_string());
        } else {
            piece.push(c);
        }
    }
    pieces
}

fn shorten(line: &mut String, limit: usize) {
    while width(line) + 1 > limit {
        line.pop();
    }
    let kept = line.trim_end_matches([' ', ',', ';', ':', '.']).len();
    line.truncate(kept);
    line.push('…');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_between_words_and_marks_a_cut() {
        assert_eq!(wrap("one two three", 7, 3), ["one two", "three"]);
        assert_eq!(wrap("one two three four", 7, 2), ["one two", "three…"]);
        assert_eq!(wrap("one two,  three four", 8, 1), ["one two…"]);
        assert_eq!(wrap("unbreakable", 5, 3), ["unbre", "akabl", "e"]);
        assert_eq!(wrap("a long-range missile", 7, 3), ["a long-", "range", "missile"]);
        assert_eq!(wrap("\u{1b}[2Jone \u{202e}two\u{9b}", 20, 3), ["[2Jone two"]);
        assert_eq!(wrap("", 5, 3), [""]);
        assert_eq!(wrap("漢字漢字", 5, 1), ["漢字…"]);
    }
}
