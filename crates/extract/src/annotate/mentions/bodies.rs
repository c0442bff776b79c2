//! Organised bodies beyond the known names: the model's organisations, short forms, acronyms.
use super::gazetteer;
use super::knowledge::{Known, knowledge};
use super::lexicon::lexicon;
use super::scene::Scene;
use rapporteur_record::{ActorKind, Dep, Entity, EntityLabel, MentionKind, Pos, TokenRange};
use std::collections::HashSet;

/// Short forms of bodies of the European Union, used without "European" or "EU" once the text is about it.
const UNION_SHORT: [(&str, &str); 4] = [
    ("Commission", "European Commission"),
    ("Parliament", "European Parliament"),
    ("Council", "Council of the European Union"),
    ("Union", "European Union"),
];

/// The most words of a name that the model did not see.
const NAME: usize = 6;

/// Claims organisations and the short forms of those that the document names.
pub fn find(scene: &mut Scene) {
    for (tokens, label) in organisations(scene) {
        claim(scene, tokens, label);
    }
    hyphenated(scene);
    capitalised(scene);
    short_forms(scene);
}

fn organisations(scene: &Scene) -> Vec<(TokenRange, EntityLabel)> {
    let wanted = |l| matches!(l, EntityLabel::Org | EntityLabel::Norp);
    let entities = &scene.text.entities;
    let places: HashSet<&str> =
        entities.iter().filter(|e| e.label == EntityLabel::Gpe).map(|e| scene.text.text(e.tokens)).collect();
    let body = |e: &&Entity| wanted(e.label) && !places.contains(scene.text.text(e.tokens));
    entities.iter().filter(body).map(|e| (e.tokens, e.label)).collect()
}

fn claim(scene: &mut Scene, tokens: TokenRange, label: EntityLabel) {
    let tokens = without_article(scene, scene.without_possessive(tokens));
    let title = tokens.len() == 1 && scene.is_title(tokens.start);
    if tokens.is_empty() || title || !scene.is_free(tokens) || !is_body_name(scene, tokens, label) {
        return;
    }
    if tokens.len() == 1 && gazetteer::is_dateline(scene, tokens) {
        return;
    }
    if tokens.len() == 1
        && let Some(id) = by_last_word(scene, scene.text.word(tokens.start))
    {
        scene.claim(tokens, MentionKind::Name, Some(id), "short-form");
        return;
    }
    let name = scene.text.text(tokens).split_whitespace().collect::<Vec<_>>().join(" ");
    let id = completed(scene, tokens, &name).unwrap_or_else(|| scene.named(&name, ActorKind::Body));
    scene.claim(tokens, MentionKind::Name, Some(id), "organisation");
    acronym(scene, tokens.end, id);
}

/// The body of the name; "Security Council" for that of the organisation or country of which the sentence speaks, else
/// the one read before, else that of the text.
fn completed(scene: &mut Scene, tokens: TokenRange, name: &str) -> Option<usize> {
    let sentence = scene.text.sentence_of(tokens.start).tokens;
    let near: Vec<usize> =
        scene.found.iter().filter(|f| sentence.covers(f.tokens)).filter_map(|f| f.referent).collect();
    let told = |k: &Known| k.of.is_some_and(|of| scene.talked_of.contains(of));
    let beside = |k: &Known| {
        let same = |r: &usize| {
            Some(scene.referents[*r].name.as_str()) == k.of || scene.referents[*r].country.as_deref() == k.of
        };
        k.of.is_some() && near.iter().any(same)
    };
    let only = |fits: &dyn Fn(&Known) -> bool| {
        let mut bodies = knowledge().ending(name).filter(|k| fits(k));
        bodies.next().filter(|_| bodies.next().is_none())
    };
    let known = match (only(&beside), scene.of_name(name)) {
        (Some(known), _) => known,
        (None, Some(read)) => return Some(read),
        (None, None) => only(&told)?,
    };
    let id = gazetteer::of(scene, known);
    scene.also(name, id);
    Some(id)
}

/// "Euro-Freight", "Climate-Watch Europe" where the model saw nothing: capitals on both sides of a hyphen.
fn hyphenated(scene: &mut Scene) {
    let name =
        |t: usize| scene.text.tokens[t].pos == Pos::Propn && scene.is_capital(t) && scene.owner(t).is_none();
    let acts =
        |t: usize| matches!(scene.text.tokens[t].dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Conj | Dep::Agent);
    let starts: Vec<usize> = (0..scene.text.tokens.len().saturating_sub(2))
        .filter(|&t| scene.text.word(t + 1) == "-" && name(t) && name(t + 2) && (acts(t + 2) || acts(t)))
        .filter(|&t| scene.text.tokens[t].span.end == scene.text.tokens[t + 1].span.start)
        .collect();
    for start in starts {
        let tokens = TokenRange::new(start, start + 3);
        if scene.is_free(tokens) {
            let words = scene.text.text(tokens).to_owned();
            let id = scene.named(&words, ActorKind::Body);
            scene.claim(tokens, MentionKind::Name, Some(id), "organisation");
        }
    }
}

/// "Labour List", "Sundland County" where the model saw nothing: capitals before the noun of a body, or of a unit of
/// administration that is not only where something is.
fn capitalised(scene: &mut Scene) {
    let ends: Vec<usize> = (1..scene.text.tokens.len()).filter(|&t| ends_name(scene, t)).collect();
    for end in ends {
        let part = |&t: &usize| {
            let token = &scene.text.tokens[t];
            token.pos == Pos::Propn
                && scene.is_capital(t)
                && token.sentence == scene.text.tokens[end].sentence
                && (t == end || (token.head > t && token.head <= end))
        };
        let start = (0..=end).rev().take(NAME).take_while(part).last().unwrap_or(end);
        let tokens = TokenRange::new(start, end + 1);
        let longer = start > 0
            && scene.is_capital(start - 1)
            && scene.text.tokens[start - 1].tag != "DT"
            && tokens.contains(scene.text.tokens[start - 1].head);
        let shouted = tokens.iter().all(|t| scene.is_shouted(t));
        if tokens.len() < 2
            || longer
            || shouted
            || !scene.is_free(tokens)
            || scene.is_heading(end)
            || scene.is_title(end)
        {
            continue;
        }
        let words = scene.text.text(tokens).split_whitespace().collect::<Vec<_>>().join(" ");
        let id = completed(scene, tokens, &words).unwrap_or_else(|| scene.named(&words, ActorKind::Body));
        scene.claim(tokens, MentionKind::Name, Some(id), "organisation");
        acronym(scene, tokens.end, id);
    }
}

fn ends_name(scene: &Scene, token: usize) -> bool {
    let word = scene.lower(token);
    let body = || lexicon().bodies.nouns.contains(word) || lexicon().bodies.named.contains(word);
    let unit = || lexicon().places.units.contains(word) && !gazetteer::is_within(scene, token);
    let last = scene.text.tokens.get(token + 1).is_none_or(|t| t.pos != Pos::Propn || t.head != token + 1);
    scene.text.tokens[token].pos == Pos::Propn && scene.is_capital(token) && last && (body() || unit())
}

fn without_article(scene: &Scene, tokens: TokenRange) -> TokenRange {
    let article = !tokens.is_empty() && matches!(scene.lower(tokens.start), "the" | "a" | "an");
    TokenRange::new(tokens.start + usize::from(article), tokens.end)
}

/// Capitals all through (small words inside aside), and no name that only looks so because a sentence begins or a
/// headline shouts.
fn is_body_name(scene: &Scene, tokens: TokenRange, label: EntityLabel) -> bool {
    let small = |t: usize| {
        matches!(
            scene.text.tokens[t].pos,
            Pos::Adp | Pos::Det | Pos::Cconj | Pos::Part | Pos::Punct | Pos::Num
        )
    };
    let capital = |t: usize| scene.is_capital(t) || small(t);
    let verb = tokens.iter().any(|t| matches!(scene.text.tokens[t].pos, Pos::Verb | Pos::Aux));
    let noun = tokens.iter().any(|t| scene.text.tokens[t].pos == Pos::Propn);
    let place = lexicon().places.nouns.contains(scene.lower(tokens.end - 1));
    let edges = scene.is_capital(tokens.start) && scene.is_capital(tokens.end - 1);
    let plural_people = label == EntityLabel::Norp && !scene.text.tokens[tokens.end - 1].tag.ends_with('S');
    edges && noun && !place && !verb && !plural_people && tokens.iter().all(capital)
}

/// "European Automobile Manufacturers' Association (ACEA)": the acronym is another name.
fn acronym(scene: &mut Scene, at: usize, id: usize) {
    let tokens = &scene.text.tokens;
    if at + 2 >= tokens.len() || scene.text.word(at) != "(" || scene.text.word(at + 2) != ")" {
        return;
    }
    let word = scene.text.word(at + 1);
    if word.len() > 1 && word.chars().all(|c| c.is_uppercase() || c == '&') {
        scene.also(word, id);
    }
}

/// "the Commission" after "the European Commission" or in a text on the Union; acronyms defined in the text.
fn short_forms(scene: &mut Scene) {
    for token in 0..scene.text.tokens.len() {
        let single = TokenRange::new(token, token + 1);
        let named = scene.text.tokens[token].pos == Pos::Propn || is_bare_institution(scene, token);
        if !named || !scene.is_free(single) || in_longer_name(scene, token) {
            continue;
        }
        let word = scene.text.word(token);
        if let Some(id) = scene.of_name(word).or_else(|| by_last_word(scene, word)) {
            scene.claim(single, MentionKind::Name, Some(id), "short-form");
        }
    }
}

/// "Parliament rejects it": a short form that the parser took for a plain noun.
fn is_bare_institution(scene: &Scene, token: usize) -> bool {
    let word = &scene.text.tokens[token];
    UNION_SHORT.iter().any(|(short, _)| *short == scene.text.word(token))
        && word.pos == Pos::Noun
        && !matches!(word.dep, Dep::Compound | Dep::Amod)
        && token.checked_sub(1).is_none_or(|t| scene.text.tokens[t].head != token || scene.lower(t) == "the")
}

fn in_longer_name(scene: &Scene, token: usize) -> bool {
    let compound = |t: usize| scene.text.tokens[t].pos == Pos::Propn && scene.is_capital(t);
    let before = token.checked_sub(1).is_some_and(|b| compound(b) && scene.text.tokens[b].head == token);
    let after = token + 1 < scene.text.tokens.len()
        && compound(token + 1)
        && scene.text.tokens[token].head == token + 1;
    before || after
}

fn by_last_word(scene: &mut Scene, word: &str) -> Option<usize> {
    let noun = lexicon().bodies.nouns.contains(word.to_lowercase().as_str());
    noun.then(|| scene.body_ending(word)).flatten().or_else(|| {
        let (_, full) = UNION_SHORT.iter().find(|(short, _)| *short == word)?;
        let about_union = scene.talked_of.contains("European Union");
        let known = about_union.then(|| knowledge().by_name(full)).flatten()?;
        Some(gazetteer::of(scene, known))
    })
}
