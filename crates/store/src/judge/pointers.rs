//! Facts that point to others by id: what stands inside a report, and what a statement denies.
use rapporteur_record::{Claim, DocId, Fact, FactId, Offsets, contract};

/// Lets what points to a fact point to the one that stands in its place, or to none. As a pointer is part of what a fact
/// says, the id of the fact that points changes with it, and so on.
pub(super) fn follow(
    facts: &mut [Fact],
    document: &DocId,
    offsets: &Offsets,
    old: FactId,
    new: Option<FactId>,
) {
    let mut moved = vec![(old, new)];
    while let Some((old, new)) = moved.pop() {
        for fact in facts.iter_mut() {
            if pointer(&mut fact.claim).is_none_or(|to| to.as_ref() != Some(&old)) {
                continue;
            }
            let before = contract::id(document, fact, offsets);
            if let Some(to) = pointer(&mut fact.claim) {
                to.clone_from(&new);
            }
            moved.push((before, Some(contract::id(document, fact, offsets))));
        }
    }
}

fn pointer(claim: &mut Claim) -> Option<&mut Option<FactId>> {
    match claim {
        Claim::Statement(said) => Some(&mut said.denies),
        Claim::Report(report) => Some(&mut report.within),
        _ => None,
    }
}
