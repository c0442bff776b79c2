//! Stretches between quotation marks, paragraph by paragraph.
//!
//! A paragraph that opens with a mark and never closes it runs to its end, as printers do when the next paragraph
//! goes on with the same speech. Marks inside a quotation belong to it: only the outermost stretch is reported.
use rapporteur_record::{Annotated, Quotation, Span};

/// The outermost quotations of the document, in text order.
pub fn find(annotated: &Annotated) -> Vec<Quotation> {
    let text = &annotated.document.text;
    let paragraphs: Vec<Span> = paragraphs(text).collect();
    let mut found = Vec::new();
    let mut open = false;
    for (i, &paragraph) in paragraphs.iter().enumerate() {
        let next = paragraphs.get(i + 1).copied();
        let continued = next.is_some_and(|n| opens(&text[n.range()]) || closes_first(text, n));
        let here = marked(text, paragraph, continued, open && closes_first(text, paragraph));
        open = here.last().is_some_and(|(span, inner)| span.end == inner.end);
        found.extend(here);
    }
    found.into_iter().map(|(span, inner)| quotation(annotated, span, inner)).collect()
}

fn quotation(annotated: &Annotated, span: Span, inner: Span) -> Quotation {
    let inner = inner.trim(&annotated.document.text);
    Quotation { span, inner, tokens: annotated.tokens_in(inner) }
}

/// Runs of text without a line break, not blank.
fn paragraphs(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let span = Span::new(at, at + line.len());
        at = span.end;
        let trimmed = span.trim(text);
        (!trimmed.is_empty()).then_some(trimmed)
    })
}

fn opens(paragraph: &str) -> bool {
    paragraph.starts_with(['“', '„', '"', '«', '‟'])
}

/// Whether the first mark of the paragraph can only close: speech goes on that the paragraph before left open.
fn closes_first(text: &str, paragraph: Span) -> bool {
    marks(text, paragraph).iter().find(|m| !m.single).is_some_and(|m| m.may_close && !m.may_open)
}

/// A quotation mark, by what it may do where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Mark {
    start: usize,
    end: usize,
    single: bool,
    may_open: bool,
    may_close: bool,
}

/// `(with marks, without marks)` of each outermost quotation of the paragraph, which may begin inside of one (`inside`)
/// and end inside of one (`continued`).
fn marked(text: &str, paragraph: Span, continued: bool, inside: bool) -> Vec<(Span, Span)> {
    let mut found = Vec::new();
    let at = paragraph.start;
    let before = Mark { start: at, end: at, single: false, may_open: true, may_close: false };
    let mut open: Option<Mark> = inside.then_some(before);
    for mark in marks(text, paragraph) {
        match open {
            None if mark.may_open => open = Some(mark),
            Some(start) if start.single == mark.single && mark.may_close => {
                found.push((Span::new(start.start, mark.end), Span::new(start.end, mark.start)));
                open = None;
            }
            // A single mark that opened was an apostrophe after all: nothing closed it before this double mark.
            Some(start)
                if start.single && !mark.single && mark.may_open && !closes_later(text, start, paragraph) =>
            {
                open = Some(mark);
            }
            _ => {}
        }
    }
    if let Some(start) = open.filter(|m| !m.single) {
        let end = unclosed_end(text, start, paragraph, continued);
        found.push((Span::new(start.start, end), Span::new(start.end, end)));
    }
    found
}

fn closes_later(text: &str, open: Mark, paragraph: Span) -> bool {
    marks(text, Span::new(open.end, paragraph.end)).iter().any(|m| m.single && m.may_close && !m.may_open)
}

/// Speech that starts a paragraph or goes on in the next one runs to the end of the paragraph; a mark that was left
/// open by mistake ends with its sentence.
fn unclosed_end(text: &str, open: Mark, paragraph: Span, continued: bool) -> usize {
    if continued || open.start == paragraph.start {
        return paragraph.end;
    }
    let rest = &text[open.end..paragraph.end];
    rest.find(". ").map_or(paragraph.end, |at| open.end + at + 1)
}

fn marks(text: &str, paragraph: Span) -> Vec<Mark> {
    let inside = &text[paragraph.range()];
    let chars: Vec<(usize, char)> = inside.char_indices().collect();
    let mut found = Vec::new();
    let mut i = 0;
    while i < chars.len() {
        let (at, c) = chars[i];
        let doubled = matches!(c, '\'' | '’' | '`' | '‘') && chars.get(i + 1).is_some_and(|n| n.1 == c);
        let width = 1 + usize::from(doubled);
        let before = i.checked_sub(1).map(|p| chars[p].1);
        let after = chars.get(i + width).map(|n| n.1);
        if let Some((single, may_open, may_close)) = role(c, doubled, before, after) {
            let start = paragraph.start + at;
            found.push(Mark { start, end: start + width * c.len_utf8(), single, may_open, may_close });
        }
        i += width;
    }
    found
}

/// Whether the character at hand is a mark: `(single, may open, may close)`.
fn role(c: char, doubled: bool, before: Option<char>, after: Option<char>) -> Option<(bool, bool, bool)> {
    let starts = before.is_none_or(|b| b.is_whitespace() || "([{—–-/“\"‘".contains(b));
    let ends = after.is_none_or(|a| !a.is_alphanumeric());
    match c {
        '„' | '«' | '‟' => Some((false, true, false)),
        // German closes with the mark that English opens with.
        '“' => Some((false, true, ends && !starts)),
        '”' | '»' | '″' => Some((false, false, true)),
        // `She said," No`: a mark on the wrong side of its space opens where none is open.
        '"' => Some((false, after.is_some_and(|a| !a.is_whitespace() || before == Some(',')), true)),
        '\'' | '’' | '`' | '‘' if doubled => Some((false, starts, true)),
        '‘' => Some((true, starts, false)),
        '\'' => Some((true, starts && !ends, ends && !starts)),
        '’' => Some((true, false, ends && !starts)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str) -> Vec<&str> {
        let all: Vec<Span> = paragraphs(text).collect();
        let mut found = Vec::new();
        for (i, &p) in all.iter().enumerate() {
            let continued = all.get(i + 1).is_some_and(|&n| opens(&text[n.range()]));
            found.extend(
                marked(text, p, continued, false)
                    .into_iter()
                    .map(|(_, inner)| &text[inner.trim(text).range()]),
            );
        }
        found
    }

    #[test]
    fn pairs_of_every_style() {
        assert_eq!(quoted("“a,” he said, \"b\" and «c», „d“ and ‘e f’."), ["a,", "b", "c", "d", "e f"]);
        assert_eq!(quoted("a ''stinky compromise'' it was"), ["stinky compromise"]);
    }

    #[test]
    fn apostrophes_open_nothing() {
        assert_eq!(quoted("The ministers' bill isn't Rome's; it’s the MPs’ own."), Vec::<&str>::new());
        assert_eq!(quoted("He won't say 'no deal' now"), ["no deal"]);
    }

    #[test]
    fn a_mark_on_the_wrong_side_of_its_space_opens() {
        assert_eq!(quoted("She said,\" No more\". Then \"yes\", she said"), ["No more", "yes"]);
    }

    #[test]
    fn inner_marks_belong_to_the_outer_quotation() {
        assert_eq!(
            quoted("\"We hear, 'We are working on it'\", he said"),
            ["We hear, 'We are working on it'"]
        );
    }

    #[test]
    fn speech_over_paragraphs_needs_no_closing_mark() {
        assert_eq!(quoted("“One. Two.\n“Three,” she said."), ["One. Two.", "Three,"]);
        assert_eq!(quoted("He called it “odd. Then he left."), ["odd."]);
    }
}
