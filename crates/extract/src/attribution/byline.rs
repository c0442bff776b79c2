//! Block quotations: words without a verb of saying whose speaker stands on the next line, or at the end of the same.
use super::candidate::{Candidate, Frame, Shape};
use super::ranges;
use super::source::{How, Source};
use rapporteur_record::{Annotated, Dep, EntityLabel, Pos, Sentence, SentenceKind, TokenRange};
use std::collections::HashSet;
use std::sync::LazyLock;

/// Longest line that names a speaker, in tokens.
const LONGEST: usize = 25;

static ROLES: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let table: toml::Table =
        toml::from_str(include_str!("../../language/en/cues/bylines.toml")).expect("valid TOML");
    table["roles"].as_str().unwrap_or_default().split_whitespace().map(str::to_owned).collect()
});

/// Every block quotation with its speaker.
pub fn find(a: &Annotated) -> Vec<Candidate> {
    let paragraphs: Vec<&[Sentence]> = a.sentences.chunk_by(|x, y| x.paragraph == y.paragraph).collect();
    let mut found = Vec::new();
    for (i, paragraph) in paragraphs.iter().enumerate() {
        let Some(byline) = closing_line(a, paragraph) else { continue };
        let quoted = match byline.start == paragraph[0].tokens.start {
            true => i.checked_sub(1).and_then(|before| speech(paragraphs[before])),
            false => Some(TokenRange::new(paragraph[0].tokens.start, byline.start)),
        };
        found.extend(quoted.filter(|&q| is_speech(a, q)).map(|q| block(a, q, byline)));
    }
    found
}

fn block(a: &Annotated, quoted: TokenRange, byline: TokenRange) -> Candidate {
    let name = name(a, byline);
    let head =
        a.tokens[name.start..name.end].iter().position(|t| !name.contains(t.head) || t.dep == Dep::Root);
    let head = name.start + head.unwrap_or(0);
    let source = Source { head, range: byline, speaker: name, how: How::Byline };
    let content = ranges::trimmed(a, vec![quoted]);
    Candidate {
        frame: Frame::Block,
        head,
        cue: Vec::new(),
        source: Some(source),
        content,
        content_head: None,
        shape: Shape::Whole,
    }
}

/// The last words of a paragraph, after its last full stop, where they name a speaker.
fn closing_line(a: &Annotated, paragraph: &[Sentence]) -> Option<TokenRange> {
    let whole = TokenRange::new(paragraph.first()?.tokens.start, paragraph.last()?.tokens.end);
    let stops = |t: &usize| matches!(a.word(*t), "." | "!" | "?" | "…" | "”" | "\"" | "»");
    let line =
        TokenRange::new(whole.iter().rev().find(stops).map_or(whole.start, |last| last + 1), whole.end);
    if line.is_empty() {
        return None;
    }
    names_speaker(a, line).then_some(line)
}

/// A phrase without a verb of its own that starts with a name or an unnamed role and says what the speaker is.
fn names_speaker(a: &Annotated, line: TokenRange) -> bool {
    let start = first_word(a, line);
    let opens = a.tokens[start].pos == Pos::Propn
        || a.entity_of(start).is_some_and(|e| e.tokens.start == start && e.label == EntityLabel::Person)
        || matches!(a.word(start).to_lowercase().as_str(), "a" | "an" | "one" | "the");
    let told = |t: usize| (start..t).any(|w| matches!(a.tokens[w].tag, "WP" | "WDT" | "WP$"));
    let finite = |t: usize| matches!(a.tokens[t].tag, "VBD" | "VBZ" | "VBP" | "MD") && !told(t);
    let role = |t: usize| ROLES.contains(&a.word(t).to_lowercase());
    line.len() <= LONGEST && opens && !line.iter().any(finite) && line.iter().take(12).any(role)
}

fn first_word(a: &Annotated, line: TokenRange) -> usize {
    line.iter().find(|&t| a.tokens[t].pos != Pos::Punct).unwrap_or(line.start)
}

/// The name that opens the line, or the whole line where nobody is named.
fn name(a: &Annotated, line: TokenRange) -> TokenRange {
    let start = first_word(a, line);
    let person = a.entity_of(start).filter(|e| e.label == EntityLabel::Person);
    match person {
        Some(e) => TokenRange::new(start, e.tokens.end.min(line.end)),
        None => TokenRange::new(start, line.end),
    }
}

fn speech(paragraph: &[Sentence]) -> Option<TokenRange> {
    let prose = paragraph.iter().all(|s| s.kind == SentenceKind::Prose);
    prose.then(|| TokenRange::new(paragraph[0].tokens.start, paragraph[paragraph.len() - 1].tokens.end))
}

/// Words with a verb, short enough to be displayed as a quotation, which end in a full stop.
fn is_speech(a: &Annotated, words: TokenRange) -> bool {
    let verb = words.iter().any(|t| matches!(a.tokens[t].pos, Pos::Verb | Pos::Aux));
    let ends = matches!(a.word(words.end - 1), "." | "!" | "?" | "…" | "”" | "\"" | "»" | "’");
    verb && ends && words.len() <= 150
}
