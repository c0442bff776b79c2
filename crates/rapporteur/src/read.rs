//! `rapporteur read`: documents in, facts out.
mod feed;
mod keeper;
mod summary;

use crate::args::{Read, ReadFormat};
use crate::{Outcome, load, machine, pipeline, progress};
use anyhow::Context as _;
use feed::Feed;
use indicatif::ProgressBar;
use keeper::Keeper;
use rapporteur_extract::link::issues::discover::Proposal;
use rapporteur_extract::{Annotator, attribution, extract, extract_openly};
use rapporteur_read::Skipped;
use rapporteur_record::{Debate, DocId, Document, Fact};
use serde_json::Value;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use summary::Summary;
use tempfile::TempDir;

pub fn run(args: Read) -> anyhow::Result<Outcome> {
    let work = Work {
        annotator: if args.format.needs_no_model() { None } else { Some(load::annotator(&args.models)?) },
        debate: load::debate(args.debate.as_deref())?,
        format: args.format,
    };
    let place = Place::of(&args, &work)?;
    let keeper = match place.record() {
        Some(path) => Some(RefCell::new(Keeper::open(&path, &work.debate, &args.models)?)),
        None => None,
    };
    // Only a summary can do without the facts of documents that the record holds already.
    let may_pass = args.format == ReadFormat::Table;
    let known = |d: &Document| may_pass && keeper.as_ref().is_some_and(|k| k.borrow().knows(d));

    let feed = Feed::new(&args.paths);
    let mut desk = Desk {
        bar: feed.bar(),
        summary: Summary::default(),
        late: work.is_open() && args.format == ReadFormat::Facts,
        seen: BTreeSet::new(),
        keeper: keeper.as_ref(),
    };
    let items = feed.map(|item| match item {
        Ok(document) if known(&document) => Input::Known,
        Ok(document) => Input::Open(document),
        Err(skip) => Input::Skipped(skip),
    });
    pipeline::run(items, load::jobs(args.jobs), |input| work.on(input), |output| desk.take(output))?;
    desk.close(&args)
}

/// Where facts are kept while and after they are read.
enum Place {
    Nowhere,
    Record(PathBuf),
    /// Issues are found in all documents together: until then, facts wait on disk.
    Temporary(TempDir),
}

impl Place {
    fn of(args: &Read, work: &Work) -> anyhow::Result<Self> {
        Ok(match args.format {
            ReadFormat::Table | ReadFormat::Facts if !args.no_record => Self::Record(args.record.clone()),
            ReadFormat::Table | ReadFormat::Facts if work.is_open() => {
                Self::Temporary(tempfile::tempdir().context("no temporary folder can be made")?)
            }
            _ => Self::Nowhere,
        })
    }

    fn record(&self) -> Option<PathBuf> {
        match self {
            Self::Nowhere => None,
            Self::Record(path) => Some(path.clone()),
            Self::Temporary(folder) => Some(folder.path().join("facts.db")),
        }
    }
}

/// A document on its way to the workers, or why none is.
enum Input {
    Open(Document),
    /// The record holds it as it would be read now.
    Known,
    Skipped(Skipped),
}

enum Output {
    Done(Box<Done>),
    Known,
    Skipped { input: String, reason: String },
}

struct Done {
    document: Document,
    facts: Vec<Fact>,
    /// Where no debate is given.
    proposals: Option<Vec<Proposal>>,
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
    fn is_open(&self) -> bool {
        self.debate.issues.is_empty()
    }

    fn document(&self, document: Document) -> anyhow::Result<Done> {
        let words = document.text.split_whitespace().count();
        let done = |line| Done {
            words,
            facts: Vec::new(),
            proposals: None,
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
            false => (extract(&text, &self.debate), None),
        };
        let now = self.format == ReadFormat::Facts && !self.is_open();
        let line = now.then(|| machine::facts(&document, &facts));
        Ok(Done { words, facts, proposals, line, document })
    }
}

/// Where results arrive, in order: lines to standard output, facts to the record, counts to the summary.
struct Desk<'a> {
    bar: ProgressBar,
    summary: Summary,
    /// Rows are printed at the end, when the issues are known.
    late: bool,
    /// The documents of this read, for rows that are printed late.
    seen: BTreeSet<DocId>,
    keeper: Option<&'a RefCell<Keeper>>,
}

impl Desk<'_> {
    fn take(&mut self, output: Output) -> anyhow::Result<()> {
        match output {
            Output::Known => self.summary.known += 1,
            Output::Skipped { input, reason } => self.skip(&input, &reason)?,
            Output::Done(done) => self.done(*done)?,
        }
        Ok(())
    }

    fn done(&mut self, done: Done) -> anyhow::Result<()> {
        self.summary.add(&done.facts, done.words);
        if let Some(line) = &done.line {
            self.print(line)?;
        }
        if self.late {
            self.seen.insert(done.document.id.clone());
        }
        match self.keeper {
            Some(keeper) => keeper.borrow_mut().keep(done.document, done.facts, done.proposals.as_deref()),
            None => Ok(()),
        }
    }

    fn print(&self, line: &Value) -> anyhow::Result<()> {
        Ok(self.bar.suspend(|| writeln!(std::io::stdout().lock(), "{line}"))?)
    }

    fn skip(&mut self, input: &str, reason: &str) -> anyhow::Result<()> {
        self.summary.skipped += 1;
        self.bar.suspend(|| anstream::eprintln!("{}: {input}: {reason}", progress::bold("skipped")));
        match self.keeper {
            Some(keeper) => keeper.borrow_mut().skip(input, reason),
            None => Ok(()),
        }
    }

    fn close(mut self, args: &Read) -> anyhow::Result<Outcome> {
        if let Some(keeper) = self.keeper {
            self.summary.found = keeper.borrow_mut().finish()?;
        }
        self.bar.finish_and_clear();
        if let (true, Some(keeper)) = (self.late, self.keeper) {
            keeper.borrow().each(|reading| match self.seen.contains(&reading.document.id) {
                true => self.print(&machine::facts(&reading.document, &reading.facts)),
                false => Ok(()),
            })?;
        }
        if args.format == ReadFormat::Table {
            let record = (!args.no_record).then_some(args.record.as_path());
            self.summary.print(record, &mut std::io::stdout().lock())?;
        }
        Ok(if self.summary.is_clean() { Outcome::Done } else { Outcome::Partly })
    }
}
