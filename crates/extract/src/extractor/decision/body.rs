//! Which body a decision is the decision of.
use super::candidate::{Candidate, is_counted, whole};
use super::lexicon::{has, lexicon};
use crate::clause;
use crate::extractor::measure::authority;
use crate::link::actors;
use rapporteur_record::{Act, Actor, ActorKind, Annotated, Dep, Pos};

pub fn is_court(actor: &Actor) -> bool {
    let lower = actor.name.to_lowercase();
    actors::class_of(actor) == Some("court")
        || ["court", "tribunal", "judge"].iter().any(|c| lower.contains(c))
}

/// The body that takes votes which a noun phrase denotes, also where its name is not known.
pub fn voting_at(text: &Annotated, noun: usize) -> Option<Actor> {
    let mut named = text.mentions.iter().filter(|m| m.tokens.contains(noun)).filter_map(|m| m.actor.clone());
    let known = named.rfind(takes_votes);
    known.or_else(|| actors::resolve(text, text.subtree(noun)).filter(takes_votes)).or_else(|| {
        let voting = lexicon().voting.iter().any(|v| *v == text.lemma(noun).to_lowercase());
        voting.then(|| described(text, noun).into_iter().next()).flatten().filter(takes_votes)
    })
}

/// Who decided: the doer; else the holder of the vote ("the ministers' vote was put off"), the body that speaks in the
/// instrument ("said in a declaration adopted on May 27"), the body of the last decision, or the last body named that
/// takes votes.
pub fn bodies(text: &Annotated, verb: usize, act: Act, rule: &str, last: Option<&Candidate>) -> Vec<Actor> {
    if rule == "through" {
        return text.child(verb, &[Dep::Dobj]).and_then(|b| voting_at(text, b)).into_iter().collect();
    }
    let doer = match rule {
        "failed-with" | "passed" => None,
        _ => clause::doer(text, verb),
    };
    // "A majority of the assembly backed it."
    let of_body = |d: usize| Some(whole(text, d)).filter(|&w| voting_at(text, w).is_some());
    if let Some(doer) = doer.map(|d| of_body(d).unwrap_or(d)) {
        let actors = actors::resolve_all(text, text.subtree(doer));
        let place = actors.len() == 1 && actors[0].kind == ActorKind::Country;
        let chamber = voting_at(text, doer).filter(|_| place);
        let many = actors.iter().all(|a| a.kind == ActorKind::Group);
        // "States adopted it at the assembly."
        let chamber = chamber.or_else(|| within(text, verb).filter(|_| many));
        let actors = match chamber {
            Some(chamber) => vec![chamber],
            None if actors.is_empty() => described(text, doer),
            None => actors,
        };
        return actors.into_iter().filter(|a| can_decide(a, act)).collect();
    }
    let own = holder(text, verb)
        .or_else(|| within(text, verb))
        .or_else(|| speaker_around(text, verb))
        .filter(|a| can_decide(a, act));
    let earlier = || last.map(|l| l.bodies.clone()).filter(|b| b.iter().all(takes_votes));
    own.map(|a| vec![a])
        .or_else(earlier)
        .or_else(|| last_voting_body(text, verb).map(|a| vec![a]))
        .or_else(|| sole_voting_body(text, verb).map(|a| vec![a]))
        .or_else(|| last.map(|l| l.bodies.clone()))
        .unwrap_or_default()
}

/// The voting body in which it is said to have been decided: "adopted by consensus at the assembly".
fn within(text: &Annotated, verb: usize) -> Option<Actor> {
    let clause = text.subtree(verb);
    let at = |&t: &usize| text.tokens[t].dep == Dep::Prep && matches!(text.lemma(t), "in" | "at");
    let near = |&t: &usize| {
        let above = text.ancestors(t).take_while(|&a| a != verb);
        above
            .into_iter()
            .all(|a| !matches!(text.tokens[a].dep, Dep::Relcl | Dep::Advcl | Dep::Ccomp | Dep::Conj))
    };
    (verb..clause.end)
        .filter(at)
        .filter(near)
        .find_map(|prep| voting_at(text, text.child(prep, &[Dep::Pobj])?))
}

/// The body that "deputies", "peers" or "councillors" sit in, where the text speaks of one; else they themselves.
pub fn of_members(text: &Annotated, verb: usize, actor: Actor) -> Actor {
    let name = actor.name.to_lowercase();
    let members = lexicon().members.iter().find(|m| actor.kind == ActorKind::Group && has(&m.nouns, &name));
    let Some(members) = members else { return actor };
    let sits = |a: &&Actor| {
        let lower = a.name.to_lowercase();
        takes_votes(a) && lower.split([' ', '-']).any(|word| has(&members.bodies, word))
    };
    let named = || text.mentions.iter().filter_map(|m| Some((m.head, m.actor.as_ref()?)));
    let before = named().filter(|&(head, _)| head < verb).map(|(_, a)| a).rfind(sits);
    let body = before.or_else(|| named().map(|(_, a)| a).find(sits));
    body.map_or(actor.clone(), |b| Actor { mention: actor.mention, ..b.clone() })
}

/// The only such body that the document names, where it is known as one or votes are counted.
fn sole_voting_body(text: &Annotated, verb: usize) -> Option<Actor> {
    let next = text.sentence_of(verb).tokens.end;
    let counted = is_counted(text, verb) || next < text.tokens.len() && is_counted(text, next);
    let known = |a: &&Actor| takes_votes(a) && (counted || actors::class_of(a).is_some());
    let mut named = text.mentions.iter().filter_map(|m| m.actor.as_ref()).filter(known);
    let first = named.next()?;
    named.all(|a| a.name == first.name).then(|| Actor { mention: None, ..first.clone() })
}

/// A body that its description leaves open: whose board it is, else the last named before that takes votes.
pub fn described(text: &Annotated, doer: usize) -> Vec<Actor> {
    let is_body = lexicon().voting.iter().any(|v| v == text.lemma(doer));
    let of =
        || clause::prepositional(text, doer, &["of"]).and_then(|o| actors::resolve(text, text.subtree(o)));
    let found = || {
        of().or_else(|| last_voting_body(text, doer)).unwrap_or_else(|| Actor {
            name: text.lemma(doer).to_owned(),
            kind: ActorKind::Body,
            mention: Some(text.tokens[doer].span),
            rule: "introduced",
        })
    };
    is_body.then(found).into_iter().collect()
}

/// A parliament, assembly or council, as far as is known.
pub fn takes_votes(actor: &Actor) -> bool {
    let named = || {
        let lower = actor.name.to_lowercase();
        lower.split([' ', '-']).any(|word| lexicon().voting.iter().any(|v| v == word))
    };
    match actors::class_of(actor) {
        Some(class) => matches!(class, "parliament" | "assembly" | "council" | "council of ministers"),
        None => actor.kind == ActorKind::Body && named(),
    }
}

/// The last such body named before the verb.
pub fn last_voting_body(text: &Annotated, verb: usize) -> Option<Actor> {
    let named = text.mentions.iter().filter(|m| m.head < verb).rev().filter_map(|m| m.actor.as_ref());
    named.into_iter().find(|a| takes_votes(a)).map(|a| Actor { mention: None, ..a.clone() })
}

/// The owner of what is decided on: "the vote of the ministers", "Parliament's vote".
pub fn holder(text: &Annotated, verb: usize) -> Option<Actor> {
    let noun = clause::patient(text, verb).or_else(|| clause::own_subject(text, verb))?;
    let owner =
        text.child(noun, &[Dep::Poss]).or_else(|| clause::prepositional(text, noun, &["of", "in"]))?;
    actors::resolve(text, text.subtree(owner))
}

/// The subject of the nearest clause around, where it is a body.
pub fn speaker_around(text: &Annotated, verb: usize) -> Option<Actor> {
    text.ancestors(verb)
        .filter(|&t| text.tokens[t].pos == Pos::Verb)
        .find_map(|t| actors::resolve(text, text.subtree(clause::doer(text, t)?)))
        .filter(|a| a.kind == ActorKind::Body)
}

/// Persons put off, veto and propose; adopting, approving and discussing is for bodies, and not for parties.
pub fn can_decide(actor: &Actor, act: Act) -> bool {
    match actor.kind {
        ActorKind::Body if is_voted(act) => takes_votes(actor) || authority::is_official(actor),
        ActorKind::Body | ActorKind::Country | ActorKind::Group => true,
        ActorKind::Person if is_court(actor) => true,
        ActorKind::Person => {
            matches!(act, Act::Postpone | Act::Veto | Act::Propose | Act::Ratify | Act::Approve)
        }
        ActorKind::Outlet | ActorKind::Unknown => false,
    }
}

pub fn is_voted(act: Act) -> bool {
    matches!(act, Act::Adopt | Act::Approve | Act::Reject | Act::Ratify | Act::Veto)
}
