//! What the store must know of a fact to write it.
use rapporteur_record::{Actor, Claim, Document, Fact, Report, Span};

/// The actor slots of a claim, the main one first.
pub(crate) fn actors(claim: &Claim) -> Vec<(&'static str, &Actor)> {
    let (slot, other) = match claim {
        Claim::Statement(_) | Claim::Report(_) => ("speaker", None),
        Claim::Position(_) => ("holder", None),
        Claim::Decision(_) => ("body", None),
        Claim::Measure(m) => ("authority", m.target.as_ref().map(|a| ("target", a))),
        Claim::Warning(w) => ("issuer", w.addressee.as_ref().map(|a| ("addressee", a))),
        Claim::Demand(d) => ("issuer", d.addressee.as_ref().map(|a| ("addressee", a))),
    };
    [(slot, claim.actor())].into_iter().chain(other).collect()
}

/// Every place that a claim names, evidence aside.
fn places(claim: &Claim) -> Vec<Span> {
    let slots: Vec<Span> = match claim {
        Claim::Statement(s) | Claim::Report(Report { said: s, .. }) => {
            s.cue.iter().chain(&s.content).copied().collect()
        }
        Claim::Position(_) | Claim::Decision(_) => Vec::new(),
        Claim::Measure(m) => m.object.into_iter().chain(m.scope.iter().copied()).collect(),
        Claim::Warning(w) => w.trigger.into_iter().chain([w.consequence]).collect(),
        Claim::Demand(d) => vec![d.action],
    };
    slots.into_iter().chain(actors(claim).iter().filter_map(|(_, a)| a.mention)).collect()
}

/// Why the fact cannot be.
pub(super) fn fault(document: &Document, fact: &Fact) -> Option<String> {
    let kind = fact.claim.kind();
    if fact.evidence.is_empty() || fact.evidence.iter().any(|span| span.is_empty()) {
        return Some(format!("a {kind} without evidence"));
    }
    let inside = |span: Span| document.text.get(span.range()).is_some();
    let all = places(&fact.claim).into_iter().chain(fact.evidence.iter().copied()).all(inside);
    (!all).then(|| format!("a {kind} with a place outside the text"))
}

/// What a fact is found by: its resolved names beside the words of its evidence.
pub(super) fn search_words(document: &Document, fact: &Fact) -> String {
    let mut words: Vec<&str> = actors(&fact.claim).into_iter().map(|(_, a)| a.name.as_str()).collect();
    match &fact.claim {
        Claim::Position(p) => words.extend([p.stance.as_str(), &p.issue]),
        Claim::Decision(d) => words.extend([d.act.as_str()].into_iter().chain(d.instrument.as_deref())),
        Claim::Measure(m) => words.extend([m.effect.as_str()]),
        Claim::Statement(_) | Claim::Report(_) | Claim::Warning(_) | Claim::Demand(_) => {}
    }
    words.extend(fact.evidence.iter().map(|&span| document.at(span)));
    words.join(" ")
}
