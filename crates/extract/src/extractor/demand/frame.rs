//! What is asked for, and of whom, in each form that a demand takes.
use super::lexicon::Frame;
use crate::clause;
use crate::link::actors;
use rapporteur_record::{Actor, Annotated, Dep, Pos, Span, TokenRange};

/// What is asked for, without addressee and "to".
pub struct Asked {
    pub addressee: Option<Actor>,
    pub action: Span,
}

pub fn of_verb(text: &Annotated, verb: usize, frame: Frame) -> Option<Asked> {
    match frame {
        Frame::To => to(text, verb),
        Frame::That => that(text, verb),
        Frame::For => for_or_on(text, verb),
        Frame::Object => object(text, verb),
        Frame::Plain => plain(text, verb),
    }
}

/// "its appeal to the bloc to open talks", "a call for a pause".
pub fn of_noun(text: &Annotated, noun: usize) -> Option<Asked> {
    let addressee =
        clause::prepositional(text, noun, &["to", "on"]).and_then(|a| actors::resolve(text, text.subtree(a)));
    let action = match text.child(noun, &[Dep::Acl, Dep::Relcl]).filter(|&v| is_infinitive(text, v)) {
        Some(verb) => without_to(text, verb),
        None => text.span(text.subtree(clause::prepositional(text, noun, &["for"])?)),
    };
    Some(Asked { addressee, action })
}

/// V somebody to do: the parser makes the somebody an object of the verb or the subject of the infinitive.
fn to(text: &Annotated, verb: usize) -> Option<Asked> {
    let infinitive =
        complement(text, verb, &[Dep::Xcomp, Dep::Ccomp, Dep::Advcl]).filter(|&v| is_infinitive(text, v))?;
    let somebody = text
        .child(verb, &[Dep::Dobj, Dep::Dative])
        .filter(|&o| o < infinitive)
        .or_else(|| text.child(infinitive, &[Dep::Nsubj, Dep::Nsubjpass]))
        .or_else(|| clause::prepositional(text, verb, &["with", "to", "on"]))?;
    let asked_of = match text.tokens[somebody].dep {
        Dep::Dative if text.tokens[somebody].pos == Pos::Adp => text.child(somebody, &[Dep::Pobj])?,
        _ => somebody,
    };
    Some(Asked {
        addressee: actors::resolve(text, text.subtree(asked_of)),
        action: without_to(text, infinitive),
    })
}

/// V that somebody do: an actor is asked; else the whole clause is what is asked for.
fn that(text: &Annotated, verb: usize) -> Option<Asked> {
    let inner = complement(text, verb, &[Dep::Ccomp])?;
    if text.child(inner, &[Dep::Mark]).is_none_or(|m| text.lemma(m) != "that")
        && text.tokens[inner].tag != "VB"
    {
        return None;
    }
    let whole = after_mark(text, inner);
    let subject = text.child(inner, &[Dep::Nsubj])?;
    let asked = actors::resolve(text, text.subtree(subject)).filter(|_| !clause::is_passive(text, inner));
    let action = match asked {
        Some(_) => Span::new(
            text.tokens[text.subtree(subject).end.min(whole.end - 1)].span.start,
            text.span(whole).end,
        ),
        None => text.span(whole),
    };
    Some(Asked { addressee: asked, action })
}

/// "called for a pause", "called for the limits to go", "called on Oslo to act".
fn for_or_on(text: &Annotated, verb: usize) -> Option<Asked> {
    if let Some(somebody) = clause::prepositional(text, verb, &["on", "upon"]) {
        let infinitive = complement(text, verb, &[Dep::Xcomp, Dep::Advcl, Dep::Ccomp])
            .or_else(|| text.child(somebody, &[Dep::Acl, Dep::Relcl]))
            .filter(|&v| is_infinitive(text, v))?;
        let somebody_alone =
            TokenRange::new(text.subtree(somebody).start, text.subtree(somebody).end.min(infinitive));
        return Some(Asked {
            addressee: actors::resolve(text, somebody_alone),
            action: without_to(text, infinitive),
        });
    }
    // "for X to do": the parser hangs "for X" on the infinitive, or the infinitive on X or on the verb.
    if let Some(infinitive) =
        complement(text, verb, &[Dep::Xcomp, Dep::Ccomp, Dep::Advcl]).filter(|&v| is_infinitive(text, v))
    {
        let clause = text.subtree(infinitive);
        let has_for =
            text.lemma(clause.start) == "for" || clause::prepositional(text, verb, &["for"]).is_some();
        if has_for {
            let start = clause::prepositional(text, verb, &["for"])
                .map_or(clause.start, |n| text.subtree(n).start.min(clause.start));
            let start = if text.lemma(start) == "for" { start + 1 } else { start };
            return Some(Asked {
                addressee: None,
                action: trimmed(text, TokenRange::new(start, clause.end)),
            });
        }
    }
    let wanted = clause::prepositional(text, verb, &["for"])?;
    let addressee =
        clause::prepositional(text, verb, &["to", "with"]).or_else(|| text.child(verb, &[Dep::Dobj]));
    let addressee = addressee.and_then(|a| actors::resolve(text, text.subtree(a)));
    (!is_stretch_of_time(text, wanted))
        .then(|| Asked { addressee, action: trimmed(text, text.subtree(wanted)) })
}

/// "for months", "for a third time" say how long, not what for.
fn is_stretch_of_time(text: &Annotated, noun: usize) -> bool {
    matches!(
        text.lemma(noun),
        "day" | "week" | "month" | "year" | "decade" | "hour" | "minute" | "time" | "while"
    )
}

fn object(text: &Annotated, verb: usize) -> Option<Asked> {
    let object = text.child(verb, &[Dep::Dobj]).filter(|&o| text.tokens[o].pos != Pos::Pron)?;
    let asked_of = clause::prepositional(text, verb, &["from", "of"])
        .and_then(|a| actors::resolve(text, text.subtree(a)));
    Some(Asked { addressee: asked_of, action: trimmed(text, text.subtree(object)) })
}

fn plain(text: &Annotated, verb: usize) -> Option<Asked> {
    let infinitive = complement(text, verb, &[Dep::Xcomp, Dep::Advcl]).filter(|&v| is_infinitive(text, v))?;
    Some(Asked { addressee: None, action: without_to(text, infinitive) })
}

fn complement(text: &Annotated, verb: usize, deps: &[Dep]) -> Option<usize> {
    text.children(verb)
        .iter()
        .copied()
        .find(|&c| c > verb && deps.contains(&text.tokens[c].dep) && is_predicate(text, c))
}

fn is_predicate(text: &Annotated, token: usize) -> bool {
    matches!(text.tokens[token].pos, Pos::Verb | Pos::Aux)
}

pub fn is_infinitive(text: &Annotated, verb: usize) -> bool {
    text.children(verb).iter().any(|&c| text.tokens[c].tag == "TO" && c < verb)
}

/// The infinitive with what belongs to it and what is coordinated, from after "to", or from "not to".
fn without_to(text: &Annotated, verb: usize) -> Span {
    let to = text.children(verb).iter().copied().find(|&c| text.tokens[c].tag == "TO").unwrap_or(verb);
    let negated = text.children(verb).iter().copied().find(|&c| text.tokens[c].dep == Dep::Neg && c < verb);
    let start = negated.map_or(to + 1, |n| n.min(to));
    trimmed(text, TokenRange::new(start.min(verb), text.subtree(verb).end))
}

/// The clause without a leading "that".
fn after_mark(text: &Annotated, verb: usize) -> TokenRange {
    let clause = text.subtree(verb);
    let skip = usize::from(text.lemma(clause.start) == "that" && clause.len() > 1);
    TokenRange::new(clause.start + skip, clause.end)
}

/// Without punctuation at the end.
pub fn trimmed(text: &Annotated, range: TokenRange) -> Span {
    let mut end = range.end;
    while end > range.start + 1 && text.tokens[end - 1].pos == Pos::Punct {
        end -= 1;
    }
    text.span(TokenRange::new(range.start, end))
}
