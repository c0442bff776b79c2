//! What can be typed, and what it means: parser, help and completions come from these types.
mod actors;
mod care;
mod eval;
mod import;
mod judge;
mod mcp;
mod read;
mod serve;
mod token;
mod view;

pub use actors::{Actors, ActorsCommand, ExportActors, Match, ShowActor};
pub use care::{Backup, Check, Diff, Forget};
pub use eval::{Eval, EvalFormat};
pub use import::{Facts, Import, What as ImportWhat};
pub use judge::{By, Judge, Merge, Split, Verdict};
pub use mcp::Mcp;
pub use read::{Read, ReadFormat};
pub use serve::Serve;
pub use token::{RoleArg, Token, TokenCommand};
pub use view::{
    Brief, Changes, ChangesFormat, Format, Log, Register, Rolled, Search, Show, ShowFormat, Statements, View,
    roll_up, style,
};

use clap::{Args as ClapArgs, Parser, Subcommand};
use std::path::PathBuf;

/// Reads the news on a policy debate and keeps its record: who said what, who stands where since when, what was
/// decided by which votes, which restrictions hold. Every line opens the sentence that says it.
#[derive(Debug, Parser)]
#[command(name = "rapporteur", version, propagate_version = true, max_term_width = 100, after_help = EXAMPLES)]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,
}

const EXAMPLES: &str = "\
Start here:
  rapporteur models install                         fetch the language model, once
  rapporteur read articles/ --debate debate.toml    read a folder into rapporteur.db
  rapporteur positions                              who stands where
  rapporteur show ID                                the sentence behind a line

Exit codes: 0 done, 1 nothing found or some documents skipped, 2 wrong use or failure.";

#[derive(Debug, Subcommand)]
pub enum Command {
    Read(Read),
    /// Who stands where on which issue now, since when, and what changed.
    Positions(Rolled),
    Statements(Statements),
    /// What bodies decided or took up, with votes.
    Decisions(View),
    /// Which restrictions, permissions, supplies and obligations hold, with scopes and exceptions.
    Measures(View),
    /// Who warned of what.
    Warnings(View),
    /// Who asked whom to act.
    Demands(View),
    /// All facts in the order of their dates.
    Timeline(View),
    /// One entry for each speech, vote, measure or warning, with all who report it and their wordings.
    Events(View),
    /// How positions moved: held, hardened, softened, became conditional, reversed, walked back.
    Ledger(Rolled),
    /// Reports that cannot both be right, with both sides: votes, stances, measures, denials, headlines.
    Contradictions(View),
    Register(Register),
    /// Reports of positions by actor and month.
    Matrix(Rolled),
    /// Who agrees and disagrees with whom, by the stances that they hold on the same issues.
    Network(Rolled),
    Actors(Actors),
    /// The issues of the record and how many stand on which side.
    Issues(View),
    /// The documents of the record.
    Documents(View),
    /// Who published the documents.
    Outlets(View),
    /// How much was said when: facts by month and kind.
    Activity(View),
    /// Groups of near duplicates: wire copies, syndicated texts, updates of one page, each with its likeness.
    Copies(View),
    /// Facts that nobody judged, those of which the program is least sure first.
    Review(View),
    Search(Search),
    Show(Show),
    Brief(Brief),
    Changes(Changes),
    Serve(Serve),
    Mcp(Mcp),
    Token(Token),
    Import(Import),
    Judge(Judge),
    /// The runs of the program over this record: version, models, debate file, and how much each added.
    Runs(Log),
    Diff(Diff),
    Check(Check),
    Backup(Backup),
    Forget(Forget),
    Eval(Eval),
    Models(crate::models::Models),
    Completions(Completions),
}

/// The folder of the language models.
#[derive(Debug, Clone, ClapArgs)]
pub struct ModelsArg {
    /// The folder that holds the language models [default: models/ here, else the user's data folder].
    #[arg(long, value_name = "DIR", env = "RAPPORTEUR_MODELS", hide_env_values = true, global = true)]
    pub models: Option<PathBuf>,
}

/// Further actors.
#[derive(Debug, Clone, ClapArgs)]
pub struct ActorsArg {
    /// Actors beside those of the program: a table in the form of those in knowledge/, told by its header line
    /// (docs/actors.md). May be given more than once.
    #[arg(long, value_name = "FILE")]
    pub actors: Vec<PathBuf>,
}

/// Print completions for a shell, such as `rapporteur completions bash > /etc/bash_completion.d/rapporteur`.
#[derive(Debug, ClapArgs)]
pub struct Completions {
    pub shell: clap_complete::Shell,
}
