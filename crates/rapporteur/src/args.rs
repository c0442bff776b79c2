//! What can be typed, and what it means: parser, help and completions come from these types.
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Reads the news on a policy debate and keeps its record: who said what, who stands where since when, what was
/// decided by which votes, which restrictions hold. Every line opens the sentence that says it.
#[derive(Debug, Parser)]
#[command(version, propagate_version = true, max_term_width = 100, after_help = EXAMPLES)]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,
}

const EXAMPLES: &str = "\
Start here:
  rapporteur models install                         fetch the language model, once
  rapporteur read articles/ --debate debate.toml    read a folder into rapporteur.db
  rapporteur positions                              who stands where
  rapporteur show ID                                the sentence behind a line";

#[derive(Debug, Subcommand)]
pub enum Command {
    Read(Read),
    Eval(Eval),
    Models(crate::models::Models),
}

/// Read documents: files, folders or - for standard input.
///
/// Text (.txt, with NAME.meta.json beside it for `published`, `outlet`, `title`), web pages (.html, .html.gz) and
/// JSON Lines ({"doc","text","published","outlet","title","url"}) are read; what cannot be read is reported on
/// standard error with its reason, and the rest goes on.
#[derive(Debug, ClapArgs)]
#[command(after_help = READ_EXAMPLES)]
pub struct Read {
    /// Files, folders (read in full, in order of name), or - for standard input.
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// The issues of the debate (TOML: [[issue]] with id, text, for, against). Without it, proposals that the
    /// documents argue about are found and grouped.
    #[arg(long, value_name = "FILE")]
    pub debate: Option<PathBuf>,

    /// Where the record is kept.
    #[arg(long, value_name = "FILE", default_value = "rapporteur.db", conflicts_with = "no_record")]
    pub record: PathBuf,

    /// Keep nothing; for the machine formats.
    #[arg(long)]
    pub no_record: bool,

    /// What to print: a summary, or one JSON line a document.
    #[arg(long, value_enum, default_value_t = ReadFormat::Table)]
    pub format: ReadFormat,

    /// Documents worked on at the same time [default: one a core].
    #[arg(long, value_name = "N")]
    pub jobs: Option<std::num::NonZeroUsize>,

    /// The folder that holds the language models [default: models/ here, else the user's data folder].
    #[arg(long, value_name = "DIR", env = "RAPPORTEUR_MODELS", hide_env_values = true)]
    pub models: Option<PathBuf>,
}

const READ_EXAMPLES: &str = "\
Examples:
  rapporteur read articles/ --debate debate.toml
  rapporteur read --no-record --format facts one.txt | jq .
  curl … | rapporteur read - --no-record --format documents";

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReadFormat {
    /// A summary of what was read.
    Table,
    /// {"doc","facts"}: all six kinds, offsets in code points.
    Facts,
    /// {"doc","attributions"}: source, cue and content spans.
    Attributions,
    /// {"doc","timexes"}: TIMEX3; needs no language model.
    Times,
    /// {"doc","mentions"}: every phrase that denotes an actor, with the actor's name.
    Mentions,
    /// {"doc","text","title","published",…}: the documents as read; needs no language model.
    Documents,
}

impl ReadFormat {
    /// Whether the format is made without a parse.
    pub fn needs_no_model(self) -> bool {
        matches!(self, Self::Times | Self::Documents)
    }
}

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

    /// The folder that holds the language models [default: models/ here, else the user's data folder].
    #[arg(long, value_name = "DIR", env = "RAPPORTEUR_MODELS", hide_env_values = true)]
    pub models: Option<PathBuf>,
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
