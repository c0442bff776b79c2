//! The pages, one file each: plain functions from a question to HTML. Everything can be read and done without a script.
mod actor;
mod actors;
mod add;
mod brief;
mod cell;
mod changes;
mod contradictions;
mod document;
mod documents;
mod export;
mod fact;
mod frame;
mod job;
mod lately;
mod lists;
mod matrix;
mod measures;
mod network;
mod overview;
mod parts;
mod review;
mod search;
mod suggested;
mod svg;
mod tie;
mod timeline;

use crate::{
    app::Answer,
    ask::{Ask, Body},
    failure::Failure,
};
use maud::{Markup, html};
use rapporteur_store::export::commands;

/// Every page with its address.
pub static PAGES: &[(&str, Answer)] = &[
    ("/", overview::page),
    ("/matrix", matrix::page),
    ("/matrix/cell", cell::page),
    ("/timeline", timeline::page),
    ("/measures", measures::page),
    ("/network", network::page),
    ("/network/tie", tie::page),
    ("/documents", documents::page),
    ("/document/{id}", document::page),
    ("/fact/{id}", fact::page),
    ("/actors", actors::page),
    ("/actor", actor::page),
    ("/search", search::page),
    ("/contradictions", contradictions::page),
    ("/changes", changes::page),
    ("/changes.atom", changes::feed),
    ("/brief", brief::page),
    ("/review", review::page),
    ("/add", add::page),
    ("/add/job/{id}", job::page),
    ("/export", export::page),
    ("/export/{id}", export::file),
    ("/review/suggestions", suggested::page),
    ("/lists/{id}", lists::page),
];

/// HTML without what would turn or hide text: marks of direction and control characters, wherever they come from.
fn body(markup: Markup) -> Body {
    let html: String =
        markup.into_string().chars().filter(|&c| !commands(c) || matches!(c, '\n' | '\t')).collect();
    Body { form: "text/html; charset=utf-8", bytes: html.into_bytes(), next: None }
}

/// What stands before the number of a job in its address.
pub const JOB: &str = "/add/job/";

/// Where a browser is given a token to keep.
pub fn login() -> Body {
    body(frame::plain(
        "Sign in",
        &html! {
            form.verdict method="post" action="/login" {
                label { span { "Your token" } input type="password" name="token" required autocomplete="current-password"; }
                button { "Sign in" }
            }
        },
    ))
}

/// A failure as a page.
pub fn refusal(failure: &Failure) -> Body {
    let title = match failure {
        Failure::Missing(_) => "Not found",
        Failure::Wrong(_) | Failure::Form => "Not understood",
        Failure::Unknown => "Who are you?",
        Failure::Elsewhere => "Not here",
        Failure::Often => "Too often",
        Failure::Forbidden(_) => "Not allowed",
        Failure::Outdated(_) => "Judged meanwhile",
        Failure::Large(_) => "Too large",
        Failure::Busy(_) => "Not at the moment",
        Failure::Late => "Too much at once",
        Failure::Broken(_) => "Not readable",
    };
    body(frame::plain(
        title,
        &html! {
            p.lead { (failure.sentence()) "." }
            @match failure {
            Failure::Unknown => p { a href="/login" { "Sign in" } },
            _ => p { a href="/" { "Back to the overview" } },
        }
        },
    ))
}

/// A page of the record, and what its title and its place in the menu are.
fn show(ask: &Ask, title: &str, content: &Markup) -> Result<Body, Failure> {
    let content = html! {
        @if let Some(day) = ask.since { (lately::note(ask, day)) }
        (content)
    };
    Ok(body(frame::frame(ask, title, &content)))
}
