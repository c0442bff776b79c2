//! Answers in the formats of the command line, one file a format.
mod brief;
mod changes;
mod csv;
mod json;
mod layout;
mod markdown;
mod show;
mod table;
mod visible;
mod why;

use crate::{Answer, Row};
use serde::Serialize;
use std::io::{self, Write};

/// How an answer is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people at a terminal.
    Table(Style),
    /// One array of objects, indented.
    Json,
    /// One object a line.
    Jsonl,
    /// A header and one line a row, as RFC 4180.
    Csv,
    /// A Markdown table.
    Markdown,
}

/// What the terminal can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Characters in a line.
    pub width: usize,
    pub colour: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self { width: 100, colour: false }
    }
}

/// Writes an answer. An empty one has a header in CSV, `[]` in JSON and nothing elsewhere.
pub fn write<R: Row>(answer: &Answer<R>, format: Format, out: &mut impl Write) -> io::Result<()> {
    match format {
        Format::Table(style) => table::write(&answer.rows, style, out),
        Format::Json => json::write(answer, out),
        Format::Jsonl => json::write_lines(&answer.rows, out),
        Format::Csv => csv::write(&answer.rows, out),
        Format::Markdown => markdown::write(&answer.rows, out),
    }
}

/// Writes one value that is no table as indented JSON.
pub fn write_json(value: &impl Serialize, out: &mut impl Write) -> io::Result<()> {
    json::write(value, out)
}

pub use brief::write as write_brief;
pub use changes::{write as write_changes, write_atom};
pub use show::{fields as detail_fields, write as write_detail};
pub use visible::{commands, visible};
