//! "made helmets compulsory", "made the drug legal": what a rule makes of a thing.
use crate::extractor::measure::authority;
use crate::extractor::measure::draft::{Draft, Scene, is_drafted, is_promised, is_proposed, is_reported};
use crate::extractor::measure::lexicon::{has, lexicon};
use crate::extractor::measure::scope::{self, trimmed};
use rapporteur_record::{Annotated, Dep, Effect};

pub fn read(scene: Scene, verb: usize) -> Option<Draft> {
    let text = scene.text;
    let said = has(&lexicon().made.verbs, text.lemma(verb))
        && (is_reported(text, verb)
            || is_drafted(text, verb)
            || is_promised(text, verb)
            || is_proposed(text, verb));
    let (state, effect) =
        text.children(verb).iter().filter(|_| said).find_map(|&c| Some((c, effect(text, c)?)))?;
    let thing = text
        .child(state, &[Dep::Nsubj])
        .or_else(|| text.child(verb, &[Dep::Dobj, Dep::Nsubjpass]))
        .filter(|&t| !text.word(t).eq_ignore_ascii_case("it"))?;
    Some(Draft {
        authorities: authority::of_clause(text, verb, scene.meant),
        object: Some(trimmed(text, text.subtree(thing))),
        ..Draft::new(verb, effect, scope::of(text, &[verb, state]), "made")
    })
}

fn effect(text: &Annotated, state: usize) -> Option<Effect> {
    let made = &lexicon().made;
    let is = |words: &[String]| has(words, &text.word(state).to_lowercase());
    let fits = matches!(text.tokens[state].dep, Dep::Ccomp | Dep::Oprd | Dep::Acomp | Dep::Xcomp);
    match fits {
        true if is(&made.requires) => Some(Effect::Requires),
        true if is(&made.forbids) => Some(Effect::Forbids),
        true if is(&made.permits) => Some(Effect::Permits),
        _ => None,
    }
}
