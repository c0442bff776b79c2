//! One document: its text with the facts that it says marked in it, and the facts beside it; each leads to the other.
use super::{
    parts::{actor_link, clip_to, fact_path, kind, what},
    show,
};
use crate::{
    ask::{Ask, Body},
    failure::Failure,
    params::link,
};
use maud::{Markup, html};
use rapporteur_record::{Kind, Span};
use rapporteur_store::{DocumentDetail, Entry};
use std::collections::BTreeMap;

/// Bytes of text and facts that one page shows.
const TEXT: usize = 24_000;
const FACTS: usize = 120;

/// The part of a document that a page shows.
struct Part<'d> {
    /// Pieces of lines, ascending.
    lines: Vec<Span>,
    /// Facts whose evidence begins in it, with their numbers.
    facts: Vec<(usize, &'d Entry)>,
}

pub fn page(ask: &Ask) -> Result<Body, Failure> {
    let mut document = ask.record.document(ask.id, &ask.filter()?)?;
    let wanted = ask.params.get("kind");
    document.facts.retain(|entry| wanted.is_none_or(|kind| entry.kind().as_str() == kind));
    let parts = parts(&document);
    let number = ask.params.page()?;
    let Some(part) = parts.get(number - 1) else {
        return Err(Failure::Missing(format!("the document has {} pages", parts.len())));
    };
    let title = document.origin.title.clone().unwrap_or_else(|| document.origin.doc.clone());
    let content = html! {
        (about(&document))
        (kinds(ask, &document))
        div.reader {
            section.text aria-labelledby="text" {
                h2.vh #text { "Text" }
                @for line in &part.lines { p dir="auto" { (marked(&document, *line, &part.facts)) } }
                @if !document.clutter.is_empty() { (clutter(&document)) }
            }
            section.facts aria-labelledby="facts" {
                h2 #facts { "Facts " span.count { (document.facts.len()) } }
                @if part.facts.is_empty() { p { "No facts were found in this part." } }
                ol.notes { @for (number, entry) in &part.facts { (note(*number, entry)) } }
            }
        }
        (pages(ask, number, parts.len()))
    };
    show(ask, &clip_to(&title, 160), &content)
}

fn about(document: &DocumentDetail) -> Markup {
    let origin = &document.origin;
    html! {
        p.meta {
            bdi { (clip_to(origin.source(), 80)) }
            @if let Some(day) = origin.published { ", " (day) }
            " · document " code { bdi { (clip_to(&origin.doc, 80)) } }
            @if let Some(url) = origin.url.as_deref().filter(|url| is_web(url)) { " · " a rel="noreferrer noopener" href=(url) { "the original" } }
            " · " a href={ "/api/v1/documents/" (origin.document) } { "JSON" }
        }
        @if let Some(copy) = &document.copy_of { p.notice { "A near copy of " bdi { (clip_to(&copy.original, 80)) } "." } }
    }
}

/// Only addresses of the web become links: others could run something.
fn is_web(url: &str) -> bool {
    let lower = url.to_ascii_lowercase();
    lower.starts_with("https://") || lower.starts_with("http://")
}

fn kinds(ask: &Ask, document: &DocumentDetail) -> Markup {
    let chosen = ask.params.get("kind");
    html! {
        nav.kinds aria-label="Kinds of facts" {
            @for kind in Kind::ALL {
                @let n = document.count(*kind);
                @if n > 0 {
                    a.kind.{ "k-" (kind.as_str()) } href=(ask.params.with(ask.path, "kind", kind.as_str())) aria-current=[(chosen == Some(kind.as_str())).then_some("true")] { (kind.as_str()) " " (n) } " "
                }
            }
            @if chosen.is_some() { a href=(ask.params.with(ask.path, "kind", "")) { "all kinds" } }
        }
    }
}

/// The document in parts of bounded size: whole lines, but for lines that are longer than a part.
fn parts(document: &DocumentDetail) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut part = Part { lines: Vec::new(), facts: Vec::new() };
    let mut size = 0;
    let mut facts = document.facts.iter().enumerate().map(|(i, entry)| (i + 1, entry)).peekable();
    for piece in document.paragraphs.iter().flat_map(|&line| pieces(&document.text.text, line)) {
        if size > 0 && size + piece.len() > TEXT {
            parts.push(std::mem::replace(&mut part, Part { lines: Vec::new(), facts: Vec::new() }));
            size = 0;
        }
        size += piece.len();
        part.lines.push(piece);
        while let Some(next) = facts.next_if(|(_, entry)| entry.fact.evidence[0].start < piece.end) {
            if part.facts.len() == FACTS {
                // The same lines once more, with the facts that found no room.
                let lines = vec![piece];
                parts.push(std::mem::replace(&mut part, Part { lines, facts: Vec::new() }));
                size = piece.len();
            }
            part.facts.push(next);
        }
    }
    part.facts.extend(facts.take(FACTS));
    parts.push(part);
    parts
}

/// A line, cut where it is longer than a part.
fn pieces(text: &str, line: Span) -> Vec<Span> {
    let mut pieces = Vec::new();
    let mut start = line.start;
    while line.end - start > TEXT {
        let mut end = start + TEXT;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        pieces.push(Span::new(start, end));
        start = end;
    }
    pieces.push(Span::new(start, line.end));
    pieces
}

/// A line with its evidence marked by kind, and the number of each fact where its evidence begins.
fn marked(document: &DocumentDetail, line: Span, facts: &[(usize, &Entry)]) -> Markup {
    let mut cuts: Vec<usize> = vec![line.start, line.end];
    let mut begins: BTreeMap<usize, Vec<(usize, &Entry)>> = BTreeMap::new();
    for &(number, entry) in facts {
        for (i, span) in entry.fact.evidence.iter().enumerate().filter(|(_, span)| span.overlaps(line)) {
            let start = span.start.max(line.start);
            cuts.extend([start, span.end.min(line.end)]);
            if i == 0 && (line.start..line.end).contains(&span.start) {
                begins.entry(start).or_default().push((number, entry));
            }
        }
    }
    cuts.sort_unstable();
    cuts.dedup();
    let kind_at = |piece: Span| {
        let holds = |entry: &Entry| entry.fact.evidence.iter().any(|span| span.contains(piece));
        facts
            .iter()
            .filter(|(_, entry)| holds(entry))
            .map(|(_, entry)| rank(entry.kind()))
            .max()
            .map(|(_, kind)| kind)
    };
    html! {
        @for pair in cuts.windows(2) {
            @let piece = Span::new(pair[0], pair[1]);
            @for (number, entry) in begins.get(&piece.start).into_iter().flatten() {
                a.ref.{ "k-" (entry.kind().as_str()) } id={ "t" (number) } href={ "#f" (number) } title=(entry.kind().as_str()) { span.vh { "fact " } (number) }
            }
            @let words = &document.text.text[piece.range()];
            @match kind_at(piece) {
                Some(kind) => mark.{ "k-" (kind.as_str()) } { (words) },
                None => (words),
            }
        }
    }
}

/// Which kind colours a sentence that says several things: the rarer one.
fn rank(kind: Kind) -> (u8, Kind) {
    let rank = match kind {
        Kind::Report => 0,
        Kind::Statement => 1,
        Kind::Position => 2,
        Kind::Demand => 3,
        Kind::Warning => 4,
        Kind::Measure => 5,
        Kind::Decision => 6,
    };
    (rank, kind)
}

fn note(number: usize, entry: &Entry) -> Markup {
    let name = &entry.fact.claim.actor().name;
    html! {
        li id={ "f" (number) } value=(number) {
            p {
                a.back href={ "#t" (number) } { span.vh { "To the text of fact " (number) ": " } (kind(entry.kind())) } " "
                (actor_link(name)) ": " (what(entry))
            }
            p.meta {
                (entry.placed.short()) " · confidence " (format!("{:.2}", entry.fact.confidence)) " · "
                a href=(fact_path(&entry.id.0)) { "evidence" span.vh { " of fact " (number) } }
            }
        }
    }
}

fn clutter(document: &DocumentDetail) -> Markup {
    let text = &document.text.text;
    html! {
        details.clutter {
            summary { "Left out: " (document.clutter.len()) " places that are no part of the report" }
            @for span in document.clutter.iter().take(40) { p dir="auto" { (clip_to(&text[span.range()], 200)) } }
        }
    }
}

fn pages(ask: &Ask, number: usize, count: usize) -> Markup {
    let to = |number: usize| {
        let page = number.to_string();
        let kind = ask.params.get("kind").unwrap_or("");
        let all: Vec<(&str, &str)> = [("page", page.as_str()), ("kind", kind)]
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .collect();
        link(ask.path, &all)
    };
    html! {
        @if count > 1 {
            nav.pager aria-label="Parts of this document" {
                @if number > 1 { a rel="prev" href=(to(number - 1)) { "← Earlier part" } }
                span { "Part " (number) " of " (count) }
                @if number < count { a rel="next" href=(to(number + 1)) { "Next part →" } }
            }
        }
    }
}
