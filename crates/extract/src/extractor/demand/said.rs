//! Demands in what an actor says of another: "the council must present a plan".
use super::frame::trimmed;
use super::{Context, lexicon};
use crate::clause;
use crate::extractor::measure::party;
use crate::link::actors;
use rapporteur_record::{
    Actor, ActorKind, Annotated, Claim, Demand, Dep, Fact, Mode, Pos, Statement, TokenRange,
};

pub fn demands(context: &Context) -> Vec<Fact> {
    context
        .facts
        .iter()
        .filter_map(|fact| match &fact.claim {
            Claim::Statement(statement) => demand(context.text, fact, statement)
                .or_else(|| imperative(context.text, fact, statement))
                .or_else(|| asked(context.text, fact, statement)),
            _ => None,
        })
        .collect()
}

/// The first clause of the content in which another actor must do something.
fn demand(text: &Annotated, said: &Fact, statement: &Statement) -> Option<Fact> {
    statement.content.iter().find_map(|&span| {
        let content = text.tokens_in(span);
        content.iter().find_map(|verb| {
            let (addressee, action) = must_act(text, content, verb)?;
            if addressee.name == statement.speaker.name {
                return None;
            }
            let demand = Demand {
                issuer: statement.speaker.clone(),
                addressee: Some(addressee),
                action: trimmed(text, action),
            };
            Some(Fact {
                claim: Claim::Demand(demand),
                rule: "demand/must".to_owned(),
                confidence: 0.6,
                ..said.clone()
            })
        })
    })
}

/// "The state should pay for it, demands the senator": the cue asks for what is said.
fn asked(text: &Annotated, said: &Fact, statement: &Statement) -> Option<Fact> {
    let cue = text.tokens_in(*statement.cue.first()?);
    let asks = cue
        .iter()
        .any(|t| text.tokens[t].pos == Pos::Verb && lexicon::is_asking_cue(&text.lemma(t).to_lowercase()));
    let &[span] = statement.content.as_slice() else { return None };
    let content = text.tokens_in(span);
    let ought = |t: usize| {
        let modal = lexicon::modal().words.contains(&text.word(t).to_lowercase());
        modal
            && text.tokens[t].dep == Dep::Aux
            && text.head(t).is_some_and(|v| !is_subordinate(text, content, v))
    };
    (asks && content.iter().any(ought)).then(|| {
        let demand =
            Demand { issuer: statement.speaker.clone(), addressee: None, action: trimmed(text, content) };
        Fact {
            claim: Claim::Demand(demand),
            rule: "demand/asked".to_owned(),
            confidence: 0.6,
            ..said.clone()
        }
    })
}

/// "Open the border now," Ann Lee told Oslo: words that begin with a bare verb, said to somebody.
fn imperative(text: &Annotated, said: &Fact, statement: &Statement) -> Option<Fact> {
    let content = text.tokens_in(*statement.content.first()?);
    let first = content.iter().find(|&t| text.tokens[t].pos != Pos::Punct)?;
    let bare = text.tokens[first].tag == "VB" && clause::own_subject(text, first).is_none();
    let cue = statement.cue.first().map(|&c| text.tokens_in(c));
    let cue = cue.and_then(|c| c.iter().find(|&t| text.tokens[t].pos == Pos::Verb));
    let told = cue
        .and_then(|c| text.child(c, &[Dep::Dobj, Dep::Dative]))
        .filter(|t| !content.contains(*t))
        .and_then(|t| actors::resolve(text, text.subtree(t)))
        .filter(|a| !matches!(a.kind, ActorKind::Outlet) && a.name != statement.speaker.name);
    // "Withdraw the bill!", "Close it, Michelle!"
    let shouted = content.iter().last().is_some_and(|t| text.word(t) == "!")
        || text.document.at(statement.content[0]).trim_end_matches(['"', '”', '\'', '’']).ends_with('!');
    let direct = statement.mode == Mode::Direct && shouted;
    let threatens = text.children(first).iter().any(|&c| text.lemma(c) == "and");
    if !bare || threatens || told.is_none() && !direct {
        return None;
    }
    let addressee = told;
    let action = trimmed(text, TokenRange::new(first, text.subtree(first).end.min(content.end)));
    let demand = Demand { issuer: statement.speaker.clone(), addressee, action };
    Some(Fact {
        claim: Claim::Demand(demand),
        rule: "demand/imperative".to_owned(),
        confidence: 0.6,
        ..said.clone()
    })
}

/// The actor that must act and what it must do; only the main clause of what is said.
fn must_act(text: &Annotated, content: TokenRange, verb: usize) -> Option<(Actor, TokenRange)> {
    if text.tokens[verb].pos != Pos::Verb
        || clause::is_passive(text, verb)
        || is_subordinate(text, content, verb)
    {
        return None;
    }
    let (subject_of, start) = obligation(text, verb).filter(|_| !is_state(text, verb))?;
    let subject =
        clause::own_subject(text, subject_of).filter(|&s| content.contains(s) && !clause::has_no(text, s))?;
    let unnamed = || {
        let party = party::at(text, subject).filter(|_| text.tokens[subject].pos == Pos::Noun)?;
        let name = party.name.strip_prefix("the ").unwrap_or(&party.name).to_owned();
        Some(Actor { name, ..party })
    };
    let actor = actors::resolve(text, text.subtree(subject)).or_else(unnamed)?;
    let acts = !matches!(actor.kind, ActorKind::Unknown | ActorKind::Outlet);
    let end = text.subtree(verb).end.min(content.end);
    (acts && start < end).then(|| (actor, TokenRange::new(start, end)))
}

/// The verb that has the subject, and the first token of the action.
fn obligation(text: &Annotated, verb: usize) -> Option<(usize, usize)> {
    let modal = lexicon::modal();
    let aux =
        |&&c: &&usize| text.tokens[c].dep == Dep::Aux && modal.words.contains(&text.word(c).to_lowercase());
    if let Some(&aux) = text.children(verb).iter().find(aux) {
        // "Should ministers ignore it" is a condition.
        let inverted = clause::own_subject(text, verb).is_some_and(|s| aux < s);
        return (!inverted).then_some((verb, aux + 1));
    }
    let head = text.head(verb).filter(|_| text.tokens[verb].dep == Dep::Xcomp)?;
    let to = text.children(verb).iter().copied().find(|&c| text.tokens[c].tag == "TO")?;
    let hedged = |&c: &usize| text.tokens[c].tag == "MD" && !matches!(text.lemma(c), "will" | "would");
    let hedged = text.children(head).iter().any(hedged);
    let semi = modal.semi.iter().any(|l| l == text.lemma(head)) && !hedged && !clause::is_negated(text, head);
    semi.then_some((head, to + 1))
}

/// "ought to get its jets" asks nobody to do anything.
fn is_state(text: &Annotated, verb: usize) -> bool {
    lexicon::modal().states.iter().any(|s| s == text.lemma(verb))
}

/// In a relative or adverbial clause inside the content.
fn is_subordinate(text: &Annotated, content: TokenRange, verb: usize) -> bool {
    std::iter::once(verb)
        .chain(text.ancestors(verb))
        .take_while(|&t| content.contains(t))
        .any(|t| matches!(text.tokens[t].dep, Dep::Relcl | Dep::Advcl | Dep::Acl | Dep::Pcomp))
}
