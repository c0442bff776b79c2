//! Stance that the narrator reports by a predicate: "Spain refuses to …", "X is against".
use super::{
    Found,
    attitudes::{self, Attitude},
    clause, side,
    track::{Track, words_of},
};
use crate::{
    extractor::Context,
    link::issues::{Index, words::stem},
    when,
};
use rapporteur_record::{Annotated, Dep, Pos, SentenceKind, TokenRange};

/// How far apart the words of a pattern may stand.
const GAP: usize = 3;

/// A predicate of stance as it stands in the text.
pub struct Predicate {
    pub verb: usize,
    pub attitude: Attitude,
    /// After its last word.
    pub end: usize,
}

/// All predicates of stance outside clutter, in text order.
pub fn all(text: &Annotated) -> impl Iterator<Item = Predicate> {
    let evident = |token: &usize| text.sentence_of(*token).kind != SentenceKind::Clutter;
    (0..text.tokens.len()).filter(evident).filter_map(|token| predicate_at(text, token))
}

/// The positions of all predicates of a document, in text order.
pub fn find(context: &Context, index: &Index, track: &Track) -> Vec<Found> {
    let text = context.text;
    let (mut out, mut spoken_for) = (Vec::new(), 0);
    for predicate in all(text) {
        if predicate.verb < spoken_for && !has_own_subject(text, predicate.verb) {
            continue;
        }
        let (found, end) = positions(text, index, track, &predicate, &out);
        if !found.is_empty() {
            spoken_for = spoken_for.max(end);
        }
        out.extend(found);
    }
    out
}

fn predicate_at(text: &Annotated, token: usize) -> Option<Predicate> {
    if !matches!(text.tokens[token].pos, Pos::Verb | Pos::Aux) {
        return None;
    }
    let verb = clause::verb(text, token);
    let limit = text.sentence_of(token).tokens.end;
    attitudes::predicates()
        .starting(&stem(text.lemma(token)))
        .iter()
        .find_map(|(stems, attitude)| Some((*attitude, follows(text, token, &stems[1..], limit)?)))
        .map(|(attitude, end)| Predicate { verb, attitude, end })
}

/// Whether the words stand after `token` in order with small gaps; the end of the last.
fn follows(text: &Annotated, token: usize, stems: &[String], limit: usize) -> Option<usize> {
    let word = |s: &String| matches!(&**s, "no" | "yes");
    let gap = match text.lemma(token) {
        _ if stems.iter().any(word) => 0,
        "be" => 1,
        _ => GAP,
    };
    stems.iter().try_fold(token + 1, |from, wanted| {
        let reach = (from + gap).min(limit.saturating_sub(1));
        (from..=reach)
            .take_while(|&i| from == i || text.lemma(token) != "be" || is_adverb(text, i - 1))
            .find(|&i| i < limit && (stem(text.lemma(i)) == *wanted || stem(text.word(i)) == *wanted))
            .map(|i| i + 1)
    })
}

/// "is also against", not "is liable for".
fn is_adverb(text: &Annotated, token: usize) -> bool {
    matches!(text.tokens[token].pos, Pos::Adv | Pos::Part)
}

fn has_own_subject(text: &Annotated, verb: usize) -> bool {
    let complement = matches!(text.tokens[verb].dep, Dep::Ccomp | Dep::Xcomp | Dep::Pcomp | Dep::Acl);
    let governed = complement && text.ancestors(verb).take(2).any(|a| predicate_at(text, a).is_some());
    text.child(verb, &[Dep::Nsubj, Dep::Nsubjpass]).is_some() && !governed
}

/// The holder's phrase and the object of a predicate.
pub fn parts(text: &Annotated, predicate: &Predicate) -> Option<(usize, TokenRange)> {
    let verb = predicate.verb;
    let object = clause::object(text, verb, predicate.end);
    let passive = clause::is_passive(text, verb) && text.tokens[verb].tag == "VBN";
    if !passive
        || text.lemma(verb) == "be"
        || predicate.attitude == Attitude::Undecided && clause::agent(text, verb).is_none()
    {
        return Some((clause::subject(text, verb)?, object));
    }
    let holder = clause::agent(text, verb)?;
    let subject = clause::subject(text, verb)?;
    Some((holder, text.subtree(subject)))
}

fn positions(
    text: &Annotated,
    index: &Index,
    track: &Track,
    predicate: &Predicate,
    earlier: &[Found],
) -> (Vec<Found>, usize) {
    let verb = predicate.verb;
    let nothing = (Vec::new(), 0);
    if clause::is_unreal(text, verb) || text.tokens[verb].dep == Dep::Csubj {
        return nothing;
    }
    let Some((holder, object)) = parts(text, predicate) else { return nothing };
    let Some(side) = side_of(text, index, track, predicate, object, earlier) else { return nothing };
    let sentence = text.sentence_of(verb).span;
    let on = when::governing(text, verb);
    let found = clause::actors_at(text, holder)
        .into_iter()
        .map(|holder| Found { holder, side: side.clone(), on, evidence: vec![sentence], at: verb })
        .collect();
    (found, object.end)
}

fn side_of(
    text: &Annotated,
    index: &Index,
    track: &Track,
    predicate: &Predicate,
    object: TokenRange,
    earlier: &[Found],
) -> Option<side::Side> {
    let verb = predicate.verb;
    let sentence = text.tokens[verb].sentence;
    let start = text.sentences[sentence].tokens.start;
    let negated = clause::is_negated(text, verb);
    if predicate.attitude == Attitude::Grant {
        return granted(text, index, track, predicate, object);
    }
    if predicate.attitude == Attitude::Alike {
        let model = earlier.last()?;
        return Some(side::Side { rule: "alike".to_owned(), ..model.side.clone() });
    }
    if let Some(side) = siding_with(text, predicate.attitude, negated, object, earlier) {
        return side;
    }
    if clause::is_duty(text, verb) || asks_not_to_be_named(text, object) {
        return None;
    }
    if predicate.attitude == Attitude::Undecided && asserts(text, verb) {
        return None;
    }
    let before = words_of(text, TokenRange::new(start, object.start.max(start)));
    let passive = object.end <= verb;
    let words = words_of(text, object);
    let left_out = !passive && !clause::has_object(text, verb, predicate.end);
    if left_out && feels(text, predicate) {
        return None;
    }
    let mut matter =
        side::matter(text, index, track, sentence, &before, if left_out { &[] } else { &words })?;
    let tail = words_of(text, clause::tail(text, verb, predicate.end));
    matter.reading.condition |= index.read(matter.issue, &tail, 1).condition;
    side::of(predicate.attitude, negated, &matter)
}

/// "was glad", "is unhappy": without an object nobody knows at what.
fn feels(text: &Annotated, predicate: &Predicate) -> bool {
    let sided = ["against", "favour", "favor", "for", "opposed", "oppose"];
    let last = text.lemma(predicate.end - 1).to_lowercase();
    let is = text.lemma(predicate.verb) == "be" && predicate.end > predicate.verb + 1;
    is && matches!(predicate.attitude, Attitude::Approve | Attitude::Reject | Attitude::Dread)
        && !sided.contains(&&*last)
}

/// "who asked not to be named" is no wish in the debate.
fn asks_not_to_be_named(text: &Annotated, object: TokenRange) -> bool {
    object.iter().take(6).any(|t| matches!(text.lemma(t), "name" | "identify" | "anonymity"))
}

/// "considers that …" states a view, "considers whether …" has none yet.
fn asserts(text: &Annotated, verb: usize) -> bool {
    let Some(clause) = text.child(verb, &[Dep::Ccomp]) else { return false };
    let asks = text.children(clause).iter().any(|&c| {
        text.tokens[c].tag.starts_with('W') || matches!(&*text.word(c).to_lowercase(), "whether" | "if")
    });
    !asks && text.child(clause, &[Dep::Nsubj, Dep::Nsubjpass]).is_some()
}

/// "France backed him": the side that he took last. `None` where the object is no person, `Some(None)` where the
/// person has taken none.
fn siding_with(
    text: &Annotated,
    attitude: Attitude,
    negated: bool,
    object: TokenRange,
    earlier: &[Found],
) -> Option<Option<side::Side>> {
    if !matches!(attitude, Attitude::Approve | Attitude::Reject) || negated || object.is_empty() {
        return None;
    }
    let head = object.iter().find(|&i| text.tokens[i].dep == Dep::Dobj)?;
    let actor = text.mention_at(head)?.actor.as_ref()?;
    let theirs = earlier.iter().rev().find(|f| f.holder.name == actor.name);
    let side = theirs.filter(|_| attitude == Attitude::Approve).map(|f| side::Side {
        rule: "approve×holder".to_owned(),
        confidence: 0.7,
        ..f.side.clone()
    });
    Some(side)
}

/// A permission or supply by one who has power over it; a refusal of it opposes.
fn granted(
    text: &Annotated,
    index: &Index,
    track: &Track,
    predicate: &Predicate,
    object: TokenRange,
) -> Option<side::Side> {
    let verb = predicate.verb;
    if clause::is_modal(text, verb) || text.tokens[verb].dep == Dep::Relcl {
        return None;
    }
    let sentence = text.tokens[verb].sentence;
    let start = text.sentences[sentence].tokens.start;
    let before = words_of(text, TokenRange::new(start, verb));
    let deed = words_of(text, TokenRange::new(verb, object.end.max(verb + 1)));
    let matter = side::matter(text, index, track, sentence, &before, &deed)?;
    let done = if matter.reading.effect == 0 { matter.reading.last } else { matter.reading.effect };
    let sign = done * if clause::is_negated(text, verb) { -1 } else { 1 };
    let willed = clause::is_willed(text, verb);
    if !matter.named || sign == 0 || sign < 0 && !willed {
        return None;
    }
    let rule = format!("grant×effect({})", if sign > 0 { "for" } else { "against" });
    Some(side::Side {
        issue: matter.issue,
        stance: side::stance(sign, matter.reading.condition || matter.reading.only),
        rule,
        confidence: 0.7,
    })
}
