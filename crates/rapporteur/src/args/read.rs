//! Arguments of `read`.
use clap::{Args as ClapArgs, ValueEnum};
use std::path::PathBuf;

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

    #[command(flatten)]
    pub actors: super::ActorsArg,

    #[command(flatten)]
    pub models: super::ModelsArg,
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
    /// {"doc","facts","reports"}: all six kinds, and speech that is not put forward as said; offsets in code points.
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
