//! What a page says of itself in schema.org's JSON-LD.
use super::Page;
use crate::date::publication_date;
use scraper::{Html, Selector};
use serde_json::{Map, Value};
use std::sync::LazyLock;

static SCRIPT: LazyLock<Selector> = LazyLock::new(|| {
    Selector::parse(r#"script[type^="application/ld+json"]"#).expect("a selector of this file")
});

/// The article among the things described, if any; other things give what the article leaves open.
pub(super) fn read(tree: &Html) -> Page {
    let scripts: Vec<Value> =
        tree.select(&SCRIPT).filter_map(|script| parse(&script.text().collect::<String>())).collect();
    let mut things = Vec::new();
    scripts.iter().for_each(|script| collect(script, &mut things));
    let mut page = Page::default();
    for wanted in [is_article, is_page] {
        for thing in things.iter().filter(|thing| wanted(thing)) {
            fill(&mut page, thing, &things);
        }
    }
    page
}

/// Strict JSON first; many pages put raw line breaks into strings, which become spaces.
fn parse(script: &str) -> Option<Value> {
    let script = script.trim().trim_start_matches("<!--").trim_end_matches("-->").trim_end_matches(';');
    let mended = || script.replace(['\n', '\r', '\t'], " ");
    serde_json::from_str(script).or_else(|_| serde_json::from_str(&mended())).ok()
}

/// All objects, outer ones first. The parser's own nesting limit bounds the recursion.
fn collect<'v>(value: &'v Value, things: &mut Vec<&'v Map<String, Value>>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, things)),
        Value::Object(thing) => {
            things.push(thing);
            ["@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item"]
                .iter()
                .filter_map(|key| thing.get(*key))
                .for_each(|inner| collect(inner, things));
        }
        _ => {}
    }
}

fn types(thing: &Map<String, Value>) -> Vec<&str> {
    match thing.get("@type") {
        Some(Value::String(one)) => vec![one],
        Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

fn is_article(thing: &Map<String, Value>) -> bool {
    types(thing).iter().any(|t| {
        t.ends_with("Article")
            || t.ends_with("BlogPosting")
            || matches!(*t, "Report" | "Review" | "Blog" | "Posting")
    })
}

fn is_page(thing: &Map<String, Value>) -> bool {
    types(thing).iter().any(|t| t.ends_with("Page"))
}

fn fill(page: &mut Page, thing: &Map<String, Value>, things: &[&Map<String, Value>]) {
    let word = |key: &str| thing.get(key).and_then(text);
    page.title = page.title.take().or_else(|| word("headline")).or_else(|| word("name"));
    page.published = page.published.or_else(|| publication_date(&word("datePublished")?));
    page.outlet = page.outlet.take().or_else(|| publisher(thing.get("publisher")?, things));
    page.url = page.url.take().or_else(|| word("url"));
}

/// The publisher's name, or that of the thing its `@id` points to.
fn publisher(value: &Value, things: &[&Map<String, Value>]) -> Option<String> {
    let one = match value {
        Value::Array(several) => several.first()?,
        one => one,
    };
    let own = one.as_str().map(str::to_owned).or_else(|| text(one.get("name")?));
    let pointed =
        || things.iter().find(|thing| thing.get("@id").is_some_and(|id| Some(id) == one.get("@id")));
    own.or_else(|| text(pointed()?.get("name")?)).filter(|name| !name.starts_with("http"))
}

/// A string, or the first of several.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(s) => super::metadata::tidy(s),
        Value::Array(several) => several.first().and_then(text),
        _ => None,
    }
}
