//! The command line: arguments → resolved options → calls. Data goes to standard output, messages to standard error.
mod args;
mod eval;
mod load;
mod machine;
mod models;
mod pipeline;
mod progress;
mod read;

use clap::Parser;
use std::process::ExitCode;

/// How a command ended; becomes the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Done,
    /// Nothing was found, or some documents were skipped.
    Partly,
}

fn main() -> ExitCode {
    let args = args::Args::parse();
    match run(args.command) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Partly) => ExitCode::from(1),
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            anstream::eprintln!("{}: {error:#}", progress::bold("error"));
            ExitCode::from(2)
        }
    }
}

fn run(command: args::Command) -> anyhow::Result<Outcome> {
    match command {
        args::Command::Read(args) => read::run(args),
        args::Command::Eval(args) => eval::run(args),
        args::Command::Models(args) => models::run(args),
    }
}

/// Whether the reader of our output went away (`rapporteur … | head`), which is not a failure.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<std::io::Error>())
        .any(|io| io.kind() == std::io::ErrorKind::BrokenPipe)
}
