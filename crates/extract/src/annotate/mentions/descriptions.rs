//! "The minister", "the bloc", "EU lawmakers", "a senior defence source": phrases without a name of their own.
//!
//! A description means somebody read before whose office agrees, else the known holder of that office on the day of
//! publication, else somebody unnamed who is called by the words that introduce them.
use super::gazetteer;
use super::issuers;
use super::knowledge::knowledge;
use super::lexicon::{Gender, lexicon};
use super::names;
use super::offices::{self, Article, Phrase};
use super::place::Place;
use super::pronouns;
use super::salience::{Choice, Salience, Wanted, is_person, nothing};
use super::scene::{Office, Referent, Scene};
use rapporteur_record::{ActorKind, Annotated, Dep, Pos, TokenRange};

/// How many referents are searched where none is near: more than any article names, and a bound for hostile input.
const REFERENTS: usize = 512;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    Office,
    /// People and groups without an office: "sources", "allies".
    People,
    Government,
    Body,
    /// "the bloc": a known word for a known body.
    Epithet,
    /// "the resolution": speaks for whoever issued it.
    Document,
}

#[derive(Debug, Clone)]
pub struct Description {
    pub tokens: TokenRange,
    /// The noun itself.
    pub head: usize,
    pub noun: String,
    pub plural: bool,
    pub phrase: Phrase,
    pub class: Class,
}

/// Everything that may be a description: office phrases that no name took, and other nouns for people and bodies.
pub fn candidates(scene: &Scene, offices: Vec<Phrase>) -> Vec<Description> {
    let mut covered = vec![false; scene.text.tokens.len()];
    let is_person = |t: usize| owner_kind(scene, t) == Some(ActorKind::Person);
    let mut found: Vec<Description> = Vec::new();
    for phrase in offices {
        let head = phrase.role.end - 1;
        if is_modifier(scene, head) || scene.is_clutter(head) || is_body_part(scene, &phrase, head) {
            continue;
        }
        covered[phrase.tokens.start..phrase.role.end].fill(true);
        found.push(describe(scene, phrase, Class::Office));
    }
    let open = |&t: &usize| {
        !covered[t] && !scene.is_clutter(t) && scene.owner(t).is_none() && !is_modifier(scene, t)
    };
    for token in (0..scene.text.tokens.len()).filter(open) {
        if let Some(class) = class_of(scene, token) {
            let phrase = offices::around(scene, TokenRange::new(token, token + 1), 0, &is_person);
            found.push(describe(scene, phrase, class));
        }
    }
    found
}

/// "Shook her head"
fn is_body_part(scene: &Scene, phrase: &Phrase, head: usize) -> bool {
    let part = scene.lower(head) == "head" && phrase.possessor.is_some() && phrase.office.of.is_none();
    part && matches!(scene.text.tokens[head].dep, Dep::Dobj | Dep::Pobj)
}

fn owner_kind(scene: &Scene, token: usize) -> Option<ActorKind> {
    let id = scene.owner(token)?.referent?;
    Some(scene.referents[id].kind)
}

fn is_modifier(scene: &Scene, token: usize) -> bool {
    let t = &scene.text.tokens[token];
    matches!(t.dep, Dep::Compound | Dep::Amod | Dep::Nmod)
        && t.head > token
        && !scene.text.tokens[t.head].tag.starts_with('V')
}

fn class_of(scene: &Scene, token: usize) -> Option<Class> {
    if scene.text.tokens[token].pos != Pos::Noun && scene.text.tokens[token].pos != Pos::Propn {
        return None;
    }
    let noun = offices::singular(scene, token);
    let lex = lexicon();
    if lex.people.government.contains(&noun) {
        Some(Class::Government)
    } else if knowledge().is_epithet(&noun) {
        Some(Class::Epithet)
    } else if lex.documents.nouns.contains(&noun) {
        Some(Class::Document)
    } else if lex.bodies.nouns.contains(&noun) {
        Some(Class::Body)
    } else {
        let person = lex.people.nouns.contains(&noun) && !lex.offices.nouns.contains(&noun);
        person.then_some(Class::People)
    }
}

fn describe(scene: &Scene, mut phrase: Phrase, class: Class) -> Description {
    let head = phrase.role.end - 1;
    phrase.tokens.start = attached(scene, phrase.tokens, head);
    let plural = matches!(scene.text.tokens[head].tag, "NNS" | "NNPS");
    let noun = phrase.office.role.clone();
    Description { tokens: phrase.tokens, head, noun, plural, phrase, class }
}

/// Where the words begin that the parse attaches to the head: "under EU law carmakers" has two phrases.
fn attached(scene: &Scene, tokens: TokenRange, head: usize) -> usize {
    let inside = |t: usize| {
        let above = scene.text.tokens[t].head;
        above >= t && above <= head || scene.text.tokens[t].tag == "POS"
    };
    (tokens.start..head).find(|&t| (t..head).all(inside)).unwrap_or(head)
}

/// Whom the description means, and by which rule.
pub fn resolve(scene: &mut Scene, salience: &Salience, d: &Description) -> Choice {
    let (referent, rule) = meaning(scene, salience, d);
    let latest = |r: usize| salience.phrases().find(|s| s.referent == Some(r)).map(|s| s.tokens);
    Choice { referent, rule, antecedent: referent.and_then(latest), weighed: Vec::new() }
}

fn meaning(scene: &mut Scene, salience: &Salience, d: &Description) -> (Option<usize>, &'static str) {
    if let Some(person) = person_beside(scene, d) {
        scene.referents[person].learn(lexicon().noun_gender(&d.noun));
        return (Some(person), "apposition");
    }
    match d.class {
        Class::Document => (issuers::resolve(scene, salience, d), "issuer"),
        Class::Epithet => (epithet(scene, salience, d).or_else(|| body(scene, salience, d)), "epithet"),
        Class::Government if d.plural && d.phrase.office.of.is_none() => person_or_group(scene, salience, d),
        Class::Government => (government(scene, salience, d), "government"),
        Class::Body => match named_after(scene, d) {
            Some(body) => (Some(body), "apposition"),
            None => (body(scene, salience, d), "body"),
        },
        Class::People => person_or_group(scene, salience, d),
        Class::Office => office(scene, salience, d),
    }
}

/// "Ana Brandt, an engineer from Turku,": the name beside which the description stands.
fn person_beside(scene: &Scene, d: &Description) -> Option<usize> {
    let person = matches!(d.class, Class::People | Class::Office) && !d.plural;
    let name = scene.text.head(d.head).filter(|_| person && scene.text.tokens[d.head].dep == Dep::Appos)?;
    let near = name < d.tokens.start && d.tokens.start - name <= 2;
    scene.owner(name)?.referent.filter(|&r| near && is_person(scene, r))
}

/// Who was called by the same words before the name came: "Australian woman" of the headline.
pub fn called(scene: &Scene, d: &Description) -> Option<usize> {
    let words = introduced(scene.text, d.tokens, d.head);
    scene.of_name(&words).filter(|&r| scene.referents[r].noun.is_some())
}

fn office(scene: &mut Scene, salience: &Salience, d: &Description) -> (Option<usize>, &'static str) {
    if d.plural {
        return match members(scene, salience, d) {
            Some(parliament) => (Some(parliament), "members"),
            None => person_or_group(scene, salience, d),
        };
    }
    let owner = owner(scene, salience, d);
    let definite = d.phrase.article == Some(Article::Definite) || d.phrase.possessor.is_some();
    let wanted =
        Office { of: owner.clone().or_else(|| d.phrase.office.of.clone()), ..d.phrase.office.clone() };
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

/// The country or body that a possessive pronoun gives the office: of "his" the person's, of "its" the thing itself.
fn owner(scene: &Scene, salience: &Salience, d: &Description) -> Option<String> {
    let id = possessor(scene, salience, d)?;
    let referent = &scene.referents[id];
    match referent.kind {
        ActorKind::Person => referent.country.clone(),
        _ => Some(referent.name.clone()),
    }
}

fn possessor(scene: &Scene, salience: &Salience, d: &Description) -> Option<usize> {
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
    if !lexicon().people.members.contains(&d.noun) || numbered || !d.phrase.office.qualifiers.is_empty() {
        return None;
    }
    if let Some(of) = &d.phrase.office.of {
        let known = knowledge().by_name(of)?;
        return (known.class == "parliament").then(|| gazetteer::of(scene, known));
    }
    salience.latest().find(|&r| scene.referents[r].class == "parliament")
}

/// "The bloc", "the alliance" of a body that the text speaks of.
fn epithet(scene: &mut Scene, salience: &Salience, d: &Description) -> Option<usize> {
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
fn government(scene: &mut Scene, salience: &Salience, d: &Description) -> Option<usize> {
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

/// "The carmakers' association ACEA": the name follows its description.
fn named_after(scene: &Scene, d: &Description) -> Option<usize> {
    let next = d.tokens.end;
    let adjacent = scene.text.tokens.get(next)?.sentence == scene.text.tokens[d.head].sentence;
    let id = scene.owner(next).filter(|f| f.tokens.start == next)?.referent?;
    let body = matches!(scene.referents[id].kind, ActorKind::Body | ActorKind::Outlet);
    (adjacent && body && scene.text.tokens[d.head].head >= next).then_some(id)
}

/// A body named by its words ("Russian defence ministry"), or a short form of one read before.
fn body(scene: &mut Scene, salience: &Salience, d: &Description) -> Option<usize> {
    let definite = d.phrase.article == Some(Article::Definite);
    let bare =
        d.phrase.office.qualifiers.is_empty() && d.phrase.office.of.is_none() && d.phrase.possessor.is_none();
    if definite && bare && !d.plural {
        let ends =
            |r: &Referent| names::plain(&r.name).ends_with(&names::plain(&d.noun)) || r.class == d.noun;
        let named = salience
            .latest()
            .find(|&r| scene.referents[r].kind == ActorKind::Body && ends(&scene.referents[r]));
        return named.or_else(|| acts(scene, d.head).then(|| introduce(scene, salience, d)).flatten());
    }
    if bare || d.phrase.article == Some(Article::Indefinite) && d.phrase.office.of.is_none() {
        return None;
    }
    introduce(scene, salience, d)
}

/// Whether the phrase stands where somebody acts or is asked to: a local body that nobody named ("the council").
fn acts(scene: &Scene, head: usize) -> bool {
    matches!(scene.text.tokens[head].dep, Dep::Nsubj | Dep::Dobj | Dep::Dative) || speaks_after(scene, head)
}

/// "Condemned by the ministry", "according to the ministry", "a warning by the ministry".
fn speaks_after(scene: &Scene, head: usize) -> bool {
    let text = scene.text;
    let Some(before) = text.head(head).filter(|_| text.tokens[head].dep == Dep::Pobj) else { return false };
    let according = || before > 0 && text.word(before - 1).eq_ignore_ascii_case("according");
    text.lemma(before) == "by" || text.lemma(before) == "to" && according()
}

/// Somebody of the same noun read before ("the official"), else somebody new.
fn person_or_group(scene: &mut Scene, salience: &Salience, d: &Description) -> (Option<usize>, &'static str) {
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
    (introduce(scene, salience, d), "introduced")
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
fn introduce(scene: &mut Scene, salience: &Salience, d: &Description) -> Option<usize> {
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
        matches!(tag, "DT" | "PRP$" | "PDT" | "CD" | "HYPH")
            || matches!(
                text.word(t).to_lowercase().as_str(),
                "own" | "one" | "other" | "same" | "several" | "many" | "some"
            )
    };
    let start = tokens.iter().find(|t| !skip(t)).unwrap_or(tokens.end);
    let words = text.text(TokenRange::new(start, tokens.end));
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
