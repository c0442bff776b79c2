//! Whom a document speaks of, and the phrases that denote them.
use super::lexicon::Gender;
use rapporteur_record::{ActorKind, MentionKind, TokenRange};

/// An office or role as words gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// Head noun or phrase, lower case: "minister", "secretary of state".
    pub role: String,
    /// "foreign", "deputy", lower case.
    pub qualifiers: Vec<String>,
    /// Name of the country or body.
    pub of: Option<String>,
}

/// Somebody or something that the document speaks of.
#[derive(Debug, Clone, Default)]
pub struct Referent {
    pub name: String,
    pub kind: ActorKind,
    pub gender: Gender,
    /// The gender of the pronouns that were read to mean it: no proof, since one of them may have been misread.
    pub heard: Gender,
    pub plural: bool,
    pub offices: Vec<Office>,
    /// Name of the country that it belongs to, where known.
    pub country: Option<String>,
    /// The noun that introduced it, where it has no name.
    pub noun: Option<String>,
    /// Parliament, union, government …, for bodies of knowledge.
    pub class: &'static str,
    /// Of a row ("Rome and Madrid"): each of them.
    pub members: Vec<usize>,
}

impl Referent {
    /// Takes a gender that a noun tells, where none is known.
    pub fn learn(&mut self, gender: Gender) {
        if self.gender == Gender::Unknown && self.kind == ActorKind::Person {
            self.gender = gender;
        }
    }

    pub fn hear(&mut self, gender: Gender) {
        if self.heard == Gender::Unknown {
            self.heard = gender;
        }
    }
}

/// A phrase in the text.
#[derive(Debug, Clone)]
pub struct Found {
    pub tokens: TokenRange,
    pub kind: MentionKind,
    /// `None`: a place, or the rules abstain.
    pub referent: Option<usize>,
    pub rule: &'static str,
    /// The phrase that it takes up.
    pub antecedent: Option<TokenRange>,
    pub weighed: Vec<Weight>,
}

/// A referent that was weighed as what a phrase means, with the phrase that spoke for it.
#[derive(Debug, Clone, Copy)]
pub struct Weight {
    pub referent: usize,
    pub tokens: TokenRange,
    pub score: f32,
}
