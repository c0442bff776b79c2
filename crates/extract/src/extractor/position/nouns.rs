//! Stance by a noun: "Germany's opposition to the levy", "received support from Sweden".
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

pub fn find(context: &Context, index: &Index, track: &Track) -> Vec<Found> {
    let text = context.text;
    let evident = |t: &usize| text.sentence_of(*t).kind != SentenceKind::Clutter;
    let nouns = (0..text.tokens.len()).filter(|&t| text.tokens[t].pos == Pos::Noun).filter(evident);
    nouns
        .filter_map(|noun| Some((noun, attitude(text, noun)?)))
        .flat_map(|(n, a)| at(text, index, track, n, a))
        .collect()
}

fn attitude(text: &Annotated, noun: usize) -> Option<Attitude> {
    let stem = stem(text.word(noun));
    attitudes::nouns()
        .starting(&stem)
        .iter()
        .find(|(stems, _)| stems.len() == 1)
        .map(|(_, attitude)| *attitude)
}

fn at(text: &Annotated, index: &Index, track: &Track, noun: usize, attitude: Attitude) -> Vec<Found> {
    let unreal =
        |v: usize| clause::is_duty(text, v) || clause::is_unreal(text, v) || clause::is_negated(text, v);
    if text.head(noun).is_some_and(unreal) {
        return Vec::new();
    }
    let Some(holder) = holder(text, noun) else { return Vec::new() };
    let sentence = text.tokens[noun].sentence;
    let start = text.sentences[sentence].tokens.start;
    let object = object(text, noun).unwrap_or(TokenRange::new(noun, noun));
    let before = words_of(text, TokenRange::new(start, noun));
    let undone = text.head(noun).is_some_and(|v| undoes(text, v));
    let matter = side::matter(text, index, track, sentence, &before, &words_of(text, object));
    let Some(side) = matter.and_then(|m| side::of(attitude, undone, &m)) else { return Vec::new() };
    let (on, evidence) = (when::governing(text, noun), vec![text.sentences[sentence].span]);
    let found =
        |holder| Found { holder, side: side.clone(), on, evidence: evidence.clone(), at: noun, past: false };
    clause::actors_at(text, holder).into_iter().map(found).collect()
}

/// "drop its objection", "gave up the resistance".
fn undoes(text: &Annotated, verb: usize) -> bool {
    let up = || text.child(verb, &[Dep::Prt]).is_some_and(|p| text.lemma(p) == "up");
    match text.lemma(verb) {
        "withdraw" | "drop" | "lose" | "end" | "abandon" | "overcome" | "relinquish" | "lift" | "shelve" => {
            true
        }
        "give" => up(),
        _ => false,
    }
}

/// "Germany's opposition", "support from Germany", "the opposition of Germany to …".
fn holder(text: &Annotated, noun: usize) -> Option<usize> {
    if let Some(owner) = text.child(noun, &[Dep::Poss]) {
        return Some(owner);
    }
    // "walked out in protest at …"
    if let Some(prep) =
        text.head(noun).filter(|&p| text.tokens[noun].dep == Dep::Pobj && text.lemma(p) == "in")
    {
        return text.head(prep).and_then(|verb| clause::subject(text, verb));
    }
    let from = |&c: &usize| text.tokens[c].dep == Dep::Prep && matches!(text.lemma(c), "from" | "by");
    let verb =
        text.head(noun).filter(|&v| text.tokens[v].pos == Pos::Verb && text.tokens[noun].dep == Dep::Dobj);
    let places = text.children(noun).iter().chain(verb.into_iter().flat_map(|v| text.children(v)));
    let prep = places.copied().find(|c| *c > noun && from(c))?;
    text.child(prep, &[Dep::Pobj])
}

fn object(text: &Annotated, noun: usize) -> Option<TokenRange> {
    let about = |&c: &usize| {
        c > noun
            && matches!(text.lemma(c), "to" | "for" | "against" | "on" | "over" | "with" | "at" | "about")
            && text.tokens[c].dep == Dep::Prep
    };
    // "walked out in protest at …" hangs on the verb.
    let in_it = text.head(noun).filter(|&p| text.tokens[noun].dep == Dep::Pobj && text.lemma(p) == "in");
    let beside = in_it.and_then(|p| text.head(p)).map_or(&[][..], |verb| text.children(verb));
    let prep = text.children(noun).iter().chain(beside).copied().find(about)?;
    Some(TokenRange::new(prep + 1, text.subtree(prep).end.max(prep + 1)))
}
