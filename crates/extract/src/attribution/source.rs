//! Who speaks: from the cue to the phrase that names its source in the same sentence.
use rapporteur_record::{Annotated, Dep, EntityLabel, Pos, TokenRange};

/// A phrase that may name the source, with how it hangs on the cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Source {
    pub head: usize,
    pub range: TokenRange,
    /// The phrase to resolve: the antecedent where `range` is a relative pronoun, else `range` itself.
    pub speaker: TokenRange,
    pub how: How,
}

/// The way from the cue to its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    Subject,
    /// Subject after its verb: "said the minister".
    Inverted,
    /// Subject of the verb that this one is coordinated with.
    Shared,
    /// Subject of the clause above: "…, arguing that".
    Control,
    /// Subject of some clause further above, or the noun that the clause modifies.
    Above,
    /// Object of the verb above: "urged them to say".
    ObjectControl,
    /// Antecedent of "who" or "which".
    Relative,
    /// "by X" of a passive.
    Agent,
    /// "X's warning".
    Possessive,
    /// "the warning of X", "from X", "by X".
    Of,
    /// Subject of the verb that governs a noun: "X issued a warning".
    Governor,
    /// "Russian warnings".
    Modifier,
    /// Named by a preposition: "according to X".
    Prepositional,
    /// Before a colon or after a dash.
    Label,
    /// Next to the verb in the order of words.
    Beside,
    /// On the line after a block quotation.
    Byline,
}

impl How {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Subject => "subject",
            Self::Inverted => "inverted",
            Self::Shared => "shared",
            Self::Control => "control",
            Self::Above => "above",
            Self::ObjectControl => "object-control",
            Self::Relative => "relative",
            Self::Agent => "agent",
            Self::Possessive => "possessive",
            Self::Of => "of",
            Self::Governor => "governor",
            Self::Modifier => "modifier",
            Self::Prepositional => "prepositional",
            Self::Label => "label",
            Self::Beside => "beside",
            Self::Byline => "byline",
        }
    }
}

/// How far a chain of coordinated or controlled verbs is followed.
const REACH: usize = 6;

/// The subject of a verb, its own or the one it shares with a verb above.
pub fn of_verb(a: &Annotated, verb: usize) -> Option<Source> {
    let (head, how) = subject(a, verb, REACH).or_else(|| nearest(a, verb))?;
    let source = phrase(a, head, how, verb);
    match how {
        How::Relative => Some(relative(a, source)),
        _ => Some(source),
    }
}

/// "officials, who said": the pronoun is the source in the text, the noun before it the speaker.
fn relative(a: &Annotated, antecedent: Source) -> Source {
    let limit = antecedent.head + antecedent.range.len() + 4;
    let pronoun = (antecedent.head + 1..a.tokens.len().min(limit)).find(|&t| is_relative(a, t));
    match pronoun {
        Some(t) => Source { head: t, range: TokenRange::new(t, t + 1), ..antecedent },
        None => antecedent,
    }
}

/// For a participle that hangs on no verb directly: the subject of the nearest verb above that has one.
fn nearest(a: &Annotated, verb: usize) -> Option<(usize, How)> {
    if a.tokens[verb].tag != "VBG" {
        return None;
    }
    a.ancestors(verb)
        .take(REACH)
        .find_map(|above| own_subject(a, above))
        .map(|(head, _)| (head, How::Control))
}

/// The same source by its core alone: without what commas, dashes or a relative clause add to the name.
pub fn core(a: &Annotated, source: Source) -> Option<Source> {
    let person = a.entity_of(source.head).is_some_and(|e| e.label == EntityLabel::Person);
    let added = |t: &usize| {
        let tag = a.tokens[*t].tag;
        *t > source.head
            && (tag == "WP" || person && tag == "IN" || matches!(a.word(*t), "," | "—" | "–" | "--" | "("))
    };
    let joined = |c: &usize| a.tokens[*c].dep == Dep::Conj;
    let end = source.range.iter().find(added)?;
    if a.children(source.head).iter().any(joined) {
        return None;
    }
    let range = TokenRange::new(source.range.start, end);
    Some(Source { range, speaker: source.speaker, ..source })
}

/// The phrase right before the verb, or right after it, whatever the tree says: where it is odd, word order is not.
pub fn beside(a: &Annotated, verb: usize) -> Vec<Source> {
    let sentence = a.sentence_of(verb).tokens;
    let light = |t: usize| matches!(a.tokens[t].pos, Pos::Adv | Pos::Aux) || a.tokens[t].dep == Dep::Neg;
    let before =
        (sentence.start..verb).rev().find(|&t| !light(t)).filter(|&t| is_nominal(a, t)).map(|last| {
            let start =
                (sentence.start..last).rev().take_while(|&t| is_part_of_name(a, t)).last().unwrap_or(last);
            Source {
                head: last,
                range: TokenRange::new(start, last + 1),
                speaker: TokenRange::new(start, last + 1),
                how: How::Beside,
            }
        });
    let after = (verb + 1 < sentence.end && is_part_of_name(a, verb + 1)).then(|| {
        let end = (verb + 1..sentence.end).take_while(|&t| is_part_of_name(a, t)).last().unwrap_or(verb + 1);
        let range = TokenRange::new(verb + 1, end + 1);
        Source { head: end, range, speaker: range, how: How::Beside }
    });
    before.into_iter().chain(after.filter(|s| is_nominal(a, s.head))).collect()
}

fn is_nominal(a: &Annotated, token: usize) -> bool {
    matches!(a.tokens[token].pos, Pos::Noun | Pos::Propn | Pos::Pron) && !is_relative(a, token)
}

fn is_part_of_name(a: &Annotated, token: usize) -> bool {
    matches!(
        a.tokens[token].pos,
        Pos::Noun | Pos::Propn | Pos::Pron | Pos::Adj | Pos::Det | Pos::Part | Pos::Num
    ) && a.tokens[token].tag != "TO"
        && !is_relative(a, token)
}

/// Whoever else may be the source: the relative pronoun of the clause, the noun it modifies, subjects further up.
pub fn above(a: &Annotated, cue: usize) -> Vec<Source> {
    let pronoun = a.children(cue).iter().copied().find(|&c| is_relative(a, c) || a.word(c) == "that");
    let pronoun = pronoun.filter(|&c| matches!(a.tokens[c].dep, Dep::Nsubj | Dep::Nsubjpass));
    let clauses = std::iter::once(cue).chain(a.ancestors(cue)).take(REACH);
    let higher = clauses.flat_map(|at| {
        let subject = a.child(at, &[Dep::Nsubj, Dep::Nsubjpass]).filter(|&s| at != cue && !is_relative(a, s));
        let modified = a.head(at).filter(|_| matches!(a.tokens[at].dep, Dep::Relcl | Dep::Acl));
        [modified, subject]
    });
    let whole = pronoun.map(|t| Source {
        head: t,
        range: TokenRange::new(t, t + 1),
        speaker: TokenRange::new(t, t + 1),
        how: How::Relative,
    });
    let sources = higher.flatten().map(|head| phrase(a, head, How::Above, cue));
    whole.into_iter().chain(sources).filter(|s| !s.range.contains(cue)).collect()
}

/// The passive agent: "by X".
pub fn agent(a: &Annotated, verb: usize) -> Option<Source> {
    let by = a.child(verb, &[Dep::Agent])?;
    let head = a.child(by, &[Dep::Pobj])?;
    Some(phrase(a, head, How::Agent, verb))
}

/// The phrase of `head` without the clause that holds the cue.
pub fn phrase(a: &Annotated, head: usize, how: How, cue: usize) -> Source {
    let mut range = a.subtree(head);
    if range.contains(cue) {
        let end = a.children(head).iter().map(|&c| a.subtree(c)).filter(|r| r.contains(cue)).map(|r| r.start);
        range.end = end.min().unwrap_or(cue).min(cue).max(range.start);
    }
    let range = tidy(a, range, head);
    Source { head, range, speaker: range, how }
}

/// Without punctuation, a leading "both"/"but" or a dangling relative pronoun at the ends.
fn tidy(a: &Annotated, mut range: TokenRange, head: usize) -> TokenRange {
    let loose = |t: usize| {
        let token = &a.tokens[t];
        token.pos == Pos::Cconj
            || (token.pos == Pos::Punct && !matches!(a.word(t), "(" | ")" | "”" | "“" | "\""))
    };
    range.end = range.end.max(head + 1);
    range.start = range.start.min(head);
    while range.end > head + 1 && loose(range.end - 1) {
        range.end -= 1;
    }
    while range.start < head && loose(range.start) {
        range.start += 1;
    }
    range
}

fn subject(a: &Annotated, verb: usize, reach: usize) -> Option<(usize, How)> {
    if let Some(own) = own_subject(a, verb) {
        return Some(own);
    }
    let above = a.head(verb).filter(|_| reach > 0)?;
    match a.tokens[verb].dep {
        Dep::Conj => subject(a, above, reach - 1).map(|(head, how)| (head, shared(how))),
        Dep::Xcomp => object_control(a, above).or_else(|| controlled(a, above, reach)),
        Dep::Advcl | Dep::Ccomp | Dep::Dep | Dep::Parataxis if !is_finite(a, verb) => {
            controlled(a, above, reach)
        }
        Dep::Pcomp => controlled(a, a.head(above)?, reach),
        Dep::Acl => acl_subject(a, verb, above),
        _ => None,
    }
}

fn shared(how: How) -> How {
    if how == How::Relative { How::Relative } else { How::Shared }
}

fn controlled(a: &Annotated, above: usize, reach: usize) -> Option<(usize, How)> {
    if let Some(passive) = a.child(above, &[Dep::Nsubjpass]).filter(|&s| !is_relative(a, s)) {
        return Some((passive, How::Control));
    }
    subject(a, above, reach - 1).map(|(head, _)| (head, How::Control))
}

fn object_control(a: &Annotated, above: usize) -> Option<(usize, How)> {
    let active = a.child(above, &[Dep::Nsubjpass]).is_none();
    a.child(above, &[Dep::Dobj, Dep::Dative]).filter(|_| active).map(|object| (object, How::ObjectControl))
}

/// "officials citing reports": the noun; "in a speech criticising": the subject of its verb.
fn acl_subject(a: &Annotated, verb: usize, noun: usize) -> Option<(usize, How)> {
    (a.tokens[verb].tag == "VBG").then_some((noun, How::Control))
}

fn own_subject(a: &Annotated, verb: usize) -> Option<(usize, How)> {
    let found = a.child(verb, &[Dep::Nsubj])?;
    if is_relative(a, found) {
        return antecedent(a, verb).map(|noun| (noun, How::Relative));
    }
    let how = if found > verb { How::Inverted } else { How::Subject };
    Some((found, how))
}

fn antecedent(a: &Annotated, verb: usize) -> Option<usize> {
    let mut at = verb;
    for _ in 0..REACH {
        let above = a.head(at)?;
        if a.tokens[at].dep == Dep::Relcl {
            return Some(above);
        }
        at = above;
    }
    None
}

pub fn is_relative(a: &Annotated, token: usize) -> bool {
    matches!(a.tokens[token].tag, "WP" | "WDT")
}

fn is_finite(a: &Annotated, verb: usize) -> bool {
    matches!(a.tokens[verb].tag, "VBD" | "VBZ" | "VBP" | "MD")
}
