//! The paths of the command line → documents, one at a time.
use crate::{
    Note, Options, Reason, Skipped, charset, clean, html,
    input::{self, Name, Stream},
    jsonl::Lines,
    plain,
    seen::{Seen, Sighting},
    walk::{Walk, skipped},
};
use rapporteur_record::{Document, Format, Source};
use std::{
    io::BufRead,
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
            given: None,
            lines: None,
            seen: Seen::default(),
            notes: Vec::new(),
            bytes: Arc::default(),
        }
    }

    /// The documents of a stream that is no file; its format is that of a file of this `name`.
    ///
    /// ```
    /// let lines = &b"{\"doc\":\"a\",\"text\":\"Rome said no.\"}"[..];
    /// let documents = rapporteur_read::Reader::default().read_stream("in.jsonl", lines);
    /// assert_eq!(documents.map(|d| d.unwrap().name).collect::<Vec<_>>(), ["a"]);
    /// ```
    pub fn read_stream(&self, name: &str, stream: impl BufRead + Send + 'static) -> Documents {
        Documents { given: Some((name.to_owned(), Box::new(stream))), ..self.read(&[]) }
    }
}

/// Documents in order; what cannot be read comes as its reason, and the rest goes on.
pub struct Documents {
    options: Options,
    walk: Walk,
    /// A stream that is no file, to be read first.
    given: Option<(String, Stream)>,
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
        let row = |line, reason| Skipped { path: path.clone(), line, reason };
        match lines.next_line() {
            None => {
                self.lines = None;
                None
            }
            Some(Err(reason)) => {
                let row = row(None, reason);
                self.lines = None;
                Some(Err(row))
            }
            Some(Ok(read)) => {
                self.notes.extend(read.note);
                Some(read.document.map_err(|reason| row(Some(read.line), reason)))
            }
        }
    }

    fn open(&mut self, path: &Path) -> Result<Option<Document>, Reason> {
        let file = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        let stream = input::open(path, &self.bytes)?;
        let beside = Some(path).filter(|path| path.as_os_str() != "-");
        self.enter(&path.display().to_string(), &file, stream, beside)
    }

    /// A document of its own, or `None` where the stream is one of lines, which are then given by `next_line`.
    fn enter(
        &mut self,
        shown: &str,
        file: &str,
        stream: Stream,
        beside: Option<&Path>,
    ) -> Result<Option<Document>, Reason> {
        let name = Name::of(file);
        let stream = input::unpack(stream, &name, self.options.max_unpacked)?;
        let (format, stream) = match name.format {
            Some(format) => (format, stream),
            None => input::sniff(stream, self.options.max_text)?,
        };
        match format {
            Format::Text => self.text(shown, name.stem, stream, beside).map(Some),
            Format::Html => html::document(stream, shown, name.stem, &self.options).map(Some),
            Format::Jsonl => {
                let lines = Lines::new(stream, shown.to_owned(), name.stem, &self.options);
                self.lines = Some((shown.to_owned(), lines));
                Ok(None)
            }
        }
    }

    /// A text; what is known of its source stands in a file beside it, if it is a file itself.
    fn text(
        &mut self,
        shown: &str,
        stem: &str,
        stream: Stream,
        beside: Option<&Path>,
    ) -> Result<Document, Reason> {
        let limit = self.options.max_text;
        let bytes = input::read_all(stream, limit)?.ok_or(Reason::TooLong(limit))?;
        let text = charset::decode(bytes)?;
        let (source, note) = match beside {
            Some(path) => plain::source(path, stem),
            None => (Source { path: shown.to_owned(), ..Source::default() }, None),
        };
        self.notes.extend(note);
        Ok(clean::document(stem.to_owned(), source, text))
    }

    /// The next stream or file: a document, its reason, or `None` inside where it is one of lines.
    fn next_file(&mut self) -> Option<Result<Option<Document>, Skipped>> {
        if let Some((name, stream)) = self.given.take() {
            let entered = self.enter(&name, &name, stream, None);
            return Some(entered.map_err(|reason| skipped(Path::new(&name), reason)));
        }
        Some(
            self.walk.next_file()?.and_then(|path| self.open(&path).map_err(|reason| skipped(&path, reason))),
        )
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
                None => match self.next_file()?.transpose() {
                    Some(item) => item,
                    None => continue,
                },
            };
            match item {
                Ok(document) if !self.fresh(&document) => {}
                item => return Some(item),
            }
        }
    }
}
