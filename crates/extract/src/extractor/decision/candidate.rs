//! Clauses that report a decision.
use super::body::{self, bodies, is_voted, takes_votes};
use super::lexicon::{Objects, Verb, lexicon};
use super::outcome::{counted, headless};
use super::phrase::{agreed, by_phrase, by_voting_body, ruled, stranded, through};
use super::{nominal, votes};
use crate::clause::{self, Reality};
use crate::extractor::measure;
use crate::link::actors;
use crate::when;
use rapporteur_record::{Act, Actor, ActorKind, Annotated, Dep, PartialDate, Pos, SentenceKind, Votes};

/// One clause, or after merging several, that reports one decision.
#[derive(Debug, Clone)]
pub struct Candidate {
    pub bodies: Vec<Actor>,
    pub act: Act,
    /// Lemma of the noun that is decided on.
    pub instrument: Option<String>,
    pub votes: Votes,
    pub binding: Option<bool>,
    pub on: Option<PartialDate>,
    /// Indices of the sentences that say it.
    pub sentences: Vec<usize>,
    pub rule: &'static str,
}

/// All candidates in text order. A clause without a body of its own takes the body of the clause around it or of the
/// last decision; where there is none it is no decision.
pub fn find(text: &Annotated) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    for token in (0..text.tokens.len()).filter(|&t| text.sentence_of(t).kind != SentenceKind::Clutter) {
        let nominal = || nominal::reading(text, token).map(|(act, word, bodies)| (act, word, bodies, "noun"));
        if let Some(read) = by_verb(text, token, found.last()).or_else(nominal) {
            found.push(candidate(text, token, read));
        }
    }
    found
}

/// Act, lemma of what is decided on, and rule.
pub type Read = (Act, Option<String>, &'static str);

type Reading = (Act, Option<String>, Vec<Actor>, &'static str);

fn by_verb(text: &Annotated, verb: usize, last: Option<&Candidate>) -> Option<Reading> {
    let (act, word, rule) = Some(verb).filter(|&v| is_open(text, v)).and_then(|v| reading(text, v))?;
    let bodies = bodies(text, verb, act, rule, last);
    // "Only 120 lawmakers voted in favour, 402 were against" counts what was just decided; it names nobody that did.
    let uncounted = |l: &Candidate| is_voted(l.act) && l.votes.is_empty();
    let counts_only = rule == "vote"
        && word.is_none()
        && last.is_some_and(uncounted)
        && bodies.iter().all(|b| b.kind == ActorKind::Group);
    let bodies = bodies.into_iter().map(|b| body::of_members(text, verb, b)).collect::<Vec<_>>();
    let act = match last {
        // "The Senate followed by 34 votes to 19."
        Some(last) if rule == "followed" && is_voted(last.act) && act != Act::Ratify => last.act,
        _ => act,
    };
    (!bodies.is_empty() && !counts_only).then_some((act, word, bodies, rule))
}

fn candidate(text: &Annotated, head: usize, (act, instrument, bodies, rule): Reading) -> Candidate {
    let sentence = text.tokens[head].sentence;
    let said = text.document.at(text.sentences[sentence].span);
    let votes = if is_voted(act) { votes::of_act(said, act) } else { Votes::default() };
    let verb = text.head(head).filter(|_| rule == "noun");
    let on = when::governing(text, head)
        .or_else(|| shared_date(text, head))
        .or_else(|| when::governing(text, verb?));
    Candidate { bodies, act, instrument, votes, binding: binding(said), on, sentences: vec![sentence], rule }
}

/// "rejected the one and adopted the other on Monday": the last of verbs side by side has the date.
fn shared_date(text: &Annotated, head: usize) -> Option<PartialDate> {
    let next = text.child(head, &[Dep::Conj]).filter(|&n| clause::own_subject(text, n).is_none())?;
    when::governing(text, next)
}

/// A verb that may report something done: not negated, planned or wished.
fn is_open(text: &Annotated, verb: usize) -> bool {
    let token = &text.tokens[verb];
    matches!(token.pos, Pos::Verb) && is_done(text, verb)
}

/// Said to have happened, or the infinitive of a vote or decision that happened ("voted to lift").
fn is_done(text: &Annotated, verb: usize) -> bool {
    match (clause::reality(text, verb), text.head(verb)) {
        (Reality::Actual, _) => !is_under_wish(text, verb),
        (Reality::Unreal, Some(head)) => {
            text.tokens[verb].dep == Dep::Xcomp
                && lexicon().begins.iter().any(|b| b == text.lemma(head))
                && clause::reality(text, head) == Reality::Actual
        }
        _ => false,
    }
}

/// Whether the clause completes a verb that leaves open whether it happens ("wants the ban adopted").
fn is_under_wish(text: &Annotated, verb: usize) -> bool {
    let completes = matches!(text.tokens[verb].dep, Dep::Xcomp | Dep::Ccomp | Dep::Pcomp);
    completes && text.head(verb).is_some_and(|h| lexicon().wishes.iter().any(|w| w == text.lemma(h)))
}

/// The act, the instrument and the rule of a verb, where it reports a decision.
fn reading(text: &Annotated, verb: usize) -> Option<Read> {
    let lemma = with_particle(text, verb);
    if let Some(read) = (text.lemma(verb) == "vote").then(|| vote_moved(text, verb)).flatten() {
        return Some(read);
    }
    if lemma == "vote" {
        return vote(text, verb);
    }
    let special = stranded(text, verb, &lemma)
        .or_else(|| by_phrase(text, verb, &lemma))
        .or_else(|| through(text, verb, &lemma))
        .or_else(|| agreed(text, verb, &lemma))
        .or_else(|| ruled(text, verb, &lemma))
        .or_else(|| headless(text, verb, &lemma));
    if special.is_some() {
        return special;
    }
    if let Some(noun) = (lemma == "fail").then(|| clause::prepositional(text, verb, &["with"])).flatten() {
        return instrument(text, noun, Objects::Instrument).map(|i| (Act::Reject, Some(i), "failed-with"));
    }
    let acts = lexicon().verbs.iter().filter(|v| v.lemmas.contains(&lemma));
    acts.into_iter().find_map(|v| acted(text, verb, v)).or_else(|| counted(text, verb, &lemma))
}

fn acted(text: &Annotated, verb: usize, entry: &Verb) -> Option<Read> {
    if entry.objects == Objects::None {
        let alone = text.child(verb, &[Dep::Dobj, Dep::Ccomp, Dep::Xcomp]).is_none()
            && text.child(verb, &[Dep::Auxpass]).is_none();
        let subject = clause::own_subject(text, verb).filter(|_| alone)?;
        return instrument(text, subject, Objects::Instrument).map(|i| (entry.act, Some(i), "passed"));
    }
    let Some(noun) = clause::patient(text, verb).map(|n| whole(text, n)) else {
        let open = text.child(verb, &[Dep::Ccomp, Dep::Xcomp]).is_some();
        return (entry.act == Act::Propose && open).then_some((entry.act, None, "proposed-to"));
    };
    // To suspend a duty lifts it; to suspend a session puts it off.
    if text.lemma(verb) == "suspend" && measure::names_rule(text.lemma(noun)) {
        return None;
    }
    if entry.voting || entry.objects == Objects::Instrument && is_counted(text, verb) {
        let read = by_voting_body(text, verb, noun, entry.act);
        if entry.voting || read.is_some() {
            return read;
        }
    }
    match instrument(text, noun, entry.objects) {
        Some(word) => Some((entry.act, Some(word), "verb")),
        None => (entry.objects == Objects::Any).then_some((entry.act, None, "verb")),
    }
}

/// "every one of the amendments", "all of the bill": what the parts are of.
pub fn whole(text: &Annotated, noun: usize) -> usize {
    let part = text.tokens[noun].pos == Pos::Num
        || matches!(
            text.lemma(noun),
            "one"
                | "all"
                | "most"
                | "some"
                | "part"
                | "half"
                | "majority"
                | "dozen"
                | "rest"
                | "each"
                | "any"
                | "none"
                | "series"
                | "number"
        );
    let of = clause::prepositional(text, noun, &["of"]);
    of.filter(|_| part).unwrap_or(noun)
}

/// Whether the sentence states the votes of both sides.
pub fn is_counted(text: &Annotated, verb: usize) -> bool {
    let counts = votes::counts(text.document.at(text.sentence_of(verb).span));
    counts.pro.is_some() && counts.contra.is_some()
}

/// "voted down the clause": the parser takes the particle for a preposition.
fn vote_moved(text: &Annotated, verb: usize) -> Option<Read> {
    let particle = |word: &str| {
        let at = text.children(verb).iter().copied().find(|&c| c > verb && text.word(c) == word)?;
        text.child(at, &[Dep::Pobj])
    };
    let down = || particle("down").map(|o| (Act::Reject, o));
    let (act, object) = down().or_else(|| particle("through").map(|o| (Act::Adopt, o)))?;
    Some((act, instrument(text, object, Objects::Instrument), "verb"))
}

/// "voted 9 to 4 for the cap", "voted to lift the ban".
fn vote(text: &Annotated, verb: usize) -> Option<Read> {
    let said = text.document.at(text.sentence_of(verb).span);
    let counts = votes::counts(said);
    let to = text.child(verb, &[Dep::Xcomp]);
    let by_body = clause::doer(text, verb)
        .and_then(|d| actors::resolve(text, text.subtree(d)))
        .is_some_and(|a| takes_votes(&a));
    let side = |word| by_body && clause::prepositional(text, verb, &[word]).is_some();
    let act = match (counts.pro, counts.contra) {
        (Some(pro), Some(contra)) if pro < contra => Act::Reject,
        (Some(_), Some(_)) => Act::Approve,
        _ if to.is_some() || side("for") => Act::Approve,
        _ if side("against") => Act::Reject,
        _ => return None,
    };
    if to.is_some_and(|t| reading(text, t).is_some()) {
        return None;
    }
    let object =
        clause::prepositional(text, verb, &["for", "on", "against"]).or_else(|| clause::patient(text, to?));
    let word = object.and_then(|o| instrument(text, o, Objects::Votable));
    Some((act, word, "vote"))
}

/// The lemma of the noun where it is of the kind that the verb asks for.
pub fn instrument(text: &Annotated, noun: usize, objects: Objects) -> Option<String> {
    let nouns = &lexicon().nouns;
    let lemma = text.lemma(noun).to_lowercase();
    let fits = nouns.instrument.contains(&lemma)
        || (objects != Objects::Instrument && nouns.votable.contains(&lemma))
        || (text.tokens[noun].pos == Pos::Pron && lemma == "it" && objects == Objects::Instrument);
    fits.then_some(lemma)
}

fn with_particle(text: &Annotated, verb: usize) -> String {
    let lemma = text.lemma(verb).to_lowercase();
    // "waved the bill through": the parser takes the particle for an adverb, too.
    let adverb = || {
        let particles = ["through", "down", "out", "off", "back"];
        let near = |&c: &usize| {
            let alone = text.children(c).is_empty() && matches!(text.tokens[c].dep, Dep::Advmod | Dep::Prep);
            c > verb && alone && particles.contains(&text.word(c).to_lowercase().as_str())
        };
        text.children(verb).iter().copied().find(near)
    };
    match text.child(verb, &[Dep::Prt]).or_else(adverb) {
        Some(particle) => format!("{lemma} {}", text.word(particle).to_lowercase()),
        None => lemma,
    }
}

/// Whether the sentence says that the decision binds.
pub fn binding(said: &str) -> Option<bool> {
    let lower = said.to_lowercase();
    let says = |phrases: &[String]| phrases.iter().any(|p| lower.contains(p.as_str()));
    let lexicon = &lexicon().binding;
    match (says(&lexicon.no), says(&lexicon.yes)) {
        (true, _) => Some(false),
        (false, true) => Some(true),
        (false, false) => None,
    }
}
