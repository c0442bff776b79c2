//! Text → tokens with their senses: words, numbers, marks. One pass, then number words are joined.
use super::class::{Class, Senses};
use super::lexicon::{Direction, Lexicon};
use super::numeric;
use super::pattern::WordId;
use rapporteur_record::Span;

#[derive(Debug, Clone, Copy)]
pub struct Token {
    pub span: Span,
    pub word: WordId,
    pub senses: Senses,
    /// Where the word tells the tense of its clause.
    pub tense: Option<Direction>,
    /// The first token after a blank line; expressions do not cross it.
    pub breaks: bool,
}

/// Words longer than this are not in any lexicon.
const LONGEST: usize = 24;

pub fn tokens(lexicon: &Lexicon, text: &str) -> Vec<Token> {
    let mut scanner = Scanner { lexicon, text, at: 0, tokens: Vec::with_capacity(text.len() / 4) };
    while scanner.at < text.len() {
        scanner.next();
    }
    super::number::join(lexicon, scanner.tokens)
}

struct Scanner<'a> {
    lexicon: &'a Lexicon,
    text: &'a str,
    at: usize,
    tokens: Vec<Token>,
}

impl Scanner<'_> {
    fn next(&mut self) {
        let rest = &self.text[self.at..];
        let Some(c) = rest.chars().next() else { return };
        if c.is_whitespace() {
            self.at += c.len_utf8();
        } else if c.is_ascii_digit() {
            self.number();
        } else if c == '\'' || c == '’' {
            self.apostrophe(c);
        } else if c.is_alphabetic() {
            self.word();
        } else {
            self.mark(c);
        }
    }

    fn word(&mut self) {
        let rest = &self.text[self.at..];
        let len = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        let word = &rest[..len];
        let capital = word.starts_with(char::is_uppercase);
        let lower = if len <= LONGEST { word.to_lowercase() } else { String::new() };
        let (id, mut senses) = self.lexicon.word(&lower, capital);
        let mut end = self.at + len;
        if let Some((long, dot)) = self.abbreviation(&lower, capital, end) {
            (senses, end) = (long, end + usize::from(dot));
        }
        if capital {
            senses = senses.with(Class::Capital, 0);
        } else if id == 0 && is_counted(&lower) {
            senses = senses.with(Class::Counted, 0);
        }
        let tense =
            self.lexicon.tense(id).or_else(|| (!capital && is_past(&lower)).then_some(Direction::Past));
        self.push(end, id, senses);
        self.tokens.last_mut().into_iter().for_each(|t| t.tense = tense);
    }

    /// The long form's senses where a full stop or a number beside the short form bears it out.
    fn abbreviation(&self, lower: &str, capital: bool, end: usize) -> Option<(Senses, bool)> {
        let (_, senses) = capital.then(|| self.lexicon.long_form(lower)).flatten()?;
        let rest = &self.text[end..];
        let dot = rest.starts_with('.');
        let number_next = rest.trim_start_matches(['.', ' ']).starts_with(|c: char| c.is_ascii_digit());
        let number_before = self.tokens.last().is_some_and(|t| t.senses.has(Class::Daynum));
        (number_next || number_before || (dot && !senses.has(Class::Weekday))).then_some((senses, dot))
    }

    fn number(&mut self) {
        let before = self.text[..self.at].chars().next_back();
        let (len, senses) = numeric::read(&self.text[self.at..], before);
        self.push(self.at + len, 0, senses);
    }

    /// `'s`, a short year (`'89`), a short decade (`'80s`), or a mark.
    fn apostrophe(&mut self, mark: char) {
        let rest = &self.text[self.at + mark.len_utf8()..];
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let after = rest[digits..].chars().next();
        let letters = rest.chars().take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum::<usize>();
        let head = self.at + mark.len_utf8();
        if digits == 2 && rest[2..].starts_with('s') {
            let value = rest[..2].parse().unwrap_or(0);
            self.push(head + 3, 0, Senses::of(Class::Shortdecade, value));
        } else if digits == 2 && !after.is_some_and(char::is_alphanumeric) {
            let value = rest[..2].parse().unwrap_or(0);
            self.push(head + 2, 0, Senses::of(Class::Shortyear, value));
        } else if self.glued() && (1..=2).contains(&letters) {
            let (id, senses) = self.lexicon.word(&format!("'{}", rest[..letters].to_lowercase()), false);
            self.push(head + letters, id, senses);
        } else {
            self.push(head, self.lexicon.word("'", false).0, Senses::default());
        }
    }

    fn mark(&mut self, c: char) {
        let plain = match c {
            '–' | '—' | '‐' | '‑' | '−' => '-',
            other => other,
        };
        let (id, senses) = self.lexicon.word(plain.encode_utf8(&mut [0; 4]), false);
        self.push(self.at + c.len_utf8(), id, senses);
    }

    fn glued(&self) -> bool {
        self.tokens.last().is_some_and(|t| t.span.end == self.at)
    }

    fn push(&mut self, end: usize, word: WordId, senses: Senses) {
        let last = self.tokens.last().map_or(0, |t| t.span.end);
        let gap = &self.text[last..self.at];
        let breaks = gap.bytes().filter(|&b| b == b'\n').count() > 1 || self.tokens.is_empty();
        let after_stop = self.text[..last].ends_with(['.', '!', '?', '"', '”']) && !gap.is_empty();
        let senses = if breaks || after_stop { senses.with(Class::Initial, 0) } else { senses };
        self.tokens.push(Token { span: Span::new(self.at, end), word, senses, tense: None, breaks });
        self.at = end;
    }
}

/// Whether an unknown lower-case word looks like a plural noun: "soldiers", not "was" or "across".
fn is_counted(lower: &str) -> bool {
    lower.len() > 3 && lower.ends_with('s') && !lower.ends_with("ss") && !lower.ends_with("us")
}

/// Whether an unlisted word looks like a verb in the past: "ended", not "speed".
fn is_past(lower: &str) -> bool {
    lower.len() > 4 && lower.ends_with("ed") && !lower.ends_with("eed")
}
