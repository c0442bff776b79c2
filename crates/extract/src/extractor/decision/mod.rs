//! What bodies decided or took up, with the votes that decided it.
mod body;
mod candidate;
mod lexicon;
mod merge;
mod nominal;
mod outcome;
mod phrase;
mod votes;

use super::{Context, Extractor};
use candidate::Candidate;
use rapporteur_record::{Claim, Decision, Fact};

pub struct Decisions;

impl Extractor for Decisions {
    fn name(&self) -> &'static str {
        "decision"
    }

    fn extract(&self, context: &Context) -> Vec<Fact> {
        let candidates = candidate::find(context.text);
        merge::merge(context.text, candidates).into_iter().flat_map(|c| facts(context, c)).collect()
    }
}

/// One fact for each body that took the decision.
fn facts(context: &Context, candidate: Candidate) -> Vec<Fact> {
    let evidence: Vec<_> = candidate.sentences.iter().map(|&s| context.text.sentences[s].span).collect();
    let fact = |body| Fact {
        claim: Claim::Decision(Decision {
            body,
            act: candidate.act,
            instrument: candidate.instrument.clone(),
            votes: candidate.votes,
            binding: candidate.binding,
        }),
        on: candidate.on,
        evidence: evidence.clone(),
        rule: format!("decision/{}", candidate.rule),
        confidence: if candidate.votes.is_empty() { 0.7 } else { 0.9 },
        why: None,
    };
    candidate.bodies.iter().cloned().map(fact).collect()
}
