//! Pieces as the model parsed them, put together to sentences of the document.
use super::pieces::Piece;
use super::{labels, tree};
use rapporteur_record::{Dep, Document, Sentence, SentenceKind, Span, Token, TokenRange};

/// The most tokens of a heading.
const HEADING: usize = 25;
/// Marks that belong to the sentence before them if no space parts them from it.
const CLOSING: [&str; 8] = ["\"", "”", "’", "''", "'", ")", "]", "»"];
/// What a heading does not end in.
const STOPS: [&str; 9] = [".", "!", "?", "…", "...", ":", ";", ",", "—"];

/// What has been parsed of a document so far.
pub(super) struct Parse<'d> {
    document: &'d Document,
    pub(super) tokens: Vec<Token>,
    sentences: Vec<Found>,
}

struct Found {
    tokens: TokenRange,
    paragraph: usize,
}

impl<'d> Parse<'d> {
    pub(super) fn of(document: &'d Document) -> Self {
        Self { document, tokens: Vec::new(), sentences: Vec::new() }
    }

    /// Adds the tokens of a piece and its sentences.
    pub(super) fn add(&mut self, piece: &Piece, doc: &spars::Doc) {
        let first = self.tokens.len();
        let mut starts = Vec::new();
        for (i, token) in doc.tokens().iter().enumerate() {
            if i == 0 || token.sentence_start == Some(true) {
                starts.push(first + i);
            }
            self.tokens.push(record(piece, token, first, i));
        }
        let ends = starts.iter().skip(1).copied().chain([self.tokens.len()]);
        let found: Vec<_> =
            starts.iter().zip(ends).map(|(start, end)| TokenRange::new(*start, end)).collect();
        for tokens in found {
            tree::mend(&mut self.tokens, tokens);
            self.push(Found { tokens, paragraph: piece.paragraph });
        }
    }

    /// Adds a sentence after its closing marks, if it starts with any, went to the one before.
    fn push(&mut self, mut next: Found) {
        if let Some(last) = self.sentences.last_mut().filter(|last| last.paragraph == next.paragraph) {
            while !next.tokens.is_empty() && closes(self.document, &self.tokens, last.tokens, next.tokens) {
                let mark = next.tokens.start;
                self.tokens[mark].head = root(&self.tokens, last.tokens);
                self.tokens[mark].dep = Dep::Punct;
                last.tokens.end += 1;
                next.tokens.start += 1;
            }
        }
        if !next.tokens.is_empty() {
            self.sentences.push(next);
        }
    }

    /// The sentences of the document, each token knowing its own.
    pub(super) fn finish(&mut self) -> Vec<Sentence> {
        let single = self.sentences.last().is_none_or(|last| last.paragraph == 0);
        let mut sentences = Vec::with_capacity(self.sentences.len());
        for paragraph in self.sentences.chunk_by(|a, b| a.paragraph == b.paragraph) {
            let heading = !single && is_heading(&self.tokens, self.document, paragraph);
            let kind = if heading { SentenceKind::Heading } else { SentenceKind::Prose };
            sentences
                .extend(paragraph.iter().map(|found| sentence(&self.tokens, self.document, found, kind)));
        }
        for (number, sentence) in sentences.iter().enumerate() {
            self.tokens[sentence.tokens.iter()].iter_mut().for_each(|token| token.sentence = number);
        }
        sentences
    }
}

/// A token of the record; `sentence` is set in the end.
fn record(piece: &Piece, token: &spars::Token, first: usize, i: usize) -> Token {
    let text = |annotation: &Option<String>| annotation.clone().unwrap_or_default();
    Token {
        span: piece.span(token.start.0, token.end.0),
        lemma: text(&token.lemma).into_boxed_str(),
        tag: labels::tag(token.tag.as_deref().unwrap_or_default()),
        pos: labels::pos(token.pos.as_deref().unwrap_or_default()),
        dep: labels::dep(token.dep.as_deref().unwrap_or_default()),
        head: first + token.head.map_or(i, |head| head.0),
        sentence: 0,
    }
}

fn root(tokens: &[Token], sentence: TokenRange) -> usize {
    sentence.iter().find(|&i| tokens[i].head == i).unwrap_or(sentence.start)
}

/// Whether the sentence `next` starts with a mark that closes the one before: adjacent to it, and head of nothing.
fn closes(document: &Document, tokens: &[Token], last: TokenRange, next: TokenRange) -> bool {
    let mark = next.start;
    let adjacent = tokens[last.end - 1].span.end == tokens[mark].span.start;
    let leaf = || next.iter().all(|i| i == mark || tokens[i].head != mark);
    adjacent && CLOSING.contains(&document.at(tokens[mark].span)) && leaf()
}

fn sentence(tokens: &[Token], document: &Document, found: &Found, kind: SentenceKind) -> Sentence {
    let (first, last) = (&tokens[found.tokens.start], &tokens[found.tokens.end - 1]);
    let span = Span::new(first.span.start, last.span.end);
    let kind = if document.is_clutter(span) { SentenceKind::Clutter } else { kind };
    Sentence { span, tokens: found.tokens, paragraph: found.paragraph, kind }
}

/// A short paragraph whose last word is followed by no stop.
fn is_heading(tokens: &[Token], document: &Document, paragraph: &[Found]) -> bool {
    let Some((first, last)) = paragraph.first().zip(paragraph.last()) else { return false };
    let all = &tokens[first.tokens.start..last.tokens.end];
    let text = |token: &Token| document.at(token.span);
    let end = all.iter().rev().map(text).find(|word| !CLOSING.contains(word)).unwrap_or_default();
    all.len() <= HEADING && !STOPS.contains(&end)
}
