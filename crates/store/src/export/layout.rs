//! Text in a given width: breaking, shortening, padding. Widths are those of a terminal, wide characters counting two.
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
    for word in text.split_whitespace().flat_map(|word| pieces(word, limit)) {
        let full = lines.len() >= height;
        let line = lines.last_mut().expect("there is a line");
        let gap = usize::from(!line.is_empty());
        if width(line) + gap + width(&word) <= limit {
            line.push_str(&" "[..gap]);
            line.push_str(&word);
        } else if full {
            shorten(line, limit);
            break;
        } else {
            lines.push(word);
        }
    }
    lines
}

/// A word longer than the line is cut into pieces that fit.
fn pieces(word: &str, limit: usize) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for c in word.chars().filter(|c| !c.is_control()) {
        let piece = pieces.last_mut().expect("there is a piece");
        if width(piece) + c.width().unwrap_or(0) > limit && !piece.is_empty() {
            pieces.push(c.to_string());
        } else {
            piece.push(c);
        }
    }
    pieces.retain(|piece| !piece.is_empty());
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
        assert_eq!(wrap("", 5, 3), [""]);
        assert_eq!(wrap("漢字漢字", 5, 1), ["漢字…"]);
    }
}
