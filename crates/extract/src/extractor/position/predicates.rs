//! Stance that the narrator reports by a predicate: "Spain refuses to …", "X is against".
use super::{
    Found,
    attitudes::{self, Attitude},
    clause,
    side::{self, Side},
    track::{Track, words_of},
};
use crate::{
    extractor::Context,
    link::issues::{
        Index,
        lexicon::{Role, role_of},
        proviso,
        words::{Word, stem},
    },
    when,
};
use rapporteur_record::{Actor, Annotated, Dep, Pos, SentenceKind, Stance, TokenRange};

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
    let Some((holder, object)) = parts(text, predicate) else { return nothing };
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

/// What predicates are read against.
struct Reader<'a> {
    text: &'a Annotated<'a>,
    index: &'a Index,
    track: &'a Track,
}

impl Reader<'_> {
    /// The side that a predicate takes of its object, and what its terms say of another issue.
    fn sides(&self, predicate: &Predicate, object: TokenRange, earlier: &[Found]) -> Vec<Side> {
        let (text, verb) = (self.text, predicate.verb);
        let negated = clause::is_negated(text, verb);
        let words = predicate.attitude == Attitude::Reject && answers_words(text, verb);
        if clause::is_duty(text, verb) || asks_not_to_be_named(text, object) || words {
            return Vec::new();
        }
        match predicate.attitude {
            Attitude::Grant => return self.granted(predicate, object).into_iter().collect(),
            Attitude::Alike => return earlier.last().map(alike).into_iter().collect(),
            Attitude::Undecided if asserts(text, verb) => return Vec::new(),
            // Who is not against it is not for it either.
            Attitude::Reject if negated && text.lemma(verb) == "be" => return Vec::new(),
            _ => {}
        }
        let blamed = blamed_for(text, predicate, object);
        if let (None, Some(side)) = (blamed, siding_with(text, predicate, negated, object, earlier)) {
            return side.into_iter().collect();
        }
        let object = blamed.unwrap_or(object);
        let Some(matter) = self.matter(predicate, object) else { return Vec::new() };
        if predicate.attitude == Attitude::Wish && is_idle(text, predicate, &matter) {
            return Vec::new();
        }
        let side = side::of(predicate.attitude, negated, &matter);
        let of_terms = side.as_ref().filter(|s| s.stance == Stance::Conditional);
        let of_terms = of_terms.and_then(|_| side::of_terms(self.index, &matter));
        side.into_iter().chain(of_terms).collect()
    }

    /// What the object is about; where it is left out, what was asked about ("Asked whether …, he declined to say"), or
    /// what is in focus.
    fn matter(&self, predicate: &Predicate, object: TokenRange) -> Option<side::Matter> {
        let (text, verb) = (self.text, predicate.verb);
        let sentence = text.tokens[verb].sentence;
        let start = text.sentences[sentence].tokens.start;
        let passive = object.end <= verb;
        let left_out = !passive && !clause::has_object(text, verb, predicate.end);
        if left_out && (feels(text, predicate) || predicate.attitude == Attitude::Wish) {
            return None;
        }
        let asked = clause::asked_about(text, verb).filter(|_| left_out);
        let mut words = match (left_out, asked) {
            (_, Some(asked)) => words_of(text, asked),
            (true, None) => Vec::new(),
            (false, None) => words_of(text, object),
        };
        if predicate.attitude == Attitude::Judge && passive {
            words.extend(words_of(text, clause::object(text, verb, predicate.end)));
        }
        let before = words_of(text, TokenRange::new(start, object.start.max(start)));
        let mut matter = side::matter(text, self.index, self.track, sentence, &before, &words)?;
        let tail = words_of(text, clause::tail(text, verb, predicate.end));
        matter.reading.condition |= self.index.read(matter.issue, &tail, 1).condition;
        if matter.terms.is_empty() {
            matter.terms = proviso::split(&tail).terms;
        }
        let rest = self.rest(predicate);
        if matter.terms.is_empty() {
            matter.terms = proviso::split(&rest).terms;
        }
        matter.reading.condition |=
            !matter.terms.is_empty() || self.index.read(matter.issue, &rest, 1).condition;
        Some(matter)
    }

    /// What a "but only …" after the predicate adds, wherever the parser hangs it.
    fn rest(&self, predicate: &Predicate) -> Vec<Word> {
        let text = self.text;
        let sentence = text.sentence_of(predicate.verb).tokens;
        let only = |&t: &usize| {
            text.lemma(t) == "but"
                && t + 1 < sentence.end
                && matches!(text.lemma(t + 1), "only" | "not" | "with")
        };
        let Some(at) = (predicate.end..sentence.end).find(only) else { return Vec::new() };
        let free = (predicate.end..at).all(|t| predicate_at(text, t).is_none());
        if free { words_of(text, TokenRange::new(at + 1, sentence.end)) } else { Vec::new() }
    }

    /// A permission or supply by one who has power over it; a refusal of it opposes.
    fn granted(&self, predicate: &Predicate, object: TokenRange) -> Option<Side> {
        let (text, verb) = (self.text, predicate.verb);
        if clause::is_possible(text, verb) || text.tokens[verb].dep == Dep::Relcl {
            return None;
        }
        let sentence = text.tokens[verb].sentence;
        let start = text.sentences[sentence].tokens.start;
        let before = words_of(text, TokenRange::new(start, verb));
        let deed = words_of(text, TokenRange::new(verb, object.end.max(verb + 1)));
        let matter = side::matter(text, self.index, self.track, sentence, &before, &deed)?;
        let wanted =
            || if self.index.says(matter.issue, deed.first()?) { Some(matter.direction) } else { None };
        let done = match matter.reading.done() {
            0 => wanted()?,
            done => done,
        };
        let sign = done * if clause::is_negated(text, verb) { -1 } else { 1 };
        let listed =
            attitudes::predicates().starting(&stem(text.lemma(verb))).iter().any(|(s, _)| s.len() == 1);
        let taken_up = matter.refers && matter.reading.effect != 0;
        let sure = listed || taken_up || matter.reading.last != 0 || wanted().is_some();
        if !matter.named || !sure || sign < 0 && !clause::is_willed(text, verb) {
            return None;
        }
        let rule = format!("grant×effect({})", if sign > 0 { "for" } else { "against" });
        let stance = side::stance(sign, matter.reading.condition || matter.reading.only);
        Some(Side { issue: matter.issue, stance, rule, confidence: 0.7 })
    }
}

fn alike(model: &Found) -> Side {
    Side { rule: "alike".to_owned(), ..model.side.clone() }
}

/// Wanting to do something that does nothing to the issue says nothing of it: "asks residents to order the tag".
fn is_idle(text: &Annotated, predicate: &Predicate, matter: &side::Matter) -> bool {
    let after = |&&c: &&usize| c >= predicate.end && matches!(text.tokens[c].pos, Pos::Verb | Pos::Aux);
    let clauses = |head: usize| {
        let complement = |&&c: &&usize| matches!(text.tokens[c].dep, Dep::Xcomp | Dep::Ccomp | Dep::Pcomp);
        text.children(head).iter().filter(after).find(complement).is_some()
    };
    let clausal = clauses(predicate.verb) || clauses(predicate.end - 1);
    let unnamed = !matter.named && matter.reading.last == 0;
    let nothing = matter.reading.effect == 0 && matter.score < side::TOPIC;
    clausal && matter.main.len() > 4 && (unnamed || nothing)
}

/// "was glad", "is unhappy": without an object nobody knows at what.
fn feels(text: &Annotated, predicate: &Predicate) -> bool {
    let sided = ["against", "favour", "favor", "for", "opposed", "oppose"];
    let last = text.lemma(predicate.end - 1).to_lowercase();
    let is = text.lemma(predicate.verb) == "be" && predicate.end > predicate.verb + 1;
    is && matches!(predicate.attitude, Attitude::Approve | Attitude::Reject | Attitude::Dread)
        && !sided.contains(&&*last)
}

/// "rejects the charge that …" is about what was said.
fn answers_words(text: &Annotated, verb: usize) -> bool {
    text.child(verb, &[Dep::Dobj]).is_some_and(|o| attitudes::is_view(text.lemma(o)))
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
    predicate: &Predicate,
    negated: bool,
    object: TokenRange,
    earlier: &[Found],
) -> Option<Option<Side>> {
    let attitude = predicate.attitude;
    if !matches!(attitude, Attitude::Approve | Attitude::Reject) || negated {
        return None;
    }
    let actor = praised(text, predicate.verb, object)?;
    let theirs = earlier.iter().rev().find(|f| f.holder.name == actor.name);
    let side = theirs.filter(|_| attitude == Attitude::Approve).map(|f| Side {
        rule: "approve×holder".to_owned(),
        confidence: 0.7,
        ..f.side.clone()
    });
    Some(side)
}

/// The actor that is the verb's own object.
fn praised<'a>(text: &'a Annotated, verb: usize, object: TokenRange) -> Option<&'a Actor> {
    let head = object.iter().find(|&i| text.tokens[i].dep == Dep::Dobj && text.tokens[i].head == verb)?;
    text.mention_at(head)?.actor.as_ref()
}

/// "criticised Ireland for watering it down", "praised the mayor for the toll": what an actor is blamed or praised for.
fn blamed_for(text: &Annotated, predicate: &Predicate, object: TokenRange) -> Option<TokenRange> {
    let blames = matches!(predicate.attitude, Attitude::Approve | Attitude::Reject);
    let actor = text
        .child(predicate.verb, &[Dep::Dobj])
        .filter(|_| blames && praised(text, predicate.verb, object).is_some())?;
    let is_for = |&&c: &&usize| text.lemma(c) == "for" && c > actor && text.tokens[c].dep == Dep::Prep;
    let places = text.children(predicate.verb).iter().chain(text.children(actor));
    let prep = *places.filter(is_for).min()?;
    Some(TokenRange::new(prep + 1, text.subtree(prep).end.max(prep + 1)))
}
