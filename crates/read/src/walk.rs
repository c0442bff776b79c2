//! From the paths of the command line to files, in sorted order.
use crate::{Note, Reason, Skipped, input::Name};
use std::{
    collections::{BTreeMap, VecDeque},
    path::{Path, PathBuf},
};
use walkdir::{DirEntry, WalkDir};

/// How much there is to read, for a progress bar.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Plan {
    pub files: u64,
    /// As stored (compressed files count compressed); standard input and pipes count as none.
    pub bytes: u64,
}

/// Counts what [`Reader::read`](crate::Reader::read) will open, without opening it.
pub fn plan(paths: &[PathBuf]) -> Plan {
    let mut walk = Walk::new(paths);
    let mut plan = Plan::default();
    while let Some(found) = walk.next_file() {
        if let Ok(path) = found {
            plan.files += 1;
            plan.bytes += std::fs::metadata(&path).map_or(0, |meta| meta.len());
        }
    }
    plan
}

/// The files below the given paths, one at a time.
pub(crate) struct Walk {
    paths: VecDeque<PathBuf>,
    folder: Option<Folder>,
    pub notes: Vec<Note>,
}

/// A folder being walked.
struct Folder {
    path: PathBuf,
    entries: walkdir::IntoIter,
    found: usize,
    /// Files passed over, by extension.
    passed: BTreeMap<String, usize>,
}

impl Walk {
    pub fn new(paths: &[PathBuf]) -> Self {
        Self { paths: paths.iter().cloned().collect(), folder: None, notes: Vec::new() }
    }

    pub fn next_file(&mut self) -> Option<Result<PathBuf, Skipped>> {
        loop {
            if let Some(folder) = &mut self.folder {
                if let Some(found) = folder.next_file() {
                    return Some(found);
                }
                let done = self.folder.take()?;
                self.notes.extend(done.note());
                if done.found == 0 {
                    return Some(Err(skipped(&done.path, Reason::NoDocuments)));
                }
            }
            let path = self.paths.pop_front()?;
            if path.as_os_str() != "-" && path.is_dir() {
                self.folder = Some(Folder::new(path));
            } else {
                return Some(Ok(path));
            }
        }
    }
}

pub(crate) fn skipped(path: &Path, reason: Reason) -> Skipped {
    Skipped { path: path.display().to_string(), line: None, reason }
}

impl Folder {
    fn new(path: PathBuf) -> Self {
        let entries = WalkDir::new(&path).follow_links(true).sort_by_file_name().into_iter();
        Self { path, entries, found: 0, passed: BTreeMap::new() }
    }

    fn next_file(&mut self) -> Option<Result<PathBuf, Skipped>> {
        loop {
            let entry = match self.entries.next()? {
                Ok(entry) => entry,
                Err(error) => {
                    self.found += 1;
                    return Some(Err(broken(&self.path, error)));
                }
            };
            if hidden(&entry) {
                if entry.file_type().is_dir() {
                    self.entries.skip_current_dir();
                }
            } else if entry.file_type().is_file() && self.wanted(&entry) {
                self.found += 1;
                return Some(Ok(entry.into_path()));
            }
        }
    }

    /// Files of known extensions are documents; others are counted for the note at the end.
    fn wanted(&mut self, entry: &DirEntry) -> bool {
        let file = entry.file_name().to_string_lossy();
        let known = Name::of(&file).format.is_some();
        if !known && !companion(&file) {
            let ext = entry.path().extension().map_or(String::new(), |e| e.to_string_lossy().into_owned());
            *self.passed.entry(ext).or_default() += 1;
        }
        known
    }

    /// One line on what was passed over.
    fn note(&self) -> Option<Note> {
        let total: usize = self.passed.values().sum();
        let mut kinds: Vec<_> = self.passed.iter().collect();
        kinds.sort_by_key(|&(ext, n)| (std::cmp::Reverse(*n), ext));
        let named = |ext: &str| if ext.is_empty() { "no extension".to_owned() } else { format!(".{ext}") };
        let shown: Vec<_> = kinds.iter().take(4).map(|(ext, n)| format!("{n} with {}", named(ext))).collect();
        let message = format!(
            "{} passed over: {}; name them one by one to read them as text",
            files(total),
            shown.join(", ")
        );
        (total > 0).then(|| Note { path: self.path.display().to_string(), line: None, message })
    }
}

fn files(n: usize) -> String {
    if n == 1 { "1 file".to_owned() } else { format!("{n} files") }
}

fn hidden(entry: &DirEntry) -> bool {
    entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".")
}

/// Files that stand beside documents: what is known of them, their gold, their debate.
fn companion(file: &str) -> bool {
    file == "debate.toml" || file.ends_with(".meta.json") || file.ends_with(".gold.json")
}

fn broken(folder: &Path, error: walkdir::Error) -> Skipped {
    let path = error.path().unwrap_or(folder).to_owned();
    let reason = match error.loop_ancestor() {
        Some(_) => Reason::Loop,
        None => error.into_io_error().map_or(Reason::Missing, Reason::from),
    };
    skipped(&path, reason)
}
