//! Clauses that report a decision.
use super::lexicon::{Objects, Verb, lexicon};
use super::{nominal, votes};
use crate::clause::{self, Reality};
use crate::extractor::measure::authority;
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
    let act = match last {
        // "The Senate followed by 34 votes to 19."
        Some(last) if rule == "counted" && is_voted(last.act) && act != Act::Ratify => last.act,
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
fn reading(text: &Annotated, verb: usize) -> Option<(Act, Option<String>, &'static str)> {
    let lemma = with_particle(text, verb);
    if lemma == "vote" {
        return vote(text, verb);
    }
    let special = stranded(text, verb, &lemma)
        .or_else(|| by_phrase(text, verb, &lemma))
        .or_else(|| through(text, verb, &lemma))
        .or_else(|| agreed(text, verb, &lemma))
        .or_else(|| ruled(text, verb, &lemma));
    if special.is_some() {
        return special;
    }
    if let Some(noun) = (lemma == "fail").then(|| clause::prepositional(text, verb, &["with"])).flatten() {
        return instrument(text, noun, Objects::Instrument).map(|i| (Act::Reject, Some(i), "failed-with"));
    }
    lexicon().verbs.iter().filter(|v| v.lemmas.contains(&lemma)).find_map(|v| acted(text, verb, v))
}

/// "A motion to delay the law failed by 210 votes to 330": the parser hangs the verb on its subject, in a sentence that
/// has no other.
fn stranded(text: &Annotated, verb: usize, lemma: &str) -> Option<(Act, Option<String>, &'static str)> {
    let noun =
        text.head(verb).filter(|&h| text.tokens[h].dep == Dep::Root && text.tokens[verb].tag == "VBD")?;
    let entry =
        lexicon().verbs.iter().find(|v| v.objects == Objects::None && v.lemmas.iter().any(|l| l == lemma))?;
    instrument(text, noun, Objects::Instrument).map(|i| (entry.act, Some(i), "passed"))
}

/// "The bill cleared the lower house": its object is the body.
fn through(text: &Annotated, verb: usize, lemma: &str) -> Option<(Act, Option<String>, &'static str)> {
    let passes = lexicon().through.iter().any(|t| t == lemma);
    let subject = clause::own_subject(text, verb).filter(|_| passes)?;
    let body = text.child(verb, &[Dep::Dobj])?;
    let voting = voting_at(text, body);
    voting?;
    instrument(text, subject, Objects::Instrument).map(|i| (Act::Adopt, Some(i), "through"))
}

/// "The House agreed to the amendments", "ministers agreed on a directive"; with counts, whatever a body is said to have
/// done: "the Senate followed by 34 votes to 19".
fn agreed(text: &Annotated, verb: usize, lemma: &str) -> Option<(Act, Option<String>, &'static str)> {
    let concurs = lexicon().concurs.iter().any(|c| c == lemma);
    let subject = clause::subject(text, verb).filter(|_| concurs)?;
    let counts = votes::counts(text.document.at(text.sentence_of(verb).span));
    let thing =
        clause::prepositional(text, verb, &["to", "on"]).filter(|_| matches!(lemma, "agree" | "consent"));
    let word = thing.and_then(|t| instrument(text, t, Objects::Instrument));
    let counted = counts.pro.is_some() && counts.contra.is_some();
    let votes = voting_at(text, subject).is_some();
    let act = if lemma == "consent" { consent(text) } else { Act::Approve };
    let decides = counted && votes || word.is_some() && lemma == "agree";
    decides.then_some((act, word, if counted { "counted" } else { "agreed" }))
}

/// Consent is ratification where the text speaks of that.
pub fn consent(text: &Annotated) -> Act {
    let ratifies = text.tokens.iter().any(|t| text.document.at(t.span).to_lowercase().starts_with("ratif"));
    if ratifies { Act::Ratify } else { Act::Approve }
}

/// "The court ruled that the policy was unlawful."
fn ruled(text: &Annotated, verb: usize, lemma: &str) -> Option<(Act, Option<String>, &'static str)> {
    let rules = matches!(lemma, "rule" | "find" | "declare" | "hold" | "judge");
    let clause = text.child(verb, &[Dep::Ccomp]).filter(|_| rules)?;
    let state = text.child(clause, &[Dep::Acomp, Dep::Oprd])?;
    let unlawful =
        lexicon().unlawful.iter().any(|u| u == text.lemma(state)) && !clause::is_negated(text, clause);
    let doer = clause::doer(text, verb)?;
    let court = actors::resolve(text, text.subtree(doer)).is_some_and(|a| is_court(&a));
    let thing = clause::own_subject(text, clause)?;
    (unlawful && court).then(|| (Act::Reject, instrument(text, thing, Objects::Instrument), "ruled"))
}

/// "refused to bring back the ferry", "took the item off the agenda".
fn by_phrase(text: &Annotated, verb: usize, lemma: &str) -> Option<(Act, Option<String>, &'static str)> {
    let doer = || clause::doer(text, verb).and_then(|d| actors::resolve(text, text.subtree(d)));
    match lemma {
        "refuse" if text.child(verb, &[Dep::Xcomp]).is_some() && doer().is_some_and(|a| takes_votes(&a)) => {
            Some((Act::Reject, None, "refused"))
        }
        "take" | "pull" | "remove" | "take off" | "drop" | "strike" => {
            let agenda = |t: usize| text.lemma(t) == "agenda";
            let off = clause::prepositional(text, verb, &["off", "from"]).is_some_and(agenda)
                || text
                    .child(verb, &[Dep::Dobj])
                    .is_some_and(|o| agenda(o) && text.child(verb, &[Dep::Prt]).is_some());
            let noun = clause::patient(text, verb)?;
            let off = off || clause::prepositional(text, noun, &["off", "from"]).is_some_and(agenda);
            off.then(|| (Act::Postpone, instrument(text, noun, Objects::Votable), "agenda"))
        }
        _ => None,
    }
}

fn acted(text: &Annotated, verb: usize, entry: &Verb) -> Option<(Act, Option<String>, &'static str)> {
    if entry.objects == Objects::None {
        let alone = text.child(verb, &[Dep::Dobj, Dep::Ccomp, Dep::Xcomp]).is_none()
            && text.child(verb, &[Dep::Auxpass]).is_none();
        let subject = clause::own_subject(text, verb).filter(|_| alone)?;
        return instrument(text, subject, Objects::Instrument).map(|i| (entry.act, Some(i), "passed"));
    }
    let Some(noun) = clause::patient(text, verb) else {
        let open = text.child(verb, &[Dep::Ccomp, Dep::Xcomp]).is_some();
        return (entry.act == Act::Propose && open).then_some((entry.act, None, "proposed-to"));
    };
    if entry.voting {
        return by_voting_body(text, verb, noun, entry.act);
    }
    match instrument(text, noun, entry.objects) {
        Some(word) => Some((entry.act, Some(word), "verb")),
        None => (entry.objects == Objects::Any).then_some((entry.act, None, "verb")),
    }
}

/// What a parliament, a council or a court approves or rejects is decided, whatever it is: "approved the sale".
fn by_voting_body(
    text: &Annotated,
    verb: usize,
    noun: usize,
    act: Act,
) -> Option<(Act, Option<String>, &'static str)> {
    let doer = clause::doer(text, verb)?;
    let court = || actors::resolve(text, text.subtree(doer)).filter(is_court);
    voting_at(text, doer).or_else(court)?;
    let thing = matches!(text.tokens[noun].pos, Pos::Noun) && !is_view(text.lemma(noun));
    thing.then(|| (act, Some(text.lemma(noun).to_lowercase()), "verb"))
}

/// What is rejected in words alone: "rejected the criticism".
fn is_view(noun: &str) -> bool {
    [
        "criticism",
        "charge",
        "accusation",
        "claim",
        "suggestion",
        "idea",
        "call",
        "argument",
        "view",
        "notion",
        "allegation",
        "fear",
        "way",
    ]
    .contains(&noun)
}

fn is_court(actor: &Actor) -> bool {
    let lower = actor.name.to_lowercase();
    actors::class_of(actor) == Some("court") || lower.contains("court") || lower.contains("tribunal")
}

/// The body that takes votes which a noun phrase denotes, also where its name is not known.
fn voting_at(text: &Annotated, noun: usize) -> Option<Actor> {
    let mut named = text.mentions.iter().filter(|m| m.tokens.contains(noun)).filter_map(|m| m.actor.clone());
    let known = named.rfind(takes_votes);
    known.or_else(|| actors::resolve(text, text.subtree(noun)).filter(takes_votes)).or_else(|| {
        let voting = lexicon().voting.iter().any(|v| *v == text.lemma(noun).to_lowercase());
        voting.then(|| described(text, noun).into_iter().next()).flatten().filter(takes_votes)
    })
}

/// "voted 9 to 4 for the cap", "voted to lift the ban".
fn vote(text: &Annotated, verb: usize) -> Option<(Act, Option<String>, &'static str)> {
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
    match text.child(verb, &[Dep::Prt]) {
        Some(particle) => format!("{lemma} {}", text.word(particle).to_lowercase()),
        None => lemma,
    }
}

/// Who decided: the doer; else the holder of the vote ("the ministers' vote was put off"), the body that speaks in the
/// instrument ("said in a declaration adopted on May 27"), the body of the last decision, or the last body named that
/// takes votes.
fn bodies(text: &Annotated, verb: usize, act: Act, rule: &str, last: Option<&Candidate>) -> Vec<Actor> {
    if rule == "through" {
        return text.child(verb, &[Dep::Dobj]).and_then(|b| voting_at(text, b)).into_iter().collect();
    }
    let doer = match rule {
        "failed-with" | "passed" => None,
        _ => clause::doer(text, verb),
    };
    if let Some(doer) = doer {
        let actors = actors::resolve_all(text, text.subtree(doer));
        let place = actors.len() == 1 && actors[0].kind == ActorKind::Country;
        let chamber = voting_at(text, doer).filter(|_| place);
        let actors = match chamber {
            Some(chamber) => vec![chamber],
            None if actors.is_empty() => described(text, doer),
            None => actors,
        };
        return actors.into_iter().filter(|a| can_decide(a, act)).collect();
    }
    let within = || clause::prepositional(text, verb, &["in", "at"]).and_then(|b| voting_at(text, b));
    let own = holder(text, verb)
        .or_else(within)
        .or_else(|| speaker_around(text, verb))
        .filter(|a| can_decide(a, act));
    let earlier = || last.map(|l| l.bodies.clone()).filter(|b| b.iter().all(takes_votes));
    own.map(|a| vec![a])
        .or_else(earlier)
        .or_else(|| last_voting_body(text, verb).map(|a| vec![a]))
        .or_else(|| last.map(|l| l.bodies.clone()))
        .unwrap_or_default()
}

/// A body that its description leaves open: whose board it is, else the last named before that takes votes.
fn described(text: &Annotated, doer: usize) -> Vec<Actor> {
    let is_body = lexicon().voting.iter().any(|v| v == text.lemma(doer));
    let of =
        || clause::prepositional(text, doer, &["of"]).and_then(|o| actors::resolve(text, text.subtree(o)));
    let found = || {
        of().or_else(|| last_voting_body(text, doer)).unwrap_or_else(|| Actor {
            name: text.lemma(doer).to_owned(),
            kind: ActorKind::Body,
            mention: Some(text.tokens[doer].span),
            rule: "introduced",
        })
    };
    is_body.then(found).into_iter().collect()
}

/// A parliament, assembly or council, as far as is known.
fn takes_votes(actor: &Actor) -> bool {
    let named = || {
        let lower = actor.name.to_lowercase();
        lower.split([' ', '-']).any(|word| lexicon().voting.iter().any(|v| v == word))
    };
    match actors::class_of(actor) {
        Some(class) => matches!(class, "parliament" | "assembly" | "council"),
        None => actor.kind == ActorKind::Body && named(),
    }
}

/// The last such body named before the verb.
fn last_voting_body(text: &Annotated, verb: usize) -> Option<Actor> {
    let named = text.mentions.iter().filter(|m| m.head < verb).rev().filter_map(|m| m.actor.as_ref());
    named.into_iter().find(|a| takes_votes(a)).map(|a| Actor { mention: None, ..a.clone() })
}

/// The owner of what is decided on: "the vote of the ministers", "Parliament's vote".
fn holder(text: &Annotated, verb: usize) -> Option<Actor> {
    let noun = clause::patient(text, verb).or_else(|| clause::own_subject(text, verb))?;
    let owner =
        text.child(noun, &[Dep::Poss]).or_else(|| clause::prepositional(text, noun, &["of", "in"]))?;
    actors::resolve(text, text.subtree(owner))
}

/// The subject of the nearest clause around, where it is a body.
fn speaker_around(text: &Annotated, verb: usize) -> Option<Actor> {
    text.ancestors(verb)
        .filter(|&t| text.tokens[t].pos == Pos::Verb)
        .find_map(|t| actors::resolve(text, text.subtree(clause::doer(text, t)?)))
        .filter(|a| a.kind == ActorKind::Body)
}

/// Persons put off, veto and propose; adopting, approving and discussing is for bodies, and not for parties.
pub fn can_decide(actor: &Actor, act: Act) -> bool {
    match actor.kind {
        ActorKind::Body if is_voted(act) => takes_votes(actor) || authority::is_official(actor),
        ActorKind::Body | ActorKind::Country | ActorKind::Group => true,
        ActorKind::Person => matches!(act, Act::Postpone | Act::Veto | Act::Propose | Act::Ratify),
        ActorKind::Outlet | ActorKind::Unknown => false,
    }
}

pub fn is_voted(act: Act) -> bool {
    matches!(act, Act::Adopt | Act::Approve | Act::Reject | Act::Ratify | Act::Veto)
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
