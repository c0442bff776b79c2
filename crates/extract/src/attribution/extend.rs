//! Content that runs on: to the end of the quotation, and into quotations that follow without a cue of their own.
use super::candidate::{Candidate, Frame};
use super::ranges;
use rapporteur_record::{Annotated, Dep, Pos, Quotation, TokenRange};

/// Completes the content of a candidate.
pub fn content(a: &Annotated, candidate: &mut Candidate) {
    if let Some(more) = second_clause(a, candidate) {
        candidate.content = ranges::merged([candidate.content.clone(), vec![more]].concat());
    }
    quotations(a, candidate);
}

/// "… that A, but that B": the second clause may hang elsewhere in the tree.
fn second_clause(a: &Annotated, candidate: &Candidate) -> Option<TokenRange> {
    let last = candidate.content.last().filter(|r| r.start > candidate.head)?;
    let sentence = a.sentence_of(candidate.head).tokens;
    let joins = |t: &usize| matches!(a.word(*t), "and" | "but" | "or");
    let join = (last.end..sentence.end.min(last.end + 4)).find(joins)?;
    let loose = (last.end..join).all(|t| a.tokens[t].pos == Pos::Punct);
    let that = Some(join + 1)
        .filter(|&t| t < sentence.end && a.word(t) == "that" && a.tokens[t].dep == Dep::Mark)?;
    let clause = a.subtree(a.head(that)?);
    (loose && clause.start >= join && candidate.frame == Frame::Clause)
        .then(|| TokenRange::new(last.end, clause.end))
}

fn quotations(a: &Annotated, candidate: &mut Candidate) {
    let mut ranges: Vec<TokenRange> = candidate.content.clone();
    let touched: Vec<&Quotation> = a
        .quotations
        .iter()
        .filter(|q| ranges.iter().any(|r| r.overlaps(q.tokens)) && !q.tokens.contains(candidate.head))
        .collect();
    if touched.is_empty() {
        return;
    }
    ranges.extend(touched.iter().map(|q| q.tokens));
    ranges.extend(continued(a, candidate.head, touched.last().map_or(0, |q| q.tokens.end)));
    let holes: Vec<TokenRange> =
        candidate.cue.iter().copied().chain(candidate.source.map(|s| s.range)).collect();
    let parts = ranges::merged(ranges).into_iter().flat_map(|r| ranges::without(r, &holes)).collect();
    candidate.content = ranges::trimmed(a, ranges::merged(parts));
}

/// Whole quoted sentences right after the sentence of the cue, in its paragraph.
fn continued(a: &Annotated, cue: usize, after: usize) -> Vec<TokenRange> {
    let sentence = a.sentence_of(cue);
    let text = &a.document.text;
    let spoken = |t: &usize| a.tokens[*t].pos != Pos::Punct || matches!(a.word(*t), "." | "!" | "?");
    let last = sentence.tokens.iter().rev().find(spoken).unwrap_or(cue);
    let mut at = a.tokens[last].span.end.max(after.checked_sub(1).map_or(0, |t| a.tokens[t].span.end));
    let mut found = Vec::new();
    let from = at;
    let next = a.quotations.partition_point(|q| q.span.start < from || q.tokens.start <= cue);
    for quotation in &a.quotations[next..] {
        let Some(between) = text.get(at..quotation.span.start) else { continue };
        let whole = text[quotation.inner.range()].ends_with(['.', '!', '?', '…']);
        if between.contains('\n')
            || !between.chars().all(|c| c.is_whitespace() || "”\"’'".contains(c))
            || !whole
        {
            break;
        }
        found.push(quotation.tokens);
        at = quotation.span.end;
    }
    found
}
