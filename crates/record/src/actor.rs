//! Who: an actor as resolved, beside the words that named it.
use crate::Span;
use serde::{Deserialize, Serialize};

/// An actor as a fact names it: the resolved name and, where the text names it, the words as seen.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Actor {
    /// Canonical name ("United States" for "Washington"), or the introducing words of an unnamed actor.
    pub name: String,
    pub kind: ActorKind,
    /// The words that denote it here; `None` where it is inferred from context.
    pub mention: Option<Span>,
    /// The rule that resolved the words to the name, such as `gazetteer`, `surname`, `pronoun`; empty once stored.
    #[serde(skip)]
    pub rule: &'static str,
}

/// The level of authority; one level never stands for another.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ActorKind {
    Person,
    /// A parliament, ministry, company, party, alliance: an organised body.
    Body,
    /// A state, acting through its government.
    Country,
    /// Several actors under one description: "EU states", "officials".
    Group,
    /// A newspaper, agency or broadcaster as speaker.
    Outlet,
    #[default]
    Unknown,
}

impl ActorKind {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Body => "body",
            Self::Country => "country",
            Self::Group => "group",
            Self::Outlet => "outlet",
            Self::Unknown => "unknown",
        }
    }
}
