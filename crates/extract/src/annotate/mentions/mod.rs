//! Phrases that denote actors, resolved within one document.
//!
//! Names first ([`gazetteer`], [`persons`], [`bodies`]), then in text order what only the context resolves
//! ([`descriptions`], [`pronouns`]), by [`salience`]. Every step is linear in the text: an antecedent stands within a
//! bounded number of phrases.
mod bodies;
mod descriptions;
mod gazetteer;
mod issuers;
pub(crate) mod knowledge;
mod lexicon;
pub mod names;
mod offices;
mod persons;
mod pronouns;
mod salience;
mod scene;

pub use descriptions::{introduced, kind_of_noun, may_act};
pub use gazetteer::seat_of;

use pronouns::Pronoun;
use rapporteur_record::{Annotated, Mention, MentionKind, TokenRange};
use salience::Salience;
use scene::Scene;

/// Every mention, in text order; nested ones follow those that hold them.
pub fn find(annotated: &Annotated) -> Vec<Mention> {
    let mut scene = Scene::new(annotated);
    gazetteer::find(&mut scene);
    let offices = persons::find(&mut scene);
    bodies::find(&mut scene);
    let described = descriptions::candidates(&scene, offices);
    read_on(&mut scene, described);
    scene.into_mentions()
}

/// What waits for its context, by the token at which it is read.
enum Waiting {
    Description(descriptions::Description),
    Pronoun(Pronoun),
    /// Index into `Scene::found`.
    Name(usize),
}

impl Waiting {
    /// Of phrases that start together a possessive is read before what it possesses.
    const fn rank(&self) -> u8 {
        match self {
            Self::Pronoun(_) => 0,
            Self::Name(_) => 1,
            Self::Description(_) => 2,
        }
    }
}

/// Goes through the text once, resolving each phrase by what was read before it.
fn read_on(scene: &mut Scene, described: Vec<descriptions::Description>) {
    let mut waiting: Vec<(usize, Waiting)> = Vec::new();
    waiting.extend((0..scene.found.len()).map(|i| (scene.found[i].tokens.start, Waiting::Name(i))));
    waiting.extend(described.into_iter().map(|d| (d.tokens.start, Waiting::Description(d))));
    let pronouns = (0..scene.text.tokens.len()).filter_map(|t| Some((t, Pronoun::of(scene.lower(t))?)));
    waiting.extend(pronouns.map(|(t, p)| (t, Waiting::Pronoun(p))));
    waiting.sort_by_key(|(token, phrase)| (*token, phrase.rank()));
    let mut salience = Salience::default();
    for (token, phrase) in waiting {
        read(scene, &mut salience, token, phrase);
    }
}

/// "His press secretary, X": X belongs to the country of whoever "his" means.
fn belong(scene: &mut Scene, salience: &Salience, start: usize, person: usize) {
    if scene.text.tokens[start].tag != "PRP$" || scene.referents[person].country.is_some() {
        return;
    }
    let owner = Pronoun::of(scene.lower(start)).and_then(|p| pronouns::resolve(scene, salience, start, p));
    if let Some(owner) = owner.filter(|&o| o != person) {
        scene.referents[person].country = scene.referents[owner].country.clone();
    }
}

fn read(scene: &mut Scene, salience: &mut Salience, token: usize, phrase: Waiting) {
    match phrase {
        Waiting::Name(i) => {
            let tokens = scene.found[i].tokens;
            if let Some(referent) = scene.found[i].referent {
                belong(scene, salience, tokens.start, referent);
                salience.see(scene, referent, scene.head(tokens));
            }
        }
        Waiting::Pronoun(pronoun) => {
            let referent = pronouns::resolve(scene, salience, token, pronoun);
            scene.describe(TokenRange::new(token, token + 1), MentionKind::Pronoun, referent, "pronoun");
            if let Some(referent) = referent {
                salience.see(scene, referent, token);
            }
        }
        Waiting::Description(description) => {
            let (referent, rule) = descriptions::resolve(scene, salience, &description);
            let head = scene.head(description.tokens);
            scene.describe(description.tokens, MentionKind::Description, referent, rule);
            if let Some(referent) = referent {
                salience.see(scene, referent, head);
            }
        }
    }
}
