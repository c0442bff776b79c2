//! Where names of persons stand: the model's entities with their mistakes mended, and what it missed.
use super::super::lexicon::lexicon;
use super::super::names;
use super::super::offices::{Phrase, is_time};
use super::super::scene::Scene;
use rapporteur_record::{Entity, EntityLabel, Pos, TokenRange};
use std::collections::HashSet;

/// The model's persons, their mistakes mended.
pub fn entities(scene: &Scene) -> Vec<TokenRange> {
    let text = scene.text;
    let common: HashSet<&str> = (0..text.tokens.len())
        .filter(|&t| text.tokens[t].pos == Pos::Noun && !scene.is_capital(t))
        .map(|t| text.word(t))
        .collect();
    // "We carry your bread. Bread does not take the bus."
    let word = |e: &Entity| {
        let first = e.tokens.start;
        let before = TokenRange::new(text.sentence_of(first).tokens.start, first);
        let opens = before.iter().all(|t| text.tokens[t].pos == Pos::Punct);
        e.tokens.len() == 1 && opens && common.contains(scene.lower(first))
    };
    text.entities
        .iter()
        .filter(|e| e.label == EntityLabel::Person || looks_like_person(scene, e.tokens, e.label))
        .filter(|e| !word(e))
        .filter_map(|e| name_within(scene, e.tokens))
        .map(|span| extend_right(scene, extend_left(scene, span)))
        .chain(scene.introduced.iter().copied().filter(|&span| scene.is_free(span)))
        .collect()
}

/// "López García" where the model saw "López" alone, after "María López García".
pub fn complete(scene: &Scene, spans: Vec<TokenRange>) -> Vec<TokenRange> {
    let double =
        |s: &TokenRange| (s.len() > 2).then(|| (scene.text.word(s.end - 2), scene.text.word(s.end - 1)));
    let pairs: HashSet<(&str, &str)> = spans.iter().filter_map(double).collect();
    let whole = |span: TokenRange| {
        let (before, after) = (span.start.checked_sub(1), span.end);
        let word = |t: usize| scene.text.word(t);
        match span.len() {
            1 if after < scene.text.tokens.len() && pairs.contains(&(word(span.start), word(after))) => {
                TokenRange::new(span.start, after + 1)
            }
            1 => match before.filter(|&b| pairs.contains(&(word(b), word(span.start)))) {
                Some(before) => TokenRange::new(before, span.end),
                None => span,
            },
            _ => span,
        }
    };
    spans.into_iter().map(whole).collect()
}

/// "Frans Timmermans" as a nationality, "Ola Källenius" as a company: a known given name and a capital after it.
fn looks_like_person(scene: &Scene, tokens: TokenRange, label: EntityLabel) -> bool {
    let named = matches!(label, EntityLabel::Norp | EntityLabel::Org | EntityLabel::Gpe | EntityLabel::Fac);
    named
        && (2..=4).contains(&tokens.len())
        && lexicon().is_given_name(scene.text.word(tokens.start))
        && tokens.iter().all(|t| scene.is_capital(t) && scene.owner(t).is_none())
        && !lexicon().bodies.nouns.contains(scene.lower(tokens.end - 1))
}

/// The part of an entity that is a name: after its last title, without possessive, without known places.
fn name_within(scene: &Scene, tokens: TokenRange) -> Option<TokenRange> {
    let tokens = scene.without_possessive(tokens);
    // "On Monday Yvette Cooper"
    let named = tokens.iter().find(|&t| !is_time(scene, t)).unwrap_or(tokens.end);
    let tokens = TokenRange::new(named, tokens.end);
    let title = |&t: &usize| {
        let word = scene.lower(t);
        lexicon().is_honorific(word)
            || (lexicon().offices.nouns.contains(word) && !is_surname_like(scene, t, tokens))
    };
    let start = tokens.iter().rev().find(title).map_or(tokens.start, |t| t + 1);
    let place = |t: usize| {
        let before = t.checked_sub(1).is_some_and(|b| scene.text.tokens[b].pos == Pos::Adp);
        t + 1 < tokens.end && before && scene.owner(t).is_some()
    };
    let start = if start < tokens.end && place(start) { start + 1 } else { start };
    // "Ballarat nan Deb Sorrell"
    let small = |&t: &usize| !is_name_word(scene, t) && scene.text.tokens[t].pos != Pos::Punct;
    let start = (start..tokens.end.saturating_sub(2)).rev().find(small).map_or(start, |t| t + 1);
    let end = (start..tokens.end).find(|&t| !is_name_word(scene, t)).unwrap_or(tokens.end);
    if end < tokens.end && end - start < 2 {
        return None;
    }
    let span = TokenRange::new(start, end);
    (!span.is_empty() && is_person_name(scene, span)).then_some(span)
}

/// The last word of several may be a surname even if it is also an office ("Emily Bishop", "Larry Speaker").
fn is_surname_like(scene: &Scene, token: usize, entity: TokenRange) -> bool {
    token + 1 == entity.end && entity.len() > 1 && lexicon().is_given_name(scene.text.word(entity.start))
}

fn is_name_word(scene: &Scene, token: usize) -> bool {
    let word = scene.text.word(token);
    scene.is_capital(token)
        || names::is_particle(word)
        || matches!(word, "-" | "'" | "’" | ".")
        || scene.text.tokens[token].tag == "HYPH"
}

fn is_person_name(scene: &Scene, span: TokenRange) -> bool {
    let last = scene.text.word(span.end - 1);
    let letters = last.chars().filter(|c| c.is_alphabetic()).count();
    let known = scene.owner(span.start).is_some_and(|f| f.tokens.covers(span));
    let body = span.len() > 1 && lexicon().bodies.nouns.contains(&last.to_lowercase());
    letters > 1 && !is_time(scene, span.end - 1) && scene.is_capital(span.end - 1) && !known && !body
}

/// "Pal Jonson" where the model saw "Jonson" alone.
fn extend_left(scene: &Scene, span: TokenRange) -> TokenRange {
    if span.len() > 1 {
        return span;
    }
    let floor = scene.text.sentence_of(span.start).tokens.start;
    let free = |t: usize| {
        let word = scene.lower(t);
        scene.text.tokens[t].pos == Pos::Propn
            && scene.is_capital(t)
            && scene.owner(t).is_none()
            && !lexicon().is_honorific(word)
            && !lexicon().offices.nouns.contains(word)
            && !lexicon().bodies.nouns.contains(word)
            && (t > floor || lexicon().is_given_name(scene.text.word(t)))
    };
    match span.start.checked_sub(1) {
        Some(before) if before >= floor && free(before) && scene.text.tokens[before].head == span.start => {
            TokenRange::new(before, span.end)
        }
        _ => span,
    }
}

/// "María López García" where the model saw "María López".
fn extend_right(scene: &Scene, span: TokenRange) -> TokenRange {
    let (last, next) = (span.end - 1, span.end);
    let Some(token) = scene.text.tokens.get(next) else { return span };
    let word = scene.lower(next);
    let joins = span.len() == 2
        && token.pos == Pos::Propn
        && scene.is_capital(next)
        && scene.owner(next).is_none()
        && scene.text.tokens[last].head == next
        && scene.text.tokens[last].sentence == token.sentence
        && !is_time(scene, next)
        && !lexicon().offices.nouns.contains(word)
        && !lexicon().bodies.nouns.contains(word);
    if joins { TokenRange::new(span.start, next + 1) } else { span }
}

/// Capitalised words just after a title that the model did not take for a person.
pub fn after_titles(scene: &Scene, phrases: &[Phrase], is_name: &[bool]) -> Vec<TokenRange> {
    let mut larger = vec![false; scene.text.tokens.len()];
    for entity in &scene.text.entities {
        larger[entity.tokens.start..entity.tokens.end].iter_mut().skip(1).for_each(|t| *t = true);
    }
    let fits = |s: &TokenRange| s.len() > 1 || !larger[s.start];
    phrases.iter().filter_map(|p| name_from(scene, p.tokens.end, is_name)).filter(fits).collect()
}

fn name_from(scene: &Scene, start: usize, is_name: &[bool]) -> Option<TokenRange> {
    let limit = scene.text.tokens.len().min(start + 4);
    let fits = |&t: &usize| {
        let token = &scene.text.tokens[t];
        token.pos == Pos::Propn
            && !is_name[t]
            && token.sentence == scene.text.tokens[start - 1].sentence
            && (scene.is_capital(t) || names::is_particle(scene.text.word(t)))
            && scene.owner(t).is_none()
            && !is_time(scene, t)
            && !lexicon().is_honorific(scene.lower(t))
            && !lexicon().bodies.nouns.contains(scene.lower(t))
            && !lexicon().offices.nouns.contains(scene.lower(t))
    };
    let end = (start..limit).take_while(fits).last()? + 1;
    let span = TokenRange::new(start, end);
    is_person_name(scene, span).then_some(span)
}

/// "Olaf Scholz", "Ms Okafor" where the model saw nothing: a given name or form of address before a capitalised name.
pub fn given_names(scene: &Scene, known: &[TokenRange]) -> Vec<TokenRange> {
    let mut taken = vec![false; scene.text.tokens.len()];
    mark(&mut taken, known);
    let tokens = &scene.text.tokens;
    let starts = |t: usize| {
        let given = lexicon().is_given_name(scene.text.word(t)) && tokens[t].pos == Pos::Propn;
        given || (lexicon().is_form_of_address(scene.lower(t)) && scene.is_capital(t))
    };
    (0..tokens.len().saturating_sub(1))
        .filter(|&t| !taken[t] && !taken[t + 1] && scene.owner(t).is_none() && starts(t))
        .filter_map(|t| {
            let rest = name_from(scene, t + 1, &taken)?;
            let address = lexicon().is_form_of_address(scene.lower(t));
            Some(if address { rest } else { TokenRange::new(t, rest.end) })
        })
        .collect()
}

pub fn disjoint(mut spans: Vec<TokenRange>) -> Vec<TokenRange> {
    spans.sort_by_key(|s| (s.start, std::cmp::Reverse(s.end)));
    let mut kept: Vec<TokenRange> = Vec::new();
    for span in spans {
        if kept.last().is_none_or(|k| !k.overlaps(span)) {
            kept.push(span);
        }
    }
    kept
}

pub fn mark(is_name: &mut [bool], spans: &[TokenRange]) {
    for token in spans.iter().flat_map(|s| s.iter()) {
        is_name[token] = true;
    }
}
