//! The views: one question each, asked of the record and printed.
use crate::args::{
    Changes, ChangesFormat, Format, Log, Register, Rolled, Search, Show, ShowFormat, Statements, View, style,
};
use crate::{Outcome, record};
use rapporteur_store::{Answer, Filter, Record, Result, Row, export};
use std::io::{BufWriter, Write as _};

/// Asks the record and prints the answer; an empty one says why on standard error.
pub fn answer<R: Row>(
    view: &View,
    ask: impl FnOnce(&Record, &Filter) -> Result<Answer<R>>,
) -> anyhow::Result<Outcome> {
    filtered(view, &view.filter()?, ask)
}

/// As [`answer`], with positions of one level counted for another where that is asked for.
pub fn rolled<R: Row>(
    args: &Rolled,
    ask: impl FnOnce(&Record, &Filter) -> Result<Answer<R>>,
) -> anyhow::Result<Outcome> {
    filtered(&args.view, &args.filter()?, ask)
}

fn filtered<R: Row>(
    view: &View,
    filter: &Filter,
    ask: impl FnOnce(&Record, &Filter) -> Result<Answer<R>>,
) -> anyhow::Result<Outcome> {
    let record = record::open(&view.record)?;
    let answer = ask(&record, filter).map_err(|error| record::named(error.into(), &view.record))?;
    print(&answer, view.format)?;
    missing(&record, filter)?;
    outcome(answer.is_empty(), &record, view)
}

/// As [`answer`], for what has no days.
pub fn log<R: Row>(
    log: &Log,
    ask: impl FnOnce(&Record, &Filter) -> Result<Answer<R>>,
) -> anyhow::Result<Outcome> {
    let record = record::open(&log.record)?;
    let filter = log.filter();
    let answer = ask(&record, &filter).map_err(|error| record::named(error.into(), &log.record))?;
    print(&answer, log.format)?;
    missing(&record, &filter)?;
    Ok(if answer.is_empty() { Outcome::Partly } else { Outcome::Done })
}

fn print<R: Row>(answer: &Answer<R>, format: Format) -> anyhow::Result<()> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    export::write(answer, format.export(), &mut out)?;
    Ok(out.flush()?)
}

/// Says on standard error what an answer about the past cannot have any more.
fn missing(record: &Record, filter: &Filter) -> anyhow::Result<()> {
    if filter.known_at.is_none() {
        return Ok(());
    }
    for gone in record.forgotten(filter.known_at)? {
        let why = export::visible(&gone.why);
        anstream::eprintln!(
            "document {} was known then and was forgotten at {}: {why}",
            gone.document,
            gone.recorded
        );
    }
    Ok(())
}

fn outcome(empty: bool, record: &Record, view: &View) -> anyhow::Result<Outcome> {
    if !empty {
        return Ok(Outcome::Done);
    }
    let why = record::why_empty(record, view).map_err(|error| record::named(error.into(), &view.record))?;
    anstream::eprintln!("{}", export::visible(&why));
    Ok(Outcome::Partly)
}

pub fn statements(args: &Statements) -> anyhow::Result<Outcome> {
    match args.reported {
        true => answer(&args.view, Record::statements_and_reports),
        false => answer(&args.view, Record::statements),
    }
}

pub fn search(args: &Search) -> anyhow::Result<Outcome> {
    let words = args.words.join(" ");
    answer(&args.view, |record, filter| record.search(&words, filter))
}

pub fn register(args: &Register) -> anyhow::Result<Outcome> {
    let about = (!args.about.is_empty()).then(|| args.about.join(" "));
    answer(&args.view, |record, filter| record.register(about.as_deref(), filter))
}

pub fn show(args: &Show) -> anyhow::Result<Outcome> {
    let record = record::open(&args.record)?;
    let filter = Filter { known_at: args.known_at, ..Filter::default() };
    let detail = record.show(&args.id, &filter);
    // Above all where the fact is not there any more.
    missing(&record, &filter)?;
    let detail = detail.map_err(|error| record::named(error.into(), &args.record))?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    match args.format {
        ShowFormat::Table => export::write_detail(&detail, args.why, style(), &mut out)?,
        ShowFormat::Json => export::write_json(&detail, &mut out)?,
    }
    out.flush()?;
    Ok(Outcome::Done)
}

pub fn changes(args: &Changes) -> anyhow::Result<Outcome> {
    let view = args.view();
    let filter = view.filter()?;
    let record = record::open(&view.record)?;
    let changes = record.changes(&filter).map_err(|error| record::named(error.into(), &view.record))?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    match args.format {
        ChangesFormat::Md => export::write_changes(&changes, &mut out)?,
        ChangesFormat::Json => export::write_json(&changes, &mut out)?,
        ChangesFormat::Atom => export::write_atom(&changes, &mut out)?,
    }
    out.flush()?;
    missing(&record, &filter)?;
    outcome(changes.sections.is_empty(), &record, &view)
}

pub fn brief(view: &View) -> anyhow::Result<Outcome> {
    let filter = view.filter()?;
    let record = record::open(&view.record)?;
    let brief = record.brief(&filter).map_err(|error| record::named(error.into(), &view.record))?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    match view.format {
        Format::Table | Format::Md => export::write_brief(&brief, &mut out)?,
        _ => export::write_json(&brief, &mut out)?,
    }
    out.flush()?;
    missing(&record, &filter)?;
    outcome(brief.notes.is_empty(), &record, view)
}
