//! A small pattern language over tokens: what a rule looks like, compiled once.
//!
//! ```text
//! word  MONTH        a literal word (lower case) or punctuation mark, or a class of words (upper case)
//! year=UNIT          a literal word whose sense of that class is kept
//! ( a | b )  x?      choice and option
//! >x >!x <x <!x      the next (the previous) token is, or is not, x; outside the expression's span
//! $NAME              a named pattern
//! ```
use super::class::{Class, Senses};
use std::collections::BTreeMap;

/// Number of a word in the lexicon; 0 is any word that no pattern names.
pub type WordId = u32;

/// What one token must be: of one of these classes or one of these words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Atom {
    pub classes: u64,
    pub words: Vec<WordId>,
    /// Classes whose value is kept when a word is taken.
    pub kept: u64,
}

impl Atom {
    pub fn accepts(&self, senses: Senses, word: WordId) -> bool {
        self.classes & senses.mask() != 0 || (word != 0 && self.words.contains(&word))
    }
}

/// One step of a compiled pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    Take(Atom),
    Ahead(Atom, bool),
    Behind(Atom, bool),
    /// Go on here, then try there.
    Split(usize),
    Jump(usize),
    Done,
}

#[derive(Debug, thiserror::Error)]
pub enum PatternError {
    #[error("pattern {pattern:?}: {problem}")]
    Syntax { pattern: String, problem: &'static str },
    #[error("pattern {pattern:?}: no class or named pattern {name:?}")]
    Name { pattern: String, name: String },
}

/// Turns words into numbers while patterns are compiled.
pub trait Words {
    fn id(&mut self, word: &str) -> WordId;
}

/// Compiles one pattern; `named` holds the patterns that `$NAME` stands for.
pub fn compile(
    pattern: &str,
    named: &BTreeMap<String, String>,
    words: &mut impl Words,
) -> Result<Vec<Step>, PatternError> {
    let text = expand(pattern, named)?;
    let mut parser = Parser { pattern, pieces: pieces(&text), at: 0, words };
    let tree = parser.choice()?;
    if parser.at < parser.pieces.len() {
        return Err(parser.wrong("unbalanced bracket"));
    }
    let mut steps = Vec::new();
    emit(&tree, &mut steps);
    steps.push(Step::Done);
    Ok(steps)
}

/// Replaces named patterns until none is left; named patterns may not be circular.
fn expand(pattern: &str, named: &BTreeMap<String, String>) -> Result<String, PatternError> {
    let mut text = pattern.to_owned();
    for _ in 0..8 {
        let Some(at) = text.find('$') else { return Ok(text) };
        let mut next = text[..at].to_owned();
        for part in text[at + 1..].split('$') {
            let end = part.find(|c: char| !c.is_ascii_uppercase()).unwrap_or(part.len());
            let body = named.get(&part[..end]).ok_or_else(|| PatternError::Name {
                pattern: pattern.to_owned(),
                name: part[..end].to_owned(),
            })?;
            next.push_str(&format!("( {body} ){}", &part[end..]));
        }
        text = next;
    }
    Err(PatternError::Syntax { pattern: pattern.to_owned(), problem: "named patterns nested too deep" })
}

fn pieces(text: &str) -> Vec<String> {
    let mut spaced = String::new();
    for c in text.chars() {
        match c {
            '(' | ')' | '|' | '?' | '<' | '>' | '!' => spaced.extend([' ', c, ' ']),
            _ => spaced.push(c),
        }
    }
    spaced.split_whitespace().map(str::to_owned).collect()
}

enum Tree {
    Atom(Atom),
    Ahead(Atom, bool),
    Behind(Atom, bool),
    Sequence(Vec<Tree>),
    Choice(Vec<Tree>),
    Option(Box<Tree>),
}

struct Parser<'a, W> {
    pattern: &'a str,
    pieces: Vec<String>,
    at: usize,
    words: &'a mut W,
}

impl<W: Words> Parser<'_, W> {
    fn choice(&mut self) -> Result<Tree, PatternError> {
        let mut arms = vec![self.sequence()?];
        while self.eat("|") {
            arms.push(self.sequence()?);
        }
        Ok(if arms.len() == 1 { arms.remove(0) } else { Tree::Choice(arms) })
    }

    fn sequence(&mut self) -> Result<Tree, PatternError> {
        let mut items = Vec::new();
        while self.peek().is_some_and(|p| p != ")" && p != "|") {
            let item = self.item()?;
            items.push(if self.eat("?") { Tree::Option(Box::new(item)) } else { item });
        }
        Ok(Tree::Sequence(items))
    }

    fn item(&mut self) -> Result<Tree, PatternError> {
        match self.next().as_str() {
            "(" => {
                let inner = self.choice()?;
                if self.eat(")") { Ok(inner) } else { Err(self.wrong("unbalanced bracket")) }
            }
            ">" => {
                let wanted = !self.eat("!");
                Ok(Tree::Ahead(self.atom()?, wanted))
            }
            "<" => {
                let wanted = !self.eat("!");
                Ok(Tree::Behind(self.atom()?, wanted))
            }
            "?" | "!" | ")" | "|" | "" => Err(self.wrong("misplaced sign")),
            word => self.single(word).map(Tree::Atom),
        }
    }

    /// One token's description after `>` or `<`: a word, a class, or a bracketed choice of them.
    fn atom(&mut self) -> Result<Atom, PatternError> {
        let piece = self.next();
        if piece != "(" {
            return self.single(&piece);
        }
        let mut all = Atom::default();
        loop {
            let piece = self.next();
            let one = if piece == "(" {
                self.at -= 1;
                self.atom()?
            } else {
                self.single(&piece)?
            };
            all.classes |= one.classes;
            all.words.extend(one.words);
            if self.eat(")") {
                return Ok(all);
            }
            if !self.eat("|") {
                return Err(self.wrong("a context is one token"));
            }
        }
    }

    fn single(&mut self, piece: &str) -> Result<Atom, PatternError> {
        if piece.is_empty() {
            return Err(self.wrong("ends too early"));
        }
        if let Some((word, name)) = piece.split_once('=') {
            let kept = self.class(name)?.bit();
            return Ok(Atom { words: vec![self.words.id(word)], kept, ..Atom::default() });
        }
        if piece.starts_with(|c: char| c.is_ascii_uppercase()) {
            return Ok(Atom { classes: self.class(piece)?.bit(), ..Atom::default() });
        }
        Ok(Atom { words: vec![self.words.id(piece)], ..Atom::default() })
    }

    fn class(&self, name: &str) -> Result<Class, PatternError> {
        class(name)
            .ok_or_else(|| PatternError::Name { pattern: self.pattern.to_owned(), name: name.to_owned() })
    }

    fn peek(&self) -> Option<&str> {
        self.pieces.get(self.at).map(String::as_str)
    }

    fn next(&mut self) -> String {
        let piece = self.pieces.get(self.at).cloned().unwrap_or_default();
        self.at += 1;
        piece
    }

    fn eat(&mut self, piece: &str) -> bool {
        let found = self.peek() == Some(piece);
        self.at += usize::from(found);
        found
    }

    fn wrong(&self, problem: &'static str) -> PatternError {
        PatternError::Syntax { pattern: self.pattern.to_owned(), problem }
    }
}

fn class(name: &str) -> Option<Class> {
    use serde::de::{Deserialize, IntoDeserializer, value::Error};
    Class::deserialize(IntoDeserializer::<Error>::into_deserializer(name)).ok()
}

fn emit(tree: &Tree, steps: &mut Vec<Step>) {
    match tree {
        Tree::Atom(atom) => steps.push(Step::Take(atom.clone())),
        Tree::Ahead(atom, wanted) => steps.push(Step::Ahead(atom.clone(), *wanted)),
        Tree::Behind(atom, wanted) => steps.push(Step::Behind(atom.clone(), *wanted)),
        Tree::Sequence(items) => items.iter().for_each(|item| emit(item, steps)),
        Tree::Option(inner) => branch(std::slice::from_ref(inner.as_ref()), true, steps),
        Tree::Choice(arms) => branch(arms, false, steps),
    }
}

/// One branch an arm, and with `skip` an empty one at the end.
fn branch(arms: &[Tree], skip: bool, steps: &mut Vec<Step>) {
    let mut ends = Vec::new();
    for (n, arm) in arms.iter().enumerate() {
        let split = steps.len();
        let last = n + 1 == arms.len() && !skip;
        if !last {
            steps.push(Step::Split(0));
        }
        emit(arm, steps);
        ends.push(steps.len());
        steps.push(Step::Jump(0));
        if !last {
            steps[split] = Step::Split(steps.len());
        }
    }
    let end = steps.len();
    ends.into_iter().for_each(|at| steps[at] = Step::Jump(end));
}
