//! From a predicate of stance and its object to the sides that it takes.
use super::{
    Found,
    attitudes::{self, Attitude},
    clause,
    predicates::{Predicate, attitude_at, is_predicate},
    side::{self, Side},
    track::{Track, words_of},
};
use crate::link::issues::{
    Index, Reference, proviso, reference_of,
    words::{Word, stem},
};
use rapporteur_record::{Actor, Annotated, Dep, Pos, Stance, TokenRange};

/// What predicates are read against.
pub struct Reader<'a> {
    pub text: &'a Annotated<'a>,
    pub index: &'a Index<'a>,
    pub track: &'a Track,
}

impl Reader<'_> {
    /// The side that a predicate takes of its object, and what its terms say of another issue.
    pub fn sides(&self, predicate: &Predicate, object: TokenRange, earlier: &[Found]) -> Vec<Side> {
        let (text, verb) = (self.text, predicate.verb);
        let negated = clause::is_negated(text, verb);
        let words = predicate.attitude == Attitude::Reject && answers_words(text, verb);
        let open = predicate.attitude == Attitude::Undecided && text.lemma(verb) == "decide";
        let awaited = clause::is_awaited(text, verb);
        if clause::is_duty(text, verb) && !open && !awaited
            || is_refusal_of_another(text, verb)
            || asks_not_to_be_named(text, object)
            || words
        {
            return Vec::new();
        }
        if awaited && !matches!(predicate.attitude, Attitude::Grant | Attitude::Alike) {
            let awaited = Predicate { attitude: Attitude::Undecided, ..*predicate };
            let side = self.matter(&awaited, object).and_then(|m| side::of(Attitude::Undecided, false, &m));
            return side.into_iter().collect();
        }
        match predicate.attitude {
            Attitude::Grant => return self.granted(predicate, object).into_iter().collect(),
            Attitude::Alike => return earlier.last().map(alike).into_iter().collect(),
            Attitude::Undecided if is_telling(text, verb) && !negated || asserts(text, verb) => {
                return Vec::new();
            }
            // Who does not ask for it is not against it.
            Attitude::Wish if negated && !attitudes::is_will(text.lemma(verb)) => return Vec::new(),
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
        let accuses = text.lemma(verb) == "accuse";
        if accuses && (blamed.is_none() || !matter.named || matter.reading.effect == 0) {
            return Vec::new();
        }
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
        let free = (predicate.end..at).all(|t| !is_predicate(text, t));
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
        let taken_up = reference_of(&deed) == Some(Reference::Other) && matter.reading.effect != 0;
        let sure = listed || taken_up || matter.reading.last != 0 || wanted().is_some();
        if !matter.named || !sure || sign < 0 && !clause::is_willed(text, verb) {
            return None;
        }
        let rule = format!("grant×effect({})", if sign > 0 { "for" } else { "against" });
        let stance = side::stance(sign, matter.reading.condition || matter.reading.only);
        Some(Side { issue: matter.issue, stance, rule, confidence: 0.7 })
    }
}

/// "would not say whether": only who does not say it is undecided.
fn is_telling(text: &Annotated, verb: usize) -> bool {
    matches!(text.lemma(verb), "say" | "reveal" | "disclose")
}

/// "refuses to rule it out" is read at the second predicate, which the first one turns.
fn is_refusal_of_another(text: &Annotated, verb: usize) -> bool {
    let takes = |inner| attitude_at(text, inner).is_some_and(|a| a != Attitude::Grant);
    let inner = || text.child(verb, &[Dep::Xcomp]).is_some_and(takes);
    matches!(text.lemma(verb), "refuse" | "decline") && inner()
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
    let preposition = if text.lemma(predicate.verb) == "accuse" { "of" } else { "for" };
    let is_for = |&&c: &&usize| text.lemma(c) == preposition && c > actor && text.tokens[c].dep == Dep::Prep;
    let places = text.children(predicate.verb).iter().chain(text.children(actor));
    let prep = *places.filter(is_for).min()?;
    Some(TokenRange::new(prep + 1, text.subtree(prep).end.max(prep + 1)))
}
