//! V something: "banned exports", "capped prices at", "lifted the ban".
use super::action;
use crate::clause;
use crate::extractor::measure::draft::{Draft, Scene, is_imperative, without_bounds};
use crate::extractor::measure::lexicon::{self, Frame, Verb};
use crate::extractor::measure::scope::{self, trimmed};
use crate::extractor::measure::{authority, party};
use rapporteur_record::{Annotated, Effect};

pub fn read(scene: Scene, verb: usize) -> Option<Draft> {
    let text = scene.text;
    lexicon::verbs(text.lemma(verb)).filter(|v| v.frames.contains(&Frame::Object)).find_map(|entry| {
        let effect = action::effect(text, verb, entry)?;
        let object = clause::patient(text, verb).filter(|&o| entry.takes(text.lemma(o)))?;
        let authorities = authority::of_clause(text, verb, scene.meant);
        let official = !entry.official || authorities.iter().all(authority::is_official);
        (official && !is_imperative(text, verb))
            .then(|| Draft { authorities, ..draft(text, verb, object, effect, entry) })
    })
}

fn draft(text: &Annotated, verb: usize, object: usize, effect: Effect, entry: &Verb) -> Draft {
    if effect == Effect::Lifts {
        let object = Some(trimmed(text, text.subtree(object)));
        return Draft { object, ..Draft::new(verb, effect, scope::of(text, &[verb]), "object") };
    }
    let scope = scope::of(text, &[verb, object]);
    // "limited Oslo to fishing at night": an actor is bound, what it is bound to is the scope.
    match party::at(text, object).filter(|_| !entry.has_objects()) {
        Some(actor) => Draft { target: Some(actor), ..Draft::new(verb, effect, scope, "object") },
        None => {
            let object = Some(without_bounds(text, object));
            Draft { object, ..Draft::new(verb, effect, scope, "object") }
        }
    }
}
