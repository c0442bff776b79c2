//! Phrases that denote actors, resolved within one document.
//!
//! Names first ([`gazetteer`], [`persons`], [`bodies`]), then in text order what only the context resolves
//! ([`descriptions`], [`pronouns`]), by [`salience`]. Every step is linear in the text: an antecedent stands within a
//! bounded number of phrases.
mod bodies;
mod descriptions;
mod gazetteer;
mod groups;
mod issuers;
pub(crate) mod knowledge;
mod lexicon;
pub mod names;
mod offices;
mod parties;
mod persons;
mod place;
mod pronouns;
mod referent;
mod rows;
mod salience;
mod scene;
mod speakers;

pub use descriptions::{introduced, is_office, kind_of_noun, may_act};
pub use gazetteer::seat_of;
pub use knowledge::{ActorsError, Problem, add_actors, count_actors};

use crate::clause;
use pronouns::Pronoun;
use rapporteur_record::{
    ActorKind, Annotated, Dep, EntityLabel, Mention, MentionKind, Pos, SentenceKind, TokenRange,
};
use salience::Salience;
use scene::Scene;

/// Every mention, in text order; nested ones follow those that hold them.
pub fn find(annotated: &Annotated) -> Vec<Mention> {
    let mut scene = Scene::new(annotated);
    gazetteer::find(&mut scene);
    parties::find(&mut scene);
    let offices = persons::find(&mut scene);
    bodies::find(&mut scene);
    let described = descriptions::candidates(&scene, offices);
    read_on(&mut scene, described);
    let mentions = scene.into_mentions().into_iter();
    // Boilerplate names nobody who acts.
    mentions.filter(|m| annotated.sentence_of(m.head).kind != SentenceKind::Clutter).collect()
}

/// What waits for its context, by the token at which it is read.
enum Waiting {
    Description(descriptions::Description),
    Pronoun(Pronoun),
    /// Index into `Scene::found`.
    Name(usize),
    Thing,
    /// "Who" of a relative clause.
    Who,
    /// "Both", "the two".
    Pair,
}

impl Waiting {
    /// Of phrases that start together a possessive is read before what it possesses.
    const fn rank(&self) -> u8 {
        match self {
            Self::Pronoun(_) => 0,
            Self::Name(_) => 1,
            Self::Description(_) => 2,
            Self::Thing | Self::Who | Self::Pair => 3,
        }
    }
}

/// Goes through the text once, resolving each phrase by what was read before it; what a speaker says of itself last,
/// since the speaker may be named after it.
fn read_on(scene: &mut Scene, described: Vec<descriptions::Description>) {
    let mut waiting: Vec<(usize, Waiting)> = Vec::new();
    waiting.extend((0..scene.found.len()).map(|i| (scene.found[i].tokens.start, Waiting::Name(i))));
    waiting.extend(things(scene, &described).into_iter().map(|t| (t, Waiting::Thing)));
    waiting.extend((0..scene.text.tokens.len()).filter(|&t| is_who(scene, t)).map(|t| (t, Waiting::Who)));
    waiting.extend(
        (0..scene.text.tokens.len()).filter(|&t| rows::is_lone(scene, t)).map(|t| (t, Waiting::Pair)),
    );
    waiting.extend(described.into_iter().map(|d| (d.tokens.start, Waiting::Description(d))));
    let pronouns = (0..scene.text.tokens.len()).filter_map(|t| Some((t, Pronoun::at(scene, t)?)));
    let (own, others): (Vec<_>, Vec<_>) = pronouns.partition(|(_, p)| p.is_first_person());
    waiting.extend(others.into_iter().map(|(t, p)| (t, Waiting::Pronoun(p))));
    waiting.sort_by_key(|(token, phrase)| (*token, phrase.rank()));
    complete_offices(scene);
    tell_genders(scene);
    let mut salience = Salience::default();
    for (token, phrase) in waiting {
        read(scene, &mut salience, token, phrase);
    }
    for (token, pronoun) in own {
        let choice = pronouns::resolve(scene, &salience, token, pronoun);
        scene.take_up(TokenRange::new(token, token + 1), MentionKind::Pronoun, choice);
    }
}

/// "500 miles", "six per cent"
const fn is_amount(label: EntityLabel) -> bool {
    matches!(label, EntityLabel::Quantity | EntityLabel::Percent | EntityLabel::Money | EntityLabel::Cardinal)
}

/// "Berg, who had told her": the subject of a relative clause speaks for its noun.
fn is_who(scene: &Scene, token: usize) -> bool {
    let verb = scene.text.tokens[token].head;
    scene.text.tokens[token].tag == "WP"
        && scene.is_subject(token)
        && scene.text.tokens[verb].dep == Dep::Relcl
}

/// "A spokesman for the Haulage Association": the body, which was not found yet when the office was read.
fn complete_offices(scene: &mut Scene) {
    let mut owned: Vec<(usize, String)> = Vec::new();
    for found in &scene.found {
        let Some(person) = found.referent.filter(|&r| salience::is_person(scene, r)) else { continue };
        if scene.referents[person].offices.iter().any(|o| o.of.is_some()) {
            continue;
        }
        let inside = found.tokens.iter().filter_map(|t| scene.owner(t)?.referent);
        let body = inside.map(|r| &scene.referents[r]).find(|r| r.kind == ActorKind::Body);
        owned.extend(body.map(|b| (person, b.name.clone())));
    }
    for (person, body) in owned {
        if let Some(office) = scene.referents[person].offices.last_mut() {
            office.of = Some(body);
        }
    }
}

/// Of persons whose given name tells nothing, the gender that their office does ("spokeswoman").
fn tell_genders(scene: &mut Scene) {
    for referent in &mut scene.referents {
        let told = referent.offices.iter().map(|o| lexicon::lexicon().noun_gender(&o.role));
        let told =
            told.fold(lexicon::Gender::Unknown, |a, b| if a == lexicon::Gender::Unknown { b } else { a });
        referent.learn(told);
    }
}

/// Nouns that name nobody: "it" and "they" may mean them.
fn things(scene: &Scene, described: &[descriptions::Description]) -> Vec<usize> {
    let mut taken = vec![false; scene.text.tokens.len()];
    for description in described {
        taken[description.head] = true;
    }
    let noun = |&t: &usize| {
        let token = &scene.text.tokens[t];
        token.pos == Pos::Noun && !matches!(token.dep, Dep::Compound | Dep::Npadvmod | Dep::Amod)
    };
    for amount in scene.text.entities.iter().filter(|e| is_amount(e.label)) {
        taken[amount.tokens.start..amount.tokens.end].fill(true);
    }
    let open = |&t: &usize| !taken[t] && scene.owner(t).is_none() && !offices::is_time(scene, t);
    (0..taken.len()).filter(noun).filter(open).collect()
}

/// "His press secretary, X": X belongs to the country of whoever "his" means.
fn belong(scene: &mut Scene, salience: &Salience, start: usize, person: usize) {
    if scene.text.tokens[start].tag != "PRP$" || scene.referents[person].country.is_some() {
        return;
    }
    if let Some(owner) = pronouns::meant(scene, salience, start).filter(|&o| o != person) {
        scene.referents[person].country = scene.referents[owner].country.clone();
    }
}

fn read(scene: &mut Scene, salience: &mut Salience, token: usize, phrase: Waiting) {
    match phrase {
        Waiting::Name(i) => {
            let tokens = scene.found[i].tokens;
            if let Some(referent) = scene.found[i].referent {
                belong(scene, salience, tokens.start, referent);
                see(scene, salience, referent, tokens);
            }
        }
        Waiting::Pronoun(pronoun) => {
            let tokens = TokenRange::new(token, token + 1);
            let choice = pronouns::resolve(scene, salience, token, pronoun);
            let referent = choice.referent;
            scene.take_up(tokens, MentionKind::Pronoun, choice);
            if let Some(referent) = referent {
                scene.referents[referent].hear(pronoun.gender());
                salience.see(scene, referent, tokens, token);
            }
        }
        Waiting::Description(description) => {
            let choice = groups::resolve(scene, salience, &description)
                .unwrap_or_else(|| descriptions::resolve(scene, salience, &description));
            let referent = choice.referent;
            let before = descriptions::called(scene, &description).filter(|_| choice.rule == "apposition");
            if let Some((before, named)) = before.zip(referent).filter(|(b, n)| b != n) {
                scene.merge(before, named);
                salience.merge(before, named);
            }
            scene.take_up(description.tokens, MentionKind::Description, choice);
            match referent {
                Some(referent) => see(scene, salience, referent, description.tokens),
                None => salience.see_thing(scene, description.head),
            }
        }
        Waiting::Thing => salience.see_thing(scene, token),
        Waiting::Pair => {
            let referent = rows::pair(scene, salience, token, "");
            let start = scene.text.child(token, &[Dep::Det]).unwrap_or(token).min(token);
            scene.describe(TokenRange::new(start, token + 1), MentionKind::Description, referent, "pair");
            if let Some(referent) = referent {
                salience.see(scene, referent, TokenRange::new(start, token + 1), token);
            }
        }
        Waiting::Who => {
            let noun = clause::subject(scene.text, scene.text.tokens[token].head);
            if let Some(referent) = noun.and_then(|n| scene.referent_at(n)) {
                salience.see(scene, referent, TokenRange::new(token, token + 1), token);
            }
        }
    }
}

/// Remembers the phrase and, where it ends a row of actors, the row.
fn see(scene: &mut Scene, salience: &mut Salience, referent: usize, tokens: TokenRange) {
    let head = scene.head(tokens);
    salience.see(scene, referent, tokens, head);
    if let Some((row, tokens, first)) = rows::ending(scene, head) {
        salience.see(scene, row, tokens, first);
    }
}
