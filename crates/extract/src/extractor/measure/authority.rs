//! Who imposes or grants: the doer, the owner of the rule, or the body whose law is spoken of.
use super::law::{self, Law};
use super::lexicon::{has, is_rule, lexicon};
use super::place;
use crate::clause::{self, Reality};
use crate::link::actors;
use rapporteur_record::{Actor, ActorKind, Annotated, Dep, Pos, Span};

/// The authorities of a clause: its doers where they are actors; for a rule as subject ("the German rules limit") the
/// rule's owner, else `law`'s; without a doer the place where it holds, the owner of the rule under which it does, else
/// `law`'s.
pub fn of_clause(text: &Annotated, verb: usize, law: Option<&Law>) -> Vec<Actor> {
    let Some(doer) = clause::doer(text, verb) else {
        let law = law.map(|l| &l.authority).filter(|a| a.kind != ActorKind::Person);
        let under = || under(text, verb).and_then(|rule| owner(text, rule)).filter(is_official);
        let place = place::of(text, verb);
        let named = place.or_else(under).or_else(|| law.cloned());
        return named.or_else(|| place::city(text, verb)).into_iter().collect();
    };
    if is_rule(text.lemma(doer)) || is_pronoun_of_rule(text, doer) && law.is_some() {
        return owner(text, doer).or_else(|| law.map(|l| l.authority.clone())).into_iter().collect();
    }
    let named: Vec<Actor> =
        actors::resolve_all(text, text.subtree(doer)).into_iter().filter(can_rule).collect();
    match named.is_empty() {
        true => place::named(text, doer).into_iter().collect(),
        false => named,
    }
}

fn is_pronoun_of_rule(text: &Annotated, token: usize) -> bool {
    text.lemma(token).eq_ignore_ascii_case("it") && actors::resolve(text, text.subtree(token)).is_none()
        || matches!(text.word(token), "It" | "This")
}

pub fn can_rule(actor: &Actor) -> bool {
    !matches!(actor.kind, ActorKind::Outlet | ActorKind::Unknown)
}

/// Classes of bodies that set rules for themselves alone.
const PRIVATE: [&str; 7] = ["party", "company", "ngo", "association", "institute", "group", "outlet"];

/// A state, a person in its office, or a body known to be a state's or union's.
pub fn is_official(actor: &Actor) -> bool {
    match actor.kind {
        ActorKind::Country | ActorKind::Person => true,
        ActorKind::Body => match actors::class_of(actor) {
            Some(class) => !PRIVATE.contains(&class),
            None => {
                actor.rule == place::CITY || place::is_region(&actor.name) || is_court_or_state(&actor.name)
            }
        },
        _ => false,
    }
}

fn is_court_or_state(name: &str) -> bool {
    let heads = &lexicon().officials;
    let lower = name.to_lowercase();
    lower.split([' ', '-']).any(|word| has(heads, word))
}

/// The state or union whose law a body's decision becomes, also where only its description names the state ("Norway's
/// parliament").
pub fn state_of(text: &Annotated, body: &Actor) -> Option<Actor> {
    let within = |span: Span| {
        let named = text.mentions.iter().filter(|m| span.contains(text.span(m.tokens)));
        named.filter_map(|m| m.actor.as_ref()).find(|a| a.kind == ActorKind::Country)
    };
    let known = actors::class_of(body).is_some() || body.kind == ActorKind::Country;
    if body.name.to_lowercase().ends_with("presidency") {
        return None;
    }
    let described = body.mention.filter(|_| !known).and_then(within);
    // What an agency or a court rules is its own.
    let own = matches!(actors::class_of(body), Some("agency" | "bank" | "court" | "company" | "ngo"));
    let state = match own {
        true => body.clone(),
        false => described.cloned().or_else(|| actors::state_of(body))?,
    };
    Some(Actor { mention: None, ..state })
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
        let lemma = text.lemma(verb);
        let decides = has(&lexicon().owning.decide, lemma);
        let sets =
            (decides || has(&lexicon().owning.set, lemma)) && clause::reality(text, verb) == Reality::Actual;
        let giver = actors::resolve(text, text.subtree(clause::doer(text, verb).filter(|_| sets)?))?;
        // What a body decides on becomes its state's.
        let shared = law::is_common_name(giver.mention.map_or(&giver.name, |m| text.document.at(m)));
        if decides { state_of(text, &giver).filter(|_| !shared) } else { Some(giver) }
    };
    modifier.or_else(of).or_else(giver).filter(can_rule)
}

fn is_organised(actor: &Actor) -> bool {
    matches!(actor.kind, ActorKind::Country | ActorKind::Body)
}

/// The law under which a clause stands: "Under the German rules, Oslo may fish", "the law says that shops must close".
/// The parser may draw the words after it into its phrase, so that it is read off the words.
pub fn governing(text: &Annotated, verb: usize, law: Option<&Law>) -> Option<Actor> {
    let Some(rule) = under(text, verb).or_else(|| said_by_rule(text, verb)) else {
        return decider(text, verb);
    };
    let before = rule.saturating_sub(3)..rule;
    let named = || {
        let near = text.mentions.iter().filter(|m| before.contains(&m.head));
        near.filter_map(|m| m.actor.clone()).find(is_organised)
    };
    owner(text, rule).or_else(named).or_else(|| law.map(|l| l.authority.clone()))
}

/// The place in which a clause says that its rule holds, else the law under which it stands.
pub fn stated(text: &Annotated, verb: usize, law: Option<&Law>) -> Option<Actor> {
    governing(text, verb, law).or_else(|| place::of(text, verb))
}

/// "Dogs are not allowed on the beach, the council decided."
fn decider(text: &Annotated, verb: usize) -> Option<Actor> {
    let decides = ["decide", "rule", "order", "decree", "announce"];
    let above = text
        .head(verb)
        .filter(|&h| decides.contains(&text.lemma(h)) && text.tokens[verb].dep == Dep::Ccomp)?;
    actors::resolve(text, text.subtree(clause::doer(text, above)?)).filter(is_official)
}

/// The rule after an "under" before the verb, else after it in its clause.
fn under(text: &Annotated, verb: usize) -> Option<usize> {
    let sentence = text.sentence_of(verb).tokens;
    let is_under = |&t: &usize| text.word(t).eq_ignore_ascii_case("under");
    let open = |t: &usize| !matches!(text.tokens[*t].pos, Pos::Verb | Pos::Aux | Pos::Punct);
    let rule =
        |at: usize, end: usize| (at + 1..end.min(at + 7)).take_while(open).find(|&t| is_rule(text.lemma(t)));
    let before = (sentence.start..verb).find(is_under).and_then(|at| rule(at, verb));
    let clause = text.subtree(verb);
    before.or_else(|| (verb..clause.end).find(is_under).and_then(|at| rule(at, clause.end)))
}

/// The subject of a verb of saying above the clause, where it is a rule.
fn said_by_rule(text: &Annotated, verb: usize) -> Option<usize> {
    let says = ["say", "state", "stipulate", "provide", "specify", "mean", "ensure", "foresee"];
    let above =
        text.ancestors(verb).find(|&t| text.tokens[t].pos == Pos::Verb && says.contains(&text.lemma(t)))?;
    clause::own_subject(text, above).filter(|&s| is_rule(text.lemma(s)))
}
