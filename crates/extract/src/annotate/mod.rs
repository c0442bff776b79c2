//! Text → sentences, tokens, entities, quotations, times, mentions.
pub mod mentions;
mod parse;
pub mod quotations;
pub mod times;

pub use parse::{ParseError, Parser};

use crate::setup::Vectors;
use rapporteur_record::{Annotated, Document};

/// The annotators of one language, loaded once and shared between documents.
pub struct Annotator {
    parser: Parser,
}

impl Annotator {
    pub fn new(parser: Parser) -> Self {
        Self { parser }
    }

    /// The word vectors of the language model.
    pub fn vectors(&self) -> &dyn Vectors {
        &self.parser
    }

    /// Runs all annotators over one document, in dependency order.
    pub fn annotate<'d>(&self, document: &'d Document) -> Result<Annotated<'d>, ParseError> {
        let mut annotated = self.parser.parse(document)?;
        annotated.quotations = quotations::find(&annotated);
        annotated.times = times::find(&document.text, document.source.published);
        annotated.mentions = mentions::find(&annotated);
        Ok(annotated)
    }
}
