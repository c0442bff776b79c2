//! "Buses are exempt", "residents need not pay": an exception from the rule just reported, or a rule of its own.
use super::draft::{Draft, Scene, is_reported};
use super::lexicon::{has, lexicon};
use super::scope;
use super::{authority, party};
use crate::clause;
use rapporteur_record::{Annotated, Dep, Effect, Span};

/// The subject that a clause exempts, with the span that says so.
pub fn at(text: &Annotated, verb: usize) -> Option<(usize, Span)> {
    if let Some(spared) = exempts(text, verb) {
        let clause = text.subtree(verb);
        return Some((
            spared,
            scope::trimmed(text, rapporteur_record::TokenRange::new(clause.start, clause.end)),
        ));
    }
    let subject = clause::subject(text, verb)?;
    let states = || {
        let adjective = text.child(verb, &[Dep::Acomp, Dep::Oprd]).map(|a| text.lemma(a));
        adjective.is_some_and(|a| has(&lexicon().exempt, a))
            || has(&lexicon().exempt, &text.word(verb).to_lowercase())
    };
    let said = is_reported(text, verb) || is_hypothetical(text, verb);
    if !(said && states() || spares(text, verb)) {
        return None;
    }
    let clause = text.subtree(verb);
    let end = clause.iter().find(|&t| t > verb && text.word(t) == ";").unwrap_or(clause.end);
    let start = text.subtree(subject).start;
    Some((subject, scope::trimmed(text, rapporteur_record::TokenRange::new(start, end.max(verb + 1)))))
}

/// "The law exempts buses from the toll": whom it exempts.
fn exempts(text: &Annotated, verb: usize) -> Option<usize> {
    let said = text.lemma(verb) == "exempt" && !clause::is_passive(text, verb);
    text.child(verb, &[Dep::Dobj])
        .filter(|_| said && is_reported(text, verb) && text.tokens[verb].dep != Dep::Advcl)
}

/// "would be exempt".
fn is_hypothetical(text: &Annotated, verb: usize) -> bool {
    text.children(verb).iter().any(|&c| text.word(c).eq_ignore_ascii_case("would"))
}

/// "need not pay", "does not have to pay".
fn spares(text: &Annotated, verb: usize) -> bool {
    let need_not =
        text.children(verb).iter().any(|&c| text.lemma(c) == "need" && text.tokens[c].dep == Dep::Aux);
    let have = text.head(verb).filter(|&h| text.tokens[verb].dep == Dep::Xcomp && text.lemma(h) == "have");
    need_not && clause::is_negated(text, verb) || have.is_some_and(|h| clause::is_negated(text, h))
}

/// The exemption as a rule of its own, where a law is spoken of.
pub fn draft(scene: Scene, verb: usize, subject: usize) -> Option<Draft> {
    let text = scene.text;
    let law = || scene.law.map(|l| l.authority.clone());
    let doer = || {
        let exempts = exempts(text, verb).map(|_| authority::of_clause(text, verb, scene.meant));
        exempts.into_iter().flatten().find(authority::is_official)
    };
    let authority = authority::stated(text, verb, scene.meant).or_else(doer).or_else(law)?;
    let scope = scope::of(text, &[verb]);
    let target = party::at(text, subject);
    let object = Some(text.span(text.subtree(subject))).filter(|_| target.is_none());
    let authorities = vec![authority];
    Some(Draft { authorities, target, object, ..Draft::new(verb, Effect::Limits, scope, "exemption") })
}
