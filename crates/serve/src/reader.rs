//! What reads documents into the record. The program gives it: the server itself knows neither texts nor models.
use std::path::{Path, PathBuf};

/// Reads what was sent, one task at a time, each on a thread of its own.
pub trait Reader: Send + Sync {
    /// Why nothing can be read here, and what to do about it; none where all is there.
    fn missing(&self) -> Option<String>;

    /// Reads or imports what was sent into the record, and tells of each step. Where `tell` answers false, what it was
    /// told of is not done, and nothing after it. The error is a sentence.
    fn work(&self, task: &Task, tell: &mut dyn FnMut(News) -> bool) -> Result<(), String>;
}

/// What is to be done with the files of a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    pub work: Work,
    /// In the order in which they were sent.
    pub sent: Vec<Sent>,
    /// By which issues to read where the record was read by none yet: a debate file.
    pub debate: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// Documents are read, as by `rapporteur read`.
    Read,
    /// Facts that people wrote down are taken over with their documents, as by `rapporteur import facts`.
    Import,
}

impl Work {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Import => "import",
        }
    }
}

/// A file as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// Where it lies until it was read.
    pub path: PathBuf,
    /// What its sender calls it, without folders and without characters that are not to be seen.
    pub name: String,
}

impl Task {
    /// A text that speaks of files as they are called here, as their senders call them.
    pub fn renamed(&self, text: &str) -> String {
        let shown = |path: &Path| path.display().to_string();
        let named = |text: String, sent: &Sent| {
            let text = text.replace(&shown(&sent.path), &sent.name);
            match sent.path.parent() {
                Some(folder) => text.replace(&shown(folder), "what was sent"),
                None => text,
            }
        };
        self.sent.iter().fold(text.to_owned(), named)
    }
}

/// A step of the work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    /// So many inputs are there to be read.
    Planned(usize),
    /// Facts were found; the document, by its id, is about to be kept.
    Found { document: String, name: String, words: usize, facts: usize },
    /// It is in the record, on disk.
    Kept,
    /// Facts that people wrote down are in the record, with so many documents.
    Imported { documents: usize, facts: usize },
    /// The record held the document as it would be read now.
    Known,
    /// It was not taken, and why.
    Skipped { input: String, reason: String },
    /// It was taken, and something is to be said.
    Note(String),
    /// In the documents of the record together, so many issues were found to be argued about.
    Issues { issues: usize, positions: usize },
}
