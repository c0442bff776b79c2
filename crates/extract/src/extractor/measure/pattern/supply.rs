//! "sent Oslo drones", "supplied Oslo with drones", "will deliver tanks to Oslo", "promised two ships".
use crate::clause;
use crate::extractor::measure::draft::{Draft, Scene, is_promised, is_reported, recipient, without_bounds};
use crate::extractor::measure::lexicon::{Frame, has, lexicon, verbs};
use crate::extractor::measure::scope::Scope;
use crate::extractor::measure::{authority, party};
use crate::link::actors;
use rapporteur_record::{ActorKind, Annotated, Dep, Effect, Pos};

pub fn read(scene: Scene, verb: usize) -> Option<Draft> {
    let text = scene.text;
    let lemma = text.lemma(verb);
    let gives = verbs(lemma).any(|v| v.frames.contains(&Frame::Give));
    let promises = has(&lexicon().giving.promises, lemma);
    let reported = is_reported(text, verb) || is_promised(text, verb);
    // "the countries that supply most weapons" describes; it does not report a delivery.
    let describes = matches!(text.tokens[verb].dep, Dep::Relcl | Dep::Acl);
    let given = || ((gives || promises) && reported && !describes).then(|| supply(text, verb)).flatten();
    let got = || (lemma == "receive" && reported && !describes).then(|| received(text, verb)).flatten();
    let sold = || (reported && !describes).then(|| released(text, verb)).flatten();
    given().or_else(got).or_else(sold)
}

/// "Oslo approved the sale of 40 jets to Kyiv", "announced a package of ammunition for Kyiv".
fn released(text: &Annotated, verb: usize) -> Option<Draft> {
    let giving = &lexicon().giving;
    let deed = clause::patient(text, verb).filter(|_| has(&giving.releases, text.lemma(verb)))?;
    let sale = has(&giving.deeds, text.lemma(deed));
    let of = clause::prepositional(text, deed, &["of"]).filter(|&o| is_supply(text, o));
    let thing = if sale { of? } else { Some(deed).filter(|&d| is_supply(text, d))? };
    let for_whom = |head| clause::prepositional(text, head, &["to", "for"]);
    let inner = || clause::prepositional(text, deed, &["of"]).and_then(for_whom);
    let receiver = for_whom(deed).or_else(|| for_whom(thing)).or_else(inner).or_else(|| for_whom(verb))?;
    let target = party::at(text, receiver).filter(|t| t.kind != ActorKind::Unknown)?;
    let officials = authority::of_clause(text, verb, None).into_iter().filter(authority::is_official);
    let authorities = officials.map(|a| authority::state_of(text, &a).unwrap_or(a)).collect();
    let given = sale || target.kind == ActorKind::Country;
    given.then(|| Draft {
        authorities,
        target: Some(target),
        object: Some(without_receiver(text, thing, Some(receiver))),
        ..Draft::new(verb, Effect::Supplies, Scope::default(), "supply")
    })
}

/// "Hungary would receive four fighters from Sweden."
fn received(text: &Annotated, verb: usize) -> Option<Draft> {
    let thing = text.child(verb, &[Dep::Dobj]).filter(|&t| is_supply(text, t))?;
    let from = |head| clause::prepositional(text, head, &["from"]);
    let giver = actors::resolve(text, text.subtree(from(verb).or_else(|| from(thing))?))
        .filter(authority::is_official)?;
    let target = clause::own_subject(text, verb).and_then(|s| party::at(text, s));
    let object = Some(without_receiver(text, thing, from(thing)));
    Some(Draft {
        authorities: vec![giver],
        target,
        object,
        ..Draft::new(verb, Effect::Supplies, Scope::default(), "supply")
    })
}

fn supply(text: &Annotated, verb: usize) -> Option<Draft> {
    let equips = has(&lexicon().giving.equips, text.lemma(verb));
    let with = clause::prepositional(text, verb, &["with"]).filter(|_| equips);
    let thing = with.or_else(|| clause::patient(text, verb))?;
    if !(is_supply(text, thing) || with.is_some() && text.tokens[thing].pos == Pos::Noun)
        || clause::has_no(text, thing)
    {
        return None;
    }
    let receiver = match with {
        Some(_) => text.child(verb, &[Dep::Dobj]),
        None => recipient(text, verb, thing),
    };
    let target = receiver.and_then(|r| party::at(text, r));
    let object = Some(without_receiver(text, thing, receiver));
    let authorities = authority::of_clause(text, verb, None);
    Some(Draft {
        authorities,
        target,
        object,
        ..Draft::new(verb, Effect::Supplies, Scope::default(), "supply")
    })
}

/// The thing without a receiver that the parser took for a part of its name or hung on it.
fn without_receiver(text: &Annotated, thing: usize, receiver: Option<usize>) -> rapporteur_record::Span {
    let mut span = without_bounds(text, thing);
    let inside = receiver.filter(|&r| span.contains(text.tokens[r].span));
    match inside {
        Some(r) if r < thing => span.start = text.tokens[r + 1].span.start,
        Some(r) if r > thing + 1 => {
            let before = text.head(r).unwrap_or(r).max(thing + 1) - 1;
            span.end = text.tokens[before].span.end;
        }
        _ => {}
    }
    span
}

/// Whether the noun is what is supplied as a matter of policy.
pub fn is_supply(text: &Annotated, noun: usize) -> bool {
    let range = text.subtree(noun);
    let words = &lexicon().nouns.supply;
    has(words, &text.lemma(noun).to_lowercase())
        || has(words, text.word(noun).to_lowercase().trim_end_matches('s'))
        || (matches!(text.tokens[noun].pos, Pos::Propn | Pos::Noun)
            && range.iter().any(|t| is_model(text.word(t))))
}

/// "F-16", "T72": capitals and digits in one word.
fn is_model(word: &str) -> bool {
    word.starts_with(|c: char| c.is_uppercase()) && word.contains(|c: char| c.is_ascii_digit())
}
