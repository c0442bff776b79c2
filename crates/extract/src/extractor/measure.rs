//! Restrictions, permissions, supplies and obligations as they stand.
use super::{Context, Extractor};
use rapporteur_record::Fact;

pub struct Measures;

impl Extractor for Measures {
    fn name(&self) -> &'static str {
        "measure"
    }

    fn extract(&self, _context: &Context) -> Vec<Fact> {
        Vec::new()
    }
}
