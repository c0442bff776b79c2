//! Persons: where their names stand, which names are one person's, what their offices are.
mod clusters;
mod holders;
mod introduced;
mod spans;
mod titles;

pub use introduced::{introduced, surnames};

use super::lexicon::{Gender, lexicon};
use super::names;
use super::offices::{self, Phrase};
use super::scene::{Referent, Scene};
use clusters::Cluster;
use rapporteur_record::{ActorKind, MentionKind};
use titles::Named;

/// Claims all names of persons and returns the office phrases that no name took.
pub fn find(scene: &mut Scene) -> Vec<Phrase> {
    let mut is_name = vec![false; scene.text.tokens.len()];
    let mut found = spans::entities(scene);
    spans::mark(&mut is_name, &found);
    let first = offices::phrases(scene, &|t| is_name[t]);
    found.extend(spans::after_titles(scene, &first, &is_name));
    found.extend(spans::given_names(scene, &found));
    let found = spans::disjoint(spans::complete(scene, found));
    spans::mark(&mut is_name, &found);
    let phrases = offices::phrases(scene, &|t| is_name[t]);
    scene.titles(&phrases.iter().map(|p| p.role).collect::<Vec<_>>());
    let (mut named, free) = titles::join(scene, &found, phrases);
    let clusters = clusters::cluster(&named);
    let clusters = clusters::surnames(scene, clusters, &mut named, &is_name);
    let persons: Vec<Cluster> = clusters.into_iter().filter(|c| !c.is_place(scene, &named)).collect();
    for cluster in persons {
        settle(scene, cluster, &named);
    }
    free
}

/// Makes the referent and claims its names.
fn settle(scene: &mut Scene, cluster: Cluster, named: &[Named]) {
    let day = scene.text.document.source.published;
    let linked = holders::link(scene, &cluster, day);
    let mut offices = cluster.offices;
    let mut country = cluster.country.or_else(|| holders::country_of(&offices));
    let (name, rule) = match linked {
        Some(holder) => {
            offices.extend(holders::known_offices(holder.name, day));
            country = country.or_else(|| holders::country_of(&offices));
            (holder.name.to_owned(), "knowledge")
        }
        None => (cluster.name.clone(), "name"),
    };
    let gender = match cluster.gender {
        Gender::Unknown => lexicon().given_gender(name.split(' ').next().unwrap_or("")),
        known => known,
    };
    let id = scene.named(&name, ActorKind::Person);
    let referent: &mut Referent = &mut scene.referents[id];
    referent.gender = gender;
    referent.offices.extend(offices);
    referent.country = referent.country.take().or(country);
    for member in cluster.members {
        let name = &named[member];
        let short = names::given(&name.text).is_empty();
        let rule = if short && rule == "name" { "surname" } else { rule };
        scene.claim(name.tokens, MentionKind::Name, Some(id), rule);
        if name.whole != name.tokens {
            scene.describe(name.whole, MentionKind::Name, Some(id), rule);
        }
        if let Some(tokens) = name.apposition {
            scene.describe(tokens, MentionKind::Description, Some(id), "apposition");
        }
    }
}
