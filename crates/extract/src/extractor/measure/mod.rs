//! Restrictions, permissions, supplies and obligations as they stand.
mod authority;
mod draft;
mod lexicon;
mod scope;

use super::{Context, Extractor};
use crate::clause::{self, Reality};
use crate::when;
use authority::Law;
use draft::Draft;
use lexicon::{has, lexicon};
use rapporteur_record::{Actor, Annotated, Claim, Effect, Fact, Measure, Pos, SentenceKind, Status};

pub struct Measures;

impl Extractor for Measures {
    fn name(&self) -> &'static str {
        "measure"
    }

    fn extract(&self, context: &Context) -> Vec<Fact> {
        let text = context.text;
        let laws = authority::laws(text, context.facts);
        let pending = is_pending(text);
        let mut facts: Vec<Fact> = Vec::new();
        // A rule just reported is the one that the next sentence goes on about.
        let mut last: Option<Law> = None;
        for verb in verbs(text) {
            let law = spoken_of(text, verb, &laws, last.as_ref());
            let Some(draft) = draft::at(text, verb, law) else { continue };
            let status = status(text, &draft, law, pending);
            let is_rule = !matches!(draft.effect, Effect::Supplies | Effect::Lifts);
            if let Some(authority) = draft.authorities.first().filter(|_| is_rule) {
                let authority = Actor { mention: None, ..authority.clone() };
                last = Some(Law { authority, from: verb, proposed: status == Status::Proposed });
            }
            for fact in measures(text, draft, status) {
                add(&mut facts, fact);
            }
        }
        facts
    }
}

fn verbs<'a>(text: &'a Annotated) -> impl Iterator<Item = usize> + 'a {
    (0..text.tokens.len()).filter(|&t| {
        matches!(text.tokens[t].pos, Pos::Verb | Pos::Aux)
            && text.sentence_of(t).kind != SentenceKind::Clutter
    })
}

/// How many sentences further on a law or a rule is still the one spoken of.
const REACH: usize = 3;

/// The rule last reported or the law last decided before the verb, whichever is nearer, as long as the text goes on
/// speaking of it.
fn spoken_of<'a>(text: &Annotated, verb: usize, laws: &'a [Law], last: Option<&'a Law>) -> Option<&'a Law> {
    let before = laws.iter().rev().find(|l| l.from <= verb);
    let here = text.tokens[verb].sentence;
    let earliest = here.saturating_sub(REACH);
    let named_again = || {
        let tokens = text.sentences[earliest].tokens.start..text.sentences[here].tokens.end;
        tokens.into_iter().any(|t| text.tokens[t].pos == Pos::Noun && lexicon::is_law(text.lemma(t)))
    };
    let near = |l: &&Law| text.tokens[l.from].sentence >= earliest || named_again();
    before.into_iter().chain(last).filter(near).max_by_key(|l| l.from)
}

/// Whether the document says that the last required decision is still to come.
fn is_pending(text: &Annotated) -> bool {
    let lower = text.document.text.to_lowercase();
    lexicon().status.pending.iter().any(|phrase| lower.contains(phrase.as_str()))
}

fn status(text: &Annotated, draft: &Draft, law: Option<&Law>, pending: bool) -> Status {
    let above =
        || std::iter::once(draft.head).chain(text.ancestors(draft.head)).map(|t| text.lemma(t).to_owned());
    let words = &lexicon().status;
    let by_law = matches!(draft.rule, "ending" | "duty")
        || law.is_some_and(|l| {
            draft.authorities.first().is_some_and(|a| a.mention.is_none() && a.name == l.authority.name)
        });
    let perfect_past = text.children(draft.head).iter().any(|&c| text.word(c).eq_ignore_ascii_case("had"));
    if above().any(|l| has(&words.proposed, &l))
        || draft::is_drafted(text, draft.head)
        || (by_law && (pending || law.is_some_and(|l| l.proposed)))
    {
        Status::Proposed
    } else if clause::reality(text, draft.head) == Reality::Future
        || above().any(|l| l != "say" && has(&words.announced, &l))
    {
        Status::Announced
    } else if perfect_past && draft.effect != Effect::Lifts {
        Status::Ended
    } else {
        Status::InForce
    }
}

/// One fact for each authority.
fn measures(text: &Annotated, draft: Draft, status: Status) -> Vec<Fact> {
    let on = when::governing(text, draft.head);
    let evidence = vec![text.sentence_of(draft.head).span];
    let fact = |authority: &Actor| Fact {
        claim: Claim::Measure(Measure {
            authority: authority.clone(),
            effect: draft.effect,
            target: draft.target.clone(),
            object: draft.object,
            scope: draft.scope.clone(),
            status,
        }),
        on,
        evidence: evidence.clone(),
        rule: format!("measure/{}", draft.rule),
        confidence: 0.65,
    };
    draft.authorities.iter().map(fact).collect()
}

/// Adds a measure, once for each authority, effect and object.
fn add(facts: &mut Vec<Fact>, fact: Fact) {
    let key = |f: &Fact| match &f.claim {
        Claim::Measure(m) => (m.authority.name.clone(), m.effect, m.object, f.evidence[0]),
        _ => unreachable!("only measures are added"),
    };
    if facts.iter().all(|f| key(f) != key(&fact)) {
        facts.push(fact);
    }
}
