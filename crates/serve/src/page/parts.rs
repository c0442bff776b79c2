//! Parts of pages: forms of limits, dates, stances, evidence, lists in pages.
use crate::{
    ask::{Ask, Page},
    failure::Failure,
    matrices::OUTLETS,
    params::{PERSONS, Params, link},
};
use maud::{Markup, html};
use rapporteur_record::{Kind, Stance};
use rapporteur_store::{Entry, Filter, Origin, Row as _, TimelineRow, sign};

/// Characters of a text that a list shows; the page of the fact has it whole.
const CLIP: usize = 420;

/// At most so much of a text, cut after a word.
pub fn clip(text: &str) -> String {
    clip_to(text, CLIP)
}

pub fn clip_to(text: &str, limit: usize) -> String {
    match text.char_indices().nth(limit) {
        None => text.to_owned(),
        Some((end, _)) => {
            let cut = text[..end].rfind(char::is_whitespace).filter(|at| *at > end / 2).unwrap_or(end);
            format!("{} …", text[..cut].trim_end())
        }
    }
}

pub fn actor_link(name: &str) -> Markup {
    html! { a.who href=(link("/actor", &[("name", name)])) { bdi { (clip_to(name, 120)) } } }
}

pub fn fact_path(id: &str) -> String {
    format!("/fact/{id}")
}

pub fn document_path(origin: &Origin) -> String {
    format!("/document/{}", origin.document)
}

/// The outlet and the title, which lead to the document.
pub fn source(origin: &Origin) -> Markup {
    html! {
        span.source {
            a href=(document_path(origin)) {
                bdi { (clip_to(origin.source(), 60)) }
                @if let Some(title) = &origin.title { ": " bdi { (clip_to(title, 120)) } }
            }
        }
    }
}

/// A stance as a sign and a word on its colour.
pub fn stance(stance: Stance) -> Markup {
    html! { span.stance.(stance.as_str()) { span.sign aria-hidden="true" { (sign(stance)) } " " (stance.as_str()) } }
}

pub fn kind(kind: Kind) -> Markup {
    html! { span.kind.{ "k-" (kind.as_str()) } { (kind.as_str()) } }
}

/// A fact in a list: when, who, what, the sentence and where it stands.
pub fn fact(entry: &Entry) -> Markup {
    html! {
        article.fact {
            p.line {
                span.date { (entry.placed.short()) } " "
                (kind(entry.kind())) " "
                (actor_link(&entry.fact.claim.actor().name)) ": "
                (what(entry))
            }
            (quote(&entry.quotes().join(" … ")))
            p.meta {
                (source(&entry.origin)) " · "
                a href=(fact_path(&entry.id.0)) { "evidence" span.vh { " of " (entry.kind()) " by " (entry.fact.claim.actor().name) } }
            }
        }
    }
}

/// A fact without its actor, in a phrase.
pub fn what(entry: &Entry) -> Markup {
    if let rapporteur_record::Claim::Position(position) = &entry.fact.claim {
        return html! { (stance(position.stance)) " " a href=(link("/matrix", &[("issue", &position.issue)])) { (position.issue) } };
    }
    let text = TimelineRow(entry.clone()).cells().swap_remove(3).text;
    html! { span.what dir="auto" { (clip(&text)) } }
}

pub fn quote(text: &str) -> Markup {
    html! { blockquote dir="auto" { (clip(text)) } }
}

/// What is said where there is nothing.
pub fn empty(ask: &Ask, filter: &Filter, nothing: &str) -> Result<Markup, Failure> {
    let mut issues = Vec::new();
    if let Some(issue) = &filter.issue {
        let known = ask.record.issues(&Filter::default())?.rows;
        if !known.iter().any(|row| row.issue.eq_ignore_ascii_case(issue)) {
            issues = known.into_iter().map(|row| row.issue).take(20).collect();
        }
    }
    Ok(html! {
        div.empty {
            p.lead { (nothing) }
            @if !issues.is_empty() {
                p { "The record has no such issue. It has: "
                    @for issue in &issues { a href=(ask.params.with(ask.path, "issue", issue)) { (issue) } " " }
                }
            }
            @if ask.params.names().next().is_some() { p { a href=(ask.path) { "Ask without limits" } } }
        }
    })
}

/// Links to earlier and later pages of a list.
pub fn pager<R>(ask: &Ask, page: &Page<R>) -> Markup {
    let to = |number: usize| paged(ask.params, ask.path, number);
    html! {
        @if page.number > 1 || page.more {
            nav.pager aria-label="Pages of this list" {
                @if page.number > 1 { a rel="prev" href=(to(page.number - 1)) { "← Earlier page" } }
                span { "Page " (page.number) }
                @if page.more { a rel="next" href=(to(page.number + 1)) { "Next page →" } }
            }
        }
    }
}

fn paged(params: &Params, path: &str, number: usize) -> String {
    let all: Vec<(&str, String)> = params
        .names()
        .filter(|name| *name != "page")
        .map(|name| (name, params.get(name).unwrap_or_default().to_owned()))
        .chain([("page", number.to_string())])
        .collect();
    let pairs: Vec<(&str, &str)> = all.iter().map(|(name, value)| (*name, value.as_str())).collect();
    link(path, &pairs)
}

/// Links to the same answer in the formats of the API.
pub fn exports(ask: &Ask, endpoint: &str, others: &[(&str, &str)]) -> Markup {
    let path = format!("/api/v1/{endpoint}");
    let to = |format| {
        let all: Vec<(&str, &str)> =
            others.iter().copied().chain([("format", format), ("limit", "1000")]).collect();
        ask.params.limits(&path, &all)
    };
    html! {
        p.exports {
            "As " a href=(to("csv")) { "CSV" } ", " a href=(to("json")) { "JSON" } ", " a href=(to("jsonl")) { "JSON Lines" } "."
        }
    }
}

/// Which limits a form of a page offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    Issue,
    Actor,
    From,
    To,
    AsOf,
    Outlet,
    Confidence,
}

/// A form of limits; `more` stands inside it, before the button.
pub fn limits(ask: &Ask, fields: &[Field], more: &Markup) -> Result<Markup, Failure> {
    let issues = match fields.contains(&Field::Issue) {
        true => issues(ask)?,
        false => Vec::new(),
    };
    let outlets = match fields.contains(&Field::Outlet) {
        true => outlets(ask)?,
        false => Vec::new(),
    };
    Ok(html! {
        form.limits action=(ask.path) {
            @for field in fields {
                @match field {
                    Field::Issue => (choice(ask, "issue", "Issue", "all issues", &issues)),
                    Field::Outlet => (choice(ask, "outlet", "Source", "all sources", &outlets)),
                    Field::Actor => (input(ask, "actor", "Actor", "any name", "text")),
                    Field::From => (input(ask, "from", "From", "2024-05", "text")),
                    Field::To => (input(ask, "to", "To", "2024-06-15", "text")),
                    Field::AsOf => (input(ask, "as_of", "On the day", "2024-06-15", "text")),
                    Field::Confidence => (choice(ask, "confidence", "Confidence", "any", &sure())),
                }
            }
            (more)
            button { "Show" }
            @if ask.params.names().next().is_some() { a.reset href=(ask.path) { "Reset" } }
        }
    })
}

/// Whether positions of persons are counted for their governments.
pub fn roll_up(ask: &Ask) -> Markup {
    let rules = [(PERSONS.to_owned(), "for their governments".to_owned())];
    choice(ask, "roll_up", "Heads and ministers", "for themselves", &rules)
}

fn sure() -> Vec<(String, String)> {
    ["0.5", "0.7", "0.9"].iter().map(|p| ((*p).to_owned(), format!("at least {p}"))).collect()
}

/// Issues that a form can choose from; more than anybody would look through are left out.
const CHOICES: usize = 200;

pub fn issues(ask: &Ask) -> Result<Vec<(String, String)>, Failure> {
    let known = ask.params.filter()?.known_at;
    let rows = ask.record.issue_list(known)?;
    let mut rows: Vec<(String, String)> = rows
        .into_iter()
        .take(CHOICES)
        .map(|row| {
            let name = row
                .text
                .map_or_else(|| row.issue.clone(), |text| format!("{}: {}", row.issue, clip_to(&text, 60)));
            (row.issue, name)
        })
        .collect();
    keep_asked(&mut rows, ask.params.get("issue"));
    Ok(rows)
}

fn outlets(ask: &Ask) -> Result<Vec<(String, String)>, Failure> {
    let rows = ask.record.outlets(&Filter { limit: Some(OUTLETS), ..Filter::default() })?.rows;
    let mut rows: Vec<(String, String)> = rows
        .into_iter()
        .filter_map(|row| row.outlet)
        .map(|name| (name.clone(), clip_to(&name, 40)))
        .collect();
    keep_asked(&mut rows, ask.params.get("outlet"));
    Ok(rows)
}

/// What is asked for stays in the form even where the record does not have it.
fn keep_asked(rows: &mut Vec<(String, String)>, asked: Option<&str>) {
    if let Some(asked) = asked
        && !rows.iter().any(|(value, _)| value.eq_ignore_ascii_case(asked))
    {
        rows.push((asked.to_owned(), clip_to(asked, 60)));
    }
}

/// A menu of values; `none` is what nothing chosen means, left out where it is empty.
pub fn choice(ask: &Ask, name: &str, label: &str, none: &str, values: &[(String, String)]) -> Markup {
    let asked = ask.params.get(name).unwrap_or("");
    html! {
        label {
            span { (label) }
            select name=(name) {
                @if !none.is_empty() { option value="" { (none) } }
                @for (value, text) in values {
                    option value=(value) selected[value.eq_ignore_ascii_case(asked)] { (text) }
                }
            }
        }
    }
}

pub fn input(ask: &Ask, name: &str, label: &str, hint: &str, kind: &str) -> Markup {
    html! {
        label {
            span { (label) }
            input type=(kind) name=(name) value=(ask.params.get(name).unwrap_or("")) placeholder=(hint) autocomplete="off";
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_cut_after_a_word() {
        assert_eq!(clip_to("one two three", 9), "one two …");
        assert_eq!(clip_to("short", 9), "short");
        assert_eq!(clip_to("äöüäöüäöü", 4), "äöüä …");
    }
}
