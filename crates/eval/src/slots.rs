//! What is compared within a counted pair.
//!
//! A slot is compared where either side fills it: a value that gold leaves empty counts as wrong. Spans agree by
//! words, actors by name, the rest by equality. A statement's cue is compared only where gold has one.
use crate::pairing::Ground;
use rapporteur_record::{Actor, Claim, Decision, Fact, Measure, Span, Statement};

/// Least share of common words between two scopes or two triggers.
pub const SPAN: f64 = 0.3;

/// A slot's name and whether the two facts agree on it. `votes` comes once for each count that either side states.
pub type Compared = (&'static str, bool);

/// Compares the further slots of two facts of one kind.
pub fn compare(gold: &Fact, predicted: &Fact, ground: Ground) -> Vec<Compared> {
    let mut out: Vec<Compared> = equal("on", gold.on, predicted.on).collect();
    match (&gold.claim, &predicted.claim) {
        (Claim::Statement(g), Claim::Statement(p)) => out.extend(statement(g, p, ground)),
        (Claim::Decision(g), Claim::Decision(p)) => out.extend(decision(g, p)),
        (Claim::Measure(g), Claim::Measure(p)) => out.extend(measure(g, p, ground)),
        (Claim::Warning(g), Claim::Warning(p)) => {
            out.extend(actor("addressee", &g.addressee, &p.addressee, ground));
            out.extend(spans("trigger", g.trigger.as_slice(), p.trigger.as_slice(), ground));
        }
        (Claim::Demand(g), Claim::Demand(p)) => {
            out.extend(actor("addressee", &g.addressee, &p.addressee, ground));
        }
        _ => {}
    }
    out
}

fn statement(gold: &Statement, predicted: &Statement, ground: Ground) -> Vec<Compared> {
    let mut out = vec![("mode", gold.mode == predicted.mode)];
    if gold.denied || predicted.denied {
        out.push(("denied", gold.denied == predicted.denied));
    }
    if !gold.cue.is_empty() {
        out.push(("cue", ground.words.shared(&gold.cue, &predicted.cue) > 0));
    }
    out
}

fn decision(gold: &Decision, predicted: &Decision) -> Vec<Compared> {
    let (g, p) = (gold.votes, predicted.votes);
    equal("binding", gold.binding, predicted.binding)
        .chain(equal("votes", g.pro, p.pro))
        .chain(equal("votes", g.contra, p.contra))
        .chain(equal("votes", g.abstain, p.abstain))
        .collect()
}

fn measure(gold: &Measure, predicted: &Measure, ground: Ground) -> Vec<Compared> {
    let mut out = vec![("status", gold.status == predicted.status)];
    out.extend(actor("target", &gold.target, &predicted.target, ground));
    out.extend(spans("scope", &gold.scope, &predicted.scope, ground));
    out
}

fn equal<T: PartialEq>(
    slot: &'static str,
    gold: Option<T>,
    predicted: Option<T>,
) -> impl Iterator<Item = Compared> {
    (gold.is_some() || predicted.is_some()).then(|| (slot, gold == predicted)).into_iter()
}

fn actor(
    slot: &'static str,
    gold: &Option<Actor>,
    predicted: &Option<Actor>,
    ground: Ground,
) -> Option<Compared> {
    let agree =
        gold.as_ref().zip(predicted.as_ref()).is_some_and(|(g, p)| ground.names.same(&g.name, &p.name));
    (gold.is_some() || predicted.is_some()).then_some((slot, agree))
}

fn spans(slot: &'static str, gold: &[Span], predicted: &[Span], ground: Ground) -> Option<Compared> {
    match (gold.is_empty(), predicted.is_empty()) {
        (true, true) => None,
        (true, false) => Some((slot, false)),
        (false, _) => Some((slot, ground.words.jaccard(gold, predicted) >= SPAN)),
    }
}
