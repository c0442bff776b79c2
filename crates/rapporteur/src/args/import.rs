//! Arguments of `import`.
use clap::{Args as ClapArgs, Subcommand};
use std::path::PathBuf;

/// Bring facts into a record that were not read by this program.
#[derive(Debug, ClapArgs)]
pub struct Import {
    #[command(subcommand)]
    pub what: What,
}

#[derive(Debug, Subcommand)]
pub enum What {
    Facts(Facts),
}

/// Facts that people wrote down: a folder with debate.toml, NAME.txt, NAME.meta.json and NAME.gold.json.
///
/// They are kept as a run of the program "import"; importing again adds nothing unless the facts have changed.
#[derive(Debug, ClapArgs)]
pub struct Facts {
    /// Folders of documents with facts.
    #[arg(required = true, value_name = "SET")]
    pub sets: Vec<PathBuf>,

    /// Where the record is kept.
    #[arg(long, value_name = "FILE", default_value = "rapporteur.db")]
    pub record: PathBuf,
}
