//! Headlines and leads that say more or less than the words below them.
use super::{Conflict, ContradictionRow, Side, denial::share_evidence};
use crate::{
    Entry,
    entry::even,
    fold::fold,
    story::{
        wording,
        words::{Words, hedges},
    },
};
use rapporteur_record::{Claim, Mode, Span, Stance};
use std::collections::{BTreeMap, BTreeSet};

/// Headlines against quotations: those that are made of their words, and those that tell of whoever is quoted without the
/// condition that he made. Each headline is told once.
pub(super) fn headlines(facts: &[Entry]) -> Vec<ContradictionRow> {
    let mut told = BTreeSet::new();
    let mut conditions: BTreeMap<i64, Vec<&Entry>> = BTreeMap::new();
    for fact in facts.iter().filter(|fact| is_conditional(fact)) {
        conditions.entry(fact.row).or_default().push(fact);
    }
    let quoted = facts
        .iter()
        .filter(|fact| matches!(&fact.fact.claim, Claim::Statement(s) if s.mode != Mode::Indirect));
    quoted
        .filter_map(|fact| {
            let (said, condition) = (wording(fact), condition(fact, conditions.get(&fact.row)));
            let about = |head: &String| {
                strength(head, &said).or_else(|| left_out(head, fact, condition?).then_some(LEFT_OUT))
            };
            let (head, about) =
                heads(fact).into_iter().find_map(|head| Some((head.clone(), about(&head)?)))?;
            told.insert((fact.row, head.clone())).then(|| ContradictionRow {
                conflict: Conflict::Headline,
                actor: fact.fact.claim.actor().name.clone(),
                about: about.to_owned(),
                placed: fact.placed,
                first: Side { fact: None, quote: head, origin: fact.origin.clone() },
                second: Side::of(fact),
            })
        })
        .collect()
}

const LEFT_OUT: &str = "the headline leaves out the condition";

fn is_conditional(fact: &Entry) -> bool {
    matches!(&fact.fact.claim, Claim::Position(p) if p.stance == Stance::Conditional)
}

/// What the speaker holds on a condition by the sentence of the quotation, of what its document has on conditions.
fn condition<'e>(quoted: &Entry, conditions: Option<&Vec<&'e Entry>>) -> Option<&'e Entry> {
    let holds = |fact: &&&Entry| fact.fact.claim.actor().name == quoted.fact.claim.actor().name;
    conditions?.iter().filter(holds).find(|fact| share_evidence(fact, quoted)).copied()
}

/// Whether the headline names the speaker and something of the sentence, and has no word of a condition.
fn left_out(head: &str, quoted: &Entry, condition: &Entry) -> bool {
    let Some(name) = surname(quoted) else { return false };
    let folded = fold(head);
    let about = || {
        let sentence = Words::of(&condition.quotes().join(" "));
        let others = folded.split(' ').filter(|word| *word != name).collect::<Vec<_>>().join(" ");
        Words::of(&others).shared(&sentence) > 0
    };
    folded.split(' ').any(|word| word == name) && hedges(head).is_empty() && about()
}

/// The last word of the words that name the speaker, if it is a name.
fn surname(quoted: &Entry) -> Option<String> {
    let words = quoted.at(quoted.fact.claim.actor().mention?);
    let last = words.split_whitespace().next_back()?;
    last.chars().next().is_some_and(char::is_uppercase).then(|| fold(last))
}

/// The title, and the first line where it is not the quotation's own.
fn heads(fact: &Entry) -> Vec<String> {
    let text = &fact.text.text;
    let start = text.len() - text.trim_start().len();
    let lead = Span::new(start, text[start..].find('\n').map_or(text.len(), |end| start + end));
    let own = fact.fact.evidence.iter().any(|span| span.overlaps(lead));
    fact.origin.title.iter().cloned().chain((!own).then(|| even(fact.at(lead)))).collect()
}

/// How a headline stands to words that it is made of; none where it is not made of them or says as much.
fn strength(head: &str, said: &str) -> Option<&'static str> {
    let (a, b) = (Words::of(head), Words::of(said));
    if a.shared(&b) < 2 || b.alike(&a) < MADE_OF {
        return None;
    }
    match (hedges(head).is_empty(), hedges(said).is_empty()) {
        (true, false) => Some("the headline says more than the quotation"),
        (false, true) => Some("the headline says less than the quotation"),
        _ => None,
    }
}

/// Part of the words of a quotation or headline, whichever is shorter, that the other has.
const MADE_OF: f64 = 0.5;
