//! One extractor a kind, and the table of them.
mod decision;
mod demand;
mod measure;
mod position;
mod statement;
mod warning;

use crate::link::issues::discover::Proposal;
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
    run(text, debate, &attributions)
}

/// The facts of a document read without a debate, and what its actors propose; [`crate::link::issues::discover`] makes
/// issues and positions of the proposals of all documents.
pub fn extract_openly(text: &Annotated) -> (Vec<Fact>, Vec<Proposal>) {
    let (debate, attributions) = (Debate::default(), attribution::find(text));
    let facts = run(text, &debate, &attributions);
    let context = Context { text, attributions: &attributions, debate: &debate, facts: &facts };
    let proposals = position::proposals::find(&context);
    (facts, proposals)
}

fn run(text: &Annotated, debate: &Debate, attributions: &[Attribution]) -> Vec<Fact> {
    let mut facts = Vec::new();
    for extractor in EXTRACTORS {
        let found = extractor.extract(&Context { text, attributions, debate, facts: &facts });
        facts.extend(found);
    }
    facts
}
