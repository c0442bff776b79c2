//! Which side of an issue a run of words takes, by composition.
//!
//! Words that turn ("lift", "end", "not") multiply what follows; things that close ("ban") are minus, things that open
//! ("exemption") plus; a neutral thing is plus. "Keep the ban" = + × - = -, "lift the ban" = - × - = +, "end sales" =
//! - × + = -. The sign is put in terms of the issue by the issue's own [`Axis`], read from its sentence in the same way.
use super::{
    lexicon::{Item, Role, items},
    words::Word,
};

/// What an issue wants in terms of opening (+1) and closing (-1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Axis {
    pub direction: i8,
    /// Whether it asks for something else than what stands.
    pub wants_change: bool,
}

/// What a run of words was read as. Signs are in terms of the issue: +1 for it, -1 against, 0 says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// What would be done ("lift the ban").
    pub effect: i8,
    /// How it is judged ("is a mistake").
    pub judged: i8,
    /// Whether it is put as what ought to be.
    pub ought: bool,
    /// Whether it is tied to a condition or a scope.
    pub condition: bool,
    /// Whether the thing spoken of is named and not only referred to.
    pub named: bool,
    /// The last thing named, for a pronoun that follows.
    pub last: i8,
}

/// Reads `words`. `reference` is the sign of what pronouns and words such as "the move" refer to; `is_mark` tells the
/// issue's own figures, such as its year, which stand for the rule.
pub fn read(words: &[Word], axis: Axis, reference: i8, is_mark: impl Fn(&Word) -> bool) -> Reading {
    let items = items(words);
    let mut reader = Reader::new(axis, reference);
    let mut next = 0;
    for (at, word) in words.iter().enumerate() {
        if word.after_break || parts(&word.stem) {
            reader.close();
        }
        while items.get(next).is_some_and(|i| i.end <= at) {
            next += 1;
        }
        match items.get(next) {
            Some(item) if item.start == at => reader.take(*item, words),
            Some(item) if item.start < at => {}
            _ if is_mark(word) && !is_preposition(words, at) => reader.leaf(-1, Leaf::Strong),
            _ => {}
        }
    }
    reader.finish()
}

/// Words that begin another clause.
fn parts(stem: &str) -> bool {
    matches!(
        stem,
        "and"
            | "but"
            | "because"
            | "while"
            | "although"
            | "which"
            | "who"
            | "if"
            | "when"
            | "as"
            | "since"
            | "whether"
    )
}

fn is_preposition(words: &[Word], at: usize) -> bool {
    at > 0
        && matches!(
            &*words[at - 1].stem,
            "from"
                | "after"
                | "in"
                | "b"
                | "by"
                | "until"
                | "since"
                | "before"
                | "to"
                | "of"
                | "than"
                | "beyond"
        )
}

/// How firmly the topic of a clause stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Leaf {
    /// A pronoun, or a word for a text or deed: gives way to what it is said to do.
    Weak,
    /// A rule, a ban, an exemption.
    Strong,
    /// Something neutral that an operator acts on.
    Neutral,
}

struct Reader {
    axis: Axis,
    reference: i8,
    /// Product of the turning words not yet used.
    pending: i8,
    operator: bool,
    preserve: bool,
    change: bool,
    negated: bool,
    /// Whether the clause says what ought to be.
    urged: bool,
    topic: Option<(i8, Leaf)>,
    carried: Option<i8>,
    effects: Vec<i8>,
    judgements: Vec<i8>,
    out: Reading,
}

impl Reader {
    fn new(axis: Axis, reference: i8) -> Self {
        Self {
            axis,
            reference,
            pending: 1,
            operator: false,
            preserve: false,
            change: false,
            negated: false,
            urged: false,
            topic: None,
            carried: None,
            effects: Vec::new(),
            judgements: Vec::new(),
            out: Reading::default(),
        }
    }

    fn take(&mut self, item: Item, words: &[Word]) {
        match item.role {
            Role::Negation => {
                self.pending = -self.pending;
                self.negated = true;
            }
            Role::Reverse => self.reverse(),
            Role::Make => self.operator |= !self.settled(),
            Role::Preserve => self.hold(),
            Role::Change => (self.change, self.operator) = (true, true),
            Role::Restrict => self.leaf(-1, Leaf::Strong),
            Role::Permit => self.leaf(1, Leaf::Strong),
            Role::Rule => self.leaf(-1, Leaf::Strong),
            Role::Instrument | Role::Pronoun => self.refer(),
            Role::Ought => self.ought(item, words),
            Role::Condition => self.out.condition = true,
            Role::Good => self.judge(1),
            Role::Bad => self.judge(-1),
            Role::Insufficient => self.want_more(),
        }
    }

    /// Whether the clause has named what it is about.
    fn settled(&self) -> bool {
        matches!(self.topic, Some((_, Leaf::Strong | Leaf::Neutral)))
    }

    fn clear(&mut self) {
        (self.pending, self.operator, self.preserve, self.change, self.negated) =
            (1, false, false, false, false);
    }

    /// "the ban must go" after its topic, "lift …" before it.
    fn reverse(&mut self) {
        match self.topic {
            Some((sign, Leaf::Strong)) => {
                self.effects.push(-sign * self.pending);
                self.clear();
            }
            _ => {
                self.pending = -self.pending;
                self.operator = true;
            }
        }
    }

    /// "the target stays" after its topic, "keep …" before it.
    fn hold(&mut self) {
        match self.topic {
            Some((sign, Leaf::Strong)) => {
                let base = sign.signum() * self.pending;
                self.effects.push(if self.change { -base } else { base });
                self.clear();
            }
            _ => (self.preserve, self.operator) = (true, true),
        }
    }

    /// A thing that closes (-1) or opens (+1).
    fn leaf(&mut self, open: i8, leaf: Leaf) {
        let thing = open * self.axis.direction;
        let turned = if self.change { -self.pending } else { self.pending };
        let sign = thing * turned;
        if self.operator || self.negated || self.urged {
            self.effects.push(sign);
        }
        self.settle(sign, leaf);
        self.out.last = thing;
    }

    fn settle(&mut self, sign: i8, leaf: Leaf) {
        self.topic = Some((sign, leaf));
        self.carried = Some(sign);
        self.out.named = true;
        self.clear();
    }

    fn refer(&mut self) {
        if self.settled() {
            return;
        }
        let sign = match self.change {
            true => self.alteration(),
            false => self.reference * self.pending,
        };
        if self.operator || self.negated {
            self.effects.push(sign);
        }
        self.topic = Some((sign, Leaf::Weak));
        self.clear();
    }

    /// Changing what stands, where no rule is named: what an issue of change wants.
    fn alteration(&self) -> i8 {
        if self.axis.wants_change { self.pending } else { -self.pending }
    }

    fn ought(&mut self, item: Item, words: &[Word]) {
        (self.out.ought, self.urged) = (true, true);
        if words[item.start..item.end].iter().any(|w| w.stem == "not") {
            self.pending = -self.pending;
            self.negated = true;
        }
    }

    /// Operators without a thing that closes or opens act on something neutral.
    fn neutral(&mut self) {
        if !self.operator || self.settled() {
            return;
        }
        let sign = match (self.preserve, self.change) {
            (true, _) if self.axis.wants_change => -self.pending,
            (true, _) => self.pending,
            (_, true) => self.alteration(),
            _ => self.pending * self.axis.direction,
        };
        self.effects.push(sign);
        self.settle(sign, Leaf::Neutral);
    }

    fn judge(&mut self, value: i8) {
        self.neutral();
        let topic = self.topic.map(|(sign, _)| sign).or(self.carried).unwrap_or(self.reference);
        self.judgements.push(topic * value * self.pending);
        (self.pending, self.negated) = (1, false);
    }

    fn want_more(&mut self) {
        self.neutral();
        let topic = self.topic.map(|(sign, _)| sign).or(self.carried).unwrap_or(self.reference);
        self.judgements.push(topic);
        (self.pending, self.negated) = (1, false);
    }

    fn close(&mut self) {
        self.neutral();
        (self.topic, self.urged) = (None, false);
        self.clear();
    }

    fn finish(mut self) -> Reading {
        self.close();
        self.out.effect = majority(&self.effects);
        self.out.judged = majority(&self.judgements);
        self.out
    }
}

/// The sign that most have; where they are even, the first.
fn majority(signs: &[i8]) -> i8 {
    let sum: i32 = signs.iter().map(|&s| i32::from(s)).sum();
    match sum {
        0 => signs.first().copied().unwrap_or(0),
        _ => sum.signum() as i8,
    }
}

#[cfg(test)]
mod tests {
    use super::{super::words::words, *};

    const OPEN: Axis = Axis { direction: 1, wants_change: true };
    const CLOSE: Axis = Axis { direction: -1, wants_change: false };

    fn effect(text: &str, axis: Axis) -> i8 {
        read(&words(text), axis, 1, |w| w.stem == "2035").effect
    }

    fn judged(text: &str, axis: Axis) -> i8 {
        read(&words(text), axis, 1, |w| w.stem == "2035").judged
    }

    #[test]
    fn effects_compose() {
        for (text, sign) in [
            ("lift the ban on exports", 1),
            ("keep the ban on exports", -1),
            ("refuse to lift the ban", -1),
            ("let growers use the spray", 1),
            ("no reason to change the rule", -1),
            ("the limits must go", 1),
            ("scrap every restriction", 1),
            ("there will be no deliveries", -1),
            ("introduce a cap", -1),
            ("the cap should not be lifted", -1),
        ] {
            assert_eq!(effect(text, OPEN), sign, "{text}");
        }
    }

    #[test]
    fn effects_follow_the_direction_of_the_issue() {
        for (text, sign) in [
            ("end sales of gas boilers", 1),
            ("keep 2035", 1),
            ("let gas boilers live on", -1),
            ("leave the target untouched", 1),
            ("lower the target", -1),
            ("stand by 2035", 1),
            ("postpone the deadline", -1),
        ] {
            assert_eq!(effect(text, CLOSE), sign, "{text}");
        }
    }

    #[test]
    fn judgements_turn_with_what_they_judge() {
        assert_eq!(judged("the ban is a mistake", OPEN), 1);
        assert_eq!(judged("lifting the ban would be a mistake", OPEN), -1);
        assert_eq!(judged("it is not a mistake", OPEN), 1);
        assert_eq!(judged("the restrictions hinder exports", OPEN), 1);
        assert_eq!(judged("ending sales of gas boilers is right", CLOSE), 1);
        assert_eq!(judged("the target is no longer feasible", CLOSE), -1);
        assert_eq!(judged("the plan is too timid", OPEN), 1);
    }
}
