//! Who asked whom to act.
use super::{Context, Extractor};
use rapporteur_record::Fact;

pub struct Demands;

impl Extractor for Demands {
    fn name(&self) -> &'static str {
        "demand"
    }

    fn extract(&self, _context: &Context) -> Vec<Fact> {
        Vec::new()
    }
}
