//! Which issue of the debate a stretch of text is about, and which side of it the words take.
//!
//! [`Index::new`] reads the debate's own sentences; [`Index::link`] scores a text by the terms it shares with each issue
//! and abstains where none is clear; [`polarity`] composes what the words would do to it.
pub mod lexicon;
pub mod polarity;
pub mod words;

use polarity::{Axis, Reading};
use rapporteur_record::{Debate, Issue};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    sync::LazyLock,
};
use words::{Word, stem, words};

/// The issues of a debate, ready to compare texts with.
#[derive(Debug, Clone)]
pub struct Index {
    profiles: Vec<Profile>,
    /// Term → number of issues that have it.
    shared: BTreeMap<String, usize>,
}

/// One issue as words.
#[derive(Debug, Clone)]
struct Profile {
    id: String,
    /// Term → weight by where it stands: the issue's sentence counts more than an example phrasing.
    terms: BTreeMap<String, f32>,
    /// Term → how much more often it stands in phrasings for than against.
    lean: BTreeMap<String, f32>,
    axis: Axis,
    /// Figures of the issue's sentence, such as a year.
    marks: BTreeSet<String>,
}

/// A text's best issue.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    /// Place in the debate's list.
    pub issue: usize,
    pub score: f32,
}

/// The least score for a link, and how much better than the next the best must be.
const CLEAR: f32 = 0.5;
const MARGIN: f32 = 1.1;
/// Words that say what is done, not to what, count for little.
const EFFECT_WEIGHT: f32 = 0.5;

impl Index {
    pub fn new(debate: &Debate) -> Self {
        let profiles: Vec<Profile> = debate.issues.iter().map(Profile::of).collect();
        let mut shared = BTreeMap::new();
        for term in profiles.iter().flat_map(|p| p.terms.keys()) {
            *shared.entry(term.clone()).or_insert(0) += 1;
        }
        Self { profiles, shared }
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
        self.profiles.iter().map(|p| terms.iter().map(|t| self.weight(p, t)).sum()).collect()
    }

    fn weight(&self, profile: &Profile, term: &str) -> f32 {
        let Some(weight) = profile.terms.get(term) else { return 0.0 };
        let (n, df) = (self.profiles.len() as f32, self.shared[term] as f32);
        weight * (0.25 + ((n + 1.0) / df).ln()) / (0.25 + (n + 1.0).ln())
    }

    /// The issue that the words are about; between close ones, the one in focus. `None` where they name none.
    pub fn link(&self, words: &[Word], focus: Option<usize>) -> Option<Link> {
        let scores = self.scores(words);
        let best = (0..scores.len()).max_by(|&a, &b| scores[a].total_cmp(&scores[b]).then(b.cmp(&a)))?;
        if scores[best] < CLEAR {
            return None;
        }
        let issue = match focus {
            Some(f) if scores[f] * MARGIN >= scores[best] => f,
            _ => best,
        };
        Some(Link { issue, score: scores[issue] })
    }

    /// What the words would do to the issue and how they judge it; see [`polarity::read`].
    pub fn read(&self, issue: usize, words: &[Word], reference: i8) -> Reading {
        let profile = &self.profiles[issue];
        polarity::read(words, profile.axis, reference, |w| profile.marks.contains(&w.stem))
    }

    /// How much more the words resemble the phrasings for (above 0) or against (below 0) the issue.
    pub fn lean(&self, issue: usize, words: &[Word]) -> f32 {
        let lean = &self.profiles[issue].lean;
        let stems: BTreeSet<&str> = words.iter().map(|w| &*w.stem).collect();
        stems.iter().filter_map(|s| lean.get(*s)).sum()
    }
}

/// Whether the words take up what was spoken of ("it", "the move", "such a step").
pub fn refers(words: &[Word]) -> bool {
    lexicon::items(words).iter().any(|i| matches!(i.role, lexicon::Role::Instrument | lexicon::Role::Pronoun))
}

impl Profile {
    fn of(issue: &Issue) -> Self {
        let text = words(&issue.text);
        let mut terms = BTreeMap::new();
        add_terms(&mut terms, &text, 1.0);
        for phrase in issue.pro.iter().chain(&issue.contra) {
            add_terms(&mut terms, &words(phrase), 0.6);
        }
        let axis = axis_of(issue, &text);
        let is_figure = |w: &&Word| w.stem.starts_with(|c: char| c.is_ascii_digit());
        let marks = text.iter().filter(is_figure).map(|w| w.stem.clone()).collect();
        Self { id: issue.id.clone(), terms, lean: lean_of(issue), axis, marks }
    }
}

fn add_terms(terms: &mut BTreeMap<String, f32>, words: &[Word], weight: f32) {
    for (term, factor) in terms_of(words) {
        let known = terms.entry(term).or_insert(0.0);
        *known = known.max(weight * factor);
    }
}

/// Words of substance with their weight, joined words also by their parts.
fn terms_of(words: &[Word]) -> impl Iterator<Item = (String, f32)> {
    words.iter().filter(|w| w.stem.len() > 1 && !COMMON.contains(&*w.stem)).map(|w| {
        let factor = if lexicon::is_effect(w) { EFFECT_WEIGHT } else { 1.0 };
        (SYNONYMS.get(&*w.stem).unwrap_or(&w.stem).clone(), factor)
    })
}

/// The issue's sentence read in its own terms; the phrasings decide where it does nothing.
fn axis_of(issue: &Issue, text: &[Word]) -> Axis {
    let open = Axis { direction: 1, wants_change: true };
    let reading = polarity::read(text, open, 1, |_| false);
    let own = if reading.effect == 0 { reading.last } else { reading.effect };
    let holds = |phrase: &String| {
        let found = lexicon::items(&words(phrase));
        found.iter().any(|i| i.role == lexicon::Role::Preserve)
    };
    let wants_change = !issue.pro.iter().chain([&issue.text]).any(holds);
    Axis { direction: if own < 0 { -1 } else { 1 }, wants_change }
}

fn lean_of(issue: &Issue) -> BTreeMap<String, f32> {
    let mut lean: BTreeMap<String, f32> = BTreeMap::new();
    for (phrases, sign) in [(&issue.pro, 1.0), (&issue.contra, -1.0)] {
        for phrase in phrases {
            let stems: BTreeSet<String> = words(phrase).into_iter().map(|w| w.stem).collect();
            for stem in stems.into_iter().filter(|s| !COMMON.contains(&**s) || s == "inside" || s == "onl") {
                *lean.entry(stem).or_insert(0.0) += sign;
            }
        }
    }
    lean.retain(|_, v| *v != 0.0);
    lean
}

#[derive(serde::Deserialize)]
struct Common {
    words: String,
}

static COMMON: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let common: Common = lexicon::parse(include_str!("../../../language/en/common.toml"));
    common.words.split_whitespace().map(stem).collect()
});

/// Stem → stem of the first word of its group.
static SYNONYMS: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let lines = include_str!("../../../language/en/synonyms.tsv").lines().filter(|l| !l.starts_with('#'));
    let mut map = HashMap::new();
    for line in lines {
        let mut group = line.split('\t').map(stem);
        let Some(first) = group.next() else { continue };
        map.extend(group.map(|w| (w, first.clone())));
    }
    map
});

#[cfg(test)]
mod tests {
    use super::*;

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
        let index = Index::new(&debate());
        let link = |text| index.link(&words(text), None).map(|l| index.id(l.issue));
        assert_eq!(link("the renewal of glyphosate for ten years"), Some("spray"));
        assert_eq!(link("a levy of ten cents on pesticides"), Some("levy"));
        assert_eq!(link("the weather in Lisbon was fine"), None);
    }

    #[test]
    fn direction_comes_from_the_issue_itself() {
        let index = Index::new(&debate());
        assert_eq!(index.axis(0).direction, -1);
        assert_eq!(index.axis(1).direction, 1);
        assert_eq!(index.read(0, &words("renew the licence for glyphosate"), 1).effect, -1);
    }
}
