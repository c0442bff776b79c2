//! Who speaks by layout alone: transcripts ("Mr SMITH: I rise to …") and words that are signed ("“…” — Ana Brandt").
//!
//! The training data hold few of them, and layout leaves little doubt: they are not scored.
use super::candidate::{Candidate, Frame};
use super::line::{LABEL, labelled};
use rapporteur_record::{Annotated, EntityLabel, Pos, Sentence, SentenceKind, TokenRange};
use std::collections::BTreeSet;

/// So many labelled paragraphs, with at least two speakers, make a transcript.
const TURNS: usize = 3;
/// Longest signature, in tokens.
const SIGNATURE: usize = 16;

const DASHES: [char; 3] = ['―', '—', '–'];
const QUOTES: [char; 8] = ['“', '”', '"', '„', '«', '»', '’', '\''];

/// Every turn of a transcript and every signed paragraph.
pub fn find(a: &Annotated) -> Vec<Candidate> {
    let kept = |p: &&[Sentence]| p.iter().all(|s| s.kind != SentenceKind::Clutter);
    let paragraphs: Vec<TokenRange> = a
        .sentences
        .chunk_by(|x, y| x.paragraph == y.paragraph)
        .filter(kept)
        .map(|p| TokenRange::new(p[0].tokens.start, p[p.len() - 1].tokens.end))
        .collect();
    let mut found = turns(a, &paragraphs);
    found.extend(
        a.sentences.iter().filter(|s| s.kind == SentenceKind::Heading).filter_map(|s| headline(a, s.tokens)),
    );
    found.extend(paragraphs.iter().enumerate().filter_map(|(i, &p)| {
        let above = i.checked_sub(1).map(|i| paragraphs[i]);
        signed(a, p, above)
    }));
    found
}

/// "Lee: no change", "“No change”: Lee": a heading with a person's name on one side of its colon.
fn headline(a: &Annotated, heading: TokenRange) -> Option<Candidate> {
    let colon = heading.iter().find(|&t| a.word(t) == ":")?;
    let (before, after) = (TokenRange::new(heading.start, colon), TokenRange::new(colon + 1, heading.end));
    let person = |side: TokenRange| {
        side.len() <= LABEL
            && a.entity_of(side.start).is_some_and(|e| e.label == EntityLabel::Person && e.tokens == side)
    };
    match (person(before), person(after)) {
        (true, false) => labelled(a, Frame::Block, before, colon, after),
        (false, true) => labelled(a, Frame::Block, after, colon, before),
        _ => None,
    }
}

/// The turns of a transcript; none where too few paragraphs are labelled for one.
fn turns(a: &Annotated, paragraphs: &[TokenRange]) -> Vec<Candidate> {
    let turns: Vec<(TokenRange, usize, TokenRange)> =
        paragraphs.iter().filter_map(|&p| label(a, p).map(|(name, colon)| (name, colon, p))).collect();
    let speakers: BTreeSet<&str> = turns.iter().map(|(name, ..)| a.text(*name)).collect();
    if turns.len() < TURNS || speakers.len() < 2 || speakers.len() == turns.len() {
        return Vec::new();
    }
    turns
        .into_iter()
        .filter_map(|(name, colon, p)| {
            labelled(a, Frame::Block, name, colon, TokenRange::new(colon + 1, p.end))
        })
        .collect()
}

/// The name before a colon at the start of a paragraph, and the colon.
fn label(a: &Annotated, paragraph: TokenRange) -> Option<(TokenRange, usize)> {
    let start = paragraph.iter().find(|&t| !a.word(t).chars().all(|c| QUOTES.contains(&c)))?;
    let colon = (start + 1..paragraph.end).take(LABEL).find(|&t| a.word(t) == ":")?;
    let name = TokenRange::new(start, colon);
    let capital = |t: usize| {
        a.word(t).starts_with(char::is_uppercase) || matches!(a.word(t), "of" | "the" | "." | "(" | ")")
    };
    (name.iter().all(capital) && colon + 1 < paragraph.end).then_some((name, colon))
}

/// A paragraph that ends in a dash and a name after closing quotation marks, or a line of both under a quoted paragraph.
fn signed(a: &Annotated, paragraph: TokenRange, above: Option<TokenRange>) -> Option<Candidate> {
    let text = a.text(paragraph);
    let at = text.rfind(|c| DASHES.contains(&c))?;
    let before = text[..at].trim_end();
    let start = a.span(paragraph).start + at;
    let dash = paragraph.iter().find(|&t| a.tokens[t].span.end > start)?;
    let name = signer(a, TokenRange::new(dash + 1, paragraph.end))?;
    let words = match before.is_empty() {
        true => above.filter(|&p| a.text(p).trim_end().ends_with(QUOTES))?,
        false => TokenRange::new(paragraph.start, dash),
    };
    let quoted = before.is_empty() || before.ends_with(QUOTES);
    quoted.then(|| labelled(a, Frame::Block, name, dash, words)).flatten()
}

/// The name that opens the line, where the line is nothing but a person's name and what he or she is.
fn signer(a: &Annotated, line: TokenRange) -> Option<TokenRange> {
    let finite = |t: usize| matches!(a.tokens[t].tag, "VBD" | "VBZ" | "VBP" | "MD");
    let ends = |&t: &usize| a.tokens[t].pos == Pos::Punct || a.word(t).trim().is_empty();
    let end = line.iter().find(ends).unwrap_or(line.end);
    let name = TokenRange::new(line.start, end);
    let named = |t: usize| {
        a.tokens[t].pos == Pos::Propn || a.entity_of(t).is_some_and(|e| e.label == EntityLabel::Person)
    };
    let sound = !name.is_empty() && line.len() <= SIGNATURE && !line.iter().any(finite);
    (sound && name.iter().any(named)).then_some(name)
}
