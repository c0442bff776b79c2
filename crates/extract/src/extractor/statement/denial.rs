//! Whether the document says that the words were later denied, retracted or walked back.
use crate::attribution::lexicon::{Class, NOUNS};
use crate::clause::{self, Reality};
use rapporteur_record::{Annotated, Dep, Pos, TokenRange};

/// Verbs that undo words: "his words were denied", "dropped the claim".
const UNDO: [&str; 11] = [
    "deny",
    "retract",
    "withdraw",
    "disavow",
    "correct",
    "disown",
    "delete",
    "contradict",
    "recant",
    "drop",
    "repudiate",
];
/// Verbs that undo words only with their particle: "walked back", "took down", "put right".
const WITH_PARTICLE: [(&str, &[&str]); 4] =
    [("walk", &["back"]), ("take", &["back", "down"]), ("put", &["right", "straight"]), ("row", &["back"])];
/// Verbs that say by themselves that the words were never these.
const MISREPORTED: [&str; 2] = ["misquote", "misreport"];
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
    if text.tokens[verb].pos != Pos::Verb || clause::reality(text, verb) != Reality::Actual {
        return false;
    }
    if MISREPORTED.contains(&text.lemma(verb)) {
        return true;
    }
    let passive = text.child(verb, &[Dep::Auxpass]).is_some();
    let undone = match passive {
        true => text.child(verb, &[Dep::Nsubjpass]),
        false => text.child(verb, &[Dep::Dobj]),
    };
    is_undoing(text, verb) && undone.is_some_and(|t| is_said(text, t, passive))
}

fn is_undoing(text: &Annotated, verb: usize) -> bool {
    let lemma = text.lemma(verb);
    let particles = WITH_PARTICLE.iter().find(|(v, _)| *v == lemma).map_or(&[][..], |(_, p)| p);
    UNDO.contains(&lemma) || text.children(verb).iter().any(|&c| particles.contains(&text.word(c)))
}

/// A word for what was said; "that" and "this" point to it where they open their clause.
fn is_said(text: &Annotated, token: usize, passive: bool) -> bool {
    let lemma = text.lemma(token);
    let points = passive && text.tokens[token].tag == "DT" && matches!(lemma, "that" | "this");
    NOUNS.has(lemma, Class::Speech) || matches!(lemma, "word" | "line" | "quote") || points
}

/// The words said without a last clause that tells of their denial: "…, but later his words were denied".
pub fn without(text: &Annotated, content: &[TokenRange]) -> Vec<TokenRange> {
    let undone =
        content.iter().flat_map(|r| r.iter()).find(|&t| undoes(text, t) && text.quotation_of(t).is_none());
    let turn = undone.and_then(|verb| {
        let turns = |t: &usize| matches!(text.word(*t), "but" | "though" | "although");
        content.iter().flat_map(|r| r.iter()).take_while(|&t| t < verb).filter(turns).last()
    });
    let Some(turn) = turn else { return content.to_vec() };
    let comma = turn.checked_sub(1).filter(|&t| text.tokens[t].pos == Pos::Punct).unwrap_or(turn);
    let kept = content.iter().map(|r| TokenRange::new(r.start, r.end.min(comma)));
    kept.filter(|r| r.start < r.end).collect()
}
