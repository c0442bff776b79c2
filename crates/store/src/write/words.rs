//! Words that wait for the search indexes: the table of words of an index fills the processor's caches, so that each index
//! is given many texts at a time, and the tables between them none.
use crate::Result;
use rusqlite::{Connection, params};

/// Texts of both indexes by row id, within the transaction that wrote their rows.
#[derive(Default)]
pub(super) struct Waiting {
    paragraphs: Texts,
    facts: Texts,
}

#[derive(Default)]
struct Texts {
    /// Row ids, each with the end of its text.
    rows: Vec<(i64, usize)>,
    text: String,
}

/// Bytes that wait for one index.
const ROOM: usize = 4 << 20;

impl Waiting {
    pub fn paragraph(&mut self, db: &Connection, id: i64, text: &str) -> Result<()> {
        self.paragraphs.push(id, text);
        if self.paragraphs.text.len() < ROOM { Ok(()) } else { self.write(db) }
    }

    pub fn fact(&mut self, db: &Connection, id: i64, text: &str) -> Result<()> {
        self.facts.push(id, text);
        if self.facts.text.len() < ROOM { Ok(()) } else { self.write(db) }
    }

    /// Writes what waits.
    pub fn write(&mut self, db: &Connection) -> Result<()> {
        self.paragraphs.write(db, "INSERT INTO paragraph_search (rowid, text) VALUES (?, ?)")?;
        self.facts.write(db, "INSERT INTO fact_search (rowid, words) VALUES (?, ?)")
    }
}

impl Texts {
    fn push(&mut self, id: i64, text: &str) {
        self.text.push_str(text);
        self.rows.push((id, self.text.len()));
    }

    fn write(&mut self, db: &Connection, sql: &str) -> Result<()> {
        let mut insert = db.prepare_cached(sql)?;
        let mut start = 0;
        for (id, end) in self.rows.drain(..) {
            insert.execute(params![id, &self.text[start..end]])?;
            start = end;
        }
        self.text.clear();
        Ok(())
    }
}
