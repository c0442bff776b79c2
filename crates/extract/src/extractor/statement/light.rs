//! Speech by a noun that a verb of little meaning carries: "issued a warning that …", "made an appeal for calm".
use super::standing::LIGHT;
use super::whole;
use crate::Attribution;
use crate::attribution::lexicon::{Class, NOUNS};
use rapporteur_record::{Annotated, Dep, Pos, TokenRange};

/// The noun of an attribution that has such a verb for cue.
pub fn noun(text: &Annotated, attribution: &Attribution) -> Option<usize> {
    let verb = attribution.cue_head.filter(|&v| LIGHT.contains(&text.lemma(v)))?;
    let object = text.child(verb, &[Dep::Dobj, Dep::Nsubjpass])?;
    content(text, object).filter(|_| attribution.rule != "block").map(|_| object)
}

/// Adjectives that "make" before what is said: "made clear that".
const OPEN: [&str; 6] = ["clear", "plain", "known", "explicit", "public", "evident"];

/// The adjective of "made clear that".
pub fn adjective(text: &Annotated, attribution: &Attribution) -> Option<usize> {
    let makes = attribution.cue_head.is_some_and(|v| text.lemma(v) == "make");
    let first = attribution.content.first().filter(|r| makes && r.len() > 1)?.start;
    OPEN.contains(&text.word(first)).then_some(first)
}

/// Cue and content: the verb with its noun or adjective, and what that says.
pub fn reading(text: &Annotated, attribution: &Attribution) -> Option<(Vec<TokenRange>, Vec<TokenRange>)> {
    let (carrier, content) = match (noun(text, attribution), adjective(text, attribution)) {
        (Some(noun), _) => {
            let content = content(text, noun)?;
            let end = content.start.min(noun + 2).max(noun + 1);
            (TokenRange::new(text.subtree(noun).start, end), vec![content])
        }
        (None, Some(first)) => {
            let mut content = attribution.content.clone();
            content[0].start = first + 1;
            (TokenRange::new(first, first + 1), content)
        }
        (None, None) => return None,
    };
    let mut cue = attribution.cue.clone();
    cue.push(carrier);
    Some((whole::merged(cue), content))
}

/// The clause of a noun of speech, or the object of a noun that takes a side.
fn content(text: &Annotated, noun: usize) -> Option<TokenRange> {
    let lemma = text.lemma(noun);
    let clause =
        text.child(noun, &[Dep::Ccomp, Dep::Acl]).filter(|&c| c > noun && text.tokens[c].tag != "VBN");
    if let Some(clause) = clause.filter(|_| NOUNS.has(lemma, Class::Speech)) {
        return Some(text.subtree(clause));
    }
    let takes =
        |&&c: &&usize| c > noun && matches!(text.word(c), "for" | "of" | "against" | "about" | "over");
    let prep = text.children(noun).iter().find(takes).filter(|_| NOUNS.has(lemma, Class::Attitude))?;
    text.child(*prep, &[Dep::Pobj, Dep::Pcomp])
        .filter(|&o| text.tokens[o].pos != Pos::Punct)
        .map(|o| text.subtree(o))
}
