//! Words said that the tree hangs elsewhere: before and after a cue between commas, after its colon, in a condition.
use crate::Attribution;
use rapporteur_record::{Annotated, Dep, Pos, TokenRange};

/// The content with what belongs to it in the sentence of the cue.
pub fn content(text: &Annotated, attribution: &Attribution, mut content: Vec<TokenRange>) -> Vec<TokenRange> {
    let Some(said) = Said::of(text, attribution, &content) else { return content };
    let more = [said.before(text), said.after(text), said.condition(text)];
    content.extend(more.into_iter().flatten());
    merged(content)
}

/// The cue with its source, as one stretch, and what is known of its content.
struct Said<'c> {
    cue: usize,
    stretch: TokenRange,
    sentence: TokenRange,
    content: &'c [TokenRange],
}

/// Tokens between the cue and its colon: "tweeted on Saturday:".
const TO_COLON: usize = 6;

impl<'c> Said<'c> {
    fn of(text: &Annotated, attribution: &Attribution, content: &'c [TokenRange]) -> Option<Self> {
        let cue = attribution.cue_head?;
        let sentence = text.sentence_of(cue).tokens;
        let parts = || attribution.cue.iter().chain(&attribution.source);
        let start = parts().map(|r| r.start).min()?;
        let end = parts().map(|r| r.end).max()?;
        let stretch = TokenRange::new(start, end);
        let told = !matches!(
            attribution.rule,
            "block" | "label" | "adverb" | "raised" | "noun-clause" | "noun-phrase"
        );
        (told && sentence.covers(stretch)).then_some(Self { cue, stretch, sentence, content })
    }

    /// "If it rains, the agency warned, the dam will break."
    fn before(&self, text: &Annotated) -> Option<TokenRange> {
        let first = self.content.first()?;
        let comma = self.comma_before(text)?;
        let whole = TokenRange::new(self.sentence.start, comma);
        let parted = first.start >= self.stretch.end && self.comma_after(text).is_some();
        (parted && !whole.is_empty() && !is_time(text, whole) && !joins(text, whole.start)).then_some(whole)
    }

    /// "It is no rethink, the minister says, but more of the same."; "“All clear,” she tweeted on Monday: the ferry sails".
    fn after(&self, text: &Annotated) -> Option<TokenRange> {
        let last = self.content.last().filter(|r| r.end <= self.stretch.start)?;
        let opens = last.start;
        let end = end_of(text, self.sentence, self.stretch.end);
        let rest = match self.comma_after(text).filter(|_| self.comma_before(text).is_some()) {
            Some(comma) => Some(TokenRange::new(comma + 1, end)).filter(|&r| self.belongs(text, r)),
            None => self.colon(text).map(|colon| TokenRange::new(colon + 1, end)),
        };
        rest.filter(|r| opens >= self.sentence.start && r.start < r.end)
    }

    /// Whether what follows the cue hangs on the words said, not on the cue ("…, she said, and left").
    fn belongs(&self, text: &Annotated, rest: TokenRange) -> bool {
        let Some(first) = rest.iter().next().filter(|&t| t < rest.end) else { return false };
        let on_cue = rest.iter().any(|t| {
            text.tokens[t].head == self.cue
                && matches!(text.tokens[t].dep, Dep::Conj | Dep::Advcl | Dep::Prep | Dep::Xcomp)
        });
        let turns = matches!(text.word(first), "but" | "not");
        let quoted = |t: usize| text.quotation_of(t).is_some();
        let alike = self.content.last().is_some_and(|r| quoted(r.end - 1)) == quoted(first);
        alike
            && (turns || !on_cue)
            && text.tokens[first].tag != "VBG"
            && text.tokens[first].tag != "IN"
            && !matches!(text.word(first), "and" | "who" | "which")
    }

    fn comma_before(&self, text: &Annotated) -> Option<usize> {
        let at = self.stretch.start.checked_sub(1).filter(|t| self.sentence.contains(*t))?;
        (text.word(at) == ",").then_some(at)
    }

    fn comma_after(&self, text: &Annotated) -> Option<usize> {
        Some(self.stretch.end).filter(|&t| self.sentence.contains(t) && text.word(t) == ",")
    }

    fn colon(&self, text: &Annotated) -> Option<usize> {
        let end = self.sentence.end.min(self.stretch.end + TO_COLON);
        let colon = (self.stretch.end..end).find(|&t| text.word(t) == ":")?;
        let plain = |t: usize| !matches!(text.tokens[t].pos, Pos::Verb | Pos::Punct);
        (self.stretch.end..colon).all(plain).then_some(colon)
    }

    /// "… that she could accept it, provided that half of it is paid."
    fn condition(&self, text: &Annotated) -> Option<TokenRange> {
        let last =
            self.content.last().filter(|r| r.start >= self.stretch.end && self.sentence.covers(**r))?;
        let comma = usize::from(self.sentence.contains(last.end) && text.word(last.end) == ",");
        let words = (last.end + comma..self.sentence.end).take(3).map(|t| text.word(t).to_lowercase());
        let opening = words.collect::<Vec<_>>().join(" ");
        let conditional = CONDITIONS.iter().any(|c| opening == *c || opening.starts_with(&format!("{c} ")));
        let end = end_of(text, self.sentence, last.end);
        let same = text.quotation_of(last.end - 1).is_none() && text.quotation_of(last.end + comma).is_none();
        (conditional && same).then(|| TokenRange::new(last.end, end))
    }
}

/// How a condition opens.
const CONDITIONS: [&str; 11] = [
    "but only if",
    "only if",
    "but not if",
    "but only",
    "provided",
    "providing",
    "as long as",
    "so long as",
    "on condition",
    "unless",
    "but not before",
];

/// The end of the clause that goes on at `from`: the next semicolon, or the sentence without its last stop.
fn end_of(text: &Annotated, sentence: TokenRange, from: usize) -> usize {
    let semicolon = (from..sentence.end).find(|&t| text.word(t) == ";");
    let last = sentence.end - usize::from(matches!(text.word(sentence.end - 1), "." | "!"));
    semicolon.unwrap_or(last).max(from)
}

/// "On Monday": when it was said, or when it is so; not what was said.
fn is_time(text: &Annotated, words: TokenRange) -> bool {
    let verb = words.iter().any(|t| matches!(text.tokens[t].pos, Pos::Verb | Pos::Aux));
    let span = text.span(words);
    !verb && (words.len() < 2 || text.times.iter().any(|t| t.span.overlaps(span)))
}

/// "But", "and", "still" before the comma lead from the sentence before.
fn joins(text: &Annotated, first: usize) -> bool {
    matches!(text.word(first), "But" | "And" | "Still" | "However" | "Instead" | "Meanwhile")
}

/// In text order, with touching stretches joined.
pub fn merged(mut ranges: Vec<TokenRange>) -> Vec<TokenRange> {
    ranges.retain(|r| r.start < r.end);
    ranges.sort();
    let mut out: Vec<TokenRange> = Vec::new();
    for range in ranges {
        match out.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => out.push(range),
        }
    }
    out
}
