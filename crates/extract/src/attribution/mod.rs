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
use std::collections::{BTreeMap, HashMap, HashSet};
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
    let found: Vec<Attribution> = kept.iter().copied().map(chosen).collect();
    let by_layout = byline::find(annotated).into_iter().chain(transcript::find(annotated));
    let mut found =
        with_layout(found, by_layout.map(|c| attribution(&c, BLOCK, why::unscored(&c))).collect());
    found.sort_by_key(|f| f.content.first().map_or(0, |r| r.start).min(f.cue_head.unwrap_or(usize::MAX)));
    let inner = nested::best(&candidates, &confidences, &found).into_iter().map(chosen).collect();
    Attributions { outer: found, inner }
}

/// How sure a speaker is who is found by layout, which the training data lack.
const BLOCK: f32 = 0.8;

/// The judged readings and those that layout gives. One of layout stands unless a judged one reaches into its words from
/// outside; judged ones whose cue stands in its words or in its speaker's line, or is its own, give way: the outermost
/// counts.
fn with_layout(mut found: Vec<Attribution>, blocks: Vec<Attribution>) -> Vec<Attribution> {
    let (mut words, mut all) = (HashMap::new(), HashMap::new());
    for (i, block) in blocks.iter().enumerate() {
        words.extend(block.content.iter().flat_map(|r| r.iter()).map(|t| (t, i)));
        let own = block.content.iter().chain(&block.source).chain(&block.cue);
        all.extend(own.flat_map(|r| r.iter()).map(|t| (t, i)));
    }
    let home = |f: &Attribution| f.cue_head.and_then(|cue| all.get(&cue).copied());
    let mut stands = vec![true; blocks.len()];
    for f in &found {
        let touched = f.content.iter().flat_map(|r| r.iter()).filter_map(|t| words.get(&t));
        touched.filter(|&&block| home(f) != Some(block)).for_each(|&block| stands[block] = false);
    }
    found.retain(|f| home(f).is_none_or(|block| !stands[block]));
    found.extend(blocks.into_iter().zip(stands).filter(|(_, stands)| *stands).map(|(block, _)| block));
    found
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
            confidences.extend(all.iter().map(|r| {
                let least = if quoted::is_framed(annotated, r) { FRAMED } else { 0.0 };
                model::confidence(cue, scorer.reading(r)).max(least)
            }));
            readings.extend(all);
        }
    }
    (readings, confidences)
}

/// Least confidence of a whole quotation with a verb and its speaker right behind it, whatever the verb.
const FRAMED: f32 = 0.5;

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
    let idioms = found.iter().filter(|c| c.frame == Frame::Idiom);
    let inside: HashSet<usize> =
        idioms.flat_map(|c| c.cue.iter().flat_map(|r| r.iter()).filter(|&t| t != c.head)).collect();
    let free = |c: &Candidate| c.frame == Frame::Idiom || !inside.contains(&c.head);
    found.retain(|c| !c.content.is_empty() && free(c) && !is_quoted_source(annotated, c));
    drop_halves(annotated, &mut found);
    drop_objects(annotated, &mut found);
    found
}

/// "\"Mate, it is a stretch,\" shot back one of them": nobody named inside a quotation says it.
fn is_quoted_source(annotated: &Annotated, candidate: &Candidate) -> bool {
    let quotation = candidate.source.and_then(|s| annotated.quotation_of(s.head));
    quotation.is_some_and(|q| !q.tokens.contains(candidate.head) && q.tokens.end <= candidate.head)
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

/// Of "voiced concern about the plan" verb and noun are the cue: no reading takes the noun for what was said.
fn drop_objects(annotated: &Annotated, found: &mut Vec<Candidate>) {
    let gives = |c: &&Candidate| c.frame == Frame::Light && GIVING.contains(&annotated.lemma(c.head));
    let light: HashSet<usize> = found.iter().filter(gives).map(|c| c.head).collect();
    found.retain(|c| !(light.contains(&c.head) && matches!(c.frame, Frame::Object | Frame::Predicated)));
}

/// Verbs that give words out and say nothing of what they are.
const GIVING: [&str; 6] = ["voice", "express", "raise", "issue", "air", "register"];

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
