//! Candidates whose cue is a verb with a complement of its own.
use super::candidate::{Candidate, Frame, Shape, is_verb, verb_group};
use super::lexicon::{NOUNS, VERBS};
use super::source::{self, Source};
use super::{nominal, ranges};
use rapporteur_record::{Annotated, Dep, EntityLabel, TokenRange};

/// Adds the readings of the verb at `verb`.
pub fn candidates(a: &Annotated, verb: usize, found: &mut Vec<Candidate>) {
    if !is_verb(a, verb) {
        return;
    }
    let start = found.len();
    for &child in a.children(verb) {
        match a.tokens[child].dep {
            Dep::Ccomp | Dep::Parataxis | Dep::Csubj => clause(a, verb, child, found),
            Dep::Xcomp => infinitive(a, verb, child, found),
            Dep::Dobj | Dep::Attr => object(a, verb, child, found),
            Dep::Prep | Dep::Agent | Dep::Dative => prepositional(a, verb, child, found),
            Dep::Acomp | Dep::Oprd => predicate(a, verb, child, found),
            Dep::Advcl => quoted_as(a, verb, child, found),
            _ => {}
        }
    }
    light(a, verb, found);
    passive(a, verb, found);
    parenthesis(a, verb, found.len() == start, found);
}

/// "expressed deep concern about the delay": verb and noun together are the cue, what the noun is about the content.
fn light(a: &Annotated, verb: usize, found: &mut Vec<Candidate>) {
    let Some(noun) = a.child(verb, &[Dep::Dobj]).filter(|&o| o > verb) else { return };
    // "dismissed her claim that": the noun is somebody else's saying.
    if NOUNS.classes(a.lemma(noun)).is_empty() || a.child(noun, &[Dep::Poss]).is_some() {
        return;
    }
    for &child in a.children(noun).iter().chain(a.children(verb)).filter(|&&c| c > noun) {
        let (content, preposition) = match a.tokens[child].dep {
            Dep::Ccomp | Dep::Acl => (child, None),
            Dep::Prep if !is_temporal(a, child) => match a.child(child, &[Dep::Pobj, Dep::Pcomp]) {
                Some(inner) => (inner, Some(child)),
                None => continue,
            },
            _ => continue,
        };
        let start = found.len();
        push(a, found, Frame::Light, verb, vec![a.subtree(content)], Some(content));
        let more =
            nominal::noun_group(a, noun).into_iter().chain(preposition.map(|t| TokenRange::new(t, t + 1)));
        let more: Vec<TokenRange> = more.collect();
        for candidate in &mut found[start..] {
            candidate.cue = ranges::merged([candidate.cue.clone(), more.clone()].concat());
            let parts = candidate.content.iter().flat_map(|&r| ranges::without(r, &more)).collect();
            candidate.content = ranges::trimmed(a, parts);
        }
    }
    found.retain(|c| !c.content.is_empty());
}

/// "The plan was rejected by MPs", "a claim denied by the ministry": the subject is what is said or judged.
fn passive(a: &Annotated, verb: usize, found: &mut Vec<Candidate>) {
    // "was called odd": what is said of the subject is part of the content; "was drawn up by" says nothing.
    let complement = a.child(verb, &[Dep::Oprd, Dep::Xcomp, Dep::Ccomp]).is_some();
    if complement || VERBS.classes(a.lemma(verb)).is_empty() {
        return;
    }
    let modified =
        a.head(verb).filter(|&h| a.tokens[verb].dep == Dep::Acl && a.tokens[verb].tag == "VBN" && h < verb);
    let Some(patient) = a.child(verb, &[Dep::Nsubjpass]).or(modified) else { return };
    let whole = source::phrase(a, patient, source::How::Subject, verb).range;
    with_source(a, found, Frame::Passive, verb, source::agent(a, verb), vec![whole], Some(patient));
}

/// The sources that the verb may have: its subject, or for a passive its agent or nobody.
pub fn sources(a: &Annotated, verb: usize) -> Vec<Option<Source>> {
    if is_passive(a, verb) {
        return match source::agent(a, verb) {
            Some(agent) => vec![Some(agent)],
            None => vec![None],
        };
    }
    let own = source::of_verb(a, verb);
    let core = own.and_then(|s| source::core(a, s));
    std::iter::once(own).chain(core.map(Some)).collect()
}

pub fn is_passive(a: &Annotated, verb: usize) -> bool {
    a.tokens[verb].tag == "VBN"
        && (a.child(verb, &[Dep::Auxpass, Dep::Agent]).is_some()
            || a.child(verb, &[Dep::Aux]).is_none() && !matches!(a.tokens[verb].dep, Dep::Conj | Dep::Root)
            || a.tokens[verb].dep == Dep::Conj
                && a.child(verb, &[Dep::Aux]).is_none()
                && a.head(verb).is_some_and(|h| a.child(h, &[Dep::Auxpass]).is_some()))
}

/// Pushes the reading once for every possible source.
pub fn push(
    a: &Annotated,
    found: &mut Vec<Candidate>,
    frame: Frame,
    verb: usize,
    content: Vec<TokenRange>,
    content_head: Option<usize>,
) {
    for source in sources(a, verb) {
        with_source(a, found, frame, verb, source, content.clone(), content_head);
    }
}

pub fn with_source(
    a: &Annotated,
    found: &mut Vec<Candidate>,
    frame: Frame,
    verb: usize,
    source: Option<Source>,
    content: Vec<TokenRange>,
    content_head: Option<usize>,
) {
    let cue = verb_group(a, verb);
    let holes: Vec<TokenRange> = cue.iter().copied().chain(source.map(|s| s.range)).collect();
    let content = content.into_iter().flat_map(|r| ranges::without(r, &holes)).collect();
    let content = ranges::trimmed(a, ranges::within_semicolons(a, ranges::merged(content), verb));
    if !content.is_empty() {
        found.push(Candidate { frame, head: verb, cue, source, content, content_head, shape: Shape::Whole });
    }
}

fn clause(a: &Annotated, verb: usize, child: usize, found: &mut Vec<Candidate>) {
    let own = own_words(a, verb, child);
    push(a, found, Frame::Clause, verb, own.clone(), Some(child));
    if a.child(child, &[Dep::Aux]).is_some_and(|t| a.tokens[t].tag == "TO")
        && let Some(subject) = a.child(child, &[Dep::Nsubj, Dep::Nsubjpass]).filter(|&s| s > verb)
    {
        let after = a.subtree(subject).end;
        let content = ranges::without(
            own.last().copied().unwrap_or(TokenRange::new(0, 0)),
            &[TokenRange::new(0, after)],
        );
        push(a, found, Frame::Addressed, verb, content, Some(child));
    }
}

/// The clause without the words of the verb above it, which may stand in its middle.
fn own_words(a: &Annotated, verb: usize, child: usize) -> Vec<TokenRange> {
    let whole = a.subtree(child);
    if !whole.contains(verb) {
        return vec![whole];
    }
    let inserted = a.children(verb).iter().filter(|&&c| c != child).map(|&c| a.subtree(c));
    let inserted = inserted.filter(|r| r.start.abs_diff(verb) < 30);
    let hole = inserted.fold(TokenRange::new(verb, verb + 1), |h, r| {
        if whole.covers(r) && !r.contains(child) {
            TokenRange::new(h.start.min(r.start), h.end.max(r.end))
        } else {
            h
        }
    });
    ranges::without(whole, &[hole])
}

fn infinitive(a: &Annotated, verb: usize, child: usize, found: &mut Vec<Candidate>) {
    let content = a.subtree(child);
    push(a, found, Frame::Infinitive, verb, vec![content], Some(child));
    if let Some(raised) = a.child(verb, &[Dep::Nsubjpass]).or_else(|| a.child(verb, &[Dep::Nsubj])) {
        let whole = vec![source::phrase(a, raised, source::How::Subject, verb).range, content];
        with_source(a, found, Frame::Raised, verb, source::agent(a, verb), whole, Some(child));
    }
    if let Some(object) = a.child(verb, &[Dep::Dobj]).filter(|&o| o > verb && o < child) {
        let whole = TokenRange::new(a.subtree(object).start, content.end);
        push(a, found, Frame::Predicated, verb, vec![whole], Some(child));
    }
}

fn object(a: &Annotated, verb: usize, child: usize, found: &mut Vec<Candidate>) {
    if child < verb && !source::is_relative(a, child) {
        return;
    }
    let range = a.subtree(child);
    push(a, found, Frame::Object, verb, vec![range], Some(child));
    if let Some(end) = reach_of_object(a, verb, child).filter(|&end| end > range.end) {
        push(a, found, Frame::Predicated, verb, vec![TokenRange::new(range.start, end)], Some(child));
    }
}

/// The end of what follows the object within the same clause: "of a deal", "as odd", "absurd".
fn reach_of_object(a: &Annotated, verb: usize, object: usize) -> Option<usize> {
    let kept = |&&c: &&usize| {
        c > object
            && match a.tokens[c].dep {
                Dep::Prep => !is_temporal(a, c),
                Dep::Oprd | Dep::Acomp | Dep::Xcomp | Dep::Dative | Dep::Pcomp | Dep::Appos => true,
                _ => false,
            }
    };
    a.children(verb).iter().filter(kept).map(|&c| a.subtree(c).end).max()
}

/// "on Friday", "in 2023": tells when it was said, not what.
pub fn is_temporal(a: &Annotated, prep: usize) -> bool {
    a.child(prep, &[Dep::Pobj]).is_some_and(|o| {
        let here = a.tokens[o].span;
        OCCASIONS.contains(&a.lemma(o))
            || a.times.iter().any(|t| t.span.overlaps(here))
            || a.entity_of(o).is_some_and(|e| matches!(e.label, EntityLabel::Date | EntityLabel::Time))
    })
}

/// Nouns that say when or where something was said.
const OCCASIONS: [&str; 16] = [
    "eve",
    "sideline",
    "margin",
    "occasion",
    "day",
    "morning",
    "afternoon",
    "evening",
    "night",
    "week",
    "month",
    "year",
    "moment",
    "time",
    "outset",
    "weekend",
];

fn prepositional(a: &Annotated, verb: usize, prep: usize, found: &mut Vec<Candidate>) {
    if prep < verb || is_temporal(a, prep) {
        return;
    }
    let Some(inner) = a.child(prep, &[Dep::Pobj, Dep::Pcomp]) else { return };
    let range = a.subtree(inner);
    let start = found.len();
    push(a, found, Frame::Prepositional, verb, vec![range], Some(inner));
    for candidate in &mut found[start..] {
        candidate.cue =
            ranges::merged([candidate.cue.clone(), vec![TokenRange::new(prep, prep + 1)]].concat());
    }
}

/// "called X absurd", "is said", with subject and predicate both in the content for a passive.
fn predicate(a: &Annotated, verb: usize, child: usize, found: &mut Vec<Candidate>) {
    let content = a.subtree(child);
    push(a, found, Frame::Object, verb, vec![content], Some(child));
    if let Some(raised) = a.child(verb, &[Dep::Nsubjpass]).or_else(|| a.child(verb, &[Dep::Nsubj])) {
        let whole = vec![source::phrase(a, raised, source::How::Subject, verb).range, content];
        with_source(a, found, Frame::Raised, verb, source::agent(a, verb), whole, Some(child));
    }
}

/// The parser hangs the words said on the verb as an adverbial clause where they come first.
fn quoted_as(a: &Annotated, verb: usize, child: usize, found: &mut Vec<Candidate>) {
    if child < verb
        && a.child(child, &[Dep::Mark]).is_none()
        && a.child(child, &[Dep::Nsubj, Dep::Nsubjpass]).is_some()
    {
        push(a, found, Frame::Clause, verb, vec![a.subtree(child)], Some(child));
    }
}

/// "The targets, he argued, also create …": the verb hangs in the clause that it attributes.
fn parenthesis(a: &Annotated, verb: usize, bare: bool, found: &mut Vec<Candidate>) {
    let Some(host) = a.head(verb) else { return };
    let inserted = a.subtree(verb);
    let inside =
        matches!(a.tokens[verb].dep, Dep::Parataxis | Dep::Ccomp | Dep::Dep | Dep::Advcl | Dep::Relcl);
    if !inside || !bare && a.child(verb, &[Dep::Ccomp]).is_some() {
        return;
    }
    let has_subject = a.child(verb, &[Dep::Nsubj]).is_some();
    let begins = inserted.start.checked_sub(1);
    let set_off = begins.is_some_and(|p| matches!(a.word(p), "," | "—" | "–" | "-" | "”" | "\""));
    if has_subject && set_off {
        let whole = a.subtree(host);
        push(a, found, Frame::Around, verb, ranges::without(whole, &[inserted]), Some(host));
    }
}
