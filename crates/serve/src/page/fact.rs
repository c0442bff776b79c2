//! One fact: its slots, its sentences in context, how it was read.
use super::{
    parts::{actor_link, clip_to, document_path, fact_path, kind, source, what},
    show,
};
use crate::{
    ask::{Ask, Body},
    failure::Failure,
    params::link,
};
use maud::{Markup, html};
use rapporteur_record::Span;
use rapporteur_store::{Detail, Passage, Role, export};

/// Bytes of a paragraph that are shown on each side of what is marked.
const AROUND: usize = 1_500;

pub fn page(ask: &Ask) -> Result<Body, Failure> {
    let detail = ask.record.show(ask.id, &ask.filter()?)?;
    let entry = &detail.entry;
    let actor = &entry.fact.claim.actor().name;
    let content = html! {
        p.lead { (kind(entry.kind())) " " (actor_link(actor)) ": " (what(entry)) }
        p.meta { (entry.placed.words()) " · " (source(&entry.origin)) @if let Some(day) = entry.origin.published { ", " (day) } }
        section aria-labelledby="evidence" { h2 #evidence { "Evidence" } (passages(&detail)) }
        section aria-labelledby="known" {
            h2 #known { "What is known of it" }
            (fields(&export::detail_fields(&detail, false)))
        }
        @if !detail.beside.is_empty() {
            section aria-labelledby="beside" {
                h2 #beside { "Other facts of the same sentence" }
                ul { @for other in detail.beside.iter().take(40) { li { (kind(other.kind)) " " a href=(fact_path(&other.id.0)) { bdi { (clip_to(&other.actor, 80)) } } } } }
            }
        }
        details {
            summary { "How it was read" }
            (fields(&export::detail_fields(&detail, true)[export::detail_fields(&detail, false).len()..]))
        }
        @if ask.desk.is_open_to(ask.visitor) { p { a href=(link("/review", &[("fact", &entry.id.0)])) { "Judge this fact" } } }
        p.exports { a href=(document_path(&entry.origin)) { "The whole document" } " · " a href={ "/api/v1/facts/" (entry.id.0) } { "JSON" } }
    };
    show(ask, &format!("{} of {}", capital(entry.kind().as_str()), clip_to(actor, 80)), &content)
}

/// The sentences in context, what is marked in them, and the key to it.
pub fn passages(detail: &Detail) -> Markup {
    html! {
        div.passages { @for passage in detail.context.iter().take(12) { (paragraph(detail, passage)) } }
        p.key { mark.r-evidence { "evidence" } " " mark.r-actor { "who" } " " mark.r-cue { "by which word" } " " mark.r-slot { "what" } }
    }
}

fn capital(word: &str) -> String {
    let (first, rest) = word.split_at(1);
    first.to_uppercase() + rest
}

fn fields(fields: &[(String, String)]) -> Markup {
    html! {
        dl.slots {
            @for (name, value) in fields {
                div { dt { (name) } dd dir="auto" { (clip_to(value, 2_000)) } }
            }
        }
    }
}

fn paragraph(detail: &Detail, passage: &Passage) -> Markup {
    let text = &detail.entry.text.text;
    let shown = near(text, passage);
    let mut at = shown.start;
    let mut pieces: Vec<(Span, Option<Role>)> = Vec::new();
    for mark in passage.marks.iter().filter(|mark| shown.contains(mark.span)) {
        pieces.extend([(Span::new(at, mark.span.start), None), (mark.span, Some(mark.role))]);
        at = mark.span.end;
    }
    pieces.push((Span::new(at, shown.end), None));
    html! {
        p.{ @if passage.marks.is_empty() { "beside" } } dir="auto" {
            @if shown.start > passage.span.start { "… " }
            @for (span, role) in pieces {
                @let words = &text[span.range()];
                @match role {
                    Some(role) => mark.{ "r-" (class(role)) } { (words) },
                    None => (words),
                }
            }
            @if shown.end < passage.span.end { " …" }
        }
    }
}

/// As much of the paragraph as a page has room for: what is marked, and something around it.
fn near(text: &str, passage: &Passage) -> Span {
    let whole = passage.span;
    let first = passage.marks.first().map_or(whole.start, |mark| mark.span.start);
    let last = passage.marks.last().map_or(whole.start, |mark| mark.span.end).min(first + 8 * AROUND);
    let mut start = first.saturating_sub(AROUND).max(whole.start);
    let mut end = (last + AROUND).min(whole.end);
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    while !text.is_char_boundary(end) {
        end += 1;
    }
    Span::new(start, end)
}

fn class(role: Role) -> &'static str {
    match role {
        Role::Evidence => "evidence",
        Role::Slot => "slot",
        Role::Cue => "cue",
        Role::Actor => "actor",
    }
}
