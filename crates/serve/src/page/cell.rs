//! The reports behind one cell of the matrix.
use super::{
    matrix::titled,
    parts::{actor_link, empty, fact},
    show,
};
use crate::{
    ask::{Ask, Body},
    failure::Failure,
    params::link,
};
use maud::html;
use rapporteur_record::{Claim, PartialDate};
use rapporteur_store::{Days, Entry, Filter};

/// Reports that a page shows.
const REPORTS: usize = 100;

pub fn page(ask: &Ask) -> Result<Body, Failure> {
    let wanted =
        |name| ask.params.get(name).ok_or_else(|| Failure::Wrong(format!("the parameter {name} is needed")));
    let (issue, actor, month) = (wanted("issue")?, wanted("actor")?, wanted("month")?);
    let filter = ask.filter()?;
    let found = reports(ask, &filter, issue, actor, month)?;
    let when = if month == "none" { "undated".to_owned() } else { format!("in {month}") };
    let content = html! {
        p.lead { (actor_link(actor)) " on " a href=(link("/matrix", &[("issue", issue)])) { (issue) } ", " (when) "." }
        @if found.is_empty() { (empty(ask, &filter, "There is no report of this.")?) }
        @for entry in found.iter().take(REPORTS) { (fact(entry)) }
        @if found.len() > REPORTS { p.meta { "The first " (REPORTS) " of " (found.len()) " reports." } }
        p { a href=(link("/matrix", &[("issue", issue)])) { "Back to the matrix" } }
    };
    show(ask, &format!("{} on {issue}", titled(actor)), &content)
}

/// Positions that the matrix counts in this cell.
fn reports(ask: &Ask, filter: &Filter, issue: &str, actor: &str, month: &str) -> Result<Vec<Entry>, Failure> {
    let days: Option<PartialDate> = match month {
        "none" => None,
        month => {
            Some(month.parse().map_err(|_| Failure::Wrong("month is not of the form YYYY-MM".to_owned()))?)
        }
    };
    let limited = Filter { from: days, to: days, ..filter.clone() };
    let mut found: Vec<Entry> = ask.record.timeline(&limited)?.rows.into_iter().map(|row| row.0).collect();
    found.retain(|entry| match &entry.fact.claim {
        Claim::Position(position) => {
            let last = Days::of(entry.fact.on, entry.origin.published).map(|days| days.last.to_string());
            let same = last.as_deref().and_then(|day| day.get(..7)) == days.map(|_| month);
            same && position.issue.eq_ignore_ascii_case(issue) && position.holder.name == actor
        }
        _ => false,
    });
    Ok(found)
}
