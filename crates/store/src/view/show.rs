//! One fact with everything that the record knows of it, its sentences in context.
use crate::{
    Entry, Filter, Record, Result, StoreError,
    entry::{matching, place},
    filter::{CURRENT_FACTS, IN_TIME},
    names::Names,
    readings::why,
};
use rapporteur_record::{FactId, Kind, Span, Why};
use rusqlite::params_from_iter;
use serde::Serialize;
use serde_json::{Value, json};

/// A fact with the paragraphs that hold its evidence.
#[derive(Debug, Clone)]
pub struct Detail {
    pub entry: Entry,
    /// How each actor slot was resolved, in the order of the claim.
    pub actors: Vec<Resolved>,
    /// The paragraphs of the evidence, each with its neighbours, in the order of the text, none twice.
    pub context: Vec<Passage>,
    /// The other facts that share an evidence sentence.
    pub beside: Vec<Beside>,
}

/// The name that an actor slot was given, the words seen and the rule that led from one to the other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Resolved {
    pub slot: String,
    pub name: String,
    pub level: String,
    pub words: Option<String>,
    pub rule: String,
}

/// Another fact of the same sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Beside {
    pub id: FactId,
    pub kind: Kind,
    pub actor: String,
}

/// A paragraph of a document with its marked places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    pub span: Span,
    /// Ascending and apart.
    pub marks: Vec<Marked>,
}

/// A place inside a passage and what it is to the fact; the innermost role wins where several overlap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marked {
    pub span: Span,
    pub role: Role,
}

/// What a stretch of text is to a fact, weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    Evidence,
    /// Content, object, scope, trigger, consequence or action.
    Slot,
    Cue,
    Actor,
}

impl Record {
    /// The fact whose id starts with `prefix`. Facts that are current no more are found as well where `known_at` of
    /// the filter is an instant at which they were.
    pub fn show(&self, prefix: &str, filter: &Filter) -> Result<Detail> {
        let _state = self.snapshot()?;
        let mut entry = self.by_prefix(prefix, filter)?;
        entry.fact.why = self.why(&entry, filter)?;
        let actors = self.resolved(&entry, &Names::load(&self.db, filter.known_at)?)?;
        let beside = self.beside(&entry, filter)?;
        let paragraphs = self.paragraphs(&entry)?;
        Ok(Detail { context: context(&entry, &paragraphs), actors, beside, entry })
    }

    pub(crate) fn by_prefix(&self, prefix: &str, filter: &Filter) -> Result<Entry> {
        let prefix = prefix.trim().to_ascii_lowercase();
        let hexadecimal = !prefix.is_empty() && prefix.bytes().all(|b| b.is_ascii_hexdigit());
        let unknown = || StoreError::UnknownFact(prefix.clone());
        if !hexadecimal {
            return Err(unknown());
        }
        let only_instant = Filter { known_at: filter.known_at, ..Filter::default() };
        let mut conditions = only_instant.facts(self, &[])?;
        conditions.add("f.hash >= ? AND f.hash < ?", [prefix.clone(), format!("{prefix}g")]);
        let mut found = matching(self, CURRENT_FACTS, &conditions, "ORDER BY f.hash LIMIT 6")?;
        match found.len() {
            0 => Err(unknown()),
            1 => Ok(found.remove(0)),
            _ => {
                let candidates = found.into_iter().map(|entry| entry.id.0).collect();
                Err(StoreError::AmbiguousFact { prefix, candidates })
            }
        }
    }

    fn why(&self, entry: &Entry, filter: &Filter) -> Result<Option<Box<Why>>> {
        let mut conditions = Filter { known_at: filter.known_at, ..Filter::default() }.facts(self, &[])?;
        conditions.add("f.hash = ?", [entry.id.0.clone()]);
        let mut query =
            self.db.prepare_cached(&format!("SELECT a.why FROM {CURRENT_FACTS} {}", conditions.sql()))?;
        let json = query.query_row(params_from_iter(&conditions.values), |row| row.get(0))?;
        why(json).map_err(|source| StoreError::Json { fact: entry.id.clone(), source })
    }

    fn resolved(&self, entry: &Entry, names: &Names) -> Result<Vec<Resolved>> {
        let mut query = self.db.prepare_cached(
            "SELECT m.slot, x.name, m.kind, s.words, m.rule FROM mention m JOIN fact f ON f.id = m.fact
             JOIN actor x ON x.id = m.actor LEFT JOIN alias s ON s.id = m.alias
             WHERE f.hash = ? ORDER BY m.slot IN ('target', 'addressee')",
        )?;
        let rows = query.query_map([&entry.id.0], |row| {
            Ok(Resolved {
                slot: row.get(0)?,
                name: names.of(&row.get::<_, String>(1)?).to_owned(),
                level: row.get(2)?,
                words: row.get(3)?,
                rule: row.get(4)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Those of the document that are searched: clutter is no context.
    fn paragraphs(&self, entry: &Entry) -> Result<Vec<Span>> {
        let mut query =
            self.db.prepare_cached("SELECT start, end FROM paragraph WHERE document = ? ORDER BY start")?;
        let rows = query.query_map([entry.row], |row| Ok([row.get(0)?, row.get(1)?]))?;
        let points = rows.collect::<rusqlite::Result<Vec<[i64; 2]>>>()?;
        Ok(points.into_iter().map(|points| place(&entry.text, points)).collect())
    }

    fn beside(&self, entry: &Entry, filter: &Filter) -> Result<Vec<Beside>> {
        let only_instant = Filter { known_at: filter.known_at, ..Filter::default() };
        let mut conditions = only_instant.facts(self, &[])?;
        conditions.add("f.document = ?", [entry.row]);
        conditions.add(
            "f.hash <> ? AND EXISTS (SELECT 1 FROM evidence fe JOIN evidence e JOIN fact o ON o.id = e.fact
             WHERE fe.fact = f.id AND o.hash = ? AND e.start < fe.end AND fe.start < e.end)",
            [entry.id.0.clone(), entry.id.0.clone()],
        );
        let found = matching(self, CURRENT_FACTS, &conditions, &format!("ORDER BY {IN_TIME}"))?;
        Ok(found.into_iter().map(Beside::from).collect())
    }
}

impl From<Entry> for Beside {
    fn from(entry: Entry) -> Self {
        Self { kind: entry.kind(), actor: entry.fact.claim.actor().name.clone(), id: entry.id }
    }
}

/// Paragraphs that share a byte with the evidence or a slot, and those next to them.
fn context(entry: &Entry, all: &[Span]) -> Vec<Passage> {
    let roles = roles(entry);
    let touched = |span: &Span| roles.iter().any(|mark| mark.span.overlaps(*span));
    let near = |i: usize| all[i.saturating_sub(1)..(i + 2).min(all.len())].iter().any(touched);
    let kept = (0..all.len()).filter(|&i| near(i));
    kept.map(|i| Passage { span: all[i], marks: marks(all[i], &roles, entry) }).collect()
}

/// Every marked place of the fact, weaker roles first.
fn roles(entry: &Entry) -> Vec<Marked> {
    let mark = |role| move |span: &Span| Marked { span: *span, role };
    let mut marks: Vec<Marked> = entry.fact.evidence.iter().map(mark(Role::Evidence)).collect();
    for (slot, spans) in entry.slots() {
        let role = if slot == "cue" { Role::Cue } else { Role::Slot };
        marks.extend(spans.iter().map(mark(role)));
    }
    marks.extend(entry.mentions().iter().map(mark(Role::Actor)));
    marks.sort_by_key(|mark| mark.role);
    marks
}

/// The paragraph cut where a role begins or ends; each cut has the strongest role that covers it.
fn marks(paragraph: Span, roles: &[Marked], entry: &Entry) -> Vec<Marked> {
    let inside = |at: &usize| paragraph.start < *at && *at < paragraph.end;
    let mut cuts: Vec<usize> = roles.iter().flat_map(|m| [m.span.start, m.span.end]).filter(inside).collect();
    cuts.extend([paragraph.start, paragraph.end]);
    cuts.sort_unstable();
    cuts.dedup();
    let role_of = |piece: Span| roles.iter().rev().find(|m| m.span.contains(piece)).map(|m| m.role);
    let pieces = cuts.windows(2).map(|w| Span::new(w[0], w[1]));
    let marked = pieces.filter_map(|span| Some(Marked { span, role: role_of(span)? }));
    marked.filter(|m| !entry.at(m.span).is_empty()).collect()
}

impl Serialize for Detail {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut value = serde_json::to_value(&self.entry).map_err(serde::ser::Error::custom)?;
        value["actors"] = json!(self.actors);
        value["context"] = self.context.iter().map(|passage| self.passage(passage)).collect();
        value["beside"] = json!(self.beside);
        value["why"] = json!(self.entry.fact.why);
        value.serialize(serializer)
    }
}

impl Detail {
    fn passage(&self, passage: &Passage) -> Value {
        let offsets = &self.entry.text.offsets;
        let marks: Vec<Value> = passage
            .marks
            .iter()
            .map(|mark| json!({ "role": mark.role, "span": offsets.points(mark.span) }))
            .collect();
        json!({
            "span": offsets.points(passage.span),
            "text": self.entry.at(passage.span),
            "marks": marks,
        })
    }
}
