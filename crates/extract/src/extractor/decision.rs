//! What bodies decided or took up.
use super::{Context, Extractor};
use rapporteur_record::Fact;

pub struct Decisions;

impl Extractor for Decisions {
    fn name(&self) -> &'static str {
        "decision"
    }

    fn extract(&self, _context: &Context) -> Vec<Fact> {
        Vec::new()
    }
}
