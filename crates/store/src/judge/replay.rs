//! Judgements on the facts of one document, applied to what a program found in it.
use super::{Kept, Verdict, active, change::changed, pointers::follow, same};
use crate::{Result, StoreError, Text};
use rapporteur_record::{Document, Fact, FactId, Offsets, contract};
use rusqlite::Connection;
use serde_json::{Value, json};

/// A fact of the record as it was first asserted.
pub(super) struct Standing {
    pub row: i64,
    pub fact: Fact,
}

const OF_FACT: &str = "SELECT f.id, f.contract, a.rule, a.confidence, d.text FROM fact f
    JOIN document d ON d.id = f.document JOIN assertion a ON a.fact = f.id";

impl Standing {
    /// The fact of this whole id.
    pub fn of(db: &Connection, hash: &str) -> Result<Self> {
        let mut query =
            db.prepare_cached(&format!("{OF_FACT} WHERE f.hash = ? ORDER BY a.reading LIMIT 1"))?;
        let (row, contract, rule, confidence, text) = query.query_row([hash], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get::<_, String>(4)?))
        })?;
        let fact = read(hash, &(contract, rule, confidence), &Offsets::new(&text))?;
        Ok(Self { row, fact })
    }
}

type Stored = (String, String, f64);

fn read(hash: &str, (contract, rule, confidence): &Stored, offsets: &Offsets) -> Result<Fact> {
    let fact = || FactId(hash.to_owned());
    let mut value: Value =
        serde_json::from_str(contract).map_err(|source| StoreError::Json { fact: fact(), source })?;
    value["rule"] = json!(rule);
    value["confidence"] = json!(confidence);
    contract::from_json(&value, offsets).map_err(|source| StoreError::Contract { fact: fact(), source })
}

/// What a document says once people have had their say.
pub(super) fn replay(
    db: &Connection,
    document: i64,
    found: Vec<Fact>,
    source: &Document,
    offsets: &Offsets,
) -> Result<Vec<Fact>> {
    let text = Text { text: source.text.clone(), offsets: offsets.clone() };
    let mut facts = found;
    for judgement in active(db, None, ON_FACTS)? {
        for subject in subjects(db, judgement.id, document, offsets)? {
            apply(&judgement, &subject, &mut facts, source, &text);
        }
    }
    Ok(facts)
}

const ON_FACTS: &str = "'accept', 'reject', 'correct', 'link', 'split'";

/// The facts of the document that a judgement speaks of, as they were then.
fn subjects(db: &Connection, judgement: i64, document: i64, offsets: &Offsets) -> Result<Vec<Fact>> {
    let mut query = db.prepare_cached(
        "SELECT f.hash, f.contract, a.rule, a.confidence FROM judged g JOIN fact f ON f.id = g.fact
         JOIN assertion a ON a.fact = f.id
         WHERE g.judgement = ? AND f.document = ?
           AND a.reading = (SELECT min(reading) FROM assertion WHERE fact = f.id) ORDER BY f.id",
    )?;
    let mut rows = query.query([judgement, document])?;
    let mut facts = Vec::new();
    while let Some(row) = rows.next()? {
        let stored = (row.get(1)?, row.get(2)?, row.get(3)?);
        facts.push(read(&row.get::<_, String>(0)?, &stored, offsets)?);
    }
    Ok(facts)
}

fn apply(judgement: &Kept, subject: &Fact, facts: &mut Vec<Fact>, source: &Document, text: &Text) {
    let place = meant(subject, facts, &text.offsets);
    let base = match (&judgement.verdict, place) {
        // What was accepted was accepted as it was.
        (Verdict::Accept, _) | (_, None) => subject.clone(),
        (_, Some(at)) => facts[at].clone(),
    };
    let new = changed(&judgement.verdict, &base, text)
        .or_else(|_| changed(&judgement.verdict, subject, text))
        .unwrap_or_else(|_| vec![base]);
    let id = |fact: &Fact| contract::id(&source.id, fact, &text.offsets);
    let replaced = place.map(|at| {
        let old = facts.remove(at);
        (id(&old), new.iter().find(|fact| fact.claim.kind() == old.claim.kind()).map(id))
    });
    for mut fact in new {
        // A newer version may have found the link by itself; other verdicts leave what else the sentence says.
        match judgement.verdict {
            Verdict::Link { .. } => facts.retain(|other| !same(other, &fact)),
            _ => facts.retain(|other| {
                contract::identity(other, &text.offsets) != contract::identity(&fact, &text.offsets)
            }),
        }
        let by = format!("{} by judgement {}", judgement.verdict.act(), judgement.id);
        fact.rule = format!("{}, {by}", fact.rule);
        fact.confidence = 1.0;
        facts.push(fact);
    }
    if let Some((old, new)) = replaced.filter(|(old, new)| new.as_ref() != Some(old)) {
        follow(facts, &source.id, &text.offsets, old, new);
    }
}

/// The fact itself, or what a newer version found in its stead.
fn meant(subject: &Fact, facts: &[Fact], offsets: &Offsets) -> Option<usize> {
    let id = contract::identity(subject, offsets);
    let itself = facts.iter().position(|fact| contract::identity(fact, offsets) == id);
    itself.or_else(|| facts.iter().position(|fact| same(subject, fact)))
}
