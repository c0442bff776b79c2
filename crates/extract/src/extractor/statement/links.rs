//! Which statement a denial denies.
use super::denial;
use crate::attribution::lexicon::{Class, NOUNS};
use rapporteur_record::{
    Annotated, Claim, Fact, Offsets, Pos, Reality, Report, Span, Statement, TokenRange, contract,
};
use std::collections::BTreeSet;

/// How many statements back a denial may reach.
const REACH: usize = 60;
/// How many paragraphs back one may reach whose words only point: "that is not true".
const PARAGRAPHS: usize = 2;

/// Marks what is denied and lets the denials point to it. A claim that is told only in the words of its denial ("a
/// claim by X that … was denied") was made as well: it becomes a statement.
pub fn denials(text: &Annotated, facts: &mut [Fact]) {
    let denying: Vec<(usize, Denial)> =
        (0..facts.len()).filter_map(|i| Some((i, Denial::of(text, statement(&facts[i])?)?))).collect();
    let offsets = Offsets::new(&text.document.text);
    for (i, denial) in denying {
        let told = told_inside(text, facts, i);
        let Some(target) = told.or_else(|| denial.target(text, facts, i)) else { continue };
        deny(&mut facts[target]);
        let id = contract::id(&text.document.id, &facts[target], &offsets);
        if let Claim::Statement(denier) = &mut facts[i].claim {
            denier.denies = Some(id);
        }
    }
}

fn statement(fact: &Fact) -> Option<&Statement> {
    match &fact.claim {
        Claim::Statement(statement) => Some(statement),
        _ => None,
    }
}

fn deny(fact: &mut Fact) {
    if let Claim::Report(report) = &fact.claim {
        let rule = fact.rule.replace("report/", "statement/");
        *fact = Fact { claim: Claim::Statement(report.said.clone()), rule, ..fact.clone() };
    }
    if let Claim::Statement(statement) = &mut fact.claim {
        statement.denied = true;
    }
}

/// A statement that denies, by what it says of the words denied.
enum Denial {
    /// "Denied that the toll would rise": the words themselves.
    Again(BTreeSet<String>),
    /// "Denied it", "that is not true".
    Pointing,
    /// "Withdrew her claim": the speaker's own words.
    Own,
}

impl Denial {
    fn of(text: &Annotated, statement: &Statement) -> Option<Self> {
        if is_rebuttal(text, statement) {
            return Some(Self::Pointing);
        }
        let cue = || statement.cue.iter().flat_map(|&s| text.tokens_in(s).iter());
        if !cue().any(|t| denial::takes_back(text, t)) {
            return None;
        }
        let words = words(text, &statement.content);
        Some(match words.is_empty() {
            false => Self::Again(words),
            true if cue().any(|t| denial::retracts(text, t)) => Self::Own,
            true => Self::Pointing,
        })
    }

    /// The statement before it that is meant.
    fn target(&self, text: &Annotated, facts: &[Fact], denier: usize) -> Option<usize> {
        let by = &statement(&facts[denier])?.speaker.name;
        let own = |i: &usize| statement(&facts[*i]).is_some_and(|s| s.speaker.name == *by);
        let near = |i: &usize| is_near(text, &facts[*i], &facts[denier]);
        let again = |i: &usize, words| says_again(text, words, statement(&facts[*i]));
        let mut before =
            (denier.saturating_sub(REACH)..denier).rev().filter(|&i| statement(&facts[i]).is_some());
        match self {
            Self::Own => before.find(|i| own(i) && near(i)),
            Self::Pointing => before.find(|i| !own(i)).filter(near),
            Self::Again(words) => before.find(|i| !own(i) && again(i, words)),
        }
    }
}

fn is_near(text: &Annotated, before: &Fact, after: &Fact) -> bool {
    let paragraph = |fact: &Fact| {
        let first = fact.evidence.first().map_or(0, |span| text.tokens_in(*span).start);
        text.tokens.get(first).map_or(0, |_| text.sentence_of(first).paragraph)
    };
    paragraph(after) <= paragraph(before) + PARAGRAPHS
}

/// At least two words, and more than half of those of the shorter, are the same.
fn says_again(text: &Annotated, denied: &BTreeSet<String>, said: Option<&Statement>) -> bool {
    let said = said.map(|s| words(text, &s.content)).unwrap_or_default();
    let shared = denied.intersection(&said).count();
    shared >= 2 && shared * 5 >= denied.len().min(said.len()) * 3
}

/// Lemmas that carry content: "the claim", "any mix-up", pronouns and auxiliaries do not.
fn words(text: &Annotated, spans: &[Span]) -> BTreeSet<String> {
    let carries = |t: &usize| {
        let token = &text.tokens[*t];
        let content = matches!(token.pos, Pos::Noun | Pos::Propn | Pos::Verb | Pos::Adj | Pos::Num);
        content && !NOUNS.has(&token.lemma, Class::Speech) && !is_light(&token.lemma)
    };
    let tokens = spans.iter().flat_map(|&s| text.tokens_in(s).iter());
    tokens.filter(carries).map(|t| text.lemma(t).to_lowercase()).collect()
}

fn is_light(lemma: &str) -> bool {
    matches!(lemma, "be" | "have" | "do" | "make" | "any" | "such" | "say")
}

/// What a rebuttal calls the words before it.
const UNTRUE: [&str; 22] = [
    "untrue",
    "false",
    "wrong",
    "nonsense",
    "fake",
    "lie",
    "incorrect",
    "inaccurate",
    "rubbish",
    "baseless",
    "unfounded",
    "groundless",
    "misleading",
    "invention",
    "fabrication",
    "fiction",
    "myth",
    "slander",
    "hoax",
    "nuanced",
    "misunderstanding",
    "mistake",
];
/// What a rebuttal says they are not.
const TRUE: [&str; 7] = ["true", "so", "correct", "right", "case", "accurate", "fact"];

/// "That is not true", "it is a lie", "the picture is more nuanced than that": a short clause that points back.
fn is_rebuttal(text: &Annotated, statement: &Statement) -> bool {
    let tokens: Vec<usize> = statement.content.iter().flat_map(|&s| text.tokens_in(s).iter()).collect();
    let words: Vec<String> = tokens.iter().map(|&t| text.word(t).to_lowercase()).collect();
    let has = |list: &[&str]| words.iter().any(|w| list.contains(&w.as_str()));
    let short = tokens.iter().filter(|&&t| text.tokens[t].pos != Pos::Punct).count() <= 9;
    let first = words.iter().find(|w| w.chars().any(char::is_alphanumeric)).map(String::as_str);
    let opens = matches!(first, Some("that" | "this" | "it" | "which" | "these" | "those"));
    let closes = words.windows(2).any(|w| w[0] == "than" && w[1] == "that");
    let negated = has(&["not", "n't", "n’t", "never"]);
    let untrue = (has(&UNTRUE) && !negated) || (has(&TRUE) && negated);
    let disowned = tokens.iter().any(|&t| denial::never_said(text, t));
    short && (disowned || (opens || closes) && untrue && is_copular(text, &tokens))
}

fn is_copular(text: &Annotated, tokens: &[usize]) -> bool {
    tokens.iter().any(|&t| text.lemma(t) == "be")
}

/// The report in the words of the denial that it is about: "a claim by X that …", "a line saying that …". What is only
/// said to have been said ("denied that he had called it odd") is marked as negated.
fn told_inside(text: &Annotated, facts: &mut [Fact], denier: usize) -> Option<usize> {
    let content = statement(&facts[denier])?.content.clone();
    let first = content
        .iter()
        .flat_map(|&s| text.tokens_in(s).iter())
        .find(|&t| NOUNS.has(text.lemma(t), Class::Speech));
    let mut told = None;
    for (i, fact) in facts.iter_mut().enumerate().skip(denier + 1) {
        let Claim::Report(Report { said, reality: reality @ Reality::Actual, .. }) = &mut fact.claim else {
            continue;
        };
        let Some(cue) = said.cue.first().filter(|cue| content.iter().any(|s| s.contains(**cue))) else {
            continue;
        };
        let tokens: TokenRange = text.tokens_in(*cue);
        match first.is_some_and(|f| tokens.contains(f)) {
            true => told = told.or(Some(i)),
            false => *reality = Reality::Negated,
        }
    }
    told
}
