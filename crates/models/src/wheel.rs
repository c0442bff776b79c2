//! A wheel of a spaCy pipeline: a zip archive in which one folder holds the model.

use crate::Error;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};
use zip::ZipArchive;

/// The most that one file of a wheel may hold, unpacked. The largest of a medium pipeline has 24 MB.
const LIMIT: u64 = 256 << 20;
/// The most entries that a wheel may list. A pipeline has about 30.
const ENTRIES: usize = 10_000;

/// An open wheel, with the place of the model inside it.
pub(crate) struct Wheel {
    path: PathBuf,
    archive: ZipArchive<BufReader<File>>,
    folder: String,
}

impl Wheel {
    /// Opens the wheel and finds the folder that holds `config.cfg`.
    pub(crate) fn open(path: &Path) -> Result<Self, Error> {
        let file = File::open(path).map_err(Error::io(path))?;
        let archive = ZipArchive::new(BufReader::new(file)).map_err(|e| bad(path, e.to_string()))?;
        if archive.len() > ENTRIES {
            return Err(bad(path, format!("lists {} files", archive.len())));
        }
        let folder = folder(&archive).ok_or_else(|| missing(path, "config.cfg"))?;
        Ok(Self { path: path.to_owned(), archive, folder })
    }

    /// The bytes of a file in the model's folder, at most [`LIMIT`].
    pub(crate) fn read(&mut self, member: &str) -> Result<Vec<u8>, Error> {
        let name = format!("{}{member}", self.folder);
        let entry = self.archive.by_name(&name).map_err(|e| match e {
            zip::result::ZipError::FileNotFound => missing(&self.path, member),
            other => bad(&self.path, format!("{member}: {other}")),
        })?;
        let mut bytes = Vec::new();
        // The size that the archive declares may lie: what is unpacked is what counts.
        let read = entry.take(LIMIT + 1).read_to_end(&mut bytes);
        read.map_err(|e| bad(&self.path, format!("{member}: {e}")))?;
        if bytes.len() as u64 > LIMIT {
            return Err(Error::TooLarge {
                wheel: self.path.clone(),
                member: member.to_owned(),
                limit: LIMIT,
            });
        }
        Ok(bytes)
    }

    /// The text of a file in the model's folder.
    pub(crate) fn text(&mut self, member: &str) -> Result<String, Error> {
        String::from_utf8(self.read(member)?).map_err(|_| Error::format(member, "not UTF-8"))
    }
}

/// The shortest folder that holds a `config.cfg`, with its final slash.
fn folder(archive: &ZipArchive<BufReader<File>>) -> Option<String> {
    let named = archive.file_names().filter_map(|name| name.strip_suffix("config.cfg"));
    let folders = named.filter(|folder| folder.is_empty() || folder.ends_with('/'));
    folders.min_by_key(|folder| (folder.len(), *folder)).map(str::to_owned)
}

fn bad(path: &Path, reason: String) -> Error {
    Error::Wheel { path: path.to_owned(), reason }
}

fn missing(path: &Path, member: &str) -> Error {
    Error::Missing { wheel: path.to_owned(), member: member.to_owned() }
}
