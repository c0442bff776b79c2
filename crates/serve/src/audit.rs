//! A log of every change that was made through the server, in `RECORD.audit.jsonl`. Each line bears a hash over itself and
//! the line before, so that none can be changed, taken out or put in without all that follow.
use crate::{
    ServeError,
    door::{Role, Visitor},
};
use jiff::Timestamp;
use rapporteur_store::LogLine;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use std::{
    fs::{File, OpenOptions},
    io::{BufRead, BufReader, Write as _},
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

pub struct Audit {
    path: PathBuf,
    last: Mutex<LogLine>,
}

impl Audit {
    /// Opens the log; fails where it was tampered with, or lacks the last line that its record knows of. Lines after
    /// that one may be of judgements beyond the `made` ones, which were not kept since the server was ended between the
    /// two; it says so.
    pub fn open(record: &Path, known: Option<&LogLine>, made: i64) -> Result<Self, ServeError> {
        let path = path(record);
        let lines = verified(&path, known)?;
        let hash = lines.last().map(|(_, hash)| hash.clone()).unwrap_or_default();
        let line = LogLine { line: lines.len() as i64, hash };
        let log = Self { path, last: Mutex::new(line) };
        let kept = known.map_or(lines.len(), |known| known.line as usize);
        for (entry, _) in lines.iter().skip(kept) {
            let number = &entry["what"]["judgement"];
            if number.as_i64().is_some_and(|number| number > made) {
                log.not_kept(number, Timestamp::now())?;
            }
        }
        Ok(log)
    }

    /// Adds a line; it is on disk when this returns.
    pub fn note(&self, who: &Visitor, what: &Value, now: Timestamp) -> Result<LogLine, ServeError> {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = json!({ "at": now.to_string(), "who": who.name, "role": who.role, "what": what, "before": last.hash });
        let hash = hash(&entry.to_string());
        let line = json!({ "entry": entry, "hash": hash });
        let added = OpenOptions::new().create(true).append(true).open(&self.path).and_then(|mut file| {
            writeln!(file, "{line}")?;
            file.sync_all()
        });
        added.map_err(|source| ServeError::Audit { path: self.path.clone(), reason: source.to_string() })?;
        *last = LogLine { line: last.line + 1, hash };
        Ok(last.clone())
    }

    /// The last line, if there is one.
    pub fn last(&self) -> Option<LogLine> {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        Some(last.clone()).filter(|last| last.line > 0)
    }

    /// Says of a judgement of which there is a line that it is not in the record.
    pub fn not_kept(&self, number: &Value, now: Timestamp) -> Result<(), ServeError> {
        let who = Visitor { name: "server".into(), role: Role::Admin, by_token: false };
        self.note(&who, &json!({ "not kept": number }), now).map(drop)
    }
}

fn path(record: &Path) -> PathBuf {
    let mut path = record.as_os_str().to_owned();
    path.push(".audit.jsonl");
    path.into()
}

/// The lines of a record's log; fails, and says where, if it is not as it was written. Whether lines were cut off its
/// end is seen by the last one that the record itself `knows` of ([`rapporteur_store::Record::last_log_line`]).
pub fn audit(record: &Path, knows: Option<&LogLine>) -> Result<Vec<Value>, ServeError> {
    let lines = verified(&path(record), knows)?;
    Ok(lines.into_iter().map(|(entry, _)| entry).collect())
}

/// Each line with its hash.
fn verified(path: &Path, known: Option<&LogLine>) -> Result<Vec<(Value, String)>, ServeError> {
    let failed = |reason: String| ServeError::Audit { path: path.to_owned(), reason };
    let mut lines: Vec<(Value, String)> = Vec::new();
    let file = match File::open(path) {
        Ok(file) => Some(BufReader::new(file)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => return Err(failed(error.to_string())),
    };
    for (number, line) in file.into_iter().flat_map(BufRead::lines).enumerate() {
        let line: Value = line.ok().and_then(|line| serde_json::from_str(&line).ok()).unwrap_or_default();
        let entry = line["entry"].clone();
        let before = lines.last().map_or("", |(_, hash)| hash.as_str());
        if entry["before"] != before || line["hash"] != hash(&entry.to_string()) {
            return Err(failed(format!("line {} is not as it was written", number + 1)));
        }
        lines.push((entry, line["hash"].as_str().unwrap_or_default().to_owned()));
    }
    let Some(known) = known else { return Ok(lines) };
    match usize::try_from(known.line - 1).ok().and_then(|at| lines.get(at)) {
        Some((_, hash)) if *hash == known.hash => Ok(lines),
        Some(_) => Err(failed(format!("line {} is not the one that the record knows of", known.line))),
        None => Err(failed(format!(
            "lines are missing: it has {}, the record knows of {}",
            lines.len(),
            known.line
        ))),
    }
}

fn hash(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(record: &Path, known: Option<&LogLine>, judgement: i64) -> LogLine {
        let who = Visitor { name: "Ada".into(), role: Role::Reviewer, by_token: true };
        // Opened anew, as after a restart.
        let log = Audit::open(record, known, judgement - 1).unwrap();
        let at = "2024-06-01T10:00:00Z".parse().unwrap();
        log.note(&who, &json!({ "judgement": judgement }), at).unwrap()
    }

    #[test]
    fn tampering_is_seen() {
        let folder = tempfile::tempdir().unwrap();
        let record = folder.path().join("r.db");
        let mut last = None;
        for judgement in 1..=3 {
            last = Some(note(&record, last.as_ref(), judgement));
        }
        assert_eq!(audit(&record, last.as_ref()).unwrap().len(), 3);
        let path = path(&record);
        let text = std::fs::read_to_string(&path).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        for tampered in [
            text.replace("\"judgement\":2", "\"judgement\":9"),
            [lines[0], lines[2]].join("\n"),
            [lines[1], lines[0], lines[2]].join("\n"),
            text.replacen("Ada", "Bob", 1),
            format!("{text}{{}}\n"),
            [lines[0], lines[1]].join("\n"),
            String::new(),
        ] {
            std::fs::write(&path, &tampered).unwrap();
            assert!(matches!(audit(&record, last.as_ref()), Err(ServeError::Audit { .. })), "{tampered}");
            assert!(Audit::open(&record, last.as_ref(), 3).is_err(), "a server does not go on with it");
        }
        std::fs::remove_file(&path).unwrap();
        assert!(audit(&record, last.as_ref()).is_err());
        assert!(audit(&record, None).unwrap().is_empty());
    }

    #[test]
    fn a_line_whose_change_was_not_kept_is_followed_by_one_that_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let record = folder.path().join("r.db");
        let kept = note(&record, None, 1);
        note(&record, Some(&kept), 2);
        Audit::open(&record, Some(&kept), 1).unwrap();
        let lines = audit(&record, Some(&kept)).unwrap();
        assert_eq!((lines.len(), &lines[2]["what"]), (3, &json!({ "not kept": 2 })));
    }
}
