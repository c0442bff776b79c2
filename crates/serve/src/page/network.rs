//! Who agrees and disagrees with whom.
use super::{
    lately,
    parts::{Field, actor_link, choice, clip_to, empty, exports, fact_path, limits, roll_up},
    show, svg, tie,
};
use crate::{
    ask::{Ask, Body},
    failure::Failure,
    params::link,
};
use maud::{Markup, html};
use rapporteur_record::Kind;
use rapporteur_store::{Filter, NetworkRow, Shared, camps, sign};
use std::{
    collections::{BTreeMap, BTreeSet},
    f64::consts::TAU,
};

/// Holders that are drawn; pairs in the table.
const HOLDERS: usize = 48;
const PAIRS: usize = 100;

pub fn page(ask: &Ask) -> Result<Body, Failure> {
    lately::page(ask, &[Kind::Position], shown)
}

fn shown(ask: &Ask) -> Result<Body, Failure> {
    let filter = ask.filter()?;
    let mut rows = ask.record.network(&filter)?.rows;
    match ask.params.get("ties") {
        Some("agree") => rows.retain(|row| !row.agree.is_empty()),
        Some("disagree") => rows.retain(|row| !row.disagree.is_empty()),
        _ => {}
    }
    let ties = [("agree", "agreement"), ("disagree", "disagreement")];
    let ties: Vec<(String, String)> = ties.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
    let fields = [Field::Issue, Field::Outlet, Field::Confidence];
    let months = months(ask)?;
    let content = html! {
        p.lead { "Two holders are tied by an issue on which both take a stand: by the stances that they held last" @if let Some(day) = filter.as_of { " on " (day) } "." }
        (limits(ask, &fields, &html! {
            (choice(ask, "as_of", "By the end of", "now", &months.iter().map(|month| (month.clone(), month.clone())).collect::<Vec<_>>()))
            (choice(ask, "ties", "Ties", "both", &ties))
            (roll_up(ask))
        })?)
        (steps(ask, &months))
        @if rows.is_empty() { (empty(ask, &filter, "No two holders take a stand on the same issue.")?) }
        @else {
            (drawing(ask, &rows))
            (table(ask, &rows))
            (exports(ask, "network", &[]))
        }
    };
    show(ask, "Network", &content)
}

/// Months that can be chosen; earlier ones are left out.
const MONTHS: usize = 120;

/// Months with facts in the order of time, and the day that is asked for.
fn months(ask: &Ask) -> Result<Vec<String>, Failure> {
    let rows = ask.record.activity(&Filter { as_of: None, ..ask.filter()? })?.rows;
    let mut months: BTreeSet<String> = rows.into_iter().filter_map(|row| row.month).collect();
    while months.len() > MONTHS {
        months.pop_first();
    }
    months.extend(ask.params.get("as_of").map(str::to_owned));
    Ok(months.into_iter().collect())
}

/// Links to the months before and after the one that is shown.
fn steps(ask: &Ask, months: &[String]) -> Markup {
    let at = match ask.params.get("as_of") {
        Some(month) => months.iter().position(|known| known == month).unwrap_or(0),
        None => months.len(),
    };
    let to = |month: &str| ask.params.with(ask.path, "as_of", month);
    html! {
        @if months.len() > 1 {
            nav.pager aria-label="Time" {
                @if at > 0 { a rel="prev" href=(to(&months[at - 1])) { "← " (months[at - 1]) } }
                span { (months.get(at).map_or("now", String::as_str)) }
                @if at + 1 < months.len() { a rel="next" href=(to(&months[at + 1])) { (months[at + 1]) " →" } }
                @else if at < months.len() { a rel="next" href=(to("")) { "now →" } }
            }
        }
    }
}

/// Camps of those holders that are drawn, so many at most.
fn drawn_camps(rows: &[NetworkRow]) -> Vec<Vec<String>> {
    let mut room = HOLDERS;
    let mut camps = camps(rows);
    for camp in &mut camps {
        camp.truncate(room);
        room -= camp.len();
    }
    camps.retain(|camp| !camp.is_empty());
    camps
}

/// Colours of camps; all others share the last.
const COLOURS: usize = 4;

/// Where a holder stands on the circle.
struct Place {
    x: f64,
    y: f64,
    angle: f64,
    camp: usize,
}

fn places(camps: &[Vec<String>]) -> BTreeMap<&str, Place> {
    let holders: Vec<(&str, usize)> = camps
        .iter()
        .enumerate()
        .flat_map(|(camp, names)| names.iter().map(move |name| (name.as_str(), camp.min(COLOURS))))
        .collect();
    let count = holders.len() as f64;
    holders
        .iter()
        .enumerate()
        .map(|(i, &(name, camp))| {
            let angle = i as f64 * TAU / count - TAU / 4.0;
            (name, Place { x: 360.0 + 200.0 * angle.cos(), y: 330.0 + 200.0 * angle.sin(), angle, camp })
        })
        .collect()
}

/// Holders on a circle, each camp together. Disagreement lies below, so that agreement is seen on it.
fn drawing(ask: &Ask, rows: &[NetworkRow]) -> Markup {
    let camps = drawn_camps(rows);
    let places = places(&camps);
    let names: Vec<&String> = camps.iter().flatten().collect();
    let number = |name: &str| names.iter().position(|known| *known == name).unwrap_or(0);
    let drawn = || {
        rows.iter().filter_map(|row| Some((row, places.get(row.a.as_str())?, places.get(row.b.as_str())?)))
    };
    // Where lines are so many, they are hard to hit and make a heavy page: the table leads on.
    let lead = rows.len() <= PAIRS;
    html! {
        div.scroll tabindex="0" role="group" aria-label="Drawing of the network" {
            svg.network viewBox="0 -40 720 740" role="group" aria-label="Holders on a circle, camps together; lines tie those who agree or disagree. The table below tells the same." {
                @for class in ["disagree", "agree"] {
                    g.(class) aria-hidden="true" {
                        @for (row, a, b) in drawn() {
                            @let shared = if class == "agree" { &row.agree } else { &row.disagree };
                            @if !shared.is_empty() {
                                @let line = html! { path data-a=(number(&row.a)) data-b=(number(&row.b)) d=(curve(a, b)) stroke-width=(shared.len().min(6)) {} };
                                @if lead { a href=(tie::path(ask, row)) tabindex="-1" { (line) } } @else { (line) }
                            }
                        }
                    }
                }
                @for name in &names { (holder(name, number(name), &places[name.as_str()])) }
            }
        }
        p.key { span.tie-agree { "agree" } " " span.tie-disagree { "disagree" } }
        (list(&camps))
    }
}

fn curve(a: &Place, b: &Place) -> String {
    // Towards the middle, less so for neighbours.
    let bend = |x: f64, y: f64, middle: f64| (x + y) / 2.0 * 0.45 + middle * 0.55;
    let [ax, ay, bx, by] = [a.x, a.y, b.x, b.y].map(svg::number);
    format!(
        "M{ax} {ay}Q{} {} {bx} {by}",
        svg::number(bend(a.x, b.x, 360.0)),
        svg::number(bend(a.y, b.y, 330.0))
    )
}

fn holder(name: &str, number: usize, place: &Place) -> Markup {
    let left = place.angle.cos() < 0.0;
    let degrees = place.angle.to_degrees() + if left { 180.0 } else { 0.0 };
    let (x, y) = (svg::number(place.x), svg::number(place.y));
    html! {
        a href=(link("/actor", &[("name", name)])) data-n=(number) {
            circle.{ "c" (place.camp) } cx=(x) cy=(y) r="6" {}
            text x=(x) y=(y) dx=(if left { "-11" } else { "11" }) dy="4" text-anchor=(if left { "end" } else { "start" })
                transform={ "rotate(" (svg::number(degrees)) " " (x) " " (y) ")" } { (clip_to(name, 22)) }
        }
    }
}

fn list(camps: &[Vec<String>]) -> Markup {
    html! {
        section aria-labelledby="camps" {
            h2 #camps { "Camps" }
            ol.camps {
                @for (at, camp) in camps.iter().enumerate().filter(|(_, camp)| camp.len() > 1) {
                    li { svg.swatch viewBox="0 0 12 12" aria-hidden="true" { circle.{ "c" (at.min(COLOURS)) } cx="6" cy="6" r="6" {} } " "
                        @for (i, name) in camp.iter().enumerate() { @if i > 0 { ", " } (actor_link(name)) } }
                }
            }
            p.meta { "Everybody stands with those with whom it agrees most on balance, over the issues that they share." }
        }
    }
}

fn table(ask: &Ask, rows: &[NetworkRow]) -> Markup {
    html! {
        div.scroll tabindex="0" role="group" aria-label="Table of the network" {
            table.ties {
                caption { "Pairs with the issues on which they agree or disagree, and the reports behind each" }
                thead { tr { th scope="col" { "Who" } th scope="col" { "With" } th scope="col" { "Agree on" } th scope="col" { "Disagree on" } th scope="col" { "Statements" } } }
                tbody {
                    @for row in rows.iter().take(PAIRS) {
                        tr {
                            th scope="row" { (actor_link(&row.a)) }
                            td { (actor_link(&row.b)) }
                            td { (issues(&row.agree)) }
                            td { (issues(&row.disagree)) }
                            td { a href=(tie::path(ask, row)) { "both" span.vh { ": " (row.a) " and " (row.b) } } }
                        }
                    }
                }
            }
        }
        @if rows.len() > PAIRS { p.meta { "The first " (PAIRS) " of " (rows.len()) " pairs; CSV and JSON have more." } }
    }
}

fn issues(shared: &[Shared]) -> Markup {
    html! {
        @for one in shared.iter().take(8) {
            span.tie {
                (one.issue) " "
                @for (fact, stance) in one.facts.iter().zip(one.stances) {
                    a href=(fact_path(&fact.0)) { span aria-hidden="true" { (sign(stance)) } span.vh { (stance.as_str()) } }
                }
            } " "
        }
        @if shared.len() > 8 { "…" }
    }
}
