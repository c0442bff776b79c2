//! Attribution by a mark in a line: "Scholz: no change", "no change: Scholz"; "reportedly".
use super::candidate::{Candidate, Frame, Shape, is_verb};
use super::ranges;
use super::source::{How, Source};
use rapporteur_record::{Annotated, EntityLabel, Pos, Sentence, TokenRange};

/// Longest speaker label, in tokens.
pub const LABEL: usize = 8;

/// Adds the readings of a whole sentence.
pub fn candidates(a: &Annotated, sentence: &Sentence, found: &mut Vec<Candidate>) {
    label_first(a, sentence.tokens, found);
    label_last(a, sentence.tokens, found);
    adverbs(a, sentence.tokens, found);
}

fn label_first(a: &Annotated, sentence: TokenRange, found: &mut Vec<Candidate>) {
    let Some(colon) = sentence.iter().take(LABEL).find(|&t| a.word(t) == ":" || a.word(t) == "—") else {
        return;
    };
    let label = TokenRange::new(sentence.start, colon);
    if is_name(a, label) {
        push(a, label, colon, TokenRange::new(colon + 1, sentence.end), found);
    }
}

fn label_last(a: &Annotated, sentence: TokenRange, found: &mut Vec<Candidate>) {
    let Some(colon) = sentence.iter().rev().take(LABEL).find(|&t| matches!(a.word(t), ":" | "–" | "—" | "-"))
    else {
        return;
    };
    let mut label = TokenRange::new(colon + 1, sentence.end);
    while !label.is_empty() && a.tokens[label.end - 1].pos == Pos::Punct {
        label.end -= 1;
    }
    if is_name(a, label) {
        push(a, label, colon, TokenRange::new(sentence.start, colon), found);
    }
}

fn push(a: &Annotated, label: TokenRange, colon: usize, content: TokenRange, found: &mut Vec<Candidate>) {
    found.extend(labelled(a, Frame::Label, label, colon, content));
}

/// The reading of words whose speaker stands beside a mark; `None` where there are no words.
pub fn labelled(
    a: &Annotated,
    frame: Frame,
    label: TokenRange,
    mark: usize,
    words: TokenRange,
) -> Option<Candidate> {
    let content = ranges::trimmed(a, vec![words]);
    let source = Some(Source { head: label.end - 1, range: label, speaker: label, how: How::Label });
    let cue = vec![TokenRange::new(mark, mark + 1)];
    let (head, content_head, shape) = (mark, None, Shape::Whole);
    let reading = Candidate { frame, head, cue, source, content, content_head, shape };
    (!reading.content.is_empty()).then_some(reading)
}

/// A few words without a verb that name somebody, with the name or title at their end.
fn is_name(a: &Annotated, label: TokenRange) -> bool {
    let named = |l: EntityLabel| {
        matches!(l, EntityLabel::Person | EntityLabel::Org | EntityLabel::Gpe | EntityLabel::Norp)
    };
    !label.is_empty()
        && label
            .iter()
            .all(|t| !is_verb(a, t) && a.tokens[t].pos != Pos::Punct && a.tokens[t].pos != Pos::Num)
        && label.iter().any(|t| a.tokens[t].pos == Pos::Propn)
        && label.iter().any(|t| a.entity_of(t).is_some_and(|e| named(e.label)))
}

/// "reportedly": the clause it stands in, by nobody named.
fn adverbs(a: &Annotated, sentence: TokenRange, found: &mut Vec<Candidate>) {
    for t in sentence.iter().filter(|&t| a.tokens[t].pos == Pos::Adv && a.word(t).ends_with("edly")) {
        let cue = vec![TokenRange::new(t, t + 1)];
        if let Some(head) = a.head(t) {
            let content = ranges::trimmed(a, ranges::without(a.subtree(head), &cue));
            if !content.is_empty() {
                found.push(Candidate {
                    frame: Frame::Adverb,
                    head: t,
                    cue,
                    source: None,
                    content,
                    content_head: Some(head),
                    shape: Shape::Whole,
                });
            }
        }
    }
}
