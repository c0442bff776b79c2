use super::visible::commands;
use crate::{Align, Row};
use std::io::{self, Write};

pub(super) fn write<R: Row>(rows: &[R], out: &mut impl Write) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    line(R::COLUMNS.iter().map(|column| column.title.to_owned()), out)?;
    let rule = |align| if align == Align::Right { "---:" } else { "---" }.to_owned();
    line(R::COLUMNS.iter().map(|column| rule(column.align)), out)?;
    for row in rows {
        line(row.cells().iter().map(|cell| escape(&cell.text)), out)?;
    }
    Ok(())
}

fn line(cells: impl Iterator<Item = String>, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "| {} |", cells.collect::<Vec<_>>().join(" | "))
}

/// Text that Markdown shows as it is: no markup, no HTML, no end of the cell.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '|' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '#' | '~' => out.extend(['\\', c]),
            '\n' | '\r' => out.push(' '),
            _ if commands(c) => {}
            '&' => out.push_str("&amp;"),
            _ => out.push(c),
        }
    }
    out
}
