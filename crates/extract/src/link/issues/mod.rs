//! Which issue of the debate a stretch of text is about, and which side of it the words take.
//! Without a debate file, [`discover`] finds what is argued about.
//!
//! [`Index::new`] reads the debate's own sentences; [`Index::link`] scores a text by the terms it shares with each issue
//! and abstains where none is clear; [`polarity`] composes what the words would do to it.
pub mod discover;
pub mod lexicon;
mod phrasing;
pub mod polarity;
pub mod words;

use polarity::{Axis, Reading, Sense};
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
    /// Terms of the issue's own sentence.
    own: BTreeSet<String>,
    /// Term → how much more often it stands in phrasings for than against.
    lean: BTreeMap<String, f32>,
    /// Neutral terms → whether the issue wants more (above 0) or less of the thing.
    things: BTreeMap<String, i8>,
    /// Rules, bans and exemptions of the issue's sentence, with what they are to it.
    leaves: BTreeMap<String, i8>,
    axis: Axis,
    /// Figures of the issue's sentence, such as a year.
    marks: BTreeSet<String>,
    /// Words of judgement in the issue's sentence: there they name the topic ("liable for the harm").
    topical: BTreeSet<String>,
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
const MARGIN: f32 = 1.3;
/// The share of the leaning terms that must lean one way.
const CLEAR_SIDE: f32 = 0.6;
/// What a term of an example phrasing weighs, where one of the issue's sentence weighs 1.
const PHRASE: f32 = 0.6;

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

    /// Whether the words hold a term of the issue's own sentence, or two of its phrasings, that the other issue lacks.
    fn is_distinct(&self, issue: usize, other: usize, words: &[Word]) -> bool {
        let (here, there) = (&self.profiles[issue], &self.profiles[other]);
        let only: BTreeSet<String> = terms_of(words)
            .filter(|(term, factor)| *factor >= STRONG && here.terms.contains_key(term))
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

    /// How much more the words resemble the phrasings for (above 0) or against (below 0) the issue.
    pub fn lean(&self, issue: usize, words: &[Word]) -> f32 {
        let lean = &self.profiles[issue].lean;
        let sides: Vec<f32> = leaning_terms(words).keys().filter_map(|t| lean.get(t).copied()).collect();
        let (sum, all): (f32, f32) = (sides.iter().sum(), sides.iter().map(|s| s.abs()).sum());
        if sum.abs() >= CLEAR_SIDE * all { sum } else { 0.0 }
    }
}

/// Whether the words take up what was spoken of ("it", "the move", "such a step").
pub fn refers(words: &[Word]) -> bool {
    let items = lexicon::items(words);
    items.iter().any(|i| {
        matches!(i.role, lexicon::Role::Instrument | lexicon::Role::Law)
            || i.role == lexicon::Role::Pronoun && stands_alone(words, i.end)
    })
}

/// Words that may follow a pronoun that is no article of a noun.
const FOLLOWERS: &[&str] = &[
    "is",
    "was",
    "are",
    "were",
    "be",
    "been",
    "will",
    "would",
    "should",
    "must",
    "can",
    "could",
    "has",
    "had",
    "may",
    "might",
    "to",
    "and",
    "or",
    "but",
    "in",
    "on",
    "at",
    "for",
    "by",
    "with",
    "from",
    "as",
    "then",
    "too",
    "so",
    "not",
    "now",
    "out",
    "off",
    "up",
    "down",
    "altogether",
    "complet",
];

/// Whether a pronoun that ends here is no article of a noun: "this", not "this deadlock".
fn stands_alone(words: &[Word], end: usize) -> bool {
    let article =
        end > 0 && matches!(&*words[end - 1].stem, "thi" | "this" | "these" | "those" | "such" | "a");
    let follower = |w: &Word| FOLLOWERS.contains(&&*w.stem) || lexicon::role_of(w).is_some();
    !article || words.get(end).is_none_or(|w| w.after_break || follower(w))
}

impl Profile {
    fn of(issue: &Issue) -> Self {
        let text = words(&issue.text);
        let mut terms = BTreeMap::new();
        add_terms(&mut terms, &text, 1.0);
        for phrase in issue.pro.iter().chain(&issue.contra) {
            add_terms(&mut terms, &words(phrase), PHRASE);
        }
        let axis = axis_of(issue, &text);
        let is_figure = |w: &&Word| w.stem.starts_with(|c: char| c.is_ascii_digit());
        let marks = text.iter().filter(is_figure).map(|w| w.stem.clone()).collect();
        let own = own_terms(issue, &text);
        let things = things_of(issue);
        let leaves = phrasing::own_leaves(&text).into_iter().collect();
        let topical = topical_words(&text);
        Self { id: issue.id.clone(), terms, own, lean: lean_of(issue), things, leaves, axis, marks, topical }
    }

    /// What a word without an effect of its own means to this issue.
    fn sense(&self, word: &Word) -> Sense {
        let term = SYNONYMS.get(&*word.stem).unwrap_or(&word.stem);
        match self.things.get(term) {
            _ if self.marks.contains(&word.stem) => Sense::Mark,
            _ if self.topical.contains(&word.stem) => Sense::Topical,
            _ if self.leaves.contains_key(&word.stem) => Sense::Own(self.leaves[&word.stem]),
            Some(&sign) => Sense::Thing(sign),
            None => Sense::Nothing,
        }
    }
}

/// Terms of the issue's sentence, and those that its phrasings keep coming back to.
fn own_terms(issue: &Issue, text: &[Word]) -> BTreeSet<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for phrase in issue.pro.iter().chain(&issue.contra) {
        let terms: BTreeSet<String> = terms_of(&words(phrase)).map(|(term, _)| term).collect();
        for term in terms {
            *counts.entry(term).or_insert(0) += 1;
        }
    }
    let often = counts.into_iter().filter(|(_, n)| *n > 1).map(|(term, _)| term);
    terms_of(text).map(|(term, _)| term).chain(often).collect()
}

fn topical_words(text: &[Word]) -> BTreeSet<String> {
    let judging = |i: &lexicon::Item| matches!(i.role, lexicon::Role::Good | lexicon::Role::Bad);
    lexicon::items(text).into_iter().filter(judging).map(|i| text[i.start].stem.clone()).collect()
}

fn add_terms(terms: &mut BTreeMap<String, f32>, words: &[Word], weight: f32) {
    for (term, factor) in terms_of(words) {
        let known = terms.entry(term).or_insert(0.0);
        *known = known.max(weight * factor);
    }
}

/// Least factor of a term that can tell issues apart.
const STRONG: f32 = 0.5;

/// Words of substance with their weight.
fn terms_of(words: &[Word]) -> impl Iterator<Item = (String, f32)> {
    words
        .iter()
        .filter(|w| w.stem.len() > 1 && !COMMON.contains(&*w.stem))
        .map(|w| (SYNONYMS.get(&*w.stem).unwrap_or(&w.stem).clone(), substance(w)))
}

/// How much a word says of what a text is about: what is done to a thing says little, and so do the names of states,
/// which a debate's parties share.
fn substance(word: &Word) -> f32 {
    use lexicon::Role::*;
    if PLACES.contains(&*word.stem) {
        return 0.25;
    }
    match lexicon::role_of(word) {
        None | Some(Plain) => 1.0,
        Some(Restrict | Permit | Rule | Law | Change) => 0.5,
        Some(Good | Bad | Insufficient) => 0.4,
        Some(_) => 0.15,
    }
}

/// The issue's sentence read in its own terms; the phrasings decide where it does nothing.
fn axis_of(issue: &Issue, text: &[Word]) -> Axis {
    let has = |role| lexicon::items(text).iter().any(|i| i.role == role);
    // "X should be kept" wants X, "X should be changed" wants the change.
    let open =
        Axis { direction: 1, opening: 1, wants_change: !has(lexicon::Role::Preserve), undoes_text: false };
    let reading = polarity::read(text, open, 1, |_| Sense::Nothing);
    let own = if reading.effect == 0 { reading.last } else { reading.effect };
    let holds = |phrase: &String| {
        let found = lexicon::items(&words(phrase));
        found.iter().any(|i| i.role == lexicon::Role::Preserve)
    };
    let wants_change = !issue.pro.iter().chain([&issue.text]).any(holds);
    let undoes_text =
        own < 0 && reading.last == 0 && (has(lexicon::Role::Instrument) || has(lexicon::Role::Law));
    // What is in a law or accord that shall be made is wanted; exemptions from it are not.
    let texts = has(lexicon::Role::Law) || has(lexicon::Role::Instrument);
    let makes_text = own > 0 && reading.last == 0 && texts;
    // Whoever obliges somebody makes a rule.
    let obliges = own >= 0 && reading.last == 0 && has(lexicon::Role::Oblige);
    let direction = if own < 0 { -1 } else { 1 };
    let opening = if makes_text || obliges { -1 } else { direction };
    Axis { direction, opening, wants_change, undoes_text }
}

/// Things that the phrasings want or do not want: "hybrids should live on" said against an issue makes hybrids what it
/// does not want.
fn things_of(issue: &Issue) -> BTreeMap<String, i8> {
    let mut signs: BTreeMap<String, BTreeSet<i8>> = BTreeMap::new();
    for (phrase, side) in sided(issue) {
        let words = words(phrase);
        for clause in words.chunk_by(|_, next| !next.after_break).filter(|c| phrasing::argues(c)) {
            let sign = phrasing::turns(clause) * side;
            for term in plain_terms(phrasing::judged_part(clause)) {
                signs.entry(term).or_default().insert(sign);
            }
        }
    }
    // What the issue's sentence names, or phrasings of both signs, is what it is about, not a side of it.
    let about: BTreeSet<String> = terms_of(&words(&issue.text)).map(|(term, _)| term).collect();
    signs.retain(|term, _| !about.contains(term));
    signs.into_iter().filter(|(_, s)| s.len() == 1).map(|(term, s)| (term, s.into_iter().sum())).collect()
}

/// Terms of substance, names of states aside, with the words that they were made from.
pub fn subjects(text: &str) -> BTreeMap<String, String> {
    let words = words(text);
    let named = |w: &Word| {
        let (term, factor) = terms_of(std::slice::from_ref(w)).next()?;
        let tells =
            factor >= STRONG && term.len() > 2 && !matches!(lexicon::role_of(w), Some(lexicon::Role::Change));
        tells.then(|| (term, text[w.span.range()].to_lowercase()))
    };
    words.iter().filter_map(named).collect()
}

/// Terms of full substance that are no part of a phrase of effect.
fn plain_terms(words: &[Word]) -> Vec<String> {
    let taken = lexicon::items(words);
    let free = |n: &usize| !taken.iter().any(|i| i.start <= *n && *n < i.end);
    let free: Vec<Word> = (0..words.len()).filter(free).map(|n| words[n].clone()).collect();
    terms_of(&free).filter(|(_, factor)| *factor == 1.0).map(|(term, _)| term).collect()
}

/// The phrasings with the side that they stand for.
fn sided(issue: &Issue) -> impl Iterator<Item = (&String, i8)> {
    issue.pro.iter().map(|p| (p, 1)).chain(issue.contra.iter().map(|p| (p, -1)))
}

/// Single words count 1, pairs of neighbours more: "inside Ukraine" tells what "inside" does not.
const PAIR: f32 = 2.0;

fn lean_of(issue: &Issue) -> BTreeMap<String, f32> {
    let mut lean: BTreeMap<String, f32> = BTreeMap::new();
    for (phrase, side) in sided(issue).chain([(&issue.text, 1)]) {
        for (term, weight) in leaning_terms(&words(phrase)) {
            *lean.entry(term).or_insert(0.0) += weight * f32::from(side);
        }
    }
    lean.retain(|_, v| *v != 0.0);
    lean
}

fn leaning_terms(words: &[Word]) -> BTreeMap<String, f32> {
    let place =
        |s: &str| if matches!(s, "insid" | "inside" | "within") { "in".to_owned() } else { s.to_owned() };
    let single = words.iter().filter(|w| !COMMON.contains(&*w.stem)).map(|w| (w.stem.clone(), 1.0));
    let pairs = words.windows(2).filter(|p| !COMMON.contains(&*p[1].stem) && !p[1].after_break);
    single.chain(pairs.map(|p| (format!("{} {}", place(&p[0].stem), p[1].stem), PAIR))).collect()
}

#[derive(serde::Deserialize)]
struct Common {
    words: String,
}

static COMMON: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let common: Common = lexicon::parse(include_str!("../../../language/en/common.toml"));
    common.words.split_whitespace().map(stem).collect()
});

/// Words of the names of states and of what stands for them.
static PLACES: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let lines = include_str!("../../../../../knowledge/countries.tsv")
        .lines()
        .filter(|l| !l.starts_with('#'))
        .skip(1);
    lines
        .flat_map(|line| line.split('\t').skip(1))
        .flat_map(words)
        .map(|w| w.stem)
        .filter(|s| s.len() > 1 && !COMMON.contains(s))
        .collect()
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
    fn an_issue_wants_what_its_sentence_says() {
        for (text, direction, opening) in [
            ("The export of advanced chips to China should be banned.", -1, -1),
            ("The carbon border adjustment should be kept.", 1, 1),
            ("Telecoms firms should be obliged to keep connection data.", 1, -1),
            ("The cod quota should be cut by half.", 1, 1),
        ] {
            let issue = Issue { id: "x".into(), text: text.into(), pro: vec![], contra: vec![] };
            let axis = Profile::of(&issue).axis;
            assert_eq!((axis.direction, axis.opening), (direction, opening), "{text}");
        }
    }

    #[test]
    fn direction_comes_from_the_issue_itself() {
        let index = Index::new(&debate());
        assert_eq!(index.axis(0).direction, -1);
        assert_eq!(index.axis(1).direction, 1);
        assert_eq!(index.read(0, &words("renew the licence for glyphosate"), 1).effect, -1);
    }
}
