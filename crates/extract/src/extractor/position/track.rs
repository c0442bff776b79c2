//! What a document speaks of as it goes on: the issue in focus, and which way the decision or proposal in focus goes.
use crate::link::issues::{
    Index, Link,
    words::{Word, stem, words},
};
use rapporteur_record::{Annotated, SentenceKind, Span, TokenRange};
use std::sync::LazyLock;

/// The focus at each sentence.
pub struct Track {
    /// What the whole text is about.
    main: Option<usize>,
    at: Vec<Focus>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Focus {
    /// The issue last spoken of, this sentence included.
    pub issue: Option<usize>,
    /// Whether the sentence itself names it.
    pub named: bool,
    /// Sign of the last decision or proposal before this sentence, in terms of the issue.
    pub sign: i8,
}

/// Verbs whose clause changes what "the decision" and "the proposal" refer to.
const DEEDS: &[&str] = &[
    "propose",
    "adopt",
    "approve",
    "endorse",
    "clear",
    "allow",
    "permit",
    "authorise",
    "authorize",
    "lift",
    "ease",
    "decide",
    "agree",
    "announce",
    "unveil",
    "ban",
];

static DEED_STEMS: LazyLock<Vec<String>> = LazyLock::new(|| DEEDS.iter().map(|d| stem(d)).collect());

impl Track {
    pub fn of(text: &Annotated, index: &Index) -> Self {
        let title = words(text.document.source.title.as_deref().unwrap_or(""));
        let main = index.link(&title, None).map(|l| l.issue).or_else(|| most_spoken_of(text, index));
        let mut issue = main;
        let mut signs = vec![1; index.len()];
        let mut at = Vec::with_capacity(text.sentences.len());
        let mut paragraph = None;
        for sentence in &text.sentences {
            if paragraph.replace(sentence.paragraph) != Some(sentence.paragraph) {
                issue = main;
            }
            let own = words(text.text(sentence.tokens));
            let link = (sentence.kind != SentenceKind::Clutter).then(|| index.link(&own, issue)).flatten();
            issue = link.map(|Link { issue, .. }| issue).or(issue);
            at.push(Focus { issue, named: link.is_some(), sign: issue.map_or(1, |i| signs[i]) });
            if let Some(i) = issue {
                signs[i] = turned(index, i, &own, signs[i]);
            }
        }
        Self { main, at }
    }

    /// The focus that a clause without an object takes up: that of the sentence before in the paragraph.
    pub fn before(&self, text: &Annotated, sentence: usize) -> Focus {
        let same = |s: usize| text.sentences[s].paragraph == text.sentences[sentence].paragraph;
        let earlier = sentence.checked_sub(1).filter(|&s| same(s) && self.at[s].named);
        let issue = earlier.map_or(self.main.or(self.at[sentence].issue), |s| self.at[s].issue);
        Focus { issue, ..self.at[sentence] }
    }

    pub fn focus(&self, sentence: usize) -> Focus {
        self.at[sentence]
    }
}

/// The sign that holds after a sentence that reports a decision or a proposal.
fn turned(index: &Index, issue: usize, sentence: &[Word], before: i8) -> i8 {
    let Some(deed) = sentence.iter().position(|w| DEED_STEMS.contains(&w.stem)) else { return before };
    let duty =
        sentence[..deed].iter().any(|w| matches!(&*w.stem, "must" | "should" | "not" | "if" | "would"));
    let rest = &sentence[deed..];
    let reading = index.read(issue, rest, before);
    match !duty && index.link(rest, None).is_some() && reading.named && reading.effect != 0 {
        true => reading.effect,
        false => before,
    }
}

/// The issue that the whole text shares most with.
fn most_spoken_of(text: &Annotated, index: &Index) -> Option<usize> {
    let mut counts = vec![0usize; index.len()];
    for sentence in text.sentences.iter().filter(|s| s.kind != SentenceKind::Clutter) {
        if let Some(link) = index.link(&words(text.text(sentence.tokens)), None) {
            counts[link.issue] += 1;
        }
    }
    let best = (0..counts.len()).max_by_key(|&i| (counts[i], std::cmp::Reverse(i)))?;
    (counts[best] > 0).then_some(best)
}

/// The words of a stretch of text.
pub fn words_of(text: &Annotated, range: TokenRange) -> Vec<Word> {
    words(text.text(range))
}

/// The words of a stretch given by its place.
pub fn words_at(text: &Annotated, span: Span) -> Vec<Word> {
    words(text.document.at(span))
}
