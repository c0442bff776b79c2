//! What all pages have around them.
use crate::{
    ask::Ask,
    assets::{ICON_PATH, SCRIPT_PATH, STYLE_PATH},
};
use maud::{DOCTYPE, Markup, html};

/// The menu: addresses, names, and whether the limits of the present page mean something there.
const MENU: &[(&str, &str)] = &[
    ("/", "Overview"),
    ("/matrix", "Matrix"),
    ("/timeline", "Timeline"),
    ("/measures", "Measures"),
    ("/network", "Network"),
    ("/contradictions", "Contradictions"),
    ("/changes", "Changes"),
    ("/documents", "Documents"),
    ("/actors", "Actors"),
    ("/brief", "Brief"),
    ("/review", "Review"),
    ("/add", "Add"),
];

pub fn frame(ask: &Ask, title: &str, content: &Markup) -> Markup {
    let words = ask.params.get("q").filter(|_| ask.path == "/search").unwrap_or("");
    document(
        title,
        &html! {
            header.top {
                a.brand href="/" { span.mark aria-hidden="true" { "R" } " Rapporteur" }
                form.find action="/search" role="search" {
                    label.vh for="q" { "Search the record" }
                    input #q type="search" name="q" value=(words) placeholder="Search words, names …" autocomplete="off";
                    button { "Search" }
                }
                @if ask.visitor.by_token {
                    form.signed method="post" action="/logout" {
                        span { bdi { (ask.visitor.name) } ", " (ask.visitor.role.as_str()) }
                        button { "Sign out" }
                    }
                }
                nav.menu aria-label="Pages" {
                    ul {
                        @for (path, name) in MENU {
                            li { a href=(path) aria-current=[(here(ask.path, path)).then_some("page")] { (name) } }
                        }
                    }
                }
            }
            main #main tabindex="-1" {
                h1 { (title) }
                (content)
            }
        },
    )
}

/// A page that asks nothing of the record.
pub fn plain(title: &str, content: &Markup) -> Markup {
    document(
        title,
        &html! {
            header.top { a.brand href="/" { span.mark aria-hidden="true" { "R" } " Rapporteur" } }
            main #main tabindex="-1" {
                h1 { (title) }
                (content)
            }
        },
    )
}

fn document(title: &str, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) " · Rapporteur" }
                link rel="icon" href=(*ICON_PATH) type="image/svg+xml";
                link rel="stylesheet" href=(*STYLE_PATH);
                link rel="alternate" type="application/atom+xml" title="Changes" href="/changes.atom";
                script src=(*SCRIPT_PATH) defer {}
            }
            body {
                a.skip href="#main" { "To the content" }
                (body)
                footer.foot {
                    p {
                        "Every line opens the sentence that says it. “≤” before a date: it was so by then. "
                        a href="/api/v1/openapi.json" { "API" } " · "
                        a href="/lists/judgements" { "Judgements" } " · "
                        a href="/lists/runs" { "Runs" } " · "
                        a href="/lists/copies" { "Copies" } " · "
                        a href="/export" { "Export" }
                    }
                }
            }
        }
    }
}

/// Whether a place in the menu is that of this page.
fn here(path: &str, menu: &str) -> bool {
    match menu {
        "/" => path == "/",
        "/documents" => path.starts_with("/document"),
        "/actors" => path.starts_with("/actor"),
        _ => path == menu || path.starts_with(&format!("{menu}/")),
    }
}
