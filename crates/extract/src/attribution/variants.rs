//! More readings of a cue: contents that end sooner or later, and every source with every content.
use super::candidate::{Candidate, Frame, Shape};
use super::ranges;
use super::source::{self, Source};
use rapporteur_record::{Annotated, Dep, Pos, TokenRange};

/// Contents and sources of one cue that are combined with each other.
const CONTENTS: usize = 14;
const SOURCES: usize = 6;
/// Quoted paragraphs that a speech may run on over, either way.
const PARAGRAPHS: usize = 8;

/// Widens the readings of the cues of one document.
pub struct Variants<'a, 'd> {
    annotated: &'a Annotated<'d>,
    paragraphs: Paragraphs,
}

impl<'a, 'd> Variants<'a, 'd> {
    pub fn new(annotated: &'a Annotated<'d>) -> Self {
        Self { annotated, paragraphs: Paragraphs::of(annotated) }
    }

    /// The readings of one cue and their variants.
    pub fn of(&self, readings: Vec<Candidate>) -> Vec<Candidate> {
        of_cue(self.annotated, &self.paragraphs, readings)
    }
}

fn of_cue(a: &Annotated, paragraphs: &Paragraphs, mut readings: Vec<Candidate>) -> Vec<Candidate> {
    let mut contents: Vec<Candidate> = Vec::new();
    for reading in &readings {
        let shapes = shapes(a, paragraphs, reading);
        for one in std::iter::once(reading.clone()).chain(shapes) {
            if contents.len() < CONTENTS && contents.iter().all(|c| c.content != one.content) {
                contents.push(one);
            }
        }
    }
    let sources = sources(a, &readings);
    for content in contents {
        for &source in &sources {
            let one = with_source(a, &content, source);
            let same = |r: &Candidate| {
                r.content == one.content && r.source.map(|s| s.range) == one.source.map(|s| s.range)
            };
            if !one.content.is_empty() && !readings.iter().any(same) {
                readings.push(one);
            }
        }
        let same = |r: &Candidate| r.content == content.content;
        if !readings.iter().any(same) {
            readings.push(content);
        }
    }
    readings
}

/// Whether the frame names its source itself.
fn has_its_source(frame: Frame) -> bool {
    matches!(frame, Frame::According | Frame::Label | Frame::Block | Frame::Adverb)
}

/// The sources of all readings of the cue, their cores, and others within reach; nobody, too.
fn sources(a: &Annotated, readings: &[Candidate]) -> Vec<Option<Source>> {
    let Some(first) = readings.first().filter(|r| !has_its_source(r.frame)) else { return Vec::new() };
    let mut found: Vec<Option<Source>> = readings.iter().map(|r| r.source).collect();
    found.extend(readings.iter().filter_map(|r| r.source).filter_map(|s| source::core(a, s)).map(Some));
    found.push(None);
    found.extend(source::above(a, first.head).into_iter().map(Some));
    let mut distinct: Vec<Option<Source>> = Vec::new();
    for source in found {
        if distinct.iter().all(|d| d.map(|s| s.range) != source.map(|s| s.range)) {
            distinct.push(source);
        }
    }
    distinct.truncate(SOURCES);
    distinct
}

fn with_source(a: &Annotated, content: &Candidate, source: Option<Source>) -> Candidate {
    let hole: Vec<TokenRange> = source.iter().map(|s| s.range).collect();
    let parts = content.content.iter().flat_map(|&r| ranges::without(r, &hole)).collect();
    let cue = content.cue.iter().flat_map(|&r| ranges::without(r, &hole)).collect();
    Candidate { source, cue, content: ranges::trimmed(a, parts), ..content.clone() }
}

/// The reading with its content cut, extended or run on.
fn shapes(a: &Annotated, paragraphs: &Paragraphs, reading: &Candidate) -> Vec<Candidate> {
    let mut found = Vec::new();
    let Some(&last) = reading.content.last() else { return found };
    let mut put = |content: Vec<TokenRange>, shape: Shape| {
        let holes: Vec<TokenRange> =
            reading.cue.iter().copied().chain(reading.source.map(|s| s.range)).collect();
        let content = content.into_iter().flat_map(|r| ranges::without(r, &holes)).collect();
        let content = match shape {
            Shape::RunOn => ranges::merged(content),
            _ => ranges::within_semicolons(a, ranges::merged(content), reading.head),
        };
        let content = ranges::trimmed(a, content);
        if !content.is_empty() && content != reading.content {
            found.push(Candidate { content, shape, ..reading.clone() });
        }
    };
    for (end, dep) in cuts(a, last) {
        let mut content = reading.content.clone();
        content.pop();
        content.push(TokenRange::new(last.start, end));
        put(content, Shape::Cut(dep));
    }
    if last.start > reading.head {
        for (end, shape) in extensions(a, last) {
            let content = [reading.content.clone(), vec![TokenRange::new(last.start, end)]].concat();
            put(content, shape);
        }
    } else {
        let start = a.sentence_of(reading.head).tokens.start;
        put([vec![TokenRange::new(start, last.end)], reading.content.clone()].concat(), Shape::ToStart);
    }
    for content in paragraphs.run_on(a, reading) {
        put(content, Shape::RunOn);
    }
    found
}

/// Where the content may end before its end, and what is then left out.
fn cuts(a: &Annotated, whole: TokenRange) -> Vec<(usize, Dep)> {
    let quoted = |t: usize| a.quotation_of(t).is_some();
    let commas: Vec<usize> = (whole.start + 1..whole.end.saturating_sub(1))
        .filter(|&t| matches!(a.word(t), "," | "—" | "–" | "--") && !quoted(t))
        .collect();
    let ends = commas.first().into_iter().chain(commas.last()).copied();
    let clause = (whole.start + 1..whole.end).find(|&t| {
        matches!(a.tokens[t].dep, Dep::Relcl | Dep::Advcl)
            && a.subtree(t).end + 1 >= whole.end
            && a.subtree(t).start > whole.start
            && whole.covers(a.subtree(t))
    });
    let clause = clause.map(|t| a.subtree(t).start);
    let mut found: Vec<(usize, Dep)> = Vec::new();
    for end in ends.chain(clause) {
        let rest = TokenRange::new(end, whole.end);
        let top = rest
            .iter()
            .find(|&t| a.tokens[t].pos != Pos::Punct && a.head(t).is_none_or(|h| !rest.contains(h)));
        if let Some(top) = top.filter(|_| found.iter().all(|f| f.0 != end)) {
            found.push((end, a.tokens[top].dep));
        }
    }
    found
}

/// Where the content may end after its end, within the sentence.
fn extensions(a: &Annotated, last: TokenRange) -> Vec<(usize, Shape)> {
    let sentence = a.sentence_of(last.end - 1).tokens;
    let mut end = sentence.end;
    while end > last.end && a.tokens[end - 1].pos == Pos::Punct {
        end -= 1;
    }
    if end <= last.end {
        return Vec::new();
    }
    let comma = (last.end + 1..end).find(|&t| matches!(a.word(t), "," | ";" | "—" | "–" | "--"));
    let to_comma = comma.map(|t| (t, Shape::ToComma));
    to_comma.into_iter().chain([(end, Shape::ToEnd)]).collect()
}

/// Tokens of each paragraph, and whether all of its words stand in one quotation.
struct Paragraphs(Vec<(TokenRange, bool)>);

impl Paragraphs {
    fn of(a: &Annotated) -> Self {
        let chunks = a.sentences.chunk_by(|x, y| x.paragraph == y.paragraph);
        Self(
            chunks
                .map(|c| TokenRange::new(c[0].tokens.start, c[c.len() - 1].tokens.end))
                .map(|p| (p, is_quoted(a, p)))
                .collect(),
        )
    }

    /// The content with the wholly quoted paragraphs that follow or precede it.
    fn run_on(&self, a: &Annotated, reading: &Candidate) -> Vec<Vec<TokenRange>> {
        let at = self.0.partition_point(|p| p.0.end <= reading.head);
        let Some((here, _)) = self.0.get(at) else { return Vec::new() };
        let (Some(first), Some(last)) = (reading.content.first(), reading.content.last()) else {
            return Vec::new();
        };
        let marks = |r: TokenRange| r.iter().all(|t| a.tokens[t].pos == Pos::Punct);
        let quoted =
            |r: &TokenRange| a.quotation_of(r.start).is_some() || a.quotation_of(r.end - 1).is_some();
        let ends = quoted(last) && last.end <= here.end && marks(TokenRange::new(last.end, here.end));
        let starts =
            quoted(first) && first.start >= here.start && marks(TokenRange::new(here.start, first.start));
        let after: Vec<TokenRange> = match ends {
            true => self.0[at + 1..].iter().take(PARAGRAPHS).take_while(|p| p.1).map(|p| p.0).collect(),
            false => Vec::new(),
        };
        let before: Vec<TokenRange> = match starts {
            true => self.0[..at].iter().rev().take(PARAGRAPHS).take_while(|p| p.1).map(|p| p.0).collect(),
            false => Vec::new(),
        };
        let mut found = Vec::new();
        for more in [after.clone(), before.clone(), [before, after].concat()] {
            let content = ranges::merged([reading.content.clone(), more.clone()].concat());
            if !more.is_empty() && !found.contains(&content) {
                found.push(content);
            }
        }
        found
    }
}

fn is_quoted(a: &Annotated, paragraph: TokenRange) -> bool {
    let word = |t: &usize| a.tokens[*t].pos != Pos::Punct;
    let (Some(first), Some(last)) = (paragraph.iter().find(word), paragraph.iter().rev().find(word)) else {
        return false;
    };
    a.quotation_of(first).is_some_and(|q| q.tokens.contains(last))
}
