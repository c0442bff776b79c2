//! Dates from an earlier sentence that speaks of the same event.
use super::attach::Tie;
use super::{governing_within, is_present};
use rapporteur_record::{Annotated, Dep, PartialDate};

/// How many sentences back the same occasion may have been dated.
const OCCASION: usize = 6;

/// The date that an earlier sentence gives to the event of the clause, where its words say that it is the same event.
pub fn date(text: &Annotated, head: usize, steps: usize) -> Option<PartialDate> {
    if is_present(text, head) {
        return None;
    }
    if text.lemma(head) == "add" {
        return told(text, head, 1, steps);
    }
    if stands_beside(text, head) {
        return told(text, head, OCCASION, steps);
    }
    is_ballot(text, head).then(|| voted(text, head, steps)).flatten()
}

/// The date of the nearest sentence before whose main clause has one, at most `back` sentences away: for "…, she
/// added", "Lee, who stood beside him, agreed".
fn told(text: &Annotated, head: usize, back: usize, steps: usize) -> Option<PartialDate> {
    let own = text.tokens[head].sentence;
    text.sentences[..own].iter().rev().take(back).find_map(|sentence| {
        let root = sentence.tokens.iter().find(|&t| text.head(t).is_none() && Tie::can_hold(text, t))?;
        governing_within(text, root, steps)
    })
}

/// The subject "stood beside him" or "next to her".
fn stands_beside(text: &Annotated, head: usize) -> bool {
    let near = |relative: usize| {
        let clause = text.subtree(relative);
        matches!(text.lemma(relative), "stand" | "sit" | "appear" | "speak")
            && clause.iter().any(|t| matches!(text.lemma(t), "beside" | "alongside" | "next"))
            && clause.iter().any(|t| text.tokens[t].tag == "PRP")
    };
    let subject = text.child(head, &[Dep::Nsubj]);
    subject.is_some_and(|s| text.children(s).iter().any(|&c| text.tokens[c].dep == Dep::Relcl && near(c)))
}

/// A vote cast: "voted against", "abstained".
fn is_ballot(text: &Annotated, head: usize) -> bool {
    matches!(text.lemma(head), "vote" | "abstain") && matches!(text.tokens[head].tag, "VBD" | "VBN")
}

/// The day of the last decision told before: votes cast belong to it. Only a day will do, since votes are cast on one.
fn voted(text: &Annotated, head: usize, steps: usize) -> Option<PartialDate> {
    let first = text.sentences[text.tokens[head].sentence.saturating_sub(OCCASION)].tokens.start;
    (first..head)
        .rev()
        .filter(|&t| Tie::can_hold(text, t) && DECIDING.contains(&text.lemma(t)))
        .find_map(|t| governing_within(text, t, steps))
        .filter(|date| date.day().is_some())
}

/// Verbs of deciding by a vote.
const DECIDING: [&str; 9] =
    ["adopt", "approve", "back", "endorse", "pass", "ratify", "reject", "vote", "abstain"];
