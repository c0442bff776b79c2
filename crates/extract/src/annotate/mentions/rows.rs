//! "Rome and Madrid", "the union and the ministry": several actors side by side, whom "they" and "both" take up.
use super::salience::{Salience, is_person};
use super::scene::{Referent, Scene};
use crate::clause;
use rapporteur_record::{ActorKind, Dep, TokenRange};

/// More than any sentence names, and a bound for hostile input.
const LONGEST: usize = 12;

/// The row that ends with the token, once all of its members are resolved: the referent of all, its words, its head.
pub fn ending(scene: &mut Scene, last: usize) -> Option<(usize, TokenRange, usize)> {
    if scene.text.tokens[last].dep != Dep::Conj {
        return None;
    }
    let first = first(scene, last);
    let heads: Vec<usize> =
        std::iter::once(first).chain(clause::conjuncts(scene.text, first)).take(LONGEST).collect();
    if heads.iter().max() != Some(&last) {
        return None;
    }
    let named: Vec<usize> = heads.iter().map(|&h| scene.referent_at(h)).collect::<Option<_>>()?;
    let mut members: Vec<usize> = Vec::new();
    for referent in named {
        if !members.contains(&referent) {
            members.push(referent);
        }
    }
    let kinds = |a: ActorKind| a == ActorKind::Person;
    let alike =
        members.iter().all(|&m| kinds(scene.referents[m].kind) == kinds(scene.referents[members[0]].kind));
    let single = members.iter().all(|&m| scene.referents[m].members.is_empty());
    if members.len() < 2 || !alike || !single {
        return None;
    }
    let tokens = TokenRange::new(first.min(last), first.max(last) + 1);
    Some((row(scene, members), tokens, first))
}

fn first(scene: &Scene, mut token: usize) -> usize {
    for _ in 0..LONGEST {
        match scene.text.tokens[token].dep {
            Dep::Conj => token = scene.text.tokens[token].head,
            _ => break,
        }
    }
    token
}

/// The referent of the row: the same for the same members.
fn row(scene: &mut Scene, members: Vec<usize>) -> usize {
    let names: Vec<&str> = members.iter().map(|&m| scene.referents[m].name.as_str()).collect();
    let name = names.join(" and ");
    if let Some(known) = scene.of_name(&name) {
        return known;
    }
    scene.add(Referent { name, kind: ActorKind::Group, plural: true, members, ..Referent::default() })
}

/// How many sentences back the two may have been named.
const NEAR: usize = 4;

/// Whether the words say that two are meant: "both", "the two", "neither".
pub fn counts_two(scene: &Scene, tokens: TokenRange) -> bool {
    let both = tokens.iter().any(|t| matches!(scene.lower(t), "both" | "neither" | "either"));
    both || scene.lower(tokens.start) == "the" && tokens.iter().any(|t| scene.lower(t) == "two")
}

/// "Both", "the two", "the pair" without a noun.
pub fn is_lone(scene: &Scene, token: usize) -> bool {
    let text = scene.text;
    let acts =
        matches!(text.tokens[token].dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Dobj | Dep::Dative | Dep::Pobj);
    let definite = || text.child(token, &[Dep::Det]).is_some_and(|d| scene.lower(d) == "the");
    let modified = text.child(token, &[Dep::Prep, Dep::Conj, Dep::Relcl]).is_some();
    let word = match scene.lower(token) {
        "both" | "neither" => true,
        "two" | "pair" | "duo" => definite(),
        _ => false,
    };
    acts && word && !modified
}

/// The two of whom the text spoke last side by side, if the noun may mean them.
pub fn pair(scene: &Scene, salience: &Salience, head: usize, noun: &str) -> Option<usize> {
    let here = scene.text.tokens[head].sentence;
    let near =
        salience.phrases().filter(|s| here.saturating_sub(s.sentence) <= NEAR).filter_map(|s| s.referent);
    let row = near.into_iter().find(|&r| scene.referents[r].members.len() == 2)?;
    let members = &scene.referents[row].members;
    let persons = members.iter().all(|&m| is_person(scene, m));
    let countries = members.iter().all(|&m| scene.referents[m].kind == ActorKind::Country);
    let fits = match noun {
        "country" | "capital" | "government" | "state" | "nation" => countries,
        "man" | "woman" | "minister" | "president" | "leader" | "politician" | "lawmaker" | "premier" => {
            persons
        }
        _ => true,
    };
    fits.then_some(row)
}
