//! One extractor a kind, and the table of them.
mod decision;
mod demand;
mod measure;
mod position;
mod statement;
mod warning;

use crate::Attribution;
use crate::attribution::{self, Attributions};
use crate::link::issues::discover::Proposal;
use crate::setup::Setup;
use rapporteur_record::{Annotated, Debate, Fact};

/// What an extractor may look at.
pub struct Context<'a> {
    pub text: &'a Annotated<'a>,
    /// The outermost.
    pub attributions: &'a [Attribution],
    /// Those inside the words of others.
    pub inner: &'a [Attribution],
    pub debate: &'a Debate,
    /// The facts of the extractors before it in the table.
    pub facts: &'a [Fact],
    pub setup: Setup<'a>,
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

/// All facts of one annotated document, in the order of the table and then of the text; with every part, without
/// vectors.
pub fn extract(text: &Annotated, debate: &Debate) -> Vec<Fact> {
    extract_with(text, debate, Setup::default())
}

/// As [`extract`], with the vectors of a language model, and without the parts that the setup leaves out.
pub fn extract_with(text: &Annotated, debate: &Debate, setup: Setup) -> Vec<Fact> {
    run(text, debate, &attribution::read(text), setup)
}

/// The facts of a document read without a debate, and what its actors propose; [`crate::link::issues::discover`] makes
/// issues and positions of the proposals of all documents.
pub fn extract_openly(text: &Annotated) -> (Vec<Fact>, Vec<Proposal>) {
    let (debate, attributions) = (Debate::default(), attribution::read(text));
    let facts = run(text, &debate, &attributions, Setup::default());
    let context = attributions.context(text, &debate, &facts, Setup::default());
    let proposals = position::proposals::find(&context);
    (facts, proposals)
}

impl Attributions {
    fn context<'a>(
        &'a self,
        text: &'a Annotated,
        debate: &'a Debate,
        facts: &'a [Fact],
        setup: Setup<'a>,
    ) -> Context<'a> {
        Context { text, attributions: &self.outer, inner: &self.inner, debate, facts, setup }
    }
}

fn run(text: &Annotated, debate: &Debate, attributions: &Attributions, setup: Setup) -> Vec<Fact> {
    let mut facts = Vec::new();
    for extractor in EXTRACTORS {
        let found = extractor.extract(&attributions.context(text, debate, &facts, setup));
        facts.extend(found);
    }
    facts
}
