//! What might be an attribution, before anything decides whether it is one.
use super::lexicon;
use super::{ranges, source::Source};
use rapporteur_record::{Annotated, Dep, Pos, TokenRange};

/// One reading of one cue: the same cue may have several, of which at most one is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    pub frame: Frame,
    /// The word of the cue that carries its class.
    pub head: usize,
    pub cue: Vec<TokenRange>,
    pub source: Option<Source>,
    pub content: Vec<TokenRange>,
    /// The head of the content, where it is one phrase.
    pub content_head: Option<usize>,
    pub shape: Shape,
}

/// What was done to the content that the pattern gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    Whole,
    /// Without what a comma adds at its end: a relative clause, an apposition, a participle.
    Cut(Dep),
    /// On to the next comma.
    ToComma,
    /// On to the end of the sentence.
    ToEnd,
    /// From the start of the sentence.
    ToStart,
    /// With the quoted paragraphs around it.
    RunOn,
}

impl Shape {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Cut(_) => "cut",
            Self::ToComma => "to-comma",
            Self::ToEnd => "to-end",
            Self::ToStart => "to-start",
            Self::RunOn => "run-on",
        }
    }
}

/// The construction in which the cue stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Frame {
    /// "said that …", "said …".
    Clause,
    /// "urged X to …": a clause whose own subject is the addressee, left out.
    Addressed,
    /// "…, he said, …".
    Around,
    /// "At one point, she said, she was …": set off by commas, whatever the tree says.
    Inserted,
    /// "vowed to …".
    Infinitive,
    /// "called X odd": object and what is said of it.
    Predicated,
    /// "welcomed the move".
    Object,
    /// "called for a delay".
    Prepositional,
    /// Beside quotation marks.
    Quoted,
    /// "let it be known that …".
    Idiom,
    /// After a colon.
    Colon,
    /// "according to X".
    According,
    /// "his warning that …".
    NounClause,
    /// "his criticism of …".
    NounPhrase,
    /// "is confident that …", "is against …".
    Adjective,
    /// "X is expected to …", "X seems to …".
    Raised,
    /// "The plan was rejected": the subject of a passive.
    Passive,
    /// "expressed concern about …", "issued a call to …": a verb that lends itself to a noun of saying.
    Light,
    /// "Scholz: no change".
    Label,
    /// A quotation without marks and its speaker's line.
    Block,
    /// "reportedly", "allegedly".
    Adverb,
}

impl Frame {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Clause => "clause",
            Self::Addressed => "addressed",
            Self::Around => "around",
            Self::Inserted => "inserted",
            Self::Infinitive => "infinitive",
            Self::Predicated => "predicated",
            Self::Object => "object",
            Self::Prepositional => "prepositional",
            Self::Quoted => "quoted",
            Self::Idiom => "idiom",
            Self::Colon => "colon",
            Self::According => "according",
            Self::NounClause => "noun-clause",
            Self::NounPhrase => "noun-phrase",
            Self::Adjective => "adjective",
            Self::Raised => "raised",
            Self::Passive => "passive",
            Self::Light => "light",
            Self::Label => "label",
            Self::Block => "block",
            Self::Adverb => "adverb",
        }
    }
}

/// A verb with its auxiliaries, negation and particle, and the adverbs right before it ("has repeatedly said").
pub fn verb_group(a: &Annotated, verb: usize) -> Vec<TokenRange> {
    let particle = lexicon::particle(a, verb);
    let parts = a.children(verb).iter().copied().filter(|&c| {
        let part = matches!(a.tokens[c].dep, Dep::Aux | Dep::Auxpass | Dep::Neg) || Some(c) == particle;
        part && c.abs_diff(verb) <= 4
    });
    let adverbs = (0..verb).rev().take_while(|&t| a.head(t) == Some(verb) && is_in_group(a, t));
    ranges::merged(parts.chain(adverbs).chain([verb]).map(|t| TokenRange::new(t, t + 1)).collect())
}

fn is_in_group(a: &Annotated, token: usize) -> bool {
    let t = &a.tokens[token];
    match t.dep {
        Dep::Aux | Dep::Auxpass | Dep::Neg => true,
        Dep::Advmod => {
            t.tag.starts_with("RB") && a.subtree(token).len() == 1 && !CONNECTIVES.contains(&a.lemma(token))
        }
        _ => false,
    }
}

/// Adverbs that join a sentence to the one before it and say nothing of how somebody spoke.
const CONNECTIVES: [&str; 9] =
    ["however", "meanwhile", "instead", "so", "thus", "therefore", "nevertheless", "nonetheless", "moreover"];

/// Whether the token is a verb that may attribute: no auxiliary, no modal.
pub fn is_verb(a: &Annotated, token: usize) -> bool {
    let t = &a.tokens[token];
    t.pos == Pos::Verb && t.tag != "MD" && !matches!(t.dep, Dep::Aux | Dep::Auxpass)
}
