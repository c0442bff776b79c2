//! "makes it illegal to sell", "it is against the law to burn": what may not be done, said of the doing.
use crate::extractor::measure::authority;
use crate::extractor::measure::draft::{Draft, Scene, is_drafted, is_reported, predicate};
use crate::extractor::measure::lexicon::{has, lexicon};
use crate::extractor::measure::scope;
use rapporteur_record::{Annotated, Dep, Effect};

pub fn read(scene: Scene, verb: usize) -> Option<Draft> {
    let text = scene.text;
    let copula = matches!(text.lemma(verb), "be" | "become" | "remain" | "make" | "declare");
    let said = copula && (is_reported(text, verb) || is_drafted(text, verb));
    let state = text.children(verb).iter().copied().find(|&c| said && forbids(text, c))?;
    let doing = infinitive(text, verb).or_else(|| infinitive(text, state))?;
    let law = || scene.law.or(scene.meant).map(|l| l.authority.clone());
    let made_by = || authority::of_clause(text, verb, None).into_iter().find(authority::is_official);
    let authority = authority::stated(text, verb, scene.meant).or_else(made_by).or_else(law)?;
    let scope = scope::of(text, &[doing]);
    Some(Draft {
        authorities: vec![authority],
        object: Some(predicate(text, doing)),
        ..Draft::new(verb, Effect::Forbids, scope, "unlawful")
    })
}

/// "illegal", "a crime", "against the law".
fn forbids(text: &Annotated, token: usize) -> bool {
    let words = &lexicon().unlawful;
    let law = || text.child(token, &[Dep::Pobj]).is_some_and(|n| text.lemma(n) == "law");
    has(words, text.lemma(token)) || text.lemma(token) == "against" && law()
}

fn infinitive(text: &Annotated, head: usize) -> Option<usize> {
    let is_infinitive =
        |&&c: &&usize| c > head && text.children(c).iter().any(|&k| text.tokens[k].tag == "TO" && k < c);
    text.children(head).iter().find(is_infinitive).copied()
}
