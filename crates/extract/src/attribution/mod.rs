//! Attribution: source, cue and content of every report of speech, thought or attitude (PolNeAR's sense).
//!
//! Patterns over the parse and the quotation marks propose [`candidate::Candidate`]s generously; a learned scorer
//! ([`model`]) says how likely each is right, and [`choose`] keeps the likeliest reading of every cue.
mod byline;
pub mod candidate;
pub mod choose;
mod extend;
pub mod features;
mod idiom;
pub mod lexicon;
mod line;
pub mod model;
mod nested;
mod nominal;
mod preposition;
mod quoted;
mod ranges;
pub mod source;
mod transcript;
mod variants;
mod verb;
mod why;

use candidate::{Candidate, Frame};
use rapporteur_record::{Annotated, Dep, SentenceKind, TokenRange, Why};
use std::collections::{BTreeMap, HashMap};
pub use variants::Variants;

/// One attribution, as the text has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribution {
    /// The phrase that names the source in the same sentence; `None` where the text names none there.
    pub source: Option<TokenRange>,
    /// The phrase to resolve to an actor: the antecedent where the source is "who" or "which", else the source.
    pub speaker: Option<TokenRange>,
    /// The words that attribute ("said", "according to", "his warning"); may be apart.
    pub cue: Vec<TokenRange>,
    /// The head word of the cue, which carries its class.
    pub cue_head: Option<usize>,
    /// What is attributed; may be apart.
    pub content: Vec<TokenRange>,
    /// The rule that found it.
    pub rule: &'static str,
    /// 0 to 1.
    pub confidence: f32,
    /// What is told to people who ask why.
    pub why: Why,
}

/// What a document attributes, and what stands inside the words of another attribution.
#[derive(Debug, Default)]
pub struct Attributions {
    /// The outermost, in text order.
    pub outer: Vec<Attribution>,
    /// Those whose cue stands in the content of an outer one, in text order.
    pub inner: Vec<Attribution>,
}

/// The outermost attributions of a document, in text order.
pub fn find(annotated: &Annotated) -> Vec<Attribution> {
    read(annotated).outer
}

/// All attributions of a document.
pub fn read(annotated: &Annotated) -> Attributions {
    let (candidates, confidences) = judged(annotated);
    let kept = choose::best(&candidates, &confidences, choose::LEAST);
    let readings = why::Readings::new(&candidates, &confidences);
    let chosen = |i| attribution(&candidates[i], confidences[i], readings.why(annotated, i));
    let mut found: Vec<Attribution> = kept.iter().copied().map(chosen).collect();
    let blocks = byline::find(annotated)
        .into_iter()
        .chain(transcript::find(annotated))
        .map(|c| attribution(&c, BLOCK, why::unscored(&c)));
    let free = |b: &Attribution| !found.iter().any(|f| overlap(&f.content, &b.content) && !within(f, b));
    let blocks: Vec<Attribution> = blocks.filter(free).collect();
    found.retain(|f| !blocks.iter().any(|b| within(f, b)));
    found.extend(blocks);
    found.sort_by_key(|f| f.content.first().map_or(0, |r| r.start).min(f.cue_head.unwrap_or(usize::MAX)));
    let inner = nested::best(&candidates, &confidences, &found).into_iter().map(chosen).collect();
    Attributions { outer: found, inner }
}

/// How sure a speaker is who is found by layout, which the training data lack.
const BLOCK: f32 = 0.8;

/// Whether the cue stands in the words of the block or in the line of its speaker, or is the block's own: the outermost
/// reading counts.
fn within(attribution: &Attribution, block: &Attribution) -> bool {
    let inside = |cue: usize| block.content.iter().chain(&block.source).any(|r| r.contains(cue));
    attribution.cue_head.is_some_and(inside) || !block.cue.is_empty() && attribution.cue == block.cue
}

fn overlap(one: &[TokenRange], other: &[TokenRange]) -> bool {
    one.iter().any(|a| other.iter().any(|b| a.overlaps(*b)))
}

fn attribution(candidate: &Candidate, confidence: f32, why: Why) -> Attribution {
    Attribution {
        source: candidate.source.map(|s| s.range),
        speaker: candidate.source.map(|s| s.speaker),
        cue: candidate.cue.clone(),
        cue_head: (candidate.frame != Frame::Block).then_some(candidate.head),
        content: candidate.content.clone(),
        rule: candidate.frame.as_str(),
        confidence,
        why,
    }
}

/// Every reading of every likely cue, with its confidence.
fn judged(annotated: &Annotated) -> (Vec<Candidate>, Vec<f32>) {
    let variants = Variants::new(annotated);
    let (mut readings, mut confidences) = (Vec::new(), Vec::new());
    for proposed in proposals(annotated) {
        let mut scorer = model::Scorer::new(annotated);
        let cue = scorer.cue(&proposed);
        let likely = cue >= model::LEAST_CUE;
        // Of unlikely cues only words of saying are kept: inside the words of others the scorer trusts them little.
        if likely || proposed.iter().any(|r| features::is_speech(annotated, r)) {
            let all = if likely { variants.of(proposed) } else { proposed };
            confidences.extend(all.iter().map(|r| model::confidence(cue, scorer.reading(r))));
            readings.extend(all);
        }
    }
    (readings, confidences)
}

/// The readings that some pattern proposes, right or wrong, those of one cue together, in text order.
pub fn proposals(annotated: &Annotated) -> Vec<Vec<Candidate>> {
    let mut by_cue: BTreeMap<usize, Vec<Candidate>> = BTreeMap::new();
    for candidate in candidates(annotated) {
        by_cue.entry(candidate.head).or_default().push(candidate);
    }
    by_cue.into_values().collect()
}

fn candidates(annotated: &Annotated) -> Vec<Candidate> {
    let mut found = Vec::new();
    for sentence in annotated.sentences.iter().filter(|s| s.kind != SentenceKind::Clutter) {
        line::candidates(annotated, sentence, &mut found);
        for token in sentence.tokens.iter() {
            verb::candidates(annotated, token, &mut found);
            quoted::candidates(annotated, token, &mut found);
            idiom::candidates(annotated, token, &mut found);
            preposition::candidates(annotated, token, &mut found);
            nominal::candidates(annotated, token, &mut found);
        }
    }
    for candidate in &mut found {
        extend::content(annotated, candidate);
    }
    // The verb inside an idiom is no cue of its own: "let it be known".
    let idioms: Vec<TokenRange> =
        found.iter().filter(|c| c.frame == Frame::Idiom).flat_map(|c| c.cue.clone()).collect();
    let free = |c: &Candidate| {
        c.frame == Frame::Idiom || !idioms.iter().any(|r| r.start < c.head && r.contains(c.head))
    };
    found.retain(|c| !c.content.is_empty() && free(c));
    drop_halves(annotated, &mut found);
    found
}

/// Of "the bridge, she said, will stay" a clause without its subject is half of what another reading has whole.
fn drop_halves(annotated: &Annotated, found: &mut Vec<Candidate>) {
    let mut wholes: HashMap<usize, Vec<&Candidate>> = HashMap::new();
    for whole in found.iter().filter(|c| matches!(c.frame, Frame::Quoted | Frame::Inserted)) {
        wholes.entry(whole.head).or_default().push(whole);
    }
    let of_cue = |c: &Candidate| wholes.get(&c.head).map_or(&[][..], Vec::as_slice);
    let half: Vec<bool> =
        found.iter().map(|c| is_half(annotated, c) && of_cue(c).iter().any(|w| holds_whole(w, c))).collect();
    let mut half = half.into_iter();
    found.retain(|_| !half.next().unwrap_or(false));
}

fn is_half(annotated: &Annotated, candidate: &Candidate) -> bool {
    let subject = [Dep::Nsubj, Dep::Nsubjpass, Dep::Csubj, Dep::Expl];
    let finite = |h: usize| {
        let children = annotated.children(h).iter().copied();
        children.chain([h]).any(|t| matches!(annotated.tokens[t].tag, "VBZ" | "VBD" | "VBP" | "MD"))
    };
    candidate.frame == Frame::Clause
        && candidate.content[0].start > candidate.head
        && candidate.content_head.is_some_and(|h| annotated.child(h, &subject).is_none() && finite(h))
}

fn holds_whole(whole: &Candidate, half: &Candidate) -> bool {
    let covers = |r: &TokenRange| whole.content.iter().any(|w| w.covers(*r));
    whole.content[0].start < half.head
        && half.content.iter().all(covers)
        && whole.source.map(|s| s.range) == half.source.map(|s| s.range)
}
