//! Facts on their way into the record, some documents a transaction.
use crate::args::ModelsArg;
use crate::load;
use jiff::Timestamp;
use rapporteur_record::{Debate, Document, Fact};
use rapporteur_store::{Record, Run, RunInfo};
use std::path::Path;

/// Documents a transaction: enough that flushing the disk costs little, few enough that a crash repeats little.
const BATCH: usize = 64;

/// The record with the documents that wait to be written.
pub struct Keeper {
    record: Record,
    run: Run,
    waiting: Vec<(Document, Vec<Fact>)>,
}

impl Keeper {
    pub fn open(path: &Path, debate: &Debate, models: &ModelsArg) -> anyhow::Result<Self> {
        let mut record = Record::open(path)?;
        let info = RunInfo {
            program: env!("CARGO_PKG_VERSION").to_owned(),
            models: load::models_identity(models)?,
            knowledge: rapporteur_extract::IDENTITY.to_owned(),
            debate: debate.clone(),
        };
        let run = record.begin_run(&info, Timestamp::now())?;
        Ok(Self { record, run, waiting: Vec::new() })
    }

    /// Whether the record holds the document as it would be read now. A record that cannot say so is written again.
    pub fn knows(&self, document: &Document) -> bool {
        self.record.known(&document.id, &self.run).unwrap_or(false)
    }

    pub fn keep(&mut self, document: Document, facts: Vec<Fact>) -> anyhow::Result<()> {
        self.waiting.push((document, facts));
        if self.waiting.len() < BATCH { Ok(()) } else { self.flush() }
    }

    pub fn skip(&mut self, input: &str, reason: &str) -> anyhow::Result<()> {
        Ok(self.record.skip(&self.run, input, reason)?)
    }

    /// Writes what waits; when it returns, it is on disk.
    pub fn flush(&mut self) -> anyhow::Result<()> {
        let batch = self.waiting.iter().map(|(document, facts)| (document, facts.as_slice()));
        self.record.put(&self.run, batch, Timestamp::now())?;
        self.waiting.clear();
        Ok(())
    }
}
