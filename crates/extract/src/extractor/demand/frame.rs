//! What is asked for, and of whom, in each form that a demand takes.
use super::lexicon::Frame;
use crate::clause;
use crate::extractor::measure::party;
use crate::link::actors;
use rapporteur_record::{Actor, Annotated, Dep, Pos, Span, TokenRange};

/// What is asked for, without addressee and "to".
pub struct Asked {
    pub addressees: Vec<Actor>,
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
    let own = text.child(noun, &[Dep::Acl, Dep::Relcl]).filter(|&v| is_infinitive(text, v));
    // "repeated its call on Oslo to act": the parser hangs the infinitive on the verb.
    let hung = || {
        text.head(noun)
            .and_then(|h| complement(text, h, &[Dep::Advcl, Dep::Xcomp]))
            .filter(|&v| is_infinitive(text, v))
    };
    // "calls from doctors for a ban": the parser hangs "for" on the doctors.
    let wanted = || {
        let from = clause::prepositional(text, noun, &["from", "by", "among"]);
        clause::prepositional(text, noun, &["for"])
            .or_else(|| from.and_then(|f| clause::prepositional(text, f, &["for"])))
    };
    // "its demand that the port reopen"
    let clause = || {
        let that = text.child(noun, &[Dep::Acl, Dep::Ccomp])?;
        text.child(that, &[Dep::Mark]).filter(|&m| text.lemma(m) == "that")?;
        is_wanted(text, noun, that).then(|| text.span(after_mark(text, that)))
    };
    let action = match own.or_else(|| addressee.is_some().then(hung).flatten()) {
        Some(verb) => without_to(text, verb),
        None => match wanted() {
            Some(thing) => trimmed(text, text.subtree(thing)),
            None => clause()?,
        },
    };
    Some(Asked { addressees: addressee.into_iter().collect(), action })
}

/// V somebody to do: the parser makes the somebody an object of the verb or the subject of the infinitive.
fn to(text: &Annotated, verb: usize) -> Option<Asked> {
    let infinitive =
        complement(text, verb, &[Dep::Xcomp, Dep::Ccomp, Dep::Advcl]).filter(|&v| is_infinitive(text, v))?;
    let somebody = text
        .child(verb, &[Dep::Dobj, Dep::Dative])
        .filter(|&o| o < infinitive)
        .or_else(|| text.child(infinitive, &[Dep::Nsubj, Dep::Nsubjpass]))
        .or_else(|| clause::is_passive(text, verb).then(|| clause::subject(text, verb)).flatten())
        .or_else(|| {
            clause::prepositional(text, verb, &["with", "to", "on"]).filter(|&s| !is_time(text, s))
        })?;
    let asked_of = match text.tokens[somebody].dep {
        Dep::Dative if text.tokens[somebody].pos == Pos::Adp => text.child(somebody, &[Dep::Pobj])?,
        _ => somebody,
    };
    Some(Asked {
        addressees: actors::resolve_all(text, text.subtree(asked_of)),
        action: without_to(text, infinitive),
    })
}

/// V that somebody do: an actor is asked; else the whole clause is what is asked for.
fn that(text: &Annotated, verb: usize) -> Option<Asked> {
    let inner = complement(text, verb, &[Dep::Ccomp])?;
    if !is_wanted(text, verb, inner) {
        return None;
    }
    let whole = after_mark(text, inner);
    let subject = text.child(inner, &[Dep::Nsubj, Dep::Nsubjpass])?;
    let asked = party::at(text, subject).filter(|_| !clause::is_passive(text, inner));
    let action = match asked {
        Some(_) => Span::new(
            text.tokens[text.subtree(subject).end.min(whole.end - 1)].span.start,
            text.span(whole).end,
        ),
        None => text.span(whole),
    };
    Some(Asked { addressees: asked.into_iter().collect(), action })
}

/// A clause of what shall be, not of what is: "demanded that the port open", but no "insisted that it was open" or
/// "asked whether it would open".
fn is_wanted(text: &Annotated, verb: usize, inner: usize) -> bool {
    let mark = text.child(inner, &[Dep::Mark]).map(|m| text.lemma(m));
    let aux =
        text.children(inner).iter().copied().find(|&c| matches!(text.tokens[c].dep, Dep::Aux | Dep::Auxpass));
    let ought = aux.is_none_or(|a| matches!(text.word(a), "should" | "must" | "be"));
    let tag = text.tokens[inner].tag;
    let subjunctive = matches!(tag, "VB")
        || tag == "VBP" && mark.is_some() && text.lemma(verb) != "insist"
        || tag.starts_with('N');
    let passive = aux.is_some_and(|a| text.word(a) == "be");
    ought
        && (subjunctive || passive || aux.is_some())
        && mark.is_none_or(|m| m == "that")
        && (mark.is_some() || subjunctive)
}

/// "called for a pause", "called for the limits to go", "called on Oslo to act".
fn for_or_on(text: &Annotated, verb: usize) -> Option<Asked> {
    let upon = clause::prepositional(text, verb, &["on", "upon"]);
    if let Some(somebody) = upon.filter(|&s| !is_time(text, s)) {
        let infinitive = complement(text, verb, &[Dep::Xcomp, Dep::Advcl, Dep::Ccomp])
            .or_else(|| text.child(somebody, &[Dep::Acl, Dep::Relcl]))
            .filter(|&v| is_infinitive(text, v))?;
        let somebody_alone =
            TokenRange::new(text.subtree(somebody).start, text.subtree(somebody).end.min(infinitive));
        return Some(Asked {
            addressees: actors::resolve_all(text, somebody_alone),
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
                addressees: Vec::new(),
                action: trimmed(text, TokenRange::new(start, clause.end)),
            });
        }
    }
    // "What they call for leads to ruin": what follows "for" says nothing of what is asked.
    let asks_what = text.subtree(verb).iter().take_while(|&t| t < verb).any(|t| text.lemma(t) == "what");
    let named = |&w: &usize| text.tokens[w].pos != Pos::Pron;
    let wanted = clause::prepositional(text, verb, &["for"]).filter(named).filter(|_| !asks_what)?;
    let addressee =
        clause::prepositional(text, verb, &["to", "with"]).or_else(|| text.child(verb, &[Dep::Dobj]));
    let addressees = addressee.map_or_else(Vec::new, |a| actors::resolve_all(text, text.subtree(a)));
    (!is_stretch_of_time(text, wanted))
        .then(|| Asked { addressees, action: trimmed(text, text.subtree(wanted)) })
}

/// "for months", "for a third time" say how long, not what for.
fn is_stretch_of_time(text: &Annotated, noun: usize) -> bool {
    matches!(
        text.lemma(noun),
        "day" | "week" | "month" | "year" | "decade" | "hour" | "minute" | "time" | "while"
    )
}

/// "demanded an apology from Oslo", "demands more money for farmers".
fn object(text: &Annotated, verb: usize) -> Option<Asked> {
    let object = text.child(verb, &[Dep::Dobj]).filter(|&o| text.tokens[o].pos != Pos::Pron)?;
    let from = |head| clause::prepositional(text, head, &["from"]);
    let asked_of = from(verb).or_else(|| from(object));
    let addressees = asked_of.map_or_else(Vec::new, |a| actors::resolve_all(text, text.subtree(a)));
    let whole = text.subtree(object);
    let hung = text.children(verb).iter().copied().find(|&c| c >= whole.end && text.lemma(c) == "for");
    let end = hung.map_or(whole.end, |h| text.subtree(h).end);
    let end = asked_of
        .filter(|_| !addressees.is_empty())
        .and_then(|a| text.head(a))
        .map_or(end, |from| from.min(end));
    Some(Asked { addressees, action: trimmed(text, TokenRange::new(whole.start, end)) })
}

fn is_time(text: &Annotated, token: usize) -> bool {
    text.times.iter().any(|t| t.span.contains(text.tokens[token].span))
}

fn plain(text: &Annotated, verb: usize) -> Option<Asked> {
    let infinitive = complement(text, verb, &[Dep::Xcomp, Dep::Advcl]).filter(|&v| is_infinitive(text, v))?;
    Some(Asked { addressees: Vec::new(), action: without_to(text, infinitive) })
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
