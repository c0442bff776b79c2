//! Rules called by a noun: "imposed a ban on exports", "will levy duties of 20%", "the cap takes effect in May".
use crate::clause;
use crate::extractor::measure::draft::{Draft, Scene, is_promised, is_proposed, is_reported, without_bounds};
use crate::extractor::measure::lexicon::{self, has, lexicon};
use crate::extractor::measure::scope::{self, Scope, trimmed};
use crate::extractor::measure::{authority, party, place};
use rapporteur_record::{Actor, Annotated, Dep, Effect, Span, TokenRange};

/// "imposed a ban", "approved a quota", "raised the toll", "face duties".
pub fn set(scene: Scene, verb: usize) -> Option<Draft> {
    let text = scene.text;
    let strikes = has(&lexicon().imposing.strike, text.lemma(verb));
    let with = clause::prepositional(text, verb, &["with"]).filter(|_| strikes);
    let noun = with.or_else(|| clause::patient(text, verb))?;
    let lemma = text.lemma(noun).to_lowercase();
    let sum = || has(&lexicon().imposing.money, &lemma).then_some(Effect::Requires);
    let effect = lexicon::imposed(&lemma).or_else(sum)?;
    if clause::has_no(text, noun)
        || !(is_reported(text, verb) || is_promised(text, verb) || is_proposed(text, verb))
    {
        return None;
    }
    let words = &lexicon().imposing;
    let lemma = text.lemma(verb);
    match () {
        _ if has(&words.decide, lemma) && text.child(noun, &[Dep::Prep]).is_some() => {
            Some(imposed(scene, verb, noun, effect, decided(text, verb)))
        }
        _ if (has(&words.verbs, lemma) || brings_back(text, verb)) && sum().is_none() => {
            Some(imposed(scene, verb, noun, effect, official(scene, verb)))
        }
        _ if with.is_some() => Some(imposed(scene, verb, noun, effect, official(scene, verb))),
        _ if has(&words.bear, lemma) => borne(scene, verb, noun),
        _ => None,
    }
}

/// "brought back conscription"
fn brings_back(text: &Annotated, verb: usize) -> bool {
    let particle = || text.child(verb, &[Dep::Prt, Dep::Advmod]).map(|p| text.word(p).to_lowercase());
    matches!(text.lemma(verb), "bring" | "take") && particle().as_deref() == Some("back")
}

/// The state whose body decided on it.
fn decided(text: &Annotated, verb: usize) -> Vec<Actor> {
    let bodies = authority::of_clause(text, verb, None);
    bodies.iter().filter(|b| authority::is_official(b)).filter_map(|b| authority::state_of(text, b)).collect()
}

fn official(scene: Scene, verb: usize) -> Vec<Actor> {
    let actors = authority::of_clause(scene.text, verb, scene.meant);
    actors.into_iter().filter(authority::is_official).collect()
}

fn imposed(scene: Scene, verb: usize, noun: usize, effect: Effect, authorities: Vec<Actor>) -> Draft {
    let text = scene.text;
    let on = |head: usize, words: &[&str]| {
        words.iter().filter_map(|&w| clause::prepositional(text, head, &[w])).find(|&n| !is_amount(text, n))
    };
    let upon = on(noun, &["on", "against", "for", "of"]).or_else(|| on(verb, &["on", "against", "for"]));
    let struck = || clause::patient(text, verb).filter(|&p| p != noun);
    let target = upon.or_else(struck).and_then(|n| party::at(text, n));
    let object = match (effect, upon) {
        (Effect::Requires, Some(n)) if follows(text, noun, n) => undated(text, noun).cover(undated(text, n)),
        (Effect::Requires, _) | (_, None) => undated(text, noun),
        (_, Some(n)) => without_bounds(text, n),
    };
    let scope = scope_without(text, verb, object);
    Draft { authorities, target, object: Some(object), ..Draft::new(verb, effect, scope, "imposed") }
}

/// "tax on sugar", where the parser hangs "on sugar" on the verb.
fn follows(text: &Annotated, noun: usize, upon: usize) -> bool {
    text.head(upon).is_some_and(|prep| prep == text.subtree(noun).end)
}

/// The noun phrase up to a date that the parser drew into it.
fn undated(text: &Annotated, noun: usize) -> Span {
    let whole = text.subtree(noun);
    let is_dated = |&t: &usize| text.tokens[t].dep == Dep::Prep && scope::is_date(text, t);
    let end = (noun + 1..whole.end).find(is_dated).unwrap_or(whole.end);
    trimmed(text, TokenRange::new(whole.start, end))
}

fn is_amount(text: &Annotated, noun: usize) -> bool {
    let number = |t: usize| text.tokens[t].pos == rapporteur_record::Pos::Num;
    text.children(noun).iter().any(|&c| number(c)) || number(noun)
}

/// The bounds of the verb that are not what the rule is about.
fn scope_without(text: &Annotated, verb: usize, object: Span) -> Scope {
    let mut scope = scope::of(text, &[verb]);
    scope.spans.retain(|s| !s.overlaps(object));
    scope
}

/// "Importers will face duties of 17%": whoever bears it is bound by the law or rule spoken of.
fn borne(scene: Scene, verb: usize, noun: usize) -> Option<Draft> {
    let text = scene.text;
    let named = lexicon::imposed(&text.lemma(noun).to_lowercase()).is_some();
    let law = || scene.law.or(scene.meant.filter(|_| named)).map(|l| l.authority.clone());
    let subject = clause::subject(text, verb)?;
    let many = text.tokens[subject].tag == "NNS";
    Some(Draft {
        authorities: vec![place::of(text, verb).filter(|_| many).or_else(law)?],
        target: party::at(text, subject),
        object: Some(trimmed(text, text.subtree(noun))),
        ..Draft::new(verb, Effect::Requires, scope::of(text, &[verb]), "borne")
    })
}

/// "Oslo's ban on diesel takes effect", "the duties came into force", "the toll will apply from May".
pub fn starting(scene: Scene, verb: usize) -> Option<Draft> {
    let text = scene.text;
    let noun = clause::own_subject(text, verb).filter(|_| starts(text, verb) && is_reported(text, verb))?;
    let effect = lexicon::imposed(&text.lemma(noun).to_lowercase())?;
    let law = || scene.law.map(|l| l.authority.clone());
    let owner = authority::owner(text, noun)
        .filter(authority::is_official)
        .or_else(|| place::of(text, verb))
        .or_else(law);
    // "The obligation applies from May": the one just reported.
    let again =
        scene.last.is_some() && text.subtree(noun).len() == 2 && text.child(noun, &[Dep::Det]).is_some();
    (!again).then(|| imposed(scene, verb, noun, effect, owner.into_iter().collect()))
}

fn starts(text: &Annotated, verb: usize) -> bool {
    let into = || {
        clause::prepositional(text, verb, &["into", "in"])
            .is_some_and(|n| matches!(text.lemma(n), "force" | "effect" | "place"))
    };
    match text.lemma(verb) {
        "take" => text.child(verb, &[Dep::Dobj]).is_some_and(|o| text.lemma(o) == "effect"),
        "be" => into() || text.child(verb, &[Dep::Attr]).is_some_and(|a| is_amount(text, a)),
        "come" | "enter" | "go" | "remain" => into(),
        "apply" | "start" | "begin" | "kick" => true,
        "expire" | "lapse" => text.tokens[verb].tag == "VBD",
        "rise" | "fall" | "amount" | "drop" | "increase" | "jump" | "climb" => {
            clause::prepositional(text, verb, &["to"]).is_some_and(|n| is_amount(text, n))
        }
        _ => false,
    }
}
