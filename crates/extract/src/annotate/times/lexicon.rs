//! The words and rules of a language, read once from its data file.
use super::class::{Class, Senses};
use super::pattern::{self, PatternError, Step, WordId, Words};
use super::scan::Token;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

/// English: `language/en/times.toml` (words) and `times-rules.toml` (expressions).
pub static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| {
    let words = include_str!("../../../language/en/times.toml");
    let rules = include_str!("../../../language/en/times-rules.toml");
    Lexicon::read(words, rules).expect("the embedded word lists and rules of English are sound")
});

#[derive(Debug, thiserror::Error)]
pub enum LexiconError {
    #[error("time words: {0}")]
    Toml(#[from] toml::de::Error),
    #[error("time rules: {0}")]
    Pattern(#[from] PatternError),
}

/// How an expression gets its value; each is one function of [`super::resolve`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Make {
    /// A date from its parts, what is missing taken from the context.
    Calendar,
    /// A unit relative to the moment of writing: "last week".
    Deictic,
    /// A unit relative to the time last spoken of: "that year", "the next day".
    Anaphor,
    /// A distance from a moment: "two days ago".
    Offset,
    /// The same stretch a year before: "a year earlier" of a quarter.
    Yearago,
    /// "yesterday", "this morning".
    Day,
    Duration,
    /// A stretch up to now or from now: "the past two years".
    Span,
    Set,
    /// A part of the day without a date of its own.
    Daypart,
    Decade,
    Century,
    /// What the rule's `value` says.
    Fixed,
    /// No time at all: keeps other rules off these words.
    Nothing,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleData {
    make: Make,
    #[serde(default)]
    value: String,
    /// -1 before, 1 after.
    #[serde(default)]
    sign: i32,
    patterns: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RulesData {
    named: BTreeMap<String, String>,
    rule: Vec<RuleData>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WordsData {
    class: BTreeMap<String, BTreeMap<String, i32>>,
    /// Classes whose words must begin with a capital letter.
    capitalised: Vec<Class>,
    /// Abbreviations that stand for a word of a class where a full stop or a number follows.
    short: BTreeMap<String, String>,
    feast: Vec<Feast>,
    tense: Tense,
}

/// A feast on a fixed day, or on the nth weekday of a month.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feast {
    pub name: String,
    pub month: u8,
    pub day: Option<u8>,
    /// ISO weekday and its number within the month; -1 is the last.
    pub weekday: Option<(i32, i32)>,
}

/// Words that tell the tense of a clause.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Tense {
    future: Vec<String>,
    past: Vec<String>,
    other: Vec<String>,
}

#[derive(Debug)]
pub struct Rule {
    pub make: Make,
    pub value: String,
    pub sign: i32,
    pub steps: Vec<Step>,
}

/// Direction in time of a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Past,
    Future,
    /// A clause with a tense of its own begins.
    Other,
}

/// Words that the code itself looks for.
#[derive(Debug, Default)]
pub struct Known {
    pub as_: WordId,
    pub be: WordId,
    pub early: WordId,
    pub soon: WordId,
    pub to: WordId,
    pub a: WordId,
    /// Marks and words that join two dates.
    pub joints: [WordId; 5],
}

impl Known {
    fn of(words: &mut impl Words) -> Self {
        let mut id = |word| words.id(word);
        Self {
            as_: id("as"),
            be: id("be"),
            early: id("early"),
            soon: id("soon"),
            to: id("to"),
            a: id("a"),
            joints: ["-", "and", "or", "to", "until"].map(id),
        }
    }
}

#[derive(Debug)]
pub struct Lexicon {
    ids: HashMap<Box<str>, WordId>,
    senses: Vec<Senses>,
    tenses: Vec<Option<Direction>>,
    short: HashMap<Box<str>, WordId>,
    capitalised: u64,
    pub feasts: Vec<Feast>,
    pub words: Known,
    rules: Vec<Rule>,
    by_class: Vec<Vec<usize>>,
    by_word: Vec<Vec<usize>>,
}

impl Words for Lexicon {
    fn id(&mut self, word: &str) -> WordId {
        if let Some(&id) = self.ids.get(word) {
            return id;
        }
        let id = self.senses.len() as WordId;
        self.ids.insert(word.into(), id);
        self.senses.push(Senses::default());
        self.tenses.push(None);
        id
    }
}

impl Lexicon {
    pub fn read(words: &str, rules: &str) -> Result<Self, LexiconError> {
        let words: WordsData = toml::from_str(words)?;
        let rules: RulesData = toml::from_str(rules)?;
        let mut lexicon = Self {
            ids: HashMap::new(),
            senses: vec![Senses::default()],
            tenses: vec![None],
            short: HashMap::new(),
            capitalised: words.capitalised.iter().fold(0, |mask, c| mask | c.bit()),
            feasts: words.feast,
            words: Known::default(),
            rules: Vec::new(),
            by_class: vec![Vec::new(); 64],
            by_word: Vec::new(),
        };
        lexicon.add_classes(&words.class)?;
        lexicon.add_feasts();
        let tense = words.tense;
        for (list, direction) in [
            (tense.future, Direction::Future),
            (tense.past, Direction::Past),
            (tense.other, Direction::Other),
        ] {
            for word in list {
                let id = lexicon.id(&word);
                lexicon.tenses[id as usize] = Some(direction);
            }
        }
        for (short, long) in words.short {
            let id = lexicon.id(&long);
            lexicon.short.insert(short.into(), id);
        }
        lexicon.words = Known::of(&mut lexicon);
        lexicon.add_rules(rules)?;
        Ok(lexicon)
    }

    fn add_classes(&mut self, classes: &BTreeMap<String, BTreeMap<String, i32>>) -> Result<(), LexiconError> {
        for (name, words) in classes {
            let class: Class = toml::Value::String(name.clone()).try_into()?;
            for (word, &value) in words {
                let id = self.id(word) as usize;
                self.senses[id] = self.senses[id].with(class, value);
            }
        }
        Ok(())
    }

    fn add_feasts(&mut self) {
        for n in 0..self.feasts.len() {
            let name = self.feasts[n].name.clone();
            let id = self.id(&name) as usize;
            self.senses[id] = self.senses[id].with(Class::Feast, n as i32);
        }
    }

    fn add_rules(&mut self, data: RulesData) -> Result<(), LexiconError> {
        for rule in data.rule {
            for pattern in &rule.patterns {
                let steps = pattern::compile(pattern, &data.named, self)?;
                self.rules.push(Rule { make: rule.make, value: rule.value.clone(), sign: rule.sign, steps });
            }
        }
        self.by_word = vec![Vec::new(); self.senses.len()];
        for n in 0..self.rules.len() {
            let mut first = pattern::Atom::default();
            first_atoms(&self.rules[n].steps, 0, &mut first);
            for class in (0..64).filter(|c| first.classes & (1 << c) != 0) {
                self.by_class[class].push(n);
            }
            first.words.sort_unstable();
            first.words.dedup();
            for word in first.words {
                self.by_word[word as usize].push(n);
            }
        }
        Ok(())
    }

    /// The rules whose pattern can begin with the token, in the order of the data file.
    pub fn rules_for(&self, token: &Token) -> impl Iterator<Item = &Rule> {
        let mut numbers = self.by_word[token.word as usize].clone();
        let mask = token.senses.mask();
        if mask != 0 {
            (0..64).filter(|c| mask & (1 << c) != 0).for_each(|c| numbers.extend(&self.by_class[c]));
        }
        numbers.sort_unstable();
        numbers.dedup();
        numbers.into_iter().map(|n| &self.rules[n])
    }

    /// Number and senses of a lower-case word.
    pub fn word(&self, lower: &str, capital: bool) -> (WordId, Senses) {
        let id = self.ids.get(lower).copied().unwrap_or(0);
        let senses = self.senses[id as usize];
        let barred = if capital { 0 } else { self.capitalised & senses.mask() };
        (id, if barred == 0 { senses } else { drop_classes(senses, barred) })
    }

    /// The word that an abbreviation stands for.
    pub fn long_form(&self, lower: &str) -> Option<(WordId, Senses)> {
        self.short.get(lower).map(|&id| (id, self.senses[id as usize]))
    }

    pub fn tense(&self, word: WordId) -> Option<Direction> {
        self.tenses[word as usize]
    }
}

fn drop_classes(senses: Senses, barred: u64) -> Senses {
    let all = [Class::Month, Class::Firm, Class::Weekday, Class::Feast];
    all.into_iter().filter(|c| barred & c.bit() != 0).fold(senses, Senses::without)
}

/// Everything that the first taken token of a pattern can be.
fn first_atoms(steps: &[Step], pc: usize, first: &mut pattern::Atom) {
    match &steps[pc] {
        Step::Take(atom) => {
            first.classes |= atom.classes;
            first.words.extend(&atom.words);
        }
        Step::Ahead(..) | Step::Behind(..) => first_atoms(steps, pc + 1, first),
        Step::Split(other) => {
            first_atoms(steps, pc + 1, first);
            first_atoms(steps, *other, first);
        }
        Step::Jump(to) => first_atoms(steps, *to, first),
        Step::Done => {}
    }
}
