//! Document → annotated document → facts. Pure: no disk, no clock, no net.
//!
//! [`Extraction::of`] runs the annotators over one [`Document`](rapporteur_record::Document), then each extractor of
//! the static table in [`extractor`], in order; a later one sees the facts of those before it.
pub mod annotate;
pub mod attribution;
pub mod clause;
pub mod extractor;
pub mod link;
pub mod when;

pub use annotate::{Annotator, Parser};
pub use attribution::Attribution;
pub use extractor::{Context, Extractor, extract};
