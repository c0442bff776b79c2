//! All facts in time: votes drawn to scale, measures as intervals, warnings tied to what came true.
use super::{
    lately,
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
    lately::page(ask, Kind::CONTRACT, shown)
}

fn shown(ask: &Ask) -> Result<Body, Failure> {
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
        (zoom(ask, &filter)?)
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

/// Days of the closest look; each wider one has twice as many.
const CLOSEST: i64 = 28;

/// Links to a closer and a wider look, and to the days before and after. Windows lie on a grid, so that there are few.
fn zoom(ask: &Ask, filter: &Filter) -> Result<Markup, Failure> {
    let Some((start, end)) = extent(ask, filter)? else { return Ok(html! {}) };
    let first = filter.from.map_or(start, svg::day_number);
    let last = filter.to.map_or(end, |day| svg::day_number(day.bounds().1));
    let (length, whole, middle) = (last - first + 1, end - start + 1, first + (last - first) / 2);
    let levels =
        || std::iter::successors(Some(CLOSEST), |days| Some(days * 2)).take_while(|days| *days < whole);
    let own = levels().find(|days| *days >= length);
    let looks = [
        ("← Earlier", own.map(|days| window(days, middle - days / 2))),
        ("Closer", levels().take_while(|days| *days < length).last().map(|days| window(days, middle))),
        ("Wider", levels().find(|days| *days > length).map(|days| window(days, middle))),
        ("Later →", own.map(|days| window(days, middle + days / 2))),
    ];
    let address = |(first, last): (i64, i64)| {
        let (from, to) = (svg::day(first)?, svg::day(last)?);
        let inside = first <= end && last >= start;
        inside.then(|| ask.params.changed("from", &from).with(ask.path, "to", &to))
    };
    Ok(html! {
        nav.pager aria-label="Zoom" {
            @for (words, days) in looks { @if let Some(address) = days.and_then(address) { a href=(address) { (words) } } }
            @if let (Some(first), Some(last)) = (svg::day(first), svg::day(last)) { span { (first) " to " (last) } }
            @if filter.from.or(filter.to).is_some() { a href=(ask.params.changed("from", "").with(ask.path, "to", "")) { "All days" } }
        }
    })
}

/// So many days around one, in steps of half of them.
fn window(days: i64, middle: i64) -> (i64, i64) {
    let half = days / 2;
    // The nearest to middle - half.
    let first = (middle - half + half / 2).div_euclid(half) * half;
    (first, first + days - 1)
}

/// The first and the last day of the months that have facts.
fn extent(ask: &Ask, filter: &Filter) -> Result<Option<(i64, i64)>, Failure> {
    let rows = ask.record.activity(&Filter { from: None, to: None, ..filter.clone() })?.rows;
    let months = rows.iter().filter_map(|row| row.month.as_ref()?.parse::<PartialDate>().ok());
    let days: Vec<(i64, i64)> =
        months.map(|month| (svg::day_number(month), svg::day_number(month.bounds().1))).collect();
    Ok(days.iter().map(|day| day.0).min().zip(days.iter().map(|day| day.1).max()))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_hold_their_middle() {
        for middle in -100..100 {
            let (first, last) = window(28, middle);
            assert!(first <= middle && middle <= last && last - first == 27, "{middle}: {first} {last}");
            assert_eq!(first.rem_euclid(14), 0);
        }
    }
}
