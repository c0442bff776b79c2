//! The description of the API in OpenAPI 3.1, made from its table.
use super::{
    ENDPOINTS, Endpoint, LIMIT, MOST,
    endpoints::{Parameter, Shape},
    form::Form,
};
use serde_json::{Map, Value, json};

/// The document, indented.
pub fn text() -> String {
    let paths: Map<String, Value> =
        ENDPOINTS.iter().map(|endpoint| (endpoint.route(), json!({ "get": operation(endpoint) }))).collect();
    let document = json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Rapporteur",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "The record of a debate. Answers are those of the command line in the same format; offsets \
                            are Unicode code points. Lists come in pages: the header Link leads to the next.",
        },
        "paths": paths,
        "components": { "schemas": { "Problem": problem() } },
    });
    serde_json::to_string_pretty(&document).expect("plain data") + "\n"
}

fn operation(endpoint: &Endpoint) -> Value {
    let mut responses = Map::new();
    responses.insert("200".into(), found(endpoint));
    responses.insert("304".into(), json!({ "description": "As the client has it." }));
    let failures = [
        ("400", "Wrong use: a parameter is unknown or not of its kind."),
        ("404", "There is no such thing."),
        ("406", "No such form."),
        ("421", "Sent to a name that is not of this machine."),
        ("503", "The question took too long."),
    ];
    for (status, what) in failures {
        let content =
            json!({ "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } });
        responses.insert(status.into(), json!({ "description": what, "content": content }));
    }
    json!({
        "operationId": endpoint.name.replace("/{id}", "-of-id"),
        "summary": endpoint.what,
        "parameters": parameters(endpoint),
        "responses": responses,
    })
}

fn forms(shape: Shape) -> &'static [Form] {
    match shape {
        Shape::List => &[Form::Json, Form::Lines, Form::Csv, Form::Markdown],
        Shape::One => &[Form::Json],
        Shape::Told => &[Form::Json, Form::Markdown],
        Shape::Feed => &[Form::Json, Form::Markdown, Form::Atom],
    }
}

fn found(endpoint: &Endpoint) -> Value {
    let thing = json!({ "type": "object", "required": endpoint.keys });
    let schema = |form: &Form| match (form, endpoint.shape) {
        (Form::Json, Shape::List) => json!({ "type": "array", "items": thing }),
        (Form::Json, _) => thing.clone(),
        _ => json!({ "type": "string" }),
    };
    let content: Map<String, Value> = forms(endpoint.shape)
        .iter()
        .map(|form| (form.name().to_owned(), json!({ "schema": schema(form) })))
        .collect();
    let mut headers = json!({ "ETag": { "schema": { "type": "string" } } });
    if endpoint.shape == Shape::List {
        headers["Link"] = json!({ "description": "The next page.", "schema": { "type": "string" } });
    }
    json!({ "description": endpoint.what, "headers": headers, "content": content })
}

fn parameters(endpoint: &Endpoint) -> Vec<Value> {
    let mut all = Vec::new();
    if endpoint.name.ends_with("{id}") {
        let what = "The id, or its first digits.";
        all.push(json!({ "name": "id", "in": "path", "required": true, "description": what,
            "schema": { "type": "string" } }));
    }
    all.extend(endpoint.own.iter().map(|Parameter { name, what, required }| {
        json!({ "name": name, "in": "query", "required": required, "description": what,
            "schema": { "type": "string" } })
    }));
    all.extend(limits().into_iter().map(|(name, what, schema)| query(name, what, schema)));
    if endpoint.shape == Shape::List {
        let size = json!({ "type": "integer", "minimum": 1, "maximum": MOST, "default": LIMIT });
        all.push(query("limit", "At most so many rows.", size));
        all.push(query(
            "cursor",
            "Where a page begins, as the header Link gives it.",
            json!({ "type": "string" }),
        ));
    }
    let words: Vec<&str> = forms(endpoint.shape).iter().map(|form| form.word()).collect();
    all.push(query(
        "format",
        "The form, instead of the header Accept.",
        json!({ "type": "string", "enum": words }),
    ));
    all
}

fn query(name: &str, what: &str, schema: Value) -> Value {
    json!({ "name": name, "in": "query", "description": what, "schema": schema })
}

fn limits() -> Vec<(&'static str, &'static str, Value)> {
    let date = || json!({ "type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$" });
    let words = || json!({ "type": "string" });
    vec![
        ("as_of", "What was so by the end of this day, month or year.", date()),
        (
            "known_at",
            "What the record said at this instant.",
            json!({ "type": "string", "format": "date-time" }),
        ),
        ("from", "From this day, month or year on.", date()),
        ("to", "Up to this day, month or year.", date()),
        ("actor", "Of this actor, under any of its names.", words()),
        ("issue", "On the issue of this id.", words()),
        ("outlet", "In documents of this outlet.", words()),
        (
            "confidence",
            "Facts that the program is at least so sure of.",
            json!({ "type": "number", "minimum": 0, "maximum": 1 }),
        ),
    ]
}

fn problem() -> Value {
    json!({
        "type": "object",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": { "type": "string" },
            "title": { "type": "string" },
            "status": { "type": "integer" },
            "detail": { "type": "string" },
        },
    })
}
