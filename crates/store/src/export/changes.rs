//! What changed, as Markdown and as an Atom feed.
use super::{
    brief::{footnote, item},
    markdown::escape,
    visible::commands,
};
use crate::{
    Changes,
    digest::hash,
    view::{brief::Line, changes::News},
};
use std::io::{self, Write};

/// Writes changes as Markdown; nothing where there are none.
pub fn write(changes: &Changes, out: &mut impl Write) -> io::Result<()> {
    if changes.sections.is_empty() {
        return Ok(());
    }
    let limits: Vec<String> = changes.limits.iter().map(|limit| format!(", {}", escape(limit))).collect();
    writeln!(out, "# What changed{}", limits.concat())?;
    for section in &changes.sections {
        writeln!(out, "\n## {}\n", section.title)?;
        section.lines.iter().try_for_each(|line| item(line, out))?;
    }
    writeln!(out, "\n## Evidence\n")?;
    changes.notes.iter().try_for_each(|note| footnote(note, out))
}

/// Writes changes as an Atom feed (RFC 4287), one entry a line. Ids are hashes of what is told, so that a reader knows
/// what it has seen; the feed is as new as its last change.
pub fn write_atom(changes: &Changes, out: &mut impl Write) -> io::Result<()> {
    let lines =
        || changes.sections.iter().flat_map(|section| section.lines.iter().map(move |line| (section, line)));
    let updated =
        lines().map(|(_, line)| instant(line)).max().unwrap_or_else(|| "1970-01-01T00:00:00Z".to_owned());
    writeln!(
        out,
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">"
    )?;
    let limits = changes.limits.join(", ");
    writeln!(out, "  <title>{}</title>", text(&format!("What changed {limits}")))?;
    writeln!(out, "  <id>urn:rapporteur:changes:{}</id>", hash([limits.as_str()]))?;
    writeln!(out, "  <updated>{updated}</updated>\n  <author><name>Rapporteur</name></author>")?;
    lines().try_for_each(|(section, line)| entry(changes, section, line, out))?;
    writeln!(out, "</feed>")
}

fn entry(changes: &Changes, section: &News, line: &Line, out: &mut impl Write) -> io::Result<()> {
    let notes = || line.notes.iter().filter_map(|number| changes.notes.get(number - 1));
    let id = hash([section.title, &line.date, &line.actor, &line.what]);
    writeln!(out, "  <entry>\n    <id>urn:rapporteur:change:{id}</id>")?;
    writeln!(out, "    <title>{}</title>", text(&format!("{}: {}", line.actor, line.what)))?;
    writeln!(out, "    <updated>{}</updated>", instant(line))?;
    writeln!(out, "    <category term=\"{}\"/>", text(section.title))?;
    for url in notes().filter_map(|note| note.origin.url.as_deref()).filter(|url| url.starts_with("http")) {
        writeln!(out, "    <link rel=\"related\" href=\"{}\"/>", text(url))?;
    }
    let quotes: Vec<String> =
        notes().map(|note| format!("{}: “{}”", note.origin.source(), note.quote)).collect();
    let content = format!("{}. {}", line.date, quotes.join(" – "));
    writeln!(out, "    <content type=\"text\">{}</content>\n  </entry>", text(&content))
}

/// The last day of the line's date at midnight.
fn instant(line: &Line) -> String {
    let date = line.date.trim_start_matches("by ").parse::<rapporteur_record::PartialDate>();
    let day = date.map_or_else(|_| "1970-01-01".to_owned(), |date| date.bounds().1.to_string());
    format!("{day}T00:00:00Z")
}

/// Text that XML takes as it is.
fn text(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\r' | '\t' => out.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            c if commands(c) => {}
            c => out.push(c),
        }
    }
    out
}
