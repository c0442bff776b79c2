//! Arguments of `eval`.
use clap::{Args as ClapArgs, ValueEnum};
use std::path::PathBuf;

/// Score what is read from a set of documents against its gold facts.
///
/// A set is a folder with debate.toml, NAME.txt, NAME.meta.json and NAME.gold.json. Prints precision, recall and F1 a
/// kind and, below, how often each further slot of a rightly found fact is right.
#[derive(Debug, ClapArgs)]
#[command(after_help = EVAL_EXAMPLES)]
pub struct Eval {
    /// Folders of documents with gold facts.
    #[arg(required = true, value_name = "SET")]
    pub sets: Vec<PathBuf>,

    /// List what was missed (MISSED) and what was wrongly added (EXTRA) of one kind, each with its sentences.
    #[arg(long, value_name = "KIND", value_parser = row)]
    pub errors: Option<rapporteur_eval::Row>,

    /// Score these facts (JSON Lines of `read --format facts`) instead of reading the texts.
    #[arg(long, value_name = "FILE")]
    pub predictions: Option<PathBuf>,

    #[arg(long, value_enum, default_value_t = EvalFormat::Table)]
    pub format: EvalFormat,

    /// Leave out a part of the reading, to see what it is worth (`ci/ablation`).
    #[arg(long, value_name = "PART", hide = true)]
    pub without: Vec<rapporteur_extract::Part>,

    #[command(flatten)]
    pub actors: super::ActorsArg,

    #[command(flatten)]
    pub models: super::ModelsArg,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum EvalFormat {
    Table,
    Json,
    Md,
}

const EVAL_EXAMPLES: &str = "\
Examples:
  rapporteur eval examples/*/
  rapporteur eval examples/nature-law --errors position";

fn row(name: &str) -> Result<rapporteur_eval::Row, String> {
    rapporteur_eval::Row::parse(name).ok_or_else(|| {
        let known: Vec<&str> = rapporteur_eval::Row::ALL.iter().map(|r| r.as_str()).collect();
        format!("one of {}", known.join(", "))
    })
}
