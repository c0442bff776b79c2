//! The nouns of Rapporteur: what a document, a fact and its evidence are. No I/O and no clock.
//!
//! A [`Document`] is immutable text; every place in it is a [`Span`] of **bytes**. At every door (JSON, tables,
//! pages) offsets are **Unicode code points**; [`Offsets`] converts. [`Annotated`] adds what the language model and
//! our own annotators see; extractors turn it into [`Fact`]s, whose exchange form is in [`contract`].
//!
//! ```
//! use rapporteur_record::{Offsets, Span};
//! let text = "Zürich said no";
//! let span = Span::new(8, 12);
//! assert_eq!(&text[span.range()], "said");
//! assert_eq!(Offsets::new(text).points(span), [7, 11]);
//! ```
mod actor;
mod annotated;
pub mod contract;
mod date;
mod document;
mod fact;
mod id;
mod issue;
mod post;
mod span;
mod why;

pub use actor::{Actor, ActorKind};
pub use annotated::{
    Annotated, Dep, Entity, EntityLabel, Mention, MentionKind, Pos, Quotation, Sentence, SentenceKind, Time,
    TimeKind, Token, TokenRange, Weighed,
};
pub use date::{DateError, PartialDate};
pub use document::{Document, Format, Source};
pub use fact::{
    Act, Claim, Decision, Demand, Effect, Fact, Kind, Measure, Mode, Position, Reality, Report, Stance,
    Statement, Status, Votes, Warning,
};
pub use id::{DocId, FactId};
pub use issue::{Debate, Issue};
pub use post::Post;
pub use span::{Offsets, Span};
pub use why::{Antecedent, Rival, Why};
