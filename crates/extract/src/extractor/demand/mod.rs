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
use rapporteur_record::{Actor, Annotated, Claim, Demand, Dep, Fact, Pos, SentenceKind};

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
    let asked = lexicon::frames(lemma).find_map(|(frame, addressed)| {
        let asked = frame::of_verb(text, verb, frame)?;
        (!addressed || !asked.addressees.is_empty()).then_some(asked)
    })?;
    // "used a speech to urge": whoever used it.
    let above = || text.ancestors(verb).find(|&t| text.tokens[t].pos == Pos::Verb);
    let by_means = is_by_means(text, verb);
    let doing = if by_means { above()? } else { verb };
    let issuer =
        clause::doer(text, doing).filter(|_| by_means || clause::reality(text, verb) == Reality::Actual)?;
    let issuer = author(text, issuer).unwrap_or(issuer);
    // What a court orders is a rule.
    let rules = matches!(lemma, "order" | "direct" | "instruct") && is_court(text, issuer);
    (!rules).then_some((asked, issuer))
}

/// "used a speech to urge", "has written to Oslo to ask it".
fn is_by_means(text: &Annotated, verb: usize) -> bool {
    let infinitive = frame::is_infinitive(text, verb)
        && matches!(text.tokens[verb].dep, Dep::Xcomp | Dep::Advcl | Dep::Acl | Dep::Relcl);
    let above = text.ancestors(verb).find(|&t| text.tokens[t].pos == Pos::Verb);
    above.is_some_and(|h| {
        infinitive && lexicon::is_means(text.lemma(h)) && clause::reality(text, h) == Reality::Actual
    })
}

/// Who signed, sent or adopted the text that asks: "scientists signed a letter urging".
fn author(text: &Annotated, document: usize) -> Option<usize> {
    if !lexicon::is_document(&text.lemma(document).to_lowercase()) {
        return None;
    }
    let owner = text
        .child(document, &[Dep::Poss])
        .or_else(|| clause::prepositional(text, document, &["by", "from", "of"]))
        .filter(|&o| actors::resolve(text, text.subtree(o)).is_some());
    owner.or_else(|| {
        let verb = text.ancestors(document).find(|&t| text.tokens[t].pos == Pos::Verb)?;
        clause::doer(text, verb).filter(|&d| d != document)
    })
}

fn is_court(text: &Annotated, issuer: usize) -> bool {
    actors::resolve(text, text.subtree(issuer)).is_some_and(|a| a.name.to_lowercase().contains("court"))
}

/// Whose call it is: the possessor, or the subject of the verb that the noun completes ("repeated a call for").
fn noun_issuer(text: &Annotated, noun: usize) -> Option<usize> {
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
