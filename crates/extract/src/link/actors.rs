//! Which actor a phrase denotes.
//!
//! A phrase denotes what its head denotes: "Russia's parliament" is no mention of Russia, "Germany's defence minister,
//! Boris Pistorius" is one of Boris Pistorius. What has no name is called by the words that introduce it.
use crate::annotate::mentions::knowledge::knowledge;
use crate::annotate::mentions::{introduced, kind_of_noun, may_act, seat_of};
use rapporteur_record::{Actor, ActorKind, Annotated, Dep, Mention, Pos, TokenRange};

/// The actor that the phrase denotes; `None` for a place, a pronoun or description that the rules leave open, or words
/// that denote nobody.
pub fn resolve(annotated: &Annotated, phrase: TokenRange) -> Option<Actor> {
    let phrase = within(annotated, phrase)?;
    let head = head(annotated, phrase);
    if let Some(mention) = mention_of(annotated, phrase, head) {
        return mention.actor.clone();
    }
    partitive(annotated, head).or_else(|| unnamed(annotated, phrase, head))
}

/// Every actor that the phrase denotes: one for "Berlin", two for "Berlin and Paris" or for "the two" where they are
/// known.
pub fn resolve_all(annotated: &Annotated, phrase: TokenRange) -> Vec<Actor> {
    let Some(phrase) = within(annotated, phrase) else { return Vec::new() };
    let head = head(annotated, phrase);
    let mut actors: Vec<Actor> = Vec::new();
    for token in coordinated(annotated, head) {
        let part = match token == head {
            true => phrase,
            false => annotated.subtree(token),
        };
        let denoted = match mention_of(annotated, part, token) {
            Some(mention) => each(annotated, mention),
            None if token == head => resolve(annotated, phrase).into_iter().collect(),
            None => Vec::new(),
        };
        for actor in denoted {
            if actors.iter().all(|a| a.name != actor.name) {
                actors.push(actor);
            }
        }
    }
    actors
}

/// The government that the name of a place stands for where a phrase asks for one: "in Kyiv it is said".
pub fn of_place(annotated: &Annotated, phrase: TokenRange) -> Option<Actor> {
    let phrase = within(annotated, phrase)?;
    resolve(annotated, phrase).or_else(|| {
        let (name, kind) = seat_of(annotated.text(phrase))?;
        Some(Actor { name: name.to_owned(), kind, mention: Some(annotated.span(phrase)), rule: "place" })
    })
}

fn within(annotated: &Annotated, phrase: TokenRange) -> Option<TokenRange> {
    let end = phrase.end.min(annotated.tokens.len());
    (phrase.start < end).then_some(TokenRange::new(phrase.start, end))
}

/// The token of the phrase whose head lies outside it, a noun or pronoun before anything else.
fn head(annotated: &Annotated, phrase: TokenRange) -> usize {
    let outside = |&t: &usize| {
        let head = annotated.tokens[t].head;
        head == t || !phrase.contains(head)
    };
    let nominal =
        |&t: &usize| matches!(annotated.tokens[t].pos, Pos::Noun | Pos::Propn | Pos::Pron | Pos::Num);
    phrase
        .iter()
        .filter(nominal)
        .find(outside)
        .or_else(|| phrase.iter().find(nominal))
        .unwrap_or(phrase.start)
}

/// The longest mention with the phrase's head inside that does not reach beyond the phrase; else the shortest that
/// holds the head.
fn mention_of<'a>(annotated: &'a Annotated, phrase: TokenRange, head: usize) -> Option<&'a Mention> {
    let holding = || near(annotated, head).filter(move |m| m.tokens.contains(head) && m.head == head);
    holding()
        .filter(|m| phrase.covers(m.tokens))
        .max_by_key(|m| m.tokens.len())
        .or_else(|| holding().min_by_key(|m| m.tokens.len()))
        .or_else(|| near(annotated, head).filter(|m| m.tokens.contains(head)).min_by_key(|m| m.tokens.len()))
}

/// Everybody whom the words of the mention denote: of a row that "they" takes up, each member.
fn each(annotated: &Annotated, mention: &Mention) -> Vec<Actor> {
    let same = |m: &&Mention| m.tokens == mention.tokens;
    near(annotated, mention.head).filter(same).filter_map(|m| m.actor.clone()).collect()
}

/// Mentions that may hold the token: they are sorted by their start, and none is longer than a sentence.
fn near<'a>(annotated: &'a Annotated, token: usize) -> impl Iterator<Item = &'a Mention> + 'a {
    let sentence = annotated.sentence_of(token).tokens;
    let from = annotated.mentions.partition_point(|m| m.tokens.start < sentence.start);
    annotated.mentions[from..].iter().take_while(move |m| m.tokens.start <= token)
}

/// "One of them", "some of the officials": the whole group speaks.
fn partitive(annotated: &Annotated, head: usize) -> Option<Actor> {
    let words =
        ["one", "two", "three", "some", "several", "many", "most", "all", "both", "another", "none", "each"];
    let of = annotated.child(head, &[Dep::Prep]).filter(|&p| annotated.lemma(p) == "of")?;
    let inner = annotated.child(of, &[Dep::Pobj])?;
    let partitive = words.contains(&annotated.word(head).to_lowercase().as_str());
    partitive.then(|| resolve(annotated, annotated.subtree(inner))).flatten()
}

/// An actor called by the words that introduce it.
fn unnamed(annotated: &Annotated, phrase: TokenRange, head: usize) -> Option<Actor> {
    let token = &annotated.tokens[head];
    let noun = annotated.lemma(head).to_lowercase();
    let name = token.pos == Pos::Propn && !token.tag.ends_with('S');
    if !matches!(token.pos, Pos::Noun | Pos::Propn) || !(name || may_act(&noun)) {
        return None;
    }
    let name = introduced(annotated, phrase, head);
    let kind = match token.tag.ends_with('S') {
        true => ActorKind::Group,
        false => kind_of_noun(&noun),
    };
    (!name.is_empty()).then(|| Actor {
        name,
        kind,
        mention: Some(annotated.span(phrase)),
        rule: "introduced",
    })
}

/// The head and what is coordinated with it, in text order.
fn coordinated(annotated: &Annotated, head: usize) -> Vec<usize> {
    let mut row = vec![head];
    let mut at = head;
    while let Some(next) = annotated.child(at, &[Dep::Conj]).filter(|&n| n > at && row.len() < 32) {
        row.push(next);
        at = next;
    }
    row
}

/// The state or union whose law a body's decision becomes: the European Union for its parliament, a country for its
/// own; the body itself where it is part of none that is known.
pub fn state_of(body: &Actor) -> Option<Actor> {
    let known = knowledge().by_name(&body.name);
    let state = known.and_then(|k| k.of).and_then(|of| knowledge().by_name(of));
    match (body.kind, state) {
        (ActorKind::Country, _) | (ActorKind::Body, None) => Some(Actor { mention: None, ..body.clone() }),
        (_, Some(state)) => {
            Some(Actor { name: state.name.to_owned(), kind: state.kind, mention: None, rule: "state-of" })
        }
        _ => None,
    }
}

/// The country of exactly this name, a leading article aside.
pub fn country_named(words: &str) -> Option<&'static str> {
    let name = words.strip_prefix("the ").unwrap_or(words);
    knowledge().by_name(name).filter(|k| k.kind == ActorKind::Country).map(|k| k.name)
}

/// What kind of body it is known to be: `parliament`, `council`, `party`, `court` …
pub fn class_of(actor: &Actor) -> Option<&'static str> {
    knowledge().by_name(&actor.name).map(|k| k.class)
}
