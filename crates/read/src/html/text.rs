//! The main text of a page.
use crate::Reason;
use scraper::{Html, Node};
use trafilatura::Options;

/// Elements that stand in the line; all others begin and end a paragraph.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
    "i", "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time",
    "tt", "u", "var", "wbr",
];

/// The article's words, a paragraph a line, without navigation, comments and other pages' teasers.
pub(super) fn main_text(html: &str) -> Result<String, Reason> {
    let options = Options::default().with_fallback(true).with_exclude_comments(true);
    match trafilatura::extract(html, &options) {
        Ok(found) => Ok(paragraphs(&found.content_html)),
        Err(trafilatura::TrafilaturaError::InsufficientContent { .. }) => Err(Reason::NoMainText),
        Err(_) => Err(Reason::PageFailed),
    }
}

/// The words of a fragment, a line for each block that has any. Runs of white space become one space.
fn paragraphs(html: &str) -> String {
    let tree = Html::parse_fragment(html);
    let mut text = Lines::default();
    let mut open = vec![Step::Enter(tree.tree.root())];
    while let Some(step) = open.pop() {
        match step {
            Step::Break => text.end_line(),
            Step::Enter(node) => {
                if let Node::Text(words) = node.value() {
                    text.push(words);
                }
                let block = node.value().as_element().is_some_and(|e| !INLINE.contains(&e.name()));
                if block {
                    text.end_line();
                    open.push(Step::Break);
                }
                let children: Vec<_> = node.children().map(Step::Enter).collect();
                open.extend(children.into_iter().rev());
            }
        }
    }
    text.end_line();
    text.whole
}

enum Step<N> {
    Enter(N),
    Break,
}

#[derive(Default)]
struct Lines {
    whole: String,
    line: String,
}

impl Lines {
    /// Appends words; a space stands between them wherever the page has white space.
    fn push(&mut self, words: &str) {
        for c in words.chars() {
            if !c.is_whitespace() {
                self.line.push(c);
            } else if !self.line.is_empty() && !self.line.ends_with(' ') {
                self.line.push(' ');
            }
        }
    }

    fn end_line(&mut self) {
        let line = self.line.trim_end();
        if !line.is_empty() {
            if !self.whole.is_empty() {
                self.whole.push('\n');
            }
            self.whole.push_str(line);
        }
        self.line.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_lines_and_inline_elements_are_not() {
        let html = "<p>Rome\n said <b>n</b>o.</p><ul><li>one<li>two <i>x</i></ul>tail<br>end<div> </div>";
        assert_eq!(paragraphs(html), "Rome said no.\none\ntwo x\ntail\nend");
    }
}
