//! Places that are never evidence: share buttons, appeals for support, player notices, links to other articles. The
//! text itself is not changed.
mod patterns;
mod segments;

use patterns::{PATTERNS, Patterns};
use rapporteur_record::{Document, Source, Span};
use regex::Regex;
use segments::segments;

/// Lines of a text, blank ones aside, among which a byline may stand.
const TOP: usize = 8;
/// Bytes of the longest segment that is looked at; boilerplate is short.
const MAX_SEGMENT: usize = 320;
/// Bytes of the longest line that may be clutter as a whole.
const MAX_LINE: usize = 500;

/// Bytes of the longest title that may follow "Read also:" on its line; what is longer has the article's words in it.
const MAX_TITLE: usize = 200;
/// The same for one that ends in a full stop: often a title with the article's next sentence run into it.
const MAX_SENTENCE: usize = 110;

/// Characters of the longest button that is glued to a sentence.
const MAX_GLUED: usize = 60;

/// A document with its clutter marked.
pub(crate) fn document(name: String, source: Source, text: String) -> Document {
    let clutter = clutter(&text);
    Document::new(name, source, text, clutter)
}

/// Spans of clutter, ascending and apart, without white space at their ends.
///
/// ```
/// let text = "Rome said no. Share\nRead also: Why Rome says no";
/// let clutter: Vec<_> = rapporteur_read::clutter(text).into_iter().map(|span| &text[span.range()]).collect();
/// assert_eq!(clutter, ["Share", "Read also: Why Rome says no"]);
/// ```
pub fn clutter(text: &str) -> Vec<Span> {
    let patterns = &*PATTERNS;
    let mut found = Vec::new();
    let (mut read, mut title_follows) = (0, false);
    for line in lines(text) {
        read += 1;
        let words = &text[line.range()];
        let before = found.len();
        if title_follows && is_title(words) {
            found.push(line);
        } else {
            patterns.mark(words, read <= TOP, |span| {
                found.push(Span::new(line.start + span.start, line.start + span.end));
            });
        }
        title_follows = words.ends_with(':') && found[before..].first() == Some(&line);
    }
    found
}

/// The lines that have words, without white space around them.
fn lines(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut start = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let span = Span::new(start, start + line.len()).trim(text);
        start += line.len();
        let mark = usize::from(text[span.range()].starts_with('\u{feff}')) * '\u{feff}'.len_utf8();
        let span = Span::new(span.start + mark, span.end).trim(text);
        (!span.is_empty()).then_some(span)
    })
}

/// A line that may be the title of another article, announced by "Read also:".
fn is_title(line: &str) -> bool {
    line.len() < 160 && !line.ends_with(['.', '!', '"', '”', ':'])
}

impl Patterns {
    /// Gives the clutter of one line, in order.
    fn mark(&self, line: &str, top: bool, mut give: impl FnMut(Span)) {
        let whole = |pattern: &Regex| pattern.is_match(line) && !self.saying.is_match(line);
        if line.len() <= MAX_LINE && (whole(&self.line) || (top && whole(&self.top))) {
            return give(Span::new(0, line.len()));
        }
        let from = self.stamp(line);
        if from > 0 {
            give(Span::new(0, from).trim(line));
        }
        let to = self.glued(&line[from..]).map_or(line.len(), |at| from + at);
        self.runs(line, Span::new(from, to), &mut give);
        if to < line.len() {
            give(Span::new(to, line.len()));
        }
    }

    /// Length of the stamp at the head of a line, if a sentence or heading begins behind it.
    fn stamp(&self, line: &str) -> usize {
        let end = self.stamp.find(line).map_or(0, |found| found.end());
        let goes_on = |next: char| next.is_lowercase() || next.is_numeric() || next == '/';
        let begins = !line[end..].starts_with(goes_on);
        if begins { end } else { 0 }
    }

    /// Where a button begins that is glued to the last sentence of a line.
    fn glued(&self, line: &str) -> Option<usize> {
        let skipped = line.char_indices().rev().nth(MAX_GLUED).map_or(0, |(at, _)| at);
        Some(skipped + self.glued.captures(&line[skipped..])?.get(1)?.start())
    }

    /// Clutter at the head and at the end of a stretch of a line; links and credits from where they begin.
    fn runs(&self, line: &str, stretch: Span, give: &mut impl FnMut(Span)) {
        let mut segments = &mut segments(line, stretch)[..];
        while !segments.is_empty() {
            let link = (0..segments.len()).find_map(|n| Some((n, self.link(line, &segments[n..])?)));
            let before = link.map_or(segments.len(), |(n, _)| n);
            self.ends(line, &segments[..before], link.map(|(n, to)| Span::new(segments[n].start, to)), give);
            let Some((_, to)) = link else { break };
            let next = segments.partition_point(|segment| segment.end <= to);
            segments = &mut segments[next..];
            if let Some(cut) = segments.first_mut() {
                *cut = Span::new(cut.start.max(to), cut.end).trim(line);
            }
        }
    }

    /// Clutter at both ends of some segments, the last of it together with the link that follows them.
    fn ends(&self, line: &str, segments: &[Span], link: Option<Span>, give: &mut impl FnMut(Span)) {
        let words = |n: usize| &line[segments[n].range()];
        let count = segments.len();
        let head = self.run((0..count).map(words), false);
        let tail = self.run((head..count).rev().map(words), link.is_some());
        let (head, tail) = if head == count - tail { (0, count) } else { (head, tail) };
        let mut cover = |run: &[Span], link: Option<Span>| {
            let spans = run.iter().copied().chain(link);
            spans.reduce(Span::cover).into_iter().for_each(|span| give(span.trim(line)));
        };
        cover(&segments[..head], None);
        cover(&segments[count - tail..], link);
    }

    /// Where the link or credit ends that the first of these segments begins, if it does.
    fn link(&self, line: &str, segments: &[Span]) -> Option<usize> {
        let first = segments.first()?;
        let shown = beginning(&line[first.start..], MAX_LINE);
        let words = undecorated(shown);
        let start = first.start + (shown.len() - words.len());
        if let Some(found) = self.exact.find(words) {
            return Some(start + found.end());
        }
        let marker = self.rest.find(words).filter(|_| !words.starts_with(char::is_lowercase))?;
        let mut end = None;
        for segment in segments {
            let sentence = line[segment.range()].ends_with('.');
            if segment.end - first.start > if sentence { MAX_SENTENCE } else { MAX_TITLE } {
                break;
            }
            end = Some(segment.end);
            if sentence {
                break;
            }
        }
        Some(end.unwrap_or(start + marker.end()))
    }

    /// Length of the unbroken run of clutter that segments begin with; none where all of it is weak and `certain` is not given.
    fn run<'l>(&self, segments: impl Iterator<Item = &'l str>, mut certain: bool) -> usize {
        let mut length = 0;
        for words in segments {
            match self.rank(words) {
                Rank::Words => break,
                Rank::Weak => {}
                Rank::Clutter => certain = true,
            }
            length += 1;
        }
        if certain { length } else { 0 }
    }

    fn rank(&self, segment: &str) -> Rank {
        let segment = undecorated(segment);
        if segment.len() > MAX_SEGMENT || segment.starts_with(char::is_lowercase) {
            Rank::Words
        } else if self.segment.is_match(segment) && !self.saying.is_match(segment) {
            Rank::Clutter
        } else if self.weak.is_match(segment) && !self.saying.is_match(segment) {
            Rank::Weak
        } else {
            Rank::Words
        }
    }
}

/// The text up to about `limit` bytes.
fn beginning(text: &str, limit: usize) -> &str {
    let end = (0..=limit.min(text.len())).rev().find(|&at| text.is_char_boundary(at));
    &text[..end.unwrap_or(0)]
}

/// Without the emoji and arrows before its first word.
fn undecorated(segment: &str) -> &str {
    let words = segment.trim_start_matches(|c: char| {
        !c.is_ascii()
            && !c.is_alphanumeric()
            && !matches!(c, '“' | '„' | '‘' | '«' | '©' | '»' | '→' | '”' | '’')
    });
    if words.len() < segment.len() { words.trim_start() } else { segment }
}

/// What a segment is.
enum Rank {
    /// The article's own words.
    Words,
    /// Clutter beside other clutter alone.
    Weak,
    Clutter,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn spans_ascend_apart_on_character_boundaries(
            text in "(?:Share|Read also: |07:55 |Photo: é/AFP|Rome said no|[.!?] ?|[\\r\\n]|\\PC|😀\u{301}){0,30}",
        ) {
            let mut last = 0;
            for span in clutter(&text) {
                prop_assert!(span.start >= last && span.end > span.start);
                prop_assert_eq!(span.trim(&text), span);
                last = span.end;
            }
        }
    }
}
