//! The model's strings as the record's closed lists.
use rapporteur_record::{Dep, EntityLabel, Pos};

/// Penn Treebank tags as the model writes them.
const TAGS: &[&str] = &[
    "$", "''", ",", "-LRB-", "-RRB-", ".", ":", "ADD", "AFX", "CC", "CD", "DT", "EX", "FW", "HYPH", "IN",
    "JJ", "JJR", "JJS", "LS", "MD", "NFP", "NN", "NNP", "NNPS", "NNS", "PDT", "POS", "PRP", "PRP$", "RB",
    "RBR", "RBS", "RP", "SYM", "TO", "UH", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "WDT", "WP", "WP$",
    "WRB", "XX", "``",
];

/// A tag; `XX` (unknown) for what is no tag.
pub(super) fn tag(name: &str) -> &'static str {
    TAGS.iter().find(|tag| **tag == name).unwrap_or(&"XX")
}

/// A part of speech; `X` for what is none.
pub(super) fn pos(name: &str) -> Pos {
    match name {
        "ADJ" => Pos::Adj,
        "ADP" => Pos::Adp,
        "ADV" => Pos::Adv,
        "AUX" => Pos::Aux,
        "CCONJ" | "CONJ" => Pos::Cconj,
        "DET" => Pos::Det,
        "INTJ" => Pos::Intj,
        "NOUN" => Pos::Noun,
        "NUM" => Pos::Num,
        "PART" => Pos::Part,
        "PRON" => Pos::Pron,
        "PROPN" => Pos::Propn,
        "PUNCT" => Pos::Punct,
        "SCONJ" => Pos::Sconj,
        "SYM" => Pos::Sym,
        "VERB" => Pos::Verb,
        _ => Pos::X,
    }
}

/// A dependency relation; `dep` (unclassified) for what is none.
pub(super) fn dep(name: &str) -> Dep {
    match name {
        "ROOT" => Dep::Root,
        "acl" => Dep::Acl,
        "acomp" => Dep::Acomp,
        "advcl" => Dep::Advcl,
        "advmod" => Dep::Advmod,
        "agent" => Dep::Agent,
        "amod" => Dep::Amod,
        "appos" => Dep::Appos,
        "attr" => Dep::Attr,
        "aux" => Dep::Aux,
        "auxpass" => Dep::Auxpass,
        "case" => Dep::Case,
        "cc" => Dep::Cc,
        "ccomp" => Dep::Ccomp,
        "compound" => Dep::Compound,
        "conj" => Dep::Conj,
        "csubj" => Dep::Csubj,
        "csubjpass" => Dep::Csubjpass,
        "dative" => Dep::Dative,
        "det" => Dep::Det,
        "dobj" => Dep::Dobj,
        "expl" => Dep::Expl,
        "intj" => Dep::Intj,
        "mark" => Dep::Mark,
        "meta" => Dep::Meta,
        "neg" => Dep::Neg,
        "nmod" => Dep::Nmod,
        "npadvmod" => Dep::Npadvmod,
        "nsubj" => Dep::Nsubj,
        "nsubjpass" => Dep::Nsubjpass,
        "nummod" => Dep::Nummod,
        "oprd" => Dep::Oprd,
        "parataxis" => Dep::Parataxis,
        "pcomp" => Dep::Pcomp,
        "pobj" => Dep::Pobj,
        "poss" => Dep::Poss,
        "preconj" => Dep::Preconj,
        "predet" => Dep::Predet,
        "prep" => Dep::Prep,
        "prt" => Dep::Prt,
        "punct" => Dep::Punct,
        "quantmod" => Dep::Quantmod,
        "relcl" => Dep::Relcl,
        "xcomp" => Dep::Xcomp,
        _ => Dep::Dep,
    }
}

/// An entity type, or `None` for what is none.
pub(super) fn entity(name: &str) -> Option<EntityLabel> {
    Some(match name {
        "CARDINAL" => EntityLabel::Cardinal,
        "DATE" => EntityLabel::Date,
        "EVENT" => EntityLabel::Event,
        "FAC" => EntityLabel::Fac,
        "GPE" => EntityLabel::Gpe,
        "LANGUAGE" => EntityLabel::Language,
        "LAW" => EntityLabel::Law,
        "LOC" => EntityLabel::Loc,
        "MONEY" => EntityLabel::Money,
        "NORP" => EntityLabel::Norp,
        "ORDINAL" => EntityLabel::Ordinal,
        "ORG" => EntityLabel::Org,
        "PERCENT" => EntityLabel::Percent,
        "PERSON" => EntityLabel::Person,
        "PRODUCT" => EntityLabel::Product,
        "QUANTITY" => EntityLabel::Quantity,
        "TIME" => EntityLabel::Time,
        "WORK_OF_ART" => EntityLabel::WorkOfArt,
        _ => return None,
    })
}
