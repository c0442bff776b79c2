//! Arguments of what looks after a record.
use super::By;
use clap::Args as ClapArgs;
use std::path::PathBuf;

/// Show what changed from one run to another: facts added, removed and changed in the documents that both read.
#[derive(Debug, ClapArgs)]
pub struct Diff {
    /// Numbers of two runs; `rapporteur runs` lists them.
    #[arg(value_name = "RUN")]
    pub before: i64,
    #[arg(value_name = "RUN")]
    pub after: i64,

    #[command(flatten)]
    pub log: super::Log,
}

/// Check the integrity of a record: every fact has its evidence, every reference leads somewhere.
///
/// Prints one line a fault and fails where there is any.
#[derive(Debug, ClapArgs)]
pub struct Check {
    /// Where the record is kept.
    #[arg(long, value_name = "FILE", default_value = "rapporteur.db")]
    pub record: PathBuf,
}

/// Copy a record to a new file, of one state, while it may be in use.
#[derive(Debug, ClapArgs)]
pub struct Backup {
    /// The copy, which must not exist yet.
    #[arg(value_name = "FILE")]
    pub to: PathBuf,

    /// Where the record is kept.
    #[arg(long, value_name = "FILE", default_value = "rapporteur.db")]
    pub record: PathBuf,
}

/// Erase a document for good, where the law asks for it: its text, what was found in it, quotations and search entries.
///
/// That it was there stays, with a hash by which the same text is refused from then on, and with who had it erased when
/// and why. Backups are not touched.
#[derive(Debug, ClapArgs)]
pub struct Forget {
    /// The document's name, or its id or the first digits of it; `rapporteur documents --format json` has both.
    #[arg(value_name = "DOCUMENT")]
    pub document: String,

    #[command(flatten)]
    pub by: By,
}
