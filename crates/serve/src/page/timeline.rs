//! All facts in time: votes drawn to scale, measures as intervals, warnings tied to what came true.
use super::{
    parts::{Field, choice, clip_to, empty, exports, fact, fact_path, limits, pager},
    show, svg,
};
use crate::{
    ask::{Ask, Body, Page},
    failure::Failure,
};
use maud::{Markup, html};
use rapporteur_record::{Claim, Kind, PartialDate};
use rapporteur_store::{End, Entry, Filter, Met, RegisterRow, State};
use std::collections::BTreeMap;

/// Facts of a page, and measures that the drawing shows.
const FACTS: usize = 60;
const MEASURES: usize = 24;

pub fn page(ask: &Ask) -> Result<Body, Failure> {
    let filter = ask.filter()?;
    let kind = ask.params.get("kind").map(parse).transpose()?;
    let page = Page::of(ask, FACTS, |filter| facts(ask, kind, filter))?;
    let met = warnings(ask, &filter, &page.rows)?;
    let most = page.rows.iter().filter_map(votes).map(total).max().unwrap_or(0);
    let kinds: Vec<(String, String)> =
        Kind::CONTRACT.iter().map(|k| (k.as_str().to_owned(), format!("{k}s"))).collect();
    let fields = [Field::Issue, Field::Actor, Field::From, Field::To, Field::Outlet, Field::Confidence];
    let content = html! {
        (limits(ask, &fields, &choice(ask, "kind", "Kind", "all kinds", &kinds))?)
        @if page.number == 1 && kind.is_none_or(|kind| kind == Kind::Measure) { (intervals(ask, &filter)?) }
        @if page.rows.is_empty() { (empty(ask, &filter, "Nothing was found in this time.")?) }
        ol.timeline {
            @for entry in &page.rows {
                li {
                    (fact(entry))
                    @if let Some(counts) = votes(entry) { (svg::votes(counts, most)) }
                    @if let Some(met) = met.get(&entry.id.0) { (came_true(met)) }
                }
            }
        }
        (pager(ask, &page))
        @if !page.rows.is_empty() { (exports(ask, endpoint(kind), &[])) }
    };
    show(ask, "Timeline", &content)
}

fn parse(kind: &str) -> Result<Kind, Failure> {
    let found = Kind::CONTRACT.iter().copied().find(|known| known.as_str() == kind);
    found.ok_or_else(|| Failure::Wrong(format!("there is no kind {kind:?}")))
}

fn endpoint(kind: Option<Kind>) -> &'static str {
    match kind {
        Some(Kind::Statement) => "statements",
        Some(Kind::Decision) => "decisions",
        Some(Kind::Measure) => "measures",
        Some(Kind::Warning) => "warnings",
        Some(Kind::Demand) => "demands",
        _ => "timeline",
    }
}

fn facts(ask: &Ask, kind: Option<Kind>, filter: &Filter) -> Result<Vec<Entry>, Failure> {
    let kinds: &[Kind] = match &kind {
        Some(kind) => std::slice::from_ref(kind),
        None => Kind::CONTRACT,
    };
    Ok(ask.record.timeline_of(kinds, filter)?.rows.into_iter().map(|row| row.0).collect())
}

fn votes(entry: &Entry) -> Option<[Option<u32>; 3]> {
    match &entry.fact.claim {
        Claim::Decision(decision) if !decision.votes.is_empty() => {
            Some([decision.votes.pro, decision.votes.contra, decision.votes.abstain])
        }
        _ => None,
    }
}

fn total(votes: [Option<u32>; 3]) -> u32 {
    votes.into_iter().flatten().fold(0, u32::saturating_add)
}

/// What the warnings of this page led to.
fn warnings(ask: &Ask, filter: &Filter, shown: &[Entry]) -> Result<BTreeMap<String, Met>, Failure> {
    if !shown.iter().any(|entry| entry.kind() == Kind::Warning) {
        return Ok(BTreeMap::new());
    }
    let rows = ask.record.warnings(filter)?.rows;
    Ok(rows.into_iter().filter_map(|row| Some((row.0.id.0, row.1?))).collect())
}

fn came_true(met: &Met) -> Markup {
    html! {
        p.met { "↳ its condition came true: " a href=(fact_path(&met.fact.0)) { (met.kind) " of " bdi { (clip_to(&met.actor, 80)) } ", " (met.placed.short()) } }
    }
}

/// Measures that are dated at all, as bars: solid where the state is sure to hold, pale where a report leaves it open.
fn intervals(ask: &Ask, filter: &Filter) -> Result<Markup, Failure> {
    let mut rows = ask.record.register(None, filter)?.rows;
    rows.retain(|row| row.from.earliest.or(row.from.latest).is_some() && row.state != State::Unknown);
    rows.sort_by_key(|row| row.from.earliest.or(row.from.latest));
    rows.truncate(MEASURES);
    let days =
        || rows.iter().flat_map(|row| ends(row.from).into_iter().chain(row.until.into_iter().flat_map(ends)));
    let (Some(first), Some(last)) = (days().min(), days().max()) else { return Ok(html! {}) };
    Ok(html! {
        section aria-labelledby="measures" {
            h2 #measures { "Measures in time" }
            div.scroll tabindex="0" role="group" aria-label="Measures as intervals" { (bars(&rows, first, last + 30)) }
            p.meta { "Solid: holds by all reports. Pale: it began, or ended, some time in these days. The bar of what nothing ends goes on to the right." }
        }
    })
}

/// First days of months, some six, with their numbers.
fn ticks(first: i64, last: i64) -> Vec<(String, i64)> {
    let months = svg::months_between(first, last);
    let step = months.len().div_ceil(6).max(1);
    months.into_iter().step_by(step).filter(|(_, day)| *day >= first && *day < last).collect()
}

fn ends(end: End) -> Vec<i64> {
    let day = |date: Option<PartialDate>| date.map(svg::day_number);
    [day(end.earliest), day(end.latest)].into_iter().flatten().collect()
}

fn bars(rows: &[RegisterRow], first: i64, last: i64) -> Markup {
    let x = |day: i64| 250.0 + (day - first) as f64 * 460.0 / (last - first).max(1) as f64;
    let height = rows.len() * 22 + 24;
    let ticks = ticks(first, last);
    html! {
        svg.intervals viewBox={ "0 0 720 " (height) } role="group" aria-label="Measures as intervals; the list below tells the same" {
            @for (label, day) in &ticks {
                line x1=(svg::number(x(*day))) x2=(svg::number(x(*day))) y1="0" y2=(height - 18) {}
                text x=(svg::number(x(*day) + 2.0)) y=(height - 6) { (label) }
            }
            @for (i, row) in rows.iter().enumerate() {
                @let y = i * 22 + 4;
                @let from = ends(row.from);
                @let until = row.until.map(ends).unwrap_or_default();
                @let sure = from.last().copied().unwrap_or(first);
                @let end = until.first().copied().unwrap_or(last);
                a href=(fact_path(&row.evidence[0].id.0)) {
                    title { (row.authority) ": " (clip_to(row.thing(), 120)) ", " (row.state.as_str()) ", " (row.from.short()) }
                    text x="0" y=(y + 12) { (clip_to(&format!("{}: {}", row.authority, row.thing()), 38)) }
                    @if let [early, late] = from[..] { rect.pale.{ "f-" (row.state.as_str()) } x=(svg::number(x(early))) y=(y) width=(svg::number((x(late) - x(early)).max(1.0))) height="14" {} }
                    rect.{ "f-" (row.state.as_str()) } x=(svg::number(x(sure))) y=(y) width=(svg::number((x(end) - x(sure)).max(3.0))) height="14" {}
                    @if let [early, late] = until[..] { rect.pale.{ "f-" (row.state.as_str()) } x=(svg::number(x(early))) y=(y) width=(svg::number((x(late) - x(early)).max(1.0))) height="14" {} }
                }
            }
        }
    }
}
