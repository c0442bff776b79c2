//! The shape that all answers share, so that one piece of code prints them all.
use crate::Placed;
use rapporteur_record::{FactId, Stance};
use serde::Serialize;

/// One row of an answer. Machine formats get it whole by `Serialize`; tables, CSV and Markdown get its cells.
pub trait Row: Serialize {
    const COLUMNS: &'static [Column];

    /// One cell for each column, its text whole (a table shortens it).
    fn cells(&self) -> Vec<Cell>;

    /// The heading under which a table puts the row; rows of one heading follow one another.
    fn heading(&self) -> Option<String> {
        None
    }
}

/// How a column is called and how wide it may become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Name in CSV.
    pub name: &'static str,
    /// Heading in tables.
    pub title: &'static str,
    pub width: Width,
    pub align: Align,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// As wide as its longest cell, up to so many characters.
    UpTo(u16),
    /// Shares with others of its kind what the rest leaves.
    Share,
    /// Too much for a table, or said by the row's heading there.
    Hidden,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    Left,
    Right,
}

impl Column {
    pub const fn text(name: &'static str, title: &'static str, up_to: u16) -> Self {
        Self { name, title, width: Width::UpTo(up_to), align: Align::Left }
    }

    pub const fn number(name: &'static str, title: &'static str) -> Self {
        Self { name, title, width: Width::UpTo(9), align: Align::Right }
    }

    pub const fn hidden(name: &'static str, title: &'static str) -> Self {
        Self { name, title, width: Width::Hidden, align: Align::Left }
    }

    pub const fn wide(name: &'static str, title: &'static str) -> Self {
        Self { name, title, width: Width::Share, align: Align::Left }
    }
}

/// What a cell says, and how a terminal may colour it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    pub text: String,
    pub tone: Tone,
    /// What CSV has instead of the text, where a person is shown something shorter.
    pub machine: Option<String>,
    /// A second line for the cell of a table, where another column says it in other formats.
    pub below: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tone {
    Plain,
    Strong,
    Faint,
    Of(Stance),
    /// Plain, but for these words.
    Marked(Vec<String>),
}

impl Cell {
    pub fn new(text: impl Into<String>, tone: Tone) -> Self {
        Self { text: text.into(), tone, machine: None, below: None }
    }

    pub fn strong(text: impl Into<String>) -> Self {
        Self::new(text, Tone::Strong)
    }

    pub fn faint(text: impl Into<String>) -> Self {
        Self::new(text, Tone::Faint)
    }

    /// The first eight digits are enough for `show`.
    pub fn id(id: &FactId) -> Self {
        Self::faint(short(id)).in_csv(&id.0)
    }

    pub fn date(placed: Placed) -> Self {
        Self::from(placed.short()).in_csv(placed.edtf())
    }

    pub fn in_csv(self, machine: impl Into<String>) -> Self {
        Self { machine: Some(machine.into()), ..self }
    }

    pub fn above(self, below: impl Into<String>) -> Self {
        Self { below: Some(below.into()), ..self }
    }

    pub fn number(count: usize) -> Self {
        Self::from(count.to_string())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::new(text, Tone::Plain)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

/// As much of an id as a table shows.
pub(crate) fn short(id: &FactId) -> &str {
    &id.0[..id.0.len().min(8)]
}

/// A mark for each stance that does not need colour to be seen.
pub const fn sign(stance: Stance) -> char {
    match stance {
        Stance::Support => '+',
        Stance::Oppose => '−',
        Stance::Conditional => '±',
        Stance::Undecided => '?',
    }
}

/// The rows that answer a question; empty where the record has none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Answer<R> {
    pub rows: Vec<R>,
}

impl<R> Answer<R> {
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

impl<R> From<Vec<R>> for Answer<R> {
    fn from(rows: Vec<R>) -> Self {
        Self { rows }
    }
}
