//! Who imposes or grants: the doer, the owner of the rule, or the body whose law is spoken of.
use super::lexicon::is_rule;
use crate::clause::{self, Reality};
use crate::link::actors;
use rapporteur_record::{Act, Actor, ActorKind, Annotated, Claim, Dep, Fact, Span};

/// The law that the text speaks of: the state whose it is, and from where on it is spoken of.
#[derive(Debug, Clone)]
pub struct Law {
    pub authority: Actor,
    pub from: usize,
    pub proposed: bool,
}

/// The laws of the decisions in the document, in text order.
pub fn laws(text: &Annotated, facts: &[Fact]) -> Vec<Law> {
    let law = |fact: &Fact| {
        let Claim::Decision(decision) = &fact.claim else { return None };
        let binds = decision.instrument.as_deref().is_none_or(is_rule) && decision.binding != Some(false);
        let proposed = decision.act == Act::Propose;
        let made = matches!(decision.act, Act::Adopt | Act::Approve | Act::Ratify) || proposed;
        let authority =
            if proposed { unmentioned(&decision.body) } else { actors::state_of(&decision.body)? };
        let sentence = text.tokens_in(fact.evidence[0]).start;
        (binds && made).then_some(Law { authority, from: sentence, proposed })
    };
    let mut laws: Vec<Law> = facts.iter().filter_map(law).collect();
    laws.sort_by_key(|l| l.from);
    laws
}

fn unmentioned(actor: &Actor) -> Actor {
    Actor { mention: None, ..actor.clone() }
}

/// The authorities of a clause: its doers where they are actors; for a rule as subject ("the German rules limit") the
/// rule's owner.
pub fn of_clause(text: &Annotated, verb: usize, law: Option<&Law>) -> Vec<Actor> {
    let Some(doer) = clause::doer(text, verb) else {
        return place(text, verb).or_else(|| law.map(|l| l.authority.clone())).into_iter().collect();
    };
    if is_rule(text.lemma(doer)) || text.lemma(doer).eq_ignore_ascii_case("it") && law.is_some() {
        return owner(text, doer).or_else(|| law.map(|l| l.authority.clone())).into_iter().collect();
    }
    actors::resolve_all(text, text.subtree(doer)).into_iter().filter(can_rule).collect()
}

fn can_rule(actor: &Actor) -> bool {
    !matches!(actor.kind, ActorKind::Outlet | ActorKind::Unknown)
}

/// Whose rule it is: "the American rules", "Oslo's law", "the rules of the port"; the giver of "gave clear rules".
pub fn owner(text: &Annotated, rule: usize) -> Option<Actor> {
    let modifiers = text.children(rule).iter().copied();
    let modifier = modifiers
        .filter(|&c| matches!(text.tokens[c].dep, Dep::Amod | Dep::Poss | Dep::Compound | Dep::Nmod))
        .find_map(|c| actors::resolve(text, text.subtree(c)).filter(is_organised));
    let of = || {
        clause::prepositional(text, rule, &["of", "by", "from"])
            .and_then(|n| actors::resolve(text, text.subtree(n)))
    };
    let giver = || {
        let verb = text.head(rule).filter(|_| text.tokens[rule].dep == Dep::Dobj)?;
        let sets =
            ["give", "set", "impose", "issue", "have", "introduce", "apply", "keep", "maintain", "enforce"];
        let sets = sets.contains(&text.lemma(verb)) && clause::reality(text, verb) == Reality::Actual;
        actors::resolve(text, text.subtree(clause::doer(text, verb).filter(|_| sets)?))
    };
    modifier.or_else(of).or_else(giver).filter(can_rule)
}

fn is_organised(actor: &Actor) -> bool {
    matches!(actor.kind, ActorKind::Country | ActorKind::Body)
}

/// The country in which something "is banned".
fn place(text: &Annotated, verb: usize) -> Option<Actor> {
    let place = clause::prepositional(text, verb, &["in"])?;
    let span: Span = text.span(text.subtree(place));
    actors::country_named(text.document.at(span)).map(|name| Actor {
        name: name.to_owned(),
        kind: ActorKind::Country,
        mention: Some(span),
        rule: "place",
    })
}
