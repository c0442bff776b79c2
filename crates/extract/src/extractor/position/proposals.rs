//! What the actors of a document want or do not want, for finding issues where no debate is given.
use super::{
    attitudes::Attitude,
    clause,
    predicates::{self, Predicate},
};
use crate::{
    extractor::Context,
    link::issues::{
        discover::Proposal,
        polarity::{Axis, Reading, Sense, read},
        refers, subjects,
        words::words,
    },
    when,
};
use rapporteur_record::{Actor, Claim, Fact, PartialDate, Span, Stance, TokenRange};

const OPEN: Axis = Axis { direction: 1, opening: 1, wants_change: true, undoes_text: false };
/// Longer phrases are cut, so that proposals stay small.
const LONGEST: usize = 200;

/// The proposals that a document reports, in text order.
pub fn find(context: &Context) -> Vec<Proposal> {
    let text = context.text;
    let mut out: Vec<Proposal> = Vec::new();
    for predicate in predicates::all(text) {
        let found = reported(context, &predicate, out.last());
        out.extend(found);
    }
    out.extend(context.facts.iter().filter_map(|fact| asked(context, fact)));
    out.sort_by(|a, b| a.evidence.cmp(&b.evidence).then_with(|| a.phrase.cmp(&b.phrase)));
    out.dedup_by(|a, b| a.holder.name == b.holder.name && a.evidence == b.evidence && a.stance == b.stance);
    out
}

/// `before` is what a reference such as "the plan" takes up.
fn reported(context: &Context, predicate: &Predicate, before: Option<&Proposal>) -> Vec<Proposal> {
    let text = context.text;
    let verb = predicate.verb;
    let stance = match (predicate.attitude, clause::is_negated(text, verb)) {
        (Attitude::Undecided, _) => Stance::Undecided,
        (Attitude::Wish | Attitude::Approve, false) | (Attitude::Reject | Attitude::Dread, true) => {
            Stance::Support
        }
        (Attitude::Exclude, true) => Stance::Undecided,
        (Attitude::Wish | Attitude::Approve, true)
        | (Attitude::Reject | Attitude::Dread | Attitude::Exclude, false) => Stance::Oppose,
        (Attitude::Grant, false) if !clause::is_modal(text, verb) => Stance::Support,
        (Attitude::Grant | Attitude::Alike | Attitude::Judge, _) => return Vec::new(),
    };
    let Some((holder, object)) =
        predicates::parts(text, predicate).filter(|_| !clause::is_unreal(text, verb))
    else {
        return Vec::new();
    };
    let object = match predicate.attitude {
        Attitude::Grant => TokenRange::new(verb, object.end.max(verb + 1)),
        _ => object,
    };
    let own = phrase(text.text(object));
    let taken_up = || {
        let before = before.filter(|_| object.is_empty() || refers(&words(text.text(object))))?;
        phrase(&before.phrase)
    };
    let Some((phrase, reading)) = own.or_else(taken_up) else { return Vec::new() };
    let evidence = text.sentence_of(verb).span;
    let made = Made { phrase, reading, stance, on: when::governing(text, verb), evidence: vec![evidence] };
    clause::actors_at(text, holder).into_iter().map(|holder| made.proposal(holder, "predicate")).collect()
}

/// A demand of the document's own.
fn asked(context: &Context, fact: &Fact) -> Option<Proposal> {
    let Claim::Demand(demand) = &fact.claim else { return None };
    let (phrase, reading) = phrase(context.text.document.at(demand.action))?;
    let made =
        Made { phrase, reading, stance: Stance::Support, on: fact.on, evidence: fact.evidence.clone() };
    Some(made.proposal(demand.issuer.clone(), "demand"))
}

struct Made {
    phrase: String,
    reading: Reading,
    stance: Stance,
    on: Option<PartialDate>,
    evidence: Vec<Span>,
}

impl Made {
    fn proposal(&self, holder: Actor, rule: &str) -> Proposal {
        let sign = if self.reading.effect != 0 { self.reading.effect } else { self.reading.last };
        let conditional = self.reading.condition && self.stance == Stance::Support;
        Proposal {
            holder,
            phrase: self.phrase.clone(),
            effect: if sign < 0 { -1 } else { 1 },
            stance: if conditional { Stance::Conditional } else { self.stance },
            on: self.on,
            evidence: self.evidence.clone(),
            rule: rule.to_owned(),
            confidence: 0.5,
        }
    }
}

/// The words up to the first break, where they would do something to something.
fn phrase(object: &str) -> Option<(String, Reading)> {
    let end = object.find([',', ';', ':', '\n', '–', '—']).unwrap_or(object.len());
    let end = (0..=end.min(LONGEST)).rev().find(|&e| object.is_char_boundary(e))?;
    let phrase = object[..end].trim();
    let reading = read(&words(phrase), OPEN, 1, |_| Sense::Nothing);
    let does = reading.effect != 0 || reading.last != 0;
    (does && subjects(phrase).len() > 1).then(|| (phrase.to_owned(), reading))
}
