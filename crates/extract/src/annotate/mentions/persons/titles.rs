//! A name with the honorific, office or country before it and the office after it.
use super::super::lexicon::{Gender, lexicon};
use super::super::offices::{Article, Phrase};
use super::super::scene::{Office, Scene};
use rapporteur_record::{ActorKind, Pos, TokenRange};
use std::collections::HashMap;

/// A name in the text, with the titles around it.
#[derive(Debug, Clone)]
pub struct Named {
    /// The name alone.
    pub tokens: TokenRange,
    /// With the honorific or office before it.
    pub whole: TokenRange,
    pub text: String,
    pub gender: Gender,
    /// "Sir Keir", "Dame Angela": the honorific goes with a given name.
    pub by_given: bool,
    pub offices: Vec<Office>,
    /// An office phrase after the name, between commas.
    pub apposition: Option<TokenRange>,
    /// "Hungary's Szijjártó".
    pub country: Option<String>,
}

/// Joins each name with the titles before it and the office after it; the phrases left over come back. Goes backwards,
/// so that "his party chief, the finance minister X" finds the title already joined to its name.
pub fn join(scene: &Scene, spans: &[TokenRange], phrases: Vec<Phrase>) -> (Vec<Named>, Vec<Phrase>) {
    let mut named: Vec<Named> = spans.iter().map(|&s| bare(scene, s)).collect();
    let mut starts: HashMap<usize, usize> = HashMap::new();
    for (i, name) in named.iter().enumerate() {
        starts.insert(name.tokens.start, i);
        starts.insert(name.whole.start, i);
    }
    let ends: HashMap<usize, usize> = spans.iter().enumerate().map(|(i, s)| (s.end, i)).collect();
    let mut free = Vec::new();
    for phrase in phrases.into_iter().rev() {
        match name_of(scene, &phrase, &named, &starts, &ends) {
            Some((i, Place::Before)) => {
                named[i].whole.start = named[i].whole.start.min(phrase.tokens.start);
                starts.insert(phrase.tokens.start, i);
                named[i].offices.push(phrase.office);
            }
            Some((i, Place::After)) => {
                named[i].apposition = Some(phrase.tokens);
                named[i].offices.push(phrase.office);
            }
            None => free.push(phrase),
        }
    }
    free.reverse();
    (named, free)
}

enum Place {
    Before,
    After,
}

fn name_of(
    scene: &Scene,
    phrase: &Phrase,
    named: &[Named],
    starts: &HashMap<usize, usize>,
    ends: &HashMap<usize, usize>,
) -> Option<(usize, Place)> {
    let starts_at = |t: usize| starts.get(&t).copied();
    if let Some(i) = starts_at(phrase.tokens.end) {
        return Some((i, Place::Before));
    }
    let word = |t: usize| scene.text.tokens.get(t).map(|_| scene.text.word(t)).unwrap_or("");
    let after = ends.get(&phrase.tokens.start.saturating_sub(1)).copied();
    let comma_before = phrase.tokens.start > 0 && matches!(word(phrase.tokens.start - 1), "," | "(");
    if comma_before && let Some(i) = after {
        return Some((i, Place::After));
    }
    let signed = phrase.article == Some(Article::Definite);
    if signed && let Some(&i) = ends.get(&phrase.tokens.start) {
        return Some((i, Place::After));
    }
    let comma_after = word(phrase.tokens.end) == ",";
    let singular = !scene.text.tokens[phrase.role.end - 1].tag.ends_with("NNS");
    if comma_after
        && singular
        && let Some(i) = starts_at(phrase.tokens.end + 1)
    {
        let same = scene.text.tokens[named[i].tokens.start].sentence
            == scene.text.tokens[phrase.role.start].sentence;
        let closed =
            matches!(word(named[i].tokens.end), "," | "." | ":" | ";" | ")" | "’s" | "'s" | "–" | "—" | "")
                || scene
                    .text
                    .tokens
                    .get(named[i].tokens.end)
                    .is_none_or(|t| matches!(t.pos, Pos::Verb | Pos::Aux));
        return (same && closed).then_some((i, Place::Before));
    }
    None
}

/// The name with its honorific, gender and the country that owns it.
pub fn bare(scene: &Scene, tokens: TokenRange) -> Named {
    let mut whole = tokens;
    let mut gender = Gender::Unknown;
    let mut by_given = false;
    let sentence = scene.text.sentence_of(tokens.start).tokens.start;
    while whole.start > sentence && lexicon().is_honorific(scene.lower(whole.start - 1)) {
        whole.start -= 1;
        gender = lexicon().honorific_gender(scene.text.word(whole.start));
        by_given |=
            matches!(scene.lower(whole.start), "sir" | "dame" | "prince" | "princess" | "queen" | "king");
    }
    let mut country = None;
    if whole.start >= sentence + 2
        && scene.text.tokens[whole.start - 1].tag == "POS"
        && let Some(found) = scene.owner(whole.start - 2)
        && let Some(id) = found.referent
        && scene.referents[id].kind == ActorKind::Country
    {
        country = Some(scene.referents[id].name.clone());
        whole.start = found.tokens.start;
    }
    let text = name_text(scene, tokens);
    if gender == Gender::Unknown && tokens.len() > 1 {
        gender = lexicon().given_gender(text.split(' ').next().unwrap_or(""));
    }
    Named { tokens, whole, text, gender, by_given, offices: Vec::new(), apposition: None, country }
}

/// The name in one line, in title case where the text has it in capitals.
fn name_text(scene: &Scene, tokens: TokenRange) -> String {
    let text = scene.text.text(tokens).split_whitespace().collect::<Vec<_>>().join(" ");
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    if letters > 3 && text.contains(' ') && !text.chars().any(char::is_lowercase) {
        return text.split(' ').map(title_case).collect::<Vec<_>>().join(" ");
    }
    text
}

fn title_case(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_string() + &chars.as_str().to_lowercase())
}
