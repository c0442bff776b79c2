//! What is known beforehand: states, bodies, outlets and holders of offices, from the reviewed files in `knowledge/` and
//! from those that users add.
mod build;
mod tables;

pub use tables::{ActorsError, Problem, add_actors, added, count_actors};

use super::names;
use aho_corasick::{AhoCorasick, MatchKind};
use build::Builder;
use rapporteur_record::{ActorKind, PartialDate};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::OnceLock;

/// How an alias stands for its actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Name,
    /// "Russian"
    Adjective,
    /// "the Germans"
    People,
    /// Capital or seat of government: "Kyiv", "the Kremlin".
    Seat,
    /// "MEPs", "EU lawmakers" for the parliament itself.
    Members,
}

#[derive(Debug)]
pub struct Known {
    pub name: &'static str,
    pub kind: ActorKind,
    /// `union`, `parliament`, `ministry` …; `country` and `outlet` for those.
    pub class: &'static str,
    /// The country (by name) or larger body that it belongs to.
    pub of: Option<&'static str>,
    /// "bloc", "alliance".
    pub descriptions: Vec<&'static str>,
}

/// A country's place in a body.
#[derive(Debug)]
pub struct Membership {
    pub body: &'static str,
    /// `member`, `permanent`, `elected`.
    pub status: &'static str,
    pub from: String,
    pub until: Option<String>,
}

/// One term of one office.
#[derive(Debug)]
pub struct Holder {
    pub name: &'static str,
    /// The surname as [`names::fold`] has it.
    pub folded: String,
    /// The same as the matcher compares it.
    pub surname: names::Token,
    /// Words of the office, lower case: "foreign minister".
    pub office: String,
    /// Name of the country or body.
    pub of: &'static str,
    pub from: PartialDate,
    /// The day after which somebody else held it; `None` while open.
    pub until: Option<PartialDate>,
}

impl Holder {
    pub fn holds_on(&self, day: PartialDate) -> bool {
        self.from <= day && self.until.is_none_or(|u| day <= u)
    }

    /// Whether the term began before `day` and had not ended more than about four years before.
    pub fn near(&self, day: PartialDate) -> bool {
        let year = i32::from(day.year());
        i32::from(self.from.year()) <= year && self.until.is_none_or(|u| i32::from(u.year()) + 4 >= year)
    }
}

pub struct Knowledge {
    pub known: Vec<Known>,
    by_name: HashMap<&'static str, usize>,
    aliases: Vec<(usize, Form)>,
    automaton: AhoCorasick,
    epithets: HashSet<&'static str>,
    /// Bodies by the last words of their names, two at least.
    by_ending: HashMap<&'static str, Vec<usize>>,
    memberships: HashMap<&'static str, Vec<Membership>>,
    pub holders: Vec<Holder>,
    by_surname: HashMap<String, Vec<usize>>,
    offices: HashSet<(&'static str, String)>,
}

/// The knowledge, read once.
pub fn knowledge() -> &'static Knowledge {
    static KNOWLEDGE: OnceLock<Knowledge> = OnceLock::new();
    KNOWLEDGE.get_or_init(Knowledge::load)
}

impl Knowledge {
    fn load() -> Self {
        let mut builder = Builder::default();
        builder.countries();
        builder.bodies();
        builder.outlets();
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(builder.patterns.iter().map(|(text, ..)| text.as_str()))
            .expect("a few thousand short patterns fit an automaton");
        let epithets = builder.known.iter().flat_map(|k| k.descriptions.iter().copied()).collect();
        let by_ending = endings(&builder.known);
        let memberships = builder.memberships();
        let holders = builder.holders();
        let mut by_surname: HashMap<String, Vec<usize>> = HashMap::new();
        for (i, holder) in holders.iter().enumerate() {
            by_surname.entry(holder.folded.clone()).or_default().push(i);
        }
        Self {
            by_name: builder.by_name,
            aliases: builder.patterns.into_iter().map(|(_, entry, form)| (entry, form)).collect(),
            known: builder.known,
            automaton,
            epithets,
            by_ending,
            memberships,
            offices: holders.iter().map(|h| (h.of, h.office.clone())).collect(),
            holders,
            by_surname,
        }
    }

    /// All aliases in `text`, leftmost and longest, at word boundaries: byte range, entry, form.
    pub fn matches<'t>(
        &'static self,
        text: &'t str,
    ) -> impl Iterator<Item = (std::ops::Range<usize>, &'static Known, Form)> + 't {
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        self.automaton
            .find_iter(text)
            .filter(move |m| {
                !word(text[..m.start()].chars().next_back()) && !word(text[m.end()..].chars().next())
            })
            .map(|m| {
                let (entry, form) = self.aliases[m.pattern().as_usize()];
                (m.range(), &self.known[entry], form)
            })
    }

    pub fn by_name(&self, name: &str) -> Option<&Known> {
        self.by_name.get(name).map(|&i| &self.known[i])
    }

    /// Where a country is a member.
    pub fn memberships(&self, country: &str) -> impl Iterator<Item = &Membership> {
        self.memberships.get(country).into_iter().flatten()
    }

    /// Bodies whose name of more words ends in these.
    pub fn ending(&self, words: &str) -> impl Iterator<Item = &Known> {
        self.by_ending.get(words).into_iter().flatten().map(|&i| &self.known[i])
    }

    /// Whether the noun describes some known body: "bloc", "alliance".
    pub fn is_epithet(&self, noun: &str) -> bool {
        self.epithets.contains(noun)
    }

    /// Whether the country or body has an office of this title.
    pub fn has_office(&self, of: &str, title: &str) -> bool {
        self.known
            .get(self.by_name.get(of).copied().unwrap_or(usize::MAX))
            .is_some_and(|known| self.offices.contains(&(known.name, title.to_owned())))
    }

    /// Terms of office of people whose surname folds to the same letters.
    pub fn surnamed(&self, folded: &str) -> impl Iterator<Item = &Holder> {
        self.by_surname.get(folded).into_iter().flatten().map(|&i| &self.holders[i])
    }
}

fn endings(known: &[Known]) -> HashMap<&'static str, Vec<usize>> {
    let mut endings: HashMap<&'static str, BTreeSet<usize>> = HashMap::new();
    for (i, body) in known.iter().enumerate().filter(|(_, k)| k.kind == ActorKind::Body) {
        let starts = body.name.match_indices(' ').map(|(at, _)| at + 1);
        for ending in starts.map(|at| &body.name[at..]).filter(|e| e.contains(' ')) {
            endings.entry(ending).or_default().insert(i);
        }
    }
    endings.into_iter().map(|(words, bodies)| (words, bodies.into_iter().collect())).collect()
}
