//! Documents on their way in: skipped inputs, notes and progress go to standard error.
use crate::progress;
use indicatif::ProgressBar;
use rapporteur_read::{Documents, Options, Reader, Skipped};
use rapporteur_record::Document;
use rapporteur_store::export::visible;
use std::path::PathBuf;

/// The documents of the given paths, with a progress bar by bytes read.
pub struct Feed {
    documents: Documents,
    bar: ProgressBar,
}

impl Feed {
    pub fn new(paths: &[PathBuf]) -> Self {
        let bar = progress::bar(rapporteur_read::plan(paths).bytes);
        Self { documents: Reader::new(Options::default()).read(paths), bar }
    }

    /// A handle to write around the bar.
    pub fn bar(&self) -> ProgressBar {
        self.bar.clone()
    }
}

impl Iterator for Feed {
    type Item = Result<Document, Skipped>;

    fn next(&mut self) -> Option<Self::Item> {
        let item = self.documents.next();
        self.bar.set_position(self.documents.bytes_read());
        for note in self.documents.take_notes() {
            self.bar.suspend(|| {
                anstream::eprintln!("{}: {}", progress::bold("note"), visible(&note.to_string()))
            });
        }
        item
    }
}
