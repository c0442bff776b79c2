//! "Rome and Madrid", "the union and the ministry": several actors side by side, whom "they" and "both" take up.
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
    let mut members: Vec<usize> = heads.iter().map(|&h| scene.referent_at(h)).collect::<Option<_>>()?;
    members.sort_unstable();
    members.dedup();
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
