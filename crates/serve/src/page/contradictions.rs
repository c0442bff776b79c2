//! Reports that cannot both be right, side by side.
use super::{
    lately,
    parts::{Field, actor_link, choice, clip_to, empty, exports, fact_path, limits, pager, quote, source},
    show,
};
use crate::{
    ask::{Ask, Body, Page},
    failure::Failure,
};
use maud::{Markup, html};
use rapporteur_record::Kind;
use rapporteur_store::{Conflict, ContradictionRow, Filter, Side};

/// Pairs of a page.
const PAIRS: usize = 40;

/// What is compared.
const COMPARED: &[Kind] = &[Kind::Position, Kind::Decision, Kind::Measure, Kind::Statement];

const CONFLICTS: [Conflict; 5] =
    [Conflict::Votes, Conflict::Stances, Conflict::Measures, Conflict::Denial, Conflict::Headline];

pub fn page(ask: &Ask) -> Result<Body, Failure> {
    lately::page(ask, COMPARED, shown)
}

fn shown(ask: &Ask) -> Result<Body, Failure> {
    let wanted = ask.params.get("conflict");
    let page = Page::of(ask, PAIRS, |filter| {
        let all = Filter { limit: wanted.map_or(filter.limit, |_| None), ..filter.clone() };
        let mut rows = ask.record.contradictions(&all)?.rows;
        rows.retain(|row| wanted.is_none_or(|conflict| row.conflict.as_str() == conflict));
        Ok(rows)
    })?;
    let kinds: Vec<(String, String)> =
        CONFLICTS.iter().map(|c| (c.as_str().to_owned(), c.as_str().to_owned())).collect();
    let fields = [Field::Issue, Field::Actor, Field::From, Field::To];
    let content = html! {
        (limits(ask, &fields, &choice(ask, "conflict", "About", "everything", &kinds))?)
        @if page.rows.is_empty() { (empty(ask, &ask.filter()?, "No two reports contradict each other.")?) }
        @for row in &page.rows { (pair(row)) }
        (pager(ask, &page))
        @if !page.rows.is_empty() { (exports(ask, "contradictions", &[])) }
    };
    show(ask, "Contradictions", &content)
}

fn pair(row: &ContradictionRow) -> Markup {
    html! {
        article.pair {
            p.line { span.date { (row.placed.short()) } " " span.conflict { (row.conflict.as_str()) } " " (actor_link(&row.actor)) ": " span dir="auto" { (clip_to(&row.about, 240)) } }
            div.sides { (side(&row.first)) (side(&row.second)) }
        }
    }
}

fn side(side: &Side) -> Markup {
    html! {
        div {
            (quote(&side.quote))
            p.meta {
                (source(&side.origin)) @if let Some(day) = side.origin.published { ", " (day) }
                @if let Some(fact) = &side.fact { " · " a href=(fact_path(&fact.0)) { "evidence" span.vh { " in " (side.origin.doc) } } }
            }
        }
    }
}
