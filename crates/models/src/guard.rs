//! Cheap tests of a place, made before any of a pattern's many alternatives is tried there.
//!
//! Most places in a text are inside words, where no affix begins. A guard is added only where every alternative of the
//! pattern is seen to allow it, so that the guarded pattern matches exactly what the pattern does.

use crate::pattern::alternatives;
use crate::unicode::TABLES;
use regex::Regex;

/// Where no suffix of English begins: before a letter that no digit precedes.
pub(crate) const SUFFIX: Guard =
    Guard { pattern: "(?:(?![A-Za-z])|(?<=[0-9]))", never: "A-Za-z", excused: Some("(?<=[0-9])") };
/// Where no infix of English begins: before a letter or a digit, or at the end.
pub(crate) const INFIX: Guard = Guard { pattern: "(?=[^A-Za-z0-9])", never: "A-Za-z0-9", excused: None };

pub(crate) struct Guard {
    pattern: &'static str,
    /// What no alternative may begin with, as the inside of brackets.
    never: &'static str,
    /// An alternative that begins with this may go on with anything.
    excused: Option<&'static str>,
}

impl Guard {
    /// The same pattern of Python, guarded if that changes nothing.
    pub(crate) fn before(&self, pattern: &str) -> String {
        match alternatives(pattern).into_iter().all(|branch| self.allows(branch)) {
            true => format!("{}(?:{pattern})", self.pattern),
            false => pattern.to_owned(),
        }
    }

    /// Whether the guard lets every match of an alternative pass; what is not understood is not allowed.
    fn allows(&self, branch: &str) -> bool {
        let excused = self.excused.is_some_and(|excused| branch.starts_with(excused));
        let Some((atom, after)) = first_atom(without_lookbehind(branch)) else { return false };
        if after.starts_with(['?', '*', '{']) {
            return false;
        }
        match atom.strip_prefix("(?:").and_then(|group| group.strip_suffix(')')) {
            _ if excused => true,
            Some(group) => alternatives(group).into_iter().all(|branch| self.allows(branch)),
            None => self.excludes(atom),
        }
    }

    /// Whether a sign or a class matches a character, and none of those that may not begin a match.
    fn excludes(&self, atom: &str) -> bool {
        let sign = atom.strip_prefix('\\').unwrap_or(atom);
        let is_plain = match atom.chars().next() {
            Some('[') => true,
            Some('\\') => sign.starts_with(|c: char| c.is_ascii_punctuation()),
            Some(c) => !"^$.(".contains(c),
            None => false,
        };
        let translated = TABLES.classes.translate(atom);
        let Ok(atom) = Regex::new(&format!("^{translated}$")) else { return false };
        let Ok(never) = Regex::new(&format!("^[{}]$", self.never)) else { return false };
        let clash = |c: u8| {
            let c = char::from(c).to_string();
            never.is_match(&c) && atom.is_match(&c)
        };
        is_plain && !(0..128).any(clash)
    }
}

/// A branch without the lookbehinds it begins with: they take no room.
fn without_lookbehind(mut branch: &str) -> &str {
    while branch.starts_with("(?<=") {
        let Some((_, rest)) = first_atom(branch) else { break };
        branch = rest;
    }
    branch
}

/// The first sign, class or group of a branch, and what follows it.
fn first_atom(branch: &str) -> Option<(&str, &str)> {
    let (mut depth, mut bracket) = (0_usize, false);
    let mut characters = branch.char_indices();
    while let Some((_, c)) = characters.next() {
        match c {
            '\\' => drop(characters.next()?),
            ']' => bracket = false,
            _ if bracket => {}
            '[' => bracket = true,
            '(' => depth += 1,
            ')' => depth = depth.checked_sub(1)?,
            _ => {}
        }
        if depth == 0 && !bracket {
            return Some(branch.split_at(characters.offset()));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{INFIX, SUFFIX, first_atom};

    #[test]
    fn harmless_guards_are_added() {
        let suffix = r"…$|\)$|[©\u2190-\u2199]$|'s$|(?<=[0-9])(?:km|%)$|(?<=[a-z|)])\.$|(?:\.|,)$";
        assert_eq!(SUFFIX.before(suffix), format!("(?:(?![A-Za-z])|(?<=[0-9]))(?:{suffix})"));
        let infix = r"\.\.+|(?<=[a-z])(?:-|--)(?=[a-z])|(?<=[0-9])[+\-\*^](?=[0-9-])";
        assert_eq!(INFIX.before(infix), format!("(?=[^A-Za-z0-9])(?:{infix})"));
    }

    #[test]
    fn guards_that_would_lose_a_match_are_not() {
        for pattern in
            [r"\)$|km$", r"(?:-|x)$", r"[^.]$", r"\w$", r".$", r"-?km$", "$", "", r"(?<=a)(?:|-)$", r"\bkm"]
        {
            assert_eq!(SUFFIX.before(pattern), pattern);
        }
        for pattern in [r"-|[0-9]-", r"[[a-f]", r"(?<=[0-9])5", r"(?=a)"] {
            assert_eq!(INFIX.before(pattern), pattern);
        }
    }

    #[test]
    fn atoms_end_where_they_are_closed() {
        assert_eq!(first_atom(r"(?<=[)])\.$"), Some(("(?<=[)])", r"\.$")));
        assert_eq!(first_atom(r"[\]a]+b"), Some((r"[\]a]", "+b")));
        assert_eq!(first_atom("(a"), None);
    }
}
