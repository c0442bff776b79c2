//! Offices: "the chancellor", "its foreign minister", "the alliance's chief".
use super::super::gazetteer;
use super::super::knowledge::knowledge;
use super::super::lexicon::{Gender, lexicon};
use super::super::names;
use super::super::offices::Article;
use super::super::place::Place;
use super::super::pronouns;
use super::super::salience::{Salience, Wanted, is_person, nothing};
use super::super::scene::{Office, Referent, Scene};
use super::Description;
use super::body::speaks;
use super::new::person_or_group;
use rapporteur_record::{ActorKind, Pos};

/// How many referents are searched where none is near: more than any article names, and a bound for hostile input.
const REFERENTS: usize = 512;

pub(super) fn office(
    scene: &mut Scene,
    salience: &Salience,
    d: &Description,
) -> (Option<usize>, &'static str) {
    if d.plural {
        return match members(scene, salience, d) {
            Some(parliament) => (Some(parliament), "members"),
            None => person_or_group(scene, salience, d),
        };
    }
    let described = described_owner(scene, salience, d);
    let owner = owner(scene, salience, d).or_else(|| described.as_ref().map(|(_, owner)| owner.clone()));
    let definite = d.phrase.article == Some(Article::Definite) || d.phrase.possessor.is_some();
    let mut wanted = Office { of: owner.or_else(|| d.phrase.office.of.clone()), ..d.phrase.office.clone() };
    wanted.qualifiers.retain(|q| described.as_ref().is_none_or(|(noun, _)| q != noun));
    if definite || wanted.of.is_some() && d.phrase.article.is_none() {
        if let Some(found) = by_office(scene, salience, d, &wanted) {
            return (Some(found), "office");
        }
        if let Some(found) = by_knowledge(scene, salience, &wanted) {
            return (Some(found), "office-holder");
        }
    }
    person_or_group(scene, salience, d)
}

/// "The alliance's chief", "the head of the bloc": the noun, and the body last read of that it describes.
fn described_owner(scene: &Scene, salience: &Salience, d: &Description) -> Option<(String, String)> {
    let role = d.phrase.role;
    let owns = |&t: &usize| {
        let possessor = t < role.start && scene.text.tokens[t + 1].tag == "POS";
        possessor || t >= role.end && scene.text.tokens[t].pos == Pos::Noun
    };
    let noun = d.tokens.iter().filter(owns).map(|t| scene.lower(t)).find(|n| knowledge().is_epithet(n))?;
    let means = |r: usize| {
        let name = scene.referents[r].name.as_str();
        knowledge().by_name(name).filter(|k| k.descriptions.contains(&noun)).map(|k| k.name.to_owned())
    };
    Some((noun.to_owned(), salience.latest().find_map(means)?))
}

/// The country or body that a possessive pronoun gives the office: of "his" the person's, of "its" the thing itself.
pub(super) fn owner(scene: &Scene, salience: &Salience, d: &Description) -> Option<String> {
    let id = possessor(scene, salience, d)?;
    let referent = &scene.referents[id];
    match referent.kind {
        ActorKind::Person => referent.country.clone(),
        _ => Some(referent.name.clone()),
    }
}

pub(super) fn possessor(scene: &Scene, salience: &Salience, d: &Description) -> Option<usize> {
    pronouns::meant(scene, salience, d.phrase.possessor?)
}

/// Somebody read before whose office agrees; the latest by salience, else the only one in the document.
fn by_office(scene: &Scene, salience: &Salience, d: &Description, wanted: &Office) -> Option<usize> {
    let possessor = possessor(scene, salience, d);
    let fits = |r: usize| {
        is_person(scene, r)
            && Some(r) != possessor
            && scene.referents[r].offices.iter().any(|o| office_fits(o, wanted))
            && agrees_in_country(&scene.referents[r], wanted)
    };
    let anywhere = Wanted {
        gender: Gender::Unknown,
        sentences: usize::MAX,
        fits: &fits,
        things: None,
        against: &nothing,
    };
    salience.antecedent(scene, &Place::plain(scene, d.head), &anywhere).referent.or_else(|| {
        let mut all = (0..scene.referents.len().min(REFERENTS)).filter(|&r| fits(r));
        let only = all.next();
        if all.next().is_none() { only } else { None }
    })
}

/// Whether a person who holds `has` can be meant by `wanted`.
fn office_fits(has: &Office, wanted: &Office) -> bool {
    let lex = lexicon();
    let role = lex.role_means(&wanted.role, &has.role);
    let below =
        |o: &Office| o.qualifiers.iter().any(|q| matches!(q.as_str(), "deputy" | "vice" | "assistant"));
    let qualified = wanted.qualifiers.iter().all(|q| has.qualifiers.iter().any(|h| lex.same_office(q, h)));
    role && qualified && (below(wanted) || !below(has))
}

fn agrees_in_country(referent: &Referent, wanted: &Office) -> bool {
    let Some(of) = wanted.of.as_deref() else { return true };
    let part = |a: &str| a == of || knowledge().by_name(a).is_some_and(|k| k.of == Some(of));
    let offices = referent.offices.iter().filter_map(|o| o.of.as_deref()).any(part);
    offices || referent.country.as_deref().is_some_and(part)
}

/// Who held the office on the day: the country must be said, or be the one last spoken of.
fn by_knowledge(scene: &mut Scene, salience: &Salience, wanted: &Office) -> Option<usize> {
    let day = scene.text.document.source.published?;
    let title = lexicon().state_office(&wanted.role);
    let of = match (&wanted.of, &title) {
        (Some(of), _) => of.clone(),
        (None, Some(title)) => focus_with(scene, salience, title)?,
        _ => return None,
    };
    let matches = |office: &str| match &title {
        Some(title) if wanted.qualifiers.is_empty() => office == title,
        _ => {
            let words: Vec<&str> = office.split(' ').collect();
            office.ends_with(&wanted.role)
                && !wanted.qualifiers.is_empty()
                && wanted.qualifiers.iter().all(|q| words.iter().any(|w| lexicon().same_office(q, w)))
        }
    };
    let holder = knowledge().holders.iter().find(|h| h.of == of && h.holds_on(day) && matches(&h.office))?;
    let id = scene.named(holder.name, ActorKind::Person);
    let referent = &mut scene.referents[id];
    referent.gender = lexicon().given_gender(names::given(holder.name).split(' ').next().unwrap_or(""));
    referent.country.get_or_insert_with(|| of.clone());
    referent.offices.push(Office { of: Some(of), ..wanted.clone() });
    Some(id)
}

/// The country last spoken of that has such an office.
fn focus_with(scene: &Scene, salience: &Salience, title: &str) -> Option<String> {
    let has = |name: &str| knowledge().has_office(name, title);
    salience
        .latest()
        .filter_map(|r| scene.referents[r].country.as_deref())
        .find(|c| has(c))
        .map(str::to_owned)
}

/// "Lawmakers" for their parliament: the one named with them, else the one last read of.
fn members(scene: &mut Scene, salience: &Salience, d: &Description) -> Option<usize> {
    let numbered = d.tokens.iter().any(|t| scene.text.tokens[t].tag == "CD");
    if numbered || d.phrase.possessor.is_some() {
        return None;
    }
    if d.noun == "minister" {
        return ministers(scene, salience, d);
    }
    if !lexicon().people.members.contains(&d.noun) || !d.phrase.office.qualifiers.is_empty() {
        return None;
    }
    if let Some(of) = &d.phrase.office.of {
        let known = knowledge().by_name(of)?;
        return (known.class == "parliament").then(|| gazetteer::of(scene, known));
    }
    salience.latest().find(|&r| scene.referents[r].class == "parliament")
}

/// "Energy ministers adopted the law": the council in which ministers of a union meet, where the text has named it.
fn ministers(scene: &Scene, salience: &Salience, d: &Description) -> Option<usize> {
    if d.phrase.office.of.is_some() || !speaks(scene, d.head) {
        return None;
    }
    salience.latest().find(|&r| scene.referents[r].class == "council of ministers")
}
