//! JSON Lines: one document a line, `{"doc","text","published","outlet","title","url"}`.
use crate::{Note, Options, Reason, charset, clean, date, input::Stream};
use rapporteur_record::{Document, Format, Source};
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use std::io::{BufRead, Read};

/// A line as written. Keys beyond these are ignored; a date may also come as `dct`.
#[derive(Deserialize)]
struct Line {
    #[serde(default, deserialize_with = "word")]
    doc: Option<String>,
    text: String,
    #[serde(default, deserialize_with = "word")]
    published: Option<String>,
    #[serde(default, deserialize_with = "word")]
    dct: Option<String>,
    #[serde(default, deserialize_with = "word")]
    outlet: Option<String>,
    #[serde(default, deserialize_with = "word")]
    title: Option<String>,
    #[serde(default, deserialize_with = "word")]
    url: Option<String>,
}

/// A string that says something, or a number; anything else counts as not given.
pub(crate) fn word<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Ok(match Value::deserialize(deserializer)? {
        Value::String(s) if !s.trim().is_empty() => Some(s.trim().to_owned()),
        Value::Number(n) => Some(n.to_string()),
        _ => None,
    })
}

/// Whether a line is a JSON object.
pub(crate) fn is_object(line: &[u8]) -> bool {
    serde_json::from_slice::<std::collections::BTreeMap<String, serde::de::IgnoredAny>>(without_mark(line))
        .is_ok()
}

/// The documents of one stream, line by line.
pub(crate) struct Lines {
    stream: Stream,
    path: String,
    /// Names documents that have no `doc`, together with their line.
    stem: String,
    number: u64,
    buffer: Vec<u8>,
    limit: usize,
}

/// What one line gave.
pub(crate) struct Row {
    pub line: u64,
    pub document: Result<Document, Reason>,
    pub note: Option<Note>,
}

impl Lines {
    pub fn new(stream: Stream, path: String, stem: &str, options: &Options) -> Self {
        Self { stream, path, stem: stem.to_owned(), number: 0, buffer: Vec::new(), limit: options.max_text }
    }

    /// The next line that is not blank, or `None` at the end. After an `Err` the stream is of no more use.
    pub fn next_line(&mut self) -> Option<Result<Row, Reason>> {
        loop {
            self.buffer.clear();
            let mut limited = (&mut self.stream).take(self.limit as u64 + 1);
            match limited.read_until(b'\n', &mut self.buffer) {
                Err(error) => return Some(Err(crate::input::gzip_trouble(error))),
                Ok(0) => return None,
                Ok(_) => self.number += 1,
            }
            if self.buffer.len() > self.limit && self.buffer.last() != Some(&b'\n') {
                return Some(
                    self.drop_rest_of_line().map(|()| self.skipped(Reason::LineTooLong(self.limit))),
                );
            }
            if !self.buffer.trim_ascii().is_empty() {
                return Some(Ok(self.document()));
            }
        }
    }

    fn drop_rest_of_line(&mut self) -> Result<(), Reason> {
        self.stream.skip_until(b'\n').map(drop).map_err(crate::input::gzip_trouble)
    }

    fn skipped(&self, reason: Reason) -> Row {
        Row { line: self.number, document: Err(reason), note: None }
    }

    fn document(&self) -> Row {
        let bytes = without_mark(self.buffer.trim_ascii_end());
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => return self.skipped(Reason::NotUtf8(error.valid_up_to())),
        };
        let line: Line = match serde_json::from_str(text) {
            Ok(line) => line,
            Err(error) => return self.skipped(Reason::Json(in_line(&error))),
        };
        let written = line.published.or(line.dct);
        let published = written.as_deref().and_then(date::publication_date);
        let note = written.filter(|_| published.is_none()).map(|written| Note {
            path: self.path.clone(),
            line: Some(self.number),
            message: format!("{written:?} is not a date; read without one"),
        });
        let source = Source {
            path: self.path.clone(),
            format: Format::Jsonl,
            url: line.url,
            outlet: line.outlet,
            title: line.title,
            published,
        };
        let name = line.doc.unwrap_or_else(|| format!("{}:{}", self.stem, self.number));
        let document = charset::worded(line.text).map(|text| clean::document(name, source, text));
        Row { line: self.number, document, note }
    }
}

/// A byte order mark at the head of a file is no part of its first line's JSON.
fn without_mark(line: &[u8]) -> &[u8] {
    line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line)
}

/// The message with the column alone: the parser counts lines within this one line.
fn in_line(error: &serde_json::Error) -> String {
    error.to_string().replace(" at line 1 column ", " at column ").replace(" at line 0 column 0", "")
}
