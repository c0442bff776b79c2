//! Records that are open for reading: one for each question that is answered at the moment.
use rapporteur_store::{Record, Result};
use std::{
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

pub struct Pool {
    path: PathBuf,
    idle: Mutex<Vec<Record>>,
}

impl Pool {
    /// Opens the record once, so that what is no record is known at the start.
    pub fn open(path: &Path) -> Result<Self> {
        let first = Record::open_read_only(path)?;
        Ok(Self { path: path.to_owned(), idle: Mutex::new(vec![first]) })
    }

    pub fn take(&self) -> Result<Record> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        idle.map_or_else(|| Record::open_read_only(&self.path), Ok)
    }

    /// Gives back a record that answered; one that failed is dropped instead.
    pub fn give(&self, record: Record) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(record);
    }
}
