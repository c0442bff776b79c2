//! Names that people said to be of one actor, as they were known at an instant.
use crate::{Result, judge, judge::Verdict, run::instant};
use jiff::Timestamp;
use rapporteur_record::Fact;
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet};

/// From each name that was merged to the one that stands for it.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Names(BTreeMap<String, String>);

impl Names {
    pub fn load(db: &Connection, known_at: Option<Timestamp>) -> Result<Self> {
        let at = known_at.map(instant);
        let mut names = Self::default();
        for kept in judge::active(db, at.as_deref(), "'merge'")? {
            if let Verdict::Merge { from, into } = kept.verdict {
                names.merge(&from, &into);
            }
        }
        Ok(names)
    }

    fn merge(&mut self, from: &str, into: &str) {
        let (from, into) = (self.of(from).to_owned(), into.to_owned());
        // Merging B into A after A into B chooses the other name for both.
        let target = if self.of(&into) == from { into.clone() } else { self.of(&into).to_owned() };
        if from == target {
            return;
        }
        self.0.remove(&target);
        for name in self.0.values_mut().filter(|name| **name == from) {
            name.clone_from(&target);
        }
        self.0.insert(from, target);
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the name takes part in a merge.
    pub fn has(&self, name: &str) -> bool {
        self.0.contains_key(name) || self.0.values().any(|into| into == name)
    }

    /// The name that stands for this one.
    pub fn of<'n>(&'n self, name: &'n str) -> &'n str {
        self.0.get(name).map_or(name, String::as_str)
    }

    /// The actors of a fact by the names that stand for them.
    pub fn rename(&self, fact: &mut Fact) {
        if self.is_empty() {
            return;
        }
        for actor in judge::claim_actors(&mut fact.claim) {
            if let Some(name) = self.0.get(&actor.name) {
                actor.name.clone_from(name);
            }
        }
    }

    /// All names of the actors that stand for these or are named so.
    pub fn family(
        &self,
        seeds: impl Iterator<Item = String>,
        named: impl Fn(&str) -> bool,
    ) -> BTreeSet<&str> {
        let mut heads: BTreeSet<String> = seeds.map(|name| self.of(&name).to_owned()).collect();
        heads.extend(self.0.values().filter(|name| named(name)).cloned());
        let members = self.0.iter().filter(|(_, into)| heads.contains(*into));
        let own = self.0.values().filter(|into| heads.contains(*into));
        members.map(|(from, _)| from.as_str()).chain(own.map(String::as_str)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn merged(pairs: &[(&str, &str)]) -> Names {
        let mut names = Names::default();
        pairs.iter().for_each(|(from, into)| names.merge(from, into));
        names
    }

    #[test]
    fn the_last_merge_chooses_the_name() {
        let chain = merged(&[("a", "b"), ("b", "c")]);
        assert_eq!((chain.of("a"), chain.of("b"), chain.of("c")), ("c", "c", "c"));
        let turned = merged(&[("a", "b"), ("b", "a")]);
        assert_eq!((turned.of("a"), turned.of("b")), ("a", "a"));
        let late = merged(&[("b", "c"), ("a", "b")]);
        assert_eq!((late.of("a"), late.of("b")), ("c", "c"));
    }

    #[test]
    fn a_family_has_every_name() {
        let names = merged(&[("a", "b"), ("c", "b"), ("x", "y")]);
        let family = |seed: &str| names.family([seed.to_owned()].into_iter(), |_| false);
        assert_eq!(family("a"), BTreeSet::from(["a", "b", "c"]));
        assert_eq!(family("b"), BTreeSet::from(["a", "b", "c"]));
        assert_eq!(names.family([].into_iter(), |name| name == "y"), BTreeSet::from(["x", "y"]));
    }
}
