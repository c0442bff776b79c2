//! Stretches between quotation marks.
use rapporteur_record::{Annotated, Quotation};

pub fn find(_annotated: &Annotated) -> Vec<Quotation> {
    Vec::new()
}
