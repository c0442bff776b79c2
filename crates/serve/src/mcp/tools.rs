//! The tools as data: each asks an endpoint of the API, and takes what that endpoint takes.
use crate::{
    api::{ENDPOINTS, Endpoint, Shape, openapi::limits},
    failure::Failure,
    params::link,
};
use axum::http::Uri;
use rmcp::model::{JsonObject, Tool as Described, ToolAnnotations};
use serde_json::{Map, Value, json};
use std::sync::Arc;

pub struct Tool {
    pub name: &'static str,
    title: &'static str,
    what: &'static str,
    /// Whose answer it gives.
    endpoint: &'static str,
    /// Limits of a view that it takes.
    limits: &'static [&'static str],
    /// Names that every row has.
    keys: &'static [&'static str],
}

const VIEW: &[&str] = &["issue", "actor", "as_of", "from", "to", "outlet", "confidence", "known_at"];
const FACT: &[&str] = &["fact", "kind", "cite"];

/// Rows of an answer where nothing else is asked for, and the most that can be.
pub const ROWS: usize = 20;
pub const MOST_ROWS: usize = 100;

/// Characters of one argument.
const LONGEST: usize = 500;

pub static TOOLS: &[Tool] = &[
    Tool {
        name: "issues",
        title: "What is argued about",
        what: "The issues of the record with how many stand on which side now, or on a day. Start here: other tools \
               take an issue's id.",
        endpoint: "issues",
        limits: &["issue", "as_of", "known_at"],
        keys: &["issue", "text", "support", "oppose", "conditional", "undecided", "cites"],
    },
    Tool {
        name: "positions",
        title: "Who stands where",
        what: "Who supports or opposes which issue now, or on a day, since when, and what they held before. A stance \
               is the last one reported, not a prediction.",
        endpoint: "positions",
        limits: VIEW,
        keys: &["issue", "holder", "level", "stance", "since", "steps", "last"],
    },
    Tool {
        name: "ledger",
        title: "How positions moved",
        what: "Each move of a holder on an issue (took, hardened, softened, reversed, walked back …) with the reports \
               before and after it.",
        endpoint: "ledger",
        limits: VIEW,
        keys: &["issue", "holder", "move", "stance", "placed", "before", "after"],
    },
    Tool {
        name: "statements",
        title: "Who said what",
        what: "Statements with speaker, words and date.",
        endpoint: "statements",
        limits: VIEW,
        keys: FACT,
    },
    Tool {
        name: "decisions",
        title: "What was decided",
        what: "Decisions of bodies: act, instrument, votes for, against and abstaining where a document counts them.",
        endpoint: "decisions",
        limits: VIEW,
        keys: FACT,
    },
    Tool {
        name: "measures",
        title: "What holds on a day",
        what: "What is forbidden, permitted, limited, required or lifted, by whom, for whom, with scopes and \
               exceptions, from when until when; with as_of, the state on that day. Ends may lie between two days.",
        endpoint: "register",
        limits: VIEW,
        keys: &["authority", "object", "state", "status", "from", "until", "scope", "disputed", "evidence"],
    },
    Tool {
        name: "warnings",
        title: "Who warned of what",
        what: "Announced bad consequences with their triggers, and what came of them.",
        endpoint: "warnings",
        limits: VIEW,
        keys: FACT,
    },
    Tool {
        name: "demands",
        title: "Who asked whom to act",
        what: "Demands with issuer, addressee and action.",
        endpoint: "demands",
        limits: VIEW,
        keys: FACT,
    },
    Tool {
        name: "contradictions",
        title: "Reports that cannot both be right",
        what: "Pairs of reports that disagree on votes, stances, measures or denials, with both sides.",
        endpoint: "contradictions",
        limits: VIEW,
        keys: &["conflict", "actor", "about", "first", "second"],
    },
    Tool {
        name: "actors",
        title: "Who is in the record",
        what: "Persons, bodies and countries with their other names, by how much is known of them.",
        endpoint: "actors",
        limits: VIEW,
        keys: &["name", "level", "aliases", "facts", "cites"],
    },
    Tool {
        name: "actor",
        title: "One actor",
        what: "The names under which documents speak of an actor, and its posts.",
        endpoint: "actor",
        limits: &["known_at"],
        keys: &["actor", "names", "posts", "cites"],
    },
    Tool {
        name: "search",
        title: "Find words",
        what: "Facts and paragraphs that have the words, best first.",
        endpoint: "search",
        limits: VIEW,
        keys: &["fact", "cite"],
    },
    Tool {
        name: "evidence",
        title: "The sentences behind a fact",
        what: "One fact with its sentences, the paragraphs around them, its document with address and date, who the \
               words were taken to mean, and other facts of the same sentence.",
        endpoint: "facts/{id}",
        limits: &["known_at"],
        keys: &["fact", "kind", "cite", "actors", "context", "beside"],
    },
    Tool {
        name: "changes",
        title: "What is new between two dates",
        what: "Decisions, moved positions, changed measures, warnings and contradictions of the days from `from` to \
               `to`, one line each.",
        endpoint: "changes",
        limits: &["from", "to", "issue", "actor", "outlet", "confidence", "known_at"],
        keys: &["section", "date", "actor", "what", "cites"],
    },
];

/// What takes a suggestion to the review queue; not in [`TOOLS`], since it asks nothing.
pub const PROPOSE: &str = "propose";

/// One argument of a tool.
struct Argument {
    name: &'static str,
    what: &'static str,
    schema: Value,
    required: bool,
}

pub fn find(name: &str) -> Option<&'static Tool> {
    TOOLS.iter().find(|tool| tool.name == name)
}

impl Tool {
    pub fn endpoint(&self) -> &'static Endpoint {
        let mut all = ENDPOINTS.iter();
        all.find(|endpoint| endpoint.name == self.endpoint).expect("tools name endpoints")
    }

    fn arguments(&self) -> Vec<Argument> {
        let endpoint = self.endpoint();
        let text = || json!({ "type": "string", "maxLength": LONGEST });
        let id = ("fact", "The id of a fact, as `fact` in answers has it, or its first digits.");
        let mut all = Vec::new();
        if endpoint.name.ends_with("{id}") {
            all.push(Argument { name: id.0, what: id.1, schema: text(), required: true });
        }
        all.extend(endpoint.own.iter().map(|own| Argument {
            name: own.name,
            what: own.what,
            schema: text(),
            required: own.required,
        }));
        let wanted = |name: &str| self.limits.contains(&name);
        all.extend(limits().into_iter().filter(|(name, ..)| wanted(name)).map(|(name, what, mut schema)| {
            if schema["type"] == "string" && schema["pattern"].is_null() {
                schema["maxLength"] = json!(LONGEST);
            }
            Argument { name, what, schema, required: false }
        }));
        if matches!(endpoint.shape, Shape::List | Shape::Feed) {
            let rows = json!({ "type": "integer", "minimum": 1, "maximum": MOST_ROWS, "default": ROWS });
            let next = "Where to go on, as `next` of an answer gives it; leave all else as it was.";
            all.push(Argument {
                name: "limit",
                what: "At most so many rows.",
                schema: rows,
                required: false,
            });
            all.push(Argument { name: "cursor", what: next, schema: text(), required: false });
        }
        all
    }

    /// The address under which the app asks; wrong use where an argument is unknown, missing or not of its kind.
    pub fn address(&self, given: &JsonObject) -> Result<Uri, Failure> {
        let known = self.arguments();
        let mut pairs: Vec<(&str, String)> = Vec::new();
        for (name, value) in given.iter().filter(|(_, value)| !value.is_null()) {
            let Some(argument) = known.iter().find(|argument| argument.name == name) else {
                let names: Vec<&str> = known.iter().map(|argument| argument.name).collect();
                let name: String = name.chars().take(40).collect();
                return Err(Failure::Wrong(format!(
                    "{} has no argument {name:?}; it takes {}",
                    self.name,
                    names.join(", ")
                )));
            };
            pairs.push((argument.name, argument.text(value)?));
        }
        if let Some(missing) = known.iter().find(|a| a.required && !pairs.iter().any(|(n, _)| *n == a.name)) {
            return Err(Failure::Wrong(format!("the argument {} is needed: {}", missing.name, missing.what)));
        }
        let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let address = link(&format!("/mcp/{}", self.name), &pairs);
        address.parse().map_err(|_| Failure::Wrong("the arguments are too long".to_owned()))
    }

    fn described(&self) -> Described {
        let properties: Map<String, Value> =
            self.arguments().iter().map(|a| (a.name.to_owned(), a.described())).collect();
        let required: Vec<&str> = self.arguments().iter().filter(|a| a.required).map(|a| a.name).collect();
        let input = json!({ "type": "object", "properties": properties, "required": required,
            "additionalProperties": false });
        Described::new(self.name, self.what, object(input))
            .with_title(self.title)
            .with_raw_output_schema(object(output(self.keys)))
            .with_annotations(ToolAnnotations::new().read_only(true).open_world(false))
    }
}

impl Argument {
    fn described(&self) -> Value {
        let mut schema = self.schema.clone();
        schema["description"] = json!(self.what);
        schema
    }

    /// The value as an address has it.
    fn text(&self, value: &Value) -> Result<String, Failure> {
        let wrong = |kind: &str| Err(Failure::Wrong(format!("{} is to be {kind}", self.name)));
        match (self.schema["type"].as_str(), value) {
            (Some("string"), Value::String(text)) if text.chars().count() > LONGEST => {
                wrong(&format!("of {LONGEST} characters at most"))
            }
            (Some("string"), Value::String(text)) => Ok(text.clone()),
            (Some("string"), _) => wrong("a string"),
            (_, Value::Number(number)) => Ok(number.to_string()),
            _ => wrong("a number"),
        }
    }
}

/// Every tool as `tools/list` tells it, as text.
pub fn text() -> String {
    serde_json::to_string_pretty(&all()).expect("plain data") + "\n"
}

/// Every tool as `tools/list` tells it.
pub fn all() -> Vec<Described> {
    TOOLS.iter().map(Tool::described).chain([propose()]).collect()
}

/// The shape of every answer.
fn output(keys: &[&str]) -> Value {
    let citation = json!({
        "type": "object",
        "required": ["cite", "fact", "document", "doc", "outlet", "title", "url", "published", "date", "sentences"],
        "properties": {
            "cite": { "type": "integer" },
            "fact": { "type": ["string", "null"] },
            "sentences": { "type": "array", "items": { "type": "string" } },
        },
    });
    json!({
        "type": "object",
        "required": ["notice", "rows", "citations", "next"],
        "properties": {
            "notice": { "type": "string" },
            "rows": { "type": "array", "items": { "type": "object", "required": keys } },
            "citations": { "type": "array", "items": citation },
            "next": { "type": ["string", "null"] },
        },
    })
}

fn propose() -> Described {
    let text = |what: &str| json!({ "type": "string", "maxLength": LONGEST, "description": what });
    let word = |what: &str, words: &[&str]| json!({ "type": "string", "enum": words, "description": what });
    let input = json!({
        "type": "object",
        "properties": {
            "verdict": word("accept or reject a fact; correct one slot; link it to an issue; merge two names of one \
                actor; split: the name means somebody else in this fact.",
                &["accept", "reject", "correct", "link", "merge", "split"]),
            "fact": text("The id of the fact; not for merge."),
            "slot": text("For correct: the slot, such as stance, on, holder, object."),
            "value": { "description": "For correct: its value; places by words of the sentence, null for nothing." },
            "issue": text("For link: the id of the issue."),
            "stance": word("For link: the stance that the fact shows.", &["support", "oppose", "conditional", "undecided"]),
            "from": text("For merge and split: the name as it is."),
            "into": text("For merge and split: the name that it should be."),
            "why": text("The reason, for the person who decides."),
            "assistant": text("Who you are: the name of the assistant."),
        },
        "required": ["verdict", "why", "assistant"],
        "additionalProperties": false,
    });
    Described::new(
        PROPOSE,
        "Suggests a judgement on a fact, or on two names, to the people who review the record. It changes no answer: a \
         person takes it up or turns it down.",
        object(input),
    )
    .with_title("Suggest a judgement")
    .with_raw_output_schema(object(output(&["suggestion", "status"])))
    .with_annotations(
        ToolAnnotations::new().read_only(false).destructive(false).idempotent(true).open_world(false),
    )
}

fn object(value: Value) -> Arc<JsonObject> {
    match value {
        Value::Object(object) => Arc::new(object),
        _ => Arc::default(),
    }
}
