//! Who stands where on which issue.
//!
//! A position is composed: the holder's attitude (`attitudes`) × what is done to the thing (`link::issues::polarity`) ×
//! the direction of the issue. The parts come from predicates of the text, from verbless headings, and from the facts
//! that were found before.
mod attitudes;
mod clause;
mod deeds;
mod headings;
mod merge;
mod nouns;
mod predicates;
pub mod proposals;
mod reading;
mod side;
mod speech;
mod track;

use super::{Context, Extractor};
use crate::link::{actors, issues::Index};
use rapporteur_record::{Actor, Claim, Fact, PartialDate, Span};
use side::Side;

pub struct Positions;

/// A position before it is merged with others of the same holder.
#[derive(Clone)]
struct Found {
    holder: Actor,
    side: Side,
    on: Option<PartialDate>,
    evidence: Vec<Span>,
    /// Token for the order of the text.
    at: usize,
    /// Whether it is told as what was ("who opposed it for years").
    past: bool,
}

impl Extractor for Positions {
    fn name(&self) -> &'static str {
        "position"
    }

    fn extract(&self, context: &Context) -> Vec<Fact> {
        let index = Index::new(context.debate, context.setup);
        if index.is_empty() {
            return Vec::new();
        }
        let track = track::Track::of(context.text, &index, context.facts);
        let mut found = predicates::find(context, &index, &track);
        found.extend(nouns::find(context, &index, &track));
        found.extend(headings::find(context, &track));
        let said = speech::find(context, &index, &track, &found);
        found.extend(said);
        found.retain(|f| !is_withdrawn(context, f) && !is_court(&f.holder) && !is_warned(context, f));
        merge::merge(found, &index, context.text)
    }
}

/// Whether the document says that the words from which the position was read were wrong or taken back.
fn is_withdrawn(context: &Context, found: &Found) -> bool {
    let denied = |fact: &Fact| matches!(&fact.claim, Claim::Statement(s) if s.denied);
    context.facts.iter().filter(|f| denied(f)).any(|f| {
        let Claim::Statement(s) = &f.claim else { return false };
        found.evidence.iter().all(|e| s.content.iter().any(|c| e.overlaps(*c)))
    })
}

/// A court applies the law and takes no side.
fn is_court(actor: &Actor) -> bool {
    let lower = actor.name.to_lowercase();
    actors::class_of(actor) == Some("court") || lower.ends_with("court") || lower.contains("court of ")
}

/// Whether a warning of the holder's own, which tells what would bring the evil, stands in the same sentence.
fn is_warned(context: &Context, found: &Found) -> bool {
    let same = |f: &Fact| {
        let warns = matches!(&f.claim, Claim::Warning(w) if w.issuer.name == found.holder.name && w.trigger.is_some());
        warns && f.evidence.iter().any(|e| found.evidence.contains(e))
    };
    found.side.rule.starts_with("dread") && context.facts.iter().any(same)
}
