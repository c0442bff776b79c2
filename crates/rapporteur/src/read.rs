//! `rapporteur read`: documents in, facts out.
mod desk;
mod feed;
pub(crate) mod keeper;
mod summary;
pub(crate) mod work;

use crate::args::{Read, ReadFormat};
use crate::{Outcome, load, pipeline, record};
use anyhow::Context as _;
use desk::Desk;
use feed::Feed;
use keeper::Keeper;
use rapporteur_record::Document;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use summary::Summary;
use tempfile::TempDir;
use work::{Input, Work};

pub fn run(args: Read) -> anyhow::Result<Outcome> {
    read(&args).map_err(|error| record::named(error, &args.record))
}

fn read(args: &Read) -> anyhow::Result<Outcome> {
    load::actors(&args.actors)?;
    let work = Work {
        annotator: if args.format.needs_no_model() {
            None
        } else {
            Some(Arc::new(load::annotator(&args.models)?))
        },
        debate: load::debate(args.debate.as_deref())?,
        format: args.format,
    };
    let place = Place::of(args, &work)?;
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
    desk.close(args)
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
