//! `/api/v1`: the answers of the command line over HTTP, in its formats, byte for byte.
mod endpoints;
mod form;
pub mod openapi;

pub use endpoints::{ENDPOINTS, Endpoint, Shape};

use crate::{
    ask::{Ask, Body},
    failure::Failure,
    params::LIMITS,
};
use form::Form;
use rapporteur_store::{Answer, Filter, Record, Result as Stored, Row, export};
use serde::Serialize;
use serde_json::json;

/// Rows of a page where nothing else is asked for, and the most that can be.
pub const LIMIT: usize = 100;
pub const MOST: usize = 1_000;
/// Rows of a list that is given as a whole.
pub const WHOLE: usize = 100_000;

/// A failure by RFC 9457.
pub fn problem(failure: &Failure) -> Body {
    let status = failure.status();
    let title = status.canonical_reason().unwrap_or_default();
    let problem = json!({ "type": "about:blank", "title": title, "status": status.as_u16(), "detail": failure.sentence() });
    Body { form: "application/problem+json", bytes: problem.to_string().into_bytes(), next: None }
}

/// Wrong use where the address has a parameter that the endpoint does not know: it would be taken for obeyed.
fn known(ask: &Ask, own: &[&str]) -> Result<(), Failure> {
    let paging = ["limit", "cursor", "format"];
    let unknown = ask
        .params
        .names()
        .find(|name| !own.contains(name) && !LIMITS.contains(name) && !paging.contains(name));
    match unknown {
        Some(name) => Err(Failure::Wrong(format!("there is no parameter {name}"))),
        None => Ok(()),
    }
}

/// Where a page begins, and as of which instant: the pages of one answer are of one state of the record, whatever is
/// written meanwhile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Cursor {
    before: usize,
    /// Microseconds since 1970.
    known_at: i64,
}

impl Cursor {
    fn text(self) -> String {
        format!("{:x}-{:x}", self.before, self.known_at)
    }

    fn parse(text: &str) -> Result<Self, Failure> {
        let parts = text.split_once('-').and_then(|(before, known_at)| {
            let before = usize::from_str_radix(before, 16).ok().filter(|n| *n <= 10_000_000)?;
            Some(Self { before, known_at: i64::from_str_radix(known_at, 16).ok()? })
        });
        parts.ok_or_else(|| Failure::Wrong(format!("{text:?} is no cursor that an answer gave")))
    }

    fn instant(self) -> Result<jiff::Timestamp, Failure> {
        jiff::Timestamp::from_microsecond(self.known_at)
            .map_err(|_| Failure::Wrong("the cursor is none that an answer gave".to_owned()))
    }
}

/// A page of a list in the form asked for; the address of the next stands in the header `Link`.
fn list<R: Row>(
    ask: &Ask,
    own: &[&str],
    view: impl FnOnce(&Record, &Filter) -> Stored<Answer<R>>,
) -> Result<Body, Failure> {
    known(ask, own)?;
    let form = Form::of(ask, &[Form::Json, Form::Lines, Form::Csv, Form::Markdown])?;
    let (usual, most) = if ask.whole { (WHOLE, WHOLE) } else { (LIMIT, MOST) };
    let size = ask.params.read::<usize>("limit", "a number of rows")?.unwrap_or(usual);
    if !(1..=most).contains(&size) {
        return Err(Failure::Wrong(format!("limit is from 1 to {most}")));
    }
    let mut filter = ask.filter()?;
    let cursor = ask.params.get("cursor").map(Cursor::parse).transpose()?;
    let before = cursor.map_or(0, |cursor| cursor.before);
    // What was known at an instant is found in the order of time, not of fit; so pages of a search are not tied to one.
    let tied = !own.contains(&"q");
    if let Some(cursor) = cursor.filter(|_| tied) {
        filter.known_at = Some(cursor.instant()?);
    }
    filter.limit = Some(before + size + 1);
    let mut rows: Vec<R> = view(ask.record, &filter)?.rows.into_iter().skip(before).collect();
    let more = rows.len() > size;
    if more && ask.whole {
        return Err(Failure::Large(format!(
            "more than {WHOLE} rows: narrow it by days, actor or issue, or write it with the command of the same name"
        )));
    }
    rows.truncate(size);
    let next = if more { next(ask, before + size, filter.known_at)? } else { None };
    let mut bytes = Vec::new();
    export::write(&Answer::from(rows), form.export(), &mut bytes).map_err(written)?;
    Ok(Body { form: form.name(), bytes, next })
}

/// The header that leads to the page that begins after so many rows.
fn next(ask: &Ask, before: usize, known_at: Option<jiff::Timestamp>) -> Result<Option<String>, Failure> {
    let known_at = match known_at {
        Some(instant) => Some(instant),
        None => ask.record.last_recorded()?,
    };
    let cursor = known_at.map(|instant| Cursor { before, known_at: instant.as_microsecond() }.text());
    Ok(cursor.map(|cursor| format!("<{}>; rel=\"next\"", ask.params.with(ask.path, "cursor", &cursor))))
}

/// One thing as JSON.
fn one<T: Serialize>(
    ask: &Ask,
    own: &[&str],
    view: impl FnOnce(&Record, &Filter) -> Result<T, Failure>,
) -> Result<Body, Failure> {
    known(ask, own)?;
    let form = Form::of(ask, &[Form::Json])?;
    let value = view(ask.record, &ask.filter()?)?;
    let mut bytes = Vec::new();
    export::write_json(&value, &mut bytes).map_err(written)?;
    Ok(Body { form: form.name(), bytes, next: None })
}

fn written(error: std::io::Error) -> Failure {
    Failure::Broken(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cursors_come_back_as_they_went() {
        let cursor = Cursor { before: 300, known_at: 1_717_236_000_000_000 };
        assert_eq!(Cursor::parse(&cursor.text()).unwrap(), cursor);
        for wrong in ["", "-", "3", "x-1", "ffffffffffffffff-0", "1-fffffffffffffffff"] {
            assert!(Cursor::parse(wrong).is_err(), "{wrong}");
        }
    }
}
