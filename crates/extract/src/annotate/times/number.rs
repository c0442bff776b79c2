//! Joins number words into one token: "twenty-five", "two and a half", "nineteen ninety-six".
use super::class::{Class, Senses};
use super::lexicon::Lexicon;
use super::scan::Token;
use rapporteur_record::Span;

/// Tokens with number words joined.
pub fn join(lexicon: &Lexicon, tokens: Vec<Token>) -> Vec<Token> {
    let marks = Marks {
        dash: lexicon.word("-", false).0,
        and: lexicon.word("and", false).0,
        half: lexicon.word("half", false).0,
        a: lexicon.words.a,
    };
    let mut joined = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let reader = Reader { tokens: &tokens, marks: &marks };
        match reader.year(at).or_else(|| reader.number(at)) {
            Some((end, senses)) => {
                let first = tokens[at];
                let kept = [Class::Initial, Class::Capital].into_iter().filter(|c| first.senses.has(*c));
                let senses = kept.fold(senses, |s, c| s.with(c, 0));
                let span = Span::new(first.span.start, tokens[end - 1].span.end);
                let word = if end == at + 1 { first.word } else { 0 };
                joined.push(Token { span, word, senses, ..first });
                at = end;
            }
            None => {
                joined.push(tokens[at]);
                at += 1;
            }
        }
    }
    joined
}

struct Marks {
    dash: u32,
    and: u32,
    half: u32,
    a: u32,
}

struct Reader<'a> {
    tokens: &'a [Token],
    marks: &'a Marks,
}

impl Reader<'_> {
    fn sense(&self, at: usize, class: Class) -> Option<i32> {
        self.tokens.get(at).filter(|t| !t.breaks).and_then(|t| t.senses.get(class))
    }

    fn is(&self, at: usize, word: u32) -> bool {
        word != 0 && self.tokens.get(at).is_some_and(|t| t.word == word && !t.breaks)
    }

    /// "nineteen ninety-six", "nineteen hundred".
    fn year(&self, at: usize) -> Option<(usize, Senses)> {
        let century = self.tokens[at].senses.get(Class::Small).filter(|n| (11..20).contains(n))?;
        let (end, rest) = self.tens(at + 1).filter(|&(_, n)| n >= 10)?;
        Some((end, Senses::of(Class::Year, century * 100 + rest)))
    }

    /// A number up to 99.
    fn tens(&self, at: usize) -> Option<(usize, i32)> {
        let token = self.tokens.get(at)?;
        if let Some(small) = token.senses.get(Class::Small) {
            return Some((at + 1, small));
        }
        let tens = token.senses.get(Class::Tens)?;
        let next = at + 1 + usize::from(self.is(at + 1, self.marks.dash));
        match self.sense(next, Class::Small).filter(|n| (1..10).contains(n)) {
            Some(unit) => Some((next + 1, tens + unit)),
            None => Some((at + 1, tens)),
        }
    }

    /// Numbers in words and ordinals above twenty, with fractions; numbers in figures followed by a scale or fraction.
    fn number(&self, at: usize) -> Option<(usize, Senses)> {
        if let Some(ordinal) = self.ordinal(at) {
            return Some(ordinal);
        }
        let (mut end, mut value, figures) = match self.tens(at) {
            Some((end, n)) => (end, n, false),
            None if self.is(at, self.marks.a) && self.sense(at + 1, Class::Scale).is_some() => {
                (at + 1, 1, false)
            }
            None => (at + 1, self.figures(at)?, true),
        };
        let start = end;
        while let Some(scale) = self.sense(end, Class::Scale) {
            (end, value) = (end + 1, value.saturating_mul(scale));
            let after = end + usize::from(self.is(end, self.marks.and));
            if let Some((next, more)) = self.tens(after).filter(|_| !figures) {
                (end, value) = (next, value.saturating_add(more));
            }
        }
        let fraction = self.fraction(end);
        if figures && end == start && fraction.is_none() {
            return None;
        }
        let mut senses = Senses::of(Class::Num, value);
        if (2000..2100).contains(&value) && !figures && end > start {
            senses = senses.with(Class::Year, value);
        }
        Some(match fraction {
            Some((end, hundredths)) => (end, senses.with(Class::Fraction, hundredths)),
            None => (end, senses),
        })
    }

    fn figures(&self, at: usize) -> Option<i32> {
        let senses = self.tokens[at].senses;
        senses.get(Class::Num).filter(|_| !senses.has(Class::Fraction))
    }

    /// "twenty-fifth".
    fn ordinal(&self, at: usize) -> Option<(usize, Senses)> {
        let tens = self.tokens[at].senses.get(Class::Tens)?;
        let next = at + 1 + usize::from(self.is(at + 1, self.marks.dash));
        let unit = self.sense(next, Class::Ord).filter(|n| (1..10).contains(n))?;
        Some((next + 1, Senses::of(Class::Ord, tens + unit)))
    }

    /// "and a half", "and half".
    fn fraction(&self, at: usize) -> Option<(usize, i32)> {
        if !self.is(at, self.marks.and) {
            return None;
        }
        let half = at + 1 + usize::from(self.is(at + 1, self.marks.a));
        self.is(half, self.marks.half).then_some((half + 1, 50))
    }
}
