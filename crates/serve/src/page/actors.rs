//! Who is in the record.
use super::{
    lately,
    parts::{Field, actor_link, clip_to, empty, exports, limits, pager},
    show,
};
use crate::{
    ask::{Ask, Body, Page},
    failure::Failure,
};
use maud::html;
use rapporteur_record::Kind;

/// Actors of a page.
const ACTORS: usize = 100;

pub fn page(ask: &Ask) -> Result<Body, Failure> {
    lately::page(ask, Kind::CONTRACT, shown)
}

fn shown(ask: &Ask) -> Result<Body, Failure> {
    let page = Page::of(ask, ACTORS, |filter| Ok(ask.record.actors(filter)?.rows))?;
    let fields = [Field::Actor, Field::Issue, Field::From, Field::To, Field::Outlet];
    let content = html! {
        (limits(ask, &fields, &html! {})?)
        @if page.rows.is_empty() { (empty(ask, &ask.filter()?, "Nobody was found.")?) }
        @else {
            div.scroll tabindex="0" role="group" aria-label="Actors" {
                table.actors {
                    caption.vh { "Actors, those with most facts first" }
                    thead { tr { th scope="col" { "Who" } th scope="col" { "Level" } th scope="col" { "Facts" } th scope="col" { "Also seen as" } th scope="col" { "First" } th scope="col" { "Last" } } }
                    tbody {
                        @for row in &page.rows {
                            tr {
                                th scope="row" { (actor_link(&row.name)) }
                                td { span.level { (row.level.as_str()) } }
                                td.number { (row.total()) }
                                td { bdi { (clip_to(&row.aliases.join(", "), 120)) } }
                                td.date { (row.first.map_or(String::new(), |day| day.to_string())) }
                                td.date { (row.last.map_or(String::new(), |day| day.to_string())) }
                            }
                        }
                    }
                }
            }
            (pager(ask, &page))
            (exports(ask, "actors", &[]))
        }
    };
    show(ask, "Actors", &content)
}
