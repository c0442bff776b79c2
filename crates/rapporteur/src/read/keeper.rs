//! Facts on their way into the record, some documents a transaction; and the issues found in all of them together.
use crate::args::ModelsArg;
use crate::load;
use crate::read::work::Done;
use anyhow::Context as _;
use jiff::Timestamp;
use rapporteur_extract::link::issues::discover::{Proposal, discover};
use rapporteur_record::{Debate, Document, Fact, Post};
use rapporteur_store::{Found as Batched, Reading, Record, Run, RunInfo};
use std::path::Path;

/// Documents a transaction: enough that flushing the disk costs little, few enough that a crash repeats little.
const BATCH: usize = 64;

/// The record with the documents that wait to be written.
pub struct Keeper {
    record: Record,
    info: RunInfo,
    run: Run,
    waiting: Vec<Waiting>,
    refused: Vec<(String, String)>,
}

struct Waiting {
    document: Document,
    facts: Vec<Fact>,
    /// As JSON; only where no debate is given.
    proposals: Option<String>,
    posts: Vec<Post>,
}

impl Keeper {
    pub fn open(path: &Path, debate: &Debate, models: &ModelsArg) -> anyhow::Result<Self> {
        let mut record = Record::open(path)?;
        let info = RunInfo {
            program: env!("CARGO_PKG_VERSION").to_owned(),
            models: load::models_identity(models)?,
            knowledge: rapporteur_extract::identity(),
            debate: debate.clone(),
        };
        let run = record.begin_run(&info, Timestamp::now())?;
        Ok(Self { record, info, run, waiting: Vec::new(), refused: Vec::new() })
    }

    /// Whether the record holds the document as it would be read now. A record that cannot say so is written again.
    pub fn knows(&self, document: &Document) -> bool {
        self.record.known(&document.id, &self.run).unwrap_or(false)
    }

    pub fn keep(&mut self, done: Done) -> anyhow::Result<()> {
        let proposals = done.proposals.as_deref().map(serde_json::to_string).transpose()?;
        let Done { document, facts, posts, .. } = done;
        self.waiting.push(Waiting { document, facts, proposals, posts });
        if self.waiting.len() < BATCH { Ok(()) } else { self.flush() }
    }

    pub fn skip(&mut self, input: &str, reason: &str) -> anyhow::Result<()> {
        Ok(self.record.skip(&self.run, input, reason)?)
    }

    /// Documents that the record left out since this was last asked, with the reasons.
    pub fn take_refused(&mut self) -> Vec<(String, String)> {
        std::mem::take(&mut self.refused)
    }

    /// Writes what waits; when it returns, it is on disk.
    pub fn flush(&mut self) -> anyhow::Result<()> {
        let batch = self.waiting.iter().map(|w| Batched {
            document: &w.document,
            facts: &w.facts,
            proposals: w.proposals.as_deref(),
            posts: &w.posts,
        });
        let written = self.record.put_found(&self.run, batch, Timestamp::now())?;
        self.refused.extend(written.refused);
        self.waiting.clear();
        Ok(())
    }

    /// Writes the rest. Without a debate file, finds what the documents of the record argue about and writes their
    /// positions on it; how many documents that added positions to, and on how many issues.
    pub fn finish(&mut self) -> anyhow::Result<Option<Found>> {
        self.flush()?;
        if self.info.debate.issues.is_empty() { self.find_issues().map(Some) } else { Ok(None) }
    }

    fn find_issues(&mut self) -> anyhow::Result<Found> {
        let ids = self.record.readings(&self.run)?;
        let mut proposals = Vec::with_capacity(ids.len());
        for &id in &ids {
            proposals.push(proposed(&self.record.reading(id)?)?);
        }
        let discovery = discover(&proposals);
        let found = Found {
            issues: discovery.debate.issues.len(),
            positions: discovery.positions.iter().map(Vec::len).sum(),
        };
        let info = RunInfo { debate: discovery.debate, ..self.info.clone() };
        self.run = self.record.begin_derived(&self.run, &info, Timestamp::now())?;
        for (ids, positions) in ids.chunks(BATCH).zip(discovery.positions.chunks(BATCH)) {
            for (&id, positions) in ids.iter().zip(positions) {
                let Reading { document, mut facts, posts, .. } = self.record.reading(id)?;
                facts.extend(positions.iter().cloned());
                self.waiting.push(Waiting { document, facts, proposals: None, posts });
            }
            self.flush()?;
        }
        Ok(found)
    }

    /// Every document with its facts as last read, in the order in which they came in.
    pub fn each(&self, mut give: impl FnMut(Reading) -> anyhow::Result<()>) -> anyhow::Result<()> {
        for id in self.record.readings(&self.run)? {
            give(self.record.reading(id)?)?;
        }
        Ok(())
    }
}

/// What a read without a debate file found to be argued about.
#[derive(Debug)]
pub struct Found {
    pub issues: usize,
    pub positions: usize,
}

fn proposed(reading: &Reading) -> anyhow::Result<Vec<Proposal>> {
    let Some(list) = &reading.proposals else { return Ok(Vec::new()) };
    serde_json::from_str(list)
        .with_context(|| format!("the proposals of {} are damaged", reading.document.name))
}
