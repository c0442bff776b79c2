//! Which documents are copies of one another, and how alike they are.
use crate::{
    Answer, Cell, Column, CopyOf, Filter, Origin, Record, Result, Row,
    copies::{Sources, copy_of},
    entry::origin,
    judge::FOREVER,
    run::instant,
};
use rusqlite::params;
use serde::Serialize;
use std::collections::BTreeMap;

/// One document of a group of copies.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CopyRow {
    /// Name of the document of the group that appeared first.
    pub group: String,
    #[serde(flatten)]
    pub origin: Origin,
    /// How it came into the group; none for the document that was read first.
    pub copy_of: Option<CopyOf>,
}

impl Record {
    /// Groups of near duplicates, in the order in which they appeared. Of the filter, the days of publication, the
    /// instant and the limit count.
    pub fn copies(&self, filter: &Filter) -> Result<Answer<CopyRow>> {
        let _state = self.snapshot()?;
        let at = filter.known_at.map_or_else(|| FOREVER.to_owned(), instant);
        let sources = Sources::new(&self.db, filter.known_at);
        let mut groups: BTreeMap<i64, Vec<CopyRow>> = BTreeMap::new();
        let mut query = self.db.prepare_cached(MEMBERS)?;
        let bound = |date: Option<rapporteur_record::PartialDate>| date.map(|d| d.bounds().1.to_string());
        let from = filter.from.map(|date| date.bounds().0.to_string());
        let mut found = query.query(params![at, bound(filter.as_of), bound(filter.to), from])?;
        while let Some(row) = found.next()? {
            let id = row.get(0)?;
            let (group, copy_of) = (String::new(), copy_of(&self.db, id, &at)?);
            groups.entry(sources.root(id)?).or_default().push(CopyRow {
                group,
                origin: origin(row, 1)?,
                copy_of,
            });
        }
        let mut groups: Vec<Vec<CopyRow>> = groups.into_values().filter(|group| group.len() > 1).collect();
        let order =
            |row: &CopyRow| (row.origin.published, row.origin.doc.clone(), row.origin.document.clone());
        groups.iter_mut().for_each(|group| group.sort_by_key(order));
        groups.sort_by_key(|group| order(&group[0]));
        for group in &mut groups {
            let first = group[0].origin.doc.clone();
            group.iter_mut().for_each(|row| row.group.clone_from(&first));
        }
        let rows = groups.into_iter().flatten().take(filter.limit.unwrap_or(usize::MAX));
        Ok(rows.collect::<Vec<_>>().into())
    }
}

const MEMBERS: &str = "
    SELECT d.id, d.hash, d.name, d.outlet, d.title, d.published, d.url FROM document d
    WHERE d.id IN (SELECT document FROM copy WHERE recorded <= ?1 UNION SELECT original FROM copy WHERE recorded <= ?1)
      AND (?2 IS NULL OR d.published <= ?2) AND (?3 IS NULL OR d.published <= ?3)
      AND (?4 IS NULL OR d.published >= ?4)";

impl Row for CopyRow {
    const COLUMNS: &'static [Column] = &[
        Column::hidden("group", "Group"),
        Column::text("published", "Published", 10),
        Column::text("source", "Source", 18),
        Column::wide("title", "Title"),
        Column::text("doc", "Document", 20),
        Column::text("alike", "Like", 20),
        Column::number("resemblance", "Shared"),
        Column::number("containment", "Of less"),
        Column::hidden("document", "Document id"),
    ];

    fn heading(&self) -> Option<String> {
        Some(self.group.clone())
    }

    fn cells(&self) -> Vec<Cell> {
        let or_nothing = |text: &Option<String>| Cell::from(text.as_deref().unwrap_or(""));
        let part = |of: fn(&CopyOf) -> f64| {
            Cell::from(self.copy_of.as_ref().map_or(String::new(), |copy| format!("{:.2}", of(copy))))
        };
        vec![
            Cell::from(self.group.as_str()),
            Cell::from(self.origin.published.map_or(String::new(), |date| date.to_string())),
            or_nothing(&self.origin.outlet),
            Cell::strong(self.origin.title.as_deref().unwrap_or("")),
            Cell::faint(&self.origin.doc),
            Cell::faint(self.copy_of.as_ref().and_then(|copy| copy.alike.as_deref()).unwrap_or("")),
            part(|copy| copy.resemblance),
            part(|copy| copy.containment),
            Cell::from(self.origin.document.as_str()),
        ]
    }
}
