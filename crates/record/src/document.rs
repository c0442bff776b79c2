//! What was read.
use crate::{DocId, PartialDate, Span};
use serde::{Deserialize, Serialize};

/// One text as it was read. It never changes; places in it are [`Span`]s of bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    pub id: DocId,
    /// The name used in machine formats: JSONL `doc`, else the file name without its known extensions.
    pub name: String,
    pub source: Source,
    /// The input as decoded UTF-8, nothing stripped; for a web page its main text.
    pub text: String,
    /// Places that are never evidence: share buttons, appeals, player notices. Ascending, apart.
    pub clutter: Vec<Span>,
}

impl Document {
    pub fn new(name: impl Into<String>, source: Source, text: String, clutter: Vec<Span>) -> Self {
        let name = name.into();
        let id = DocId::of(&name, &source, &text);
        Self { id, name, source, text, clutter }
    }

    pub fn at(&self, span: Span) -> &str {
        &self.text[span.range()]
    }

    pub fn is_clutter(&self, span: Span) -> bool {
        let next = self.clutter.partition_point(|c| c.end <= span.start);
        self.clutter.get(next).is_some_and(|c| c.overlaps(span))
    }
}

/// Where a text came from and what is known of it beside its words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Path as given on the command line, or `-`.
    pub path: String,
    pub format: Format,
    pub url: Option<String>,
    pub outlet: Option<String>,
    pub title: Option<String>,
    /// Day (or month, year) of publication as the source says it.
    pub published: Option<PartialDate>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    #[default]
    Text,
    Html,
    Jsonl,
}
