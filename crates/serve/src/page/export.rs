//! Answers to take away as files, whole and byte for byte as the command line writes them.
use super::show;
use crate::{
    api::{ENDPOINTS, Endpoint, Shape, WHOLE},
    ask::{Ask, Body},
    failure::Failure,
    params::Params,
};
use maud::html;

/// Forms of an answer, by the endings of their files.
fn endings(endpoint: &Endpoint) -> &'static [&'static str] {
    match endpoint.shape {
        Shape::List => &["csv", "json", "jsonl", "md"],
        Shape::One => &["json"],
        Shape::Told => &["md", "json"],
        Shape::Feed => &["md", "json", "atom"],
    }
}

/// Answers that need no further word to be asked for, and are about the record.
fn whole() -> impl Iterator<Item = &'static Endpoint> {
    ENDPOINTS.iter().filter(|endpoint| {
        let asks = endpoint.name.contains('{') || endpoint.own.iter().any(|parameter| parameter.required);
        !asks && endpoint.name != "jobs"
    })
}

pub fn page(ask: &Ask) -> Result<Body, Failure> {
    let content = html! {
        p { "Each file is what the command of the same name writes, such as " code { "rapporteur positions --format csv" } "; at most " (WHOLE) " rows." }
        div.scroll tabindex="0" role="group" aria-label="Answers as files" {
            table.list {
                thead { tr { th scope="col" { "Answer" } th scope="col" { "What it tells" } th scope="col" { "Files" } } }
                tbody {
                    @for endpoint in whole() {
                        tr {
                            th scope="row" { (endpoint.name) }
                            td { span { (endpoint.what) } }
                            td {
                                @for ending in endings(endpoint) {
                                    @let file = format!("{}.{ending}", endpoint.name);
                                    a href=(format!("/export/{file}")) download=(file) { (ending) span.vh { " of " (endpoint.name) } } " "
                                }
                            }
                        }
                    }
                }
            }
        }
        h2 { "The whole record" }
        p { a href="/export/record.db" download="record.db" { "record.db" } ": a copy of the record as it is now, for " code { "rapporteur --record" } " or any program that reads SQLite." }
    };
    show(ask, "Export", &content)
}

/// One file: `/export/positions.csv`, under the limits of the address.
pub fn file(ask: &Ask) -> Result<Body, Failure> {
    let found = ask.id.rsplit_once('.').and_then(|(name, ending)| {
        let endpoint = whole().find(|endpoint| endpoint.name == name)?;
        endings(endpoint).contains(&ending).then_some((endpoint, ending))
    });
    let Some((endpoint, format)) = found else {
        return Err(Failure::Missing("there is no such file; /export lists them".to_owned()));
    };
    let asked = ask.params.with("", "format", format);
    let params = Params::parse(asked.trim_start_matches('?'));
    (endpoint.answer)(&Ask { params: &params, whole: true, ..*ask })
}
