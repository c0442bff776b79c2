//! What is done to each document, on any thread.
use crate::args::ReadFormat;
use crate::machine;
use rapporteur_extract::link::issues::discover::Proposal;
use rapporteur_extract::link::posts::posts;
use rapporteur_extract::{Annotator, Setup, attribution, extract_openly, extract_with};
use rapporteur_read::Skipped;
use rapporteur_record::{Debate, Document, Fact, Post};
use serde_json::Value;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// A document on its way to the workers, or why none is.
pub enum Input {
    Open(Document),
    /// The record holds it as it would be read now.
    Known,
    Skipped(Skipped),
}

pub enum Output {
    Done(Box<Done>),
    Known,
    Skipped { input: String, reason: String },
}

pub struct Done {
    pub document: Document,
    pub facts: Vec<Fact>,
    /// Where no debate is given.
    pub proposals: Option<Vec<Proposal>>,
    pub posts: Vec<Post>,
    /// The row of a machine format.
    pub line: Option<Value>,
    pub words: usize,
}

/// What is done to each document, on any thread.
pub struct Work {
    pub annotator: Option<Arc<Annotator>>,
    pub debate: Debate,
    pub format: ReadFormat,
}

impl Work {
    pub fn on(&self, input: Input) -> Output {
        match input {
            Input::Known => Output::Known,
            Input::Skipped(skip) => {
                let line = skip.line.map_or_else(String::new, |n| format!(":{n}"));
                Output::Skipped { input: format!("{}{line}", skip.path), reason: skip.reason.to_string() }
            }
            Input::Open(document) => {
                let name = document.source.path.clone();
                // One document must never stop the reading of the others.
                match catch_unwind(AssertUnwindSafe(|| self.document(document))) {
                    Ok(Ok(done)) => Output::Done(Box::new(done)),
                    Ok(Err(error)) => Output::Skipped { input: name, reason: format!("{error:#}") },
                    Err(_) => Output::Skipped {
                        input: name,
                        reason: "the program failed on it; please report this".into(),
                    },
                }
            }
        }
    }

    /// Whether issues are to be found, for none are given.
    pub fn is_open(&self) -> bool {
        self.debate.issues.is_empty()
    }

    fn document(&self, document: Document) -> anyhow::Result<Done> {
        let words = document.text.split_whitespace().count();
        let done = |line| Done {
            words,
            facts: Vec::new(),
            proposals: None,
            posts: Vec::new(),
            line: Some(line),
            document: document.clone(),
        };
        let Some(annotator) = &self.annotator else {
            return Ok(match self.format {
                ReadFormat::Times => done(machine::times(&document)),
                _ => done(machine::document(&document)),
            });
        };
        let text = annotator.annotate(&document)?;
        match self.format {
            ReadFormat::Attributions => {
                return Ok(done(machine::attributions(&text, &attribution::find(&text))));
            }
            ReadFormat::Mentions => return Ok(done(machine::mentions(&text))),
            _ => {}
        }
        let (facts, proposals) = match self.is_open() {
            true => {
                let (facts, proposals) = extract_openly(&text);
                (facts, Some(proposals))
            }
            false => {
                let setup = Setup { vectors: Some(annotator.vectors()), ..Setup::default() };
                (extract_with(&text, &self.debate, setup), None)
            }
        };
        let now = self.format == ReadFormat::Facts && !self.is_open();
        let line = now.then(|| machine::facts(&document, &facts));
        let posts = posts(&text);
        Ok(Done { words, facts, proposals, posts, line, document })
    }
}
