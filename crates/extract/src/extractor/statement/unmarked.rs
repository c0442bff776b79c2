//! Speech in the first person that a text prints without quotation marks.
use super::{Said, parts, unclaimed};
use crate::Attribution;
use rapporteur_record::{ActorKind, Annotated, Dep, Sentence, SentenceKind, TokenRange};

/// "We have time. I trust the crews, said the mayor.": what the paragraph has before the sentence of the cue is said
/// too.
pub fn whole(text: &Annotated, attribution: &Attribution, content: Vec<TokenRange>) -> Vec<TokenRange> {
    let Some(first) = content.first().copied() else { return content };
    let closes = attribution.cue_head.is_some_and(|cue| content.iter().all(|r| r.end <= cue));
    if !closes || !parts::speaks_in_first_person(text, &content) {
        return content;
    }
    let home = text.tokens[first.start].sentence;
    let opens = text.sentences[home].tokens.start == first.start;
    let paragraph = text.sentences[home].paragraph;
    let before = text.sentences[..home].iter().rev();
    let earlier = before.take_while(|s| opens && s.paragraph == paragraph && is_unmarked(text, s)).last();
    let earlier = earlier.map(|s| TokenRange::new(s.tokens.start, text.sentences[home].tokens.start));
    earlier.into_iter().chain(content).collect()
}

/// Sentences in the first person right after what a person is reported to have said, in the same paragraph.
pub fn find(text: &Annotated, said: &[Said]) -> Vec<Said> {
    let mut found: Vec<Said> = Vec::new();
    for pair in text.sentences.windows(2).filter(|p| p[0].paragraph == p[1].paragraph) {
        let free = |s: &Said| !touches(s, pair[1].tokens);
        if is_unmarked(text, &pair[1]) && has_speaker_inside(text, &pair[1]) && said.iter().all(free) {
            let of_person = |s: &&Said| s.speakers.iter().all(|a| a.kind == ActorKind::Person);
            let before = said.iter().chain(&found).filter(|s| touches(s, pair[0].tokens));
            let next = before.filter(of_person).max_by_key(|s| s.start);
            let next = next.map(|s| unclaimed::goes_on(s, pair[1].tokens));
            found.extend(next);
        }
    }
    found
}

fn touches(said: &Said, sentence: TokenRange) -> bool {
    said.content.iter().any(|r| r.overlaps(sentence)) || said.cue_head.is_some_and(|c| sentence.contains(c))
}

fn is_unmarked(text: &Annotated, sentence: &Sentence) -> bool {
    sentence.kind == SentenceKind::Prose && sentence.tokens.iter().all(|t| text.quotation_of(t).is_none())
}

/// "I" or "we" as the subject of some clause.
fn has_speaker_inside(text: &Annotated, sentence: &Sentence) -> bool {
    let speaks = |t: usize| matches!(text.tokens[t].dep, Dep::Nsubj | Dep::Nsubjpass);
    sentence.tokens.iter().any(|t| speaks(t) && matches!(text.word(t), "I" | "We" | "we"))
}
