//! Documents that were sent to the server, read as the command line reads them, one after the other.
use crate::args::{ModelsArg, ReadFormat};
use crate::read::keeper::Keeper;
use crate::read::work::{Done, Input, Output, Work};
use crate::{import, load};
use rapporteur_extract::Annotator;
use rapporteur_read::{Options, Reader};
use rapporteur_record::{Debate, Document};
use rapporteur_serve::{News, Sent, Task};
use rapporteur_store::Record;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// Reads into one record. The language model is loaded when the first document comes.
pub struct Library {
    record: PathBuf,
    models: ModelsArg,
    annotator: Mutex<Option<Arc<Annotator>>>,
}

/// Bytes of one document: its words are in memory together while it is read.
const TEXT: usize = 2_000_000;
/// Bytes of one input when unpacked, and documents of one task.
const UNPACKED: u64 = 500_000_000;
const DOCUMENTS: usize = 50_000;
/// Bytes of a debate file.
const DEBATE: u64 = 1_000_000;

fn limits() -> Options {
    Options { max_text: TEXT, max_unpacked: UNPACKED, ..Options::default() }
}

type Tell<'a> = dyn FnMut(News) -> bool + 'a;

impl rapporteur_serve::Reader for Library {
    fn missing(&self) -> Option<String> {
        let found = self.models.folder().and_then(|folder| Ok(rapporteur_models::find(&folder, None)?));
        found.err().map(|error| crate::reasons(&error))
    }

    fn work(&self, task: &Task, tell: &mut Tell) -> Result<(), String> {
        let worked = match task.work {
            rapporteur_serve::Work::Read => self.read(task, tell),
            rapporteur_serve::Work::Import => self.import(task, tell),
        };
        worked.map_err(|error| crate::reasons(&error))
    }
}

impl Library {
    pub fn new(record: PathBuf, models: ModelsArg) -> Self {
        Self { record, models, annotator: Mutex::new(None) }
    }

    fn annotator(&self) -> anyhow::Result<Arc<Annotator>> {
        let mut loaded = self.annotator.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(annotator) = &*loaded {
            return Ok(Arc::clone(annotator));
        }
        Ok(Arc::clone(loaded.insert(Arc::new(load::annotator(&self.models)?))))
    }

    /// The issues by which the record was read; of an empty one, those of the file that was sent.
    fn debate(&self, task: &Task) -> anyhow::Result<Debate> {
        if let Some(debate) = Record::open(&self.record)?.debate()? {
            return Ok(debate);
        }
        match &task.debate {
            Some(path) if std::fs::metadata(path)?.len() > DEBATE => {
                anyhow::bail!("the debate file is larger than {} MB", DEBATE / 1_000_000)
            }
            path => load::debate(path.as_deref()),
        }
    }

    fn read(&self, task: &Task, tell: &mut Tell) -> anyhow::Result<()> {
        let paths: Vec<PathBuf> = documents(task).map(|sent| sent.path.clone()).collect();
        anyhow::ensure!(
            !paths.is_empty(),
            "there is no document among the files: text, web pages or JSON Lines"
        );
        let total = Reader::new(limits()).read(&paths).take(DOCUMENTS + 1).count();
        anyhow::ensure!(total <= DOCUMENTS, "more than {DOCUMENTS} documents at once: send them in parts");
        if !tell(News::Planned(total)) {
            return Ok(());
        }
        let debate = self.debate(task)?;
        let work = Work { annotator: Some(self.annotator()?), debate, format: ReadFormat::Table };
        let keeper = Keeper::open(&self.record, &work.debate, &self.models)?;
        Reading { task, work, keeper, tell, kept: 0 }.all(&paths)
    }

    /// The files lie in one folder, as the command line wants them.
    fn import(&self, task: &Task, tell: &mut Tell) -> anyhow::Result<()> {
        let Some(folder) = task.sent.first().and_then(|sent| sent.path.parent()) else { return Ok(()) };
        let golds = task.sent.iter().filter(|sent| sent.name.ends_with(".gold.json")).count();
        anyhow::ensure!(golds > 0, "there is no NAME.gold.json among the files");
        let debate = folder.join("debate.toml");
        anyhow::ensure!(debate.exists(), "there is no debate.toml among the files");
        anyhow::ensure!(std::fs::metadata(&debate)?.len() <= DEBATE, "debate.toml is too large");
        if !tell(News::Planned(golds)) {
            return Ok(());
        }
        let written = import::set(&mut Record::open(&self.record)?, folder)?;
        tell(News::Imported { documents: written.documents, facts: written.facts });
        for (name, reason) in written.refused {
            tell(News::Skipped { input: name, reason });
        }
        for _ in 0..written.unchanged {
            tell(News::Known);
        }
        Ok(())
    }
}

/// Files that are documents themselves; others stand beside some.
fn documents(task: &Task) -> impl Iterator<Item = &Sent> {
    let beside = |name: &str| {
        name == "debate.toml" || [".meta.json", ".gold.json"].iter().any(|end| name.ends_with(end))
    };
    task.sent.iter().filter(move |sent| !beside(&sent.name))
}

/// One task under way.
struct Reading<'a, 'b> {
    task: &'a Task,
    work: Work,
    keeper: Keeper,
    tell: &'a mut Tell<'b>,
    kept: usize,
}

impl Reading<'_, '_> {
    fn all(mut self, paths: &[PathBuf]) -> anyhow::Result<()> {
        let mut documents = Reader::new(limits()).read(paths);
        while let Some(item) = documents.next() {
            let notes = documents.take_notes();
            let mut goes_on = true;
            for note in &notes {
                goes_on &= (self.tell)(News::Note(self.task.renamed(&note.to_string())));
            }
            let input = self.input(item);
            if !goes_on || !self.one(input)? {
                return Ok(());
            }
        }
        if self.kept > 0
            && let Some(found) = self.keeper.finish()?
        {
            (self.tell)(News::Issues { issues: found.issues, positions: found.positions });
        }
        Ok(())
    }

    fn input(&self, item: Result<Document, rapporteur_read::Skipped>) -> Input {
        match item {
            Ok(document) if self.keeper.knows(&document) => Input::Known,
            Ok(mut document) => {
                document.source.path = self.shown(&document.source.path);
                Input::Open(document)
            }
            Err(mut skip) => {
                skip.path = self.shown(&skip.path);
                Input::Skipped(skip)
            }
        }
    }

    /// What its sender calls a file.
    fn shown(&self, path: &str) -> String {
        let sent = self.task.sent.iter().find(|sent| sent.path == Path::new(path));
        sent.map_or_else(|| path.to_owned(), |sent| sent.name.clone())
    }

    /// Whether to go on.
    fn one(&mut self, input: Input) -> anyhow::Result<bool> {
        match self.work.on(input) {
            Output::Known => Ok((self.tell)(News::Known)),
            Output::Skipped { input, reason } => {
                self.keeper.skip(&input, &reason)?;
                Ok((self.tell)(News::Skipped { input, reason }))
            }
            Output::Done(done) => self.keep(*done),
        }
    }

    fn keep(&mut self, done: Done) -> anyhow::Result<bool> {
        let found = News::Found {
            document: done.document.id.0.clone(),
            name: done.document.name.clone(),
            words: done.words,
            facts: done.facts.len(),
        };
        if !(self.tell)(found) {
            anyhow::bail!("the log of changes cannot be written, so nothing is changed");
        }
        self.keeper.keep(done)?;
        self.keeper.flush()?;
        if let Some((input, reason)) = self.keeper.take_refused().pop() {
            return Ok((self.tell)(News::Skipped { input, reason }));
        }
        self.kept += 1;
        Ok((self.tell)(News::Kept))
    }
}
