//! Candidates by position: beside quotation marks, after a colon, before a comma and a speaker.
use super::candidate::{Candidate, Frame, is_verb};
use super::lexicon::{Class, VERBS};
use super::{ranges, source, verb};
use rapporteur_record::{Annotated, Dep, Quotation, TokenRange};

/// Tokens that a cue may stand away from the quotation that it introduces or follows.
const NEAR: usize = 25;
/// The same where the quotation is a sentence of its own.
const NEXT: usize = 10;

/// Adds the readings of a verb that depend on marks rather than on the tree.
pub fn candidates(a: &Annotated, token: usize, found: &mut Vec<Candidate>) {
    if !is_verb(a, token) || a.quotation_of(token).is_some() {
        return;
    }
    let sentence = a.sentence_of(token).tokens;
    beside_quotation(a, token, sentence, found);
    after_colon(a, token, sentence, found);
    before_comma(a, token, sentence, found);
    if VERBS.has(a.lemma(token), Class::Speech) {
        inserted(a, token, sentence, found);
    }
}

/// "Still, he said, officials decide": between two commas stand the speaker and the verb, around them the words.
fn inserted(a: &Annotated, token: usize, sentence: TokenRange, found: &mut Vec<Candidate>) {
    for speaker in source::beside(a, token) {
        let before_verb = speaker.range.start < token;
        let start = speaker.range.start.min(token);
        let end = if before_verb { token + 1 } else { speaker.range.end };
        let set_off =
            start.checked_sub(1).is_some_and(|t| sentence.contains(t) && MARKS.contains(&a.word(t)));
        let opens = start == sentence.start;
        if set_off {
            let close = (end..sentence.end.min(end + 12)).find(|&t| MARKS.contains(&a.word(t)));
            let whole = TokenRange::new(sentence.start, start - 1);
            let rest = close.map(|c| TokenRange::new(c + 1, sentence.end));
            let content = std::iter::once(whole).chain(rest).collect();
            verb::with_source(a, found, Frame::Inserted, token, Some(speaker), content, None);
            verb::with_source(a, found, Frame::Inserted, token, Some(speaker), vec![whole], None);
        }
        let parted = a.tokens.get(token + 1).is_some_and(|_| MARKS.contains(&a.word(token + 1)));
        let leads = if before_verb { opens || set_off && !parted } else { set_off };
        if leads {
            let rest = vec![TokenRange::new(end, sentence.end)];
            verb::with_source(a, found, Frame::Clause, token, Some(speaker), rest, None);
        }
    }
}

/// What sets an insertion off.
const MARKS: [&str; 8] = [",", "—", "–", "--", "-", "”", "\"", "''"];

fn beside_quotation(a: &Annotated, token: usize, sentence: TokenRange, found: &mut Vec<Candidate>) {
    let near = |q: &&Quotation| {
        let distance = if q.tokens.start > token {
            q.tokens.start - token
        } else {
            (token + 1).saturating_sub(q.tokens.end)
        };
        let next_door =
            distance <= NEXT && a.sentence_of(q.tokens.start).paragraph == a.sentence_of(token).paragraph;
        !q.tokens.is_empty() && distance <= NEAR && (q.tokens.overlaps(sentence) || next_door)
    };
    let around = TokenRange::new(token.saturating_sub(NEAR), token + NEAR + 1);
    let close: Vec<TokenRange> = a.quotations_in(around).iter().filter(near).map(|q| q.tokens).collect();
    let before = close.iter().rev().find(|q| q.end <= token);
    let after = close.iter().find(|q| q.start > token);
    let readings =
        [before.map(|&q| vec![q]), after.map(|&q| vec![q]), before.zip(after).map(|(&b, &n)| vec![b, n])];
    for content in readings.into_iter().flatten() {
        with_speaker(a, Frame::Quoted, token, content, found);
    }
}

/// "\"About time,\" cheered Ann Lee", "\"…,\" Ann Lee chuckled": a quotation and right behind it, in either order, nothing but
/// a finite verb and who speaks.
pub fn is_framed(a: &Annotated, c: &Candidate) -> bool {
    let (Some(source), [content]) = (c.source, c.content.as_slice()) else { return false };
    let Some(quotation) = a.quotation_of(content.start).map(|q| q.tokens) else { return false };
    // A title or a name in marks ends without one.
    let closed = matches!(a.word(quotation.end - 1), "," | "?" | "!");
    let whole = closed && content.end + 3 > quotation.end && content.start < quotation.start + 2;
    let (first, second) = (source.range, TokenRange::new(c.head, c.head + 1));
    let (first, second) = if second.start < first.start { (second, first) } else { (first, second) };
    let behind = first.start <= quotation.end + 1 && second.start <= first.end + 1;
    let finite = matches!(a.tokens[c.head].tag, "VBD" | "VBZ" | "VBP");
    c.frame == Frame::Quoted
        && whole
        && behind
        && finite
        && a.sentence_of(content.start).tokens.contains(c.head)
}

/// The readings with each source that the verb may have here, its inverted "object" among them.
fn with_speaker(
    a: &Annotated,
    frame: Frame,
    token: usize,
    content: Vec<TokenRange>,
    found: &mut Vec<Candidate>,
) {
    if VERBS.has(a.lemma(token), Class::Speech) {
        for speaker in source::beside(a, token) {
            if content.iter().all(|c| !c.overlaps(speaker.range)) {
                verb::with_source(a, found, frame, token, Some(speaker), content.clone(), None);
            }
        }
    }
    let start = found.len();
    verb::push(a, found, frame, token, content.clone(), None);
    let said_before = content.first().is_some_and(|c| c.end <= token);
    let quoted = |t: usize| content.iter().any(|c| c.contains(t));
    let before = a.children(token).iter().any(|&c| c < token && a.tokens[c].dep == Dep::Nsubj && !quoted(c));
    let inverted = [Dep::Nsubj, Dep::Dobj, Dep::Attr, Dep::Oprd, Dep::Npadvmod];
    let mut after = a.children(token).iter().copied().filter(|&c| c > token);
    if said_before
        && !before
        && let Some(object) = after.find(|&c| inverted.contains(&a.tokens[c].dep))
    {
        let speaker = source::phrase(a, object, source::How::Inverted, token);
        if content.iter().all(|c| !c.overlaps(speaker.range)) {
            found.truncate(start);
            verb::with_source(a, found, frame, token, Some(speaker), content, None);
        }
    }
}

fn after_colon(a: &Annotated, token: usize, sentence: TokenRange, found: &mut Vec<Candidate>) {
    let Some(colon) = (token + 1..sentence.end).find(|&t| a.word(t) == ":" && a.quotation_of(t).is_none())
    else {
        return;
    };
    if colon + 1 == sentence.end {
        let after = next_words(a, colon);
        verb::push(a, found, Frame::Colon, token, after.into_iter().collect(), None);
        return;
    }
    let clear = (token + 1..colon).all(|t| !is_verb(a, t) || a.ancestors(t).any(|h| h == token));
    if clear {
        let after = TokenRange::new(colon + 1, sentence.end);
        let before = a
            .quotations_in(sentence)
            .iter()
            .rev()
            .find(|q| q.tokens.end <= token && sentence.covers(q.tokens));
        let content = before.map(|q| q.tokens).into_iter().chain([after]).collect();
        verb::push(a, found, Frame::Colon, token, content, None);
    }
}

/// The rest of the paragraph after a colon that ends its sentence, or the paragraph below.
fn next_words(a: &Annotated, colon: usize) -> Option<TokenRange> {
    let next = a.tokens.get(colon + 1).map(|_| a.sentence_of(colon + 1).paragraph)?;
    let start = a.sentences.partition_point(|s| s.tokens.end <= colon + 1);
    let last = a.sentences[start..].iter().take_while(|s| s.paragraph == next).last()?;
    Some(TokenRange::new(colon + 1, last.tokens.end))
}

/// "No deal is in sight, the minister said on Monday": whatever the parser made of it.
fn before_comma(a: &Annotated, token: usize, sentence: TokenRange, found: &mut Vec<Candidate>) {
    // "Told this website": whoever heard it stands after the verb.
    let heard = matches!(a.lemma(token), "tell" | "inform" | "assure" | "remind" | "warn");
    let bare = a.children(token).iter().all(|&c| match a.tokens[c].dep {
        Dep::Ccomp | Dep::Xcomp => false,
        Dep::Dobj => heard,
        _ => true,
    });
    let Some(speaker) = source::of_verb(a, token).filter(|_| bare) else { return };
    let first = speaker.range.start.min(token);
    let comma = first.checked_sub(1).filter(|&c| sentence.contains(c) && a.word(c) == ",");
    if let Some(comma) = comma {
        let content = ranges::trimmed(a, vec![TokenRange::new(sentence.start, comma)]);
        let long = ranges::words(a, &content) >= 3;
        if long {
            verb::with_source(a, found, Frame::Around, token, Some(speaker), content, None);
        }
    }
}
