//! "a law that will end sales of", "halted imports of", "stopped selling arms", "phased out lead": to end a trade or a use
//! forbids it.
use crate::clause;
use crate::extractor::measure::draft::{Draft, Scene, is_promised, is_reported, predicate, without_bounds};
use crate::extractor::measure::lexicon::{has, is_rule, lexicon};
use crate::extractor::measure::{authority, scope};
use rapporteur_record::{ActorKind, Annotated, Dep, Effect, Span};

/// "will no longer accept plastic waste": a state that leaves off what it did.
pub fn no_longer(scene: Scene, verb: usize) -> Option<Draft> {
    let text = scene.text;
    let longer = text.children(verb).iter().any(|&c| text.word(c).eq_ignore_ascii_case("longer"));
    let trades = longer && has(&lexicon().trading, text.lemma(verb)) && clause::is_negated(text, verb);
    let auxiliary = text.child(verb, &[Dep::Aux]).map(|a| text.lemma(a));
    let open = matches!(auxiliary, Some("can" | "could" | "may" | "might" | "must" | "should"));
    let object = text.child(verb, &[Dep::Dobj]).filter(|_| trades && !open)?;
    let authorities = authority::of_clause(text, verb, None);
    let official = authorities.iter().all(|a| authority::is_official(a) && a.kind != ActorKind::Person);
    official.then(|| Draft {
        authorities,
        object: Some(without_bounds(text, object)),
        ..Draft::new(verb, Effect::Forbids, scope::of(text, &[verb, object]), "ending")
    })
}

pub fn read(scene: Scene, verb: usize) -> Option<Draft> {
    let text = scene.text;
    let words = lexicon();
    let ends = has(&words.ending, text.lemma(verb)) && (is_reported(text, verb) || is_promised(text, verb));
    let (head, object) = practice(text, verb).filter(|_| ends)?;
    let subject = clause::doer(text, verb);
    let authorities = authority::of_clause(text, verb, scene.meant);
    let official = authorities.iter().all(|a| authority::is_official(a) && a.kind != ActorKind::Person);
    (official || subject.is_some_and(|s| is_rule(text.lemma(s)))).then(|| Draft {
        authorities,
        object: Some(object),
        ..Draft::new(verb, Effect::Forbids, scope::of(text, &[verb, head]), "ending")
    })
}

/// What is ended: its head and words.
fn practice(text: &Annotated, verb: usize) -> Option<(usize, Span)> {
    let practices = &lexicon().nouns.practice;
    let noun = clause::patient(text, verb).filter(|&p| {
        let lemma = text.lemma(p).to_lowercase();
        let doing = text.word(p).to_lowercase().ends_with("ing") && !has(&lexicon().events, &lemma);
        has(practices, &lemma) || doing || is_phased_out(text, verb)
    });
    let doing = || {
        let doing = text.child(verb, &[Dep::Xcomp]).filter(|&v| text.tokens[v].tag == "VBG")?;
        has(&lexicon().trading, text.lemma(doing)).then(|| (doing, predicate(text, doing)))
    };
    noun.map(|n| (n, without_bounds(text, n))).or_else(doing)
}

/// "phased out nuclear power": whatever it is.
fn is_phased_out(text: &Annotated, verb: usize) -> bool {
    text.lemma(verb) == "phase"
        && text.children(verb).iter().any(|&c| text.word(c).eq_ignore_ascii_case("out"))
}
