//! What the decisions and measures of a document do to the issues: the deeds that "the decision" and "the move" take up.
use super::track::words_at;
use crate::link::issues::{Index, words::Word};
use rapporteur_record::{Act, Annotated, Claim, Decision, Effect, Fact, Measure, Span, Status};

/// A decision or measure in terms of an issue.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Deed {
    /// The first sentence that tells it.
    pub sentence: usize,
    pub issue: usize,
    /// Whether it brings the issue nearer (1) or not (-1).
    pub sign: i8,
    /// What the text that was decided on would do, for "the bill" and "it".
    pub text: Option<i8>,
    /// Whether its words name the issue.
    pub named: bool,
}

/// Stems of the verbs of deciding; what is decided follows.
const DECIDING: &[&str] = &[
    "adopt", "approv", "endors", "pass", "ratif", "back", "reject", "veto", "postpon", "discuss", "propos",
    "vot", "clear", "tabl", "submit", "introduc", "present", "unveil", "consent", "defeat", "throw", "fail",
    "wav", "sign", "enact",
];

/// The deed that a decision or a measure to come is; `focus` is the issue that its sentence speaks of.
pub fn of(text: &Annotated, index: &Index, focus: Option<usize>, fact: &Fact) -> Option<Deed> {
    match &fact.claim {
        // What an amendment changes its name does not tell.
        Claim::Decision(d) if d.instrument.as_deref() != Some("amendment") => {
            decided(text, index, focus, d, &fact.evidence)
        }
        Claim::Measure(m) if matches!(m.status, Status::Announced | Status::Proposed) => {
            measured(text, index, focus, m, fact.evidence[0])
        }
        _ => None,
    }
}

/// What can be for or against something by its name: "a motion to reject the bill", "a resolution against the sale".
const TEXTS: &[&str] =
    &["mot", "motion", "resolut", "resolution", "petit", "petition", "bill", "proposal", "initiativ"];

/// Where the words begin that tell what is decided: after the verb of deciding, or at a text that says what for.
fn object(words: &[Word]) -> usize {
    let aims = |n: &usize| {
        let next = words.get(n + 1).is_some_and(|w| matches!(&*w.stem, "to" | "against" | "for"));
        next && TEXTS.contains(&&*words[*n].stem)
    };
    let after_verb = || words.iter().position(|w| DECIDING.contains(&&*w.stem)).map_or(0, |at| at + 1);
    (0..words.len()).find(aims).unwrap_or_else(after_verb)
}

/// What a decision does: what its words do to the thing, else it makes the thing; rejecting turns it.
fn decided(
    text: &Annotated,
    index: &Index,
    focus: Option<usize>,
    decision: &Decision,
    evidence: &[Span],
) -> Option<Deed> {
    let words: Vec<Word> = evidence.iter().flat_map(|&s| sentence(text, s)).collect();
    let link = index.link(&words, focus);
    let issue = link.map(|l| l.issue).or(focus)?;
    let from = object(&words);
    let end = words[from..].iter().position(|w| w.after_break).map_or(words.len(), |n| from + n.max(1));
    let effect = index.read(issue, &words[from..end], 1).effect;
    let made = if link.is_some() && effect != 0 { effect } else { 1 };
    let turned = matches!(decision.act, Act::Reject | Act::Veto);
    let sentence = text.tokens[text.tokens_in(evidence[0]).start].sentence;
    Some(Deed {
        sentence,
        issue,
        sign: if turned { -made } else { made },
        text: Some(made),
        named: link.is_some(),
    })
}

/// The words of a sentence, set off from those before.
fn sentence(text: &Annotated, span: Span) -> Vec<Word> {
    let mut words = words_at(text, span);
    words.iter_mut().take(1).for_each(|w| w.after_break = true);
    words
}

/// What a measure does, where its object or those that it binds name the issue.
fn measured(
    text: &Annotated,
    index: &Index,
    focus: Option<usize>,
    measure: &Measure,
    evidence: Span,
) -> Option<Deed> {
    let target = measure.target.as_ref().and_then(|t| t.mention);
    let words: Vec<Word> = target.into_iter().chain(measure.object).flat_map(|s| words_at(text, s)).collect();
    let issue = index.link(&words, focus)?.issue;
    let thing = match index.read(issue, &words, 1).thing {
        0 => index.axis(issue).direction,
        sign => sign,
    };
    let sign = match measure.effect {
        Effect::Forbids => -thing,
        Effect::Permits | Effect::Supplies => thing,
        Effect::Lifts => index.axis(issue).opening,
        Effect::Requires | Effect::Limits => return None,
    };
    let sentence = text.tokens[text.tokens_in(evidence).start].sentence;
    Some(Deed { sentence, issue, sign, text: None, named: true })
}
