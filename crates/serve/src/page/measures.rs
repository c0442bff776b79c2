//! What holds on a chosen day, by authority.
use super::{
    lately,
    parts::{Field, actor_link, clip_to, empty, exports, fact_path, input, limits},
    show,
};
use crate::{
    ask::{Ask, Body},
    failure::Failure,
};
use maud::{Markup, html};
use rapporteur_record::{Kind, Status};
use rapporteur_store::RegisterRow;

/// Measures of a page.
const MEASURES: usize = 120;

pub fn page(ask: &Ask) -> Result<Body, Failure> {
    lately::page(ask, &[Kind::Measure], shown)
}

fn shown(ask: &Ask) -> Result<Body, Failure> {
    let mut filter = ask.filter()?;
    // Where no day is chosen: the last of which the record can know.
    if filter.as_of.is_none() {
        filter.as_of = ask.record.outlets(&Default::default())?.rows.iter().filter_map(|row| row.last).max();
    }
    let mut rows = ask.record.register(ask.params.get("about"), &filter)?.rows;
    if ask.params.get("state") == Some("holding") {
        rows.retain(|row| row.status == Status::InForce);
    }
    let many = rows.len();
    rows.truncate(MEASURES);
    let fields = [Field::AsOf, Field::Issue, Field::Actor];
    let content = html! {
        @if let Some(day) = filter.as_of { p.lead { "By the end of " strong { (day) } ", as the reports until then tell it." } }
        (limits(ask, &fields, &input(ask, "about", "About", "words", "text"))?)
        @if rows.is_empty() { (empty(ask, &filter, "No measure was reported by this day.")?) }
        @for group in rows.chunk_by(|a, b| a.authority == b.authority) { (authority(group)) }
        @if many > MEASURES { p.meta { "The first " (MEASURES) " of " (many) "; choose an actor or words." } }
        @if !rows.is_empty() { (exports(ask, "register", &day(&filter.as_of.map(|d| d.to_string())))) }
    };
    show(ask, "Measures on a day", &content)
}

fn day(day: &Option<String>) -> Vec<(&'static str, &str)> {
    day.iter().map(|day| ("as_of", day.as_str())).collect()
}

fn authority(rows: &[RegisterRow]) -> Markup {
    let first = &rows[0];
    html! {
        section.authority {
            h2 { (actor_link(&first.authority)) " " span.level { (first.level.as_str()) } }
            div.scroll tabindex="0" role="group" aria-label={ "Measures of " (first.authority) } {
                table.register {
                    caption.vh { "Measures of " (first.authority) }
                    thead { tr {
                        th scope="col" { "State" } th scope="col" { "What" } th scope="col" { "Scope and exceptions" }
                        th scope="col" { "Since" } th scope="col" { "Until" } th scope="col" { "Reports" }
                    } }
                    tbody { @for row in rows { (measure(row)) } }
                }
            }
        }
    }
}

fn measure(row: &RegisterRow) -> Markup {
    html! {
        tr {
            td { span.state.{ "s-" (row.state.as_str()) } { (state(row)) } @if row.disputed { " " span.disputed { "disputed" } } }
            td dir="auto" { (clip_to(row.thing(), 300)) @if let Some(target) = &row.target { @if row.thing() != target { " for " bdi { (clip_to(target, 120)) } } } }
            td dir="auto" { (clip_to(&row.scope.join("; "), 300)) }
            td.date { (row.from.short()) }
            td.date { (row.until.map_or(String::new(), rapporteur_store::End::short)) }
            td {
                @for (i, entry) in row.evidence.iter().take(5).enumerate() {
                    a href=(fact_path(&entry.id.0)) { span.vh { "Report " } (i + 1) span.vh { " of " (clip_to(row.thing(), 40)) } } " "
                }
                @if row.evidence.len() > 5 { "…" }
            }
        }
    }
}

/// "forbidden"; "announced: forbidden" where it does not hold yet.
fn state(row: &RegisterRow) -> String {
    match (row.announced, row.status) {
        (Some(what), status) => format!("{}: {}", status.as_str().replace('_', " "), what.as_str()),
        (None, Status::Ended) => format!("ended: {}", row.state.as_str()),
        (None, _) => row.state.as_str().to_owned(),
    }
}
