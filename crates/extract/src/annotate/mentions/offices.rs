//! Phrases that name an office or role: "the foreign minister of Ukraine", "NATO's deputy head", "his spokesman".
use super::lexicon::lexicon;
use super::scene::{Found, Office, Scene};
use rapporteur_record::{ActorKind, MentionKind, TokenRange};

/// How far a phrase may reach to each side of its head, in tokens.
const REACH: usize = 10;

/// An office phrase as the text has it.
#[derive(Debug, Clone)]
pub struct Phrase {
    pub tokens: TokenRange,
    /// The words of the role itself.
    pub role: TokenRange,
    pub office: Office,
    /// "his", "its".
    pub possessor: Option<usize>,
    /// The article, if any.
    pub article: Option<Article>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Article {
    Definite,
    Indefinite,
}

/// All office phrases, in text order, not overlapping. `is_person` tells tokens that belong to a person's name.
pub fn phrases(scene: &Scene, is_person: &dyn Fn(usize) -> bool) -> Vec<Phrase> {
    let mut phrases = Vec::new();
    let mut at = 0;
    while at < scene.text.tokens.len() {
        let end = if is_person(at) || is_claimed(scene, at) { at } else { role_end(scene, at) };
        if end == at {
            at += 1;
            continue;
        }
        let floor = phrases.last().map_or(0, |p: &Phrase| p.tokens.end);
        let phrase = around(scene, TokenRange::new(at, end), floor, is_person);
        at = phrase.tokens.end.max(end);
        phrases.push(phrase);
    }
    phrases
}

fn is_claimed(scene: &Scene, token: usize) -> bool {
    scene.owner(token).is_some_and(|f| f.kind != MentionKind::Description)
}

/// Where the role that starts at the token ends; the token itself where none does. A role just before another one
/// ("deputy prime minister") belongs to it.
fn role_end(scene: &Scene, start: usize) -> usize {
    let limit = scene.text.sentence_of(start).tokens.end;
    let mut end = single_role(scene, start, limit);
    while end > start && end < limit {
        let next = single_role(scene, end, limit);
        if next == end {
            break;
        }
        end = next;
    }
    end
}

fn single_role(scene: &Scene, start: usize, limit: usize) -> usize {
    let offices = &lexicon().offices;
    // "10 pm"
    if scene.lower(start) == "pm" && start > 0 && scene.text.tokens[start - 1].tag == "CD" {
        return start;
    }
    let longest = offices.phrases.iter().filter_map(|p| words_match(scene, start, limit, p)).max();
    if let Some(end) = longest {
        return end;
    }
    if let Some(end) = hyphened(scene, start, limit) {
        return end;
    }
    let tag = scene.text.tokens[start].tag;
    let noun = tag.starts_with("NN") || scene.is_capital(start);
    let word = singular(scene, start);
    if noun && offices.nouns.contains(&word) { start + 1 } else { start }
}

/// "vice-president": the parser makes three tokens of it.
fn hyphened(scene: &Scene, start: usize, limit: usize) -> Option<usize> {
    let joined = start + 2 < limit && scene.text.word(start + 1) == "-";
    let word = joined.then(|| format!("{}-{}", scene.lower(start), singular(scene, start + 2)))?;
    let known = lexicon().offices.nouns.contains(&word) || matches!(scene.lower(start), "ex" | "co");
    (known && lexicon().offices.nouns.contains(&singular(scene, start + 2))).then_some(start + 3)
}

fn words_match(scene: &Scene, start: usize, limit: usize, phrase: &str) -> Option<usize> {
    let mut at = start;
    for word in phrase.split(' ') {
        if at < limit && at > start && scene.text.word(at) == "-" {
            at += 1;
        }
        if at >= limit || (scene.lower(at) != word && singular(scene, at) != word) {
            return None;
        }
        at += 1;
    }
    Some(at)
}

/// The word in small letters, in the singular where it is a plural noun.
pub fn singular(scene: &Scene, token: usize) -> String {
    let word = scene.lower(token);
    let plural =
        scene.text.tokens[token].tag.ends_with('S') && scene.text.tokens[token].tag.starts_with("NN");
    match (plural, word.strip_suffix("ies"), word.strip_suffix("men"), word.strip_suffix('s')) {
        (true, Some(stem), ..) if stem.len() > 2 => format!("{stem}y"),
        (_, _, Some(stem), _) if stem.len() > 2 || matches!(stem, "" | "wo") => format!("{stem}man"),
        (true, _, _, Some(stem)) => stem.to_owned(),
        _ => word.to_owned(),
    }
}

/// The phrase around a role: its modifiers to the left, what it is of to the right; not before `floor`.
pub fn around(scene: &Scene, role: TokenRange, floor: usize, is_person: &dyn Fn(usize) -> bool) -> Phrase {
    let sentence = scene.text.sentence_of(role.start).tokens;
    let left = left_edge(scene, role.start, floor.max(sentence.start), is_person);
    let right = right_edge(scene, role.end, sentence.end, is_person);
    let tokens = TokenRange::new(left, right);
    let first = scene.lower(left);
    let article = match first {
        "the" | "this" | "that" => Some(Article::Definite),
        "a" | "an" | "another" | "some" | "one" => Some(Article::Indefinite),
        _ => None,
    };
    let possessor = (scene.text.tokens[left].tag == "PRP$").then_some(left);
    let office = Office {
        role: words(scene, role),
        qualifiers: qualifiers(scene, tokens, role, is_person),
        of: owner(scene, tokens),
    };
    Phrase { tokens, role, office, possessor, article }
}

/// The role in the singular, words joined by single spaces.
fn words(scene: &Scene, tokens: TokenRange) -> String {
    let words: Vec<String> =
        tokens.iter().filter(|&t| scene.text.word(t) != "-").map(|t| singular(scene, t)).collect();
    words.join(" ")
}

fn left_edge(scene: &Scene, start: usize, floor: usize, is_person: &dyn Fn(usize) -> bool) -> usize {
    let mut at = start;
    while at > floor && start - at < REACH {
        let before = at - 1;
        let tag = scene.text.tokens[before].tag;
        match tag {
            "DT" | "PRP$" | "WP$" => return before,
            "POS" | "HYPH" => at = before,
            "CD" if is_year(scene.text.word(before)) => break,
            "JJ" | "JJR" | "JJS" | "NN" | "NNS" | "NNP" | "NNPS" | "CD" | "VBN" | "VBG" | "RB" | "CC" => {
                let possessed = at < start && scene.text.tokens[at].tag == "POS";
                if is_time(scene, before)
                    || (is_person(before) && !possessed && !inside_possessive(scene, before, start))
                {
                    break;
                }
                let joins = tag == "CC" && joins_portfolios(scene, before, floor);
                if matches!(tag, "VBN" | "VBG" | "RB" | "CC") && !joins && !is_filler(scene, before) {
                    break;
                }
                at = before;
            }
            _ => break,
        }
    }
    at
}

/// "foreign and defence ministers"
fn joins_portfolios(scene: &Scene, and: usize, floor: usize) -> bool {
    let small = |t: usize| !scene.is_capital(t) && matches!(scene.text.tokens[t].tag, "JJ" | "NN");
    and > floor
        && scene.lower(and) == "and"
        && small(and - 1)
        && small(and + 1)
        && scene.owner(and - 1).is_none()
}

/// "Vladimir Putin's mouthpiece": the name's tokens before the possessive belong to the phrase.
fn inside_possessive(scene: &Scene, token: usize, end: usize) -> bool {
    (token..end).any(|t| scene.text.tokens[t].tag == "POS")
}

fn is_filler(scene: &Scene, token: usize) -> bool {
    lexicon().offices.fillers.contains(scene.lower(token))
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit())
}

/// Whether the token is part of a time expression ("Friday", "May").
pub fn is_time(scene: &Scene, token: usize) -> bool {
    let span = scene.text.tokens[token].span;
    let times = &scene.text.times;
    let next = times.partition_point(|t| t.span.end <= span.start);
    times.get(next).is_some_and(|t| t.span.overlaps(span))
}

/// After "of" or "for" up to a name, a mark, a verb or another preposition.
fn right_edge(scene: &Scene, start: usize, limit: usize, is_person: &dyn Fn(usize) -> bool) -> usize {
    let to = |t: usize| scene.lower(t) == "to" && lexicon().offices.to.contains(&singular(scene, t - 1));
    if start >= limit || !(matches!(scene.lower(start), "of" | "for") || to(start)) {
        return start;
    }
    let mut at = start + 1;
    let mut end = start;
    while at < limit && at - start < REACH && !is_person(at) && !is_time(scene, at) {
        let tag = scene.text.tokens[at].tag;
        let name_after_country = tag.starts_with("NNP") && follows_country(scene, at);
        let goes_on = match tag {
            _ if name_after_country => false,
            "DT" | "JJ" | "JJR" | "JJS" | "NN" | "NNS" | "NNP" | "NNPS" | "POS" | "HYPH" | "PRP$" => true,
            "IN" => scene.lower(at) == "of",
            "CC" => {
                let tag = |t: usize| scene.text.tokens.get(t).filter(|_| t < limit).map_or("", |t| t.tag);
                let noun = |t: usize| matches!(tag(t), "NN" | "NNS" | "NNP" | "NNPS" | "JJ");
                noun(at + 1) || tag(at + 1) == "DT" && noun(at + 2) && scene.is_nominal(at)
            }
            _ => false,
        };
        if !goes_on {
            break;
        }
        at += 1;
        if tag.starts_with("NN") {
            end = at;
        }
    }
    let title = at < limit && is_person(at) && lexicon().offices.nouns.contains(&singular(scene, at - 1));
    if title { start } else { end.max(start) }
}

/// "of Norway Ivar Dahl": after a country another name begins.
fn follows_country(scene: &Scene, token: usize) -> bool {
    let named = |f: &Found| matches!(f.kind, MentionKind::Name | MentionKind::Metonym);
    scene.owner(token).is_none()
        && scene.owner(token - 1).is_some_and(named)
        && !lexicon().bodies.nouns.contains(scene.lower(token))
}

/// The country or body named in the phrase: a body rather than a country, the last of them.
fn owner(scene: &Scene, tokens: TokenRange) -> Option<String> {
    let named = |kind: &[ActorKind]| {
        tokens.iter().rev().find_map(|t| {
            let id = scene.owner(t)?.referent?;
            let referent = &scene.referents[id];
            kind.contains(&referent.kind).then(|| referent.name.clone())
        })
    };
    named(&[ActorKind::Body]).or_else(|| named(&[ActorKind::Country])).or_else(|| place(scene, tokens))
}

/// "minister of Sweden": a name that its preposition makes a place.
fn place(scene: &Scene, tokens: TokenRange) -> Option<String> {
    use super::knowledge::knowledge;
    let found = tokens.iter().rev().find_map(|t| scene.owner(t).filter(|f| f.referent.is_none()))?;
    let text = scene.text.text(found.tokens);
    knowledge().matches(text).next().map(|(_, known, _)| known.name.to_owned())
}

fn qualifiers(
    scene: &Scene,
    tokens: TokenRange,
    role: TokenRange,
    is_person: &dyn Fn(usize) -> bool,
) -> Vec<String> {
    tokens
        .iter()
        .filter(|&t| !role.contains(t) && !is_person(t) && scene.owner(t).is_none() && !is_filler(scene, t))
        .filter(|&t| matches!(scene.text.tokens[t].tag, "JJ" | "NN" | "NNS" | "NNP" | "NNPS"))
        .map(|t| singular(scene, t))
        .collect()
}
