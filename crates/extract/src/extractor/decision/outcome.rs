//! How a vote ended, said of what was voted on: "the first was lost by 328 votes to 250", "Ratified: 287 in favour".
use super::candidate::{Read, instrument, is_counted};
use super::lexicon::{Objects, has, lexicon};
use super::votes;
use crate::clause;
use rapporteur_record::{Act, Annotated, Dep, Pos};

/// What was voted on is the subject, whatever the verb; the counts or the verb tell how it ended.
pub fn counted(text: &Annotated, verb: usize, lemma: &str) -> Option<Read> {
    let alone = text.child(verb, &[Dep::Dobj, Dep::Xcomp, Dep::Ccomp]).is_none();
    let subject = clause::own_subject(text, verb).filter(|_| alone && is_counted(text, verb))?;
    let word = voted_on(text, subject)?;
    let counts = votes::counts(text.document.at(text.sentence_of(verb).span));
    let won = counts.pro > counts.contra;
    let outcome = &lexicon().outcome;
    let act = match () {
        _ if has(&outcome.lost, lemma) => Act::Reject,
        _ if has(&outcome.won, lemma) && won => Act::Adopt,
        _ if !won => Act::Reject,
        _ => return None,
    };
    Some((act, word, "passed"))
}

/// The lemma of an instrument; none for "the first", "it" and the like.
fn voted_on(text: &Annotated, subject: usize) -> Option<Option<String>> {
    let again = has(&lexicon().outcome.again, &text.word(subject).to_lowercase());
    let word = instrument(text, subject, Objects::Instrument).filter(|w| w != "it");
    (word.is_some() || again).then_some(word)
}

/// "Ratified: 287 in favour, 55 against": a participle alone, with counts.
pub fn headless(text: &Annotated, verb: usize, lemma: &str) -> Option<Read> {
    let alone = text.tokens[verb].dep == Dep::Root
        && matches!(text.tokens[verb].tag, "VBN" | "VBD")
        && text.children(verb).iter().all(|&c| {
            !matches!(text.tokens[c].dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Dobj | Dep::Aux | Dep::Auxpass)
                || text.tokens[c].pos == Pos::Num
        });
    let first = text.sentence_of(verb).tokens.start == verb;
    let votes = votes::counts(text.document.at(text.sentence_of(verb).span));
    let entry = lexicon().verbs.iter().find(|v| v.lemmas.iter().any(|l| l == lemma))?;
    (alone && first && !votes.is_empty()).then_some((entry.act, None, "passed"))
}
