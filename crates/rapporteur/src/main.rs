//! The command line: arguments → resolved options → calls. Data goes to standard output, messages to standard error.
mod actors;
mod args;
mod care;
mod eval;
mod import;
mod judge;
mod load;
mod machine;
mod mcp;
mod models;
mod pipeline;
mod progress;
mod read;
mod record;
mod serve;
mod token;
mod view;

use clap::{CommandFactory as _, Parser as _};
use rapporteur_store::{Record, export::visible};
use std::io::Write as _;
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
            anstream::eprintln!("{}: {}", progress::bold("error"), lines(&reasons(&error)));
            ExitCode::from(2)
        }
    }
}

fn run(command: args::Command) -> anyhow::Result<Outcome> {
    use args::Command;
    match command {
        Command::Read(args) => read::run(args),
        Command::Positions(view) => view::rolled(&view, Record::positions),
        Command::Statements(args) => view::statements(&args),
        Command::Decisions(view) => view::answer(&view, Record::decisions),
        Command::Measures(view) => view::answer(&view, Record::measures),
        Command::Warnings(view) => view::answer(&view, Record::warnings),
        Command::Demands(view) => view::answer(&view, Record::demands),
        Command::Timeline(view) => view::answer(&view, Record::timeline),
        Command::Events(view) => view::answer(&view, Record::events),
        Command::Ledger(view) => view::rolled(&view, Record::ledger),
        Command::Contradictions(view) => view::answer(&view, Record::contradictions),
        Command::Register(args) => view::register(&args),
        Command::Matrix(view) => view::rolled(&view, Record::matrix),
        Command::Network(view) => view::rolled(&view, Record::network),
        Command::Issues(view) => view::answer(&view, Record::issues),
        Command::Actors(args) => actors::run(args),
        Command::Documents(view) => view::answer(&view, Record::documents),
        Command::Outlets(view) => view::answer(&view, Record::outlets),
        Command::Activity(view) => view::answer(&view, Record::activity),
        Command::Copies(view) => view::answer(&view, Record::copies),
        Command::Review(view) => view::answer(&view, |record, filter| record.review(&[], filter)),
        Command::Search(args) => view::search(&args),
        Command::Brief(args) => view::brief(&args.view),
        Command::Changes(args) => view::changes(&args),
        Command::Show(args) => view::show(&args),
        Command::Token(args) => token::run(args),
        Command::Serve(args) => serve::run(&args),
        Command::Mcp(args) => mcp::run(&args),
        Command::Import(args) => import::run(&args),
        Command::Judge(args) => judge::run(args),
        Command::Runs(log) => view::log(&log, Record::runs),
        Command::Diff(args) => {
            view::log(&args.log, |record, filter| record.diff(args.before, args.after, filter))
        }
        Command::Check(args) => care::check(&args),
        Command::Backup(args) => care::backup(&args),
        Command::Forget(args) => care::forget(&args),
        Command::Eval(args) => eval::run(args),
        Command::Models(args) => models::run(args),
        Command::Completions(args) => completions(args.shell),
    }
}

fn completions(shell: clap_complete::Shell) -> anyhow::Result<Outcome> {
    // Into memory first: the generator cannot fail, but a pipe can be closed.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut args::Args::command(), "rapporteur", &mut script);
    std::io::stdout().lock().write_all(&script)?;
    Ok(Outcome::Done)
}

/// Whether the reader of our output went away (`rapporteur … | head`), which is not a failure.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<std::io::Error>())
        .any(|io| io.kind() == std::io::ErrorKind::BrokenPipe)
}

/// A message that may have several lines, with nothing in them that a terminal would obey.
fn lines(message: &str) -> String {
    message.lines().map(visible).collect::<Vec<_>>().join("\n")
}

/// The error and its causes in one line; a cause that the line already says is left out.
fn reasons(error: &anyhow::Error) -> String {
    error.chain().map(ToString::to_string).fold(String::new(), |line, cause| match line.is_empty() {
        true => cause,
        false if line.contains(&cause) => line,
        false => format!("{line}: {cause}"),
    })
}
