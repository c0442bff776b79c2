//! Characters that would command a terminal, or turn the order of what it shows, instead of being shown by it.
use std::borrow::Cow;

/// Whether the character is a control character or one of the marks that change the direction of text.
pub fn commands(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The text in one line, for messages: a character that commands is written as its escape, such as `\u{1b}` or `\n`.
pub fn visible(text: &str) -> Cow<'_, str> {
    match text.contains(commands) {
        false => Cow::Borrowed(text),
        true => Cow::Owned(text.chars().fold(String::new(), |mut shown, c| {
            match commands(c) {
                true => shown.extend(c.escape_default()),
                false => shown.push(c),
            }
            shown
        })),
    }
}

/// The text as one cell of a spreadsheet: without characters that command but for ends of lines and tabulators, and
/// with an apostrophe before what a spreadsheet would take for a formula.
pub(super) fn cell(text: &str) -> String {
    let kept = |c: &char| !commands(*c) || matches!(c, '\n' | '\t');
    let formula = text.trim_start().starts_with(['=', '+', '-', '@']);
    let mark = if formula { "'" } else { "" };
    mark.chars().chain(text.chars().filter(kept)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_shows_what_it_must_not_obey() {
        assert_eq!(visible("plain ünïcode 😀"), "plain ünïcode 😀");
        assert_eq!(visible("\u{1b}[31mred\n\u{9b}2J\u{202e}"), "\\u{1b}[31mred\\n\\u{9b}2J\\u{202e}");
    }

    #[test]
    fn a_cell_is_no_formula() {
        assert_eq!(cell("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
        assert_eq!(cell(" @SUM(A1)"), "' @SUM(A1)");
        assert_eq!(cell("a\u{1b}]0;b\u{7}\u{202e}\nc\td"), "a]0;b\nc\td");
        assert_eq!(cell("2024-05-28"), "2024-05-28");
    }
}
