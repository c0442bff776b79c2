//! Turns of phrase that report a decision without a verb of deciding that has its object.
use super::body::{is_court, takes_votes, voting_at};
use super::candidate::{Read, instrument};
use super::lexicon::{Objects, has, lexicon};
use super::votes;
use crate::clause;
use crate::extractor::measure::authority;
use crate::link::actors;
use rapporteur_record::{Act, Actor, ActorKind, Annotated, Dep, Pos};

/// "A motion to delay the law failed by 210 votes to 330": the parser hangs the verb on its subject, in a sentence that
/// has no other.
pub fn stranded(text: &Annotated, verb: usize, lemma: &str) -> Option<Read> {
    let noun =
        text.head(verb).filter(|&h| text.tokens[h].dep == Dep::Root && text.tokens[verb].tag == "VBD")?;
    let entry =
        lexicon().verbs.iter().find(|v| v.objects == Objects::None && v.lemmas.iter().any(|l| l == lemma))?;
    instrument(text, noun, Objects::Instrument).map(|i| (entry.act, Some(i), "passed"))
}

/// "The bill cleared the lower house": its object is the body.
pub fn through(text: &Annotated, verb: usize, lemma: &str) -> Option<Read> {
    let passes = lexicon().through.iter().any(|t| t == lemma);
    let subject = clause::own_subject(text, verb).filter(|_| passes)?;
    let body = text.child(verb, &[Dep::Dobj])?;
    let voting = voting_at(text, body);
    voting?;
    instrument(text, subject, Objects::Instrument).map(|i| (Act::Adopt, Some(i), "through"))
}

/// "The House agreed to the amendments", "ministers agreed on a directive"; with counts, whatever a body is said to have
/// done: "the Senate followed by 34 votes to 19".
pub fn agreed(text: &Annotated, verb: usize, lemma: &str) -> Option<Read> {
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
    let says_what = text.child(verb, &[Dep::Ccomp]).is_some();
    let rule = match (counted, says_what) {
        (true, false) => "followed",
        (true, true) => "counted",
        (false, _) => "agreed",
    };
    decides.then_some((act, word, rule))
}

/// Consent is ratification where the text speaks of that.
pub fn consent(text: &Annotated) -> Act {
    let ratifies = text.tokens.iter().any(|t| text.document.at(t.span).to_lowercase().starts_with("ratif"));
    if ratifies { Act::Ratify } else { Act::Approve }
}

/// "The court ruled that the policy was unlawful."
pub fn ruled(text: &Annotated, verb: usize, lemma: &str) -> Option<Read> {
    let rules = matches!(lemma, "rule" | "find" | "declare" | "hold" | "judge");
    let clause = text.child(verb, &[Dep::Ccomp]).filter(|_| rules)?;
    // "declared the ban unlawful": the state itself is the clause.
    let state = text.child(clause, &[Dep::Acomp, Dep::Oprd]).unwrap_or(clause);
    let unlawful =
        lexicon().unlawful.iter().any(|u| u == text.lemma(state)) && !clause::is_negated(text, clause);
    let doer = clause::doer(text, verb)?;
    let court = actors::resolve(text, text.subtree(doer)).is_some_and(|a| is_court(&a));
    let thing = clause::own_subject(text, clause)?;
    (unlawful && court).then(|| (Act::Reject, instrument(text, thing, Objects::Instrument), "ruled"))
}

/// "refused to bring back the ferry", "took the item off the agenda".
pub fn by_phrase(text: &Annotated, verb: usize, lemma: &str) -> Option<Read> {
    let doer = || clause::doer(text, verb).and_then(|d| actors::resolve(text, text.subtree(d)));
    match lemma {
        "refuse" if text.child(verb, &[Dep::Xcomp]).is_some() && doer().is_some_and(|a| takes_votes(&a)) => {
            Some((Act::Reject, None, "refused"))
        }
        "refer" | "send" | "return" | "remit" | "send back" => referred(text, verb),
        "sign" => signed(text, verb),
        "reject" | "dismiss" | "throw out" if doer().is_some_and(|a| is_court(&a)) => {
            let case = clause::patient(text, verb).filter(|&c| has(&lexicon().cases, text.lemma(c)))?;
            Some((Act::Reject, Some(text.lemma(case).to_lowercase()), "verb"))
        }
        "override" | "overturn" | "overrule"
            if clause::patient(text, verb).is_some_and(|o| text.lemma(o) == "veto") =>
        {
            Some((Act::Adopt, None, "verb"))
        }
        "say" if doer().is_some_and(|a| takes_votes(&a) || a.kind == ActorKind::Group) => {
            answered(text, verb)
        }
        "take" | "pull" | "remove" | "take off" | "drop" | "strike" | "keep" => {
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

/// "sent the bill back to the committee"
fn referred(text: &Annotated, verb: usize) -> Option<Read> {
    let noun = clause::patient(text, verb)?;
    let to = |head| clause::prepositional(text, head, &["to", "into"]);
    let back = || text.child(verb, &[Dep::Advmod, Dep::Prt]).and_then(to);
    let where_to = to(verb).or_else(back).or_else(|| to(noun))?;
    let returns = has(&lexicon().returns, text.lemma(where_to));
    let word = instrument(text, noun, Objects::Instrument).filter(|w| returns && w != "it")?;
    Some((Act::Postpone, Some(word), "referred"))
}

/// "The president signed the bill."
fn signed(text: &Annotated, verb: usize) -> Option<Read> {
    let noun = clause::patient(text, verb).filter(|&n| has(&lexicon().signed, text.lemma(n)))?;
    Some((Act::Approve, Some(text.lemma(noun).to_lowercase()), "signed"))
}

/// "The house said no to the amendment."
fn answered(text: &Annotated, verb: usize) -> Option<Read> {
    let word = |&c: &usize| {
        let answers = matches!(
            text.tokens[c].dep,
            Dep::Intj | Dep::Dobj | Dep::Ccomp | Dep::Advmod | Dep::Neg | Dep::Det
        );
        (answers && c > verb).then(|| text.word(c).to_lowercase())
    };
    let said = text.children(verb).iter().find_map(word)?;
    let thing =
        clause::prepositional(text, verb, &["to"]).and_then(|o| instrument(text, o, Objects::Instrument));
    match said.as_str() {
        "no" => Some((Act::Reject, thing, "answered")),
        "yes" => Some((Act::Approve, thing, "answered")),
        _ => None,
    }
}

/// What a parliament, a council or a court approves or rejects is decided, whatever it is: "approved the sale".
pub fn by_voting_body(text: &Annotated, verb: usize, noun: usize, act: Act) -> Option<Read> {
    let doer = clause::doer(text, verb)?;
    let court = || actors::resolve(text, text.subtree(doer)).filter(is_court);
    let actor = || actors::resolve(text, text.subtree(doer));
    let members = || actor().filter(is_members);
    // "The agency approved the drug."
    let grants = has(&lexicon().granted, text.lemma(noun));
    let official = || actor().filter(|a| grants && a.kind == ActorKind::Body && authority::is_official(a));
    voting_at(text, doer).or_else(court).or_else(members).or_else(official)?;
    if matches!(text.word(noun), "it" | "them" | "both" | "these" | "those") {
        return Some((act, None, "verb"));
    }
    let thing = matches!(text.tokens[noun].pos, Pos::Noun) && !is_view(text.lemma(noun));
    thing.then(|| (act, Some(text.lemma(noun).to_lowercase()), "verb"))
}

/// "Deputies", "peers".
fn is_members(actor: &Actor) -> bool {
    let name = actor.name.to_lowercase();
    actor.kind == ActorKind::Group && lexicon().members.iter().any(|m| has(&m.nouns, &name))
}

/// What is rejected in words alone: "rejected the criticism".
pub fn is_view(noun: &str) -> bool {
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
