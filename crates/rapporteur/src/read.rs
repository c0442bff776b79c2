//! `rapporteur read`: documents in, facts out.
mod feed;
mod keeper;
mod summary;

use crate::args::{Read, ReadFormat};
use crate::{Outcome, load, machine, pipeline, progress};
use feed::Feed;
use indicatif::ProgressBar;
use keeper::Keeper;
use rapporteur_extract::{Annotator, attribution, extract};
use rapporteur_read::Skipped;
use rapporteur_record::{Debate, Document, Fact};
use serde_json::Value;
use std::cell::RefCell;
use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use summary::Summary;

pub fn run(args: Read) -> anyhow::Result<Outcome> {
    let work = Work {
        annotator: if args.format.needs_no_model() { None } else { Some(load::annotator(&args.models)?) },
        debate: load::debate(args.debate.as_deref())?,
        format: args.format,
    };
    // Only a summary can do without the facts of documents that the record holds already.
    let keeper = match (args.no_record, args.format.needs_no_model()) {
        (false, false) => Some(RefCell::new(Keeper::open(&args.record, &work.debate, &args.models)?)),
        _ => None,
    };
    let may_pass = args.format == ReadFormat::Table;
    let known = |d: &Document| may_pass && keeper.as_ref().is_some_and(|k| k.borrow().knows(d));

    let feed = Feed::new(&args.paths);
    let mut desk =
        Desk { bar: feed.bar(), summary: Summary::default(), format: args.format, keeper: keeper.as_ref() };
    let items = feed.map(|item| match item {
        Ok(document) if known(&document) => Input::Known,
        Ok(document) => Input::Open(document),
        Err(skip) => Input::Skipped(skip),
    });
    pipeline::run(items, load::jobs(args.jobs), |input| work.on(input), |output| desk.take(output))?;
    desk.close(&args)
}

/// A document on its way to the workers, or why none is.
enum Input {
    Open(Document),
    /// The record holds it as it would be read now.
    Known,
    Skipped(Skipped),
}

enum Output {
    Done(Done),
    Known,
    Skipped { input: String, reason: String },
}

struct Done {
    document: Document,
    facts: Vec<Fact>,
    /// The row of a machine format.
    line: Option<Value>,
    words: usize,
}

/// What is done to each document, on any thread.
struct Work {
    annotator: Option<Annotator>,
    debate: Debate,
    format: ReadFormat,
}

impl Work {
    fn on(&self, input: Input) -> Output {
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
                    Ok(Ok(done)) => Output::Done(done),
                    Ok(Err(error)) => Output::Skipped { input: name, reason: format!("{error:#}") },
                    Err(_) => Output::Skipped {
                        input: name,
                        reason: "the program failed on it; please report this".into(),
                    },
                }
            }
        }
    }

    fn document(&self, document: Document) -> anyhow::Result<Done> {
        let words = document.text.split_whitespace().count();
        let (facts, line) = match &self.annotator {
            Some(annotator) => self.annotated(annotator, &document)?,
            None if self.format == ReadFormat::Times => (Vec::new(), Some(machine::times(&document))),
            None => (Vec::new(), Some(machine::document(&document))),
        };
        Ok(Done { document, facts, line, words })
    }

    fn annotated(
        &self,
        annotator: &Annotator,
        document: &Document,
    ) -> anyhow::Result<(Vec<Fact>, Option<Value>)> {
        let text = annotator.annotate(document)?;
        Ok(match self.format {
            ReadFormat::Attributions => {
                (Vec::new(), Some(machine::attributions(&text, &attribution::find(&text))))
            }
            ReadFormat::Mentions => (Vec::new(), Some(machine::mentions(&text))),
            format => {
                let facts = extract(&text, &self.debate);
                let line = (format == ReadFormat::Facts).then(|| machine::facts(document, &facts));
                (facts, line)
            }
        })
    }
}

/// Where results arrive, in order: lines to standard output, facts to the record, counts to the summary.
struct Desk<'a> {
    bar: ProgressBar,
    summary: Summary,
    format: ReadFormat,
    keeper: Option<&'a RefCell<Keeper>>,
}

impl Desk<'_> {
    fn take(&mut self, output: Output) -> anyhow::Result<()> {
        match output {
            Output::Known => self.summary.known += 1,
            Output::Skipped { input, reason } => self.skip(&input, &reason)?,
            Output::Done(done) => {
                if let Some(line) = &done.line {
                    self.bar.suspend(|| writeln!(std::io::stdout().lock(), "{line}"))?;
                }
                self.summary.add(&done.facts, done.words);
                if let Some(keeper) = self.keeper {
                    keeper.borrow_mut().keep(done.document, done.facts)?;
                }
            }
        }
        Ok(())
    }

    fn skip(&mut self, input: &str, reason: &str) -> anyhow::Result<()> {
        self.summary.skipped += 1;
        self.bar.suspend(|| anstream::eprintln!("{}: {input}: {reason}", progress::bold("skipped")));
        match self.keeper {
            Some(keeper) => keeper.borrow_mut().skip(input, reason),
            None => Ok(()),
        }
    }

    fn close(self, args: &Read) -> anyhow::Result<Outcome> {
        if let Some(keeper) = self.keeper {
            keeper.borrow_mut().flush()?;
        }
        self.bar.finish_and_clear();
        if self.format == ReadFormat::Table {
            let record = self.keeper.map(|_| args.record.as_path());
            self.summary.print(record, &mut std::io::stdout().lock())?;
        }
        Ok(if self.summary.is_clean() { Outcome::Done } else { Outcome::Partly })
    }
}
