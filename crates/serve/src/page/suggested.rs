//! What assistants suggest, beside the fact that it speaks of or in a list of all that waits, with forms to settle it.
use super::{
    parts::{clip, clip_to, fact_path, pager},
    review::who,
    show,
};
use crate::{
    ask::{Ask, Body, Page},
    failure::Failure,
    params::link,
};
use maud::{Markup, html};
use rapporteur_store::{Filter, SuggestionRow};

/// Suggestions of a page.
const ROWS: usize = 20;

/// Says how many wait, where any do.
pub fn notice(ask: &Ask) -> Result<Markup, Failure> {
    let count = ask.record.waiting(None, &Filter::default())?.rows.len();
    Ok(html! {
        @if count > 0 {
            p.notice { a href=(link("/review/suggestions", &[])) { (count) @if count == 1 { " suggestion" } @else { " suggestions" } " of assistants " @if count == 1 { "waits" } @else { "wait" } } }
        }
    })
}

/// Those that wait on a fact.
pub fn beside(ask: &Ask, fact: &str) -> Result<Markup, Failure> {
    let rows = ask.record.waiting(Some(fact), &Filter { limit: Some(ROWS), ..Filter::default() })?.rows;
    Ok(html! {
        @if !rows.is_empty() {
            section.suggestions aria-labelledby="suggestions" {
                h2 #suggestions { "What assistants suggest" }
                @for row in &rows { (card(ask, row)?) }
            }
        }
    })
}

pub fn page(ask: &Ask) -> Result<Body, Failure> {
    let page = Page::of(ask, ROWS, |filter| Ok(ask.record.waiting(None, filter)?.rows))?;
    let content = html! {
        p.lead { "An assistant's suggestion changes nothing. Taken up, it is your judgement; turned down, it stays in the record as that." }
        @if page.rows.is_empty() { div.empty { p.lead { "No suggestion waits." } } }
        @for row in &page.rows { (card(ask, row)?) }
        (pager(ask, &page))
        p.exports { a href="/lists/suggestions" { "All suggestions" } " · " a href="/review" { "Review" } }
    };
    show(ask, "Suggestions of assistants", &content)
}

fn card(ask: &Ask, row: &SuggestionRow) -> Result<Markup, Failure> {
    let seen = ask.record.last_judgement(row.fact.as_deref())?;
    let day = row.recorded.split('T').next().unwrap_or_default();
    Ok(html! {
        article.suggestion {
            p.line { span.tag { "suggestion " (row.suggestion) } " " bdi.strong { (clip(&row.words())) } }
            p dir="auto" { "“" (clip(&row.why)) "”" }
            p.meta {
                bdi { (clip_to(&row.who, 80)) } " · " (day)
                @if let Some(fact) = &row.fact { " · " a href=(fact_path(fact)) { "the fact" span.vh { " of suggestion " (row.suggestion) } } }
            }
            @if ask.desk.is_open_to(ask.visitor) {
                div.verdicts {
                    (form(ask, row, seen, "take-up", "Take it up", "as suggested"))
                    (form(ask, row, seen, "turn-down", "Turn it down", ""))
                }
            }
        }
    })
}

fn form(ask: &Ask, row: &SuggestionRow, seen: i64, verdict: &str, words: &str, proposed: &str) -> Markup {
    html! {
        form.verdict method="post" action="/review/judge" {
            input type="hidden" name="seal" value=(ask.desk.seal(ask.visitor));
            input type="hidden" name="seen" value=(seen);
            input type="hidden" name="verdict" value=(verdict);
            input type="hidden" name="suggestion" value=(row.suggestion);
            (who(ask))
            label.wide { span { "Why" } input name="why" required maxlength="500" value=(proposed); }
            button { (words) span.vh { ": suggestion " (row.suggestion) } }
        }
    }
}
