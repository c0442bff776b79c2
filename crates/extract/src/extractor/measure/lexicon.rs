//! `language/en/measures.toml`.
use rapporteur_record::Effect;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
pub struct Lexicon {
    #[serde(rename = "verb")]
    verbs: Vec<Verb>,
    #[serde(rename = "imposed")]
    imposed: Vec<Imposed>,
    pub imposing: Imposing,
    pub giving: Giving,
    pub nouns: Nouns,
    pub parties: Parties,
    pub scope: Scope,
    pub states: States,
    pub status: StatusWords,
    pub owning: Owning,
    pub made: Made,
    pub officials: Vec<String>,
    pub places: Vec<String>,
    pub regions: Vec<String>,
    pub ending: Vec<String>,
    pub trading: Vec<String>,
    pub idle: Vec<String>,
    pub events: Vec<String>,
    pub forced: Vec<String>,
    pub exempt: Vec<String>,
    pub unlawful: Vec<String>,
    pub chambers: Vec<String>,
    pub says: Vec<String>,
    pub deciding: Vec<String>,
}

#[derive(Deserialize)]
pub struct Verb {
    pub effect: Effect,
    pub frames: Vec<Frame>,
    lemmas: Vec<String>,
    /// Where not empty, the verb sets a rule only for these objects.
    #[serde(default)]
    objects: Vec<String>,
    /// Only states, their bodies and officials set a rule with it.
    #[serde(default)]
    pub official: bool,
}

impl Verb {
    pub fn has_objects(&self) -> bool {
        !self.objects.is_empty()
    }

    pub fn takes(&self, object: &str) -> bool {
        match self.effect {
            Effect::Lifts => has(&LEXICON.nouns.restriction, &object.to_lowercase()),
            _ => self.objects.is_empty() || has(&self.objects, &object.to_lowercase()),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Frame {
    Action,
    Object,
    Give,
}

/// Nouns that are rules by themselves.
#[derive(Deserialize)]
struct Imposed {
    effect: Effect,
    nouns: Vec<String>,
}

#[derive(Deserialize)]
pub struct Imposing {
    pub verbs: Vec<String>,
    pub decide: Vec<String>,
    pub strike: Vec<String>,
    pub money: Vec<String>,
    pub bear: Vec<String>,
}

#[derive(Deserialize)]
pub struct Giving {
    pub verbs: Vec<String>,
    pub permits: Vec<String>,
    pub promises: Vec<String>,
    pub equips: Vec<String>,
    pub releases: Vec<String>,
    pub deeds: Vec<String>,
}

/// What makes somebody the owner of a rule.
#[derive(Deserialize)]
pub struct Owning {
    pub set: Vec<String>,
    /// Verbs by which the state of the body gets the rule.
    pub decide: Vec<String>,
}

/// "made helmets compulsory"
#[derive(Deserialize)]
pub struct Made {
    pub verbs: Vec<String>,
    pub requires: Vec<String>,
    pub forbids: Vec<String>,
    pub permits: Vec<String>,
}

#[derive(Deserialize)]
pub struct Nouns {
    pub restriction: Vec<String>,
    pub supply: Vec<String>,
    pub rule: Vec<String>,
    law: Vec<String>,
    pub practice: Vec<String>,
}

#[derive(Deserialize)]
pub struct Parties {
    pub all: Vec<String>,
    pub nouns: Vec<String>,
    pub endings: Vec<String>,
    pub members: Vec<String>,
}

#[derive(Deserialize)]
pub struct Scope {
    pub limiting: Vec<String>,
    pub spans: Vec<String>,
    pub conditions: Vec<String>,
    pub prepositions: Vec<String>,
}

#[derive(Deserialize)]
pub struct States {
    pub requires: Vec<String>,
    pub forbids: Vec<String>,
    pub permits: Vec<String>,
}

#[derive(Deserialize)]
pub struct StatusWords {
    pub proposed: Vec<String>,
    pub announced: Vec<String>,
    pub first: Vec<String>,
    pub drafts: Vec<String>,
    pub pending: Vec<String>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../language/en/measures.toml")).expect("measures.toml is valid")
});

pub fn lexicon() -> &'static Lexicon {
    &LEXICON
}

/// The readings of a verb that sets rules.
pub fn verbs(lemma: &str) -> impl Iterator<Item = &'static Verb> {
    let lemma = lemma.to_lowercase();
    LEXICON.verbs.iter().filter(move |v| has(&v.lemmas, &lemma))
}

/// What the rule does that a noun names.
pub fn imposed(noun: &str) -> Option<Effect> {
    LEXICON.imposed.iter().find(|i| has(&i.nouns, noun)).map(|i| i.effect)
}

pub fn has(list: &[String], word: &str) -> bool {
    list.iter().any(|w| w == word)
}

pub fn is_rule(lemma: &str) -> bool {
    has(&LEXICON.nouns.rule, &lemma.to_lowercase())
}

/// What only a law or rule is called, by which a text comes back to it.
pub fn is_law(lemma: &str) -> bool {
    has(&LEXICON.nouns.law, &lemma.to_lowercase())
}
