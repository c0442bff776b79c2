//! "According to X", "in X's words", "for X": a phrase beside the clause that it attributes.
use super::candidate::{Candidate, Frame, Shape};
use super::ranges;
use super::source::{self, How, Source};
use rapporteur_record::{Annotated, Dep, Pos, TokenRange};

/// Nouns of "in X's words", "in X's view".
const VIEWS: [&str; 12] = [
    "word",
    "view",
    "opinion",
    "eye",
    "account",
    "telling",
    "mind",
    "estimation",
    "judgment",
    "judgement",
    "assessment",
    "reading",
];

/// A pattern gives the cue and the source of the preposition at a token.
type Pattern = fn(&Annotated, usize) -> Option<(TokenRange, Source)>;

const PATTERNS: [Pattern; 4] = [according, in_words, per, in_document];

/// Adds the readings of the preposition at `token`.
pub fn candidates(a: &Annotated, token: usize, found: &mut Vec<Candidate>) {
    let found_at = |pattern: &Pattern| pattern(a, token);
    if let Some((cue, source)) = PATTERNS.iter().find_map(found_at) {
        readings(a, token, cue, source, found);
    }
}

fn according(a: &Annotated, token: usize) -> Option<(TokenRange, Source)> {
    if !a.word(token).eq_ignore_ascii_case("according") {
        return None;
    }
    let to = (token + 1..a.sentence_of(token).tokens.end).take(2).find(|&t| a.word(t) == "to")?;
    let head = a.child(to, &[Dep::Pobj]).or_else(|| a.child(token, &[Dep::Pobj]))?;
    let mut source = source::phrase(a, head, How::Prepositional, token);
    // At the start of a sentence a comma ends the phrase: what follows is no list with it, though parsers think so.
    let opens = token == a.sentence_of(token).tokens.start;
    if let Some(comma) = source.range.iter().find(|&t| t > head && opens && a.word(t) == ",") {
        source.range.end = comma;
        source.speaker = source.range;
    }
    Some((TokenRange::new(token, to + 1), source))
}

fn in_words(a: &Annotated, token: usize) -> Option<(TokenRange, Source)> {
    if !a.word(token).eq_ignore_ascii_case("in") {
        return None;
    }
    let noun = a.child(token, &[Dep::Pobj]).filter(|&n| VIEWS.contains(&a.lemma(n)))?;
    let holder = a.child(noun, &[Dep::Poss])?;
    Some((TokenRange::new(token, noun + 1), source::phrase(a, holder, How::Possessive, noun)))
}

/// "per Reuters", "for Spain, the plan is …": only where the phrase opens the sentence or is set off.
fn per(a: &Annotated, token: usize) -> Option<(TokenRange, Source)> {
    let opens =
        matches!(a.word(token), "Per" | "For" | "To" | "Among") && a.sentence_of(token).tokens.start == token;
    if !(opens || a.word(token) == "per") {
        return None;
    }
    let head = a
        .child(token, &[Dep::Pobj])
        .filter(|&h| matches!(a.tokens[h].pos, Pos::Propn | Pos::Pron | Pos::Noun))?;
    Some((TokenRange::new(token, token + 1), source::phrase(a, head, How::Prepositional, token)))
}

/// "in a new poll", "in the report": what the document says.
fn in_document(a: &Annotated, token: usize) -> Option<(TokenRange, Source)> {
    if !a.word(token).eq_ignore_ascii_case("in") {
        return None;
    }
    let noun = a.child(token, &[Dep::Pobj]).filter(|&n| DOCUMENTS.contains(&a.lemma(n)))?;
    Some((TokenRange::new(token, token + 1), source::phrase(a, noun, How::Prepositional, token)))
}

/// Nouns of documents that say something.
const DOCUMENTS: [&str; 8] =
    ["poll", "survey", "study", "report", "polling", "estimate", "ranking", "analysis"];

/// The clause that the phrase hangs in, and the whole sentence.
fn readings(a: &Annotated, token: usize, cue: TokenRange, source: Source, found: &mut Vec<Candidate>) {
    let mut phrase = a.subtree(token).cover(cue).cover(source.range);
    let sentence = a.sentence_of(token).tokens;
    let said = cue.end.max(source.range.end);
    if let Some(comma) = (said..phrase.end).find(|&t| a.word(t) == ",") {
        phrase.end = comma;
    }
    let end = sentence.end - usize::from(a.tokens[sentence.end - 1].pos == Pos::Punct);
    let host = a.head(token).unwrap_or(token);
    let clause = clause_of(a, host);
    let mut wholes = vec![TokenRange::new(sentence.start, end), a.subtree(clause), a.subtree(host)];
    wholes.dedup();
    for whole in wholes {
        let content = ranges::trimmed(a, ranges::without(whole, &[phrase]));
        if !content.is_empty() {
            let cue = ranges::without(cue, &[source.range]);
            found.push(Candidate {
                frame: Frame::According,
                head: token,
                cue,
                source: Some(source),
                content,
                content_head: Some(host),
                shape: Shape::Whole,
            });
        }
    }
}

/// The nearest finite verb above.
fn clause_of(a: &Annotated, token: usize) -> usize {
    let finite = |t: usize| matches!(a.tokens[t].pos, Pos::Verb | Pos::Aux);
    std::iter::once(token).chain(a.ancestors(token)).find(|&t| finite(t)).unwrap_or(token)
}

trait Cover {
    fn cover(self, other: Self) -> Self;
}

impl Cover for TokenRange {
    fn cover(self, other: Self) -> Self {
        TokenRange::new(self.start.min(other.start), self.end.max(other.end))
    }
}
