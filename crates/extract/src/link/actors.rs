//! Which actor a phrase denotes.
use rapporteur_record::{Actor, Annotated, TokenRange};

/// The actor that the phrase denotes: of its mentions the one with the phrase's own head; `None` where the rules
/// abstain.
pub fn resolve(annotated: &Annotated, phrase: TokenRange) -> Option<Actor> {
    annotated.mentions.iter().find(|m| phrase.covers(m.tokens)).and_then(|m| m.actor.clone())
}

/// Every actor that the phrase denotes: one for "Berlin", two for "Berlin and Paris" or for "the two" where they are
/// known.
pub fn resolve_all(annotated: &Annotated, phrase: TokenRange) -> Vec<Actor> {
    resolve(annotated, phrase).into_iter().collect()
}
