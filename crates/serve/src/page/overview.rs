//! What the record holds, and what is new in it.
use super::{
    lately,
    parts::{actor_link, clip_to, fact, source},
    show,
    svg::{months, number},
};
use crate::{
    ask::{Ask, Body},
    failure::Failure,
    params::link,
};
use maud::{Markup, html};
use rapporteur_record::{Kind, Stance};
use rapporteur_store::{ActivityRow, Filter, IssueRow, OutletRow, sign};
use std::collections::BTreeMap;

/// Lines of each list.
const LINES: usize = 6;
const ISSUES: usize = 30;

pub fn page(ask: &Ask) -> Result<Body, Failure> {
    let filter = ask.filter()?;
    let activity = ask.record.activity(&filter)?.rows;
    if activity.is_empty() {
        return show(
            ask,
            "An empty record",
            &html! {
                p.lead { "Nothing was read into this record yet." }
                p { "Read a folder of articles: " code { "rapporteur read articles/ --debate debate.toml" } "." }
            },
        );
    }
    let outlets = ask.record.outlets(&filter)?.rows;
    // The newest of a large record are enough to see who moves.
    let since = lately::day(ask, Kind::CONTRACT)?;
    let newest = Filter { from: filter.from.or(since), ..filter };
    let issues = ask.record.issues(&Filter { limit: Some(ISSUES), ..newest.clone() })?.rows;
    let content = html! {
        (figures(&activity, &outlets, issues.len()))
        section aria-labelledby="issues" {
            h2 #issues { "Issues" }
            @if let Some(day) = since { p.meta { "Who was reported to stand where since " (day) "; the matrix of an issue has all." } }
            (issue_list(&issues))
        }
        section aria-labelledby="activity" {
            h2 #activity { "How much was said when" }
            (chart(&activity, &outlets))
        }
        div.columns {
            section aria-labelledby="changes" { h2 #changes { "Newest decisions" } (decisions(ask, &newest)?) }
            section aria-labelledby="disputed" { h2 #disputed { "Reports that disagree" } (disputed(ask, &newest)?) }
        }
        section aria-labelledby="sources" { h2 #sources { "Sources" } (sources(&outlets)) }
    };
    show(ask, "Overview", &content)
}

fn figures(activity: &[ActivityRow], outlets: &[OutletRow], issues: usize) -> Markup {
    let documents: usize = outlets.iter().map(|row| row.documents).sum();
    let first = outlets.iter().filter_map(|row| row.first).min();
    let last = outlets.iter().filter_map(|row| row.last).max();
    let mut kinds: BTreeMap<Kind, usize> = BTreeMap::new();
    for row in activity {
        *kinds.entry(row.kind).or_default() += row.facts;
    }
    html! {
        dl.figures {
            div { dt { "Documents" } dd { a href="/documents" { (documents) } } }
            div { dt { "Sources" } dd { (outlets.iter().filter(|row| row.outlet.is_some()).count()) } }
            div { dt { "Issues" } dd { (issues) } }
            @for (kind, count) in &kinds {
                div { dt { (plural(*kind)) } dd { a href=(link("/timeline", &[("kind", kind.as_str())])) { (count) } } }
            }
        }
        @if let (Some(first), Some(last)) = (first, last) { p.meta { "Published " (first) " to " (last) "." } }
    }
}

fn plural(kind: Kind) -> String {
    let word = kind.as_str();
    let (first, rest) = word.split_at(1);
    format!("{}{rest}s", first.to_uppercase())
}

fn issue_list(issues: &[IssueRow]) -> Markup {
    html! {
        @if issues.is_empty() { p { "No positions on an issue were found." } }
        ul.issues {
            @for row in issues {
                li {
                    p { a.strong href=(link("/matrix", &[("issue", &row.issue)])) { (row.issue) }
                        @if let Some(text) = &row.text { ": " span dir="auto" { (clip_to(text, 200)) } } }
                    (sides(row))
                }
            }
        }
    }
}

/// How many stand where, as a bar and in words.
fn sides(row: &IssueRow) -> Markup {
    let sides = [
        (Stance::Support, row.support),
        (Stance::Conditional, row.conditional),
        (Stance::Undecided, row.undecided),
        (Stance::Oppose, row.oppose),
    ];
    let all: usize = sides.iter().map(|(_, n)| n).sum();
    let mut at = 0.0;
    let bars: Vec<(f64, f64, Stance)> = sides
        .iter()
        .map(|&(stance, n)| {
            let wide = n as f64 * 300.0 / all.max(1) as f64;
            at += wide;
            (at - wide, wide, stance)
        })
        .collect();
    html! {
        svg.sides viewBox="0 0 300 8" aria-hidden="true" preserveAspectRatio="none" {
            rect.track x="0" y="0" width="300" height="8" {}
            @for (x, width, stance) in &bars {
                @if *width > 0.0 { rect.{ "f-" (stance.as_str()) } x=(number(*x)) y="0" width=(number(*width)) height="8" {} }
            }
        }
        p.tally {
            @for (stance, n) in sides {
                @if n > 0 { span.stance.(stance.as_str()) { span.sign aria-hidden="true" { (sign(stance)) } " " (n) " " (stance.as_str()) } " " }
            }
            @if all == 0 { "nobody yet" }
        }
    }
}

/// Months that the drawing shows.
const MONTHS: usize = 36;

/// The months up to that of the last document; what is announced for later is counted beside them.
fn chart(activity: &[ActivityRow], outlets: &[OutletRow]) -> Markup {
    let until = outlets.iter().filter_map(|row| row.last).max().map(|day| day.bounds().1.to_string());
    let until = until.as_deref().map_or("9999-12", |day| &day[..7]);
    let mut by_month: BTreeMap<&str, Vec<(Kind, usize)>> = BTreeMap::new();
    for row in activity {
        if let Some(month) = &row.month {
            by_month.entry(month).or_default().push((row.kind, row.facts));
        }
    }
    let (Some((first, _)), Some((last, _))) = (by_month.first_key_value(), by_month.last_key_value()) else {
        return html! { p { "No fact has a date." } };
    };
    let last = &until.min(last);
    let months = months(first, last, MONTHS);
    let shown = || by_month.iter().filter(|(month, _)| months.iter().any(|shown| shown == *month));
    let all: usize = activity.iter().map(|row| row.facts).sum();
    let drawn: usize = shown().flat_map(|(_, kinds)| kinds).map(|(_, n)| n).sum();
    let most = shown()
        .map(|(_, kinds)| kinds)
        .map(|kinds| kinds.iter().map(|(_, n)| n).sum::<usize>())
        .max()
        .unwrap_or(1);
    let step = 720.0 / months.len().max(1) as f64;
    let height = |n: usize| n as f64 * 120.0 / most as f64;
    html! {
        div.scroll tabindex="0" role="group" aria-label="Facts by month" {
            svg.chart viewBox="0 0 720 150" role="group" aria-label={ "Facts by month from " (months[0]) " to " (last) } {
                @for (i, month) in months.iter().enumerate() {
                    @let kinds = by_month.get(month.as_str()).map(Vec::as_slice).unwrap_or_default();
                    @for (kind, n, below) in stacked(kinds) {
                        a href=(link("/timeline", &[("from", month), ("to", month), ("kind", kind.as_str())])) {
                            title { (month) ": " (n) " " (kind.as_str()) @if n != 1 { "s" } }
                            rect.{ "f-" (kind.as_str()) } x=(number(i as f64 * step + 1.0)) y=(number(125.0 - height(below + n)))
                                width=(number((step - 2.0).max(1.0))) height=(number(height(n).max(0.5))) {}
                        }
                    }
                    @if i % months.len().div_ceil(12) == 0 {
                        text x=(number(i as f64 * step + 1.0)) y="142" { (month) }
                    }
                }
            }
        }
        p.key {
            @for kind in Kind::CONTRACT { svg.swatch viewBox="0 0 12 12" aria-hidden="true" { rect.{ "f-" (kind.as_str()) } width="12" height="12" {} } " " (kind.as_str()) " " }
            @if all > drawn { "· " (all - drawn) " facts lie in other months or have no date" }
        }
    }
}

/// Kinds with their counts and what lies below them.
fn stacked(kinds: &[(Kind, usize)]) -> Vec<(Kind, usize, usize)> {
    let mut below = 0;
    kinds
        .iter()
        .map(|&(kind, n)| {
            below += n;
            (kind, n, below - n)
        })
        .collect()
}

fn decisions(ask: &Ask, filter: &Filter) -> Result<Markup, Failure> {
    let rows = ask.record.decisions(filter)?.rows;
    Ok(html! {
        @if rows.is_empty() { p { "No decision was found." } }
        @for row in rows.iter().rev().take(LINES) { (fact(&row.0)) }
        @if rows.len() > LINES { p { a href="/lists/decisions" { "All decisions" } } }
    })
}

fn disputed(ask: &Ask, filter: &Filter) -> Result<Markup, Failure> {
    let rows = ask.record.contradictions(filter)?.rows;
    Ok(html! {
        @if rows.is_empty() { p { "No two reports contradict each other." } }
        @for row in rows.iter().rev().take(LINES) {
            article.fact {
                p.line { span.date { (row.placed.short()) } " " (actor_link(&row.actor)) ": " (row.conflict.as_str()) ", " (clip_to(&row.about, 160)) }
                p.meta { (source(&row.first.origin)) " · " (source(&row.second.origin)) }
            }
        }
        @if !rows.is_empty() { p { a href="/contradictions" { "Both sides of each" } } }
    })
}

fn sources(outlets: &[OutletRow]) -> Markup {
    html! {
        ul.tags {
            @for row in outlets.iter().take(60) {
                li {
                    @match &row.outlet {
                        Some(name) => a href=(link("/documents", &[("outlet", name)])) { bdi { (clip_to(name, 60)) } },
                        None => span { "no source named" },
                    }
                    " " span.count { (row.documents) }
                }
            }
        }
    }
}
