//! One document: its text, what of it is clutter, and the facts that it says.
use crate::{
    Entry, Filter, Origin, Record, Result, StoreError, Text,
    copies::{CopyOf, copy_of},
    entry::{entries_in, origin, place, text_of},
    judge::FOREVER,
    readings::spans,
    run::instant,
};
use rapporteur_record::{Kind, Span};
use serde::{Serialize, Serializer};
use serde_json::json;
use std::rc::Rc;

/// A document with its current facts.
#[derive(Debug, Clone)]
pub struct DocumentDetail {
    pub origin: Origin,
    pub text: Rc<Text>,
    /// Places that are never evidence. Ascending, apart.
    pub clutter: Vec<Span>,
    /// The other lines of the text, ascending.
    pub paragraphs: Vec<Span>,
    /// What it is a copy of.
    pub copy_of: Option<CopyOf>,
    /// In the order of the text, the reports of `docs/facts.md` among them.
    pub facts: Vec<Entry>,
}

impl Record {
    /// The document of this name or id (or its first digits). Of the filter, the instant, the confidence and the actor
    /// and issue of the facts count.
    pub fn document(&self, given: &str, filter: &Filter) -> Result<DocumentDetail> {
        let _state = self.snapshot()?;
        let (row, _) = self.find_document(given)?;
        let at = filter.known_at.map_or_else(|| FOREVER.to_owned(), instant);
        let mut read =
            self.db.prepare_cached("SELECT 1 FROM reading WHERE document = ? AND recorded <= ?")?;
        if !read.exists((row, &at))? {
            return Err(StoreError::UnknownDocument(given.to_owned()));
        }
        let text = text_of(&self.db, row)?;
        let mut query = self.db.prepare_cached(
            "SELECT hash, name, outlet, title, published, url, clutter FROM document WHERE id = ?",
        )?;
        let (origin, clutter) =
            query.query_row([row], |found| Ok((origin(found, 0)?, found.get::<_, String>(6)?)))?;
        let mut query =
            self.db.prepare_cached("SELECT start, end FROM paragraph WHERE document = ? ORDER BY start")?;
        let points = query.query_map([row], |found| Ok([found.get(0)?, found.get(1)?]))?;
        let points = points.collect::<rusqlite::Result<Vec<[i64; 2]>>>()?;
        let mut facts = entries_in(self, filter, row)?;
        facts.sort_by_key(|entry| (entry.fact.evidence[0], entry.kind(), entry.id.clone()));
        Ok(DocumentDetail {
            clutter: spans(&clutter, &text.offsets),
            paragraphs: points.into_iter().map(|points| place(&text, points)).collect(),
            copy_of: copy_of(&self.db, row, &at)?,
            origin,
            text,
            facts,
        })
    }
}

impl DocumentDetail {
    /// Facts of one kind.
    pub fn count(&self, kind: Kind) -> usize {
        self.facts.iter().filter(|entry| entry.kind() == kind).count()
    }
}

impl Serialize for DocumentDetail {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let points = |spans: &[Span]| -> Vec<[usize; 2]> {
            spans.iter().map(|&span| self.text.offsets.points(span)).collect()
        };
        let mut value = serde_json::to_value(&self.origin).map_err(serde::ser::Error::custom)?;
        value["copy_of"] = json!(self.copy_of);
        value["text"] = json!(self.text.text);
        value["clutter"] = json!(points(&self.clutter));
        value["paragraphs"] = json!(points(&self.paragraphs));
        value["facts"] = json!(self.facts);
        value.serialize(serializer)
    }
}
