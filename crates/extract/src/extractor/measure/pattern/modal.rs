//! What must or may be done, under a rule or where a law is spoken of.
use crate::clause;
use crate::extractor::measure::draft::{Draft, Scene, is_asked, limited, predicate, without_bounds};
use crate::extractor::measure::lexicon::{has, lexicon};
use crate::extractor::measure::scope;
use crate::extractor::measure::{authority, party, place};
use rapporteur_record::{Actor, Annotated, Dep, Effect, Pos};

/// "Under the German rules, Oslo may fish only …".
pub fn under_rule(scene: Scene, verb: usize) -> Option<Draft> {
    let effect = effect(scene.text, verb)?;
    let authority = authority::governing(scene.text, verb, scene.meant)?;
    modal(scene, verb, effect, "under-rule").map(|d| Draft { authorities: vec![authority], ..d })
}

/// "The port must also report", "the limits can be suspended for a year if …", where a law is spoken of.
pub fn duty(scene: Scene, verb: usize) -> Option<Draft> {
    let text = scene.text;
    let law = scene.law.or_else(|| scene.meant.filter(|_| shall(text, verb) || binds_many(scene, verb)));
    let place = place::of(text, verb).filter(|_| law.is_some() || tells_rule(scene, verb));
    let authority = place.or_else(|| law.map(|l| l.authority.clone()))?;
    let embedded = text.children(verb).iter().any(|&c| matches!(text.tokens[c].tag, "WRB" | "WP" | "WDT"));
    let is_main =
        !embedded && matches!(text.tokens[verb].dep, Dep::Root | Dep::Conj | Dep::Xcomp | Dep::Ccomp);
    let subject = bearer(text, verb)?;
    let speaks = matches!(text.lemma(subject), "I" | "we" | "you" | "he" | "she");
    if !is_main || text.quotation_of(verb).is_some() || speaks || is_asked(text, verb) {
        return None;
    }
    let effect = effect(text, verb).filter(|&e| e != Effect::Requires || !is_decision(text, verb))?;
    let draft = modal(scene, verb, effect, "duty")?;
    // A bare "can" tells what is possible; with a condition or a span of time it grants.
    let said = || scene.said.iter().any(|s| s.contains(text.tokens[verb].span));
    let holds = if effect == Effect::Permits { draft.effect == Effect::Limits } else { !said() };
    holds.then(|| Draft { authorities: vec![authority], ..draft })
}

/// The subject; where the parser took a bullet for it, the noun before the verb.
fn bearer(text: &Annotated, verb: usize) -> Option<usize> {
    let subject = clause::subject(text, verb)
        .or_else(|| able(text, verb).and_then(|be| clause::own_subject(text, be)))?;
    let is_word = |t: usize| text.word(t).chars().any(char::is_alphanumeric);
    let main = text.head(verb).map_or(verb, |h| h.min(verb));
    match is_word(subject) {
        true => Some(subject),
        false => (subject..main).rev().find(|&t| matches!(text.tokens[t].pos, Pos::Noun | Pos::Propn)),
    }
}

/// "They" of the sentence after a rule: those that it binds.
fn again(scene: Scene, subject: usize) -> Option<Actor> {
    let they = scene.text.word(subject).eq_ignore_ascii_case("they");
    let target = scene.last.filter(|_| they)?.target.clone()?;
    Some(Actor { mention: Some(scene.text.tokens[subject].span), ..target })
}

/// "Platforms will have to check the age of their users": what the narrator says that all of a kind must do.
fn binds_many(scene: Scene, verb: usize) -> bool {
    let text = scene.text;
    let said = is_told(scene, verb);
    let bound = bearer(text, verb).is_some_and(|s| {
        let kind = || party::at(text, s).is_some() || has(&lexicon().imposing.bear, text.lemma(verb));
        text.tokens[s].tag == "NNS" && kind() || is_everybody(text, s)
    });
    // A bare "may" is none; what may be done only then or there is.
    let rules = effect(text, verb).is_some();
    rules && !said && bound && !has(&lexicon().deciding, text.lemma(verb))
}

/// "Nobody under 18 may buy it", "those who sell it must".
fn is_everybody(text: &Annotated, subject: usize) -> bool {
    has(&lexicon().parties.all, &text.word(subject).to_lowercase())
}

/// "Shops in Oslo may no longer give away bags": the narrator says of all of a kind, or of what is done, what may be
/// done where.
fn tells_rule(scene: Scene, verb: usize) -> bool {
    let text = scene.text;
    let subject = bearer(text, verb);
    let kind = subject.is_some_and(|s| {
        text.tokens[s].tag == "NNS" && party::at(text, s).is_some() || is_everybody(text, s)
    });
    let must = || text.children(verb).iter().any(|&c| text.word(c).eq_ignore_ascii_case("must"));
    let permissive = match effect(text, verb) {
        Some(Effect::Requires) => must() && !is_decision(text, verb),
        effect => effect.is_some(),
    };
    permissive
        && (kind || clause::is_passive(text, verb) || subject.is_some_and(|s| only(text, s)))
        && !is_told(scene, verb)
}

/// "Only adults may buy spirits."
fn only(text: &Annotated, subject: usize) -> bool {
    let first = text.subtree(subject).start;
    has(&lexicon().scope.limiting, &text.word(first).to_lowercase())
}

/// Whether somebody says it.
fn is_told(scene: Scene, verb: usize) -> bool {
    let text = scene.text;
    let speaks =
        text.sentence_of(verb).tokens.iter().any(|t| has(&lexicon().says, &text.lemma(t).to_lowercase()));
    speaks || scene.said.iter().any(|s| s.contains(text.tokens[verb].span))
}

/// "shall" is a word of laws.
fn shall(text: &Annotated, verb: usize) -> bool {
    text.children(verb).iter().any(|&c| text.word(c).eq_ignore_ascii_case("shall"))
}

/// What the bodies must do before there is a law: "ministers must agree", "the council must approve it".
fn is_decision(text: &Annotated, verb: usize) -> bool {
    has(&lexicon().deciding, text.lemma(verb))
}

/// The "be" of "will not be able to".
fn able(text: &Annotated, verb: usize) -> Option<usize> {
    let able = text.head(verb).filter(|&h| text.lemma(h) == "able" && text.tokens[verb].dep == Dep::Xcomp)?;
    let be = text.head(able)?;
    text.children(be)
        .iter()
        .any(|&c| matches!(text.word(c).to_lowercase().as_str(), "will" | "wo" | "would"))
        .then_some(be)
}

/// What "may", "must", "have to", "will not be able to" make of a verb.
fn effect(text: &Annotated, verb: usize) -> Option<Effect> {
    let auxiliary = |words: &[&str]| {
        text.children(verb)
            .iter()
            .any(|&c| text.tokens[c].dep == Dep::Aux && words.contains(&text.word(c).to_lowercase().as_str()))
    };
    let able = able(text, verb);
    let negated = clause::is_negated(text, able.unwrap_or(verb))
        || text.child(verb, &[Dep::Dobj]).is_some_and(|o| clause::has_no(text, o));
    let semi = text.tokens[verb].dep == Dep::Xcomp && text.head(verb).is_some_and(|h| obliges(text, h, verb));
    match (auxiliary(&["may", "can", "ca"]) || able.is_some(), auxiliary(&["must", "shall"]) || semi, negated)
    {
        (true, _, true) | (_, true, true) => Some(Effect::Forbids),
        (true, _, false) => Some(Effect::Permits),
        (_, true, false) => Some(Effect::Requires),
        _ => None,
    }
}

/// "have to", "are obliged to", "will need to", "would have to", but no "might have to" or "have yet to".
fn obliges(text: &Annotated, head: usize, verb: usize) -> bool {
    let hedges = |&c: &usize| {
        let word = text.word(c).to_lowercase();
        text.tokens[c].tag == "MD" && !matches!(word.as_str(), "will" | "would" | "shall") || word == "yet"
    };
    // "had to be scrapped" tells what happened.
    let told = text.tokens[head].tag == "VBD";
    let hedged = told || text.children(head).iter().any(hedges) || clause::is_negated(text, head);
    head < verb && !hedged && matches!(text.lemma(head), "have" | "oblige" | "require" | "need" | "bind")
}

fn modal(scene: Scene, verb: usize, effect: Effect, rule: &'static str) -> Option<Draft> {
    let text = scene.text;
    let subject = bearer(text, verb)?;
    let passive = clause::is_passive(text, verb);
    let target =
        Some(subject).filter(|_| !passive).and_then(|s| party::at(text, s).or_else(|| again(scene, s)));
    let done_to = if passive { Some(subject) } else { text.child(verb, &[Dep::Dobj]) };
    let mut heads = vec![verb];
    heads.extend(done_to.filter(|_| !passive));
    let scope = scope::of(text, &heads);
    let object = match effect {
        Effect::Requires if passive => Some(text.span(text.subtree(subject))),
        Effect::Requires => Some(predicate(text, verb)),
        _ if passive => done_to.map(|o| text.span(text.subtree(o))),
        _ => done_to.map(|o| without_bounds(text, o)),
    };
    let effect = match effect {
        Effect::Permits if only(text, subject) => Effect::Limits,
        effect => limited(effect, &scope),
    };
    let draft = Draft { target, object, ..Draft::new(verb, effect, scope, rule) };
    Some(draft.with_conditions(text))
}
