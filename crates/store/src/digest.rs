//! Two records compared by what they say.
use crate::{Record, Result};
use rusqlite::{Row, types::ValueRef};
use sha2::{Digest, Sha256};

/// Everything that the record holds, in an order of its own, without what differs between two ways to the same
/// record: row ids, instants, numbers of runs and paths.
const PARTS: &[&str] = &[
    "SELECT DISTINCT 'run', key, program, models, knowledge FROM run ORDER BY key",
    "SELECT 'issue', hash, code, text FROM issue JOIN debate ON debate.id = debate ORDER BY hash, code",
    "SELECT DISTINCT 'skipped', input, reason FROM skipped ORDER BY input, reason",
    "SELECT 'document', hash, name, format, url, outlet, title, published, clutter, text
     FROM document ORDER BY hash",
    "SELECT 'paragraph', hash, start, end FROM paragraph JOIN document d ON d.id = document
     ORDER BY hash, start",
    "SELECT 'fact', f.hash, d.hash, x.name, f.kind, f.issue, f.stance, f.dated, f.first, f.last, f.contract
     FROM fact f JOIN document d ON d.id = f.document JOIN actor x ON x.id = f.actor ORDER BY f.hash",
    "SELECT 'evidence', hash, start, end FROM evidence JOIN fact ON id = fact ORDER BY hash, start, end",
    "SELECT 'mention', f.hash, m.slot, x.name, a.words, m.kind, m.rule
     FROM mention m JOIN fact f ON f.id = m.fact JOIN actor x ON x.id = m.actor
     LEFT JOIN alias a ON a.id = m.alias ORDER BY f.hash, m.slot",
    "SELECT DISTINCT 'assertion', f.hash, run.key, a.rule, a.confidence, a.why
     FROM assertion a JOIN fact f ON f.id = a.fact JOIN reading r ON r.id = a.reading JOIN run ON run.id = r.run
     ORDER BY f.hash, run.key, a.rule, a.confidence, a.why",
    "SELECT 'current', d.hash, run.key FROM document d JOIN reading r ON r.document = d.id JOIN run ON run.id = r.run
     WHERE r.id = (SELECT max(id) FROM reading WHERE document = d.id) ORDER BY d.hash",
    "SELECT DISTINCT 'post', d.hash, run.key, p.start, p.end, p.actor, p.office, p.body
     FROM post p JOIN reading r ON r.id = p.reading JOIN document d ON d.id = r.document JOIN run ON run.id = r.run
     ORDER BY d.hash, run.key, p.start, p.end, p.actor",
    "SELECT 'judgement', j.who, j.why, j.verdict, j.undoes, f.hash FROM judgement j
     LEFT JOIN judged g ON g.judgement = j.id LEFT JOIN fact f ON f.id = g.fact ORDER BY j.id, f.hash",
    "SELECT 'forgotten', document, who, why FROM forgotten ORDER BY document",
];

impl Record {
    /// SHA-256 over the record's content as 64 hexadecimal digits: equal for two records that say the same, in
    /// whatever order, batches and number of runs they were made.
    pub fn digest(&self) -> Result<String> {
        let _state = self.snapshot()?;
        let mut hash = Sha256::new();
        for sql in PARTS {
            let mut query = self.db.prepare(sql)?;
            let columns = query.column_count();
            let mut rows = query.query([])?;
            while let Some(row) = rows.next()? {
                add_row(&mut hash, row, columns)?;
            }
        }
        Ok(hex(&hash.finalize()))
    }
}

fn add_row(hash: &mut Sha256, row: &Row, columns: usize) -> rusqlite::Result<()> {
    for column in 0..columns {
        match row.get_ref(column)? {
            ValueRef::Null => hash.update(b"-"),
            ValueRef::Integer(n) => hash.update(n.to_le_bytes()),
            ValueRef::Real(x) => hash.update(x.to_le_bytes()),
            ValueRef::Text(bytes) | ValueRef::Blob(bytes) => part(hash, bytes),
        }
    }
    Ok(())
}

fn part(hash: &mut Sha256, bytes: &[u8]) {
    hash.update((bytes.len() as u64).to_le_bytes());
    hash.update(bytes);
}

/// The first 16 hexadecimal digits of a SHA-256 over the parts, each with its length.
pub(crate) fn hash<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let mut hash = Sha256::new();
    for text in parts {
        part(&mut hash, text.as_bytes());
    }
    hex(&hash.finalize()[..8])
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}
