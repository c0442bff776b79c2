//! Who stands where on which issue.
mod attitudes;

use super::{Context, Extractor};
use rapporteur_record::Fact;

pub struct Positions;

impl Extractor for Positions {
    fn name(&self) -> &'static str {
        "position"
    }

    fn extract(&self, _context: &Context) -> Vec<Fact> {
        Vec::new()
    }
}
