//! "gave Oslo leave to fish", "the permission covers only the north".
use crate::clause;
use crate::extractor::measure::draft::{Draft, Scene, is_reported, limited, recipient, without_bounds};
use crate::extractor::measure::lexicon::{has, lexicon};
use crate::extractor::measure::scope::{self, Scope, trimmed};
use crate::extractor::measure::{authority, party};
use rapporteur_record::{Annotated, Dep, Effect, Pos};

pub fn read(scene: Scene, verb: usize) -> Option<Draft> {
    if !is_reported(scene.text, verb) {
        return None;
    }
    giving(scene, verb).or_else(|| covering(scene, verb))
}

fn giving(scene: Scene, verb: usize) -> Option<Draft> {
    let text = scene.text;
    let giving = &lexicon().giving;
    let permit = clause::patient(text, verb).filter(|&p| {
        has(&giving.verbs, text.lemma(verb)) && has(&giving.permits, &text.lemma(p).to_lowercase())
    })?;
    let inner = text
        .child(permit, &[Dep::Acl, Dep::Relcl])
        .or_else(|| infinitive(text, verb))
        .or_else(|| clause::prepositional(text, permit, &["for", "to"]));
    let Some(inner) = inner else { return bare(scene, verb, permit) };
    let is_noun = text.tokens[inner].pos == Pos::Noun;
    let target = recipient(text, verb, permit).filter(|&r| r != inner).and_then(|r| party::at(text, r));
    let done_to = if is_noun { Some(inner) } else { text.child(inner, &[Dep::Dobj]) };
    let mut heads = vec![inner];
    heads.extend(done_to.filter(|_| !is_noun));
    // The parser hangs bounds on the giving where it takes the verb of what is given for a noun.
    heads.extend(Some(verb).filter(|_| is_noun));
    let scope = scope::of(text, &heads);
    Some(Draft {
        authorities: authority::of_clause(text, verb, scene.law),
        target,
        object: done_to.map(|o| without_bounds(text, o)),
        ..Draft::new(verb, limited(Effect::Permits, &scope), scope, "giving")
    })
}

/// "issued the mine a permit": whatever it permits.
fn bare(scene: Scene, verb: usize, permit: usize) -> Option<Draft> {
    let text = scene.text;
    let target = recipient(text, verb, permit).and_then(|r| party::at(text, r))?;
    let authorities = authority::of_clause(text, verb, scene.law);
    let official = !authorities.is_empty() && authorities.iter().all(authority::is_official);
    official.then(|| Draft {
        authorities,
        target: Some(target),
        object: Some(without_bounds(text, permit)),
        ..Draft::new(verb, Effect::Permits, Scope::default(), "giving")
    })
}

/// "to fish" of "gave Oslo leave to fish", hung on the giving.
fn infinitive(text: &Annotated, verb: usize) -> Option<usize> {
    let inner = text.child(verb, &[Dep::Advcl, Dep::Xcomp])?;
    text.child(inner, &[Dep::Aux]).is_some_and(|a| text.tokens[a].tag == "TO").then_some(inner)
}

/// "the permission covers only the north", "the ban applies to ferries".
fn covering(scene: Scene, verb: usize) -> Option<Draft> {
    let text = scene.text;
    let lemma = text.lemma(verb);
    let subject =
        clause::own_subject(text, verb).filter(|_| matches!(lemma, "cover" | "apply" | "extend"))?;
    let permits = has(&lexicon().giving.permits, text.lemma(subject));
    let bans = has(&lexicon().nouns.restriction, text.lemma(subject));
    let bound = text.child(verb, &[Dep::Dobj]).or_else(|| clause::prepositional(text, verb, &["to"]));
    let bound = bound.filter(|_| permits)?;
    Some(Draft {
        authorities: owner_or_law(scene, subject),
        object: Some(trimmed(text, text.subtree(subject))).filter(|_| bans),
        ..Draft::new(verb, Effect::Limits, spans(text, bound), "covering")
    })
}

fn spans(text: &Annotated, bound: usize) -> Scope {
    Scope { spans: vec![trimmed(text, scope::without_clause(text, text.subtree(bound)))], limits: true }
}

fn owner_or_law(scene: Scene, noun: usize) -> Vec<rapporteur_record::Actor> {
    let law = || scene.law.map(|l| l.authority.clone());
    authority::owner(scene.text, noun).or_else(law).into_iter().collect()
}
