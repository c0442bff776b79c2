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

/// Issues or actors that an answer names at most.
const NAMED: usize = 5;

/// Why an answer is empty: what was asked for is not in the record, or nothing meets the limits together.
pub fn why_empty(record: &Record, view: &View) -> rapporteur_store::Result<String> {
    let place = view.record.display();
    if let Some(issue) = &view.issue {
        let only = Filter { issue: Some(issue.clone()), ..Filter::default() };
        if record.issues(&only)?.is_empty() {
            let known = record.issues(&Filter::default())?.rows.into_iter().map(|row| row.issue);
            return Ok(format!("{place} has no issue {issue:?}{}", nearest(issue, known.collect(), 0.0)));
        }
    }
    if let Some(actor) = &view.actor {
        let only = Filter { actor: Some(actor.clone()), ..Filter::default() };
        if record.actors(&only)?.is_empty() {
            let known = record.actors(&Filter::default())?.rows.into_iter().map(|row| row.name);
            return Ok(format!(
                "{place} has nobody called {actor:?}{}",
                nearest(actor, known.collect(), 0.7)
            ));
        }
    }
    Ok(format!("nothing found in {place}"))
}

/// The names that are most like the given one, as the end of a sentence; nothing where none is `alike` enough (0 to 1).
fn nearest(name: &str, known: Vec<String>, alike: f64) -> String {
    let folded = name.to_lowercase();
    let likeness = |other: &str| {
        let other = other.to_lowercase();
        let parts = other.split_whitespace().chain([other.as_str()]);
        parts.map(|part| strsim::jaro_winkler(&folded, part)).fold(0.0, f64::max)
    };
    let mut near: Vec<(f64, String)> = known.into_iter().map(|other| (likeness(&other), other)).collect();
    near.retain(|(likeness, _)| *likeness >= alike);
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    near.truncate(NAMED);
    match near.is_empty() {
        true => String::new(),
        false => {
            let names: Vec<String> = near.into_iter().map(|(_, name)| name).collect();
            format!("; did you mean one of these: {}?", names.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_alike_are_named() {
        let known = || vec!["Zoe Alba".to_owned(), "Olaf Scholz".to_owned(), "Norland".to_owned()];
        assert_eq!(nearest("scholtz", known(), 0.7), "; did you mean one of these: Olaf Scholz?");
        assert_eq!(nearest("Xyx", known(), 0.9), "");
        assert!(nearest("nor", known(), 0.0).starts_with("; did you mean one of these: Norland, "));
    }
}
