//! Decisions called by a noun: "parliament's approval of the treaty", "won the backing of deputies", "cast its veto".
use super::body::can_decide;
use super::candidate::instrument;
use super::lexicon::{Objects, lexicon};
use super::phrase::consent;
use crate::clause::{self, Reality};
use crate::link::actors;
use rapporteur_record::{Act, Actor, Annotated, Dep, Pos};

/// What the noun reports: act, instrument, bodies.
pub fn reading(text: &Annotated, noun: usize) -> Option<(Act, Option<String>, Vec<Actor>)> {
    let lemma = text.lemma(noun).to_lowercase();
    let entry = lexicon().deeds.iter().find(|n| n.lemmas.contains(&lemma))?;
    if lemma == "light" && !text.children(noun).iter().any(|&c| text.lemma(c).eq_ignore_ascii_case("green")) {
        return None;
    }
    let verb = text.ancestors(noun).find(|&t| matches!(text.tokens[t].pos, Pos::Verb | Pos::Aux))?;
    // "denies giving the nod", "considers giving"
    let open = text.tokens[verb].tag == "VBG"
        && matches!(text.tokens[verb].dep, Dep::Xcomp | Dep::Ccomp | Dep::Pcomp | Dep::Csubj);
    if open || clause::reality(text, verb) != Reality::Actual || text.tokens[noun].pos != Pos::Noun {
        return None;
    }
    let (body, thing) = won(text, noun, verb)
        .or_else(|| cast(text, noun, verb))
        .or_else(|| gave(text, noun, verb))
        .or_else(|| owned(text, noun, verb))?;
    let bodies: Vec<Actor> = actors::resolve_all(text, text.subtree(body));
    let bodies: Vec<Actor> = bodies.into_iter().filter(|a| can_decide(a, entry.act)).collect();
    let word = thing.and_then(|t| instrument(text, t, Objects::Instrument));
    let given = lexicon().gives.iter().any(|g| g == text.lemma(verb));
    let decides = !bodies.is_empty() && (word.is_some() || entry.act == Act::Veto || given);
    let act = if given && lemma == "consent" { consent(text) } else { entry.act };
    decides.then_some((act, word, bodies))
}

/// "The levy won the backing of the parliament."
fn won(text: &Annotated, noun: usize, verb: usize) -> Option<(usize, Option<usize>)> {
    let wins = lexicon().wins.iter().any(|w| w == text.lemma(verb));
    let object = text.tokens[noun].dep == Dep::Dobj && text.head(noun) == Some(verb);
    let body = clause::prepositional(text, noun, &["of", "from", "by", "in"])
        .or_else(|| clause::prepositional(text, verb, &["from", "in"]))
        .or_else(|| text.child(noun, &[Dep::Poss]));
    (wins && object).then(|| body.map(|b| (b, clause::subject(text, verb))))?
}

/// "The Senate gave its consent to the treaty."
fn gave(text: &Annotated, noun: usize, verb: usize) -> Option<(usize, Option<usize>)> {
    let gives = lexicon().gives.iter().any(|w| w == text.lemma(verb)) && text.lemma(verb) != "withhold";
    let object = text.tokens[noun].dep == Dep::Dobj && text.head(noun) == Some(verb);
    let subject = clause::subject(text, verb).filter(|_| gives && object)?;
    let thing = clause::prepositional(text, verb, &["to"])
        .or_else(|| clause::prepositional(text, noun, &["to", "for"]));
    Some((subject, thing))
}

/// "China cast its veto against the resolution."
fn cast(text: &Annotated, noun: usize, verb: usize) -> Option<(usize, Option<usize>)> {
    let casts = lexicon().casts.iter().any(|w| w == text.lemma(verb));
    let object = text.tokens[noun].dep == Dep::Dobj && text.head(noun) == Some(verb);
    let subject = clause::subject(text, verb).filter(|_| casts && object)?;
    let against = ["against", "on", "of"];
    let thing =
        clause::prepositional(text, verb, &against).or_else(|| clause::prepositional(text, noun, &against));
    Some((subject, thing))
}

/// "Parliament's approval of the treaty ended months of doubt"; what is awaited or sought has not come.
fn owned(text: &Annotated, noun: usize, verb: usize) -> Option<(usize, Option<usize>)> {
    let awaited = lexicon().awaits.iter().any(|w| w == text.lemma(verb));
    let body = text.child(noun, &[Dep::Poss]).or_else(|| clause::prepositional(text, noun, &["by"]))?;
    let thing = clause::prepositional(text, noun, &["of"])?;
    (!awaited).then_some((body, Some(thing)))
}
