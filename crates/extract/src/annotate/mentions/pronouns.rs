//! "He", "she", "it", "they": the most salient antecedent that agrees.
use super::lexicon::Gender;
use super::salience::{Salience, Wanted, is_person};
use super::scene::Scene;
use rapporteur_record::{ActorKind, Dep};

/// The third-person pronouns, by what they ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pronoun {
    He,
    She,
    It,
    They,
}

impl Pronoun {
    pub fn of(word: &str) -> Option<Self> {
        match word {
            "he" | "him" | "his" | "himself" => Some(Self::He),
            "she" | "her" | "hers" | "herself" => Some(Self::She),
            "it" | "its" | "itself" => Some(Self::It),
            "they" | "them" | "their" | "themselves" => Some(Self::They),
            _ => None,
        }
    }
}

/// The antecedent, or `None` where the rules abstain: for an empty "it", and inside quotations, where the pronoun may
/// mean anybody.
pub fn resolve(scene: &Scene, salience: &Salience, token: usize, pronoun: Pronoun) -> Option<usize> {
    if scene.is_quoted(token) || scene.is_clutter(token) || scene.text.tokens[token].dep == Dep::Expl {
        return None;
    }
    match pronoun {
        Pronoun::He => person(scene, salience, token, Gender::Male),
        Pronoun::She => person(scene, salience, token, Gender::Female),
        Pronoun::It => thing(scene, salience, token),
        Pronoun::They => group(scene, salience, token),
    }
}

fn person(scene: &Scene, salience: &Salience, token: usize, gender: Gender) -> Option<usize> {
    let fits = |r: usize| is_person(scene, r);
    salience.antecedent(scene, token, &Wanted { gender, sentences: 4, fits: &fits })
}

fn thing(scene: &Scene, salience: &Salience, token: usize) -> Option<usize> {
    let fits = |r: usize| {
        let referent = &scene.referents[r];
        matches!(referent.kind, ActorKind::Body | ActorKind::Country | ActorKind::Outlet) && !referent.plural
    };
    let found =
        salience.antecedent(scene, token, &Wanted { gender: Gender::Unknown, sentences: 1, fits: &fits })?;
    let possessive = scene.text.tokens[token].tag == "PRP$";
    if !possessive && !scene.is_subject(token) {
        return None;
    }
    let here = scene.text.tokens[token].sentence;
    let subject = salience.latest().any(|s| s.referent == found && s.subject && here - s.sentence <= 1);
    (possessive || subject).then_some(found)
}

fn group(scene: &Scene, salience: &Salience, token: usize) -> Option<usize> {
    let fits = |r: usize| scene.referents[r].plural;
    salience.antecedent(scene, token, &Wanted { gender: Gender::Unknown, sentences: 1, fits: &fits })
}
