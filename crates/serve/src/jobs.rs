//! What was sent and is being read: a short queue, one job after the other, and what came of the last ones.
use crate::{
    audit::Audit,
    desk::Shared,
    door::{Role, Visitor},
    failure::Failure,
    reader::{News, Reader, Task},
};
use jiff::Timestamp;
use rapporteur_store::LogLine;
use serde::Serialize;
use serde_json::json;
use std::{
    collections::VecDeque,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Condvar, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering::Relaxed},
    },
    time::Duration,
};
use tempfile::TempDir;

pub struct Jobs {
    reader: Option<Arc<dyn Reader>>,
    audit: Arc<Audit>,
    /// Knows how far the log has come.
    record: Option<Shared>,
    books: Mutex<Books>,
    /// Woken when a job comes, and when the last one has ended.
    turn: Condvar,
    changes: AtomicU64,
    stopping: AtomicBool,
}

#[derive(Default)]
struct Books {
    /// The newest last.
    jobs: VecDeque<Job>,
    waiting: VecDeque<Waiting>,
    last: u64,
    /// Whether the thread that works is there.
    staffed: bool,
}

struct Waiting {
    number: u64,
    task: Task,
    who: Visitor,
    /// Goes away with what was sent.
    _folder: TempDir,
}

/// A job as it stands.
#[derive(Debug, Clone, Serialize)]
pub struct Job {
    pub job: u64,
    pub who: String,
    pub work: &'static str,
    /// Names of the first files, and how many there are.
    pub names: Vec<String>,
    pub files: usize,
    pub state: State,
    /// Inputs to be read, once they were counted.
    pub total: Option<usize>,
    pub documents: usize,
    pub known: usize,
    pub words: usize,
    pub facts: usize,
    pub skipped: usize,
    pub issues: Option<usize>,
    /// Why inputs were skipped, and what is to be said of others; the first ones.
    pub told: Vec<Told>,
    /// Why it failed.
    pub failure: Option<String>,
    pub sent: String,
    pub ended: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    Waiting,
    Reading,
    Done,
    /// The server was told to stop; what was read by then is kept.
    Stopped,
    Failed,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Told {
    pub input: Option<String>,
    pub what: String,
}

/// Jobs that may wait, jobs that are remembered, and lines of one job.
const WAITING: usize = 8;
const REMEMBERED: usize = 100;
const LINES: usize = 200;
/// Characters of a line.
const LINE: usize = 400;

impl Job {
    /// How much of it is behind: what was kept, known and skipped.
    pub fn behind(&self) -> usize {
        self.documents + self.known + self.skipped
    }

    pub fn is_over(&self) -> bool {
        !matches!(self.state, State::Waiting | State::Reading)
    }

    fn tell(&mut self, input: Option<String>, what: &str) {
        if self.told.len() < LINES {
            self.told.push(Told { input, what: what.chars().take(LINE).collect() });
        }
    }
}

impl Jobs {
    pub fn new(reader: Option<Arc<dyn Reader>>, audit: Arc<Audit>, record: Option<Shared>) -> Self {
        let (books, turn) = Default::default();
        Self {
            reader,
            audit,
            record,
            books,
            turn,
            changes: AtomicU64::new(0),
            stopping: AtomicBool::new(false),
        }
    }

    /// Why nothing can be sent here.
    pub fn closed(&self) -> Option<String> {
        match &self.reader {
            Some(reader) => reader.missing(),
            None => Some("this server only shows the record".to_owned()),
        }
    }

    pub fn list(&self) -> Vec<Job> {
        self.books().jobs.iter().rev().cloned().collect()
    }

    pub fn get(&self, number: u64) -> Option<Job> {
        self.books().jobs.iter().find(|job| job.job == number).cloned()
    }

    /// A number that grows with every change.
    pub fn changes(&self) -> u64 {
        self.changes.load(Relaxed)
    }

    /// Whether another job would be taken.
    pub fn has_room(&self) -> Result<(), Failure> {
        match self.books().waiting.len() < WAITING && !self.stopping.load(Relaxed) {
            true => Ok(()),
            false => Err(Failure::Busy(format!(
                "{WAITING} uploads wait to be read already; send yours again when some of them are done"
            ))),
        }
    }

    /// Puts what was sent at the end of the queue; its number.
    pub fn add(self: &Arc<Self>, who: &Visitor, task: Task, folder: TempDir) -> Result<u64, Failure> {
        self.has_room()?;
        let now = Timestamp::now();
        let names: Vec<String> = task.sent.iter().map(|sent| sent.name.clone()).take(20).collect();
        let mut books = self.books();
        let number = books.last + 1;
        let what =
            json!({ "job": number, "work": task.work.as_str(), "files": task.sent.len(), "names": names });
        self.note(who, &what)?;
        books.last = number;
        books.jobs.push_back(Job {
            job: number,
            who: who.name.clone(),
            work: task.work.as_str(),
            files: task.sent.len(),
            names,
            state: State::Waiting,
            total: None,
            documents: 0,
            known: 0,
            words: 0,
            facts: 0,
            skipped: 0,
            issues: None,
            told: Vec::new(),
            failure: None,
            sent: now.to_string(),
            ended: None,
        });
        if books.jobs.len() > REMEMBERED && books.jobs.front().is_some_and(Job::is_over) {
            books.jobs.pop_front();
        }
        books.waiting.push_back(Waiting { number, task, who: who.clone(), _folder: folder });
        self.staff(&mut books)?;
        self.changed();
        Ok(number)
    }

    /// Begins no more documents; whether the one that was under way ended within the time.
    pub fn stop(&self, within: Duration) -> bool {
        let books = self.books();
        self.stopping.store(true, Relaxed);
        self.turn.notify_all();
        let waited = self.turn.wait_timeout_while(books, within, |books| books.staffed);
        !waited.unwrap_or_else(PoisonError::into_inner).1.timed_out()
    }

    /// The thread that works comes with the first job and stays.
    fn staff(self: &Arc<Self>, books: &mut Books) -> Result<(), Failure> {
        if !books.staffed {
            let jobs = Arc::clone(self);
            let begun = std::thread::Builder::new().name("jobs".into()).spawn(move || jobs.work());
            begun.map_err(|error| Failure::Broken(error.to_string()))?;
            books.staffed = true;
        }
        self.turn.notify_all();
        Ok(())
    }

    fn work(&self) {
        while let Some(waiting) = self.next() {
            self.one(&waiting);
        }
        self.leave();
    }

    fn next(&self) -> Option<Waiting> {
        let mut books = self.books();
        loop {
            if self.stopping.load(Relaxed) {
                return None;
            }
            if let Some(waiting) = books.waiting.pop_front() {
                return Some(waiting);
            }
            books = self.turn.wait(books).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// What waits is not begun any more.
    fn leave(&self) {
        loop {
            let next = self.books().waiting.pop_front();
            let Some(Waiting { number, who, .. }) = next else { break };
            self.end(number, &who, State::Stopped, None);
        }
        self.books().staffed = false;
        self.turn.notify_all();
    }

    fn one(&self, Waiting { number, task, who, .. }: &Waiting) {
        let Some(reader) = &self.reader else { return };
        self.change(*number, |job| job.state = State::Reading);
        let mut stopped = false;
        let mut found = (0, 0);
        let mut tell = |news: News| {
            let goes_on = self.hear(*number, who, news, &mut found);
            stopped |= !goes_on;
            goes_on
        };
        let worked = catch_unwind(AssertUnwindSafe(|| reader.work(task, &mut tell)));
        let failed = match worked {
            Ok(Ok(())) => None,
            Ok(Err(reason)) => Some(task.renamed(&reason)),
            Err(_) => Some("the program failed on it; please report this".to_owned()),
        };
        let state = match (&failed, stopped) {
            (Some(_), _) => State::Failed,
            (None, true) => State::Stopped,
            (None, false) => State::Done,
        };
        self.end(*number, who, state, failed);
    }

    /// Takes a step to the books; whether to go on. A document is in the log before it is in the record.
    fn hear(&self, number: u64, who: &Visitor, news: News, found: &mut (usize, usize)) -> bool {
        match news {
            News::Found { document, name, words, facts } => {
                *found = (words, facts);
                let what = json!({ "job": number, "document": document, "name": name, "facts": facts });
                // What was found is kept even where the server is to stop.
                return self.note(who, &what).is_ok();
            }
            News::Planned(total) => self.change(number, |job| job.total = Some(total)),
            News::Kept => self.change(number, |job| {
                job.documents += 1;
                job.words += found.0;
                job.facts += found.1;
            }),
            News::Imported { documents, facts } => self.change(number, |job| {
                job.documents += documents;
                job.facts += facts;
            }),
            News::Known => self.change(number, |job| job.known += 1),
            News::Skipped { input, reason } => self.change(number, |job| {
                job.skipped += 1;
                job.tell(Some(input), &reason);
            }),
            News::Note(note) => self.change(number, |job| job.tell(None, &note)),
            News::Issues { issues, .. } => self.change(number, |job| job.issues = Some(issues)),
        }
        !self.stopping.load(Relaxed)
    }

    fn end(&self, number: u64, who: &Visitor, state: State, failure: Option<String>) {
        let now = Timestamp::now();
        self.change(number, |job| {
            job.state = state;
            job.failure = failure.clone();
            job.ended = Some(now.to_string());
        });
        let Some(job) = self.get(number) else { return };
        let what = json!({ "job": number, "ended": job.state, "documents": job.documents, "facts": job.facts,
            "known": job.known, "skipped": job.skipped, "why": job.failure });
        eprintln!("{}", json!({ "level": "info", "at": now.to_string(), "what": what }));
        // It was told on standard error; a log that cannot be written stops the next change.
        if let Ok(line) = self.note(who, &what)
            && let Some(record) = &self.record
        {
            let mut record = record.lock().unwrap_or_else(PoisonError::into_inner);
            if let Err(error) = record.note_log_line(&line) {
                eprintln!("{}", json!({ "level": "error", "why": error.to_string() }));
            }
        }
    }

    fn note(&self, who: &Visitor, what: &serde_json::Value) -> Result<LogLine, Failure> {
        let noted = self.audit.note(who, what, Timestamp::now());
        noted.map_err(|error| Failure::Broken(error.to_string()))
    }

    fn change(&self, number: u64, with: impl FnOnce(&mut Job)) {
        if let Some(job) = self.books().jobs.iter_mut().find(|job| job.job == number) {
            with(job);
        }
        self.changed();
    }

    fn changed(&self) {
        self.changes.fetch_add(1, Relaxed);
    }

    fn books(&self) -> MutexGuard<'_, Books> {
        self.books.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether somebody may send documents.
pub fn may_add(visitor: &Visitor) -> bool {
    visitor.role >= Role::Reviewer
}
