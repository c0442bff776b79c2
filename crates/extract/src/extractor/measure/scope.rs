//! Within which bounds a rule holds: places, conditions, exceptions, but not its date.
use super::lexicon::{has, lexicon};
use rapporteur_record::{Annotated, Dep, Pos, Span, Time, TimeKind, TokenRange};

/// The bounds said with a verb or with its object, and whether they limit ("only", "if").
#[derive(Debug, Default)]
pub struct Scope {
    pub spans: Vec<Span>,
    pub limits: bool,
}

/// Bounds attached to the tokens (a verb, its object), in text order.
pub fn of(text: &Annotated, heads: &[usize]) -> Scope {
    let mut parts: Vec<TokenRange> = heads.iter().flat_map(|&h| parts(text, h)).collect();
    parts.sort();
    parts.dedup_by(|later, earlier| earlier.covers(*later));
    if let (Some(last), Some(only)) = (parts.last_mut(), heads.first().and_then(|&h| late_limit(text, h))) {
        last.end = last.end.max(only + 1);
    }
    let limits =
        parts.iter().any(|&p| is_limiting(text, p)) || heads.iter().any(|&h| has_limiting_adverb(text, h));
    Scope { spans: parts.into_iter().map(|p| trimmed(text, p)).collect(), limits }
}

fn parts(text: &Annotated, head: usize) -> Vec<TokenRange> {
    let children = text.children(head).iter().copied().filter(|&c| c > head);
    children.filter(|&c| is_bound(text, c)).map(|c| with_adverbs(text, head, c)).collect()
}

fn is_bound(text: &Annotated, token: usize) -> bool {
    let scope = &lexicon().scope;
    match text.tokens[token].dep {
        Dep::Prep => has(&scope.prepositions, &text.lemma(token).to_lowercase()) && !is_date(text, token),
        Dep::Advcl => text.children(token).iter().any(|&c| {
            text.tokens[c].dep == Dep::Mark
                && matches!(text.lemma(c), "if" | "unless" | "provided" | "while" | "except" | "as")
        }),
        // "so long as", "as long as"
        Dep::Advmod => text.lemma(token) == "long" && text.child(token, &[Dep::Advcl]).is_some(),
        _ => false,
    }
}

/// Whether the phrase is a date from or at which the rule holds; how long it holds bounds it.
pub fn is_date(text: &Annotated, token: usize) -> bool {
    let phrase = text.subtree(token);
    let span = text.span(TokenRange::new((token + 1).min(phrase.end - 1), phrase.end));
    let ends = matches!(text.lemma(token), "until" | "till");
    let lasts = |t: &Time| t.kind == TimeKind::Duration && matches!(text.lemma(token), "for" | "within");
    let calendar = |t: &Time| t.kind == TimeKind::Duration || t.date().is_some();
    !ends
        && text
            .times
            .iter()
            .any(|t| span.overlaps(t.span) && calendar(t) && !lasts(t) && t.span.len() * 2 >= span.len())
}

/// Without a relative clause after a comma, which describes and does not bound.
pub fn without_clause(text: &Annotated, words: TokenRange) -> TokenRange {
    let describes = |&t: &usize| {
        t + 1 < words.end
            && text.word(t) == ","
            && matches!(text.tokens[t + 1].tag, "WDT" | "WP" | "WRB" | "WP$")
    };
    let end = words.iter().skip(1).find(describes).unwrap_or(words.end);
    TokenRange::new(words.start, end)
}

/// With the adverbs right before it ("only at", "deep into") and a limiting one right after it ("at sea only").
fn with_adverbs(text: &Annotated, head: usize, token: usize) -> TokenRange {
    let TokenRange { mut start, mut end } = without_clause(text, text.subtree(token));
    let is_adverb = |t: usize| text.tokens[t].pos == Pos::Adv && text.tokens[t].dep == Dep::Advmod;
    while start > head + 1 && is_adverb(start - 1) {
        start -= 1;
    }
    if end < text.sentence_of(token).tokens.end && has(&lexicon().scope.limiting, text.word(end)) {
        end += 1;
    }
    TokenRange::new(start, end)
}

/// A limiting word that ends the clause: "at the coast and in the north only".
fn late_limit(text: &Annotated, head: usize) -> Option<usize> {
    let clause = text.subtree(head);
    let last = clause.iter().rev().find(|&t| text.tokens[t].pos != Pos::Punct)?;
    (last > head && has(&lexicon().scope.limiting, &text.word(last).to_lowercase())).then_some(last)
}

fn is_limiting(text: &Annotated, range: TokenRange) -> bool {
    let limiting = &lexicon().scope.limiting;
    let condition = matches!(text.lemma(range.start).to_lowercase().as_str(), "if" | "unless" | "provided");
    let said = text.text(range).to_lowercase();
    let condition = condition || said.starts_with("so long as") || said.starts_with("as long as");
    let while_only = lexicon().scope.spans.iter().any(|s| said.contains(s.as_str()));
    condition
        || while_only
        || range
            .iter()
            .any(|t| has(limiting, &text.word(t).to_lowercase()) && text.tokens[t].pos != Pos::Noun)
}

fn has_limiting_adverb(text: &Annotated, head: usize) -> bool {
    let limiting = &lexicon().scope.limiting;
    text.children(head)
        .iter()
        .any(|&c| text.tokens[c].dep == Dep::Advmod && has(limiting, &text.word(c).to_lowercase()))
}

/// Without punctuation at the end.
pub fn trimmed(text: &Annotated, range: TokenRange) -> Span {
    let mut end = range.end;
    while end > range.start + 1 && text.tokens[end - 1].pos == Pos::Punct {
        end -= 1;
    }
    text.span(TokenRange::new(range.start, end))
}
