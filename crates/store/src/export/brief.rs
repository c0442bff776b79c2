//! The dossier as Markdown.
use super::markdown::escape;
use crate::{
    Brief, sign,
    view::brief::{Group, Line, Note, Section, Standing},
};
use rapporteur_record::{Kind, Stance};
use std::{
    collections::BTreeSet,
    io::{self, Write},
};

/// Writes a dossier; every line ends with the numbers of its notes. An empty one writes nothing.
pub fn write(brief: &Brief, out: &mut impl Write) -> io::Result<()> {
    if brief.notes.is_empty() {
        return Ok(());
    }
    head(brief, out)?;
    for section in &brief.issues {
        issue(section, out)?;
    }
    if !brief.other.is_empty() {
        writeln!(out, "\n## Not tied to an issue")?;
        groups(&brief.other, out)?;
    }
    if !brief.contradictions.is_empty() {
        writeln!(out, "\n## Reports that disagree\n")?;
        brief.contradictions.iter().try_for_each(|line| item(line, out))?;
    }
    writeln!(out, "\n## Evidence\n")?;
    brief.notes.iter().try_for_each(|note| footnote(note, out))
}

fn head(brief: &Brief, out: &mut impl Write) -> io::Result<()> {
    let limits: Vec<String> = brief.limits.iter().map(|limit| format!(", {}", escape(limit))).collect();
    writeln!(out, "# Dossier{}\n", limits.concat())?;
    let origins = || brief.notes.iter().map(|note| &note.origin);
    let documents: BTreeSet<&str> = origins().map(|origin| origin.document.as_str()).collect();
    let outlets: BTreeSet<&str> = origins().filter_map(|origin| origin.outlet.as_deref()).collect();
    let dates: BTreeSet<_> = origins().filter_map(|origin| origin.published).collect();
    let span = match (dates.first(), dates.last()) {
        (Some(first), Some(last)) if first != last => format!(", published {first} to {last}"),
        (Some(day), _) => format!(", published {day}"),
        _ => String::new(),
    };
    let documents = count(documents.len(), "document");
    let outlets = match outlets.len() {
        0 => String::new(),
        n => format!(" of {}", count(n, "outlet")),
    };
    writeln!(out, "From {documents}{outlets}{span}. “By” a date means that the source does not date it and")?;
    writeln!(
        out,
        "appeared then. Numbers in brackets lead to the evidence below; `show` takes the ids after it."
    )
}

fn count(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}

fn issue(section: &Section, out: &mut impl Write) -> io::Result<()> {
    let proposal = section.proposal.as_ref().map_or(String::new(), |text| format!(": {}", escape(text)));
    writeln!(out, "\n## {}{proposal}", escape(&section.issue))?;
    section.stances.iter().try_for_each(|standing| stance(standing, out))?;
    if !section.changes.is_empty() {
        writeln!(out, "\n### What changed\n")?;
        section.changes.iter().try_for_each(|line| item(line, out))?;
    }
    groups(&section.groups, out)
}

fn stance(standing: &Standing, out: &mut impl Write) -> io::Result<()> {
    let title = match standing.stance {
        Stance::Support => "Support",
        Stance::Oppose => "Oppose",
        Stance::Conditional => "Support in part or on a condition",
        Stance::Undecided => "Undecided",
    };
    writeln!(out, "\n### {} {title} ({})\n", sign(standing.stance), standing.lines.len())?;
    for line in &standing.lines {
        let reports = if line.what.is_empty() { String::new() } else { format!(" ({})", line.what) };
        let since = if line.date.starts_with("by") { "" } else { "since " };
        writeln!(out, "- **{}**, {since}{}{reports} {}", escape(&line.actor), line.date, numbers(line))?;
    }
    Ok(())
}

fn groups(groups: &[Group], out: &mut impl Write) -> io::Result<()> {
    for group in groups {
        let title = match group.kind {
            Kind::Decision => "Decisions",
            Kind::Measure => "Measures",
            Kind::Warning => "Warnings",
            Kind::Demand => "Demands",
            Kind::Statement => "Statements",
            Kind::Position => "Positions",
            Kind::Report => "Reports",
        };
        writeln!(out, "\n### {title}\n")?;
        group.lines.iter().try_for_each(|line| item(line, out))?;
    }
    Ok(())
}

pub(super) fn item(line: &Line, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "- {}: **{}**: {} {}", line.date, escape(&line.actor), escape(&line.what), numbers(line))
}

fn numbers(line: &Line) -> String {
    line.notes.iter().map(|n| format!("[{n}]")).collect()
}

pub(super) fn footnote(note: &Note, out: &mut impl Write) -> io::Result<()> {
    let origin = &note.origin;
    let title = origin.title.as_ref().map(|title| format!("“{}”", escape(title)));
    let published = origin.published.map(|date| date.to_string());
    let outlet = origin.outlet.as_deref().map(escape);
    let known = [outlet, published, title, Some(escape(&origin.doc))];
    let source = known.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let ids: Vec<&str> = note.facts.iter().map(|id| &id[..id.len().min(8)]).collect();
    writeln!(out, "- [{}] {source}: {} ({})", note.number, quoted(&note.quote), ids.join(" "))
}

/// In quotation marks, unless the words begin with some of their own.
fn quoted(quote: &str) -> String {
    match quote.starts_with(['“', '"', '„', '«', '”', '‘']) {
        true => escape(quote),
        false => format!("“{}”", escape(quote)),
    }
}
