//! Known holders of offices whom the names of a document mean.
use super::super::knowledge::{Holder, knowledge};
use super::super::lexicon::lexicon;
use super::super::names;
use super::super::scene::{Office, Scene};
use super::clusters::Cluster;
use rapporteur_record::{ActorKind, PartialDate};

/// The known holder of an office whom the names mean: the surname must agree, nothing may contradict, and a misspelt
/// or lone surname needs the office or its country in the document.
pub fn link(scene: &Scene, cluster: &Cluster, day: Option<PartialDate>) -> Option<&'static Holder> {
    let surname = names::surname(&cluster.name);
    let given = names::given(&cluster.name);
    let in_time = |h: &&Holder| day.is_none_or(|d| h.near(d));
    let exact: Vec<&Holder> = knowledge().surnamed(&names::fold(surname)).filter(in_time).collect();
    let fits = |h: &&&Holder| {
        let named = names::givens_agree(given, names::given(h.name));
        let told = scene.talked_of.contains(h.of) || cluster.country.as_deref() == Some(h.of);
        let same_spelling = !given.is_empty() && names::plain(&cluster.name) == names::plain(h.name);
        named && !contradicts(cluster, h) && (told || same_spelling)
    };
    let near: Vec<&Holder> = exact.iter().filter(fits).copied().collect();
    let candidates = match near.is_empty() && !given.is_empty() {
        true => misspelt(scene, cluster, in_time),
        false => near,
    };
    let first = candidates.first()?;
    candidates.iter().all(|h| h.name == first.name).then_some(*first)
}

/// Holders whose surname is near and whose given name agrees, if the office or its country supports them.
fn misspelt(
    scene: &Scene,
    cluster: &Cluster,
    in_time: impl Fn(&&'static Holder) -> bool,
) -> Vec<&'static Holder> {
    let given = names::given(&cluster.name);
    knowledge()
        .holders
        .iter()
        .filter(in_time)
        .filter(|h| names::tokens_agree(&cluster.surname, &h.surname) >= names::AGREE)
        .filter(|h| names::givens_agree(given, names::given(h.name)))
        .filter(|h| !contradicts(cluster, h) && scene.talked_of.contains(h.of))
        .filter(|h| cluster.offices.is_empty() || cluster.offices.iter().any(|o| h.office.ends_with(&o.role)))
        .collect()
}

/// A country or body of the person's offices that is not the holder's.
fn contradicts(cluster: &Cluster, holder: &Holder) -> bool {
    let part_of = |a: &str, b: &str| a == b || knowledge().by_name(a).is_some_and(|k| k.of == Some(b));
    let same = |of: &String| part_of(of, holder.of) || part_of(holder.of, of);
    let mut owners = cluster.offices.iter().filter_map(|o| o.of.as_ref()).chain(&cluster.country).peekable();
    owners.peek().is_some() && !owners.any(same)
}

/// Offices that the person holds on the day, as knowledge has them; of the last term where the day is unknown.
pub fn known_offices(name: &str, day: Option<PartialDate>) -> Vec<Office> {
    let split = |h: &Holder| {
        let mut words: Vec<String> = h.office.split(' ').map(str::to_owned).collect();
        let phrase = lexicon().offices.phrases.iter().find(|p| h.office.ends_with(p.as_str()));
        let role = match phrase {
            Some(phrase) => phrase.clone(),
            None => words.pop().unwrap_or_default(),
        };
        let qualifiers =
            h.office.strip_suffix(&role).unwrap_or("").split_whitespace().map(str::to_owned).collect();
        Office { role, qualifiers, of: Some(h.of.to_owned()) }
    };
    let folded = names::fold(names::surname(name));
    let mut terms: Vec<&Holder> = knowledge().surnamed(&folded).filter(|h| h.name == name).collect();
    terms.retain(|h| day.is_none_or(|d| h.holds_on(d)));
    terms.into_iter().map(split).collect()
}

pub fn country_of(offices: &[Office]) -> Option<String> {
    let known = |name: &String| {
        let known = knowledge().by_name(name)?;
        if known.kind == ActorKind::Country { Some(name.clone()) } else { known.of.map(str::to_owned) }
    };
    offices.iter().filter_map(|o| o.of.as_ref()).find_map(known)
}
