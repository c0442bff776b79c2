//! One actor: names, posts, positions, and what it said and did.
use super::{
    parts::{clip_to, fact, fact_path, pager, stance},
    show,
};
use crate::{
    ask::{Ask, Body, Page},
    failure::Failure,
    params::link,
};
use maud::{Markup, html};
use rapporteur_store::{ActorDetail, Entry, Filter, PositionRow, sign};

/// Facts of a page, and lines of the lists beside them.
const FACTS: usize = 40;
const LINES: usize = 40;

pub fn page(ask: &Ask) -> Result<Body, Failure> {
    let name =
        ask.params.get("name").ok_or_else(|| Failure::Wrong("the parameter name is needed".to_owned()))?;
    let filter = ask.filter()?;
    let found = ask.record.actor(name, &filter)?;
    let detail = found
        .ok_or_else(|| Failure::Missing(format!("the record has nobody called {}", clip_to(name, 80))))?;
    let own = |filter: &Filter| Filter { actor: Some(detail.actor.name.clone()), ..filter.clone() };
    let positions = ask.record.positions(&own(&filter))?.rows;
    let page = Page::of(ask, FACTS, |filter| {
        Ok(ask.record.timeline(&own(filter))?.rows.into_iter().map(|row| row.0).collect::<Vec<Entry>>())
    })?;
    let content = html! {
        p.meta {
            span.level { (detail.actor.level.as_str()) }
            @for (kind, n) in &detail.actor.facts { " · " (n) " " (kind) @if *n != 1 { "s" } }
            @if let (Some(first), Some(last)) = (detail.actor.first, detail.actor.last) { " · " (first) " to " (last) }
        }
        @if !positions.is_empty() {
            section aria-labelledby="positions" { h2 #positions { "Positions" } (held(&positions)) }
        }
        (names(&detail))
        (posts(&detail))
        section aria-labelledby="facts" {
            h2 #facts { "What it said and did" }
            @if page.rows.is_empty() { p { "No facts of its own." } }
            @for entry in &page.rows {
                (fact(entry))
                @if ask.desk.is_open_to(ask.visitor) {
                    p.meta { a href=(link("/review", &[("fact", &entry.id.0)])) { "Split the name, or link to an issue" span.vh { ": " (entry.kind()) " " (entry.id.0) } } }
                }
            }
            (pager(ask, &page))
        }
        p.exports { "As " a href=(link("/api/v1/timeline", &[("actor", &detail.actor.name), ("format", "csv")])) { "CSV" } ", " a href=(link("/api/v1/actor", &[("name", &detail.actor.name)])) { "JSON" } "." }
    };
    show(ask, &clip_to(&detail.actor.name, 120), &content)
}

fn held(positions: &[PositionRow]) -> Markup {
    html! {
        ul.positions {
            @for row in positions.iter().take(LINES) {
                li {
                    (stance(row.stance)) " "
                    a href=(link("/matrix", &[("issue", &row.issue)])) { (row.issue) }
                    @if let Some(text) = &row.proposal { ": " span dir="auto" { (clip_to(text, 160)) } }
                    p.meta {
                        "since " (row.since.short()) " · " (row.documents) @if row.documents == 1 { " document" } @else { " documents" }
                        @for step in &row.steps { " · " a href=(fact_path(&step.fact.id.0)) { span aria-hidden="true" { (sign(step.stance)) " " } span.vh { (step.stance.as_str()) " " } (step.since.short()) } }
                    }
                }
            }
        }
    }
}

fn names(detail: &ActorDetail) -> Markup {
    html! {
        @if !detail.names.is_empty() {
            section aria-labelledby="names" {
                h2 #names { "Seen as" }
                ul.tags { @for seen in detail.names.iter().take(LINES) { li { bdi { (clip_to(&seen.words, 80)) } " " span.count { (seen.documents.len()) } } } }
            }
        }
    }
}

fn posts(detail: &ActorDetail) -> Markup {
    html! {
        @if !detail.posts.is_empty() {
            section aria-labelledby="posts" {
                h2 #posts { "Offices and bodies" }
                ul {
                    @for post in detail.posts.iter().take(LINES) {
                        li {
                            bdi { (clip_to(post.office.as_deref().unwrap_or("of"), 120)) @if let Some(of) = &post.of { ", " (clip_to(of, 120)) } }
                            @if let (Some(first), Some(last)) = (post.first, post.last) { span.meta { " as read " (first) @if last != first { " to " (last) } } }
                        }
                    }
                }
            }
        }
    }
}
