//! Stance in headings without a verb: "Bratislava against", "Madrid unhappy with Berlin".
use super::{Found, clause, side, track::Track};
use crate::{extractor::Context, when};
use rapporteur_record::{Annotated, Dep, SentenceKind, Stance, TokenRange};

const AGAINST: &[&str] = &["against", "opposed", "sceptical", "skeptical", "hostile"];
const FOR: &[&str] = &["for", "in favour", "in favor", "supportive"];
const OPEN: &[&str] = &["undecided", "divided", "split", "torn"];

pub fn find(context: &Context, track: &Track) -> Vec<Found> {
    let text = context.text;
    let headings = (0..text.sentences.len()).filter(|&s| text.sentences[s].kind == SentenceKind::Heading);
    headings
        .filter(|&s| verbless(text, text.sentences[s].tokens))
        .flat_map(|s| position(text, track, s))
        .collect()
}

fn verbless(text: &Annotated, tokens: TokenRange) -> bool {
    !tokens.iter().any(|t| matches!(text.tokens[t].dep, Dep::Nsubj | Dep::Nsubjpass))
}

/// The heading's last word or words say where its first actor stands.
fn position(text: &Annotated, track: &Track, sentence: usize) -> Vec<Found> {
    let heading = &text.sentences[sentence];
    let lower = text.document.at(heading.span).trim_end().to_lowercase();
    let ends =
        |list: &[&str]| list.iter().any(|w| lower.strip_suffix(w).is_some_and(|rest| rest.ends_with(' ')));
    let (sign, open) = (i8::from(ends(FOR)) - i8::from(ends(AGAINST)), ends(OPEN));
    let Some(issue) = track.focus(sentence).issue else { return Vec::new() };
    if sign == 0 && !open {
        return Vec::new();
    }
    let stance =
        if open { Stance::Undecided } else { side::stance(sign * track.focus(sentence).sign, false) };
    let side = side::Side { issue, stance, rule: "heading".to_owned(), confidence: 0.7 };
    let holder = text.mentions.iter().find(|m| heading.tokens.contains(m.head) && m.actor.is_some());
    holder
        .map(|m| clause::actors_at(text, m.head))
        .unwrap_or_default()
        .into_iter()
        .map(|holder| Found {
            holder,
            side: side.clone(),
            on: when::governing(text, heading.tokens.start),
            evidence: vec![heading.span],
            at: heading.tokens.start,
            past: false,
        })
        .collect()
}
