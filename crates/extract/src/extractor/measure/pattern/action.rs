//! V somebody to do, V somebody from doing: "allowed Oslo to fish", "barred ships from entering".
use crate::clause::{self, Reality};
use crate::extractor::measure::draft::{
    Draft, Scene, is_imperative, is_promised, is_proposed, is_refused, is_reported, limited, predicate,
    without_bounds,
};
use crate::extractor::measure::lexicon::{self, Frame, Verb, has, lexicon};
use crate::extractor::measure::{authority, party, scope};
use rapporteur_record::{Annotated, Dep, Effect, Pos};

pub fn read(scene: Scene, verb: usize) -> Option<Draft> {
    let text = scene.text;
    lexicon::verbs(text.lemma(verb)).filter(|v| v.frames.contains(&Frame::Action)).find_map(|entry| {
        let effect = effect(text, verb, entry)?;
        let draft = action(text, verb, effect)?;
        let authorities = authority::of_clause(text, verb, scene.meant);
        let official = !entry.official || authorities.iter().all(authority::is_official);
        let says = draft.effect != Effect::Permits || draft.object.is_some() || draft.target.is_some();
        (official && says && !is_imperative(text, verb)).then_some(Draft { authorities, ..draft })
    })
}

/// What the verb does here; to refuse or not to grant a permission forbids.
pub fn effect(text: &Annotated, verb: usize, entry: &Verb) -> Option<Effect> {
    // "Let it be known" allows nothing; "not authorised to speak" is said of sources.
    if inner(text, verb).is_some_and(|v| has(&lexicon().idle, text.lemma(v))) {
        return None;
    }
    let refused = is_refused(text, verb) || clause::reality(text, verb) == Reality::Negated;
    match (entry.effect, refused) {
        (Effect::Permits, true) => Some(Effect::Forbids),
        (_, true) => None,
        (effect, false) => {
            (is_promised(text, verb) || is_proposed(text, verb) || is_reported(text, verb)).then_some(effect)
        }
    }
}

fn action(text: &Annotated, verb: usize, effect: Effect) -> Option<Draft> {
    let inner = inner(text, verb)?;
    let passive = clause::is_passive(text, inner);
    let somebody = text
        .child(verb, &[Dep::Dobj, Dep::Dative])
        .or_else(|| text.child(inner, &[Dep::Nsubj, Dep::Nsubjpass]))
        .or_else(|| clause::is_passive(text, verb).then(|| clause::subject(text, verb)).flatten());
    let target = somebody.filter(|_| !passive).and_then(|s| party::at(text, s));
    let done_to = match passive {
        true => somebody,
        false => text.child(inner, &[Dep::Dobj]),
    };
    let mut heads = vec![inner];
    heads.extend(done_to.filter(|_| !passive));
    let scope = scope::of(text, &heads);
    let impersonal =
        clause::is_passive(text, verb) && somebody.is_some_and(|s| text.lemma(s).eq_ignore_ascii_case("it"));
    let target = target.filter(|_| !impersonal);
    let object = match effect {
        _ if impersonal => Some(predicate(text, inner)),
        Effect::Requires => Some(predicate(text, inner)),
        _ => done_to.map(|o| without_bounds(text, o)),
    };
    let draft = Draft { target, object, ..Draft::new(verb, limited(effect, &scope), scope, "action") };
    Some(draft.with_conditions(text))
}

/// The verb of what is allowed, forbidden or required.
fn inner(text: &Annotated, verb: usize) -> Option<usize> {
    let after = |&c: &usize| c > verb && matches!(text.tokens[c].pos, Pos::Verb | Pos::Aux);
    let complement = |&c: &usize| {
        matches!(text.tokens[c].dep, Dep::Xcomp | Dep::Ccomp) && text.child(c, &[Dep::Mark]).is_none()
    };
    let direct = text.children(verb).iter().copied().find(|c| after(c) && complement(c));
    direct
        .or_else(|| clause::prepositional(text, verb, &["from"]).filter(|&v| text.tokens[v].pos == Pos::Verb))
}
