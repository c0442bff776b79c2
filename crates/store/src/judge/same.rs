//! Whether two facts of one document say the same thing, though two versions of the program read it.
use crate::fold::fold;
use rapporteur_record::{Actor, Claim, Fact, Span};

/// Of one kind, about one actor, with shared evidence, and alike in what makes a fact of its kind this one.
pub(crate) fn same(a: &Fact, b: &Fact) -> bool {
    meet(&a.evidence, &b.evidence) && alike(&a.claim, &b.claim) && who(a.claim.actor(), b.claim.actor())
}

fn alike(a: &Claim, b: &Claim) -> bool {
    match (a, b) {
        (Claim::Statement(a), Claim::Statement(b)) => meet(&a.content, &b.content),
        (Claim::Report(a), Claim::Report(b)) => meet(&a.said.content, &b.said.content),
        (Claim::Position(a), Claim::Position(b)) => a.issue.eq_ignore_ascii_case(&b.issue),
        (Claim::Decision(a), Claim::Decision(b)) => a.act == b.act,
        (Claim::Measure(a), Claim::Measure(b)) => {
            a.effect == b.effect && a.object.zip(b.object).is_none_or(|(a, b)| a.overlaps(b))
        }
        (Claim::Warning(a), Claim::Warning(b)) => a.consequence.overlaps(b.consequence),
        (Claim::Demand(a), Claim::Demand(b)) => a.action.overlaps(b.action),
        _ => false,
    }
}

/// A newer version may resolve the same words to another name.
fn who(a: &Actor, b: &Actor) -> bool {
    fold(&a.name) == fold(&b.name) || a.mention.zip(b.mention).is_some_and(|(a, b)| a.overlaps(b))
}

fn meet(a: &[Span], b: &[Span]) -> bool {
    a.iter().any(|a| b.iter().any(|b| a.overlaps(*b)))
}
