//! Whether the document says that the words were later denied, retracted or walked back.
use crate::attribution::lexicon::{Class, NOUNS};
use rapporteur_record::{Annotated, Dep, Pos};

/// Verbs that undo words: "his words were denied", "walked back the claim".
const UNDO: [&str; 12] = [
    "deny",
    "retract",
    "withdraw",
    "disavow",
    "correct",
    "disown",
    "walk",
    "take",
    "delete",
    "contradict",
    "recant",
    "drop",
];
/// Particles without which "walk" and "take" undo nothing.
const BACK: [&str; 2] = ["back", "down"];
/// How many sentences later a denial may stand.
const REACH: usize = 3;

pub fn is_denied(text: &Annotated, at: usize) -> bool {
    let sentence = text.tokens[at].sentence;
    let paragraph = text.sentences[sentence].paragraph;
    let end = text.sentences.len().min(sentence + 1 + REACH);
    (sentence..end)
        .filter(|&s| text.sentences[s].paragraph <= paragraph + 1)
        .flat_map(|s| text.sentences[s].tokens.iter())
        .any(|t| t > at && undoes(text, t))
}

/// A verb of undoing whose passive subject or object is a word for what was said.
fn undoes(text: &Annotated, verb: usize) -> bool {
    if text.tokens[verb].pos != Pos::Verb || !UNDO.contains(&text.lemma(verb)) {
        return false;
    }
    let back = text.children(verb).iter().any(|&c| BACK.contains(&text.word(c)));
    if matches!(text.lemma(verb), "walk" | "take") && !back {
        return false;
    }
    let passive = text.child(verb, &[Dep::Auxpass]).is_some();
    let said = |t: usize| {
        NOUNS.has(text.lemma(t), Class::Speech) || matches!(text.lemma(t), "word" | "that" | "this")
    };
    text.child(verb, &[Dep::Nsubjpass]).filter(|_| passive).is_some_and(said)
}
