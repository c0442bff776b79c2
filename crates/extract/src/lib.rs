//! Document → annotated document → facts. Pure: no disk, no clock, no net.
//!
//! An [`Annotator`] sees sentences, quotations, times and mentions in a [`Document`](rapporteur_record::Document);
//! [`extract`] runs each extractor of the static table over them, in order; a later one sees the facts of those before.
pub mod annotate;
pub mod attribution;
pub mod clause;
pub mod extractor;
pub mod link;
pub mod setup;
pub mod when;

pub use annotate::mentions::{ActorsError, Problem, add_actors, count_actors};
pub use annotate::{Annotator, Parser};
pub use attribution::Attribution;
pub use extractor::{Context, Extractor, extract, extract_openly, extract_with};
pub use setup::{Part, Setup, Vectors};

/// Hash over the source and the data of the extractor: two programs of one identity find the same facts in a text
/// with the same language model.
pub const IDENTITY: &str = env!("RAPPORTEUR_EXTRACT_IDENTITY");

/// [`IDENTITY`], and what [`add_actors`] added to it.
pub fn identity() -> String {
    match annotate::mentions::knowledge::added() {
        Some(hash) => format!("{IDENTITY}+{hash:016x}"),
        None => IDENTITY.to_owned(),
    }
}
