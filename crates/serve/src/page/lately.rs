//! Pages that put facts together look at the last ones of a large record, where nobody asks for others: all of them would
//! take minutes, and be more than anybody reads. The page says so; its form, its further pages and its exports have the day.
use crate::{
    ask::{Ask, Body},
    failure::Failure,
};
use maud::{Markup, html};
use rapporteur_record::{Kind, PartialDate};

/// Facts of these kinds that make a record a large one, and those that are put together for one page of it.
const LARGE: usize = 10_000;
const MANY: usize = 1_500;

const LIMITS: [&str; 6] = ["from", "to", "as_of", "actor", "issue", "known_at"];

/// The day from which on the page shows facts of these kinds; none where the address has limits or the record is small.
pub fn day(ask: &Ask, kinds: &[Kind]) -> Result<Option<PartialDate>, Failure> {
    if LIMITS.iter().any(|name| ask.params.get(name).is_some()) {
        return Ok(None);
    }
    Ok(ask.record.lately(kinds, LARGE, MANY)?)
}

/// The page as if the day had been asked for.
pub fn page(
    ask: &Ask,
    kinds: &[Kind],
    page: impl Fn(&Ask) -> Result<Body, Failure>,
) -> Result<Body, Failure> {
    match day(ask, kinds)? {
        Some(day) => {
            let params = ask.params.and("from", day.to_string());
            page(&Ask { params: &params, since: Some(day), ..*ask })
        }
        None => page(ask),
    }
}

pub fn note(ask: &Ask, day: PartialDate) -> Markup {
    html! {
        p.meta {
            "The record is large: this is what lies on " (day) " or later. Choose days, an issue or an actor for others, or take "
            a href=(ask.params.with(ask.path, "from", "0001")) { "all" } ", which may take long."
        }
    }
}
