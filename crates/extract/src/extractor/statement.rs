//! Who said what.
use super::{Context, Extractor};
use rapporteur_record::Fact;

pub struct Statements;

impl Extractor for Statements {
    fn name(&self) -> &'static str {
        "statement"
    }

    fn extract(&self, _context: &Context) -> Vec<Fact> {
        Vec::new()
    }
}
