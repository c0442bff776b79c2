//! What a page says of itself in its head: JSON-LD first, then meta tags.
use super::{Page, json_ld};
use crate::date::publication_date;
use rapporteur_record::PartialDate;
use regex::Regex;
use scraper::{Html, Selector};
use std::sync::LazyLock;

/// Where a value stands: a selector and the attribute that holds it, or the element's own text.
type Place = (&'static str, Option<&'static str>);

/// Most telling first.
const DATES: &[Place] = &[
    (r#"meta[property="article:published_time" i]"#, Some("content")),
    (r#"[itemprop~="datePublished" i][content]"#, Some("content")),
    (r#"[itemprop~="datePublished" i][datetime]"#, Some("datetime")),
    (r#"[itemprop~="datePublished" i]"#, None),
    ("time[pubdate][datetime]", Some("datetime")),
    ("time.published[datetime], time.entry-date[datetime]", Some("datetime")),
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

static LOOKUPS: LazyLock<[Lookup; 4]> = LazyLock::new(|| [DATES, TITLES, OUTLETS, ADDRESSES].map(lookup));
static META: LazyLock<Selector> = LazyLock::new(|| selector("meta[content]"));
static HEADINGS_AND_TIMES: LazyLock<Selector> = LazyLock::new(|| selector("h1, time[datetime]"));
/// The day in an address: `/2024/05/28/`.
static DAY_IN_ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"/((?:19|20)\d\d)[/-](\d\d)[/-](\d\d)(?:/|$|-)").expect("a pattern of this file")
});

fn selector(text: &str) -> Selector {
    Selector::parse(text).expect("a selector of this file")
}

fn lookup(places: &[Place]) -> Lookup {
    places.iter().map(|&(text, attribute)| (selector(text), attribute)).collect()
}

/// Everything but the text.
pub(super) fn read(tree: &Html) -> Page {
    let [dates, titles, outlets, addresses] = &*LOOKUPS;
    let said = json_ld::read(tree);
    let url = values(tree, addresses).find(|u| u.starts_with("http")).or(said.url);
    let dated = || values(tree, dates).find_map(|d| publication_date(&d));
    Page {
        text: String::new(),
        published: url
            .as_deref()
            .and_then(day_in_address)
            .or(said.published)
            .or_else(dated)
            .or_else(|| named_date(tree))
            .or_else(|| time_below_heading(tree)),
        title: only_heading(tree).or(said.title).or_else(|| values(tree, titles).next()),
        outlet: values(tree, outlets).next().or(said.outlet),
        url,
    }
}

/// The outlet's own day, which a time stamp in another time zone may miss.
fn day_in_address(url: &str) -> Option<PartialDate> {
    let found = DAY_IN_ADDRESS.captures(url)?;
    PartialDate::ymd(found[1].parse().ok()?, found[2].parse().ok()?, found[3].parse().ok()?)
}

/// The first meta tag whose name speaks of the day of publication: `pubdate`, `dc.date.issued`, `cludo:date`.
fn named_date(tree: &Html) -> Option<PartialDate> {
    let mut other = None;
    for meta in tree.select(&META) {
        let name = ["name", "property", "itemprop", "http-equiv"]
            .iter()
            .find_map(|key| meta.attr(key))
            .unwrap_or("");
        let name = name.to_ascii_lowercase();
        let date = || publication_date(meta.attr("content")?);
        if ["modif", "updat", "expir", "revis", "event", "valid"].iter().any(|word| name.contains(word)) {
            continue;
        }
        if ["pub", "issued", "created"].iter().any(|word| name.contains(word)) {
            if let Some(date) = date() {
                return Some(date);
            }
        } else if name.ends_with("date") {
            other = other.or_else(date);
        }
    }
    other
}

/// The first time element behind the heading, where articles put theirs; that of the page, if it has but one.
fn time_below_heading(tree: &Html) -> Option<PartialDate> {
    let mut below = false;
    let mut days = Vec::new();
    for element in tree.select(&HEADINGS_AND_TIMES) {
        let Some(written) = element.attr("datetime") else {
            below = true;
            continue;
        };
        let Some(day) = publication_date(written) else { continue };
        if below {
            return Some(day);
        }
        days.push(day);
    }
    days.dedup();
    (days.len() == 1).then(|| days[0])
}

/// The heading of the page, if it has but one.
fn only_heading(tree: &Html) -> Option<String> {
    let mut headings = tree.select(&HEADINGS_AND_TIMES).filter(|element| element.attr("datetime").is_none());
    let first = headings.next()?;
    headings.next().is_none().then(|| tidy(&first.text().collect::<String>())).flatten()
}

fn values<'t>(tree: &'t Html, places: &'t Lookup) -> impl Iterator<Item = String> + 't {
    places.iter().flat_map(move |(selector, attribute)| {
        tree.select(selector).filter_map(move |element| match attribute {
            Some(attribute) => tidy(element.attr(attribute)?),
            None => tidy(&element.text().collect::<String>()),
        })
    })
}

/// On one line, entities that were escaped twice resolved; `None` where nothing is left.
pub(super) fn tidy(text: &str) -> Option<String> {
    let resolved =
        text.contains('&').then(|| Html::parse_fragment(text).root_element().text().collect::<String>());
    let words: Vec<_> = resolved.as_deref().unwrap_or(text).split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}
