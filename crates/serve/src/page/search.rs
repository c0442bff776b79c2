//! Words in facts and texts, with facets.
use super::{
    parts::{
        Field, actor_link, clip_to, document_path, empty, exports, fact_path, kind, limits, pager, source,
    },
    show,
};
use crate::{
    ask::{Ask, Body, Page},
    failure::Failure,
};
use maud::{Markup, html};
use rapporteur_record::Span;
use rapporteur_store::Hit;
use std::collections::BTreeMap;

/// Hits of a page; hits that facets are counted over.
const HITS: usize = 30;
const COUNTED: usize = 500;

pub fn page(ask: &Ask) -> Result<Body, Failure> {
    let words = ask.params.get("q").unwrap_or("");
    let filter = ask.filter()?;
    let fields = [Field::From, Field::To, Field::Actor, Field::Issue, Field::Outlet];
    // The words stand in the form above; they stay while limits are chosen.
    let form = limits(ask, &fields, &html! { input type="hidden" name="q" value=(words); })?;
    if words.is_empty() {
        return show(
            ask,
            "Search",
            &html! {
                (form)
                p { "Words are found in any form of case and accent. " code { "\"two words\"" } " finds them together, " code { "word*" } " by its beginning, " code { "-word" } " leaves out, " code { "OR" } " stands between alternatives." }
            },
        );
    }
    let all = rapporteur_store::Filter { limit: Some(COUNTED), ..filter.clone() };
    let counted = ask.record.search(words, &all)?.rows;
    let of = ask.params.get("kind");
    let fits = |hit: &Hit| of.is_none_or(|wanted| kind_of(hit) == wanted);
    let page = Page::of(ask, HITS, |filter| {
        // A facet is chosen among what was counted.
        let from = match of {
            Some(_) => counted.clone(),
            None => ask.record.search(words, filter)?.rows,
        };
        Ok(from.into_iter().filter(fits).take(filter.limit.unwrap_or(usize::MAX)).collect())
    })?;
    let content = html! {
        (form)
        (facets(ask, &counted))
        @if page.rows.is_empty() { (empty(ask, &filter, "Nothing has these words.")?) }
        @for hit in &page.rows { (found(hit)) }
        (pager(ask, &page))
        @if !page.rows.is_empty() { (exports(ask, "search", &[("q", words)])) }
    };
    show(ask, &format!("Search: {}", clip_to(words, 60)), &content)
}

fn kind_of(hit: &Hit) -> &'static str {
    hit.fact.as_ref().map_or("text", |entry| entry.kind().as_str())
}

fn facets(ask: &Ask, counted: &[Hit]) -> Markup {
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    let mut outlets: BTreeMap<&str, usize> = BTreeMap::new();
    for hit in counted {
        *kinds.entry(kind_of(hit)).or_default() += 1;
        if let Some(outlet) = &hit.origin.outlet {
            *outlets.entry(outlet).or_default() += 1;
        }
    }
    let chosen = ask.params.get("kind");
    html! {
        @if !counted.is_empty() {
            nav.facets aria-label="Facets" {
                p {
                    @if chosen.is_some() { a href=(ask.params.with(ask.path, "kind", "")) { "all" } " " }
                    @for (name, n) in &kinds { a.kind.{ "k-" (name) } href=(ask.params.with(ask.path, "kind", name)) aria-current=[(chosen == Some(*name)).then_some("true")] { (name) " " (n) } " " }
                }
                p { @for (name, n) in outlets.iter().take(20) { a href=(ask.params.with(ask.path, "outlet", name)) { bdi { (clip_to(name, 40)) } } " " span.count { (n) } " " } }
                @if counted.len() == COUNTED { p.meta { "Counted over the first " (COUNTED) " hits." } }
            }
        }
    }
}

fn found(hit: &Hit) -> Markup {
    html! {
        article.fact {
            p.line {
                @match &hit.fact {
                    Some(entry) => { span.date { (entry.placed.short()) } " " (kind(entry.kind())) " " (actor_link(&entry.fact.claim.actor().name)) },
                    None => { span.date { (hit.origin.published.map_or("–".to_owned(), |day| day.to_string())) } " " span.kind.k-text { "text" } },
                }
            }
            blockquote dir="auto" { (snippet(hit)) }
            p.meta {
                (source(&hit.origin)) " · "
                @match &hit.fact {
                    Some(entry) => a href=(fact_path(&entry.id.0)) { "evidence" span.vh { " of " (entry.kind()) " by " (entry.fact.claim.actor().name) } },
                    None => a href=(document_path(&hit.origin)) { "document" span.vh { " " (hit.origin.doc) } },
                }
            }
        }
    }
}

/// Bytes shown before the first hit and in all.
const BEFORE: usize = 160;
const SHOWN: usize = 480;

fn snippet(hit: &Hit) -> Markup {
    let text = &hit.text.text;
    let first = hit.hits.first().map_or(hit.span.start, |span| span.start);
    let start = boundary(text, first.saturating_sub(BEFORE).max(hit.span.start));
    let end = boundary(text, (start + SHOWN).min(hit.span.end));
    let shown = Span::new(start, end);
    let mut at = start;
    let mut pieces = Vec::new();
    for span in hit.hits.iter().filter(|span| shown.contains(**span)) {
        pieces.extend([(Span::new(at, span.start), false), (*span, true)]);
        at = span.end;
    }
    pieces.push((Span::new(at, end), false));
    html! {
        @if start > hit.span.start { "… " }
        @for (span, is_hit) in pieces {
            @if is_hit { mark.hit { (&text[span.range()]) } } @else { (&text[span.range()]) }
        }
        @if end < hit.span.end { " …" }
    }
}

/// The nearest place at or before this one that is between two characters.
fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
