//! Which attributions are statements: speech, thought, and speech that takes a side; no wish and no mere stance.
use crate::Attribution;
use crate::attribution::lexicon::{ADJECTIVES, Class, Lexicon, NOUNS, VERBS};
use crate::clause::{self, Reality};
use rapporteur_record::{Annotated, Dep, Pos, TokenRange};

/// Least confidence of an attribution that becomes a statement.
const LEAST: f32 = 0.25;
/// The same where the class of the cue is unknown.
const LEAST_UNKNOWN: f32 = 0.5;
/// Denied, these still tell what somebody thinks: "does not believe that", "did not rule out".
const KEPT_WHEN_NEGATED: [&str; 8] =
    ["believe", "think", "rule_out", "expect", "see", "doubt", "accept", "agree"];

pub fn is_statement(text: &Annotated, attribution: &Attribution) -> bool {
    let Some(head) = attribution.cue_head else { return true };
    if text.document.is_clutter(text.tokens[head].span) {
        return false;
    }
    match text.tokens[head].pos {
        Pos::Verb | Pos::Aux => is_told(text, head) && verb(text, attribution, head),
        Pos::Noun => noun(text, attribution, head),
        Pos::Adj => {
            has_clause(text, attribution)
                && is_told_of_adjective(text, head)
                && has(&ADJECTIVES, text, head, &[Class::Attitude])
        }
        _ => attribution.source.is_some() && !matches!(text.word(head), "To" | "For"),
    }
}

/// Whether the cue takes a clause ("is confident that"), not a thing ("is unhappy with").
fn has_clause(text: &Annotated, attribution: &Attribution) -> bool {
    attribution.cue.last().is_some_and(|r| text.tokens[r.end - 1].pos != Pos::Adp)
}

/// The lemma with its particle: "point_out".
fn key(text: &Annotated, head: usize) -> String {
    let lemma = text.lemma(head).to_lowercase();
    match text.child(head, &[Dep::Prt]) {
        Some(particle) => format!("{lemma}_{}", text.word(particle).to_lowercase()),
        None => lemma,
    }
}

fn has(lexicon: &Lexicon, text: &Annotated, head: usize, classes: &[Class]) -> bool {
    let key = key(text, head);
    classes.iter().any(|&class| lexicon.has(&key, class))
}

/// Whether the saying is put as a fact: not denied, not possible, not to come, not asked for.
fn is_told(text: &Annotated, verb: usize) -> bool {
    match clause::reality(text, verb) {
        Reality::Actual => !is_infinitive_of_saying(text, verb),
        Reality::Negated => KEPT_WHEN_NEGATED.contains(&key(text, verb).as_str()),
        _ => false,
    }
}

/// "to say", "of saying" under a verb that does not report it as done.
fn is_infinitive_of_saying(text: &Annotated, verb: usize) -> bool {
    text.tokens[verb].tag == "VB" && text.child(verb, &[Dep::Aux]).is_some_and(|a| text.tokens[a].tag == "TO")
}

fn is_told_of_adjective(text: &Annotated, adjective: usize) -> bool {
    text.head(adjective).is_none_or(|verb| clause::reality(text, verb) == Reality::Actual)
}

fn verb(text: &Annotated, attribution: &Attribution, head: usize) -> bool {
    if attribution.rule == "idiom" {
        return attribution.confidence >= LEAST;
    }
    let key = key(text, head);
    let classes = VERBS.classes(&key);
    let told = classes.iter().any(|c| matches!(c, Class::Speech | Class::Attitude | Class::Cognition));
    let quoted = attribution.content.iter().any(|r| r.iter().any(|t| text.quotation_of(t).is_some()));
    let least = match (classes.is_empty(), quoted) {
        (true, true) => LEAST_UNKNOWN,
        (true, false) => return false,
        (false, _) => LEAST,
    };
    let fits = fits(attribution, classes) && !POINTING.contains(&key.as_str());
    attribution.confidence >= least && (told || classes.is_empty()) && fits
}

/// Verbs that point to the words of others.
const POINTING: [&str; 3] = ["cite", "quote", "paraphrase"];

/// Thought needs a clause or a judgement; an object alone ("saw the film", "knows Paris") is none.
fn fits(attribution: &Attribution, classes: &[Class]) -> bool {
    let spoken = classes.iter().any(|c| matches!(c, Class::Speech | Class::Attitude)) || classes.is_empty();
    match attribution.rule {
        "object" | "prepositional" => spoken,
        "raised" => classes.contains(&Class::Attitude) && attribution.source.is_some(),
        "infinitive" => spoken && !classes.contains(&Class::Wish),
        _ => true,
    }
}

fn noun(text: &Annotated, attribution: &Attribution, head: usize) -> bool {
    let owned = attribution.source.is_some();
    let class = if attribution.rule == "noun-clause" { Class::Speech } else { Class::Attitude };
    owned && attribution.confidence >= LEAST && has(&NOUNS, text, head, &[class])
}

/// The cue as the text has it, without adverbs.
pub fn cue(_text: &Annotated, attribution: &Attribution) -> Vec<TokenRange> {
    attribution.cue.clone()
}
