//! People and bodies without a name, called by the words that introduce them, and those read before by the same noun.
use super::super::gazetteer;
use super::super::knowledge::knowledge;
use super::super::lexicon::lexicon;
use super::super::names;
use super::super::offices::Article;
use super::super::place::{self, Role};
use super::super::pronouns;
use super::super::salience::{Salience, is_person};
use super::super::scene::{Referent, Scene};
use super::office::possessor;
use super::{Class, Description};
use rapporteur_record::{ActorKind, Annotated, Dep, Pos, TokenRange};

/// Somebody of the same noun read before ("the official"), else somebody new.
pub(super) fn person_or_group(
    scene: &mut Scene,
    salience: &Salience,
    d: &Description,
) -> (Option<usize>, &'static str) {
    if let Some(country) = own_country(scene, salience, d) {
        return (Some(country), "own-country");
    }
    let definite = d.phrase.article == Some(Article::Definite);
    let numbered = d.tokens.iter().any(|t| scene.text.tokens[t].tag == "CD");
    let bare =
        d.phrase.office.qualifiers.is_empty() && d.phrase.office.of.is_none() && d.phrase.possessor.is_none();
    if bare && (definite || numbered) {
        let same = |r: &Referent| r.noun.as_deref() == Some(d.noun.as_str()) && (r.plural == d.plural);
        let here = scene.text.tokens[d.head].sentence;
        let read = salience.most_spoken_of(here, &|r| same(&scene.referents[r]));
        if read.is_some() {
            return (read, "same-description");
        }
    }
    if let Some(person) = only_person(scene, salience, d).filter(|_| definite && !numbered) {
        return (Some(person), "only-person");
    }
    if bare && is_anybody(scene, d) || is_predicate(scene, d) {
        return (None, "anybody");
    }
    (introduce(scene, salience, d), "introduced")
}

/// "From world leader to laggard": what somebody is, without an article, and nobody of whom something is said.
fn is_predicate(scene: &Scene, d: &Description) -> bool {
    let token = &scene.text.tokens[d.head];
    let bare = !d.plural && d.phrase.article.is_none() && d.phrase.possessor.is_none();
    let named = d.tokens.iter().any(|t| scene.owner(t).is_some() || scene.text.tokens[t].tag == "POS");
    let counted = d.tokens.iter().any(|t| scene.text.tokens[t].tag == "CD");
    bare && !named
        && !counted
        && !scene.is_heading(d.head)
        && matches!(token.dep, Dep::Pobj | Dep::Dobj | Dep::Attr | Dep::Conj)
        && token.tag == "NN"
}

/// "People who rent", "you can't hand a man a rifle": nobody in particular.
fn is_anybody(scene: &Scene, d: &Description) -> bool {
    let people =
        matches!(d.noun.as_str(), "people" | "person") && d.phrase.article != Some(Article::Definite);
    let one = matches!(d.noun.as_str(), "man" | "woman" | "boy" | "girl" | "child");
    let general = d.phrase.article == Some(Article::Indefinite) && !d.plural && !scene.is_subject(d.head);
    let speaks = place::acts(scene, d.head) || Role::of(scene, d.head) == Role::Source;
    !speaks && (people && d.tokens.end == d.head + 1 || one && general)
}

/// "The dairy farmer" after a name that nothing else is known of: the only person about.
fn only_person(scene: &Scene, salience: &Salience, d: &Description) -> Option<usize> {
    let lex = lexicon();
    let office = &d.phrase.office;
    let calling = !d.plural
        && kind_of_noun(&d.noun) == ActorKind::Person
        && !lex.offices.public.contains(&d.noun)
        && !lex.offices.headship.contains(&d.noun);
    let free = calling && office.of.is_none() && d.phrase.possessor.is_none();
    let gender = lex.noun_gender(&d.noun);
    let here = scene.text.tokens[d.head].sentence;
    let only = salience.only_subject(here, 2, &|r| is_person(scene, r)).filter(|_| free)?;
    let who = &scene.referents[only];
    (who.noun.is_none() && who.offices.is_empty() && gender.allows(who.gender)).then_some(only)
}

/// "Her country"
fn own_country(scene: &mut Scene, salience: &Salience, d: &Description) -> Option<usize> {
    let country = matches!(d.noun.as_str(), "country" | "nation") && !d.plural;
    let owner = country.then(|| possessor(scene, salience, d)).flatten()?;
    let name = scene.referents[owner].country.clone()?;
    let known = knowledge().by_name(&name).filter(|k| k.kind == ActorKind::Country)?;
    Some(gazetteer::of(scene, known))
}

/// Somebody new, called by the words that introduce them, without article or number; a possessive pronoun is
/// replaced by its owner's name.
pub(super) fn introduce(scene: &mut Scene, salience: &Salience, d: &Description) -> Option<usize> {
    let name = introduced_name(scene, salience, d);
    if name.is_empty() {
        return None;
    }
    if let Some(known) = scene.of_name(&name) {
        return Some(known);
    }
    let kind = match (d.class, d.plural) {
        (_, true) => ActorKind::Group,
        (Class::Body | Class::Government | Class::Epithet, _) => ActorKind::Body,
        (Class::Office, _) => ActorKind::Person,
        _ => kind_of_noun(&d.noun),
    };
    let country = d
        .phrase
        .office
        .of
        .clone()
        .filter(|of| knowledge().by_name(of).is_some_and(|k| k.kind == ActorKind::Country));
    Some(scene.add(Referent {
        name,
        kind,
        plural: d.plural,
        offices: vec![d.phrase.office.clone()],
        country,
        noun: Some(d.noun.clone()),
        gender: lexicon().noun_gender(&d.noun),
        ..Referent::default()
    }))
}

/// Whether the word, in small letters, is an office by itself.
pub fn is_office(word: &str) -> bool {
    lexicon().offices.nouns.contains(word)
}

/// Whether a noun in the singular, in small letters, may name somebody who acts or a document that speaks.
pub fn may_act(noun: &str) -> bool {
    lexicon().may_act(noun)
}

/// Persons speak as persons, everything organised as a body.
pub fn kind_of_noun(noun: &str) -> ActorKind {
    let lex = lexicon();
    let organised =
        ["group", "campaign", "team", "company", "industry", "union", "association", "staff", "police"];
    match () {
        _ if matches!(noun, "country" | "state" | "nation") => ActorKind::Country,
        _ if lex.bodies.outlets.contains(noun) => ActorKind::Outlet,
        _ if lex.bodies.nouns.contains(noun) || organised.contains(&noun) => ActorKind::Body,
        _ if lex.people.nouns.contains(noun) || lex.offices.nouns.contains(noun) => ActorKind::Person,
        _ if lex.is_trade(noun) => ActorKind::Person,
        _ => ActorKind::Unknown,
    }
}

fn introduced_name(scene: &Scene, salience: &Salience, d: &Description) -> String {
    let words = introduced(scene.text, d.tokens, d.head);
    let Some(pronoun) = d.phrase.possessor else { return words };
    let owner = pronouns::meant(scene, salience, pronoun);
    match owner.map(|id| &scene.referents[id]) {
        Some(owner) if owner.kind == ActorKind::Person => {
            format!("{}'s {words}", names::surname(&owner.name))
        }
        Some(owner) => format!("{}'s {words}", owner.name),
        None => words,
    }
}

/// The words of a phrase around `head` as a name: without relative clause and what follows a comma.
pub fn introduced(text: &Annotated, phrase: TokenRange, head: usize) -> String {
    let cut = (head + 1..phrase.end)
        .find(|&t| {
            let token = &text.tokens[t];
            token.pos == Pos::Punct && token.tag != "HYPH" || matches!(token.tag, "WP" | "WDT" | "WP$")
        })
        .unwrap_or(phrase.end);
    introducing_words(text, TokenRange::new(phrase.start, cut))
}

/// The words of a phrase as a name: without article, number, pronoun or "own" before it, in one line.
fn introducing_words(text: &Annotated, tokens: TokenRange) -> String {
    let skip = |&t: &usize| {
        let tag = text.tokens[t].tag;
        matches!(tag, "DT" | "PRP$" | "WP$" | "PDT" | "CD" | "HYPH")
            || matches!(
                text.word(t).to_lowercase().as_str(),
                "own" | "one" | "other" | "same" | "several" | "many" | "some"
            )
    };
    let start = tokens.iter().find(|t| !skip(t)).unwrap_or(tokens.end);
    let words = text.text(TokenRange::new(start, tokens.end));
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
