//! Python's regular expressions in the dialect of the crate that runs the pipeline.
//!
//! `\w` and `\d` mean other characters in Python than in Rust, so they are written out; inside
//! brackets, Rust gives a meaning to `[`, `&&` and `~~` that Python does not.

use crate::unicode::{Characters, Ranges};
use std::fmt::Write;

/// The classes that are written out, as the inside of brackets.
pub(crate) struct Classes {
    word: String,
    decimal: String,
    space: String,
}

impl Classes {
    pub(crate) fn new(characters: &Characters) -> Self {
        Self {
            word: body(&characters.ranges(r"\p{L}\p{N}_")),
            decimal: body(&characters.ranges(r"\p{Nd}")),
            space: body(&characters.ranges(r"\s\x{1c}-\x{1f}")),
        }
    }

    /// The same pattern for Rust.
    pub(crate) fn translate(&self, python: &str) -> String {
        let mut rust = String::with_capacity(python.len());
        let mut bracket = false;
        let mut characters = python.chars();
        while let Some(c) = characters.next() {
            match c {
                '\\' => self.escape(characters.next(), bracket, &mut rust),
                '[' if !bracket => {
                    bracket = true;
                    rust.push(c);
                }
                '[' | '&' | '~' if bracket => rust.extend(['\\', c]),
                ']' => {
                    bracket = false;
                    rust.push(c);
                }
                _ => rust.push(c),
            }
        }
        rust
    }

    fn escape(&self, escaped: Option<char>, bracket: bool, rust: &mut String) {
        let class = match escaped {
            Some('w') => format!("[{}]", self.word),
            Some('d') => format!("[{}]", self.decimal),
            Some('s') => format!("[{}]", self.space),
            Some('S') => format!("[^{}]", self.space),
            Some(other) => format!("\\{other}"),
            None => String::new(),
        };
        // A class in brackets may stand in brackets: Rust unites the two.
        debug_assert!(!bracket || !class.is_empty());
        rust.push_str(&class);
    }
}

/// The same pattern with one anchor before a group, if every alternative has its own: it then fails at once
/// everywhere but at the start of a word, where the engine would else try each alternative at each place.
pub(crate) fn anchored(pattern: &str) -> String {
    let stripped = alternatives(pattern).into_iter().map(|branch| branch.strip_prefix('^'));
    match stripped.collect::<Option<Vec<_>>>() {
        Some(branches) => format!("^(?:{})", branches.join("|")),
        None => pattern.to_owned(),
    }
}

/// The alternatives of a pattern outside any group.
pub(crate) fn alternatives(pattern: &str) -> Vec<&str> {
    let (mut branches, mut start, mut depth, mut bracket) = (Vec::new(), 0, 0_usize, false);
    let mut characters = pattern.char_indices();
    while let Some((at, c)) = characters.next() {
        match c {
            '\\' => drop(characters.next()),
            ']' => bracket = false,
            _ if bracket => {}
            '[' => bracket = true,
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '|' if depth == 0 => {
                branches.push(&pattern[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    branches.push(&pattern[start..]);
    branches
}

fn body(ranges: &Ranges) -> String {
    let mut body = String::new();
    for [first, last] in ranges {
        let written = match first == last {
            true => write!(body, r"\u{{{first:X}}}"),
            false => write!(body, r"\u{{{first:X}}}-\u{{{last:X}}}"),
        };
        written.expect("writing to a string succeeds");
    }
    body
}

#[cfg(test)]
mod tests {
    use super::{alternatives, anchored};

    fn rust(python: &str) -> regex::Regex {
        regex::Regex::new(&crate::unicode::TABLES.classes.translate(python)).unwrap()
    }

    #[test]
    fn words_are_python_words() {
        // A combining mark is a word character for Rust, not for Python; a fraction the reverse.
        assert!(!rust(r"^\w$").is_match("\u{301}"));
        assert!(rust(r"^\w$").is_match("½"));
        assert!(rust(r"^[\w\-]+$").is_match("well-known_1"));
        assert!(!rust(r"^\S+$").is_match("a\u{1c}b"));
    }

    #[test]
    fn brackets_hold_plain_signs() {
        assert!(rust(r"^[/?#[&&~~]+$").is_match("[&~#"));
        assert!(rust(r"^\[\]$").is_match("[]"));
    }

    #[test]
    fn anchors_are_hoisted_where_all_have_one() {
        assert_eq!(anchored(r"^a|^\||^[|(]|^(?:b|c)"), r"^(?:a|\||[|(]|(?:b|c))");
        assert_eq!(anchored("^a|b"), "^a|b");
        assert_eq!(alternatives("a|(b|c)|[|]"), ["a", "(b|c)", "[|]"]);
    }
}
