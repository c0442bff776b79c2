//! Tables for people: as wide as the terminal, rows of at most three lines, stances told apart by sign and colour.
use super::{
    Style,
    layout::{width, wrap},
};
use crate::{Align, Cell, Column, Row, Tone, Width};
use rapporteur_record::Stance;
use std::io::{self, Write};

const GAP: usize = 2;
const HEIGHT: usize = 3;
/// What fixed columns leave to each column that shares the rest.
const LEAST: usize = 16;
/// No column is squeezed below this: dates are not broken.
const NARROW: usize = 11;

pub(super) fn write<R: Row>(rows: &[R], style: Style, out: &mut impl Write) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let cells: Vec<Vec<Cell>> = rows.iter().map(Row::cells).collect();
    let table = Table { columns: R::COLUMNS, widths: widths(R::COLUMNS, &cells, style.width), style };
    let mut heading = None;
    table.header(out)?;
    for (row, cells) in rows.iter().zip(&cells) {
        if heading != Some(row.heading()) {
            heading = Some(row.heading());
            table.heading(row.heading(), out)?;
        }
        table.row(cells, out)?;
    }
    Ok(())
}

/// The width of each column, 0 for those that are not shown.
fn widths(columns: &[Column], rows: &[Vec<Cell>], total: usize) -> Vec<usize> {
    let need = |i: usize| {
        let longest = |cell: &Cell| width(&cell.text).max(cell.below.as_deref().map_or(0, width));
        let cells = rows.iter().map(|row| longest(&row[i])).max().unwrap_or(0);
        cells.max(width(columns[i].title))
    };
    let fixed = |(i, column): (usize, &Column)| match column.width {
        Width::UpTo(most) => need(i).min(usize::from(most)),
        Width::Share | Width::Hidden => 0,
    };
    let mut widths: Vec<usize> = columns.iter().enumerate().map(fixed).collect();
    let shown = columns.iter().filter(|c| c.width != Width::Hidden).count();
    let mut sharing: Vec<usize> = (0..columns.len()).filter(|&i| columns[i].width == Width::Share).collect();
    let room = total.saturating_sub(GAP * shown.saturating_sub(1));
    squeeze(&mut widths, room.saturating_sub(LEAST * sharing.len()));
    let mut rest = room.saturating_sub(widths.iter().sum::<usize>());
    // Those that need least are served first and leave what they do not need to the others.
    sharing.sort_by_key(|&i| need(i));
    for (served, &i) in sharing.iter().enumerate() {
        widths[i] = (rest / (sharing.len() - served)).min(need(i)).max(NARROW);
        rest = rest.saturating_sub(widths[i]);
    }
    widths
}

/// On a narrow terminal, the widest columns give way, but none below the width of a date.
fn squeeze(widths: &mut [usize], room: usize) {
    while widths.iter().sum::<usize>() > room {
        match widths.iter_mut().max().filter(|widest| **widest > NARROW) {
            Some(widest) => *widest -= 1,
            None => return,
        }
    }
}

struct Table<'t> {
    columns: &'t [Column],
    widths: Vec<usize>,
    style: Style,
}

impl Table<'_> {
    fn header(&self, out: &mut impl Write) -> io::Result<()> {
        let titles: Vec<Cell> = self.columns.iter().map(|column| Cell::strong(column.title)).collect();
        self.row(&titles, out)?;
        let rules: Vec<Cell> = self.widths.iter().map(|&width| Cell::faint("─".repeat(width))).collect();
        self.row(&rules, out)
    }

    fn heading(&self, heading: Option<String>, out: &mut impl Write) -> io::Result<()> {
        let Some(heading) = heading else { return Ok(()) };
        writeln!(out)?;
        for line in wrap(&heading, self.style.width, usize::MAX) {
            writeln!(out, "{}", self.paint(&line, &Tone::Strong))?;
        }
        Ok(())
    }

    fn row(&self, cells: &[Cell], out: &mut impl Write) -> io::Result<()> {
        let shown =
            || self.columns.iter().zip(&self.widths).enumerate().filter(|(_, (_, width))| **width > 0);
        let blocks: Vec<Vec<(String, &Tone)>> =
            shown().map(|(i, (_, &width))| block(&cells[i], width)).collect();
        for line in 0..blocks.iter().map(Vec::len).max().unwrap_or(0) {
            let parts = shown().zip(&blocks).map(|((_, (column, &width)), block)| {
                let (text, tone) =
                    block.get(line).map_or(("", &Tone::Plain), |(text, tone)| (text.as_str(), *tone));
                self.part(text, width, column.align, tone)
            });
            let joined = parts.collect::<Vec<_>>().join(&" ".repeat(GAP));
            writeln!(out, "{}", joined.trim_end())?;
        }
        Ok(())
    }

    fn part(&self, text: &str, to: usize, align: Align, tone: &Tone) -> String {
        let space = " ".repeat(to.saturating_sub(width(text)));
        let text = if text.is_empty() { String::new() } else { self.paint(text, tone) };
        match align {
            Align::Left => text + &space,
            Align::Right => space + &text,
        }
    }

    fn paint(&self, text: &str, tone: &Tone) -> String {
        match tone {
            _ if !self.style.colour => text.to_owned(),
            Tone::Marked(words) => mark(text, words),
            tone => tone_code(tone).map_or_else(|| text.to_owned(), |code| coloured(text, code)),
        }
    }
}

/// The lines of a cell.
fn block(cell: &Cell, width: usize) -> Vec<(String, &Tone)> {
    let below = cell.below.as_deref().filter(|below| !below.is_empty());
    let height = HEIGHT - usize::from(below.is_some());
    let mut lines: Vec<_> =
        wrap(&cell.text, width, height).into_iter().map(|line| (line, &cell.tone)).collect();
    lines.extend(below.into_iter().flat_map(|below| wrap(below, width, 1)).map(|line| (line, &Tone::Faint)));
    lines
}

fn coloured(text: &str, code: &str) -> String {
    format!("\x1b[{code}m{text}\x1b[0m")
}

/// Colours these words wherever they stand as whole words.
fn mark(text: &str, words: &[String]) -> String {
    let is_word = |part: &str| words.iter().flat_map(|w| w.split_whitespace()).any(|word| word == part);
    let letters = |a: char, b: char| a.is_alphanumeric() == b.is_alphanumeric();
    let chars: Vec<char> = text.chars().collect();
    let parts = chars.chunk_by(|&a, &b| letters(a, b)).map(|part| part.iter().collect::<String>());
    parts.map(|part| if is_word(&part) { coloured(&part, "1;33") } else { part }).collect()
}

/// Colours of the basic palette, which every terminal's theme makes legible.
fn tone_code(tone: &Tone) -> Option<&'static str> {
    Some(match tone {
        Tone::Plain | Tone::Marked(_) => return None,
        Tone::Strong => "1",
        Tone::Faint => "2",
        Tone::Of(Stance::Support) => "32",
        Tone::Of(Stance::Oppose) => "31",
        Tone::Of(Stance::Conditional) => "33",
        Tone::Of(Stance::Undecided) => "36",
    })
}
