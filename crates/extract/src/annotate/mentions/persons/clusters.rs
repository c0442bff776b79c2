//! Which names of a document are one person's.
use super::super::knowledge::knowledge;
use super::super::lexicon::{Gender, lexicon};
use super::super::names;
use super::super::scene::{Office, Scene};
use super::holders::link;
use super::titles::{Named, bare};
use rapporteur_record::{Entity, EntityLabel, Pos, TokenRange};
use std::collections::HashMap;

/// Names that are taken to be one person's.
#[derive(Debug, Default)]
pub struct Cluster {
    pub name: String,
    /// The surname as [`names::fold`] has it.
    pub folded: String,
    /// The same as the matcher compares it.
    pub surname: names::Token,
    pub members: Vec<usize>,
    pub gender: Gender,
    pub offices: Vec<Office>,
    pub country: Option<String>,
}

impl Cluster {
    fn named(name: &str) -> Self {
        let surname = names::surname(name);
        let (folded, token) = (names::fold(surname), names::surname_token(surname));
        Self { name: name.to_owned(), folded, surname: token, ..Self::default() }
    }
}

impl Cluster {
    /// A single word, without office or title, that is a place elsewhere in the text: "Kharkiv" before "region".
    pub fn is_place(&self, scene: &Scene, named: &[Named]) -> bool {
        let names = || self.members.iter().map(|&m| &named[m]);
        let bare = |n: &Named| {
            n.tokens.len() == 1 && n.whole == n.tokens && n.apposition.is_none() && n.offices.is_empty()
        };
        let nouns = &lexicon().places.nouns;
        let before_place = |n: &Named| {
            scene.text.tokens.get(n.tokens.end).is_some_and(|_| nouns.contains(scene.lower(n.tokens.end)))
        };
        let place = |e: &Entity| {
            matches!(e.label, EntityLabel::Gpe | EntityLabel::Loc) && scene.text.text(e.tokens) == self.name
        };
        names().all(bare) && (names().any(before_place) || scene.text.entities.iter().any(place))
    }
}

/// Full names first, then names of one word by surname or, after "Sir" and its like, by given name.
pub fn cluster(named: &[Named]) -> Vec<Cluster> {
    let mut clusters: Vec<Cluster> = Vec::new();
    let full = |n: &Named| !names::given(&n.text).is_empty();
    for (i, name) in named.iter().enumerate().filter(|(_, n)| full(n)) {
        let surname = names::surname_token(names::surname(&name.text));
        let same = clusters.iter().position(|c| {
            names::tokens_agree(&c.surname, &surname) >= names::AGREE
                && c.gender.allows(name.gender)
                && names::givens_agree(names::given(&c.name), names::given(&name.text))
        });
        place(&mut clusters, same, i, name);
    }
    for (i, name) in named.iter().enumerate().filter(|(_, n)| !full(n)) {
        let same = by_one_word(&clusters, name);
        place(&mut clusters, same, i, name);
    }
    clusters
}

/// "Hillary" for the only person of that given name.
fn by_given(clusters: &[Cluster], name: &Named) -> Option<usize> {
    let known = lexicon().is_given_name(&name.text);
    let mut same = (0..clusters.len()).filter(|&i| names::given(&clusters[i].name) == name.text);
    let first = same.next().filter(|_| known)?;
    same.next().is_none().then_some(first)
}

fn by_one_word(clusters: &[Cluster], name: &Named) -> Option<usize> {
    if name.by_given {
        let given = clusters.iter().position(|c| names::given(&c.name).split(' ').any(|g| g == name.text));
        if given.is_some() {
            return given;
        }
    }
    let surname = names::surname_token(&name.text);
    let fits = |c: &&(usize, f32)| c.1 >= names::AGREE;
    let scored: Vec<(usize, f32)> = clusters
        .iter()
        .enumerate()
        .filter(|(_, c)| c.gender.allows(name.gender))
        .map(|(i, c)| (i, names::tokens_agree(&c.surname, &surname)))
        .collect();
    let members = |c: &(usize, f32)| (clusters[c.0].members.len(), std::cmp::Reverse(c.0));
    let best =
        scored.iter().filter(fits).max_by(|a, b| a.1.total_cmp(&b.1).then(members(a).cmp(&members(b))));
    best.map(|b| b.0).or_else(|| by_first_surname(clusters, &surname)).or_else(|| by_given(clusters, name))
}

/// "Pichetto" for the only person with the double surname "Pichetto Fratin".
fn by_first_surname(clusters: &[Cluster], surname: &names::Token) -> Option<usize> {
    let double = |c: &Cluster| {
        let words: Vec<&str> = c.name.split(' ').collect();
        let middle = words.len().checked_sub(2).filter(|&m| m > 0).map(|m| words[m]);
        middle.is_some_and(|w| {
            w.chars().count() > 3 && names::tokens_agree(&names::Token::new(w), surname) >= 0.95
        })
    };
    let mut fits = (0..clusters.len()).filter(|&i| double(&clusters[i]));
    fits.next().filter(|_| fits.next().is_none())
}

fn place(clusters: &mut Vec<Cluster>, same: Option<usize>, member: usize, name: &Named) {
    let at = same.unwrap_or_else(|| {
        clusters.push(Cluster::named(&name.text));
        clusters.len() - 1
    });
    let cluster = &mut clusters[at];
    if name.text.split(' ').count() > cluster.name.split(' ').count() {
        cluster.name = name.text.clone();
    }
    if cluster.gender == Gender::Unknown {
        cluster.gender = name.gender;
    }
    cluster.members.push(member);
    cluster.offices.extend(name.offices.iter().cloned());
    cluster.country = cluster.country.take().or_else(|| name.country.clone());
}

/// The person whom a surname alone means: of several who share it the one most often named in full.
fn by_surname(clusters: &[Cluster]) -> HashMap<String, usize> {
    let mut by_last: HashMap<String, usize> = HashMap::new();
    for (i, cluster) in clusters.iter().enumerate().filter(|(_, c)| c.folded.chars().count() > 2) {
        let best = by_last.entry(cluster.folded.clone()).or_insert(i);
        if clusters[*best].members.len() < cluster.members.len() {
            *best = i;
        }
    }
    by_last
}

/// The only person of each given name; `None` where several share it.
fn by_given_name(clusters: &[Cluster]) -> HashMap<String, Option<usize>> {
    let mut by_first: HashMap<String, Option<usize>> = HashMap::new();
    for (i, cluster) in clusters.iter().enumerate() {
        let first = names::given(&cluster.name).split(' ').next().unwrap_or("");
        if lexicon().is_given_name(first) {
            by_first.entry(first.to_owned()).and_modify(|known| *known = None).or_insert(Some(i));
        }
    }
    by_first
}

/// Surnames of known clusters wherever else they stand capitalised and unclaimed ("Borrell", seen as a place).
pub fn surnames(
    scene: &Scene,
    mut clusters: Vec<Cluster>,
    named: &mut Vec<Named>,
    is_name: &[bool],
) -> Vec<Cluster> {
    let mut by_last = by_surname(&clusters);
    let open = |&t: &usize| {
        let noun = matches!(scene.text.tokens[t].pos, Pos::Propn | Pos::Noun | Pos::Adj | Pos::X);
        !is_name[t] && noun && scene.is_capital(t) && scene.owner(t).is_none()
    };
    let by_first = by_given_name(&clusters);
    for token in (0..scene.text.tokens.len()).filter(open) {
        let folded = names::fold(scene.text.word(token));
        let lone = is_lone_entity(scene, token);
        let read = by_last.get(&folded).or_else(|| by_first.get(scene.text.word(token))?.as_ref()).copied();
        let known =
            read.or_else(|| first_of_double(scene, &clusters, token).filter(|_| lone)).or_else(|| {
                let name = known_surname(scene, &folded, token).filter(|_| lone)?;
                clusters.push(Cluster::named(&name));
                by_last.insert(folded, clusters.len() - 1);
                Some(clusters.len() - 1)
            });
        if let Some(i) = known {
            let start = double_start(scene, &clusters[i], token);
            clusters[i].members.push(named.len());
            named.push(bare(scene, TokenRange::new(start, token + 1)));
        }
    }
    clusters
}

/// Where the surname begins that ends in the token: "López" of "López García".
fn double_start(scene: &Scene, cluster: &Cluster, token: usize) -> usize {
    let words: Vec<&str> = cluster.name.split(' ').collect();
    let first = words.len().checked_sub(2).filter(|&m| m > 0).map(|m| words[m]);
    let before =
        token.checked_sub(1).filter(|&t| first == Some(scene.text.word(t)) && scene.owner(t).is_none());
    before.filter(|&t| scene.text.tokens[t].sentence == scene.text.tokens[token].sentence).unwrap_or(token)
}

fn first_of_double(scene: &Scene, clusters: &[Cluster], token: usize) -> Option<usize> {
    by_first_surname(clusters, &names::surname_token(scene.text.word(token)))
}

/// Whether the model saw a name of its own in the token.
fn is_lone_entity(scene: &Scene, token: usize) -> bool {
    let next = scene.text.entities.partition_point(|e| e.tokens.end <= token);
    scene.text.entities.get(next).is_some_and(|e| e.tokens == TokenRange::new(token, token + 1))
}

/// The word, if it is the surname of a holder of office whom the text may mean.
fn known_surname(scene: &Scene, folded: &str, token: usize) -> Option<String> {
    let name = scene.text.word(token).to_owned();
    let long = name.chars().count() > 5;
    let cluster = Cluster::named(&name);
    let known = long && knowledge().surnamed(folded).next().is_some();
    known.then(|| link(scene, &cluster, scene.text.document.source.published)).flatten().map(|_| name)
}
