//! The one module that knows the language model.
//!
//! A document is parsed piece by piece: one paragraph at a time, since headings and closing quotation marks
//! spoil the parse of what follows them, and long paragraphs in parts, so that memory stays bounded.
mod labels;
mod pieces;
mod repair;
mod sentences;
mod tree;

use crate::setup::Vectors;
use rapporteur_record::{Annotated, Document, Entity, TokenRange};
use std::path::PathBuf;

#[derive(Debug, thiserror::Error)]
pub enum ParseError {
    #[error("cannot load the language model in {}: {source}; `rapporteur models install` fetches it", path.display())]
    Load { path: PathBuf, source: spars::Error },
    #[error("cannot parse document {doc}: {source}")]
    Parse { doc: String, source: spars::Error },
}

/// A loaded language model: immutable, shared between threads.
pub struct Parser {
    model: spars::Model,
}

impl Parser {
    /// Loads the folder that `rapporteur models install` wrote.
    pub fn load(path: PathBuf) -> Result<Self, ParseError> {
        let model = spars::Model::load(&path).map_err(|source| ParseError::Load { path, source })?;
        Ok(Self { model })
    }

    /// Tokens, sentences and entities of a document. Fails where the model does, which no text is known to cause.
    pub fn parse<'d>(&self, document: &'d Document) -> Result<Annotated<'d>, ParseError> {
        let mut parse = sentences::Parse::of(document);
        let mut entities = Vec::new();
        for piece in pieces::pieces(&document.text, &document.clutter) {
            let doc = self
                .model
                .process(&piece.text)
                .map_err(|source| ParseError::Parse { doc: document.name.clone(), source })?;
            let first = parse.tokens.len();
            entities.extend(named(&doc, first));
            parse.add(&piece, &doc);
        }
        let sentences = parse.finish();
        repair::verbs(&mut parse.tokens, &sentences);
        Ok(Annotated::new(document, parse.tokens, sentences, entities))
    }
}

impl Vectors for Parser {
    fn vector(&self, word: &str) -> Option<&[f32]> {
        self.model.vector(word)
    }
}

/// Entities of a piece whose tokens start at `first`.
fn named(doc: &spars::Doc, first: usize) -> impl Iterator<Item = Entity> {
    doc.entities().unwrap_or_default().iter().filter_map(move |span| {
        let tokens = TokenRange::new(first + span.start.0, first + span.end.0);
        Some(Entity { tokens, label: labels::entity(&span.label)? })
    })
}
