//! The machine formats of `read`: one JSON object a document, offsets in code points.
use rapporteur_extract::Attribution;
use rapporteur_record::{Annotated, Dep, Document, Fact, Kind, Mention, Offsets, Span, TokenRange, contract};
use serde_json::{Value, json};

/// The facts of the contract, each with its id, and the reports beside them.
pub fn facts(document: &Document, facts: &[Fact]) -> Value {
    let offsets = Offsets::new(&document.text);
    let one = |fact: &Fact| {
        let mut object = contract::to_json(fact, &offsets);
        object["id"] = json!(contract::id(&document.id, fact, &offsets));
        object
    };
    let (reports, facts): (Vec<&Fact>, Vec<&Fact>) =
        facts.iter().partition(|f| f.claim.kind() == Kind::Report);
    let list = |facts: Vec<&Fact>| facts.into_iter().map(one).collect::<Vec<Value>>();
    json!({ "doc": document.name, "facts": list(facts), "reports": list(reports) })
}

pub fn attributions(text: &Annotated, attributions: &[Attribution]) -> Value {
    let offsets = Offsets::new(&text.document.text);
    let pairs = |ranges: &[TokenRange]| match ranges.is_empty() {
        true => Value::Null,
        false => ranges.iter().map(|&r| json!(offsets.points(text.span(r)))).collect(),
    };
    let rows: Vec<Value> = attributions
        .iter()
        .map(|a| {
            json!({
                "source": a.source.map(|s| pairs(&[s])),
                "cue": pairs(&a.cue),
                "content": pairs(&a.content),
                "rule": a.rule,
                "confidence": round(a.confidence),
            })
        })
        .collect();
    json!({ "doc": text.document.name, "attributions": rows })
}

pub fn times(document: &Document) -> Value {
    let offsets = Offsets::new(&document.text);
    let times = rapporteur_extract::annotate::times::find(&document.text, document.source.published);
    let rows: Vec<Value> = times
        .iter()
        .map(|t| {
            let [start, end] = offsets.points(t.span);
            json!({ "start": start, "end": end, "type": t.kind.as_str(), "value": t.value })
        })
        .collect();
    json!({ "doc": document.name, "timexes": rows })
}

/// Mentions that resolve to an actor of a known type.
pub fn mentions(text: &Annotated) -> Value {
    let offsets = Offsets::new(&text.document.text);
    let rows: Vec<Value> = text
        .mentions
        .iter()
        .filter(|m| speaks(text, m))
        .filter_map(|m| {
            let actor = m.actor.as_ref()?;
            let [start, end] = offsets.points(text.span(m.tokens));
            Some(json!({ "start": start, "end": end, "name": actor.name, "type": actor.kind, "rule": actor.rule }))
        })
        .collect();
    json!({ "doc": text.document.name, "mentions": rows })
}

/// "The text says" is an actor, "adopted the text" none.
fn speaks(text: &Annotated, mention: &Mention) -> bool {
    let document = mention.actor.as_ref().is_some_and(|a| a.rule == "issuer");
    let subject = matches!(text.tokens[mention.head].dep, Dep::Nsubj | Dep::Nsubjpass);
    !document || subject
}

pub fn document(document: &Document) -> Value {
    let offsets = Offsets::new(&document.text);
    let clutter: Vec<[usize; 2]> = document.clutter.iter().map(|&s: &Span| offsets.points(s)).collect();
    let source = &document.source;
    json!({
        "doc": document.name,
        "title": source.title,
        "published": source.published,
        "outlet": source.outlet,
        "url": source.url,
        "text": document.text,
        "clutter": clutter,
    })
}

fn round(confidence: f32) -> f64 {
    (f64::from(confidence) * 1000.0).round() / 1000.0
}
