//! What is new between two days, and as a feed.
use super::{
    brief::cited,
    lately,
    parts::{Field, empty, limits},
    show,
};
use crate::{
    ask::{Ask, Body},
    failure::Failure,
};
use maud::html;
use rapporteur_record::Kind;
use rapporteur_store::export;
use std::collections::BTreeSet;

/// Lines of each sort that a page shows.
const LINES: usize = 80;

/// What changes are told from.
const TOLD: &[Kind] = &[Kind::Position, Kind::Decision, Kind::Measure, Kind::Statement, Kind::Warning];

pub fn page(ask: &Ask) -> Result<Body, Failure> {
    lately::page(ask, TOLD, shown)
}

fn shown(ask: &Ask) -> Result<Body, Failure> {
    let filter = ask.filter()?;
    let changes = ask.record.changes(&filter)?;
    let shown = changes.sections.iter().flat_map(|section| section.lines.iter().take(LINES));
    let used: BTreeSet<usize> = shown.flat_map(|line| line.notes.iter().copied()).collect();
    let fields = [Field::From, Field::To, Field::Issue, Field::Actor];
    let content = html! {
        (limits(ask, &fields, &html! {})?)
        @if changes.sections.is_empty() { (empty(ask, &filter, "Nothing changed in these days.")?) }
        @for section in &changes.sections {
            section {
                h2 { (section.title) " " span.count { (section.lines.len()) } }
                ul.lines { @for line in section.lines.iter().take(LINES) { (cited(line)) } }
                @if section.lines.len() > LINES { p.meta { "The first " (LINES) "; choose days, an issue or an actor." } }
            }
        }
        @if !changes.sections.is_empty() {
            (super::brief::evidence(&changes.notes, &used))
            p.exports { "As " a href=(ask.params.limits("/changes.atom", &[])) { "Atom feed" } ", " a href=(ask.params.limits("/api/v1/changes", &[("format", "md")])) { "Markdown" } ", " a href=(ask.params.limits("/api/v1/changes", &[])) { "JSON" } "." }
        }
    };
    show(ask, "Changes", &content)
}

pub fn feed(ask: &Ask) -> Result<Body, Failure> {
    lately::page(ask, TOLD, fed)
}

fn fed(ask: &Ask) -> Result<Body, Failure> {
    let mut bytes = Vec::new();
    export::write_atom(&ask.record.changes(&ask.filter()?)?, &mut bytes)
        .map_err(|error| Failure::Broken(error.to_string()))?;
    Ok(Body { form: "application/atom+xml", bytes, next: None })
}
