//! Who asked whom to act.
mod frame;
mod lexicon;
mod said;

use super::{Context, Extractor};
use crate::clause::{self, Reality};
use crate::extractor::measure::party;
use crate::link::actors;
use crate::when;
use frame::Asked;
use rapporteur_record::{Actor, Annotated, Claim, Demand, Fact, Pos, SentenceKind};

pub struct Demands;

impl Extractor for Demands {
    fn name(&self) -> &'static str {
        "demand"
    }

    fn extract(&self, context: &Context) -> Vec<Fact> {
        let text = context.text;
        let mut facts: Vec<Fact> = (0..text.tokens.len())
            .filter(|&t| text.sentence_of(t).kind != SentenceKind::Clutter)
            .flat_map(|t| at(text, t))
            .collect();
        for fact in said::demands(context) {
            if !facts.iter().any(|f| is_same(f, &fact)) {
                facts.push(fact);
            }
        }
        facts.sort_by_key(|f| f.evidence[0].start);
        facts
    }
}

/// Demands of the verb or noun at a token, one for each who asks.
fn at(text: &Annotated, token: usize) -> Vec<Fact> {
    let lemma = text.lemma(token).to_lowercase();
    let found = match text.tokens[token].pos {
        Pos::Verb => verb(text, token, &lemma),
        Pos::Noun if lexicon::is_noun(&lemma) => frame::of_noun(text, token).zip(noun_issuer(text, token)),
        _ => None,
    };
    let Some((asked, issuer)) = found else { return Vec::new() };
    let rule = format!("demand/{lemma}");
    actors::resolve_all(text, text.subtree(issuer))
        .into_iter()
        .filter(|issuer| asked.addressees.iter().all(|a| a.name != issuer.name))
        .flat_map(|issuer| facts(text, token, issuer, &asked, &rule))
        .collect()
}

fn verb(text: &Annotated, verb: usize, lemma: &str) -> Option<(Asked, usize)> {
    let frames = lexicon::frames(lemma);
    if frames.is_empty() || clause::reality(text, verb) != Reality::Actual {
        return None;
    }
    let issuer = clause::doer(text, verb)?;
    let asked = frames.iter().find_map(|&f| frame::of_verb(text, verb, f))?;
    let addressed = !asked.addressees.is_empty() || !lexicon::needs_addressee(lemma);
    addressed.then_some((asked, issuer))
}

/// Whose call it is: the possessor, or the subject of the verb that the noun completes ("repeated a call for").
fn noun_issuer(text: &Annotated, noun: usize) -> Option<usize> {
    use rapporteur_record::Dep;
    let owner = text.child(noun, &[Dep::Poss]).or_else(|| clause::prepositional(text, noun, &["by", "from"]));
    owner.or_else(|| {
        let verb = text
            .head(noun)
            .filter(|&h| text.tokens[h].pos == Pos::Verb && text.tokens[noun].dep == Dep::Dobj)?;
        let makes =
            ["make", "issue", "repeat", "renew", "reiterate", "intensify", "join", "back", "launch", "send"];
        let actual = clause::reality(text, verb) == Reality::Actual;
        (actual && makes.contains(&text.lemma(verb))).then(|| clause::doer(text, verb)).flatten()
    })
}

/// One demand for each who is asked.
fn facts(text: &Annotated, head: usize, issuer: Actor, asked: &Asked, rule: &str) -> Vec<Fact> {
    let fact = |addressee: Option<Actor>| {
        let addressee = addressee.map(|a| party::of_body(text, a, &issuer));
        Fact {
            claim: Claim::Demand(Demand { issuer: issuer.clone(), addressee, action: asked.action }),
            on: when::governing(text, head),
            evidence: vec![text.sentence_of(head).span],
            rule: rule.to_owned(),
            confidence: 0.75,
            why: None,
        }
    };
    match asked.addressees.is_empty() {
        true => vec![fact(None)],
        false => asked.addressees.iter().cloned().map(Some).map(fact).collect(),
    }
}

/// The same issuer asking for overlapping words.
fn is_same(a: &Fact, b: &Fact) -> bool {
    match (&a.claim, &b.claim) {
        (Claim::Demand(x), Claim::Demand(y)) => x.issuer.name == y.issuer.name && x.action.overlaps(y.action),
        _ => false,
    }
}
