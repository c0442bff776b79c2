//! Arithmetic on stretches of tokens.
use rapporteur_record::{Annotated, Pos, TokenRange};

/// `whole` without `holes`, in text order.
pub fn without(whole: TokenRange, holes: &[TokenRange]) -> Vec<TokenRange> {
    let mut rest = vec![whole];
    for hole in holes.iter().filter(|h| !h.is_empty()) {
        rest = rest
            .into_iter()
            .flat_map(|r| {
                [
                    TokenRange::new(r.start, r.end.min(hole.start).max(r.start)),
                    TokenRange::new(r.start.max(hole.end).min(r.end), r.end),
                ]
            })
            .filter(|r| !r.is_empty())
            .collect();
        rest.dedup();
    }
    merged(rest)
}

/// Sorted, with touching and overlapping stretches joined.
pub fn merged(mut ranges: Vec<TokenRange>) -> Vec<TokenRange> {
    ranges.retain(|r| !r.is_empty());
    ranges.sort();
    let mut joined: Vec<TokenRange> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}

/// Each stretch without the punctuation at its ends, quotation marks and brackets aside; empty ones fall away.
pub fn trimmed(annotated: &Annotated, ranges: Vec<TokenRange>) -> Vec<TokenRange> {
    let loose = |t: usize| {
        annotated.tokens[t].pos == Pos::Punct && annotated.word(t).starts_with([',', ';', ':', '-', '–', '—'])
    };
    ranges
        .into_iter()
        .map(|mut r| {
            while !r.is_empty() && loose(r.start) {
                r.start += 1;
            }
            while !r.is_empty() && loose(r.end - 1) {
                r.end -= 1;
            }
            r
        })
        .filter(|r| r.iter().any(|t| annotated.tokens[t].pos != Pos::Punct))
        .collect()
}

/// How many tokens that are no punctuation.
pub fn words(annotated: &Annotated, ranges: &[TokenRange]) -> usize {
    ranges.iter().flat_map(|r| r.iter()).filter(|&t| annotated.tokens[t].pos != Pos::Punct).count()
}

/// The stretches without what a semicolon outside quotation marks parts from the token.
pub fn within_semicolons(annotated: &Annotated, ranges: Vec<TokenRange>, token: usize) -> Vec<TokenRange> {
    let parts = |t: &usize| annotated.word(*t) == ";" && annotated.quotation_of(*t).is_none();
    let sentence = annotated.sentence_of(token).tokens;
    let start = (sentence.start..token).rev().find(parts).map_or(0, |t| t + 1);
    let end = (token + 1..sentence.end).find(parts).unwrap_or(usize::MAX);
    let clip = |r: TokenRange| TokenRange::new(r.start.max(start), r.end.min(end));
    ranges.into_iter().map(clip).filter(|r| !r.is_empty()).collect()
}
