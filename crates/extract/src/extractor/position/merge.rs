//! One position per holder, issue and stance.
use super::Found;
use crate::{link::issues::Index, setup::Part};
use rapporteur_record::{Annotated, Claim, Fact, Position, Stance};

/// Merges what was found, in text order of the first evidence.
pub fn merge(mut found: Vec<Found>, index: &Index, text: &Annotated) -> Vec<Fact> {
    found.sort_by_key(|f| f.at);
    reconcile(&mut found, text);
    let weak = if index.has(Part::Yielding) { contradicted(&found) } else { Vec::new() };
    let mut out: Vec<Fact> = Vec::new();
    for (n, f) in found.into_iter().enumerate() {
        if weak.contains(&n) {
            continue;
        }
        let issue = index.id(f.side.issue).to_owned();
        let position = Position { holder: f.holder, issue, stance: f.side.stance };
        match out.iter_mut().find(|fact| is_same(fact, &position)) {
            Some(fact) => {
                fact.on = fact.on.or(f.on);
                fact.confidence = fact.confidence.max(f.side.confidence);
                fact.evidence.extend(f.evidence);
                fact.evidence.sort();
                fact.evidence.dedup();
            }
            None => out.push(Fact {
                claim: Claim::Position(position),
                on: f.on,
                evidence: f.evidence,
                rule: format!("position/{}", f.side.rule),
                confidence: f.side.confidence,
                why: None,
            }),
        }
    }
    out
}

/// A yes and a no of one holder in one sentence is a yes with reservations: "2035 stands, but we want flexibility".
fn reconcile(found: &mut [Found], text: &Annotated) {
    for a in 0..found.len() {
        for b in 0..found.len() {
            let (yes, no) = (&found[a], &found[b]);
            let split = yes.side.stance == Stance::Support && no.side.stance == Stance::Oppose;
            let same =
                yes.holder.name == no.holder.name && yes.side.issue == no.side.issue && shares(yes, no);
            let concedes = yes.evidence.iter().any(|&e| concession(text.document.at(e)));
            if split && same && concedes && yes.side.confidence.min(no.side.confidence) >= 0.7 {
                found[a].side.stance = Stance::Conditional;
                found[a].side.rule.push_str("×but");
                found[b].side = found[a].side.clone();
            }
        }
    }
}

fn shares(a: &Found, b: &Found) -> bool {
    a.evidence.iter().any(|e| b.evidence.iter().any(|f| e.overlaps(*f)))
}

fn concession(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    ["but ", "although ", "though ", "yet ", "while ", "however"].iter().any(|word| lower.contains(word))
}

fn is_same(fact: &Fact, position: &Position) -> bool {
    matches!(&fact.claim, Claim::Position(p)
        if p.holder.name == position.holder.name && p.issue == position.issue && p.stance == position.stance)
}

/// Readings of what is said that give way to a surer one anywhere in the document.
const WEAK: f32 = 0.65;

/// Those that a surer finding on the same holder and issue gainsays: in the same sentence, or anywhere where they are weak.
fn contradicted(found: &[Found]) -> Vec<usize> {
    let gainsays = |a: &Found, b: &Found| {
        let weak = b.side.rule.starts_with("said")
            && b.side.confidence < WEAK
            && a.side.confidence > b.side.confidence + 0.05;
        a.holder.name == b.holder.name
            && a.side.issue == b.side.issue
            && a.side.stance != b.side.stance
            && (shares(a, b) && a.past == b.past || weak)
            && (surer(a) > surer(b))
    };
    (0..found.len()).filter(|&n| found.iter().any(|f| gainsays(f, &found[n]))).collect()
}

/// A condition says more than plain support.
fn surer(found: &Found) -> (i32, bool) {
    let hundredths = (found.side.confidence * 100.0) as i32;
    let conditional = found.side.stance == Stance::Conditional;
    (hundredths + if conditional { 30 } else { 0 }, conditional)
}
