//! `patterns.toml`, ready to be matched.
use regex::{Regex, RegexBuilder};
use serde::Deserialize;
use std::{collections::BTreeMap, sync::LazyLock};

pub(super) static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| Patterns::new(&table()));

/// One pattern for each reach; what a match of each takes is told at the head of `patterns.toml`.
pub(super) struct Patterns {
    pub segment: Regex,
    pub weak: Regex,
    pub rest: Regex,
    pub exact: Regex,
    pub line: Regex,
    pub stamp: Regex,
    /// The button is group 1.
    pub glued: Regex,
    pub top: Regex,
    pub saying: Regex,
}

#[derive(Deserialize)]
struct Table {
    saying: String,
    fragments: BTreeMap<String, String>,
    #[serde(rename = "group")]
    groups: Vec<Group>,
}

#[derive(Deserialize)]
struct Group {
    /// A line that it marks.
    #[cfg_attr(not(test), expect(dead_code))]
    example: String,
    reach: Reach,
    /// Upper and lower case differ.
    #[serde(default)]
    case: bool,
    patterns: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Reach {
    Segment,
    Weak,
    Rest,
    Exact,
    Line,
    Stamp,
    Glued,
    Top,
}

fn table() -> Table {
    toml::from_str(include_str!("patterns.toml")).expect("the patterns of this crate")
}

impl Patterns {
    fn new(table: &Table) -> Self {
        let whole = |reach| build(&format!("^(?:{})$", table.alternatives(reach)));
        let head = |reach| build(&format!("^(?:{})", table.alternatives(reach)));
        Self {
            segment: whole(Reach::Segment),
            weak: whole(Reach::Weak),
            rest: head(Reach::Rest),
            exact: head(Reach::Exact),
            line: whole(Reach::Line),
            stamp: head(Reach::Stamp),
            glued: build(&format!(r#"[.!?…"”’)]({})$"#, table.alternatives(Reach::Glued))),
            top: whole(Reach::Top),
            saying: build(&format!("(?i){}", table.saying)),
        }
    }
}

impl Table {
    /// All patterns of one reach, fragments filled in.
    fn alternatives(&self, reach: Reach) -> String {
        let groups = self.groups.iter().filter(|group| group.reach == reach);
        let patterns = groups.flat_map(|group| {
            let flags = if group.case { "" } else { "i" };
            group.patterns.iter().map(move |pattern| format!("(?{flags}:{})", self.filled(pattern)))
        });
        patterns.collect::<Vec<_>>().join("|")
    }

    /// Fragments may hold fragments, once.
    fn filled(&self, pattern: &str) -> String {
        let fill =
            |pattern: String, (name, text): (&String, &String)| pattern.replace(&format!("<{name}>"), text);
        let once = |pattern: &str| self.fragments.iter().fold(pattern.to_owned(), fill);
        once(&once(pattern))
    }
}

fn build(pattern: &str) -> Regex {
    RegexBuilder::new(pattern)
        .size_limit(64 << 20)
        .dfa_size_limit(16 << 20)
        .build()
        .expect("the patterns of this crate")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clutter;

    #[test]
    fn each_group_marks_its_example() {
        for group in table().groups {
            assert!(!clutter(&group.example).is_empty(), "{}", group.example);
        }
    }
}
