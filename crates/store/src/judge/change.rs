//! One verdict on one fact.
use super::Verdict;
use crate::Text;
use rapporteur_record::{Actor, Claim, Fact, Position, Report, Stance, contract};
use serde_json::{Value, json};

/// The facts that stand in the place of a judged one; the reason where the verdict does not fit it.
pub(super) fn changed(verdict: &Verdict, fact: &Fact, text: &Text) -> Result<Vec<Fact>, String> {
    Ok(match verdict {
        Verdict::Reject => Vec::new(),
        Verdict::Correct { slot, value } => vec![corrected(fact, slot, value, text)?],
        Verdict::Link { issue, stance } => linked(fact, issue, *stance)?,
        Verdict::Split { from, into, also } => vec![split(fact, from, also, into)?],
        Verdict::Accept | Verdict::Merge { .. } | Verdict::Undo { .. } => vec![fact.clone()],
    })
}

/// Slots that say how a fact was found, not what it says.
const FIXED: [&str; 4] = ["kind", "evidence", "rule", "confidence"];

fn corrected(fact: &Fact, slot: &str, value: &Value, text: &Text) -> Result<Fact, String> {
    let mut object = contract::to_json(fact, &text.offsets);
    let Some(old) = object.get(slot).filter(|_| !FIXED.contains(&slot)) else {
        let slots = object.as_object().into_iter().flatten().map(|(name, _)| name.as_str());
        let known: Vec<&str> = slots.filter(|name| !FIXED.contains(name)).collect();
        return Err(format!("a {} has the slots {}", fact.claim.kind(), known.join(", ")));
    };
    object[slot] = filled(slot, old, value, fact, text)?;
    let fixed = contract::from_json(&object, &text.offsets).map_err(|error| error.to_string())?;
    Ok(by_hand(fixed, fact))
}

const ACTORS: [&str; 7] = ["speaker", "holder", "body", "authority", "issuer", "target", "addressee"];
const LISTS: [&str; 3] = ["cue", "content", "scope"];
const PLACES: [&str; 4] = ["object", "trigger", "consequence", "action"];

/// The value as the contract writes it.
fn filled(slot: &str, old: &Value, value: &Value, fact: &Fact, text: &Text) -> Result<Value, String> {
    let found = |words: &Value| place(words, fact, text);
    Ok(match value {
        Value::String(name) if ACTORS.contains(&slot) => {
            json!({ "name": name, "mention": old["mention"], "type": old["type"] })
        }
        Value::Array(parts) if LISTS.contains(&slot) => parts.iter().map(found).collect::<Result<_, _>>()?,
        Value::String(_) if LISTS.contains(&slot) => json!([found(value)?]),
        Value::String(_) if PLACES.contains(&slot) => found(value)?,
        other => other.clone(),
    })
}

/// Words of the evidence as a place in the text.
fn place(words: &Value, fact: &Fact, text: &Text) -> Result<Value, String> {
    let words = words.as_str().unwrap_or_default();
    let inside = |span: &rapporteur_record::Span| {
        let at = text.text[span.range()].find(words)?;
        Some(rapporteur_record::Span::new(span.start + at, span.start + at + words.len()))
    };
    match fact.evidence.iter().find_map(inside).filter(|span| !span.is_empty()) {
        Some(span) => Ok(json!(text.offsets.points(span))),
        None => Err(format!("its evidence does not say {words:?}")),
    }
}

fn linked(fact: &Fact, issue: &str, stance: Option<Stance>) -> Result<Vec<Fact>, String> {
    let holder = fact.claim.actor().clone();
    let stance = match (&fact.claim, stance) {
        (_, Some(stance)) => stance,
        (Claim::Position(position), None) => position.stance,
        (claim, None) => return Err(format!("a {} needs the stance that it shows", claim.kind())),
    };
    let claim = Claim::Position(Position { holder, issue: issue.to_owned(), stance });
    let position = by_hand(Fact { claim, ..fact.clone() }, fact);
    Ok(match fact.claim {
        Claim::Position(_) => vec![position],
        _ => vec![fact.clone(), position],
    })
}

fn split(fact: &Fact, from: &str, also: &[String], into: &str) -> Result<Fact, String> {
    let mut fact = fact.clone();
    let mut hits = 0;
    let means = |name: &str| name == from || also.iter().any(|other| other == name);
    for actor in claim_actors(&mut fact.claim).into_iter().filter(|actor| means(&actor.name)) {
        actor.name = into.to_owned();
        actor.rule = BY_HAND;
        hits += 1;
    }
    match hits {
        0 => Err(format!("it does not name {from}")),
        _ => Ok(fact),
    }
}

/// The rule of what people resolved.
const BY_HAND: &str = "judgement";

fn by_hand(mut fact: Fact, before: &Fact) -> Fact {
    fact.rule.clone_from(&before.rule);
    fact.why = None;
    claim_actors(&mut fact.claim).into_iter().for_each(|actor| actor.rule = BY_HAND);
    fact
}

/// The actor slots of a claim, the main one first.
pub(crate) fn claim_actors(claim: &mut Claim) -> Vec<&mut Actor> {
    match claim {
        Claim::Statement(s) | Claim::Report(Report { said: s, .. }) => vec![&mut s.speaker],
        Claim::Position(p) => vec![&mut p.holder],
        Claim::Decision(d) => vec![&mut d.body],
        Claim::Measure(m) => [&mut m.authority].into_iter().chain(m.target.as_mut()).collect(),
        Claim::Warning(w) => [&mut w.issuer].into_iter().chain(w.addressee.as_mut()).collect(),
        Claim::Demand(d) => [&mut d.issuer].into_iter().chain(d.addressee.as_mut()).collect(),
    }
}
