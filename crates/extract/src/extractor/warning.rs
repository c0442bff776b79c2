//! Who announced which bad consequence.
use super::{Context, Extractor};
use rapporteur_record::Fact;

pub struct Warnings;

impl Extractor for Warnings {
    fn name(&self) -> &'static str {
        "warning"
    }

    fn extract(&self, _context: &Context) -> Vec<Fact> {
        Vec::new()
    }
}
