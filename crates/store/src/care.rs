//! Looking after the file: is it sound, and copies of it.
use crate::{Record, Result, StoreError};
use std::path::Path;

/// Each query finds rows that no record may hold; its name says what is wrong with them.
const FAULTS: &[(&str, &str)] = &[
    (
        "fact without evidence",
        "SELECT hash FROM fact f WHERE NOT EXISTS (SELECT 1 FROM evidence WHERE fact = f.id)",
    ),
    (
        "fact that no reading asserts",
        "SELECT hash FROM fact f WHERE NOT EXISTS (SELECT 1 FROM assertion WHERE fact = f.id)",
    ),
    (
        "fact asserted by a reading of another document",
        "SELECT hash FROM fact f JOIN assertion a ON a.fact = f.id JOIN reading r ON r.id = a.reading
         WHERE r.document <> f.document",
    ),
    (
        "fact without its actor's mention",
        "SELECT hash FROM fact f WHERE NOT EXISTS (SELECT 1 FROM mention WHERE fact = f.id AND actor = f.actor)",
    ),
    (
        "evidence outside its text",
        "SELECT f.hash FROM evidence e JOIN fact f ON f.id = e.fact JOIN document d ON d.id = f.document
         WHERE e.start < 0 OR e.end > length(d.text)",
    ),
    (
        "document without a reading",
        "SELECT hash FROM document d WHERE NOT EXISTS (SELECT 1 FROM reading WHERE document = d.id)",
    ),
    (
        "fact that search does not know",
        "SELECT hash FROM fact f WHERE NOT EXISTS (SELECT 1 FROM fact_search WHERE rowid = f.id)",
    ),
    (
        "reading recorded before an earlier one",
        "SELECT b.id FROM reading a JOIN reading b ON b.id = a.id + 1 WHERE b.recorded < a.recorded",
    ),
];

/// At most so many faults of one sort are listed.
const LISTED: usize = 20;

impl Record {
    /// Everything that is wrong with the record, one line a fault; empty where it is sound. Reads the whole file.
    pub fn check(&self) -> Result<Vec<String>> {
        let mut faults = self.lines("PRAGMA integrity_check")?;
        faults.retain(|line| line != "ok");
        for row in
            self.lines("SELECT \"table\" || ' row ' || ifnull(rowid, '?') FROM pragma_foreign_key_check")?
        {
            faults.push(format!("broken reference: {row}"));
        }
        for (name, sql) in FAULTS {
            faults.extend(self.lines(sql)?.into_iter().map(|row| format!("{name}: {row}")));
        }
        faults.extend(self.search_fault()?);
        Ok(faults)
    }

    fn lines(&self, sql: &str) -> Result<Vec<String>> {
        let mut query = self.db.prepare(sql)?;
        let rows = query.query_map([], |row| match row.get_ref(0)?.as_str() {
            Ok(text) => Ok(text.to_owned()),
            Err(_) => Ok(row.get::<_, i64>(0)?.to_string()),
        })?;
        Ok(rows.take(LISTED).collect::<rusqlite::Result<_>>()?)
    }

    /// The index of paragraphs is compared with their texts. The check is an INSERT in form, so that a record which was
    /// opened for reading alone is spared it.
    fn search_fault(&self) -> Result<Option<String>> {
        if self.db.is_readonly("main")? {
            return Ok(None);
        }
        let check = "INSERT INTO paragraph_search (paragraph_search, rank) VALUES ('integrity-check', 1)";
        Ok(self.db.execute(check, []).err().map(|fault| format!("search index: {fault}")))
    }

    /// Copies the record to a new file while it may be in use. The copy is of one state, without unused pages.
    pub fn backup(&self, to: impl AsRef<Path>) -> Result<()> {
        let to = to.as_ref();
        if to.exists() {
            return Err(StoreError::Exists(to.to_owned()));
        }
        let path = to.to_str().ok_or_else(|| StoreError::PathNotUnicode(to.to_owned()))?;
        self.db.execute("VACUUM INTO ?", [path])?;
        Ok(())
    }
}
