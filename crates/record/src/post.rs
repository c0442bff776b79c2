//! What a document says of somebody's office or place in a body.
use crate::Span;

/// An office that a document gives an actor, or the body that it counts the actor to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// The actor's resolved name.
    pub actor: String,
    /// In small letters: "defence minister"; `None` where only the body is named ("Anna Weiss of the Greens").
    pub office: Option<String>,
    /// The country or body, by its resolved name.
    pub of: Option<String>,
    /// The words that say so.
    pub span: Span,
}
