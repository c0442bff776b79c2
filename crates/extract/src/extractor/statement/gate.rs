//! Which attributions are statements: speech, thought, and speech that takes a side; no wish and no mere stance.
use super::{denial, light, standing};
use crate::Attribution;
use crate::attribution::lexicon::{ADJECTIVES, Class, Lexicon, NOUNS, VERBS, key};
use rapporteur_record::{Annotated, Dep, Pos, Reality, TokenRange};

/// Least confidence of an attribution that counts: where the class of its cue is known, and where it is not.
pub struct Least {
    pub known: f32,
    pub unknown: f32,
    /// Where the content is no clause but a thing.
    pub thing: f32,
}

/// Of an outermost attribution.
pub const OUTER: Least = Least { known: 0.25, unknown: 0.45, thing: 0.25 };
/// Of one inside the words of another, which the scorer thinks little of.
pub const INNER: Least = Least { known: 0.001, unknown: 0.4, thing: 0.001 };

/// How the attribution is put forward where it is speech or thought; `None` where it is neither.
pub fn standing(text: &Annotated, attribution: &Attribution, least: &Least) -> Option<Reality> {
    let Some(head) = attribution.cue_head else { return Some(Reality::Actual) };
    if text.document.is_clutter(text.tokens[head].span) {
        return None;
    }
    let (speech, standing) = match text.tokens[head].pos {
        _ if attribution.rule == "according" => (is_according(text, attribution, head), Reality::Actual),
        Pos::Verb | Pos::Aux => {
            let standing = match light::noun(text, attribution) {
                Some(noun) => standing::of_noun(text, noun),
                None => standing::of_verb(text, head),
            };
            (verb(text, attribution, head, least), standing)
        }
        Pos::Noun => (noun(text, attribution, head, least), standing::of_noun(text, head)),
        Pos::Adj => (adjective(text, attribution, head), standing::of_adjective(text, head)),
        _ => (is_according(text, attribution, head), Reality::Actual),
    };
    speech.then_some(standing)
}

/// "According to X", "in X's view"; "for X" tells as often whom it is about.
fn is_according(text: &Annotated, attribution: &Attribution, head: usize) -> bool {
    attribution.source.is_some() && !matches!(text.word(head), "To" | "For")
}

fn adjective(text: &Annotated, attribution: &Attribution, head: usize) -> bool {
    has_clause(text, attribution) && has(&ADJECTIVES, text, head, &[Class::Attitude])
}

/// Whether the cue takes a clause ("is confident that"), not a thing ("is unhappy with").
fn has_clause(text: &Annotated, attribution: &Attribution) -> bool {
    attribution.cue.last().is_some_and(|r| text.tokens[r.end - 1].pos != Pos::Adp)
}

fn has(lexicon: &Lexicon, text: &Annotated, head: usize, classes: &[Class]) -> bool {
    let key = key(text, head);
    classes.iter().any(|&class| lexicon.has(&key, class))
}

fn verb(text: &Annotated, attribution: &Attribution, head: usize, least: &Least) -> bool {
    if asks_for_silence(text, attribution, head) || is_told_to(text, attribution, head) {
        return false;
    }
    if attribution.rule == "idiom" || light::reading(text, attribution).is_some() {
        return attribution.confidence >= least.known;
    }
    let inner = least.known < OUTER.known;
    let key = key(text, head);
    let classes = VERBS.classes(&key);
    let told = classes.iter().any(|c| matches!(c, Class::Speech | Class::Attitude | Class::Cognition));
    let quoted = attribution.content.iter().any(|r| r.iter().any(|t| text.quotation_of(t).is_some()));
    let least = match (classes.is_empty(), quoted) {
        (true, true) => least.unknown,
        (true, false) => return false,
        (false, _) if is_thing(attribution.rule) => least.thing,
        (false, _) => least.known,
    };
    if is_thing(attribution.rule) && inner && !is_told_of(text, attribution, head) {
        return false;
    }
    let fits = fits(attribution, classes)
        && !POINTING.contains(&key.as_str())
        && (!denial::retracts(text, head) || denial::is_about_words(text, head));
    attribution.confidence >= least && (told || classes.is_empty()) && fits
}

/// Inside other words, "defending the town" and "to answer them" are no reports of speech.
fn is_told_of(text: &Annotated, attribution: &Attribution, head: usize) -> bool {
    let noun = |t: usize| !matches!(text.tokens[t].pos, Pos::Pron | Pos::Det | Pos::Punct);
    let names = attribution.content.iter().flat_map(|r| r.iter()).any(noun);
    names && text.tokens[head].tag != "VBG"
}

/// "She is reported to have said": the subject of a passive of speech does not say it.
fn is_told_to(text: &Annotated, attribution: &Attribution, head: usize) -> bool {
    let subject = text.child(head, &[Dep::Nsubjpass]);
    let spoken = [Class::Speech, Class::Repute].iter().any(|&c| VERBS.has(&key(text, head), c));
    spoken && attribution.source.zip(subject).is_some_and(|(source, s)| source.contains(s))
}

/// "Asked not to be named": no words of the debate.
fn asks_for_silence(text: &Annotated, attribution: &Attribution, head: usize) -> bool {
    let words = || attribution.content.iter().flat_map(|r| r.iter());
    let named = |t: usize| matches!(text.lemma(t), "name" | "identify" | "quote");
    matches!(text.lemma(head), "ask" | "request" | "insist")
        && words().count() <= 6
        && words().any(named)
        && words().any(|t| text.word(t) == "not")
}

/// Whether the cue's class is known, and is neither speech nor thought: "was due to", "used her speech to".
pub fn is_no_speech(text: &Annotated, attribution: &Attribution) -> bool {
    standing(text, attribution, &INNER).is_none()
}

/// Whether the content is no clause.
pub fn is_thing(rule: &str) -> bool {
    matches!(rule, "object" | "prepositional" | "predicated" | "noun-phrase" | "passive")
}

/// Verbs that point to the words of others.
const POINTING: [&str; 3] = ["cite", "quote", "paraphrase"];

/// Thought needs a clause or a judgement; an object alone ("saw the film", "knows Paris") is none.
fn fits(attribution: &Attribution, classes: &[Class]) -> bool {
    let spoken = classes.iter().any(|c| matches!(c, Class::Speech | Class::Attitude)) || classes.is_empty();
    match attribution.rule {
        "object" | "prepositional" => spoken,
        "raised" => classes.contains(&Class::Attitude) && attribution.source.is_some(),
        "passive" => spoken && attribution.source.is_some(),
        "infinitive" => spoken && !classes.contains(&Class::Wish),
        _ => true,
    }
}

/// Whether the noun is the source's own. Inside other words only what belongs to the noun tells: in "she rejects the
/// charge that" the charge is not hers.
fn is_whose(text: &Annotated, source: TokenRange, noun: usize, least: &Least) -> bool {
    least.known >= OUTER.known || text.subtree(noun).covers(source)
}

fn noun(text: &Annotated, attribution: &Attribution, head: usize, least: &Least) -> bool {
    let owned = attribution.source.is_some_and(|s| is_whose(text, s, head, least));
    let class = if attribution.rule == "noun-clause" { Class::Speech } else { Class::Attitude };
    owned && attribution.confidence >= least.known && has(&NOUNS, text, head, &[class])
}
