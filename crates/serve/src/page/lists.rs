//! Every other view as a table, with the columns of the command line.
use super::{
    lately,
    parts::{Field, actor_link, clip, empty, exports, fact_path, limits, pager, roll_up},
    show,
};
use crate::{
    ask::{Ask, Body, Page},
    failure::Failure,
    params::link,
};
use maud::{Markup, html};
use rapporteur_record::Kind;
use rapporteur_store::{Answer, Cell, Column, Filter, Record, Result as Stored, Row, Tone, Width};

/// Rows of a page.
const ROWS: usize = 80;

pub fn page(ask: &Ask) -> Result<Body, Failure> {
    let kinds: &[Kind] = match ask.id {
        "statements" => &[Kind::Statement],
        "decisions" => &[Kind::Decision],
        "warnings" => &[Kind::Warning],
        "demands" => &[Kind::Demand],
        "events" => Kind::CONTRACT,
        "ledger" | "positions" | "issues" => &[Kind::Position],
        _ => return shown(ask),
    };
    lately::page(ask, kinds, shown)
}

fn shown(ask: &Ask) -> Result<Body, Failure> {
    match ask.id {
        "statements" => list(ask, "Statements", Record::statements),
        "decisions" => list(ask, "Decisions", Record::decisions),
        "warnings" => list(ask, "Warnings", Record::warnings),
        "demands" => list(ask, "Demands", Record::demands),
        "events" => list(ask, "Events", Record::events),
        "ledger" => list(ask, "How positions moved", Record::ledger),
        "positions" => list(ask, "Positions", Record::positions),
        "issues" => list(ask, "Issues", Record::issues),
        "judgements" => list(ask, "Judgements", Record::judgements),
        "agreement" => list(ask, "Agreement of reviewers", Record::agreement),
        "suggestions" => list(ask, "Suggestions of assistants", Record::suggestions),
        "runs" => list(ask, "Runs", Record::runs),
        "copies" => list(ask, "Copies", Record::copies),
        other => Err(Failure::Missing(format!("there is no list {other:?}"))),
    }
}

fn list<R: Row>(
    ask: &Ask,
    title: &str,
    view: impl Fn(&Record, &Filter) -> Stored<Answer<R>>,
) -> Result<Body, Failure> {
    let page = Page::of(ask, ROWS, |filter| Ok(view(ask.record, filter)?.rows))?;
    let fields = [Field::Issue, Field::Actor, Field::From, Field::To, Field::Outlet];
    let of_facts = !matches!(ask.id, "judgements" | "runs" | "copies" | "agreement" | "suggestions");
    let content = html! {
        @if of_facts { (limits(ask, &fields, &html! { @if matches!(ask.id, "positions" | "ledger") { (roll_up(ask)) } })?) }
        @if page.rows.is_empty() { (empty(ask, &ask.filter()?, "There is nothing here.")?) }
        @else {
            (table(title, &page.rows))
            (pager(ask, &page))
            (exports(ask, ask.id, &[]))
        }
    };
    show(ask, title, &content)
}

fn table<R: Row>(title: &str, rows: &[R]) -> Markup {
    let shown: Vec<(usize, &Column)> =
        R::COLUMNS.iter().enumerate().filter(|(_, column)| column.width != Width::Hidden).collect();
    html! {
        div.scroll tabindex="0" role="group" aria-label=(title) {
            table.list {
                caption.vh { (title) }
                thead { tr { @for (_, column) in &shown { th scope="col" { (column.title) } } } }
                @for group in rows.chunk_by(|a, b| a.heading() == b.heading()) {
                    tbody {
                        @if let Some(heading) = group[0].heading() { tr { th.heading scope="rowgroup" colspan=(shown.len()) dir="auto" { (clip(&heading)) } } }
                        @for row in group {
                            @let cells = row.cells();
                            tr { @for (i, column) in &shown { td { (cell(column, &cells[*i])) } } }
                        }
                    }
                }
            }
        }
    }
}

fn cell(column: &Column, cell: &Cell) -> Markup {
    let class = match cell.tone {
        Tone::Strong => "strong",
        Tone::Faint => "faint",
        Tone::Of(stance) => stance.as_str(),
        Tone::Plain | Tone::Marked(_) => "",
    };
    html! {
        @match (column.name, &cell.machine) {
            ("date" | "since" | "recorded" | "started", _) => span.date { (cell.text) },
            ("id" | "fact", Some(id)) => a href=(fact_path(id)) { (cell.text) },
            ("actor" | "holder" | "speaker" | "body" | "authority" | "issuer", _) => (actor_link(&cell.text)),
            ("issue", _) => a href=(link("/matrix", &[("issue", &cell.text)])) { (cell.text) },
            _ => span class=[Some(class).filter(|class| !class.is_empty())] dir="auto" { (clip(&cell.text)) },
        }
        @if let Some(below) = &cell.below { @if !below.is_empty() { div.faint { (clip(below)) } } }
    }
}
