//! "a law that will end sales of", "halted imports of": to end a trade or a use forbids it.
use crate::clause;
use crate::extractor::measure::draft::{Draft, Scene, is_promised, is_reported, without_bounds};
use crate::extractor::measure::lexicon::{has, is_rule, lexicon};
use crate::extractor::measure::{authority, scope};
use rapporteur_record::{ActorKind, Effect};

pub fn read(scene: Scene, verb: usize) -> Option<Draft> {
    let text = scene.text;
    let words = lexicon();
    let ends = has(&words.ending, text.lemma(verb)) && (is_reported(text, verb) || is_promised(text, verb));
    let practice =
        clause::patient(text, verb).filter(|&p| ends && has(&words.nouns.practice, text.lemma(p)))?;
    let subject = clause::doer(text, verb)?;
    let authorities = authority::of_clause(text, verb, scene.meant);
    let official = authorities.iter().all(|a| authority::is_official(a) && a.kind != ActorKind::Person);
    (is_rule(text.lemma(subject)) || official).then(|| Draft {
        authorities,
        object: Some(without_bounds(text, practice)),
        ..Draft::new(verb, Effect::Forbids, scope::of(text, &[verb, practice]), "ending")
    })
}
