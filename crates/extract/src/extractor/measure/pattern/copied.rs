//! "Rome had done the same for Italian shells": the rule just reported, of another.
use crate::clause;
use crate::extractor::measure::authority;
use crate::extractor::measure::draft::{Draft, Scene, is_reported};
use crate::extractor::measure::scope::trimmed;
use rapporteur_record::Dep;

/// How many sentences before the rule may stand.
const REACH: usize = 1;

pub fn read(scene: Scene, verb: usize) -> Option<Draft> {
    let text = scene.text;
    let same = text.child(verb, &[Dep::Dobj]).is_some_and(|o| text.lemma(o) == "same");
    if !same || text.lemma(verb) != "do" || !is_reported(text, verb) {
        return None;
    }
    let near = |d: &&Draft| text.tokens[d.head].sentence + REACH >= text.tokens[verb].sentence;
    let model = scene.last.filter(near)?;
    let object = clause::prepositional(text, verb, &["for", "with"]).map(|o| trimmed(text, text.subtree(o)));
    Some(Draft {
        authorities: authority::of_clause(text, verb, None),
        object: object.or(model.object),
        head: verb,
        on: None,
        rule: "copied",
        ..model.clone()
    })
}
