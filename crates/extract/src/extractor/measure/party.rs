//! Whom a rule binds or serves: people, firms, bodies and states, not the things that it is about.
use super::lexicon::{has, is_law, lexicon};
use crate::annotate::mentions::kind_of_noun;
use crate::link::actors;
use rapporteur_record::{Actor, ActorKind, Annotated, Pos, TokenRange};

/// The actor that the phrase of a token denotes, where it can be bound: "From 1 July lorries" is none.
pub fn at(text: &Annotated, token: usize) -> Option<Actor> {
    let lemma = text.lemma(token).to_lowercase();
    let named = match text.tokens[token].pos {
        Pos::Noun => is_party(&lemma),
        Pos::Propn => !is_thing(text, token),
        pos => pos == Pos::Pron,
    };
    let own = own_words(text, token);
    let cut = own.start > text.subtree(token).start;
    match (named, cut) {
        (false, _) => None,
        (true, true) => Some(called(text, own)),
        (true, false) => actors::resolve(text, own)
            .or_else(|| (text.tokens[token].pos == Pos::Noun).then(|| called(text, own))),
    }
}

/// The actor by which members of a union go when the union binds them.
pub fn of_authority(actor: Actor, authority: &Actor) -> Actor {
    let plain = has(&lexicon().parties.members, &actor.name.to_lowercase());
    let union = Some(authority).filter(|a| plain && actors::class_of(a) == Some("union"));
    match union {
        Some(union) if union.name == "European Union" => {
            Actor { name: "EU member states".to_owned(), ..actor }
        }
        Some(union) => Actor { name: format!("{} member states", union.name), ..actor },
        None => actor,
    }
}

/// The same where a body of the union speaks to its members.
pub fn of_body(text: &Annotated, actor: Actor, body: &Actor) -> Actor {
    match super::authority::state_of(text, body).filter(|_| body.kind == ActorKind::Body) {
        Some(union) => of_authority(actor, &union),
        None => actor,
    }
}

fn is_party(lemma: &str) -> bool {
    let parties = &lexicon().parties;
    let word = lemma.rsplit('-').next().unwrap_or(lemma);
    has(&parties.nouns, word)
        || parties.endings.iter().any(|e| word.ends_with(e.as_str()))
        || kind_of_noun(word) != ActorKind::Unknown
}

/// A name of a thing, by its plain head ("Storm Shadow missiles") or a digit in it.
fn is_thing(text: &Annotated, token: usize) -> bool {
    has(&lexicon().nouns.supply, &text.lemma(token).to_lowercase())
        || text.word(token).contains(|c: char| c.is_ascii_digit())
}

/// The phrase without a time or a law that the parser drew into it ("1 July lorries", "EU law airlines").
fn own_words(text: &Annotated, token: usize) -> TokenRange {
    let whole = text.subtree(token);
    let foreign = |&t: &usize| {
        let span = text.tokens[t].span;
        is_law(text.lemma(t)) || text.times.iter().any(|time| time.span.contains(span))
    };
    let start = (whole.start..token).rev().find(foreign).map_or(whole.start, |t| t + 1);
    TokenRange::new(start, whole.end)
}

fn lowered(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

fn called(text: &Annotated, words: TokenRange) -> Actor {
    let span = text.span(words);
    let mut name = text.document.at(span).to_owned();
    // "Farmers" at the start of a sentence are "farmers".
    if text.tokens[words.start].pos != Pos::Propn {
        name = lowered(&name);
    }
    Actor { name, kind: ActorKind::Group, mention: Some(span), rule: "introduced" }
}
