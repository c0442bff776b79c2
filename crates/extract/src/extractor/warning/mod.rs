//! Who announced which bad consequence.
mod clauses;
mod lexicon;

use super::{Context, Extractor};
use crate::clause;
use crate::link::actors;
use clauses::Parts;
use rapporteur_record::{Actor, Annotated, Claim, Dep, Fact, Span, Statement, TokenRange, Warning};

pub struct Warnings;

impl Extractor for Warnings {
    fn name(&self) -> &'static str {
        "warning"
    }

    fn extract(&self, context: &Context) -> Vec<Fact> {
        let statements = context.facts.iter().filter_map(|fact| match &fact.claim {
            Claim::Statement(statement) => Some((fact, statement)),
            _ => None,
        });
        statements.filter_map(|(fact, statement)| warning(context.text, fact, statement)).collect()
    }
}

/// The warning in a statement: by its cue, or by a bad consequence of a condition.
fn warning(text: &Annotated, fact: &Fact, statement: &Statement) -> Option<Fact> {
    let cue = cue_head(text, statement);
    let fears = || worries(text, statement) && clauses::is_to_come(text, &statement.content);
    let warns = cue.is_some_and(|c| lexicon::is_cue(text.lemma(c))) || fears();
    let (rule, confidence, parts) = match warns {
        true => ("warning/cue", 0.85, clauses::of_warning(text, &statement.content)?),
        false => ("warning/consequence", 0.6, clauses::of_conditional(text, &statement.content)?),
    };
    let addressee = cue
        .filter(|_| warns)
        .and_then(|c| addressee(text, c, &parts))
        .filter(|a| a.name != statement.speaker.name);
    let claim = Warning {
        issuer: statement.speaker.clone(),
        addressee,
        trigger: parts.trigger,
        consequence: parts.consequence,
    };
    Some(Fact {
        claim: Claim::Warning(claim),
        rule: rule.to_owned(),
        confidence: confidence * fact.confidence,
        ..fact.clone()
    })
}

fn worries(text: &Annotated, statement: &Statement) -> bool {
    let mut tokens = statement.cue.iter().flat_map(|&span| text.tokens_in(span).iter());
    tokens.any(|t| lexicon::is_worry(text.lemma(t)) || lexicon::is_worry(&text.word(t).to_lowercase()))
}

/// The word of the cue that carries its meaning: the first that is in the lexicon, else the last.
fn cue_head(text: &Annotated, statement: &Statement) -> Option<usize> {
    let tokens = || statement.cue.iter().flat_map(|&span| text.tokens_in(span).iter());
    tokens().find(|&t| lexicon::is_cue(text.lemma(t))).or_else(|| tokens().last())
}

/// Whoever is warned: the object of the cue, where it is an actor outside what is said.
fn addressee(text: &Annotated, cue: usize, parts: &Parts) -> Option<Actor> {
    let object =
        text.child(cue, &[Dep::Dobj, Dep::Dative]).or_else(|| clause::prepositional(text, cue, &["to"]))?;
    let inside = parts.consequence.overlaps(text.tokens[object].span);
    (!inside).then(|| actors::resolve(text, text.subtree(object)))?
}

/// The span of a range without punctuation at its ends.
fn trimmed(text: &Annotated, mut range: TokenRange) -> Option<Span> {
    use rapporteur_record::Pos;
    let is_edge = |t: usize| text.tokens[t].pos == Pos::Punct && !matches!(text.word(t), "\"" | "“" | "”");
    while range.start < range.end && is_edge(range.start) {
        range.start += 1;
    }
    while range.start < range.end && is_edge(range.end - 1) {
        range.end -= 1;
    }
    (!range.is_empty()).then(|| text.span(range))
}
