//! Runs compiled patterns over tokens: at each place the longest match, the earlier rule where two are equal.
use super::class::Class;
use super::lexicon::{Lexicon, Rule};
use super::pattern::{Atom, Step};
use super::scan::Token;

/// A token that a class of the pattern took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    pub class: u8,
    pub value: i32,
    pub token: usize,
}

/// An expression: tokens `start..end` and what the classes of the rule's pattern took.
#[derive(Debug, Clone)]
pub struct Found {
    pub rule: &'static Rule,
    pub start: usize,
    pub end: usize,
    pub slots: Vec<Slot>,
}

impl Found {
    pub fn get(&self, class: Class) -> Option<i32> {
        self.slot(class).map(|s| s.value)
    }

    pub fn slot(&self, class: Class) -> Option<Slot> {
        self.slots.iter().copied().find(|s| s.class == class as u8)
    }

    pub fn last(&self, class: Class) -> Option<i32> {
        self.slots.iter().rev().find(|s| s.class == class as u8).map(|s| s.value)
    }

    pub fn has(&self, class: Class) -> bool {
        self.get(class).is_some()
    }
}

/// The expressions of a text in order; none overlaps another.
pub fn find(lexicon: &'static Lexicon, tokens: &[Token]) -> Vec<Found> {
    let mut all = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let found = longest(lexicon, tokens, at);
        at = found.as_ref().map_or(at + 1, |f| f.end);
        all.extend(found);
    }
    all
}

fn longest(lexicon: &'static Lexicon, tokens: &[Token], start: usize) -> Option<Found> {
    let mut best: Option<Found> = None;
    for rule in lexicon.rules_for(&tokens[start]) {
        let mut run = Run { tokens, start, path: Vec::new(), best: None };
        run.step(&rule.steps, 0, start);
        if let Some((end, slots)) = run.best
            && end > start
            && best.as_ref().is_none_or(|b| end > b.end)
        {
            best = Some(Found { rule, start, end, slots });
        }
    }
    best
}

struct Run<'a> {
    tokens: &'a [Token],
    start: usize,
    path: Vec<Slot>,
    best: Option<(usize, Vec<Slot>)>,
}

impl Run<'_> {
    /// Patterns have no loops, so that depth and work are bounded by the pattern's length.
    fn step(&mut self, steps: &[Step], pc: usize, at: usize) {
        match &steps[pc] {
            Step::Take(atom) => self.take(atom, steps, pc, at),
            Step::Ahead(atom, wanted) => {
                if self.is(atom, Some(at)) == *wanted {
                    self.step(steps, pc + 1, at);
                }
            }
            Step::Behind(atom, wanted) => {
                if self.is(atom, at.checked_sub(1)) == *wanted {
                    self.step(steps, pc + 1, at);
                }
            }
            Step::Split(other) => {
                self.step(steps, pc + 1, at);
                self.step(steps, *other, at);
            }
            Step::Jump(to) => self.step(steps, *to, at),
            Step::Done => {
                if self.best.as_ref().is_none_or(|(end, _)| at > *end) {
                    self.best = Some((at, self.path.clone()));
                }
            }
        }
    }

    fn take(&mut self, atom: &Atom, steps: &[Step], pc: usize, at: usize) {
        let Some(token) = self.tokens.get(at) else { return };
        if (token.breaks && at > self.start) || !atom.accepts(token.senses, token.word) {
            return;
        }
        let depth = self.path.len();
        if let Some((class, value)) = token.senses.first_of(atom.classes | atom.kept) {
            self.path.push(Slot { class, value, token: at });
        }
        self.step(steps, pc + 1, at + 1);
        self.path.truncate(depth);
    }

    fn is(&self, atom: &Atom, at: Option<usize>) -> bool {
        at.and_then(|at| self.tokens.get(at)).is_some_and(|t| atom.accepts(t.senses, t.word))
    }
}
