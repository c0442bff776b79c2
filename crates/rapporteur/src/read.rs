//! `rapporteur read`: documents in, facts out.
mod feed;

use crate::args::{Read, ReadFormat};
use crate::{Outcome, load, machine, pipeline, progress};
use feed::Feed;
use rapporteur_extract::{Annotator, attribution, extract};
use rapporteur_read::Skipped;
use rapporteur_record::{Debate, Document};
use serde_json::Value;
use std::io::Write as _;

pub fn run(args: Read) -> anyhow::Result<Outcome> {
    let annotator = match args.format.needs_no_model() {
        true => None,
        false => Some(load::annotator(args.models.as_deref())?),
    };
    let work = Work { annotator, debate: load::debate(args.debate.as_deref())?, format: args.format };
    let jobs = load::jobs(args.jobs);
    let feed = Feed::new(&args.paths);
    let bar = feed.bar();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut skipped = 0;
    let mut emit = |result: Result<anyhow::Result<Value>, Skipped>| -> anyhow::Result<()> {
        match result {
            Ok(line) => writeln!(out, "{}", line?)?,
            Err(skip) => {
                skipped += 1;
                bar.suspend(|| anstream::eprintln!("{}: {skip}", progress::bold("skipped")));
            }
        }
        Ok(())
    };
    pipeline::run(feed, jobs, |item| item.map(|document| work.on(&document)), &mut emit)?;
    out.flush()?;
    Ok(if skipped == 0 { Outcome::Done } else { Outcome::Partly })
}

/// What is done to each document, on any thread.
struct Work {
    annotator: Option<Annotator>,
    debate: Debate,
    format: ReadFormat,
}

impl Work {
    fn on(&self, document: &Document) -> anyhow::Result<Value> {
        let Some(annotator) = &self.annotator else {
            return Ok(match self.format {
                ReadFormat::Times => machine::times(document),
                _ => machine::document(document),
            });
        };
        let text = annotator.annotate(document)?;
        Ok(match self.format {
            ReadFormat::Attributions => machine::attributions(&text, &attribution::find(&text)),
            ReadFormat::Mentions => machine::mentions(&text),
            _ => machine::facts(document, &extract(&text, &self.debate)),
        })
    }
}
