//! Near duplicates: wire copies, syndicated texts, updates of one page.
//!
//! A new document is compared with a bounded number of earlier ones, those that share most bands of their sketches; so
//! the cost a document does not grow with the record. Candidates are then compared run by run, and what was counted is
//! kept. A copy points to the first document of its group; where a document is a copy of two groups, the later points
//! to the earlier from that instant on.
//!
//! This stands in the store, not where documents are read: candidates are documents of the record, and a group is
//! known only as of an instant.
mod sketch;

use crate::{Result, entry::text_of, judge::FOREVER, readings, run::instant};
use jiff::Timestamp;
use rapporteur_record::Document;
use rusqlite::{Connection, OptionalExtension, params};
use sketch::{Likeness, Runs};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Earlier documents that a new one is compared with.
const COMPARED: usize = 8;
/// Documents that one band leads to. More would find no further group, since they are copies of one another.
const BUCKET: usize = 16;

/// A text as it is looked for among others.
pub(crate) struct Sketch {
    runs: Runs,
    bands: Vec<i64>,
}

impl Sketch {
    pub fn of(document: &Document) -> Self {
        let runs = Runs::of(&document.text, &document.clutter);
        Self { bands: runs.bands(), runs }
    }
}

/// Bands as a transaction knows them: they lie scattered in the file, so that they are read and written in their order.
#[derive(Default)]
pub(crate) struct Bands {
    /// Documents of the bands that were looked up or added to.
    known: HashMap<i64, Vec<i64>>,
    new: Vec<[i64; 2]>,
}

impl Bands {
    /// Reads the bands of these texts.
    pub fn look_up<'s>(&mut self, db: &Connection, sketches: impl Iterator<Item = &'s Sketch>) -> Result<()> {
        let wanted = sketches.flat_map(|sketch| &sketch.bands).filter(|band| !self.known.contains_key(band));
        let mut wanted: Vec<i64> = wanted.copied().collect();
        wanted.sort_unstable();
        wanted.dedup();
        let mut query = db.prepare_cached("SELECT document FROM band WHERE band = ? LIMIT ?")?;
        for band in wanted {
            let documents = query.query_map([band, BUCKET as i64], |row| row.get(0))?;
            self.known.insert(band, documents.collect::<rusqlite::Result<_>>()?);
        }
        Ok(())
    }

    /// Finds what the document, which is new under this row id, is a copy of. Its bands have been looked up.
    pub fn add(&mut self, db: &Connection, row: i64, sketch: &Sketch, recorded: &str) -> Result<()> {
        let mut found: BTreeMap<i64, (i64, Likeness)> = BTreeMap::new();
        for other in self.candidates(&sketch.bands) {
            let likeness = sketch.runs.likeness(&runs_of(db, other)?);
            if likeness.is_copy() {
                // Candidates come most alike first, as far as sketches know.
                let best = found.entry(root(db, other, FOREVER)?).or_insert((other, likeness));
                if likeness.resemblance > best.1.resemblance {
                    *best = (other, likeness);
                }
            }
        }
        self.insert(row, &sketch.bands);
        let Some((&first, &(alike, likeness))) = found.first_key_value() else { return Ok(()) };
        insert(db, row, first, alike, likeness, recorded)?;
        for (&later, &(_, likeness)) in found.iter().skip(1) {
            insert(db, later, first, row, likeness, recorded)?;
        }
        Ok(())
    }

    /// The documents that share most bands.
    fn candidates(&self, bands: &[i64]) -> Vec<i64> {
        let mut shared: BTreeMap<i64, usize> = BTreeMap::new();
        for document in bands.iter().filter_map(|band| self.known.get(band)).flatten() {
            *shared.entry(*document).or_default() += 1;
        }
        let mut found: Vec<(usize, i64)> =
            shared.into_iter().map(|(document, bands)| (bands, document)).collect();
        found.sort_by_key(|&(bands, document)| (std::cmp::Reverse(bands), document));
        found.into_iter().take(COMPARED).map(|(_, document)| document).collect()
    }

    /// Adds the document to those of its bands that have room for one more.
    fn insert(&mut self, row: i64, bands: &[i64]) {
        for &band in bands {
            let documents = self.known.entry(band).or_default();
            if documents.len() < BUCKET {
                documents.push(row);
                self.new.push([band, row]);
            }
        }
    }

    /// Writes what was added. One row a statement: one with several would make the search indexes flush for each.
    pub fn write(&mut self, db: &Connection) -> Result<()> {
        self.new.sort_unstable();
        let mut insert = db.prepare_cached("INSERT INTO band (band, document) VALUES (?, ?)")?;
        self.new.drain(..).try_for_each(|row| insert.execute(row).map(|_| ()))?;
        Ok(())
    }
}

fn insert(
    db: &Connection,
    copy: i64,
    original: i64,
    alike: i64,
    like: Likeness,
    recorded: &str,
) -> Result<()> {
    db.prepare_cached(
        "INSERT OR IGNORE INTO copy (document, original, alike, resemblance, containment, recorded)
         VALUES (?, ?, ?, ?, ?, ?)",
    )?
    .execute(params![copy, original, alike, like.resemblance, like.containment, recorded])?;
    Ok(())
}

fn runs_of(db: &Connection, row: i64) -> Result<Runs> {
    let clutter: String =
        db.prepare_cached("SELECT clutter FROM document WHERE id = ?")?.query_row([row], |r| r.get(0))?;
    let text = text_of(db, row)?;
    let spans = readings::spans(&clutter, &text.offsets);
    Ok(Runs::of(&text.text, &spans))
}

/// The first document of the group as it was known at that instant; the document itself where it is no copy.
fn root(db: &Connection, document: i64, known_at: &str) -> Result<i64> {
    let mut query =
        db.prepare_cached("SELECT min(original) FROM copy WHERE document = ? AND recorded <= ?")?;
    let mut at = document;
    // Originals are earlier documents, so this ends.
    while let Some(original) = query.query_row(params![at, known_at], |row| row.get(0))? {
        at = original;
    }
    Ok(at)
}

/// Documents of records that knew no copies yet.
pub(crate) fn add_all(db: &Connection) -> Result<()> {
    let mut query = db.prepare(
        "SELECT d.id, (SELECT recorded FROM reading WHERE document = d.id ORDER BY id LIMIT 1)
         FROM document d ORDER BY d.id",
    )?;
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get::<_, Option<String>>(1)?)))?;
    for row in rows {
        let (row, recorded) = row?;
        let (sketch, mut bands) = (Sketch::of(&readings::document(db, row)?), Bands::default());
        bands.look_up(db, [&sketch].into_iter())?;
        bands.add(db, row, &sketch, recorded.as_deref().unwrap_or_default())?;
        bands.write(db)?;
    }
    Ok(())
}

/// Tells how many sources documents are, as it was known at an instant.
pub(crate) struct Sources<'r> {
    db: &'r Connection,
    known_at: String,
}

impl<'r> Sources<'r> {
    pub fn new(db: &'r Connection, known_at: Option<Timestamp>) -> Self {
        Self { db, known_at: known_at.map_or_else(|| FOREVER.to_owned(), instant) }
    }

    pub fn root(&self, document: i64) -> Result<i64> {
        root(self.db, document, &self.known_at)
    }

    /// Independent sources of documents, given by row id and outlet: what one outlet publishes and what is copied from
    /// one another is one.
    pub fn count<'o>(&self, documents: impl IntoIterator<Item = (i64, Option<&'o str>)>) -> Result<usize> {
        let mut classes: Vec<(BTreeSet<i64>, BTreeSet<&str>)> = Vec::new();
        for (document, outlet) in documents {
            let mut class = (BTreeSet::from([self.root(document)?]), outlet.into_iter().collect());
            classes.retain(|(roots, outlets)| {
                let apart = roots.is_disjoint(&class.0) && outlets.is_disjoint(&class.1);
                if !apart {
                    class.0.extend(roots);
                    class.1.extend(outlets);
                }
                apart
            });
            classes.push(class);
        }
        Ok(classes.len())
    }
}

/// What a document is a copy of, as it was known at an instant.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct CopyOf {
    /// Name of the first document of the group.
    pub original: String,
    /// Name of the document that it was found to be like; none where that was forgotten.
    pub alike: Option<String>,
    /// Shared runs of three words among all of both texts, and among those of the smaller one.
    pub resemblance: f64,
    pub containment: f64,
}

pub(crate) fn copy_of(db: &Connection, document: i64, known_at: &str) -> Result<Option<CopyOf>> {
    let mut query = db.prepare_cached(
        "SELECT a.name, c.resemblance, c.containment FROM copy c LEFT JOIN document a ON a.id = c.alike
         WHERE c.document = ? AND c.recorded <= ? ORDER BY c.original LIMIT 1",
    )?;
    let found = query
        .query_row(params![document, known_at], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let Some((alike, resemblance, containment)) = found else { return Ok(None) };
    let original = db
        .prepare_cached("SELECT name FROM document WHERE id = ?")?
        .query_row([root(db, document, known_at)?], |row| row.get(0))?;
    Ok(Some(CopyOf { original, alike, resemblance, containment }))
}
