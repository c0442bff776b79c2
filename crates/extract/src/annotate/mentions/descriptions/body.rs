//! Bodies and governments: "the bloc", "the German government", "the ministry".
use super::super::gazetteer;
use super::super::knowledge::knowledge;
use super::super::lexicon::lexicon;
use super::super::names;
use super::super::offices::Article;
use super::super::salience::Salience;
use super::super::scene::{Referent, Scene};
use super::Description;
use super::new::introduce;
use super::office::{owner, possessor};
use rapporteur_record::{ActorKind, Dep};

/// "The bloc", "the alliance" of a body that the text speaks of.
pub(super) fn epithet(scene: &mut Scene, salience: &Salience, d: &Description) -> Option<usize> {
    let means = |name: &str| knowledge().by_name(name).filter(|k| k.descriptions.contains(&d.noun.as_str()));
    let read = salience.latest().find(|&r| means(&scene.referents[r].name).is_some());
    let definite = d.phrase.article == Some(Article::Definite);
    let free = d.phrase.office.qualifiers.is_empty() && d.phrase.office.of.is_none();
    if !definite || !(free || read.is_some()) {
        return None;
    }
    read.or_else(|| {
        let mut talked: Vec<&str> = scene.talked_of.iter().copied().filter(|n| means(n).is_some()).collect();
        talked.sort_unstable();
        let known = knowledge().by_name(talked.first()?)?;
        Some(gazetteer::of(scene, known))
    })
}

/// "The German government" is Germany; "the government" that of the country last spoken of.
pub(super) fn government(scene: &mut Scene, salience: &Salience, d: &Description) -> Option<usize> {
    let of_person = d.tokens.iter().find_map(|t| {
        let id = scene.owner(t)?.referent?;
        scene.referents[id].country.clone().filter(|_| scene.referents[id].kind == ActorKind::Person)
    });
    let said = d.phrase.office.of.clone().or(of_person).or_else(|| owner(scene, salience, d));
    let definite = d.phrase.article == Some(Article::Definite);
    let focus = || salience.latest().find_map(|r| scene.referents[r].country.clone());
    let name = said.or_else(|| if definite { focus() } else { None })?;
    let known = knowledge().by_name(&name)?;
    (known.kind == ActorKind::Country).then(|| gazetteer::of(scene, known))
}

/// "Her government" of a person whose country nobody says.
pub(super) fn of_person(scene: &mut Scene, salience: &Salience, d: &Description) -> Option<usize> {
    d.phrase.possessor.and_then(|_| introduce(scene, salience, d))
}

/// "The carmakers' association ACEA": the name follows its description.
pub(super) fn named_after(scene: &Scene, d: &Description) -> Option<usize> {
    let next = d.tokens.end;
    let adjacent = scene.text.tokens.get(next)?.sentence == scene.text.tokens[d.head].sentence;
    let id = scene.owner(next).filter(|f| f.tokens.start == next)?.referent?;
    let body = matches!(scene.referents[id].kind, ActorKind::Body | ActorKind::Outlet);
    (adjacent && body && scene.text.tokens[d.head].head >= next).then_some(id)
}

/// "The east bank", "your offices", "in her office": where somebody is.
fn is_place(scene: &Scene, d: &Description) -> bool {
    let places = &lexicon().places;
    let within = || {
        let prep = scene.text.head(d.head).filter(|_| scene.text.tokens[d.head].dep == Dep::Pobj);
        prep.is_some_and(|p| places.prepositions.contains(scene.lower(p)))
    };
    let sided = || d.phrase.office.qualifiers.iter().any(|q| places.sides.contains(q));
    d.noun == "bank" && sided() || places.premises.contains(&d.noun) && (d.plural || within())
}

/// The body to which a person read before belongs: "his party" after "the Harbour Party's Jonas Reve".
fn own(scene: &Scene, salience: &Salience, d: &Description) -> Option<usize> {
    let person = possessor(scene, salience, d)?;
    let kind = |name: &str| {
        let known = knowledge().by_name(name).is_some_and(|k| k.class == d.noun);
        known || names::plain(name).ends_with(&names::plain(&d.noun))
    };
    let mut of = scene.referents[person].offices.iter().rev().filter_map(|o| o.of.as_deref());
    scene.of_name(of.find(|name| kind(name))?)
}

/// A body named by its words ("Russian defence ministry"), or a short form of one read before.
pub(super) fn body(scene: &mut Scene, salience: &Salience, d: &Description) -> Option<usize> {
    if is_place(scene, d) {
        return None;
    }
    if let Some(own) = own(scene, salience, d) {
        return Some(own);
    }
    let definite = d.phrase.article == Some(Article::Definite);
    let bare =
        d.phrase.office.qualifiers.is_empty() && d.phrase.office.of.is_none() && d.phrase.possessor.is_none();
    if definite && bare && !d.plural {
        let ends = |r: &Referent| {
            names::plain(&r.name).ends_with(&names::plain(&d.noun))
                || r.class.split(' ').next() == Some(&d.noun)
        };
        let named = salience
            .latest()
            .find(|&r| scene.referents[r].kind == ActorKind::Body && ends(&scene.referents[r]));
        if lexicon().places.units.contains(&d.noun) {
            return named;
        }
        let named = named.or_else(|| only_body(scene, salience, d));
        return named.or_else(|| acts(scene, d.head).then(|| introduce(scene, salience, d)).flatten());
    }
    let unit = lexicon().places.units.contains(&d.noun);
    if bare || unit || d.phrase.article == Some(Article::Indefinite) && d.phrase.office.of.is_none() {
        return None;
    }
    introduce(scene, salience, d)
}

/// "The association" after a body of which nothing but its name is known: the only one about.
fn only_body(scene: &Scene, salience: &Salience, d: &Description) -> Option<usize> {
    let here = scene.text.tokens[d.head].sentence;
    let local = |r: usize| {
        let who = &scene.referents[r];
        who.kind == ActorKind::Body && who.class.is_empty() && who.noun.is_none()
    };
    let private = lexicon().bodies.private.contains(&d.noun);
    salience.only_subject(here, 2, &local).filter(|_| private)
}

/// Whether the phrase stands where somebody acts or is asked to: a local body that nobody named ("the council").
fn acts(scene: &Scene, head: usize) -> bool {
    matches!(scene.text.tokens[head].dep, Dep::Dobj | Dep::Dative) || speaks(scene, head)
}

/// Whether it is a subject or the source of what is said.
pub(super) fn speaks(scene: &Scene, head: usize) -> bool {
    scene.text.tokens[head].dep == Dep::Nsubj || speaks_after(scene, head)
}

/// "Condemned by the ministry", "according to the ministry", "a warning by the ministry".
fn speaks_after(scene: &Scene, head: usize) -> bool {
    let text = scene.text;
    let Some(before) = text.head(head).filter(|_| text.tokens[head].dep == Dep::Pobj) else { return false };
    let according = || before > 0 && text.word(before - 1).eq_ignore_ascii_case("according");
    text.lemma(before) == "by" || text.lemma(before) == "to" && according()
}
