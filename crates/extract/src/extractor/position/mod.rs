//! Who stands where on which issue.
//!
//! A position is composed: the holder's attitude (`attitudes`) × what is done to the thing (`link::issues::polarity`) ×
//! the direction of the issue. The parts come from predicates of the text, from verbless headings, and from the facts
//! that were found before.
mod attitudes;
mod clause;
mod headings;
mod merge;
mod nouns;
mod predicates;
pub mod proposals;
mod side;
mod speech;
mod track;

use super::{Context, Extractor};
use crate::link::issues::Index;
use rapporteur_record::{Actor, Fact, PartialDate, Span};
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
}

impl Extractor for Positions {
    fn name(&self) -> &'static str {
        "position"
    }

    fn extract(&self, context: &Context) -> Vec<Fact> {
        let index = Index::new(context.debate);
        if index.is_empty() {
            return Vec::new();
        }
        let track = track::Track::of(context.text, &index);
        let mut found = predicates::find(context, &index, &track);
        found.extend(nouns::find(context, &index, &track));
        found.extend(headings::find(context, &track));
        found.extend(speech::find(context, &index, &track));
        merge::merge(found, &index, context.text)
    }
}
