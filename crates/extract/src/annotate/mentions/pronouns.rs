//! "He", "she", "it", "they": the most salient antecedent that agrees. "I" and "we": whoever is speaking.
use super::lexicon::Gender;
use super::offices;
use super::place::{Place, governor};
use super::salience::{Choice, Number, Salience, Seen, Wanted, is_person, nothing};
use super::scene::Scene;
use super::speakers;
use crate::clause;
use rapporteur_record::{ActorKind, Dep, Pos, TokenRange};

/// Personal pronouns, by what they ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pronoun {
    He,
    She,
    It,
    They,
    I,
    We,
}

impl Pronoun {
    pub fn at(scene: &Scene, token: usize) -> Option<Self> {
        let named = scene.text.word(token) == "US" || scene.owner(token).is_some();
        if named || !scene.text.tokens[token].tag.starts_with("PRP") {
            return None;
        }
        match scene.lower(token) {
            "he" | "him" | "his" | "himself" => Some(Self::He),
            "she" | "her" | "hers" | "herself" => Some(Self::She),
            "it" | "its" | "itself" => Some(Self::It),
            "they" | "them" | "their" | "theirs" | "themselves" => Some(Self::They),
            "i" | "me" | "my" | "mine" | "myself" => Some(Self::I),
            "we" | "us" | "our" | "ours" | "ourselves" => Some(Self::We),
            _ => None,
        }
    }

    pub const fn is_first_person(self) -> bool {
        matches!(self, Self::I | Self::We)
    }

    pub const fn gender(self) -> Gender {
        match self {
            Self::He => Gender::Male,
            Self::She => Gender::Female,
            _ => Gender::Unknown,
        }
    }
}

/// Whom the pronoun means; open where the rules abstain.
pub fn resolve(scene: &Scene, salience: &Salience, token: usize, pronoun: Pronoun) -> Choice {
    if scene.is_clutter(token) || pronoun == Pronoun::It && is_empty(scene, token) {
        return Choice::open("nobody");
    }
    if ["self", "selves"].iter().any(|end| scene.lower(token).ends_with(end)) {
        return reflexive(scene, token);
    }
    let mut place = Place::of_pronoun(scene, token);
    let whole = speakers::is_whole(scene, token);
    if !pronoun.is_first_person() && whole {
        place.barred.extend(speakers::speaker(scene, salience, token));
    }
    if !whole {
        place.quotation = None;
    }
    match pronoun {
        Pronoun::He | Pronoun::She => person(scene, salience, &place, pronoun.gender()),
        Pronoun::It => thing(scene, salience, &place),
        Pronoun::They => group(scene, salience, &place),
        Pronoun::I | Pronoun::We => speakers::first_person(scene, salience, token, pronoun == Pronoun::We),
    }
}

/// "It is said that", "it seems", "it is unfair to": the subject of a clause that stands later, or of nothing.
fn is_empty(scene: &Scene, token: usize) -> bool {
    let text = scene.text;
    if text.tokens[token].dep == Dep::Expl {
        return true;
    }
    let Some(verb) = text.head(token).filter(|_| scene.is_subject(token)) else { return false };
    let clause = |t: usize| text.child(t, &[Dep::Ccomp, Dep::Xcomp, Dep::Csubj, Dep::Csubjpass, Dep::Advcl]);
    let later = |t: usize| clause(t).is_some_and(|c| c > verb);
    let word = text.child(verb, &[Dep::Acomp, Dep::Attr, Dep::Oprd]);
    match text.lemma(verb) {
        "be" | "know" if text.head(verb).is_some_and(|v| text.lemma(v) == "let") => true,
        "seem" | "appear" | "happen" | "turn" | "rain" | "snow" | "take" => true,
        "be" => later(verb) || word.is_some_and(later) || word.is_some_and(|w| offices::is_time(scene, w)),
        _ => text.tokens[token].dep == Dep::Nsubjpass && later(verb),
    }
}

/// Whom the pronoun at the token was read to mean, or would be if it were read now.
pub fn meant(scene: &Scene, salience: &Salience, token: usize) -> Option<usize> {
    let pronoun = Pronoun::at(scene, token)?;
    scene.referent_at(token).or_else(|| resolve(scene, salience, token, pronoun).referent)
}

/// "Herself": the subject of its clause; just after a noun, the noun ("the official himself").
fn reflexive(scene: &Scene, token: usize) -> Choice {
    let noun = token.checked_sub(1).filter(|&b| {
        let before = &scene.text.tokens[b];
        matches!(before.pos, Pos::Noun | Pos::Propn) && before.sentence == scene.text.tokens[token].sentence
    });
    if let Some(noun) = noun {
        return match scene.referent_at(noun) {
            Some(referent) => Choice::certain(referent, "reflexive", TokenRange::new(noun, token)),
            None => Choice::open("thing"),
        };
    }
    let above = std::iter::once(token).chain(scene.text.ancestors(token).take(8));
    let mut subjects = above.filter_map(|t| match scene.text.tokens[t].dep {
        Dep::Appos => scene.text.head(t),
        _ => governor(scene, t).and_then(|v| clause::subject(scene.text, v)).map(|s| of_relative(scene, s)),
    });
    match subjects.find(|&s| s != token).map(|s| (s, scene.referent_at(s))) {
        Some((s, Some(referent))) => Choice::certain(referent, "reflexive", TokenRange::new(s, s + 1)),
        Some((_, None)) => Choice::open("thing"),
        None => Choice::open("no-antecedent"),
    }
}

/// The noun that a relative pronoun takes up: "Marti, who had himself called".
fn of_relative(scene: &Scene, subject: usize) -> usize {
    let text = scene.text;
    let verb = text.head(subject).filter(|&v| text.tokens[v].dep == Dep::Relcl);
    verb.and_then(|v| text.head(v)).filter(|_| text.tokens[subject].tag.starts_with('W')).unwrap_or(subject)
}

fn person(scene: &Scene, salience: &Salience, place: &Place, gender: Gender) -> Choice {
    let fits = |r: usize| is_person(scene, r);
    let wanted = Wanted { gender, sentences: 10, fits: &fits, things: None, against: &nothing };
    salience.antecedent(scene, place, &wanted)
}

fn thing(scene: &Scene, salience: &Salience, place: &Place) -> Choice {
    if place.quotation.is_some() {
        return Choice::open("quoted");
    }
    let fits = |r: usize| {
        let referent = &scene.referents[r];
        matches!(referent.kind, ActorKind::Body | ActorKind::Country | ActorKind::Outlet) && !referent.plural
    };
    let things = Some(Number::Singular);
    let wanted = Wanted { gender: Gender::Unknown, sentences: 1, fits: &fits, things, against: &nothing };
    let found = salience.antecedent(scene, place, &wanted);
    let possessive = scene.text.tokens[place.token].tag == "PRP$";
    let near = |s: &Seen| {
        s.referent == found.referent && s.is_subject() && place.sentence.saturating_sub(s.sentence) <= 1
    };
    match possessive || place.subject && (!place.barred.is_empty() || salience.phrases().any(near)) {
        true => found,
        false => Choice { referent: None, antecedent: None, rule: "not-subject", ..found },
    }
}

/// A group, a row of actors, or a body that "they" counts as its people.
fn group(scene: &Scene, salience: &Salience, place: &Place) -> Choice {
    let fits = |r: usize| {
        let referent = &scene.referents[r];
        let body = matches!(referent.kind, ActorKind::Body | ActorKind::Outlet);
        referent.plural || body && (place.quotation.is_none() || salience.is_in(r, place.quotation))
    };
    let single = |r: usize| if scene.referents[r].plural { 0.0 } else { 0.8 };
    let things = Some(Number::Plural);
    let wanted = Wanted { gender: Gender::Unknown, sentences: 1, fits: &fits, things, against: &single };
    salience.antecedent(scene, place, &wanted)
}
