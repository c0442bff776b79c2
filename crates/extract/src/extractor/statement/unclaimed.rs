//! Quotations that no cue claims: they go on with the speaker before them.
use super::Said;
use crate::Attribution;
use rapporteur_record::{Annotated, Quotation, SentenceKind, TokenRange};

/// The quoted sentences, without a cue of their own, that follow a statement in the same or the next paragraph.
pub fn find(text: &Annotated, attributions: &[Attribution], said: &[Said]) -> Vec<Said> {
    let mut found: Vec<Said> = Vec::new();
    for quotation in text.quotations.iter().filter(|q| is_whole(text, q)) {
        let claimed = |a: &&Attribution| a.content.iter().any(|r| r.overlaps(quotation.tokens));
        if attributions.iter().any(|a| claimed(&a)) || said.iter().any(|s| holds(s, quotation)) {
            continue;
        }
        let before =
            said.iter().chain(&found).filter(|s| s.start < quotation.tokens.start).max_by_key(|s| s.start);
        if let Some(before) = before.filter(|s| is_near(text, s, quotation)) {
            found.push(goes_on(before, quotation.tokens));
        }
    }
    found
}

fn holds(said: &Said, quotation: &Quotation) -> bool {
    said.content.iter().any(|r| r.overlaps(quotation.tokens))
}

/// A quotation that is a sentence, or several, of its own.
fn is_whole(text: &Annotated, quotation: &Quotation) -> bool {
    let Some(first) = quotation.tokens.iter().next() else { return false };
    let sentence = text.sentence_of(first);
    let starts =
        text.document.text[sentence.span.start..quotation.inner.start].chars().all(|c| !c.is_alphanumeric());
    let inner = &text.document.text[quotation.inner.range()];
    let ends = inner.ends_with(['.', '!', '?', '…']);
    let last = text.sentence_of(quotation.tokens.end - 1);
    let nothing_after = text.document.text[quotation.inner.end..last.span.end.max(quotation.inner.end)]
        .chars()
        .all(|c| !c.is_alphanumeric());
    starts && ends && nothing_after && sentence.kind == SentenceKind::Prose
}

fn is_near(text: &Annotated, before: &Said, quotation: &Quotation) -> bool {
    let last = before.content.iter().map(|r| r.end - 1).chain(before.cue_head).max().unwrap_or(0);
    let (from, to) = (text.sentence_of(last).paragraph, text.sentence_of(quotation.tokens.start).paragraph);
    to <= from + 1
}

/// The words, said by the speakers before.
pub fn goes_on(before: &Said, words: TokenRange) -> Said {
    Said {
        speakers: before.speakers.clone(),
        cue: Vec::new(),
        cue_head: None,
        source: None,
        content: vec![words],
        on: None,
        reality: before.reality,
        denied: false,
        rule: "continued",
        confidence: before.confidence * 0.8,
        why: None,
        start: words.start,
        order: words.start,
    }
}
