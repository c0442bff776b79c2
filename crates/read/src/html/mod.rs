//! Saved web pages → their main text, title, day of publication, outlet and address.
//!
//! The main text is found by the `trafilatura` crate; what is known of the source is read from JSON-LD and meta
//! tags alone, and stays empty where they are silent: that crate's dates are guesses.
mod charset;
mod guard;
mod json_ld;
mod metadata;
mod text;

use crate::{
    Options, Reason,
    charset::worded,
    clean,
    input::{self, Stream},
};
use rapporteur_record::{Document, Format, PartialDate, Source};

/// What a web page says and what it says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// Main text, a paragraph a line.
    pub text: String,
    pub title: Option<String>,
    pub published: Option<PartialDate>,
    pub outlet: Option<String>,
    pub url: Option<String>,
}

/// Reads one page of any character set within the limits of `options`.
///
/// # Errors
/// A page that is too long, too deep, too slow, or has no main text.
pub fn read_page(bytes: &[u8], options: &Options) -> Result<Page, Reason> {
    if bytes.len() > options.max_page {
        return Err(Reason::PageTooLong(options.max_page));
    }
    let html = charset::decode(bytes);
    if html.trim().is_empty() {
        return Err(Reason::Empty);
    }
    guard::check_tags(&html, options)?;
    let max_depth = options.max_depth;
    guard::within(options.page_time, move || page(&html, max_depth))?
}

pub(crate) fn document(
    stream: Stream,
    path: &str,
    stem: &str,
    options: &Options,
) -> Result<Document, Reason> {
    let limit = options.max_page;
    let bytes = input::read_all(stream, limit)?.ok_or(Reason::PageTooLong(limit))?;
    let page = read_page(&bytes, options)?;
    let source = Source {
        path: path.to_owned(),
        format: Format::Html,
        url: page.url,
        outlet: page.outlet,
        title: page.title,
        published: page.published,
    };
    Ok(clean::document(stem.to_owned(), source, page.text))
}

fn page(html: &str, max_depth: usize) -> Result<Page, Reason> {
    let tree = scraper::Html::parse_document(html);
    guard::check_depth(&tree, max_depth)?;
    let about = metadata::read(&tree);
    drop(tree);
    let text = text::main_text(html).and_then(|text| match worded(text) {
        Err(Reason::Empty) => Err(Reason::NoMainText),
        other => other,
    })?;
    Ok(Page { text, ..about })
}
