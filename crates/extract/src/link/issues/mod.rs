//! Which issue of the debate a stretch of text is about, and which side of it the words take.
//! Without a debate file, [`discover`] finds what is argued about.
//!
//! [`Index::new`] reads the debate's own sentences; [`Index::link`] scores a text by the terms it shares with each issue
//! and abstains where none is clear; [`polarity`] composes what the words would do to it.
pub mod discover;
pub mod lexicon;
mod likeness;
mod phrasing;
pub mod polarity;
mod profile;
pub mod proviso;
mod reference;
mod terms;
pub mod words;

use crate::setup::{Part, Setup};
use likeness::Likeness;
use polarity::{Axis, Reading};
use profile::{Profile, leaning_terms};
use rapporteur_record::{Debate, Issue};
use std::collections::{BTreeMap, BTreeSet};
use terms::{PLACES, STRONG, term, terms_of};
use words::Word;

pub use reference::{Reference, reference_of, refers};
pub use terms::subjects;

/// The issues of a debate, ready to compare texts with.
pub struct Index<'a> {
    profiles: Vec<Profile>,
    /// Term → number of issues that have it.
    shared: BTreeMap<String, usize>,
    likeness: Option<Likeness<'a>>,
    setup: Setup<'a>,
}

/// The issue without its phrasings where they are left out.
fn known(issue: &Issue, setup: Setup) -> Issue {
    let mut issue = issue.clone();
    if !setup.has(Part::Phrasings) {
        issue.pro.clear();
        issue.contra.clear();
    }
    issue
}

/// Words of effect name a thing of an issue where no other issue's sentence has them.
fn keep_own_names(profiles: &mut [Profile]) {
    let mut having: BTreeMap<String, usize> = BTreeMap::new();
    for term in profiles.iter().flat_map(|p| &p.sentence) {
        *having.entry(term.clone()).or_insert(0) += 1;
    }
    for profile in profiles.iter_mut() {
        profile.named.retain(|term| having.len() > 1 && having.get(term) == Some(&1));
    }
}

/// A text's best issue.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    /// Place in the debate's list.
    pub issue: usize,
    pub score: f32,
}

/// The least score for a link, and how much better than the issue in focus another must be.
const CLEAR: f32 = 0.29;
/// Stems of nouns for whatever is on the table, which tell no issue from another.
const TEXTS: &[&str] = &[
    "bill",
    "draft",
    "text",
    "proposal",
    "plan",
    "idea",
    "motion",
    "mot",
    "resolut",
    "package",
    "packag",
    "measur",
    "reform",
    "read",
    "amendment",
    "compromis",
    "approach",
];
/// What the name of a country counts in the only issue whose sentence has it.
const PLACE_OF_ONE: f32 = 0.5;
/// What a word of effect counts that names a thing in one issue's sentence alone: "a fund".
const THING_OF_ONE: f32 = 0.6;
const MARGIN: f32 = 1.3;
/// The share of the leaning terms that must lean one way.
const CLEAR_SIDE: f32 = 0.6;

impl<'a> Index<'a> {
    pub fn new(debate: &Debate, setup: Setup<'a>) -> Self {
        let issues: Vec<Issue> = debate.issues.iter().map(|i| known(i, setup)).collect();
        let mut profiles: Vec<Profile> = issues.iter().map(Profile::of).collect();
        keep_own_names(&mut profiles);
        let vectors = setup.vectors.filter(|_| setup.has(Part::Likeness));
        let likeness = vectors.map(|v| Likeness::new(&issues, v));
        let mut shared = BTreeMap::new();
        for term in profiles.iter().flat_map(|p| p.terms.keys()) {
            *shared.entry(term.clone()).or_insert(0) += 1;
        }
        Self { profiles, shared, likeness, setup }
    }

    /// Whether a part of the reading is used.
    pub fn has(&self, part: Part) -> bool {
        self.setup.has(part)
    }

    pub fn is_empty(&self) -> bool {
        self.profiles.is_empty()
    }

    pub fn len(&self) -> usize {
        self.profiles.len()
    }

    pub fn id(&self, issue: usize) -> &str {
        &self.profiles[issue].id
    }

    pub fn axis(&self, issue: usize) -> Axis {
        self.profiles[issue].axis
    }

    /// How much the words share with each issue.
    pub fn scores(&self, words: &[Word]) -> Vec<f32> {
        let terms: BTreeSet<String> = terms_of(words).map(|(term, _)| term).collect();
        let mut like: BTreeMap<String, f32> = BTreeMap::new();
        for found in words.iter().filter(|w| !self.shared.contains_key(term(w))).filter_map(|w| self.like(w))
        {
            if !terms.contains(&found.term) {
                let known = like.entry(found.term).or_insert(0.0);
                *known = known.max(found.weight);
            }
        }
        let score = |p: &Profile| {
            let named: f32 = terms.iter().map(|t| self.weight(p, t)).sum();
            named + like.iter().map(|(t, share)| share * self.weight(p, t)).sum::<f32>()
        };
        self.profiles.iter().map(score).collect()
    }

    fn like(&self, word: &Word) -> Option<likeness::Like> {
        self.likeness.as_ref()?.of(word)
    }

    fn weight(&self, profile: &Profile, term: &str) -> f32 {
        let Some(weight) = profile.terms.get(term) else { return 0.0 };
        let (n, df) = (self.profiles.len() as f32, self.shared[term] as f32);
        // A country that one issue alone is about tells as much as another word.
        let place = df == 1.0 && n > 1.0 && profile.sentence.contains(term) && PLACES.contains(term);
        let weight = match (place, profile.named.contains(term)) {
            (true, _) => PLACE_OF_ONE,
            (_, true) => weight.max(THING_OF_ONE),
            _ => *weight,
        };
        weight * (0.25 + ((n + 1.0) / df).ln()) / (0.25 + (n + 1.0).ln())
    }

    /// The issue that the words are about; the one in focus unless another is clearly nearer. Without a focus that is
    /// the more general question that they may be part of. `None` where the words name none.
    pub fn link(&self, words: &[Word], focus: Option<usize>) -> Option<Link> {
        let scores = self.scores(words);
        let best = (0..scores.len()).max_by(|&a, &b| scores[a].total_cmp(&scores[b]).then(b.cmp(&a)))?;
        let focus = focus.unwrap_or_else(|| self.general(best));
        if scores[best] < CLEAR {
            return None;
        }
        let near = scores[focus] * MARGIN >= scores[best] || !self.is_distinct(best, focus, words);
        let issue = if near { focus } else { best };
        (scores[issue] > 0.0).then_some(Link { issue, score: scores[issue] })
    }

    /// The first issue that names in its sentence what this one names: debates are written from the general question to
    /// the special ones, and parallel questions share nothing.
    fn general(&self, issue: usize) -> usize {
        let own = &self.profiles[issue].own;
        self.profiles.iter().position(|p| p.own.intersection(own).next().is_some()).unwrap_or(issue)
    }

    /// The first issue whose own figure the words are, and nothing else: "stands by 2035".
    pub fn marked(&self, words: &[Word]) -> Option<usize> {
        let [word] = words else { return None };
        self.profiles.iter().position(|p| p.marks.contains(&word.stem))
    }

    /// The issue whose sentence or phrasings call by such a noun what the words take up: "the scheme" where one issue
    /// alone speaks of a scheme, or the first does in its sentence.
    pub fn called(&self, words: &[Word]) -> Option<usize> {
        let names = |i: &lexicon::Item| {
            i.role == lexicon::Role::Instrument && !TEXTS.contains(&&*words[i.start].stem)
        };
        let only = |noun: &Word| {
            let mut having = (0..self.len()).filter(|&i| self.profiles[i].terms.contains_key(term(noun)));
            let first = having.next()?;
            let general = self.profiles[first].sentence.contains(term(noun));
            having.next().is_none_or(|_| general).then_some(first)
        };
        lexicon::items(words).into_iter().filter(names).find_map(|i| only(&words[i.start]))
    }

    /// Whether the words hold a term of the issue's own sentence, or two of its phrasings, that the other issue lacks.
    fn is_distinct(&self, issue: usize, other: usize, words: &[Word]) -> bool {
        let (here, there) = (&self.profiles[issue], &self.profiles[other]);
        let only: BTreeSet<String> = terms_of(words)
            .filter(|(term, factor)| *factor >= STRONG || here.named.contains(term))
            .filter(|(term, _)| here.terms.contains_key(term))
            .filter(|(term, _)| !there.terms.contains_key(term))
            .map(|(term, _)| term)
            .collect();
        only.len() > 1 || only.iter().any(|term| here.own.contains(term))
    }

    /// What the words would do to the issue and how they judge it; see [`polarity::read`].
    pub fn read(&self, issue: usize, words: &[Word], reference: i8) -> Reading {
        let profile = &self.profiles[issue];
        polarity::read(words, profile.axis, reference, |w| profile.sense(w))
    }

    /// Whether the issue's own sentence has the word.
    pub fn says(&self, issue: usize, word: &Word) -> bool {
        self.profiles[issue].says(word)
    }

    /// How much more the words resemble the phrasings for (above 0) or against (below 0) the issue.
    pub fn lean(&self, issue: usize, words: &[Word]) -> f32 {
        let lean = &self.profiles[issue].lean;
        let sides: Vec<f32> = leaning_terms(words).keys().filter_map(|t| lean.get(t).copied()).collect();
        let (sum, all): (f32, f32) = (sides.iter().sum(), sides.iter().map(|s| s.abs()).sum());
        if sum.abs() >= CLEAR_SIDE * all { sum } else { 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::{words::words, *};

    fn debate() -> Debate {
        let issue = |id: &str, text: &str, pro: &[&str], contra: &[&str]| Issue {
            id: id.into(),
            text: text.into(),
            pro: pro.iter().map(|s| (*s).into()).collect(),
            contra: contra.iter().map(|s| (*s).into()).collect(),
        };
        Debate {
            issues: vec![
                issue(
                    "spray",
                    "The EU should ban the weedkiller glyphosate.",
                    &["Glyphosate must be off the market"],
                    &["Farmers need glyphosate"],
                ),
                issue(
                    "levy",
                    "Pesticide sales should be taxed.",
                    &["A levy of some cents is fair"],
                    &["A levy would hurt growers"],
                ),
            ],
        }
    }

    #[test]
    fn links_to_the_issue_whose_terms_are_named() {
        let index = Index::new(&debate(), Setup::default());
        let link = |text| index.link(&words(text), None).map(|l| index.id(l.issue));
        assert_eq!(link("the renewal of glyphosate for ten years"), Some("spray"));
        assert_eq!(link("a levy of ten cents on pesticides"), Some("levy"));
        assert_eq!(link("the weather in Lisbon was fine"), None);
    }

    #[test]
    fn direction_comes_from_the_issue_itself() {
        let index = Index::new(&debate(), Setup::default());
        assert_eq!(index.axis(0).direction, -1);
        assert_eq!(index.axis(1).direction, 1);
        assert_eq!(index.read(0, &words("renew the licence for glyphosate"), 1).effect, -1);
    }
}
