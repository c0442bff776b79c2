//! Records that answers are taken from, and errors that name them.
use crate::args::View;
use rapporteur_store::{Filter, Record, StoreError};
use std::path::Path;

/// The record, to be read alone.
pub fn open(path: &Path) -> anyhow::Result<Record> {
    Record::open_read_only(path).map_err(|error| named(error.into(), path))
}

/// The record, to be changed; it must be there.
pub fn open_to_write(path: &Path) -> anyhow::Result<Record> {
    if !path.exists() {
        return Err(StoreError::Missing(path.to_owned()).into());
    }
    Record::open(path).map_err(|error| named(error.into(), path))
}

/// The error with the record's path, where the record itself does not know it.
pub fn named(error: anyhow::Error, path: &Path) -> anyhow::Error {
    match error.downcast_ref::<StoreError>() {
        Some(StoreError::Sqlite(_)) => error.context(path.display().to_string()),
        _ => error,
    }
}

/// Why an answer is empty: what was asked for is not in the record, or nothing meets the limits together.
pub fn why_empty(record: &Record, view: &View) -> rapporteur_store::Result<String> {
    let filter = Filter { issue: view.issue.clone(), actor: view.actor.clone(), ..Filter::default() };
    let place = view.record.display();
    Ok(match record.unknown(&filter)? {
        Some(what) => format!("{place} has {what}"),
        None => format!("nothing found in {place}"),
    })
}
