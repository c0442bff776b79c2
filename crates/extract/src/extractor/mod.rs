//! One extractor a kind, and the table of them.
mod decision;
mod demand;
mod measure;
mod position;
mod statement;
mod warning;

use crate::{Attribution, attribution};
use rapporteur_record::{Annotated, Debate, Fact};

/// What an extractor may look at.
pub struct Context<'a> {
    pub text: &'a Annotated<'a>,
    pub attributions: &'a [Attribution],
    pub debate: &'a Debate,
    /// The facts of the extractors before it in the table.
    pub facts: &'a [Fact],
}

/// Makes facts of one kind.
pub trait Extractor: Sync {
    fn name(&self) -> &'static str;
    fn extract(&self, context: &Context) -> Vec<Fact>;
}

/// Every extractor, in the order in which they run: positions build on all others.
static EXTRACTORS: [&dyn Extractor; 6] = [
    &statement::Statements,
    &decision::Decisions,
    &measure::Measures,
    &warning::Warnings,
    &demand::Demands,
    &position::Positions,
];

/// All facts of one annotated document, in the order of the table and then of the text.
pub fn extract(text: &Annotated, debate: &Debate) -> Vec<Fact> {
    let attributions = attribution::find(text);
    let mut facts = Vec::new();
    for extractor in EXTRACTORS {
        let found = extractor.extract(&Context { text, attributions: &attributions, debate, facts: &facts });
        facts.extend(found);
    }
    facts
}

/// What the actors of a document want or do not want, for [`crate::link::issues::discover`]; `context.facts` holds the
/// document's facts.
pub fn proposals(context: &Context) -> Vec<crate::link::issues::discover::Proposal> {
    position::proposals::find(context)
}

/// The positions of a document whose other facts are known.
pub fn positions(context: &Context) -> Vec<Fact> {
    position::Positions.extract(context)
}
