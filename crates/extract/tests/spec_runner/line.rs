//! One line of a case, expected or found: a kind and its slots.
use std::fmt;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantity {
    One,
    Some,
    None,
}

#[derive(Debug, Clone)]
pub struct Line {
    pub kind: String,
    pub quantity: Quantity,
    /// Slot and value in the form of the README, values normalised.
    pub slots: Vec<(String, String)>,
}

impl Line {
    pub fn found(kind: &str, slots: Vec<(&str, String)>) -> Self {
        let slots = slots.into_iter().map(|(k, v)| (k.to_owned(), normal(&v))).collect();
        Self { kind: kind.to_owned(), quantity: Quantity::One, slots }
    }

    /// Reads `[no|some] KIND slot=value …`.
    pub fn parse(line: &str) -> Result<Self, String> {
        let (first, rest) = line.split_once(' ').unwrap_or((line, ""));
        let (quantity, rest) = match first {
            "no" => (Quantity::None, rest),
            "some" => (Quantity::Some, rest),
            _ => (Quantity::One, line),
        };
        let (kind, rest) = rest.split_once(' ').unwrap_or((rest, ""));
        Ok(Self { kind: kind.to_owned(), quantity, slots: slots(rest)? })
    }

    /// Whether every slot that this line names has the same value in `other`.
    pub fn agrees(&self, other: &Line) -> bool {
        self.slots.iter().all(|slot| other.slots.contains(slot))
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.kind)?;
        self.slots.iter().try_for_each(|(slot, value)| write!(f, " {slot}={value:?}"))
    }
}

fn slots(mut rest: &str) -> Result<Vec<(String, String)>, String> {
    let mut slots = Vec::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return Ok(slots);
        }
        let (name, after) = rest.split_once('=').ok_or_else(|| format!("no = in {rest:?}"))?;
        let (value, after) = match after.strip_prefix('"') {
            Some(quoted) => unquote(quoted)?,
            None => {
                let end = after.find(' ').unwrap_or(after.len());
                (after[..end].to_owned(), &after[end..])
            }
        };
        slots.push((name.to_owned(), normal(&value)));
        rest = after;
    }
}

/// The value up to the closing quotation mark, and what follows it.
fn unquote(quoted: &str) -> Result<(String, &str), String> {
    let mut value = String::new();
    let mut chars = quoted.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return Ok((value, &quoted[at + 1..])),
            '\\' => value.extend(chars.next().map(|(_, c)| c)),
            _ => value.push(c),
        }
    }
    Err(format!("no closing quotation mark in {quoted:?}"))
}

/// Parts without marks and stops at their ends and without a leading "that" or "to".
fn normal(value: &str) -> String {
    let part = |part: &str| {
        let edge = |c: char| c.is_whitespace() || "\"“”„‟″«»‘’',.;:".contains(c);
        let part = part.trim_matches(edge);
        let bare = ["that ", "to "].iter().find_map(|lead| part.strip_prefix(lead)).unwrap_or(part);
        bare.trim_matches(edge).to_owned()
    };
    value.split(" | ").map(part).collect::<Vec<_>>().join(" | ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_slots_and_forgives_marks() {
        let line =
            Line::parse(r#"some statement speaker="Ann Lee" content="that \"we won\", | it is true." on=-"#)
                .unwrap();
        assert_eq!((line.kind.as_str(), line.quantity), ("statement", Quantity::Some));
        let value = |slot: &str| line.slots.iter().find(|(s, _)| s == slot).map(|(_, v)| v.as_str());
        assert_eq!(value("speaker"), Some("Ann Lee"));
        assert_eq!(value("content"), Some("we won | it is true"));
        assert_eq!(value("on"), Some("-"));
        assert!(Line::parse(r#"statement speaker="Ann"#).is_err());
        assert!(Line::parse("statement speaker").is_err());
    }

    #[test]
    fn only_named_slots_must_agree() {
        let found =
            Line::found("position", vec![("holder", "Ann".to_owned()), ("stance", "oppose".to_owned())]);
        let agrees = |line: &str| Line::parse(line).unwrap().agrees(&found);
        assert!(agrees("position holder=Ann") && agrees("position"));
        assert!(!agrees("position holder=Ann stance=support") && !agrees("position issue=x"));
    }
}
