//! The views: one question each, asked of the record and printed.
use crate::Outcome;
use crate::args::{Format, Search, Show, ShowFormat, View, style};
use rapporteur_store::{Answer, Filter, Record, Result, Row, export};
use std::io::{BufWriter, Write as _};

/// Asks the record and prints the answer; an empty one says so on standard error.
pub fn answer<R: Row>(
    view: &View,
    ask: impl FnOnce(&Record, &Filter) -> Result<Answer<R>>,
) -> anyhow::Result<Outcome> {
    let record = Record::open_read_only(&view.record)?;
    let answer = ask(&record, &view.filter())?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    export::write(&answer, view.format.export(), &mut out)?;
    out.flush()?;
    if answer.is_empty() {
        anstream::eprintln!("nothing found in {}", view.record.display());
        return Ok(Outcome::Partly);
    }
    Ok(Outcome::Done)
}

pub fn search(args: &Search) -> anyhow::Result<Outcome> {
    let words = args.words.join(" ");
    answer(&args.view, |record, filter| record.search(&words, filter))
}

pub fn show(args: &Show) -> anyhow::Result<Outcome> {
    let record = Record::open_read_only(&args.record)?;
    let filter = Filter { known_at: args.known_at, ..Filter::default() };
    let detail = record.show(&args.id, &filter)?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    match args.format {
        ShowFormat::Table => export::write_detail(&detail, style(), &mut out)?,
        ShowFormat::Json => export::write_json(&detail, &mut out)?,
    }
    out.flush()?;
    Ok(Outcome::Done)
}

pub fn brief(view: &View) -> anyhow::Result<Outcome> {
    let record = Record::open_read_only(&view.record)?;
    let brief = record.brief(&view.filter())?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    match view.format {
        Format::Table | Format::Md => export::write_brief(&brief, &mut out)?,
        _ => export::write_json(&brief, &mut out)?,
    }
    out.flush()?;
    Ok(if brief.notes.is_empty() { Outcome::Partly } else { Outcome::Done })
}
