//! The paths of the command line → documents, one at a time.
use crate::{
    Note, Options, Reason, Skipped, charset, clean, html,
    input::{self, Name, Stream},
    jsonl::Lines,
    plain,
    seen::{Seen, Sighting},
    walk::Walk,
};
use rapporteur_record::{Document, Format, Source};
use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

/// Reads documents within limits.
#[derive(Debug, Clone, Default)]
pub struct Reader {
    options: Options,
}

impl Reader {
    pub fn new(options: Options) -> Self {
        Self { options }
    }

    /// The documents of files, of folders (all files of known extensions below them, in sorted order) and of
    /// standard input (`-`), in the order given. Nothing is opened before it is asked for.
    pub fn read(&self, paths: &[PathBuf]) -> Documents {
        Documents {
            options: self.options.clone(),
            walk: Walk::new(paths),
            lines: None,
            seen: Seen::default(),
            notes: Vec::new(),
            bytes: Arc::default(),
        }
    }
}

/// Documents in order; what cannot be read comes as its reason, and the rest goes on.
pub struct Documents {
    options: Options,
    walk: Walk,
    /// The JSON Lines file being read.
    lines: Option<(String, Lines)>,
    seen: Seen,
    notes: Vec<Note>,
    bytes: Arc<AtomicU64>,
}

impl Documents {
    /// Takes the notes on the documents given since the last call.
    pub fn take_notes(&mut self) -> Vec<Note> {
        self.notes.append(&mut self.walk.notes);
        std::mem::take(&mut self.notes)
    }

    /// Bytes read so far, as stored; compare with [`Plan::bytes`](crate::Plan::bytes).
    pub fn bytes_read(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    /// The next line of the JSON Lines file being read.
    fn next_line(&mut self) -> Option<Result<Document, Skipped>> {
        let (path, lines) = self.lines.as_mut()?;
        let skipped = |line, reason| Skipped { path: path.clone(), line, reason };
        match lines.next_line() {
            None => {
                self.lines = None;
                None
            }
            Some(Err(reason)) => {
                let skipped = skipped(None, reason);
                self.lines = None;
                Some(Err(skipped))
            }
            Some(Ok(read)) => {
                self.notes.extend(read.note);
                Some(read.document.map_err(|reason| skipped(Some(read.line), reason)))
            }
        }
    }

    /// A document of its own, or `None` where the file is one of lines, which are then given by `next_line`.
    fn open(&mut self, path: &Path) -> Result<Option<Document>, Reason> {
        let file = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        let name = Name::of(&file);
        let stream = input::unpack(input::open(path, &self.bytes)?, &name)?;
        let (format, stream) = match name.format {
            Some(format) => (format, stream),
            None => input::sniff(stream, self.options.max_text)?,
        };
        let shown = path.display().to_string();
        match format {
            Format::Text => self.text(path, name.stem, stream).map(Some),
            Format::Html => html::document(stream, &shown, name.stem, &self.options).map(Some),
            Format::Jsonl => {
                self.lines = Some((shown.clone(), Lines::new(stream, shown, name.stem, &self.options)));
                Ok(None)
            }
        }
    }

    fn text(&mut self, path: &Path, stem: &str, stream: Stream) -> Result<Document, Reason> {
        let limit = self.options.max_text;
        let bytes = input::read_all(stream, limit)?.ok_or(Reason::TooLong(limit))?;
        let text = charset::decode(bytes)?;
        let (source, note) = match path.as_os_str() == "-" {
            true => (Source { path: "-".to_owned(), ..Source::default() }, None),
            false => plain::source(path, stem),
        };
        self.notes.extend(note);
        Ok(clean::document(stem.to_owned(), source, text))
    }

    /// Whether the document is to be given: a second copy of one already given is not.
    fn fresh(&mut self, document: &Document) -> bool {
        let (fresh, message) = match self.seen.note(document) {
            Sighting::New => return true,
            Sighting::SameName => (true, "has the name of an earlier document of this run"),
            Sighting::Same => (false, "is the same as an earlier document of this run; read once"),
        };
        let message = format!("{:?} {message}", document.name);
        self.notes.push(Note { path: document.source.path.clone(), line: None, message });
        fresh
    }
}

impl Iterator for Documents {
    type Item = Result<Document, Skipped>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let item = match self.next_line() {
                Some(item) => item,
                None => match self.walk.next_file()? {
                    Err(skipped) => return Some(Err(skipped)),
                    Ok(path) => match self.open(&path) {
                        Ok(None) => continue,
                        Ok(Some(document)) => Ok(document),
                        Err(reason) => return Some(Err(crate::walk::skipped(&path, reason))),
                    },
                },
            };
            match item {
                Ok(document) if !self.fresh(&document) => {}
                item => return Some(item),
            }
        }
    }
}
