//! Targets with their dates: "cut it by 15% by 2025 and by 100% by 2035" sets two.
use rapporteur_record::{Annotated, PartialDate, Pos, TokenRange};

/// A part of what is required, with the date by which or at which it holds.
#[derive(Debug, Clone, Copy)]
pub struct Target {
    pub words: TokenRange,
    pub on: Option<PartialDate>,
}

/// A date with its preposition.
struct Deadline {
    tokens: TokenRange,
    on: PartialDate,
}

/// What is required, cut at its dates; one part without a date where it names none.
pub fn targets(text: &Annotated, required: TokenRange) -> Vec<Target> {
    let required = reached(text, required);
    let deadlines = deadlines(text, required);
    let mut targets = Vec::new();
    let mut from = required.start;
    for (n, deadline) in deadlines.iter().enumerate() {
        let before = bare(text, TokenRange::new(from.min(deadline.tokens.start), deadline.tokens.start));
        let next = deadlines.get(n + 1).map_or(required.end, |d| d.tokens.start);
        let after = bare(text, TokenRange::new(deadline.tokens.end, next.max(deadline.tokens.end)));
        from = deadline.tokens.end;
        if says_something(text, before) {
            targets.push(Target { words: before, on: Some(deadline.on) });
        } else if says_something(text, after) && !targets.is_empty() {
            targets.push(Target { words: after, on: Some(deadline.on) });
            from = next;
        }
    }
    if targets.is_empty() {
        targets.push(Target { words: required, on: deadlines.first().map(|d| d.on) });
    }
    targets
}

/// Up to the last date in the sentence, as far as no new clause begins before it: the parser hangs "and 60% by 2040" on
/// many things.
fn reached(text: &Annotated, required: TokenRange) -> TokenRange {
    let sentence_end = text.sentence_of(required.start).tokens.end;
    let is_new =
        |t: usize| matches!(text.word(t), ";" | ":" | "(" | "“" | "\"") || text.tokens[t].pos == Pos::Verb;
    let free = (required.end..sentence_end).find(|&t| is_new(t)).unwrap_or(sentence_end);
    let last = deadlines(text, TokenRange::new(required.start, free)).last().map_or(0, |d| d.tokens.end);
    TokenRange::new(required.start, required.end.max(last))
}

fn deadlines(text: &Annotated, range: TokenRange) -> Vec<Deadline> {
    let within = text.times.iter().filter(|t| text.span(range).contains(t.span));
    within
        .filter_map(|time| {
            let TokenRange { start, end } = text.tokens_in(time.span);
            let prep = (start.saturating_sub(2)..start).rev().find(|&t| text.tokens[t].pos == Pos::Adp)?;
            let word = text.word(prep).to_lowercase();
            let dates = matches!(word.as_str(), "by" | "until" | "till" | "from" | "before" | "in" | "of");
            let prep = if word == "of" { prep.checked_sub(2)? } else { prep };
            let on = time.date().filter(|_| dates && range.contains(prep))?;
            Some(Deadline { tokens: TokenRange::new(prep, end), on })
        })
        .collect()
}

/// Without commas and "and" at the edges.
fn bare(text: &Annotated, mut words: TokenRange) -> TokenRange {
    let is_edge = |t: usize| matches!(text.tokens[t].pos, Pos::Punct | Pos::Cconj);
    while !words.is_empty() && is_edge(words.start) {
        words.start += 1;
    }
    while !words.is_empty() && is_edge(words.end - 1) {
        words.end -= 1;
    }
    words
}

fn says_something(text: &Annotated, words: TokenRange) -> bool {
    let empty = |t: usize| matches!(text.tokens[t].pos, Pos::Adp | Pos::Det | Pos::Adv | Pos::Part);
    words.iter().any(|t| !empty(t))
}
