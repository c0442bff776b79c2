//! Stance that the narrator reports by a predicate: "Spain refuses to …", "X is against".
use super::{
    Found,
    attitudes::{self, Attitude},
    clause,
    reading::Reader,
    side::Side,
    track::{Track, words_of},
};
use crate::{
    clause::has_no,
    extractor::Context,
    link::issues::{
        Index,
        lexicon::{Role, role_of},
        words::stem,
    },
    when,
};
use rapporteur_record::{Actor, Annotated, Dep, Pos, SentenceKind, TokenRange};

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
    if so_do(text, token) {
        return Some(Predicate { verb: token, attitude: Attitude::Alike, end: token + 1 });
    }
    let verb = clause::verb(text, token);
    let limit = text.sentence_of(token).tokens.end;
    let head = match text.lemma(token) {
        // "remains opposed to" is "is opposed to".
        "remain" | "stay" | "stand" | "become" | "seem" => ["be", text.lemma(token)],
        lemma => [lemma, ""],
    };
    let listed = head.iter().rev().flat_map(|h| attitudes::predicates().starting(&stem(h)));
    listed
        .filter_map(|(stems, attitude)| Some((*attitude, follows(text, token, &stems[1..], limit)?)))
        .next()
        .map(|(attitude, end)| Predicate { verb, attitude, end })
        .or_else(|| deed(text, token))
}

/// "and so did Cyprus", "as did Cyprus"
fn so_do(text: &Annotated, token: usize) -> bool {
    let so = token > 0 && matches!(&*text.word(token - 1).to_lowercase(), "so" | "as");
    let subject = text.child(token, &[Dep::Nsubj]).is_some_and(|s| s > token);
    so && subject && matches!(text.lemma(token), "do" | "be" | "have" | "will" | "would")
}

/// "will reintroduce checks", "would draft women": what somebody means to do, by any verb that does something to a thing.
fn deed(text: &Annotated, token: usize) -> Option<Predicate> {
    let does = || {
        let word = words_of(text, TokenRange::new(token, token + 1)).pop()?;
        matches!(role_of(&word)?, Role::Make | Role::Reverse | Role::Preserve | Role::Restrict | Role::Oblige)
            .then_some(())
    };
    let willed = text.tokens[token].pos == Pos::Verb && clause::is_willed(text, token);
    let predicate = || Predicate { verb: token, attitude: Attitude::Grant, end: token + 1 };
    (willed && !clause::is_passive(text, token)).then(does).flatten().map(|()| predicate())
}

/// Whether the words stand after `token` in order with small gaps; the end of the last. A preposition must belong to the
/// verb or to the words before it: "called it a recipe for ruin" does not call for ruin.
fn follows(text: &Annotated, token: usize, stems: &[String], limit: usize) -> Option<usize> {
    let word = |s: &String| matches!(&**s, "no" | "yes");
    let copula = matches!(text.lemma(token), "be" | "remain" | "stay" | "stand" | "become" | "seem");
    let gap = match copula {
        _ if stems.iter().any(word) => 0,
        true => 1,
        false => GAP,
    };
    stems.iter().try_fold(token + 1, |from, wanted| {
        let reach = (from + gap).min(limit.saturating_sub(1));
        let fits = |i: usize| stem(text.lemma(i)) == *wanted || stem(text.word(i)) == *wanted;
        let belongs = |i: usize| {
            let head = text.tokens[i].head;
            let above = if text.tokens[i].tag == "TO" { text.tokens[head].head } else { head };
            let asks = (from..i).any(|t| text.tokens[t].tag.starts_with('W') || text.lemma(t) == "whether");
            i == from
                || !matches!(text.tokens[i].pos, Pos::Adp | Pos::Part)
                || token <= above && above < from && !asks
        };
        (from..=reach)
            .take_while(|&i| from == i || !copula || is_adverb(text, i - 1))
            .find(|&i| i < limit && fits(i) && belongs(i))
            .map(|i| i + 1)
    })
}

/// "is also against", "are dead against", not "is liable for".
fn is_adverb(text: &Annotated, token: usize) -> bool {
    let modifies = matches!(text.tokens[token].dep, Dep::Advmod | Dep::Npadvmod | Dep::Amod);
    matches!(text.tokens[token].pos, Pos::Adv | Pos::Part) || text.tokens[token].pos == Pos::Adj && modifies
}

/// Whether a predicate of stance stands here.
pub fn is_predicate(text: &Annotated, token: usize) -> bool {
    attitude_at(text, token).is_some()
}

/// The attitude of the predicate of stance that stands here.
pub fn attitude_at(text: &Annotated, token: usize) -> Option<Attitude> {
    predicate_at(text, token).map(|p| p.attitude)
}

fn has_own_subject(text: &Annotated, verb: usize) -> bool {
    let complement = matches!(text.tokens[verb].dep, Dep::Ccomp | Dep::Xcomp | Dep::Pcomp | Dep::Acl);
    let governed = complement && text.ancestors(verb).take(2).any(|a| predicate_at(text, a).is_some());
    text.child(verb, &[Dep::Nsubj, Dep::Nsubjpass]).is_some() && !governed
}

/// The holder's phrase and the object of a predicate.
pub fn parts(text: &Annotated, predicate: &Predicate) -> Option<(usize, TokenRange)> {
    let verb = predicate.verb;
    let object =
        clause::relative_object(text, verb).unwrap_or_else(|| clause::object(text, verb, predicate.end));
    let participle = text.tokens[verb].tag == "VBN" && text.tokens[verb].dep == Dep::Advcl;
    let bare = participle && text.child(verb, &[Dep::Aux, Dep::Auxpass, Dep::Nsubj]).is_none();
    let passive = clause::is_passive(text, verb) && text.tokens[verb].tag == "VBN" || bare;
    if !passive
        || text.lemma(verb) == "be"
        || predicate.attitude == Attitude::Undecided && clause::agent(text, verb).is_none() && !bare
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
    let Some((holder, object)) = parts(text, predicate).filter(|&(h, _)| !has_no(text, h)) else {
        return nothing;
    };
    let sides = Reader { text, index, track }.sides(predicate, object, earlier);
    let sentence = text.sentence_of(verb).span;
    let on = when::governing(text, verb);
    let found = |holder: &Actor, side: &Side| Found {
        holder: holder.clone(),
        side: side.clone(),
        on,
        evidence: vec![sentence],
        at: verb,
        past: text.tokens[verb].tag == "VBD",
    };
    let holders = clause::actors_at(text, holder);
    let found = holders.iter().flat_map(|h| sides.iter().map(|s| found(h, s)).collect::<Vec<_>>()).collect();
    (found, object.end)
}
