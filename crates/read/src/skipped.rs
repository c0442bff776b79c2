//! What could not be read, and what was read with a reservation.
use std::fmt;

/// An input that gave no document.
#[derive(Debug, thiserror::Error)]
pub struct Skipped {
    /// As given on the command line or found in a folder, or `-`.
    pub path: String,
    /// Line of a JSON Lines file, from 1.
    pub line: Option<u64>,
    #[source]
    pub reason: Reason,
}

/// Something that the user should know of a document that was read all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    pub path: String,
    pub line: Option<u64>,
    pub message: String,
}

/// Why an input gave no document, and what to do about it.
#[derive(Debug, thiserror::Error)]
pub enum Reason {
    #[error("no such file or folder")]
    Missing,
    #[error("no permission to read it")]
    Forbidden,
    #[error("a link that leads back to a folder above it")]
    Loop,
    #[error("cannot be read: {0}")]
    Io(std::io::Error),
    #[error("no documents in this folder (looked for .txt, .html, .htm, .jsonl, each also .gz)")]
    NoDocuments,
    #[error("no text in it, only white space")]
    Empty,
    #[error("not UTF-8 at byte {0}: convert it first, e.g. iconv -f WINDOWS-1252 -t UTF-8")]
    NotUtf8(usize),
    #[error("malformed UTF-16: convert it to UTF-8 first")]
    NotUtf16,
    #[error("holds NUL characters: binary, or UTF-16 without a byte order mark (convert that to UTF-8)")]
    Binary,
    #[error("{0}")]
    OtherFormat(&'static str),
    #[error("more than {} in one document: split it, or save it as JSON Lines with one document a line", Megabytes(*.0))]
    TooLong(usize),
    #[error("more than {} in one line: write one document a line", Megabytes(*.0))]
    LineTooLong(usize),
    #[error("more than {} when unpacked: split it", Megabytes(*.0))]
    Unpacked(usize),
    #[error("not gzip, although its name ends in .gz")]
    NotGzip,
    #[error("broken gzip data: {0}")]
    BrokenGzip(std::io::Error),
    #[error("not a JSON object with a \"text\": {0}")]
    Json(String),
    #[error("a web page of more than {}: save its text as .txt", Megabytes(*.0))]
    PageTooLong(usize),
    #[error("a web page of more than {0} elements: save its text as .txt")]
    PageTooLarge(usize),
    #[error("a web page with more than {0} elements nested in one another: save its text as .txt")]
    PageTooDeep(usize),
    #[error("the main text of this web page was not found within {0} seconds: save its text as .txt")]
    PageTooSlow(u64),
    #[error("no main text found in this web page")]
    NoMainText,
    #[error("the main text of this web page could not be extracted: save its text as .txt")]
    PageFailed,
}

impl From<std::io::Error> for Reason {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::NotFound => Self::Missing,
            std::io::ErrorKind::PermissionDenied => Self::Forbidden,
            _ => Self::Io(error),
        }
    }
}

struct Megabytes(usize);

impl fmt::Display for Megabytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            n if n >= 1_000_000 => write!(f, "{} MB", n / 1_000_000),
            n => write!(f, "{n} bytes"),
        }
    }
}

fn place(f: &mut fmt::Formatter<'_>, path: &str, line: Option<u64>) -> fmt::Result {
    match line {
        Some(line) => write!(f, "{path}:{line}: "),
        None => write!(f, "{path}: "),
    }
}

impl fmt::Display for Skipped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        place(f, &self.path, self.line)?;
        self.reason.fmt(f)
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        place(f, &self.path, self.line)?;
        f.write_str(&self.message)
    }
}
