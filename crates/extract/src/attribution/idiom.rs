//! Cues of several words whose verb alone says nothing: "let it be known", "made clear", "poured cold water on".
use super::candidate::{Candidate, Frame};
use super::source::{self};
use super::{ranges, verb};
use rapporteur_record::{Annotated, Pos, TokenRange};
use std::sync::LazyLock;

/// `(lemma of the verb, words after it)`: `language/en/cues/idioms.tsv`.
static IDIOMS: LazyLock<Vec<(&str, Vec<&str>)>> = LazyLock::new(|| {
    let rows = include_str!("../../language/en/cues/idioms.tsv").lines().filter(|l| !l.starts_with('#'));
    rows.filter_map(|l| l.split_once(' ')).map(|(verb, rest)| (verb, rest.split(' ').collect())).collect()
});

/// Adds the readings of an idiom that starts with the verb at `token`.
pub fn candidates(a: &Annotated, token: usize, found: &mut Vec<Candidate>) {
    if a.tokens[token].pos != Pos::Verb {
        return;
    }
    let sentence = a.sentence_of(token).tokens;
    let Some(end) =
        IDIOMS.iter().filter(|i| i.0 == a.lemma(token)).find_map(|i| ends(a, token, sentence, &i.1))
    else {
        return;
    };
    let start = found.len();
    for speaker in source::of_verb(a, token).into_iter().chain(source::beside(a, token)) {
        let after = TokenRange::new(end, sentence.end);
        verb::with_source(a, found, Frame::Idiom, token, Some(speaker), vec![after], None);
        let first = speaker.range.start.min(token);
        let comma = first.checked_sub(1).filter(|&c| sentence.contains(c) && a.word(c) == ",");
        if let Some(comma) = comma {
            verb::with_source(
                a,
                found,
                Frame::Idiom,
                token,
                Some(speaker),
                vec![TokenRange::new(sentence.start, comma)],
                None,
            );
        }
    }
    let cue = TokenRange::new(token, end);
    for candidate in &mut found[start..] {
        candidate.cue = ranges::merged([candidate.cue.clone(), vec![cue]].concat());
        let content = candidate.content.iter().flat_map(|&r| ranges::without(r, &[cue])).collect();
        candidate.content = ranges::trimmed(a, content);
    }
    found.retain(|c| !c.content.is_empty());
}

/// The token after the idiom's words, which may have one word between them ("made very clear").
fn ends(a: &Annotated, verb: usize, sentence: TokenRange, words: &[&str]) -> Option<usize> {
    let mut at = verb + 1;
    for word in words {
        at = (at..sentence.end.min(at + 2)).find(|&t| a.word(t).eq_ignore_ascii_case(word))? + 1;
    }
    Some(at)
}
