//! The date that governs a clause.
use rapporteur_record::{Annotated, PartialDate};

/// The date on which the event of the clause headed by token `head` is said to have happened: the time expression
/// that modifies the clause or the nearest clause above that speaks of the same event; `None` where none governs it.
pub fn governing(_annotated: &Annotated, _head: usize) -> Option<PartialDate> {
    None
}
