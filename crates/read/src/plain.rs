//! Text files, with `NAME.meta.json` beside them.
use crate::{Note, date, jsonl::word};
use rapporteur_record::{Format, Source};
use serde::Deserialize;
use std::{io::ErrorKind, path::Path};

/// Larger files are no meta data.
const MAX_META: u64 = 1_000_000;

/// `NAME.meta.json`: each may be absent or null.
#[derive(Default, Deserialize)]
struct Meta {
    #[serde(default, deserialize_with = "word")]
    published: Option<String>,
    #[serde(default, deserialize_with = "word")]
    outlet: Option<String>,
    #[serde(default, deserialize_with = "word")]
    title: Option<String>,
    #[serde(default, deserialize_with = "word")]
    url: Option<String>,
}

/// What the file beside `path` says of its source. A meta file that cannot be read costs what it says, not the
/// document: that comes back as a note.
pub(crate) fn source(path: &Path, stem: &str) -> (Source, Option<Note>) {
    let shown = path.display().to_string();
    let beside = path.with_file_name(format!("{stem}.meta.json"));
    let (meta, trouble) = match load(&beside) {
        Ok(meta) => (meta.unwrap_or_default(), None),
        Err(trouble) => (Meta::default(), Some(format!("{trouble}; {shown} is read without it"))),
    };
    let published = meta.published.as_deref().and_then(date::publication_date);
    let undated = meta.published.filter(|_| published.is_none());
    let message = trouble.or(undated.map(|d| format!("{d:?} is not a date; {shown} is read without one")));
    let note = message.map(|message| Note { path: beside.display().to_string(), line: None, message });
    let source = Source {
        path: shown,
        format: Format::Text,
        url: meta.url,
        outlet: meta.outlet,
        title: meta.title,
        published,
    };
    (source, note)
}

/// `None` where there is no such file.
fn load(path: &Path) -> Result<Option<Meta>, String> {
    let size = match std::fs::metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(format!("cannot be read: {error}")),
        Ok(meta) => meta.len(),
    };
    if size > MAX_META {
        return Err("too large for meta data".to_owned());
    }
    let bytes = std::fs::read(path).map_err(|error| format!("cannot be read: {error}"))?;
    let json = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    serde_json::from_slice(json).map(Some).map_err(|error| format!("malformed JSON: {error}"))
}
