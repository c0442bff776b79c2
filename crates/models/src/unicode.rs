//! Classes of characters as Python's strings know them, computed from the Unicode tables of `regex`.

use crate::pattern::Classes;
use regex::Regex;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The tables that every conversion needs, made once.
pub(crate) static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let characters = Characters::new();
    Tables { ranges: characters.lexical(), lower: characters.lower(), classes: Classes::new(&characters) }
});

/// Classes of characters, lower-casing, and the classes of patterns.
pub(crate) struct Tables {
    /// Ranges of the manifest by their names.
    pub(crate) ranges: BTreeMap<&'static str, Ranges>,
    /// Characters that lower-casing changes, with what they become.
    pub(crate) lower: BTreeMap<String, String>,
    /// What `\w` and its like mean.
    pub(crate) classes: Classes,
}

/// Inclusive ranges of code points, ascending.
pub(crate) type Ranges = Vec<[u32; 2]>;

/// `str.isdigit` beyond decimal digits: characters of Numeric_Type=Digit, for which `regex` has no class.
const DIGITS: &str = r"\u{B2}\u{B3}\u{B9}\u{1369}-\u{1371}\u{19DA}\u{2070}\u{2074}-\u{2079}\u{2080}-\u{2089}\u{2460}-\u{2468}\u{2474}-\u{247C}\u{2488}-\u{2490}\u{24EA}\u{24F5}-\u{24FD}\u{24FF}\u{2776}-\u{277E}\u{2780}-\u{2788}\u{278A}-\u{2792}\u{10A40}-\u{10A43}\u{10E60}-\u{10E68}\u{11052}-\u{1105A}\u{1F100}-\u{1F10A}";

/// The classes that the manifest lists, with the `regex` class of each.
fn classes() -> [(&'static str, String); 8] {
    [
        ("alpha", r"\p{L}".to_owned()),
        ("digit", format!(r"\p{{Nd}}{DIGITS}")),
        ("lower", r"\p{Lowercase}".to_owned()),
        ("upper", r"\p{Uppercase}".to_owned()),
        ("title", r"\p{Lt}".to_owned()),
        ("punct", r"\p{P}".to_owned()),
        ("currency", r"\p{Sc}".to_owned()),
        ("case_ignorable", r"\p{Case_Ignorable}".to_owned()),
    ]
}

/// Every character there is, in order.
pub(crate) struct Characters(String);

impl Characters {
    pub(crate) fn new() -> Self {
        Self(('\0'..=char::MAX).collect())
    }

    /// Ranges of the characters that a class (the inside of brackets) holds.
    pub(crate) fn ranges(&self, class: &str) -> Ranges {
        let runs = Regex::new(&format!("[{class}]+")).expect("a class written in this crate");
        runs.find_iter(&self.0).filter_map(|run| ends(run.as_str())).collect()
    }

    fn lexical(&self) -> BTreeMap<&'static str, Ranges> {
        classes().map(|(name, class)| (name, self.ranges(&class))).into()
    }

    fn lower(&self) -> BTreeMap<String, String> {
        let pairs = self.0.chars().map(|c| (c.to_string(), c.to_lowercase().collect::<String>()));
        pairs.filter(|(upper, lower)| upper != lower).collect()
    }
}

fn ends(run: &str) -> Option<[u32; 2]> {
    let (first, last) = (run.chars().next()?, run.chars().next_back()?);
    Some([first as u32, last as u32])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_follow_python() {
        let lexical = &TABLES.ranges;
        let holds =
            |class: &str, c: char| lexical[class].iter().any(|[a, b]| (*a..=*b).contains(&(c as u32)));
        assert!(holds("alpha", 'ß') && holds("alpha", '中') && !holds("alpha", 'Ⅷ') && !holds("alpha", '1'));
        assert!(holds("digit", '²') && holds("digit", '٣') && !holds("digit", '½'));
        assert!(holds("upper", 'É') && holds("lower", 'ª') && holds("title", 'ǅ'));
        assert!(holds("punct", '—') && !holds("punct", '$') && holds("currency", '€'));
        assert!(holds("case_ignorable", '\'') && !holds("case_ignorable", 'a'));
    }

    #[test]
    fn ranges_ascend_without_touching() {
        for (class, ranges) in &TABLES.ranges {
            assert!(ranges.iter().all(|[a, b]| a <= b), "{class}");
            assert!(ranges.windows(2).all(|pair| pair[0][1] + 1 < pair[1][0]), "{class}");
        }
    }

    #[test]
    fn lower_case_may_be_longer() {
        let lower = &TABLES.lower;
        assert_eq!(lower["Ä"], "ä");
        assert_eq!(lower["İ"], "i\u{307}");
        assert!(!lower.contains_key("ä"));
    }
}
