//! Who said what: attributions whose cue is speech or thought and whose speaker is known.
//!
//! "“We are ready. We wait,” Ann Lee said" gives two statements of Ann Lee: "We wait" with the cue "said", and
//! "We are ready" without one.
mod denial;
mod gate;
mod parts;
mod unclaimed;
mod unmarked;

use super::{Context, Extractor};
use crate::{Attribution, link::actors, when};
use parts::Part;
use rapporteur_record::{
    Actor, ActorKind, Annotated, Claim, Dep, Fact, PartialDate, Statement, TokenRange, Why,
};

pub struct Statements;

impl Extractor for Statements {
    fn name(&self) -> &'static str {
        "statement"
    }

    fn extract(&self, context: &Context) -> Vec<Fact> {
        let text = context.text;
        let mut said: Vec<Said> = context.attributions.iter().filter_map(|a| Said::of(text, a)).collect();
        said.extend(unclaimed::find(text, context.attributions, &said));
        said.extend(unmarked::find(text, &said));
        said.sort_by_key(|s| (s.start, s.order));
        said.iter().flat_map(|s| s.facts(text)).collect()
    }
}

/// Words with their speakers, before they are cut into statements.
struct Said {
    speakers: Vec<Actor>,
    cue: Vec<TokenRange>,
    cue_head: Option<usize>,
    source: Option<TokenRange>,
    content: Vec<TokenRange>,
    on: Option<PartialDate>,
    rule: &'static str,
    confidence: f32,
    why: Option<Box<Why>>,
    /// First token of cue and content, for the order of the text.
    start: usize,
    order: usize,
}

impl Said {
    fn of(text: &Annotated, attribution: &Attribution) -> Option<Self> {
        if !gate::is_statement(text, attribution) {
            return None;
        }
        let mut speakers = speakers(text, attribution);
        speakers.retain(|s| s.kind != ActorKind::Unknown);
        let content = unmarked::whole(text, attribution, denial::without(text, &attribution.content));
        let first = content.first()?.start;
        (!speakers.is_empty()).then(|| Self {
            speakers,
            cue: gate::cue(text, attribution),
            cue_head: attribution.cue_head,
            source: attribution.source,
            content,
            on: attribution.cue_head.and_then(|head| when::governing(text, head)),
            rule: attribution.rule,
            confidence: attribution.confidence,
            why: Some(Box::new(why(text, attribution))),
            start: attribution.cue_head.map_or(first, |c| c.min(first)),
            order: attribution.cue_head.unwrap_or(first),
        })
    }

    /// One fact for each speaker and each sentence of the words.
    fn facts(&self, text: &Annotated) -> Vec<Fact> {
        let parts = parts::cut(text, &self.content, self.cue_head, self.source);
        let facts = parts.iter().flat_map(|part| self.speakers.iter().map(|s| self.fact(text, part, s)));
        facts.collect()
    }

    fn fact(&self, text: &Annotated, part: &Part, speaker: &Actor) -> Fact {
        let spans = |ranges: &[TokenRange]| ranges.iter().map(|&r| text.span(r)).collect();
        let statement = Statement {
            speaker: speaker.clone(),
            cue: if part.has_cue { spans(&self.cue) } else { Vec::new() },
            content: spans(&part.content),
            mode: part.mode,
            denied: denial::is_denied(text, self.cue_head.unwrap_or(part.content[0].start)),
        };
        let rule = if part.has_cue { self.rule } else { "continued" };
        Fact {
            claim: Claim::Statement(statement),
            on: self.on.filter(|_| part.has_cue || self.rule == "block"),
            evidence: part.evidence.clone(),
            rule: format!("statement/{rule}"),
            confidence: self.confidence,
            why: self.why.clone(),
        }
    }
}

/// The reading of the cue, with who its speaker may have been.
fn why(text: &Annotated, attribution: &Attribution) -> Why {
    let weighed = attribution.speaker.iter().flat_map(|s| text.antecedents.range(s.start..s.end)).next();
    let antecedents = weighed.map(|(_, list)| list.clone()).unwrap_or_default();
    Why { antecedents, ..attribution.why.clone() }
}

/// The actors that speak: those of the source, or of the place in "it is said in Kyiv".
fn speakers(text: &Annotated, attribution: &Attribution) -> Vec<Actor> {
    if let Some(phrase) = attribution.speaker {
        return actors::resolve_all(text, phrase);
    }
    let place = attribution.cue_head.and_then(|verb| place(text, verb));
    place.and_then(|p| actors::of_place(text, p)).into_iter().collect()
}

/// The place of an impersonal "in Kyiv it is said".
fn place(text: &Annotated, verb: usize) -> Option<TokenRange> {
    let impersonal = text.child(verb, &[Dep::Nsubjpass, Dep::Expl]).is_some_and(|s| text.lemma(s) == "it");
    let prep = text.children(verb).iter().copied().find(|&c| text.word(c).eq_ignore_ascii_case("in"))?;
    text.child(prep, &[Dep::Pobj]).filter(|_| impersonal).map(|o| text.subtree(o))
}
