//! The dossier to read and to print.
use super::{
    lately,
    parts::{Field, actor_link, clip, clip_to, document_path, empty, fact_path, limits, stance},
    show,
};
use crate::{
    ask::{Ask, Body},
    failure::Failure,
};
use maud::{Markup, html};
use rapporteur_record::Kind;
use rapporteur_store::{Group, Line, Note, Section};
use std::collections::BTreeSet;

/// Lines of each list, and issues, that a page shows; Markdown has all.
const LINES: usize = 40;
const ISSUES: usize = 12;

pub fn page(ask: &Ask) -> Result<Body, Failure> {
    lately::page(ask, Kind::CONTRACT, shown)
}

fn shown(ask: &Ask) -> Result<Body, Failure> {
    let filter = ask.filter()?;
    let brief = ask.record.brief(&filter)?;
    let mut used = BTreeSet::new();
    let mut note = |lines: &[Line]| {
        used.extend(lines.iter().take(LINES).flat_map(|line| line.notes.iter().copied()));
    };
    for section in brief.issues.iter().take(ISSUES) {
        section.stances.iter().for_each(|standing| note(&standing.lines));
        note(&section.changes);
        section.groups.iter().for_each(|group| note(&group.lines));
    }
    brief.other.iter().for_each(|group| note(&group.lines));
    note(&brief.contradictions);
    let fields = [Field::AsOf, Field::Issue, Field::Actor, Field::From, Field::To];
    let content = html! {
        div.noprint { (limits(ask, &fields, &html! {})?) }
        @if brief.notes.is_empty() { (empty(ask, &filter, "There is nothing to tell.")?) }
        @else {
            @if !brief.limits.is_empty() { p.lead { (brief.limits.join(", ")) } }
            p.meta { "“By” a date: the source does not date it and appeared then. Numbers in brackets lead to the evidence." }
            @for section in brief.issues.iter().take(ISSUES) { (issue(section)) }
            @if brief.issues.len() > ISSUES { p.meta { "The first " (ISSUES) " of " (brief.issues.len()) " issues; choose one, or take the Markdown." } }
            @if !brief.other.is_empty() { section { h2 { "Not tied to an issue" } (groups(&brief.other)) } }
            @if !brief.contradictions.is_empty() { section { h2 { "Reports that disagree" } (lines(&brief.contradictions)) } }
            (evidence(&brief.notes, &used))
            p.exports.noprint { "As " a href=(ask.params.limits("/api/v1/brief", &[("format", "md")])) { "Markdown" } ", " a href=(ask.params.limits("/api/v1/brief", &[])) { "JSON" } "." }
        }
    };
    show(ask, "Dossier", &content)
}

fn issue(section: &Section) -> Markup {
    html! {
        section.issue {
            h2 { (section.issue) @if let Some(text) = &section.proposal { ": " (clip_to(text, 240)) } }
            @for standing in &section.stances {
                h3 { (stance(standing.stance)) " " span.count { (standing.lines.len()) } }
                ul.lines {
                    @for line in standing.lines.iter().take(LINES) {
                        li { (actor_link(&line.actor)) ", " @if !line.date.starts_with("by") { "since " } (line.date) @if !line.what.is_empty() { " (" (line.what) ")" } " " (numbers(line)) }
                    }
                }
                (rest(standing.lines.len()))
            }
            @if !section.changes.is_empty() { h3 { "What changed" } (lines(&section.changes)) }
            (groups(&section.groups))
        }
    }
}

fn groups(groups: &[Group]) -> Markup {
    html! {
        @for group in groups {
            h3 { (heading(group)) }
            (lines(&group.lines))
        }
    }
}

fn heading(group: &Group) -> String {
    let word = group.kind.as_str();
    let (first, rest) = word.split_at(1);
    format!("{}{rest}s", first.to_uppercase())
}

fn lines(lines: &[Line]) -> Markup {
    html! {
        ul.lines { @for line in lines.iter().take(LINES) { (cited(line)) } }
        (rest(lines.len()))
    }
}

fn rest(count: usize) -> Markup {
    html! { @if count > LINES { p.meta { "and " (count - LINES) " more" } } }
}

/// A line with the numbers of its notes.
pub fn cited(line: &Line) -> Markup {
    html! { li { (line.date) ": " (actor_link(&line.actor)) ": " span dir="auto" { (clip_to(&line.what, 300)) } " " (numbers(line)) } }
}

fn numbers(line: &Line) -> Markup {
    html! { span.refs { @for n in line.notes.iter().take(8) { a href={ "#n" (n) } { "[" (n) "]" } } } }
}

/// The notes that are used, with their quotations.
pub fn evidence(notes: &[Note], used: &BTreeSet<usize>) -> Markup {
    html! {
        section aria-labelledby="evidence" {
            h2 #evidence { "Evidence" }
            ol.evidence {
                @for note in notes.iter().filter(|note| used.contains(&note.number)) {
                    li id={ "n" (note.number) } value=(note.number) {
                        a href=(document_path(&note.origin)) { bdi { (clip_to(note.origin.source(), 60)) } }
                        @if let Some(day) = note.origin.published { ", " (day) }
                        ": " q dir="auto" { (clip(&note.quote)) }
                        @for (i, id) in note.facts.iter().take(4).enumerate() { " " a.noprint href=(fact_path(id)) { "fact" @if i > 0 { " " (i + 1) } span.vh { " of note " (note.number) } } }
                    }
                }
            }
        }
    }
}
