//! A fact as it comes out of the record, with the document that says it.
use crate::{
    Placed, Record, Result, StoreError, Whose,
    filter::{CURRENT_FACTS, Filter, IN_TIME, Where},
    roll_up::Roller,
};
use rapporteur_record::{Claim, Fact, FactId, Kind, Offsets, PartialDate, Report, Span, contract};
use rusqlite::{Connection, Row, params_from_iter};
use serde::{Serialize, Serializer, ser::SerializeMap};
use serde_json::{Map, Value, json};
use std::{collections::BTreeMap, rc::Rc};

/// The document of a fact, as an answer names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Origin {
    /// Content id of the document.
    pub document: String,
    /// The name of the document in machine formats.
    pub doc: String,
    pub outlet: Option<String>,
    pub title: Option<String>,
    pub published: Option<PartialDate>,
    pub url: Option<String>,
}

/// Characters of a document's name that tables show.
const LABEL: usize = 12;

impl Origin {
    /// The outlet, or the document's name where the outlet is not known.
    pub fn source(&self) -> &str {
        self.outlet.as_deref().unwrap_or(&self.doc)
    }

    /// The source in the width of a table's column: a document's name, which has no words to break at, is shortened.
    pub fn label(&self) -> String {
        match self.outlet.is_none() && self.doc.chars().count() > LABEL {
            true => self.doc.chars().take(LABEL - 1).chain(['…']).collect(),
            false => self.source().to_owned(),
        }
    }
}

/// One fact with its text and its origin. Serialises as the contract's object (offsets in code points) with `id`,
/// `placed`, `quotes` (the evidence as text), `words` (the slots as text) and the origin beside it.
#[derive(Debug, Clone)]
pub struct Entry {
    pub id: FactId,
    pub fact: Fact,
    pub placed: Placed,
    pub origin: Origin,
    pub text: Rc<Text>,
    /// Whose position it is, where the question counts it for a government.
    pub whose: Option<Whose>,
    /// Row id of the document.
    pub(crate) row: i64,
}

/// A document's text, shared by its facts.
#[derive(Debug)]
pub struct Text {
    pub text: String,
    pub offsets: Offsets,
}

impl Entry {
    pub fn at(&self, span: Span) -> &str {
        &self.text.text[span.range()]
    }

    /// The spans' words, joined by ` … ` where they lie apart, white space evened out.
    pub fn words(&self, spans: &[Span]) -> String {
        let parts: Vec<String> = spans.iter().map(|&span| even(self.at(span))).collect();
        parts.join(" … ")
    }

    /// The evidence as text, one string a span.
    pub fn quotes(&self) -> Vec<String> {
        self.fact.evidence.iter().map(|&span| even(self.at(span))).collect()
    }

    pub fn kind(&self) -> Kind {
        self.fact.claim.kind()
    }

    /// Slots that are places in the text, in the order of the contract, empty ones left out.
    pub fn slots(&self) -> Vec<(&'static str, Vec<Span>)> {
        let one = |span: Option<Span>| span.into_iter().collect::<Vec<_>>();
        let mut slots = match &self.fact.claim {
            Claim::Statement(s) | Claim::Report(Report { said: s, .. }) => {
                vec![("cue", s.cue.clone()), ("content", s.content.clone())]
            }
            Claim::Position(_) | Claim::Decision(_) => Vec::new(),
            Claim::Measure(m) => vec![("object", one(m.object)), ("scope", m.scope.clone())],
            Claim::Warning(w) => vec![("trigger", one(w.trigger)), ("consequence", vec![w.consequence])],
            Claim::Demand(d) => vec![("action", vec![d.action])],
        };
        slots.retain(|(_, spans)| !spans.is_empty());
        slots
    }

    /// Places of the words that denote the actors, the main one first.
    pub fn mentions(&self) -> Vec<Span> {
        let other = match &self.fact.claim {
            Claim::Measure(m) => m.target.as_ref(),
            Claim::Warning(w) => w.addressee.as_ref(),
            Claim::Demand(d) => d.addressee.as_ref(),
            Claim::Statement(_) | Claim::Report(_) | Claim::Position(_) | Claim::Decision(_) => None,
        };
        [self.fact.claim.actor()].into_iter().chain(other).filter_map(|actor| actor.mention).collect()
    }

    fn object(&self) -> Map<String, Value> {
        let Value::Object(mut object) = contract::to_json(&self.fact, &self.text.offsets) else {
            unreachable!("a fact is an object")
        };
        let words: Map<String, Value> =
            self.slots().iter().map(|(name, spans)| ((*name).to_owned(), json!(self.words(spans)))).collect();
        object.insert("placed".into(), json!(self.placed));
        object.insert("quotes".into(), json!(self.quotes()));
        object.insert("words".into(), Value::Object(words));
        if let Some(whose) = &self.whose {
            object.insert("whose".into(), json!(whose));
        }
        if let Ok(Value::Object(origin)) = serde_json::to_value(&self.origin) {
            object.extend(origin);
        }
        object
    }
}

impl Serialize for Entry {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let object = self.object();
        let mut map = serializer.serialize_map(Some(object.len() + 1))?;
        map.serialize_entry("id", &self.id)?;
        for (key, value) in &object {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

/// White space evened out to single spaces.
pub(crate) fn even(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

const COLUMNS: &str = "f.hash, f.contract, f.dated, a.rule, a.confidence,
    d.id, d.hash, d.name, d.outlet, d.title, d.published, d.url";

/// Facts that pass the filter, in the order of time.
pub(crate) fn entries(record: &Record, filter: &Filter, kinds: &[Kind]) -> Result<Vec<Entry>> {
    entries_that(record, filter, kinds, "true")
}

/// As [`entries`], those that meet a further condition in SQL.
pub(crate) fn entries_that(
    record: &Record,
    filter: &Filter,
    kinds: &[Kind],
    condition: &str,
) -> Result<Vec<Entry>> {
    let mut conditions = filter.facts(record, kinds)?;
    conditions.add(condition, [] as [String; 0]);
    let limit = filter.limit.map_or(String::new(), |n| format!(" LIMIT {n}"));
    matching(record, CURRENT_FACTS, &conditions, &format!("ORDER BY {IN_TIME}{limit}"))
}

/// The facts of one document, by its row id.
pub(crate) fn entries_in(record: &Record, filter: &Filter, document: i64) -> Result<Vec<Entry>> {
    let mut conditions = filter.facts(record, &[])?;
    conditions.add("f.document = ?", [document]);
    matching(record, CURRENT_FACTS, &conditions, &format!("ORDER BY {IN_TIME}"))
}

/// Facts of `from` (the tables of [`CURRENT_FACTS`], others beside them) that meet the conditions; `tail` orders them.
pub(crate) fn matching(record: &Record, from: &str, conditions: &Where, tail: &str) -> Result<Vec<Entry>> {
    let sql = format!("SELECT {COLUMNS} FROM {from} {} {tail}", conditions.sql());
    let mut query = record.db.prepare_cached(&sql)?;
    let mut rows = query.query(params_from_iter(&conditions.values))?;
    let mut texts = Texts { record, kept: BTreeMap::new() };
    let rule = conditions.rolled.as_ref();
    let mut roller =
        rule.map(|(rule, _)| Roller::new(record, *rule, &conditions.known_at, &conditions.names));
    let asked = rule.and_then(|(_, asked)| asked.as_ref());
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        let mut entry = entry(row, &mut texts)?;
        conditions.names.rename(&mut entry.fact);
        let own = asked.is_none_or(|names| names.contains(&entry.fact.claim.actor().name));
        if let Some(roller) = &mut roller {
            roller.apply(&mut entry)?;
        }
        if own || asked.is_none_or(|names| names.contains(&entry.fact.claim.actor().name)) {
            entries.push(entry);
        }
    }
    Ok(entries)
}

fn entry(row: &Row, texts: &mut Texts) -> Result<Entry> {
    let id = FactId(row.get(0)?);
    let document: i64 = row.get(5)?;
    let text = texts.get(document)?;
    let damaged = |source| StoreError::Json { fact: id.clone(), source };
    let mut value: Value = serde_json::from_str(&row.get::<_, String>(1)?).map_err(damaged)?;
    value["rule"] = json!(row.get::<_, String>(3)?);
    value["confidence"] = json!(row.get::<_, f64>(4)?);
    let fact = contract::from_json(&value, &text.offsets)
        .map_err(|source| StoreError::Contract { fact: id.clone(), source })?;
    let origin = origin(row, 6)?;
    Ok(Entry {
        id,
        placed: Placed::of(fact.on, origin.published),
        fact,
        origin,
        text,
        whose: None,
        row: document,
    })
}

/// `hash`, `name`, `outlet`, `title`, `published` and `url` of a document, from the column `first` on.
pub(crate) fn origin(row: &Row, first: usize) -> rusqlite::Result<Origin> {
    Ok(Origin {
        document: row.get(first)?,
        doc: row.get(first + 1)?,
        outlet: row.get(first + 2)?,
        title: row.get(first + 3)?,
        published: date(row, first + 4)?,
        url: row.get(first + 5)?,
    })
}

/// A column that holds a date or nothing.
pub(crate) fn date(row: &Row, column: usize) -> rusqlite::Result<Option<PartialDate>> {
    Ok(row.get::<_, Option<String>>(column)?.and_then(|text| text.parse().ok()))
}

/// Texts of the documents met last.
struct Texts<'r> {
    record: &'r Record,
    kept: BTreeMap<i64, Rc<Text>>,
}

/// Texts kept for the facts to come; more would cost memory in a large answer and save little.
const KEPT_TEXTS: usize = 256;

impl Texts<'_> {
    fn get(&mut self, document: i64) -> Result<Rc<Text>> {
        if let Some(text) = self.kept.get(&document) {
            return Ok(Rc::clone(text));
        }
        if self.kept.len() >= KEPT_TEXTS {
            self.kept.clear();
        }
        let text = text_of(&self.record.db, document)?;
        self.kept.insert(document, Rc::clone(&text));
        Ok(text)
    }
}

/// The text of a document by its row id.
pub(crate) fn text_of(db: &Connection, document: i64) -> Result<Rc<Text>> {
    let mut query = db.prepare_cached("SELECT text FROM document WHERE id = ?")?;
    let text: String = query.query_row([document], |row| row.get(0))?;
    Ok(Rc::new(Text { offsets: Offsets::new(&text), text }))
}

/// A stored pair of code points as a place in the text.
pub(crate) fn place(text: &Text, points: [i64; 2]) -> Span {
    let points = points.map(|n| usize::try_from(n).unwrap_or(0));
    text.offsets.span(points).unwrap_or(Span::new(0, 0))
}
