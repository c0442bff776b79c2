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
        "components": {
            "schemas": { "Problem": problem() },
            "responses": failures(),
            "parameters": common_parameters(),
            "securitySchemes": { "token": { "type": "http", "scheme": "bearer" } },
        },
        "security": [{}, { "token": [] }],
    });
    serde_json::to_string_pretty(&document).expect("plain data") + "\n"
}

/// What an answer can be instead, with its status.
const FAILURES: [(&str, &str); 7] = [
    ("400", "Wrong use: a parameter is unknown or not of its kind."),
    ("401", "No token, or none that is valid, where the server can be reached from other machines."),
    ("404", "There is no such thing."),
    ("406", "No such form."),
    ("421", "Sent to a name that is not of this machine."),
    ("429", "Too many requests."),
    ("503", "The question took too long."),
];

fn failures() -> Map<String, Value> {
    let content =
        json!({ "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } });
    FAILURES
        .iter()
        .map(|(status, what)| {
            (format!("problem-{status}"), json!({ "description": what, "content": content }))
        })
        .collect()
}

fn operation(endpoint: &Endpoint) -> Value {
    let mut responses = Map::new();
    responses.insert("200".into(), found(endpoint));
    responses.insert("304".into(), json!({ "description": "As the client has it." }));
    for (status, _) in FAILURES {
        responses
            .insert(status.into(), json!({ "$ref": format!("#/components/responses/problem-{status}") }));
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
    let common = |name: &str| json!({ "$ref": format!("#/components/parameters/{name}") });
    all.extend(limits().iter().map(|(name, ..)| common(name)));
    if endpoint.shape == Shape::List {
        all.extend([common("limit"), common("cursor")]);
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

/// Parameters that many endpoints share, by name.
fn common_parameters() -> Map<String, Value> {
    let size = json!({ "type": "integer", "minimum": 1, "maximum": MOST, "default": LIMIT });
    let cursor = json!({ "type": "string" });
    let paging = [
        ("limit", "At most so many rows.", size),
        ("cursor", "Where a page begins, as the header Link gives it.", cursor),
    ];
    let all = limits().into_iter().chain(paging);
    all.map(|(name, what, schema)| (name.to_owned(), query(name, what, schema))).collect()
}

/// The limits of a view: name, meaning and shape.
pub fn limits() -> Vec<(&'static str, &'static str, Value)> {
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
