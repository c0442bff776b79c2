//! `rapporteur read`: documents in, facts out.
mod feed;

use crate::args::{Read, ReadFormat};
use crate::{Outcome, machine, pipeline, progress};
use anyhow::Context as _;
use feed::Feed;
use rapporteur_extract::{Annotator, Parser, attribution, extract};
use rapporteur_read::Skipped;
use rapporteur_record::{Debate, Document};
use serde_json::Value;
use std::io::Write as _;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

pub fn run(args: Read) -> anyhow::Result<Outcome> {
    let debate = args.debate.as_deref().map(debate).transpose()?.unwrap_or_default();
    let work = Work { annotator: annotator(&args)?, debate, format: args.format };
    let jobs = args.jobs.unwrap_or_else(|| std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN));
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

fn debate(path: &Path) -> anyhow::Result<Debate> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    toml::from_str(&text).with_context(|| format!("{} is not a debate file", path.display()))
}

fn annotator(args: &Read) -> anyhow::Result<Option<Annotator>> {
    if args.format.needs_no_model() {
        return Ok(None);
    }
    let folder = args.models.clone().unwrap_or_else(|| PathBuf::from("models"));
    Ok(Some(Annotator::new(Parser::load(folder.join("en_core_web_md"))?)))
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
