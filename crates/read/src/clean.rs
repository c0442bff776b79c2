//! Places that are never evidence.
use rapporteur_record::{Document, Source, Span};

/// A document with its clutter marked.
pub(crate) fn document(name: String, source: Source, text: String) -> Document {
    let clutter = clutter(&text);
    Document::new(name, source, text, clutter)
}

/// Spans of clutter, ascending and apart.
pub fn clutter(text: &str) -> Vec<Span> {
    let _ = text;
    Vec::new()
}
