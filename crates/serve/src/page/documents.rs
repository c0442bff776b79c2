//! What was read.
use super::{
    lately,
    parts::{Field, clip_to, document_path, empty, exports, limits, pager},
    show,
};
use crate::{
    ask::{Ask, Body, Page},
    failure::Failure,
};
use maud::html;
use rapporteur_record::Kind;

/// Documents of a page.
const DOCUMENTS: usize = 100;

pub fn page(ask: &Ask) -> Result<Body, Failure> {
    lately::page(ask, Kind::CONTRACT, shown)
}

fn shown(ask: &Ask) -> Result<Body, Failure> {
    let outlet = ask.params.get("outlet");
    let page = Page::of(ask, DOCUMENTS, |filter| {
        let unlimited =
            rapporteur_store::Filter { limit: outlet.map_or(filter.limit, |_| None), ..filter.clone() };
        let mut rows = ask.record.documents(&unlimited)?.rows;
        rows.retain(|row| outlet.is_none_or(|outlet| row.origin.outlet.as_deref() == Some(outlet)));
        rows.truncate(filter.limit.unwrap_or(usize::MAX));
        Ok(rows)
    })?;
    let fields = [Field::From, Field::To, Field::Outlet, Field::Issue, Field::Actor];
    let content = html! {
        (limits(ask, &fields, &html! {})?)
        @if page.rows.is_empty() { (empty(ask, &ask.filter()?, "No document was found.")?) }
        @else {
            div.scroll tabindex="0" role="group" aria-label="Documents" {
                table.documents {
                    caption.vh { "Documents by the day on which they appeared" }
                    thead { tr { th scope="col" { "Published" } th scope="col" { "Source" } th scope="col" { "Title" } th scope="col" { "Facts" } th scope="col" { "Copy of" } } }
                    tbody {
                        @for row in &page.rows {
                            tr {
                                td.date { (row.origin.published.map_or("–".to_owned(), |day| day.to_string())) }
                                td { bdi { (clip_to(row.origin.outlet.as_deref().unwrap_or("–"), 40)) } }
                                th scope="row" { a href=(document_path(&row.origin)) { bdi { (clip_to(row.origin.title.as_deref().unwrap_or(&row.origin.doc), 140)) } } }
                                td.number { (row.facts) }
                                td { @if let Some(copy) = &row.copy_of { bdi { (clip_to(&copy.original, 40)) } } }
                            }
                        }
                    }
                }
            }
            (pager(ask, &page))
            (exports(ask, "documents", &[]))
        }
    };
    show(ask, "Documents", &content)
}
