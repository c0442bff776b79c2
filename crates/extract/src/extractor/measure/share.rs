//! "Oslo Motors will pay 17%, Fjord 20% and Nordlys 38%": one clause, several who bear their own.
use super::draft::Draft;
use rapporteur_record::{Actor, ActorKind, Annotated, Pos, TokenRange};

/// The draft, and one like it for each further actor that the rest of the sentence names before an amount.
pub fn each(text: &Annotated, draft: Draft) -> Vec<Draft> {
    let from = draft.object.map_or(draft.head, |o| text.tokens_in(o).start);
    let sentence = text.sentence_of(draft.head).tokens;
    let rest = TokenRange::new(from + 1, sentence.end);
    let mut drafts = vec![draft];
    for name in rest.iter().filter(|&t| text.tokens[t].pos == Pos::Propn) {
        let Some(amount) = amount(text, name + 1, sentence.end) else { continue };
        let object = Some(text.span(amount));
        drafts.push(Draft { target: Some(bearer(text, name)), object, ..drafts[0].clone() });
    }
    if drafts.len() > 1 {
        drafts[0].object = own_amount(text, &drafts[0]).or(drafts[0].object);
    }
    drafts
}

/// The actor that a name ends, else one called by its last word.
fn bearer(text: &Annotated, name: usize) -> Actor {
    let span = text.tokens[name].span;
    let named = text.mentions.iter().find(|m| m.tokens.contains(name)).and_then(|m| m.actor.clone());
    named.unwrap_or_else(|| Actor {
        name: text.word(name).to_owned(),
        kind: ActorKind::Body,
        mention: Some(span),
        rule: "introduced",
    })
}

/// A number with its unit right after a token.
fn amount(text: &Annotated, at: usize, end: usize) -> Option<TokenRange> {
    let number = (at..end.min(at + 2)).find(|&t| text.tokens[t].pos == Pos::Num)?;
    let unit = (number + 1 < end && matches!(text.tokens[number + 1].pos, Pos::Noun | Pos::Sym))
        .then_some(number + 2);
    Some(TokenRange::new(number, unit?))
}

/// What the first bears, up to the next who bears something.
fn own_amount(text: &Annotated, draft: &Draft) -> Option<rapporteur_record::Span> {
    let words = text.tokens_in(draft.object?);
    let end = words.iter().find(|&t| text.word(t) == ",").unwrap_or(words.end);
    (end > words.start).then(|| text.span(TokenRange::new(words.start, end)))
}
