//! One decision said in several sentences is one decision.
use super::body::is_voted;
use super::candidate::{Candidate, binding};
use super::lexicon::lexicon;
use super::votes;
use rapporteur_record::{Act, ActorKind, Annotated, SentenceKind};

/// How many sentences after a decision its counts may still be said without naming it.
const REACH: usize = 3;

/// Joins candidates that speak of one decision, and gives decisions the counts of sentences that only count.
pub fn merge(text: &Annotated, candidates: Vec<Candidate>) -> Vec<Candidate> {
    let mut merged: Vec<Candidate> = Vec::new();
    for candidate in candidates {
        match merged.iter_mut().rev().find(|m| is_same(text, m, &candidate)) {
            Some(same) => join(same, candidate),
            None => merged.push(candidate),
        }
    }
    adopt_counts(text, &mut merged);
    merged
}

fn is_same(text: &Annotated, a: &Candidate, b: &Candidate) -> bool {
    let names = |c: &Candidate| c.bodies.iter().map(|b| b.name.clone()).collect::<Vec<_>>();
    (names(a) == names(b) || is_heading_of(text, a, b) || passes_on(a, b))
        && stage(a.act) == stage(b.act)
        && same_instrument(a, b)
        && (a.on.is_none() || b.on.is_none() || a.on == b.on)
        && (a.votes.is_empty() || b.votes.is_empty() || a.votes == b.votes)
}

/// "The House voted to shut the port. The bill cleared the lower house by …": one chamber under two names.
fn passes_on(vote: &Candidate, through: &Candidate) -> bool {
    let last = vote.sentences.last().copied().unwrap_or(0);
    let next = through.sentences.first().is_some_and(|&s| s <= last + 1);
    through.rule == "through" && vote.rule == "vote" && next && vote.votes.is_empty()
}

/// A headline that says only what kind of people decided ("Ministers seal the deal") and the story that names the body.
fn is_heading_of(text: &Annotated, heading: &Candidate, story: &Candidate) -> bool {
    let headed = heading.sentences.iter().all(|&s| text.sentences[s].kind == SentenceKind::Heading);
    headed
        && heading.bodies.iter().all(|b| b.kind == ActorKind::Group)
        && heading.instrument.is_some()
        && story.instrument.is_some()
}

/// Adopting, approving and backing are words for one act.
fn stage(act: Act) -> Act {
    if act == Act::Approve { Act::Adopt } else { act }
}

/// Equal nouns, or one that only points back ("the text").
fn same_instrument(a: &Candidate, b: &Candidate) -> bool {
    let again = &lexicon().nouns.again;
    match (&a.instrument, &b.instrument) {
        (Some(x), Some(y)) => {
            x == y || (again.contains(y) && y != "amendment") || (again.contains(x) && x != "amendment")
        }
        _ => true,
    }
}

fn join(into: &mut Candidate, other: Candidate) {
    let again = &lexicon().nouns.again;
    if into.bodies.iter().all(|b| b.kind == ActorKind::Group) {
        into.bodies = other.bodies;
    }
    if into.instrument.as_ref().is_none_or(|i| again.contains(i)) {
        into.instrument = other.instrument.or(into.instrument.take());
    }
    if into.votes.is_empty() {
        into.votes = other.votes;
    }
    if other.rule == "through" {
        into.act = other.act;
    }
    into.binding = into.binding.or(other.binding);
    into.on = into.on.or(other.on);
    into.sentences.extend(other.sentences);
    into.sentences.sort_unstable();
    into.sentences.dedup();
}

/// A sentence with counts and without a decision of its own speaks of the decision shortly before it.
fn adopt_counts(text: &Annotated, decisions: &mut [Candidate]) {
    for (n, sentence) in text.sentences.iter().enumerate().filter(|(_, s)| s.kind != SentenceKind::Clutter) {
        if decisions.iter().any(|d| d.sentences.contains(&n)) {
            continue;
        }
        let said = text.document.at(sentence.span);
        // "One deputy who voted against" counts nothing.
        let counts = votes::counts(said);
        let few = [counts.pro, counts.contra].into_iter().flatten().sum::<u32>() < 3;
        let near = |d: &&mut Candidate| {
            let last = d.sentences.last().copied().unwrap_or(0);
            is_voted(d.act) && d.votes.is_empty() && last < n && n - last <= REACH
        };
        if let Some(decision) = decisions.iter_mut().rev().find(near).filter(|_| !counts.is_empty() && !few) {
            decision.votes = counts;
            decision.binding = decision.binding.or_else(|| binding(said));
            decision.sentences.push(n);
        }
    }
}
