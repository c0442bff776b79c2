//! Arguments of `token`.
use super::view::instant;
use clap::{Args as ClapArgs, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Say who may use the record from other machines, through `rapporteur serve`.
///
/// Tokens are kept beside the record as hashes, in RECORD.tokens.json. What is changed through the server is told in
/// RECORD.audit.jsonl.
#[derive(Debug, ClapArgs)]
pub struct Token {
    #[command(subcommand)]
    pub command: TokenCommand,
}

#[derive(Debug, Subcommand)]
pub enum TokenCommand {
    /// Make a token and print it, this once.
    Add {
        /// Whose it is; judgements bear this name.
        #[arg(value_name = "NAME")]
        name: String,
        #[arg(long, value_enum, default_value_t = RoleArg::Reader)]
        role: RoleArg,
        /// Until when it is valid (2025-01-01T00:00:00Z).
        #[arg(long, value_name = "INSTANT", value_parser = instant)]
        expires: Option<jiff::Timestamp>,
        #[command(flatten)]
        of: Of,
    },
    /// Make the token of this name worthless, at once.
    Revoke {
        #[arg(value_name = "NAME")]
        name: String,
        #[command(flatten)]
        of: Of,
    },
    /// All tokens ever made, with their roles, and whether they are valid.
    List(Of),
    /// Print the log of changes; fails where it is not as it was written.
    Audit(Of),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RoleArg {
    /// Reads.
    Reader,
    /// Reads and judges.
    Reviewer,
    /// And sees what the server does.
    Admin,
}

#[derive(Debug, Clone, ClapArgs)]
pub struct Of {
    /// Where the record is kept.
    #[arg(long, value_name = "FILE", default_value = "rapporteur.db")]
    pub record: PathBuf,
}
