//! A log of every change that was made through the server, in `RECORD.audit.jsonl`. Each line bears a hash over itself and
//! the line before, so that none can be changed, taken out or put in without all that follow.
use crate::{ServeError, door::Visitor};
use jiff::Timestamp;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use std::{
    fs::{File, OpenOptions},
    io::{BufRead as _, BufReader, Write as _},
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

pub struct Audit {
    path: PathBuf,
    /// The hash of the last line.
    last: Mutex<String>,
}

impl Audit {
    /// Opens the log; fails where it was tampered with.
    pub fn open(record: &Path) -> Result<Self, ServeError> {
        let path = path(record);
        let last = verified(&path)?.1;
        Ok(Self { path, last: Mutex::new(last) })
    }

    /// Adds a line; it is on disk when this returns.
    pub fn note(&self, who: &Visitor, what: &Value, now: Timestamp) -> Result<(), ServeError> {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = json!({ "at": now.to_string(), "who": who.name, "role": who.role, "what": what, "before": *last });
        let hash = hash(&entry.to_string());
        let line = json!({ "entry": entry, "hash": hash });
        let added = OpenOptions::new().create(true).append(true).open(&self.path).and_then(|mut file| {
            writeln!(file, "{line}")?;
            file.sync_all()
        });
        added.map_err(|source| ServeError::Audit { path: self.path.clone(), reason: source.to_string() })?;
        *last = hash;
        Ok(())
    }
}

fn path(record: &Path) -> PathBuf {
    let mut path = record.as_os_str().to_owned();
    path.push(".audit.jsonl");
    path.into()
}

/// The lines of a record's log; fails, and says where, if it is not as it was written.
pub fn audit(record: &Path) -> Result<Vec<Value>, ServeError> {
    Ok(verified(&path(record))?.0)
}

fn verified(path: &Path) -> Result<(Vec<Value>, String), ServeError> {
    let failed = |reason: String| ServeError::Audit { path: path.to_owned(), reason };
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok((Vec::new(), String::new())),
        Err(error) => return Err(failed(error.to_string())),
    };
    let (mut entries, mut last) = (Vec::new(), String::new());
    for (number, line) in BufReader::new(file).lines().enumerate() {
        let line: Value = line.ok().and_then(|line| serde_json::from_str(&line).ok()).unwrap_or_default();
        let entry = line["entry"].clone();
        if entry["before"] != last.as_str() || line["hash"] != hash(&entry.to_string()) {
            return Err(failed(format!("line {} is not as it was written", number + 1)));
        }
        last = line["hash"].as_str().unwrap_or_default().to_owned();
        entries.push(entry);
    }
    Ok((entries, last))
}

fn hash(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::door::Role;

    #[test]
    fn tampering_is_seen() {
        let folder = tempfile::tempdir().unwrap();
        let record = folder.path().join("r.db");
        let who = Visitor { name: "Ada".into(), role: Role::Reviewer, by_token: true };
        for judgement in 1..=3 {
            // Opened anew, as after a restart.
            let log = Audit::open(&record).unwrap();
            log.note(&who, &json!({ "judgement": judgement }), "2024-06-01T10:00:00Z".parse().unwrap())
                .unwrap();
        }
        assert_eq!(audit(&record).unwrap().len(), 3);
        let path = path(&record);
        let text = std::fs::read_to_string(&path).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        for tampered in [
            text.replace("\"judgement\":2", "\"judgement\":9"),
            [lines[0], lines[2]].join("\n"),
            [lines[1], lines[0], lines[2]].join("\n"),
            text.replacen("Ada", "Bob", 1),
            format!("{text}{{}}\n"),
        ] {
            std::fs::write(&path, tampered).unwrap();
            assert!(matches!(audit(&record), Err(ServeError::Audit { .. })));
            assert!(Audit::open(&record).is_err(), "a server does not go on with it");
        }
    }
}
