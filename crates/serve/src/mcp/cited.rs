//! Facts taken out of an answer: a row keeps their slots and a number, the citation has document, sentences and dates.
use rapporteur_store::export::commands;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// How much of a text and of a list is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clip {
    pub characters: usize,
    pub items: usize,
}

/// Citations in the order in which rows refer to them, numbered from 1.
pub struct Citations {
    clip: Clip,
    all: Vec<Value>,
    numbers: BTreeMap<String, usize>,
}

/// What a citation has of the document.
const DOCUMENT: [&str; 6] = ["document", "doc", "outlet", "title", "url", "published"];

/// What only programs need: places, and how a fact was read.
const BARE: [&str; 7] = ["evidence", "mention", "rule", "why", "words", "quotes", "id"];

impl Citations {
    pub fn new(clip: Clip) -> Self {
        Self { clip, all: Vec::new(), numbers: BTreeMap::new() }
    }

    pub fn all(self) -> Vec<Value> {
        self.all
    }

    /// The value as a row has it.
    pub fn take(&mut self, value: Value) -> Value {
        match value {
            Value::Object(object) if is_fact(&object) => self.fact(object),
            Value::Object(object) if object.contains_key("origin") => self.report(object),
            Value::Object(object) => self.members(object),
            Value::Array(items) => items.into_iter().map(|item| self.take(item)).collect(),
            Value::String(text) => self.text(&text).into(),
            other => other,
        }
    }

    /// The number of the citation of a fact, or of what has an origin.
    pub fn of(&mut self, value: &Value) -> usize {
        let Some(object) = value.as_object() else { return 0 };
        let (source, fact) = match object.get("origin") {
            Some(origin) => (origin, first(object.get("fact").or(object.get("facts")))),
            None => (value, object.get("id").cloned().unwrap_or_default()),
        };
        let sentences = object.get("quotes").cloned().unwrap_or_else(|| {
            let one = object.get("quote").or(object.get("text")).cloned();
            one.into_iter().collect()
        });
        let key =
            format!("{fact} {} {}", source["document"], if fact.is_null() { &sentences } else { &fact });
        if let Some(number) = self.numbers.get(&key) {
            return *number;
        }
        let mut citation: Map<String, Value> =
            DOCUMENT.iter().map(|name| ((*name).to_owned(), self.plain(&source[*name]))).collect();
        citation.insert("fact".into(), fact);
        citation.insert("date".into(), object.get("placed").cloned().unwrap_or_default());
        let sentences = self.members(Map::from_iter([("sentences".to_owned(), sentences)]));
        citation.extend(sentences.as_object().cloned().unwrap_or_default());
        let number = self.all.len() + 1;
        citation.insert("cite".into(), json!(number));
        self.all.push(Value::Object(citation));
        self.numbers.insert(key, number);
        number
    }

    /// The slots of a fact, those that are places by their words.
    fn fact(&mut self, mut object: Map<String, Value>) -> Value {
        let number = self.of(&Value::Object(object.clone()));
        let id = object.get("id").cloned();
        let words = object.remove("words").unwrap_or_default();
        for (slot, words) in words.as_object().into_iter().flatten() {
            object.insert(slot.clone(), words.clone());
        }
        object.retain(|name, _| !DOCUMENT.contains(&name.as_str()) && !BARE.contains(&name.as_str()));
        object.insert("fact".into(), id.unwrap_or_default());
        let mut row = self.members(object);
        row["cite"] = json!(number);
        row
    }

    /// What has an origin beside its words: a paragraph that was found, or one side of a contradiction.
    fn report(&mut self, mut object: Map<String, Value>) -> Value {
        if let Some(Value::Object(fact)) = object.get("fact") {
            return self.fact(fact.clone());
        }
        let number = self.of(&Value::Object(object.clone()));
        object.retain(|name, _| !["origin", "quote", "text", "span", "hits"].contains(&name.as_str()));
        let mut row = self.members(object);
        row["cite"] = json!(number);
        row
    }

    fn members(&mut self, object: Map<String, Value>) -> Value {
        let mut kept = Map::new();
        for (name, mut value) in object {
            if ["rule", "mention"].contains(&name.as_str()) {
                continue;
            }
            if let Value::Array(items) = &mut value
                && items.len() > self.clip.items
            {
                kept.insert(format!("{name}_left_out"), json!(items.len() - self.clip.items));
                items.truncate(self.clip.items);
            }
            kept.insert(name, self.take(value));
        }
        Value::Object(kept)
    }

    fn plain(&self, value: &Value) -> Value {
        value.as_str().map_or(Value::Null, |text| self.text(text).into())
    }

    fn text(&self, text: &str) -> String {
        let mut shown = text.chars().filter(|c| !hides(*c));
        let mut kept: String = shown.by_ref().take(self.clip.characters).collect();
        if shown.next().is_some() {
            kept.push_str(" …");
        }
        kept
    }
}

/// Characters that command, turn text or carry words that nobody sees.
pub fn hides(c: char) -> bool {
    let unseen =
        matches!(c, '\u{e0000}'..='\u{e0fff}' | '\u{feff}' | '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{ad}');
    unseen || (commands(c) && !matches!(c, '\n' | '\t'))
}

fn is_fact(object: &Map<String, Value>) -> bool {
    ["id", "kind", "quotes", "document"].iter().all(|name| object.contains_key(*name))
}

/// The one, or the first of several.
fn first(value: Option<&Value>) -> Value {
    match value {
        Some(Value::Array(items)) => items.first().cloned().unwrap_or_default(),
        Some(Value::String(id)) => id.as_str().into(),
        _ => Value::Null,
    }
}

/// The answer in plain words, for assistants that read no structures: a line a row, then the citations.
pub fn words(answer: &Value) -> String {
    let list = |name: &str| answer[name].as_array().map_or(&[][..], Vec::as_slice);
    let mut text = match list("rows").len() {
        0 => "Nothing was found.\n".to_owned(),
        1 => "1 row.\n".to_owned(),
        n => format!("{n} rows.\n"),
    };
    for row in list("rows") {
        text += &format!("- {}\n", phrase(row));
    }
    for citation in list("citations") {
        let known =
            ["outlet", "title", "published", "url"].iter().filter_map(|name| citation[*name].as_str());
        let source: Vec<String> = known.map(line).collect();
        let quotes: Vec<&str> =
            citation["sentences"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let fact = citation["fact"].as_str().map_or(String::new(), |fact| format!("fact {fact}, "));
        let (number, doc) = (&citation["cite"], line(citation["doc"].as_str().unwrap_or_default()));
        let quote = json!(quotes.join(" … "));
        text += &format!("[{number}] {fact}document {doc}, {}: {quote}\n", source.join(", "));
    }
    if let Some(next) = answer["next"].as_str() {
        text += &format!("There is more: cursor {next}\n");
    }
    text + answer["notice"].as_str().unwrap_or_default()
}

/// A value in a phrase; line ends in it are no line ends of ours.
fn phrase(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => line(text),
        Value::Array(items) => join(items.iter().map(phrase), ", "),
        Value::Object(object) => match (object.get("name"), object.get("on"), object.get("by")) {
            (Some(Value::String(name)), ..) if object.len() <= 2 => name.clone(),
            (_, Some(Value::String(day)), _) if object.len() == 1 => day.clone(),
            (.., Some(Value::String(day))) if object.len() == 1 => format!("by {day}"),
            _ => join(object.iter().map(|(name, value)| named(name, value)), "; "),
        },
        other => other.to_string(),
    }
}

fn line(text: &str) -> String {
    text.replace(['\n', '\t'], " ")
}

fn named(name: &str, value: &Value) -> String {
    let numbers = |value: &Value| match value {
        Value::Array(items) => items.iter().map(|n| format!("[{n}]")).collect(),
        n => format!("[{n}]"),
    };
    match (name, phrase(value)) {
        ("cite" | "cites", _) => numbers(value),
        // Words of a document stay between marks.
        ("context", _) => format!("{name}: {value}"),
        // The citation tells a fact inside a row.
        _ if value.get("cite").is_some() => format!("{name}: {}", numbers(&value["cite"])),
        (_, words) if words.is_empty() => String::new(),
        (_, words) => format!("{name}: {words}"),
    }
}

fn join(parts: impl Iterator<Item = String>, by: &str) -> String {
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(by)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_is_left_out() {
        let citations = Citations::new(Clip { characters: 12, items: 2 });
        assert_eq!(citations.text("a\u{202e}b\u{1b}[0m\u{e0041}\nc"), "ab[0m\nc");
        assert_eq!(citations.text("twelve chars and more"), "twelve chars …");
    }

    #[test]
    fn a_fact_is_cited_once() {
        let mut citations = Citations::new(Clip { characters: 100, items: 2 });
        let fact = json!({ "id": "f1", "kind": "demand", "issuer": { "name": "Ann", "mention": [0, 3] },
            "action": [9, 12], "words": { "action": "go" }, "quotes": ["Ann: go."], "rule": "r", "evidence": [[0, 8]],
            "placed": { "by": "2024" }, "document": "d1", "doc": "a", "outlet": null, "title": null,
            "published": "2024", "url": "https://a.example" });
        let row = citations.take(json!({ "one": fact, "three": [fact, fact, fact] }));
        assert_eq!(
            row["one"],
            json!({ "kind": "demand", "issuer": { "name": "Ann" }, "action": "go",
            "placed": { "by": "2024" }, "fact": "f1", "cite": 1 })
        );
        assert_eq!((row["three"].as_array().unwrap().len(), &row["three_left_out"]), (2, &json!(1)));
        let all = citations.all();
        assert_eq!((all.len(), &all[0]["sentences"]), (1, &json!(["Ann: go."])));
        assert_eq!(all[0]["url"], "https://a.example");
        let told = words(&json!({ "rows": [row["one"]], "citations": all, "notice": "N", "next": "5" }));
        assert_eq!(
            told,
            "1 row.\n- kind: demand; issuer: Ann; action: go; placed: by 2024; fact: f1; [1]\n\
             [1] fact f1, document a, 2024, https://a.example: \"Ann: go.\"\nThere is more: cursor 5\nN"
        );
    }
}
