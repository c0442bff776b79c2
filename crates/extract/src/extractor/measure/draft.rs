//! Clauses that set or report a rule, before the status of the rule is known.
use super::authority::{self, Law};
use super::lexicon::{self, Frame, Verb, has, is_rule, lexicon};
use super::scope::{self, Scope, trimmed};
use crate::clause::{self, Reality};
use crate::link::actors;
use rapporteur_record::{Actor, ActorKind, Annotated, Dep, Effect, Pos, Span};

/// A rule as one clause reports it.
#[derive(Debug)]
pub struct Draft {
    pub authorities: Vec<Actor>,
    pub effect: Effect,
    pub target: Option<Actor>,
    pub object: Option<Span>,
    pub scope: Vec<Span>,
    /// The verb that reports it.
    pub head: usize,
    pub rule: &'static str,
}

/// The rules that the clause of a verb reports.
pub fn at(text: &Annotated, verb: usize, law: Option<&Law>) -> Option<Draft> {
    let lemma = text.lemma(verb).to_lowercase();
    under_rule(text, verb, law)
        .or_else(|| lexicon::verbs(&lemma).find_map(|v| by_verb(text, verb, v, law)))
        .or_else(|| giving(text, verb, &lemma, law))
        .or_else(|| ending(text, verb, &lemma, law))
        .or_else(|| covering(text, verb, &lemma, law))
        .or_else(|| state(text, verb, law))
        .or_else(|| duty(text, verb, law))
}

/// Whether the clause is said to be so; rules may also be said of the future. What is discussed or considered
/// ("discussing allowing") is not.
fn is_reported(text: &Annotated, verb: usize) -> bool {
    let token = &text.tokens[verb];
    let open = token.tag == "VBG" && matches!(token.dep, Dep::Xcomp | Dep::Ccomp);
    let said = match clause::reality(text, verb) {
        Reality::Actual | Reality::Future => true,
        Reality::Modal => is_drafted(text, verb),
        Reality::Negated | Reality::Unreal => false,
    };
    said && !open && !matches!(token.dep, Dep::Pcomp | Dep::Csubj)
}

/// "The law would force": what a rule that is not yet in force would do.
pub fn is_drafted(text: &Annotated, verb: usize) -> bool {
    let would = text.children(verb).iter().any(|&c| text.word(c).eq_ignore_ascii_case("would"));
    would && clause::doer(text, verb).is_some_and(|d| is_rule(text.lemma(d)))
}

fn by_verb(text: &Annotated, verb: usize, entry: &Verb, law: Option<&Law>) -> Option<Draft> {
    let refused = is_refused(text, verb);
    let negated = clause::reality(text, verb) == Reality::Negated;
    let promised = is_promised(text, verb);
    let effect = match (entry.effect, refused || negated) {
        (effect, false) => effect,
        (Effect::Permits, true) => Effect::Forbids,
        (_, true) => return None,
    };
    if !(refused || negated || promised || is_reported(text, verb)) {
        return None;
    }
    let authorities = authority::of_clause(text, verb, law);
    let draft = entry.frames.iter().find_map(|&frame| match frame {
        Frame::Action => action(text, verb, effect),
        Frame::Object => object(text, verb, effect),
        Frame::Give => supply(text, verb),
    })?;
    Some(Draft { authorities, ..draft })
}

/// "has refused to let", "declined to allow".
fn is_refused(text: &Annotated, verb: usize) -> bool {
    text.tokens[verb].dep == Dep::Xcomp
        && text.head(verb).is_some_and(|h| {
            matches!(text.lemma(h), "refuse" | "decline") && clause::reality(text, h) == Reality::Actual
        })
}

fn is_promised(text: &Annotated, verb: usize) -> bool {
    text.tokens[verb].dep == Dep::Xcomp
        && text.head(verb).is_some_and(|h| {
            has(&lexicon().status.announced, text.lemma(h)) && clause::reality(text, h) == Reality::Actual
        })
}

/// V somebody to do, V somebody from doing.
fn action(text: &Annotated, verb: usize, effect: Effect) -> Option<Draft> {
    // "let it be known" allows nothing.
    let inner = inner(text, verb).filter(|&v| text.lemma(v) != "know")?;
    let passive = clause::is_passive(text, inner);
    let somebody = text
        .child(verb, &[Dep::Dobj, Dep::Dative])
        .or_else(|| text.child(inner, &[Dep::Nsubj, Dep::Nsubjpass]))
        .or_else(|| clause::is_passive(text, verb).then(|| clause::subject(text, verb)).flatten());
    let target = somebody.filter(|_| !passive).and_then(|s| actors::resolve(text, text.subtree(s)));
    let done_to = match passive {
        true => somebody,
        false => text.child(inner, &[Dep::Dobj]),
    };
    let mut heads = vec![inner];
    heads.extend(done_to.filter(|_| !passive));
    let scope = scope::of(text, &heads);
    let object = match effect {
        Effect::Requires => Some(predicate(text, inner)),
        _ => done_to.map(|o| without_bounds(text, o)),
    };
    Some(Draft { target, object, ..draft(verb, limited(effect, &scope), scope, "action") })
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

/// "banned exports", "capped prices at", "lifted the ban".
fn object(text: &Annotated, verb: usize, effect: Effect) -> Option<Draft> {
    let object = clause::patient(text, verb)?;
    let lemma = text.lemma(object).to_lowercase();
    if effect == Effect::Lifts && !has(&lexicon().nouns.restriction, &lemma) {
        return None;
    }
    let bounds: &[usize] = if effect == Effect::Lifts { &[verb] } else { &[verb, object] };
    let mut draft = draft(verb, effect, scope::of(text, bounds), "object");
    let actor = actors::resolve(text, text.subtree(object)).filter(is_bound_actor);
    match actor {
        // "limited Oslo to fishing at night": an actor is bound, what it is bound to is the scope.
        Some(actor) if effect != Effect::Lifts => draft.target = Some(actor),
        _ => {
            draft.object = Some(if effect == Effect::Lifts {
                trimmed(text, text.subtree(object))
            } else {
                without_bounds(text, object)
            })
        }
    }
    Some(draft)
}

fn is_bound_actor(actor: &Actor) -> bool {
    matches!(actor.kind, ActorKind::Country | ActorKind::Body | ActorKind::Person | ActorKind::Group)
}

/// "sent Oslo drones", "supplied Oslo with drones", "will deliver tanks to Oslo".
fn supply(text: &Annotated, verb: usize) -> Option<Draft> {
    let with = clause::prepositional(text, verb, &["with"])
        .filter(|_| matches!(text.lemma(verb), "supply" | "provide"));
    let thing = with.or_else(|| clause::patient(text, verb))?;
    // "the countries that supply most weapons" describes; it does not report a delivery.
    let describes = matches!(text.tokens[verb].dep, Dep::Relcl | Dep::Acl);
    if describes || !is_supply(text, thing) || clause::has_no(text, thing) {
        return None;
    }
    let receiver = match with {
        Some(_) => text.child(verb, &[Dep::Dobj]),
        None => recipient(text, verb),
    };
    let target = receiver.and_then(|r| actors::resolve(text, text.subtree(r)));
    Some(Draft {
        target,
        object: Some(without_bounds(text, thing)),
        ..draft(verb, Effect::Supplies, Scope::default(), "supply")
    })
}

fn recipient(text: &Annotated, verb: usize) -> Option<usize> {
    let dative = text.child(verb, &[Dep::Dative]).map(|d| text.child(d, &[Dep::Pobj]).unwrap_or(d));
    dative.or_else(|| clause::prepositional(text, verb, &["to"]))
}

fn is_supply(text: &Annotated, noun: usize) -> bool {
    let range = text.subtree(noun);
    has(&lexicon().nouns.supply, &text.lemma(noun).to_lowercase())
        || (text.tokens[noun].pos == Pos::Propn
            && range.iter().any(|t| text.word(t).contains(|c: char| c.is_ascii_digit())))
}

/// "gave Oslo leave to fish", "promises thirty tanks".
fn giving(text: &Annotated, verb: usize, lemma: &str, law: Option<&Law>) -> Option<Draft> {
    let lexicon = lexicon();
    if !is_reported(text, verb) {
        return None;
    }
    let object = clause::patient(text, verb)?;
    let word = text.lemma(object).to_lowercase();
    if has(&lexicon.giving.verbs, lemma) && has(&lexicon.giving.permits, &word) {
        let inner =
            text.child(object, &[Dep::Acl]).or_else(|| clause::prepositional(text, object, &["for"]))?;
        let target = recipient(text, verb).and_then(|r| actors::resolve(text, text.subtree(r)));
        let done_to = text.child(inner, &[Dep::Dobj]);
        let heads: Vec<usize> = [Some(inner), done_to].into_iter().flatten().collect();
        let scope = scope::of(text, &heads);
        let object = done_to.map(|o| without_bounds(text, o));
        let draft = draft(verb, limited(Effect::Permits, &scope), scope, "giving");
        return Some(Draft { authorities: authority::of_clause(text, verb, law), target, object, ..draft });
    }
    if matches!(lemma, "promise" | "pledge") && is_supply(text, object) {
        let authorities = authority::of_clause(text, verb, None);
        let target = recipient(text, verb).and_then(|r| actors::resolve(text, text.subtree(r)));
        let draft = draft(verb, Effect::Supplies, Scope::default(), "promise");
        return Some(Draft { authorities, target, object: Some(without_bounds(text, object)), ..draft });
    }
    None
}

/// "a law that will end sales of": a rule that ends a practice forbids it.
fn ending(text: &Annotated, verb: usize, lemma: &str, law: Option<&Law>) -> Option<Draft> {
    let ends = matches!(lemma, "end" | "stop" | "halt" | "phase" | "outlaw" | "suspend");
    let practice =
        clause::patient(text, verb).filter(|&p| ends && has(&lexicon().nouns.practice, text.lemma(p)))?;
    let subject = clause::doer(text, verb).filter(|_| is_reported(text, verb))?;
    if !is_rule(text.lemma(subject)) {
        return None;
    }
    let scope = scope::of(text, &[verb, practice]);
    let object = Some(without_bounds(text, practice));
    Some(Draft {
        authorities: authority::of_clause(text, verb, law),
        object,
        ..draft(verb, Effect::Forbids, scope, "ending")
    })
}

/// "the permission covers only the north", "the exemption applies to ferries".
fn covering(text: &Annotated, verb: usize, lemma: &str, law: Option<&Law>) -> Option<Draft> {
    let subject = clause::own_subject(text, verb)
        .filter(|_| matches!(lemma, "cover" | "apply" | "extend") && is_reported(text, verb))?;
    let permits = has(&lexicon().giving.permits, text.lemma(subject));
    let bans = has(&lexicon().nouns.restriction, text.lemma(subject));
    let bound = text.child(verb, &[Dep::Dobj]).or_else(|| clause::prepositional(text, verb, &["to"]));
    let bound = bound.filter(|_| permits || bans)?;
    let authorities =
        authority::owner(text, subject).or_else(|| law.map(|l| l.authority.clone())).into_iter().collect();
    let effect = if bans { Effect::Forbids } else { Effect::Limits };
    let scope = Scope { spans: vec![trimmed(text, text.subtree(bound))], limits: permits };
    Some(Draft { authorities, ..draft(verb, effect, scope, "covering") })
}

/// "missiles remain off limits for", "ferries are exempt".
fn state(text: &Annotated, verb: usize, law: Option<&Law>) -> Option<Draft> {
    if !matches!(text.lemma(verb), "be" | "remain" | "stay" | "become" | "keep") || !is_reported(text, verb) {
        return None;
    }
    let after = text.document.text[text.tokens[verb].span.end..text.sentence_of(verb).span.end]
        .trim_start()
        .to_lowercase();
    let says = |phrases: &[String]| phrases.iter().find(|p| after.starts_with(p.as_str())).map(String::len);
    let states = &lexicon().states;
    let (effect, length) = says(&states.forbids)
        .map(|n| (Effect::Forbids, n))
        .or_else(|| says(&states.permits).map(|n| (Effect::Permits, n)))?;
    let subject = clause::own_subject(text, verb)?;
    let law = law?;
    let last =
        text.tokens_in(Span::new(text.tokens[verb].span.end, text.tokens[verb].span.end + length + 1)).end
            - 1;
    let mut heads = vec![verb, last];
    heads.dedup();
    let scope = scope::of(text, &heads);
    let object = Some(trimmed(text, text.subtree(subject)));
    Some(Draft {
        authorities: vec![law.authority.clone()],
        object,
        ..draft(verb, limited(effect, &scope), scope, "state")
    })
}

/// "Under the German rules, Oslo may fish only …": the verb of a clause that a rule governs.
fn under_rule(text: &Annotated, verb: usize, law: Option<&Law>) -> Option<Draft> {
    let above = text.head(verb).filter(|_| text.tokens[verb].dep == Dep::Xcomp);
    let under = |v: usize| clause::prepositional(text, v, &["under"]).filter(|&r| is_rule(text.lemma(r)));
    let rule = under(verb).or_else(|| under(above?))?;
    let authority = authority::owner(text, rule).or_else(|| law.map(|l| l.authority.clone()))?;
    let effect = modal_effect(text, verb)?;
    modal(text, verb, effect, "under-rule").map(|d| Draft { authorities: vec![authority], ..d })
}

/// "The port must also report", where a law is spoken of.
fn duty(text: &Annotated, verb: usize, law: Option<&Law>) -> Option<Draft> {
    let law = law.filter(|l| text.tokens[verb].sentence > text.tokens[l.from].sentence)?;
    let is_main = matches!(text.tokens[verb].dep, Dep::Root | Dep::Conj | Dep::Xcomp);
    let subject = clause::subject(text, verb)?;
    if !is_main
        || text.quotation_of(verb).is_some()
        || matches!(text.lemma(subject), "I" | "we" | "you" | "he" | "she")
    {
        return None;
    }
    let effect = modal_effect(text, verb).filter(|&e| e != Effect::Permits)?;
    modal(text, verb, effect, "duty").map(|d| Draft { authorities: vec![law.authority.clone()], ..d })
}

/// What "may", "must", "have to" before a verb make of it.
fn modal_effect(text: &Annotated, verb: usize) -> Option<Effect> {
    let auxiliary = |words: &[&str]| {
        text.children(verb)
            .iter()
            .any(|&c| text.tokens[c].dep == Dep::Aux && words.contains(&text.word(c).to_lowercase().as_str()))
    };
    let negated = clause::is_negated(text, verb)
        || text.child(verb, &[Dep::Dobj]).is_some_and(|o| clause::has_no(text, o));
    let obliges = |h: usize| {
        let hedged = text.children(h).iter().any(|&c| text.tokens[c].tag == "MD" || text.word(c) == "yet");
        h < verb && !hedged && matches!(text.lemma(h), "have" | "oblige" | "require" | "need")
    };
    let semi = text.tokens[verb].dep == Dep::Xcomp && text.head(verb).is_some_and(obliges);
    match (auxiliary(&["may", "can"]), auxiliary(&["must", "shall"]) || semi, negated) {
        (true, _, true) | (_, true, true) => Some(Effect::Forbids),
        (true, _, false) => Some(Effect::Permits),
        (_, true, false) => Some(Effect::Requires),
        _ => None,
    }
}

fn modal(text: &Annotated, verb: usize, effect: Effect, rule: &'static str) -> Option<Draft> {
    let subject = clause::subject(text, verb)?;
    let passive = clause::is_passive(text, verb);
    let target = actors::resolve(text, text.subtree(subject)).filter(|_| !passive);
    let done_to = if passive { Some(subject) } else { text.child(verb, &[Dep::Dobj]) };
    let mut heads = vec![verb];
    heads.extend(done_to.filter(|_| !passive));
    let scope = scope::of(text, &heads);
    let object = match effect {
        Effect::Requires => Some(predicate(text, verb)),
        _ => done_to.map(|o| without_bounds(text, o)),
    };
    let effect = limited(effect, &scope);
    let scope = if effect == Effect::Requires { Scope::default() } else { scope };
    Some(Draft { target, object, ..draft(verb, effect, scope, rule) })
}

/// A permission within bounds is a limit.
fn limited(effect: Effect, scope: &Scope) -> Effect {
    if effect == Effect::Permits && scope.limits { Effect::Limits } else { effect }
}

fn draft(head: usize, effect: Effect, scope: Scope, rule: &'static str) -> Draft {
    Draft { authorities: Vec::new(), effect, target: None, object: None, scope: scope.spans, head, rule }
}

/// The verb with what follows and belongs to it, without subject and "to".
fn predicate(text: &Annotated, verb: usize) -> Span {
    trimmed(text, rapporteur_record::TokenRange::new(verb, text.subtree(verb).end.max(verb + 1)))
}

/// The noun phrase up to the bounds of the rule ("the missiles" of "the missiles at Crimea only").
fn without_bounds(text: &Annotated, noun: usize) -> Span {
    let whole = text.subtree(noun);
    let bound = scope::of(text, &[noun]).spans.first().map_or(usize::MAX, |s| s.start);
    let end = whole.iter().find(|&t| text.tokens[t].span.start >= bound && t > noun).unwrap_or(whole.end);
    trimmed(text, rapporteur_record::TokenRange::new(whole.start, end.max(noun + 1)))
}
