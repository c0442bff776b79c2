//! The law that a text speaks of: whose it is, and how far it has come.
use super::authority;
use super::lexicon::{self, has, is_law, is_rule, lexicon};
use crate::link::actors;
use rapporteur_record::{Act, Actor, ActorKind, Annotated, Claim, Decision, Fact, Pos, SentenceKind};
use std::collections::BTreeMap;

/// How far a law has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    Drafted,
    /// The document reports its adoption.
    Adopted,
    /// It is spoken of as it stands.
    Standing,
}

#[derive(Debug, Clone)]
pub struct Law {
    pub authority: Actor,
    /// The token from which on it is spoken of.
    pub from: usize,
    pub stage: Stage,
}

/// The laws of the document, in text order, and to whom a law belongs of which nothing is said.
#[derive(Default)]
pub struct Laws {
    all: Vec<Law>,
    home: Option<Law>,
    /// Whether the document says that the last required decision is still to come.
    pub pending: bool,
}

/// How many sentences further on a law or a rule is still the one spoken of.
const REACH: usize = 3;

impl Laws {
    pub fn of(text: &Annotated, facts: &[Fact]) -> Self {
        let state = home(text);
        let mut all: Vec<Law> = facts.iter().filter_map(|f| decided(text, f, state.as_ref())).collect();
        all.sort_by_key(|l| l.from);
        let owned: Vec<Law> = owned(text).map(|law| staged(law, &all)).collect();
        all.extend(owned);
        all.sort_by_key(|l| l.from);
        let headed = headed(text, state.as_ref(), &all);
        all.extend(headed);
        all.sort_by_key(|l| l.from);
        let home = state.map(|authority| Law {
            authority,
            from: 0,
            stage: all.last().map_or(Stage::Standing, |l| l.stage),
        });
        let lower = text.document.text.to_lowercase();
        let pending = lexicon().status.pending.iter().any(|phrase| lower.contains(phrase.as_str()));
        Self { all, home, pending }
    }

    /// The rule last reported or the law last named before the verb, whichever is nearer, as long as the text goes on
    /// speaking of it.
    pub fn spoken_of<'a>(&'a self, text: &Annotated, verb: usize, last: Option<&'a Law>) -> Option<&'a Law> {
        let here = text.sentences[text.tokens[verb].sentence].tokens.end;
        let before = self.all.iter().rev().find(|l| l.from < here);
        let near = |l: &&Law| is_near(text, l.from, verb);
        before.into_iter().chain(last).filter(near).max_by_key(|l| l.from)
    }

    /// The law that "the law" means: the one spoken of, else the last of the document before, else that of its home.
    pub fn meant<'a>(&'a self, verb: usize, spoken_of: Option<&'a Law>) -> Option<&'a Law> {
        let before = || self.all.iter().rev().find(|l| l.from <= verb);
        spoken_of.or_else(before).or(self.home.as_ref())
    }
}

fn is_near(text: &Annotated, from: usize, verb: usize) -> bool {
    let here = text.tokens[verb].sentence;
    let earliest = here.saturating_sub(REACH);
    let named_again = || {
        let tokens = text.sentences[earliest].tokens.start..text.sentences[here].tokens.end;
        tokens.into_iter().any(|t| text.tokens[t].pos == Pos::Noun && is_law(text.lemma(t)))
    };
    text.tokens[from].sentence >= earliest || named_again()
}

/// The law on which a decision was taken.
fn decided(text: &Annotated, fact: &Fact, home: Option<&Actor>) -> Option<Law> {
    let Claim::Decision(decision) = &fact.claim else { return None };
    let binds = decision.instrument.as_deref().is_none_or(|i| is_rule(i) || lexicon::imposed(i).is_some());
    let stage = stage(decision).filter(|_| binds && decision.binding != Some(false))?;
    let authority = match decision.act {
        Act::Propose => Actor { mention: None, ..decision.body.clone() },
        _ => lawgiver(text, &decision.body, home)?,
    };
    Some(Law { authority, from: text.tokens_in(fact.evidence[0]).start, stage })
}

/// The state whose law it becomes; for a chamber of which nothing is known, or whose name many states have, that of the
/// document.
fn lawgiver(text: &Annotated, body: &Actor, home: Option<&Actor>) -> Option<Actor> {
    let common = is_common_name(body.mention.map_or(&body.name, |m| text.document.at(m)));
    let state = authority::state_of(text, body).filter(|s| !common || is_spoken_of(text, s));
    let own = state.as_ref().is_some_and(|s| s.name == body.name);
    let chamber = own && actors::class_of(body).is_none() && authority::is_official(body);
    let shared = || most_named(text).filter(|_| common);
    match home.filter(|_| chamber) {
        Some(home) => Some(home.clone()),
        None => shared().or(state).or_else(|| home.cloned()),
    }
}

/// "Senate", "House of Representatives".
pub fn is_common_name(name: &str) -> bool {
    let lower = name.to_lowercase();
    lower.split(' ').all(|word| has(&lexicon().chambers, word))
}

fn stage(decision: &Decision) -> Option<Stage> {
    match decision.act {
        Act::Adopt | Act::Approve if lexicon().status.first.contains(&decision.body.name) => {
            Some(Stage::Drafted)
        }
        Act::Adopt | Act::Approve | Act::Ratify => Some(Stage::Adopted),
        Act::Propose | Act::Postpone | Act::Discuss => Some(Stage::Drafted),
        Act::Reject | Act::Veto => None,
    }
}

/// Laws named with their owner: "the Spanish bill", "EU law".
fn owned(text: &Annotated) -> impl Iterator<Item = Law> {
    let is_noun = |&t: &usize| matches!(text.tokens[t].pos, Pos::Noun | Pos::Propn) && is_law(text.lemma(t));
    (0..text.tokens.len()).filter(is_noun).filter_map(|t| {
        let stage = if is_draft(text, t) { Stage::Drafted } else { Stage::Standing };
        let owner = authority::owner(text, t)?;
        let authority = Actor { mention: None, ..authority::state_of(text, &owner)? };
        Some(Law { authority, from: t, stage })
    })
}

/// Laws under which a sub-heading puts what follows: "What the law says".
fn headed(text: &Annotated, state: Option<&Actor>, laws: &[Law]) -> Vec<Law> {
    let heading = |s: &&rapporteur_record::Sentence| s.kind == SentenceKind::Heading;
    let named = text.sentences.iter().filter(heading).flat_map(|s| s.tokens.iter());
    named
        .filter(|&t| text.tokens[t].pos == Pos::Noun && is_law(text.lemma(t)))
        .filter_map(|from| {
            let before = laws.iter().rev().find(|l| l.from <= from);
            let authority = state.or(before.map(|l| &l.authority))?.clone();
            Some(Law { authority, from, stage: before.map_or(Stage::Standing, |l| l.stage) })
        })
        .collect()
}

/// A law of whose authority the document reports decisions is as far as the last of them before it brought it, else the
/// first.
fn staged(law: Law, decided: &[Law]) -> Law {
    let mut same = decided.iter().filter(|d| d.authority.name == law.authority.name);
    let before = same.clone().rev().find(|d| d.from <= law.from);
    let stage = before.or_else(|| same.next()).map_or(law.stage, |d| d.stage);
    Law { stage, ..law }
}

/// "bill", "draft law".
pub fn is_draft(text: &Annotated, noun: usize) -> bool {
    let drafts = &lexicon().status.drafts;
    let is_draft = |t: usize| drafts.iter().any(|d| d == &text.lemma(t).to_lowercase());
    is_draft(noun) || text.children(noun).iter().any(|&c| c < noun && is_draft(c))
}

/// The state or union whose lawmaking bodies the document names most often.
fn home(text: &Annotated) -> Option<Actor> {
    let lawmaking = |a: &&Actor| matches!(actors::class_of(a), Some("parliament" | "union" | "executive"));
    let named = text.mentions.iter().filter_map(|m| m.actor.as_ref()).filter(lawmaking);
    let mut counts: Vec<(Actor, usize)> = Vec::new();
    let own = named.filter(|a| !is_common_name(&a.name)).filter_map(actors::state_of);
    for state in own {
        match counts.iter_mut().find(|(a, _)| a.name == state.name) {
            Some((_, n)) => *n += 1,
            None => counts.push((state, 1)),
        }
    }
    counts
        .into_iter()
        .rev()
        .max_by_key(|&(_, n)| n)
        .map(|(state, _)| Actor { mention: None, ..state })
        .or_else(|| most_named(text))
}

/// Several states have a Senate: a country that the document never names is not the one.
fn is_spoken_of(text: &Annotated, state: &Actor) -> bool {
    let named = |m: &rapporteur_record::Mention| m.actor.as_ref().is_some_and(|a| a.name == state.name);
    state.kind != ActorKind::Country || text.mentions.iter().any(named)
}

/// The state that the document names clearly more often than any other.
fn most_named(text: &Annotated) -> Option<Actor> {
    let states =
        text.mentions.iter().filter_map(|m| m.actor.as_ref()).filter(|a| a.kind == ActorKind::Country);
    let mut counts: BTreeMap<&str, (usize, &Actor)> = BTreeMap::new();
    for state in states {
        counts.entry(&state.name).or_insert((0, state)).0 += 1;
    }
    let mut ranked: Vec<(usize, &Actor)> = counts.into_values().collect();
    ranked.sort_by_key(|&(n, _)| std::cmp::Reverse(n));
    let next = ranked.get(1).map_or(0, |&(n, _)| n);
    let &(n, state) = ranked.first()?;
    (n > next + 1).then(|| Actor { mention: None, ..state.clone() })
}
