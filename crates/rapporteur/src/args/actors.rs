//! Arguments of `actors`.
use super::{ActorsArg, Merge, ShowFormat, Split, View};
use clap::{Args as ClapArgs, Subcommand};
use std::path::PathBuf;

/// The actors of the record: level, other names, how often, when first and last; and comparing names.
#[derive(Debug, ClapArgs)]
#[command(args_conflicts_with_subcommands = true, after_help = EXAMPLES)]
pub struct Actors {
    #[command(subcommand)]
    pub command: Option<ActorsCommand>,

    #[command(flatten)]
    pub view: View,
}

const EXAMPLES: &str = "\
Examples:
  rapporteur actors --issue levy
  rapporteur actors show 'Ana Rojas'
  rapporteur actors merge Makron --into 'Emmanuel Macron' --why 'one outlet spells him so'
  rapporteur actors export > ours.tsv && rapporteur read articles/ --actors ours.tsv
  printf 'Andriy Sybiga\\tАндрій Сибіга\\tperson\\n' | rapporteur actors match --pairs -";

#[derive(Debug, Subcommand)]
pub enum ActorsCommand {
    /// The actors of the record, as without a command.
    List(View),
    Match(Match),
    Show(ShowActor),
    Merge(Merge),
    Split(Split),
    Export(ExportActors),
}

/// Show one actor: its names, its offices in time, where it is a member, and where each was read.
#[derive(Debug, ClapArgs)]
pub struct ShowActor {
    /// A name of the actor; case and accents do not matter.
    #[arg(value_name = "NAME")]
    pub name: String,

    /// Where the record is kept.
    #[arg(long, value_name = "FILE", default_value = "rapporteur.db")]
    pub record: PathBuf,

    #[arg(long, value_enum, default_value_t = ShowFormat::Table)]
    pub format: ShowFormat,

    #[command(flatten)]
    pub actors: ActorsArg,
}

/// Write the actors that the record knows and the program does not, as tables for `--actors`: bodies and outlets with
/// their other names, and the offices of persons from the day on which they were first read.
#[derive(Debug, ClapArgs)]
pub struct ExportActors {
    /// Where the record is kept.
    #[arg(long, value_name = "FILE", default_value = "rapporteur.db")]
    pub record: PathBuf,

    #[command(flatten)]
    pub actors: ActorsArg,
}

/// Say how likely two names are one actor's: a score in 0..1 a line, in order.
///
/// Scripts, spellings, order, initials, short forms, legal forms and acronyms are allowed for; from about 0.66 on two names
/// are one actor's where nothing else is known. Needs no record and no language model.
#[derive(Debug, ClapArgs)]
pub struct Match {
    /// Lines of NAME, NAME and TYPE (person or organization) with tabs between, or - for standard input.
    #[arg(long, value_name = "FILE")]
    pub pairs: PathBuf,
}
