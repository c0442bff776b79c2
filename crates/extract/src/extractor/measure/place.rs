//! Places that set rules: the country or region in which a rule is said to hold, and cities that act.
use super::lexicon::{has, lexicon};
use crate::annotate::mentions::introduced;
use crate::clause;
use crate::link::actors;
use rapporteur_record::{Actor, ActorKind, Annotated, Dep, EntityLabel, Pos, Span, TokenRange};

/// The rule of an actor that is a place which acts.
pub const CITY: &str = "city";

/// The country or region in which the clause says that its rule holds: "landlords in Scotland are required to", "may no
/// longer be sold to anyone under 18 in Chile".
pub fn of(text: &Annotated, verb: usize) -> Option<Actor> {
    let within = |&t: &usize| {
        let word = text.word(t).to_lowercase();
        text.tokens[t].dep == Dep::Prep && matches!(word.as_str(), "in" | "across" | "throughout")
    };
    let clause = text.subtree(verb);
    let place = |prep: usize| {
        let noun = text.child(prep, &[Dep::Pobj]).filter(|_| is_inside(text, prep, verb))?;
        let (name, kind, span) = rules_at(text, noun)?;
        Some(Actor { name: name.to_owned(), kind, mention: Some(span), rule: "place" })
    };
    clause.iter().filter(within).find_map(place)
}

/// The city in which it is said to hold, where nothing else tells whose rule it is.
pub fn city(text: &Annotated, verb: usize) -> Option<Actor> {
    let clause = text.subtree(verb);
    let within =
        |&t: &usize| text.tokens[t].dep == Dep::Prep && text.lemma(t) == "in" && is_inside(text, t, verb);
    clause
        .iter()
        .filter(within)
        .find_map(|prep| named(text, text.child(prep, &[Dep::Pobj])?).filter(|a| a.rule == CITY))
}

/// Whether no other clause with a subject of its own stands between, and no phrase of aim or origin ("for targets in
/// Chile").
fn is_inside(text: &Annotated, token: usize, verb: usize) -> bool {
    let crosses = |&t: &usize| match text.tokens[t].dep {
        Dep::Prep => !matches!(text.lemma(t), "in" | "to" | "at" | "by" | "under" | "over"),
        // "makes it illegal to sell them in Chile": the parser hangs the infinitive on as an adverbial.
        Dep::Advcl => text.child(t, &[Dep::Aux]).is_none_or(|a| text.tokens[a].tag != "TO"),
        Dep::Relcl | Dep::Parataxis => true,
        Dep::Ccomp | Dep::Conj => {
            text.tokens[t].pos == Pos::Verb && clause::own_subject(text, t).is_some_and(|s| s < token)
        }
        _ => false,
    };
    !text.ancestors(token).take_while(|&t| t != verb).any(|t| crosses(&t))
}

/// The country or law-making region that the noun names.
fn rules_at<'a>(text: &'a Annotated, noun: usize) -> Option<(&'a str, ActorKind, Span)> {
    let words = text.entity_of(noun).map_or(TokenRange::new(noun, noun + 1), |e| e.tokens);
    let span = text.span(words);
    let name = text.document.at(span);
    let plain = name.strip_prefix("the ").unwrap_or(name);
    let country = actors::country_named(plain).map(|country| (country, ActorKind::Country, span));
    country.or_else(|| is_region(plain).then_some((plain, ActorKind::Body, span)))
}

/// A part of a federation, or a nation within a state, with a parliament of its own.
pub fn is_region(name: &str) -> bool {
    has(&lexicon().regions, name)
}

/// A place, or a body of a kind that sets rules, which acts but is not known: "Ghent has barred", "the city of Ghent",
/// "a court in Ghent".
pub fn named(text: &Annotated, doer: usize) -> Option<Actor> {
    let body = |name: String, words: TokenRange, rule| Actor {
        name,
        kind: ActorKind::Body,
        mention: Some(text.span(words)),
        rule,
    };
    let token = &text.tokens[doer];
    match token.pos {
        Pos::Propn => {
            let entity = text.entity_of(doer).filter(|e| e.label == EntityLabel::Gpe)?;
            let name = text.document.at(text.span(entity.tokens));
            Some(body(name.strip_prefix("the ").unwrap_or(name).to_owned(), entity.tokens, CITY))
        }
        Pos::Noun if token.tag == "NN" && has(&lexicon().officials, text.lemma(doer)) => {
            let of = clause::prepositional(text, doer, &["of"]).filter(|&o| text.tokens[o].pos == Pos::Propn);
            let words = text.subtree(doer);
            let place = of.filter(|_| has(&lexicon().places, text.lemma(doer)));
            let name = match place {
                Some(place) => text.document.at(text.span(text.subtree(place))).to_owned(),
                None => introduced(text, words, doer),
            };
            // "The court" alone is one that the text has named otherwise.
            let told = place.is_some() || name.contains(' ');
            told.then(|| body(name, words, if place.is_some() { CITY } else { "introduced" }))
        }
        _ => None,
    }
}
