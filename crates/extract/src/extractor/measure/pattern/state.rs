//! "remain off limits", "is banned": states of things, by the law spoken of.
use crate::clause;
use crate::extractor::measure::authority;
use crate::extractor::measure::draft::{Draft, Scene, is_reported, limited};
use crate::extractor::measure::lexicon::lexicon;
use crate::extractor::measure::scope::{self, trimmed};
use rapporteur_record::{Effect, Pos, Span};

pub fn read(scene: Scene, verb: usize) -> Option<Draft> {
    let text = scene.text;
    if !matches!(text.lemma(verb), "be" | "remain" | "stay" | "become") || !is_reported(text, verb) {
        return None;
    }
    let after = text.document.text[text.tokens[verb].span.end..].trim_start().to_lowercase();
    let says = |phrases: &[String]| phrases.iter().find(|p| after.starts_with(p.as_str())).map(String::len);
    let states = &lexicon().states;
    let (effect, length) = says(&states.forbids)
        .map(|n| (Effect::Forbids, n))
        .or_else(|| says(&states.requires).map(|n| (Effect::Requires, n)))
        .or_else(|| says(&states.permits).map(|n| (Effect::Permits, n)))?;
    // "Not everything that is legal": nothing is said to be so.
    let subject = clause::own_subject(text, verb).filter(|&s| text.tokens[s].pos != Pos::Pron)?;
    let law = || scene.law.map(|l| l.authority.clone());
    let authority = authority::stated(text, verb, scene.meant).or_else(law)?;
    let end = text.tokens[verb].span.end;
    let last = text.tokens_in(Span::new(end, end + length + 1)).end - 1;
    let mut heads = vec![verb, last];
    heads.dedup();
    let scope = scope::of(text, &heads);
    Some(Draft {
        authorities: vec![authority],
        object: Some(trimmed(text, text.subtree(subject))),
        ..Draft::new(verb, limited(effect, &scope), scope, "state")
    })
}
