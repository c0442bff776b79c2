//! What a document speaks of as it goes on: the issue in focus, and which way the decision or proposal in focus goes.
use super::deeds::{self, Deed};
use crate::link::issues::{
    Index, Link,
    words::{Word, words},
};
use crate::setup::Part;
use rapporteur_record::{Annotated, Claim, Fact, Mention, MentionKind, SentenceKind, Span, TokenRange};

/// The focus at each sentence.
pub struct Track {
    /// What the whole text is about.
    main: Option<usize>,
    at: Vec<Focus>,
    /// The deeds of the document, with the place of their fact.
    deeds: Vec<(usize, Deed)>,
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

impl Track {
    pub fn of(text: &Annotated, index: &Index, facts: &[Fact]) -> Self {
        let main = most_spoken_of(text, index).filter(|_| index.has(Part::Focus));
        let told = if index.has(Part::Deeds) { told(text, facts) } else { Vec::new() };
        let mut deeds = Vec::new();
        let mut issue = main;
        let mut signs = vec![1; index.len()];
        let mut at = Vec::with_capacity(text.sentences.len());
        let mut paragraph = None;
        for (n, sentence) in text.sentences.iter().enumerate() {
            if paragraph.replace(sentence.paragraph) != Some(sentence.paragraph) {
                issue = main;
            }
            let own = words_but_names(text, sentence.tokens);
            let link = (sentence.kind != SentenceKind::Clutter).then(|| index.link(&own, issue)).flatten();
            issue = link.map(|Link { issue, .. }| issue).or(issue);
            if !index.has(Part::Focus) {
                issue = link.map(|l| l.issue);
            }
            at.push(Focus { issue, named: link.is_some(), sign: issue.map_or(1, |i| signs[i]) });
            for &(_, fact) in told.iter().filter(|&&(sentence, _)| sentence == n) {
                let Some(deed) = deeds::of(text, index, issue, &facts[fact]) else { continue };
                signs[deed.issue] = deed.text.unwrap_or(signs[deed.issue]);
                deeds.push((fact, deed));
            }
        }
        Self { main, at, deeds }
    }

    /// What "the decision" in a sentence takes up: the last decision or measure before it.
    pub fn deed(&self, sentence: usize) -> Focus {
        let before = self.deeds.iter().rev().find(|(_, d)| d.sentence < sentence);
        before.map_or(self.at[sentence], |(_, d)| Focus {
            issue: Some(d.issue),
            named: d.named,
            sign: d.sign,
        })
    }

    /// The focus that a clause without an object takes up: that of the sentence before in the paragraph.
    pub fn before(&self, text: &Annotated, sentence: usize) -> Focus {
        let same = |s: usize| {
            self.main.is_some() && text.sentences[s].paragraph == text.sentences[sentence].paragraph
        };
        let earlier = sentence.checked_sub(1).filter(|&s| same(s) && self.at[s].named);
        let issue = earlier.map_or(self.main.or(self.at[sentence].issue), |s| self.at[s].issue);
        Focus { issue, ..self.at[sentence] }
    }

    /// The deed that a fact tells, by the fact's place.
    pub fn deed_of(&self, fact: usize) -> Option<Deed> {
        self.deeds.iter().find(|(at, _)| *at == fact).map(|&(_, deed)| deed)
    }

    pub fn focus(&self, sentence: usize) -> Focus {
        self.at[sentence]
    }
}

/// The first sentence of each decision and measure, with the place of the fact.
fn told(text: &Annotated, facts: &[Fact]) -> Vec<(usize, usize)> {
    let acts = |f: &Fact| matches!(f.claim, Claim::Decision(_) | Claim::Measure(_));
    let sentence = |f: &Fact| text.tokens[text.tokens_in(f.evidence[0]).start].sentence;
    facts.iter().enumerate().filter(|(_, f)| acts(f)).map(|(n, f)| (sentence(f), n)).collect()
}

/// How much more the first issue counts than another: debates are written from the general question to the special ones.
const GENERAL: f32 = 1.3;
/// The share of the sentences of the most spoken of issue that the issue of the headline must have.
const HEADED: f32 = 0.2;

/// The issue that the whole text is about: that of the headline where the text goes on about it, else the one that most
/// sentences name.
fn most_spoken_of(text: &Annotated, index: &Index) -> Option<usize> {
    let mut counts = vec![0.0; index.len()];
    for sentence in text.sentences.iter().filter(|s| s.kind != SentenceKind::Clutter) {
        if let Some(link) = index.link(&words_but_names(text, sentence.tokens), None) {
            counts[link.issue] += 1.0;
        }
    }
    *counts.first_mut()? *= GENERAL;
    let best = (0..counts.len()).max_by(|&a, &b| counts[a].total_cmp(&counts[b]).then(b.cmp(&a)))?;
    let title = words(text.document.source.title.as_deref().unwrap_or(""));
    let headed = index.link(&title, None).map(|l| l.issue).filter(|&i| counts[i] >= HEADED * counts[best]);
    headed.or((counts[best] > 0.0).then_some(best))
}

/// The words of a stretch of text without the long names of those who act in it, which say nothing of what it is about:
/// "the Council of Licensed Firearms Owners".
fn words_but_names(text: &Annotated, range: TokenRange) -> Vec<Word> {
    let long = |m: &&Mention| m.kind == MentionKind::Name && m.tokens.len() > 2 && range.contains(m.head);
    let names: Vec<Span> = text.mentions.iter().filter(long).map(|m| text.span(m.tokens)).collect();
    let from = text.span(range).start;
    let named = |w: &Word| {
        let at = Span::new(from + w.span.start, from + w.span.end);
        names.iter().any(|n| n.contains(at))
    };
    words_of(text, range).into_iter().filter(|w| !named(w)).collect()
}

/// The words of a stretch of text.
pub fn words_of(text: &Annotated, range: TokenRange) -> Vec<Word> {
    words(text.text(range))
}

/// The words of a stretch given by its place.
pub fn words_at(text: &Annotated, span: Span) -> Vec<Word> {
    words(text.document.at(span))
}
