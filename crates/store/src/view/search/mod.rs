//! Words in facts and texts.
mod query;

use super::{DOC, ID, SOURCE, timeline::what};
use crate::{
    Answer, Cell, Column, Entry, Filter, Origin, Placed, Record, Result, Row, Text, Tone,
    entry::{even, matching, origin, place, text_of},
    filter::{CURRENT_FACTS, IN_TIME, Where},
    run::instant,
};
use query::Query;
use rapporteur_record::Span;
use rusqlite::{OptionalExtension, params_from_iter};
use serde::{Serialize, Serializer};
use serde_json::json;
use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

/// A paragraph that has the words, or a fact that is found by them.
#[derive(Debug, Clone)]
pub struct Hit {
    /// The fact; `None` for a paragraph in which no fact was found by the words.
    pub fact: Option<Entry>,
    pub origin: Origin,
    pub text: Rc<Text>,
    /// The paragraph, or the fact's first evidence.
    pub span: Span,
    /// The words that were searched for, inside the span.
    pub hits: Vec<Span>,
    /// Row id of the paragraph.
    paragraph: Option<i64>,
}

impl Record {
    /// Facts that have all the words in their names or evidence, then other paragraphs that have them, best first.
    ///
    /// `"two words"` is a phrase, `word*` a beginning, `-word` must not be there, `OR` stands between alternatives;
    /// anything else is searched for as it is. Case, accents and English endings do not count. Limits on actor or
    /// issue leave facts alone; the day of a paragraph is that on which its document appeared.
    ///
    /// What was known at an instant comes in the order of time: how well a text fits depends on all others, those that
    /// were read later among them.
    pub fn search(&self, words: &str, filter: &Filter) -> Result<Answer<Hit>> {
        let _state = self.snapshot()?;
        let Some(query) = Query::parse(words) else { return Ok(Vec::new().into()) };
        let mut hits = self.fact_hits(&query, filter)?;
        if filter.actor.is_none() && filter.issue.is_none() {
            let found: BTreeSet<i64> = hits.iter().filter_map(|hit| hit.paragraph).collect();
            let texts = self.text_hits(&query, filter)?;
            hits.extend(texts.into_iter().filter(|hit| hit.paragraph.is_none_or(|id| !found.contains(&id))));
        }
        hits.truncate(filter.limit.unwrap_or(usize::MAX));
        Ok(hits.into())
    }

    fn fact_hits(&self, query: &Query, filter: &Filter) -> Result<Vec<Hit>> {
        let found = match (filter.known_at, filter.limit) {
            (None, Some(limit)) => self.best_facts(query, filter, limit)?,
            _ => None,
        };
        let found = found.map_or_else(|| self.all_facts(query, filter), Ok)?;
        let mut known = BTreeMap::new();
        found.into_iter().map(|entry| self.fact_hit(query, entry, &mut known)).collect()
    }

    /// The best facts, if enough of those that the index puts first pass the filter: a common word has too many to look
    /// at each.
    fn best_facts(&self, query: &Query, filter: &Filter, limit: usize) -> Result<Option<Vec<Entry>>> {
        let mut conditions = filter.facts(self, &[])?;
        conditions.values.insert(0, query.all.clone().into());
        let from = format!("{} CROSS JOIN {CURRENT_FACTS}", first_of("fact_search", limit));
        conditions.add("f.id = best.id", [] as [String; 0]);
        let tail = format!("ORDER BY best.fit, f.hash LIMIT {limit}");
        let found = matching(self, &from, &conditions, &tail)?;
        Ok((found.len() == limit).then_some(found))
    }

    fn all_facts(&self, query: &Query, filter: &Filter) -> Result<Vec<Entry>> {
        let mut conditions = filter.facts(self, &[])?;
        conditions.add("f.id = fact_search.rowid AND fact_search MATCH ?", [query.all.clone()]);
        let limit = filter.limit.map_or(String::new(), |n| format!(" LIMIT {n}"));
        let from = format!("fact_search JOIN {CURRENT_FACTS}");
        let order = match filter.known_at {
            None => "fact_search.rank, f.hash",
            Some(_) => IN_TIME,
        };
        matching(self, &from, &conditions, &format!("ORDER BY {order}{limit}"))
    }

    /// `known`: the marks of paragraphs, of which a fact is often one of many.
    fn fact_hit(&self, query: &Query, entry: Entry, known: &mut BTreeMap<i64, Vec<Span>>) -> Result<Hit> {
        let span = entry.fact.evidence[0];
        let at = entry.text.offsets.point(span.start) as i64;
        let paragraph = self
            .db
            .prepare_cached(
                "SELECT id, start, end FROM
                 (SELECT * FROM paragraph WHERE document = ?1 AND start <= ?2 ORDER BY start DESC LIMIT 1)
                 WHERE end > ?2",
            )?
            .query_row([entry.row, at], |row| Ok((row.get(0)?, [row.get(1)?, row.get(2)?])))
            .optional()?;
        if let Some((id, points)) = paragraph
            && !known.contains_key(&id)
        {
            known.insert(id, self.marked(query, id, place(&entry.text, points), &entry.text)?);
        }
        let marks = paragraph.and_then(|(id, _)| known.get(&id)).map_or(&[][..], Vec::as_slice);
        let hits = marks.iter().copied().filter(|hit| span.contains(*hit)).collect();
        let (origin, text) = (entry.origin.clone(), Rc::clone(&entry.text));
        Ok(Hit { origin, text, span, hits, paragraph: paragraph.map(|(id, _)| id), fact: Some(entry) })
    }

    fn text_hits(&self, query: &Query, filter: &Filter) -> Result<Vec<Hit>> {
        let best = match (filter.known_at, filter.limit) {
            (None, Some(limit)) => {
                let from = format!(
                    "{} CROSS JOIN paragraph p ON p.id = best.id",
                    first_of("paragraph_search", limit)
                );
                let hits = self.paragraphs_of(query, filter, &from, "best.fit,")?;
                (hits.len() == limit).then_some(hits)
            }
            _ => None,
        };
        best.map_or_else(|| self.all_texts(query, filter), Ok)
    }

    fn all_texts(&self, query: &Query, filter: &Filter) -> Result<Vec<Hit>> {
        let order = match filter.known_at {
            None => "found.rank,",
            Some(_) => "d.published, d.name,",
        };
        let from = "(SELECT rowid AS id, rank FROM paragraph_search WHERE paragraph_search MATCH ?) found
            JOIN paragraph p ON p.id = found.id";
        self.paragraphs_of(query, filter, from, order)
    }

    /// Paragraphs of `from`, whose first value is the query, in this order.
    fn paragraphs_of(&self, query: &Query, filter: &Filter, from: &str, order: &str) -> Result<Vec<Hit>> {
        let mut conditions = published(filter);
        conditions.values.insert(0, query.all.clone().into());
        let limit = filter.limit.map_or(String::new(), |n| format!(" LIMIT {n}"));
        let sql = format!(
            "SELECT p.id, p.start, p.end, d.id, d.hash, d.name, d.outlet, d.title, d.published, d.url
             FROM {from} JOIN document d ON d.id = p.document {}
             ORDER BY {order} d.hash, p.start{limit}",
            conditions.sql()
        );
        let mut statement = self.db.prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(&conditions.values))?;
        let mut hits = Vec::new();
        while let Some(row) = rows.next()? {
            let text = text_of(&self.db, row.get(3)?)?;
            let (id, span) = (row.get(0)?, place(&text, [row.get(1)?, row.get(2)?]));
            let marked = self.marked(query, id, span, &text)?;
            hits.push(Hit {
                fact: None,
                origin: origin(row, 4)?,
                text,
                span,
                hits: marked,
                paragraph: Some(id),
            });
        }
        Ok(hits)
    }

    /// Where any word of the query stands in the paragraph.
    fn marked(&self, query: &Query, paragraph: i64, span: Span, text: &Text) -> Result<Vec<Span>> {
        let marked: Option<String> = self
            .db
            .prepare_cached(
                "SELECT highlight(paragraph_search, 0, char(1), char(2)) FROM paragraph_search
                 WHERE paragraph_search MATCH ? AND rowid = ?",
            )?
            .query_row((&query.any, paragraph), |row| row.get(0))
            .optional()?;
        Ok(marked.map_or_else(Vec::new, |marked| marks(&text.text, span, &marked)))
    }
}

/// What a search index puts first, some times as many as are wanted; ties as they were read.
fn first_of(index: &str, limit: usize) -> String {
    let first = limit.saturating_mul(AHEAD).saturating_add(AHEAD).min(i64::MAX as usize);
    format!(
        "(SELECT rowid AS id, rank AS fit FROM {index} WHERE {index} MATCH ? ORDER BY rank LIMIT {first}) best"
    )
}

const AHEAD: usize = 8;

/// The conditions on the document of a paragraph.
fn published(filter: &Filter) -> Where {
    let mut conditions = Where::default();
    let until = [filter.as_of, filter.to].into_iter().flatten().map(|date| date.bounds().1.to_string());
    for day in until {
        conditions.add("d.published <= ?", [day]);
    }
    if let Some(from) = filter.from {
        conditions.add("d.published >= ?", [from.bounds().0.to_string()]);
    }
    if let Some(at) = filter.known_at {
        let known = "EXISTS (SELECT 1 FROM reading r WHERE r.document = d.id AND r.recorded <= ?)";
        conditions.add(known, [instant(at)]);
    }
    conditions
}

/// The marked stretches of the paragraph. The marks are told from the same characters in the text by walking along it.
fn marks(text: &str, paragraph: Span, marked: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut plain = text[paragraph.range()].char_indices().peekable();
    let mut open = paragraph.start;
    for c in marked.chars() {
        let here = plain.peek().copied();
        let at = here.map_or(paragraph.end, |(i, _)| paragraph.start + i);
        if here.is_some_and(|(_, same)| same == c) {
            plain.next();
        } else if c == '\u{1}' {
            open = at;
        } else if c == '\u{2}' {
            spans.push(Span::new(open, at));
        }
    }
    spans
}

impl Hit {
    /// The text from a little before the first hit, white space evened out.
    pub fn snippet(&self) -> String {
        let first = self.hits.first().map_or(self.span.start, |hit| hit.start);
        let before = &self.text.text[self.span.start..first];
        let words: usize = before.split_inclusive(char::is_whitespace).rev().take(LEAD).map(str::len).sum();
        let start = first - words;
        let cut = if start > self.span.start { "… " } else { "" };
        format!("{cut}{}", even(&self.text.text[start..self.span.end]))
    }
}

/// Words shown before the first hit.
const LEAD: usize = 6;

impl Row for Hit {
    const COLUMNS: &'static [Column] = &[
        Column::text("date", "Date", 11),
        Column::text("kind", "Kind", 9),
        Column::text("actor", "Who", 18),
        Column::hidden("what", "What"),
        Column::wide("text", "Text"),
        SOURCE,
        DOC,
        ID,
    ];

    fn cells(&self) -> Vec<Cell> {
        let words = self.hits.iter().map(|&hit| self.text.text[hit.range()].to_owned()).collect();
        let text = Cell::new(self.snippet(), Tone::Marked(words));
        let source = super::source_cell(&self.origin);
        let doc = Cell::faint(&self.origin.doc);
        match &self.fact {
            Some(entry) => vec![
                Cell::date(entry.placed),
                Cell::from(entry.kind().as_str()),
                Cell::strong(&entry.fact.claim.actor().name),
                what(entry),
                text,
                source,
                doc,
                Cell::id(&entry.id),
            ],
            None => {
                let published = Cell::date(Placed::of(None, self.origin.published));
                let [empty, what, id] = ["", "", ""].map(Cell::from);
                vec![published, Cell::faint("text"), empty, what, text, source, doc, id]
            }
        }
    }
}

impl Serialize for Hit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let offsets = &self.text.offsets;
        let hits: Vec<[usize; 2]> = self.hits.iter().map(|&hit| offsets.points(hit)).collect();
        json!({
            "text": &self.text.text[self.span.range()],
            "span": offsets.points(self.span),
            "hits": hits,
            "origin": self.origin,
            "fact": self.fact,
        })
        .serialize(serializer)
    }
}
