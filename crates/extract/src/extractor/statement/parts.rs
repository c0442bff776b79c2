//! One statement a sentence: the words said, cut, with their mode and evidence.
use rapporteur_record::{Annotated, Mode, Pos, Span, TokenRange};

/// What one sentence holds of the words said.
pub struct Part {
    pub content: Vec<TokenRange>,
    pub mode: Mode,
    pub evidence: Vec<Span>,
    /// Whether the cue stands in this part.
    pub has_cue: bool,
}

/// Cuts content at sentence ends. The part in the cue's sentence, or the nearest to it, keeps the cue; what follows a
/// colon belongs to the sentence before it.
pub fn cut(
    text: &Annotated,
    content: &[TokenRange],
    cue: Option<usize>,
    source: Option<TokenRange>,
) -> Vec<Part> {
    let first = content.first().map_or(0, |r| r.start);
    let unquoted_first_person = speaks_in_first_person(text, content);
    let home = cue.map(|c| group(text, text.tokens[c].sentence));
    let mut groups: Vec<(usize, Vec<TokenRange>)> = Vec::new();
    for token in content.iter().flat_map(|r| r.iter()) {
        let group = group(text, text.tokens[token].sentence);
        match groups.last_mut() {
            Some((last, ranges)) if *last == group => grow(ranges, token),
            _ => groups.push((group, vec![TokenRange::new(token, token + 1)])),
        }
    }
    groups.retain(|(_, ranges)| ranges.iter().any(|r| r.iter().any(|t| text.tokens[t].pos != Pos::Punct)));
    let holder = home.and_then(|h| nearest(&groups, h));
    let part = |(i, (group, ranges)): (usize, (usize, Vec<TokenRange>))| {
        let has_cue = holder == Some(i);
        let mode = if unquoted_first_person { Mode::Direct } else { mode(text, &ranges) };
        let mut sentences = vec![group];
        if has_cue {
            sentences.extend(home);
            sentences.extend(
                source.filter(|s| s.start.abs_diff(first) < 200).map(|s| text.tokens[s.start].sentence),
            );
        }
        Part { content: ranges, mode, evidence: evidence(text, &sentences), has_cue }
    };
    groups.into_iter().enumerate().map(part).collect()
}

fn grow(ranges: &mut Vec<TokenRange>, token: usize) {
    match ranges.last_mut() {
        Some(last) if last.end == token => last.end += 1,
        _ => ranges.push(TokenRange::new(token, token + 1)),
    }
}

/// The sentence itself, or the one before where that ends in a colon: the parser parts them, the report does not.
fn group(text: &Annotated, sentence: usize) -> usize {
    let before = sentence.checked_sub(1).map(|s| &text.sentences[s]);
    match before {
        Some(b)
            if b.paragraph == text.sentences[sentence].paragraph && text.word(b.tokens.end - 1) == ":" =>
        {
            sentence - 1
        }
        _ => sentence,
    }
}

fn nearest(groups: &[(usize, Vec<TokenRange>)], home: usize) -> Option<usize> {
    (0..groups.len()).min_by_key(|&i| (groups[i].0.abs_diff(home), usize::from(groups[i].0 > home)))
}

/// Each sentence once, those that a colon joins as one, in text order.
fn evidence(text: &Annotated, sentences: &[usize]) -> Vec<Span> {
    let mut all: Vec<usize> = sentences.to_vec();
    let joined = |&s: &usize| s + 1 < text.sentences.len() && group(text, s + 1) == s;
    all.extend(sentences.iter().copied().filter(joined).map(|s| s + 1));
    all.sort_unstable();
    all.dedup();
    all.into_iter().map(|s| text.sentences[s].span).collect()
}

/// Direct where all words, a leading "that" aside, stand inside quotation marks.
pub fn mode(text: &Annotated, content: &[TokenRange]) -> Mode {
    let mut words: Vec<usize> =
        content.iter().flat_map(|r| r.iter()).filter(|&t| text.tokens[t].pos != Pos::Punct).collect();
    if words.first().is_some_and(|&t| matches!(text.word(t), "that" | "to" | "of")) {
        words.remove(0);
    }
    let quoted = words.iter().filter(|&&t| text.quotation_of(t).is_some()).count();
    match quoted {
        0 => Mode::Indirect,
        n if n == words.len() => Mode::Direct,
        _ => Mode::Mixed,
    }
}

/// "I believe that now is the time, said the minister": quoted without marks.
pub fn speaks_in_first_person(text: &Annotated, content: &[TokenRange]) -> bool {
    let words = || content.iter().flat_map(|r| r.iter());
    let unmarked = words().all(|t| text.quotation_of(t).is_none());
    unmarked && words().any(|t| matches!(text.word(t), "I" | "we" | "We" | "my" | "My" | "our" | "Our"))
}
