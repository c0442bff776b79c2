//! Two holders: what each said on the issues on which they agree or disagree.
use super::{
    parts::{actor_link, empty, fact, stance},
    show,
};
use crate::{
    ask::{Ask, Body},
    failure::Failure,
    params::link,
};
use maud::{Markup, html};
use rapporteur_record::Kind;
use rapporteur_store::{Entry, Filter, NetworkRow, Shared};

/// Issues of a page, and reports of one holder on one issue.
const ISSUES: usize = 12;
const REPORTS: usize = 12;

/// The address of the page of two holders, under the limits of this one.
pub fn path(ask: &Ask, row: &NetworkRow) -> String {
    ask.params.limits("/network/tie", &[("a", &row.a), ("b", &row.b)])
}

pub fn page(ask: &Ask) -> Result<Body, Failure> {
    let needed = |name: &str| {
        ask.params.get(name).ok_or_else(|| Failure::Wrong(format!("the parameter {name} is needed")))
    };
    let names = [needed("a")?, needed("b")?];
    let filter = ask.filter()?;
    let rows = ask.record.network(&filter)?.rows;
    let tie = rows.iter().find(|row| names.iter().all(|name| [&row.a, &row.b].iter().any(|of| of == name)));
    let content = html! {
        p.lead { (actor_link(names[0])) " and " (actor_link(names[1])) @if let Some(day) = filter.as_of { ", by " (day) } }
        @match tie {
            Some(tie) if tie.a != tie.b => {
                @for (shared, agree) in tie.agree.iter().map(|one| (one, true)).chain(tie.disagree.iter().map(|one| (one, false))).take(ISSUES) {
                    (issue(ask, &filter, tie, shared, agree)?)
                }
            }
            _ => (empty(ask, &filter, "They take no stand on the same issue, or none that is open.")?),
        }
        p.exports { a href=(ask.params.limits("/network", &[])) { "The whole network" } }
    };
    show(
        ask,
        &format!("{} and {}", super::parts::clip_to(names[0], 60), super::parts::clip_to(names[1], 60)),
        &content,
    )
}

fn issue(
    ask: &Ask,
    filter: &Filter,
    tie: &NetworkRow,
    shared: &Shared,
    agree: bool,
) -> Result<Markup, Failure> {
    Ok(html! {
        section {
            h2 { @if agree { "Agree on " } @else { "Disagree on " } a href=(link("/matrix", &[("issue", &shared.issue)])) { (shared.issue) } }
            div.sides {
                @for (name, held) in [&tie.a, &tie.b].into_iter().zip(shared.stances) {
                    div {
                        h3 { (actor_link(name)) " " (stance(held)) }
                        @for entry in reports(ask, filter, name, &shared.issue)? { (fact(&entry)) }
                    }
                }
            }
        }
    })
}

/// The last reports of a holder on an issue, the newest first.
fn reports(ask: &Ask, filter: &Filter, name: &str, issue: &str) -> Result<Vec<Entry>, Failure> {
    let own = Filter { actor: Some(name.to_owned()), issue: Some(issue.to_owned()), ..filter.clone() };
    let rows = ask.record.timeline_of(&[Kind::Position], &own)?.rows;
    let mut entries: Vec<Entry> = rows.into_iter().map(|row| row.0).collect();
    entries.retain(|entry| entry.fact.claim.actor().name == name);
    entries.reverse();
    entries.truncate(REPORTS);
    Ok(entries)
}
