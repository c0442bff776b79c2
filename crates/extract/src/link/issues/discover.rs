//! What documents argue about, found without a debate file.
//!
//! 1. While reading, [`crate::extract_openly`] gives the [`Proposal`]s of each document: who wants or does not want
//!    what. They are small; keep them with the document's place in the reading order.
//! 2. After the last document, [`discover`] groups them over all documents into issues and gives the [`Debate`] and, for
//!    each document in the order given, its positions.
//!
//! The result depends on the set of proposals alone, not on the order of documents.
use super::subjects;
use rapporteur_record::{Actor, Claim, Debate, Fact, Issue, PartialDate, Position, Span, Stance};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// One thing that an actor is reported to want, not to want, or to weigh.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Proposal {
    pub holder: Actor,
    /// The words that say what is proposed, as in the text.
    pub phrase: String,
    /// What the phrase does: +1 opens or goes on, -1 closes or ends.
    pub effect: i8,
    /// Whether the holder wants what the phrase says.
    pub stance: Stance,
    pub on: Option<PartialDate>,
    pub evidence: Vec<Span>,
    pub rule: String,
    /// 0 to 1.
    pub confidence: f32,
}

/// The issues of a set of documents.
#[derive(Debug, Clone, PartialEq)]
pub struct Discovery {
    pub debate: Debate,
    /// Positions on these issues, one list a document, in the order given.
    pub positions: Vec<Vec<Fact>>,
}

/// How like a group a proposal must be to join it.
const LIKE: f64 = 0.3;
/// The most issues of one debate; those with most holders are kept.
const MOST: usize = 40;
/// Phrasings kept for each side.
const PHRASES: usize = 4;

/// Groups the proposals of all documents. Only what two holders speak of becomes an issue.
pub fn discover(documents: &[Vec<Proposal>]) -> Discovery {
    let mut entries = entries(documents);
    weigh(&mut entries);
    let mut groups: Vec<Group> = grouped(&entries).into_iter().filter(|g| g.is_argued(&entries)).collect();
    groups.sort_by(|a, b| {
        b.holders(&entries).len().cmp(&a.holders(&entries).len()).then(a.members.cmp(&b.members))
    });
    groups.truncate(MOST);
    let mut taken = BTreeSet::new();
    let issues: Vec<Issue> = groups.iter().map(|g| g.issue(&entries, &mut taken)).collect();
    let mut positions = vec![Vec::new(); documents.len()];
    for (group, issue) in groups.iter().zip(&issues) {
        let direction = group.direction(&entries);
        for &member in &group.members {
            let entry = &entries[member];
            add(&mut positions[entry.document], entry.position(&issue.id, direction));
        }
    }
    positions.iter_mut().for_each(|facts| facts.sort_by_key(|f| f.evidence[0]));
    Discovery { debate: Debate { issues }, positions }
}

struct Entry<'a> {
    document: usize,
    proposal: &'a Proposal,
    /// Term → the word it was made from.
    words: BTreeMap<String, String>,
    weights: BTreeMap<String, f64>,
}

/// All proposals that name something, in an order that does not depend on that of the documents.
fn entries(documents: &[Vec<Proposal>]) -> Vec<Entry<'_>> {
    let all = documents.iter().enumerate().flat_map(|(d, list)| list.iter().map(move |p| (d, p)));
    let mut entries: Vec<Entry> = all
        .map(|(document, proposal)| Entry {
            document,
            proposal,
            words: subjects(&proposal.phrase),
            weights: BTreeMap::new(),
        })
        .filter(|e| !e.words.is_empty())
        .collect();
    entries.sort_by(|a, b| a.key().cmp(&b.key()));
    entries
}

/// Rare terms weigh more; a proposal's weights have length 1.
fn weigh(entries: &mut [Entry]) {
    let mut counts: BTreeMap<String, f64> = BTreeMap::new();
    for term in entries.iter().flat_map(|e| e.words.keys()) {
        *counts.entry(term.clone()).or_insert(0.0) += 1.0;
    }
    let all = entries.len() as f64;
    for entry in entries {
        let raw: BTreeMap<String, f64> =
            entry.words.keys().map(|t| (t.clone(), (1.0 + all / counts[t]).ln())).collect();
        let length = raw.values().map(|w| w * w).sum::<f64>().sqrt();
        entry.weights = raw.into_iter().map(|(t, w)| (t, w / length)).collect();
    }
}

impl Entry<'_> {
    fn key(&self) -> (usize, &str, &str, &[Span]) {
        let p = self.proposal;
        (usize::MAX - self.words.len(), &p.phrase, &p.holder.name, &p.evidence)
    }

    fn position(&self, issue: &str, direction: i8) -> Fact {
        let p = self.proposal;
        let against = p.effect * direction < 0;
        let stance = match p.stance {
            Stance::Support | Stance::Conditional if against => Stance::Oppose,
            Stance::Oppose if against => Stance::Support,
            same => same,
        };
        Fact {
            claim: Claim::Position(Position { holder: p.holder.clone(), issue: issue.to_owned(), stance }),
            on: p.on,
            evidence: p.evidence.clone(),
            rule: format!("position/discovered/{}", p.rule),
            confidence: p.confidence,
            why: None,
        }
    }
}

/// One position per holder, issue and stance.
fn add(facts: &mut Vec<Fact>, fact: Fact) {
    let same = |f: &&mut Fact| match (&f.claim, &fact.claim) {
        (Claim::Position(a), Claim::Position(b)) => {
            a.holder.name == b.holder.name && a.issue == b.issue && a.stance == b.stance
        }
        _ => false,
    };
    match facts.iter_mut().find(same) {
        Some(known) => {
            known.on = known.on.or(fact.on);
            known.evidence.extend(fact.evidence);
            known.evidence.sort();
            known.evidence.dedup();
        }
        None => facts.push(fact),
    }
}

/// Proposals about one thing.
#[derive(Default)]
struct Group {
    members: Vec<usize>,
    sums: BTreeMap<String, f64>,
}

/// Each proposal joins the group that it is most like, or founds one. Groups are looked up by shared terms.
fn grouped(entries: &[Entry]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut by_term: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (n, entry) in entries.iter().enumerate() {
        let near: BTreeSet<usize> =
            entry.words.keys().filter_map(|t| by_term.get(&**t)).flatten().copied().collect();
        let best = near
            .into_iter()
            .map(|g| (g, groups[g].likeness(entry)))
            .filter(|(_, like)| *like >= LIKE)
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        let group = best.map_or_else(
            || {
                groups.push(Group::default());
                groups.len() - 1
            },
            |(g, _)| g,
        );
        groups[group].join(n, entry);
        for term in entry.words.keys() {
            by_term.entry(term).or_default().insert(group);
        }
    }
    groups
}

impl Group {
    fn join(&mut self, member: usize, entry: &Entry) {
        self.members.push(member);
        for (term, weight) in &entry.weights {
            *self.sums.entry(term.clone()).or_insert(0.0) += weight;
        }
    }

    /// Cosine between the proposal and the group's sum.
    fn likeness(&self, entry: &Entry) -> f64 {
        let length = self.sums.values().map(|w| w * w).sum::<f64>().sqrt();
        entry.weights.iter().filter_map(|(t, w)| self.sums.get(t).map(|s| s * w)).sum::<f64>() / length
    }

    fn holders(&self, entries: &[Entry]) -> BTreeSet<String> {
        self.members.iter().map(|&m| entries[m].proposal.holder.name.clone()).collect()
    }

    /// Two holders speak of it, and at least one takes a side.
    fn is_argued(&self, entries: &[Entry]) -> bool {
        let sided = self.members.iter().any(|&m| entries[m].proposal.stance != Stance::Undecided);
        sided && self.holders(entries).len() > 1
    }

    /// The member most like the whole, of those who want something.
    fn typical(&self, entries: &[Entry]) -> usize {
        let wanted = |m: &usize| matches!(entries[*m].proposal.stance, Stance::Support | Stance::Conditional);
        let rank = |&m: &usize| (wanted(&m), (self.likeness(&entries[m]) * 1e6) as i64, std::cmp::Reverse(m));
        self.members.iter().copied().max_by_key(rank).unwrap_or(0)
    }

    fn direction(&self, entries: &[Entry]) -> i8 {
        entries[self.typical(entries)].proposal.effect
    }

    fn issue(&self, entries: &[Entry], taken: &mut BTreeSet<String>) -> Issue {
        let typical = entries[self.typical(entries)].proposal;
        let side = |wanted: bool| -> Vec<String> {
            let mut phrases: Vec<String> = Vec::new();
            for p in self.members.iter().map(|&m| entries[m].proposal) {
                let agrees = p.effect * typical.effect > 0;
                let fits = match p.stance {
                    Stance::Support | Stance::Conditional => agrees == wanted,
                    Stance::Oppose => agrees != wanted,
                    Stance::Undecided => false,
                };
                let phrase = said(p);
                if fits && phrases.len() < PHRASES && !phrases.contains(&phrase) {
                    phrases.push(phrase);
                }
            }
            phrases
        };
        let id = self.id(entries, taken);
        Issue { id, text: sentence(&typical.phrase), pro: side(true), contra: side(false) }
    }

    /// The heaviest words, with a number where that name is taken.
    fn id(&self, entries: &[Entry], taken: &mut BTreeSet<String>) -> String {
        let mut terms: Vec<(&String, &f64)> = self.sums.iter().collect();
        terms.sort_by(|a, b| b.1.total_cmp(a.1).then(a.0.cmp(b.0)));
        let word = |term: &String| self.members.iter().find_map(|&m| entries[m].words.get(term)).cloned();
        let name =
            terms.iter().take(3).filter_map(|(t, _)| word(t)).map(|w| slug(&w)).collect::<Vec<_>>().join("-");
        let id = (1..)
            .map(|n| if n == 1 { name.clone() } else { format!("{name}-{n}") })
            .find(|i| !taken.contains(i));
        let id = id.unwrap_or(name);
        taken.insert(id.clone());
        id
    }
}

fn slug(word: &str) -> String {
    word.chars().filter(|c| c.is_alphanumeric() || *c == '-').collect()
}

/// A phrase with the attitude to it, as an example phrasing.
fn said(proposal: &Proposal) -> String {
    let phrase = bare(&proposal.phrase);
    match proposal.stance {
        Stance::Oppose => format!("No to this: {phrase}"),
        _ => phrase,
    }
}

/// A phrase put as a sentence.
fn sentence(phrase: &str) -> String {
    format!("The proposal is {}.", bare(phrase))
}

/// One line without marks at its ends.
fn bare(phrase: &str) -> String {
    let line = phrase.split_whitespace().collect::<Vec<_>>().join(" ");
    line.trim_matches(|c: char| !c.is_alphanumeric() && c != '%').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rapporteur_record::ActorKind;

    fn proposal(holder: &str, phrase: &str, effect: i8, stance: Stance) -> Proposal {
        let holder = Actor { name: holder.into(), kind: ActorKind::Country, mention: None, rule: "test" };
        let evidence = vec![Span::new(0, phrase.len())];
        Proposal {
            holder,
            phrase: phrase.into(),
            effect,
            stance,
            on: None,
            evidence,
            rule: "test".into(),
            confidence: 0.8,
        }
    }

    fn documents() -> Vec<Vec<Proposal>> {
        vec![
            vec![
                proposal("Spain", "to ban bottom trawling in marine reserves", -1, Stance::Support),
                proposal("Malta", "a ban on bottom trawling in the reserves", -1, Stance::Oppose),
            ],
            vec![
                proposal("Ireland", "to let bottom trawling in reserves go on", 1, Stance::Support),
                proposal("Austria", "a toll on the Brenner motorway", 1, Stance::Support),
            ],
        ]
    }

    #[test]
    fn what_two_holders_speak_of_becomes_an_issue() {
        let found = discover(&documents());
        assert_eq!(found.debate.issues.len(), 1);
        assert!(found.debate.issues[0].text.contains("trawling"));
        let stance = |name: &str| {
            found.positions.iter().flatten().find_map(|f| match &f.claim {
                Claim::Position(p) if p.holder.name == name => Some(p.stance),
                _ => None,
            })
        };
        assert_eq!(stance("Malta"), stance("Ireland"));
        assert_ne!(stance("Spain"), stance("Malta"));
        assert_eq!(stance("Austria"), None);
    }

    #[test]
    fn the_order_of_documents_does_not_matter() {
        let forward = documents();
        let backward: Vec<_> = forward.iter().rev().cloned().collect();
        assert_eq!(discover(&forward).debate, discover(&backward).debate);
    }

    #[test]
    fn nothing_comes_of_nothing() {
        assert_eq!(discover(&[vec![], vec![]]).positions, vec![vec![], vec![]]);
    }
}
