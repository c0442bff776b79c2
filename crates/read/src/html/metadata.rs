//! What a page says of itself in its head: JSON-LD first, then meta tags.
use super::{Page, json_ld};
use crate::date::publication_date;
use scraper::{Html, Selector};
use std::sync::LazyLock;

/// Where a value stands: a selector and the attribute that holds it, or the element's own text.
type Place = (&'static str, Option<&'static str>);

/// Most telling first.
const DATES: &[Place] = &[
    (r#"meta[property="article:published_time" i]"#, Some("content")),
    (
        r#"meta[property="og:published_time" i], meta[property="og:article:published_time" i]"#,
        Some("content"),
    ),
    (r#"meta[name="article:published_time" i], meta[name="article.published" i]"#, Some("content")),
    (r#"[itemprop~="datePublished" i][content]"#, Some("content")),
    (r#"[itemprop~="datePublished" i][datetime]"#, Some("datetime")),
    (
        r#"meta[name="DC.date.issued" i], meta[name="DCTERMS.issued" i], meta[name="DCTERMS.created" i]"#,
        Some("content"),
    ),
    (
        r#"meta[name="parsely-pub-date" i], meta[name="sailthru.date" i], meta[name="cXenseParse:recs:publishtime" i]"#,
        Some("content"),
    ),
    (
        r#"meta[name="pubdate" i], meta[name="publishdate" i], meta[name="publish-date" i], meta[name="publish_date" i]"#,
        Some("content"),
    ),
    (
        r#"meta[name="publication_date" i], meta[name="citation_publication_date" i], meta[name="ptime" i]"#,
        Some("content"),
    ),
    (r#"meta[name="DC.date" i], meta[name="date" i], meta[property="DC.date" i]"#, Some("content")),
    ("time[pubdate][datetime]", Some("datetime")),
    (r#"time.published[datetime], time.entry-date[datetime], abbr.published[title]"#, Some("datetime")),
    ("abbr.published[title]", Some("title")),
];

const TITLES: &[Place] = &[
    (r#"meta[property="og:title" i], meta[name="og:title" i]"#, Some("content")),
    (r#"meta[name="twitter:title" i], meta[property="twitter:title" i]"#, Some("content")),
    (r#"meta[name="DC.title" i], meta[name="title" i]"#, Some("content")),
    ("title", None),
    ("h1", None),
];

const OUTLETS: &[Place] = &[
    (r#"meta[property="og:site_name" i], meta[name="og:site_name" i]"#, Some("content")),
    (r#"meta[name="application-name" i], meta[name="DC.publisher" i]"#, Some("content")),
];

const ADDRESSES: &[Place] =
    &[(r#"link[rel="canonical" i]"#, Some("href")), (r#"meta[property="og:url" i]"#, Some("content"))];

/// Places, ready to be looked up.
type Lookup = Vec<(Selector, Option<&'static str>)>;

static LOOKUPS: LazyLock<[Lookup; 4]> = LazyLock::new(|| {
    [DATES, TITLES, OUTLETS, ADDRESSES].map(|places| {
        let parse = |selector| Selector::parse(selector).expect("a selector of this file");
        places.iter().map(|&(selector, attribute)| (parse(selector), attribute)).collect()
    })
});

/// Everything but the text.
pub(super) fn read(tree: &Html) -> Page {
    let [dates, titles, outlets, addresses] = &*LOOKUPS;
    let said = json_ld::read(tree);
    Page {
        text: String::new(),
        published: said.published.or_else(|| values(tree, dates).find_map(|d| publication_date(&d))),
        title: said.title.or_else(|| values(tree, titles).next()),
        outlet: values(tree, outlets).next().or(said.outlet),
        url: values(tree, addresses).find(|u| u.starts_with("http")).or(said.url),
    }
}

fn values<'t>(tree: &'t Html, places: &'t Lookup) -> impl Iterator<Item = String> + 't {
    places.iter().flat_map(move |(selector, attribute)| {
        tree.select(selector).filter_map(move |element| match attribute {
            Some(attribute) => tidy(element.attr(attribute)?),
            None => tidy(&element.text().collect::<String>()),
        })
    })
}

/// On one line; `None` where nothing is left.
pub(super) fn tidy(text: &str) -> Option<String> {
    let words: Vec<_> = text.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}
