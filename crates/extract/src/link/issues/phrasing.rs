//! What an issue's own sentence and its example phrasings say of the things they name.
use super::{
    lexicon::{Role, items},
    polarity::REACH,
    words::Word,
};

/// The sign that the turning words of a phrase give to the things it names, judgements of them included.
pub fn turns(words: &[Word]) -> i8 {
    let items = items(words);
    // After its judgement a phrase says the same again: "is a mistake and has to go".
    let end = items.iter().position(|i| matches!(i.role, Role::Bad | Role::Good)).unwrap_or(items.len());
    let judged = items.get(end).is_some_and(|i| i.role == Role::Bad);
    let turned = items[..end].iter().filter(|i| matches!(i.role, Role::Negation | Role::Reverse)).count();
    let restricts = items.iter().any(|i| i.role == Role::Restrict);
    if (turned + usize::from(judged) + usize::from(restricts)) % 2 == 0 { 1 } else { -1 }
}

/// Whether a phrase says how it takes what it names; else its side tells nothing of the thing.
pub fn argues(words: &[Word]) -> bool {
    use Role::*;
    items(words)
        .iter()
        .any(|i| matches!(i.role, Good | Bad | Ought | Negation | Reverse | Preserve | Restrict))
}

/// Rules, bans and exemptions of an issue's sentence with what they are to it: "by a quota" +1, "lift the ban" -1.
pub fn own_leaves(words: &[Word]) -> Vec<(String, i8)> {
    let items = items(words);
    let turned = |end: usize| {
        let near = items.iter().filter(|i| i.end <= end && end <= i.end + REACH);
        let before = near.filter(|i| matches!(i.role, Role::Negation | Role::Reverse)).count();
        // "The quota should be cut".
        let ought = items.iter().position(|i| i.start >= end && i.role == Role::Ought);
        let after = ought.map_or(&[][..], |at| &items[at..]);
        (before + after.iter().filter(|i| i.role == Role::Reverse).count()) % 2 == 1
    };
    let altered = items.iter().any(|i| i.role == Role::Change);
    let leaves =
        items.iter().filter(|i| !altered && matches!(i.role, Role::Restrict | Role::Permit | Role::Rule));
    leaves.map(|i| (words[i.start].stem.clone(), if turned(i.start) { -1 } else { 1 })).collect()
}

/// The part of a phrase that names what it judges: all that stands before the judgement.
pub fn judged_part(words: &[Word]) -> &[Word] {
    let first = items(words).iter().find(|i| matches!(i.role, Role::Good | Role::Bad)).map(|i| i.start);
    match first {
        Some(at) if at > 1 => &words[..at],
        _ => words,
    }
}
