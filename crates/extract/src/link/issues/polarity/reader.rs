//! Reads words one by one and keeps what each clause does to its topic.
use super::{
    super::{
        lexicon::{Item, Role},
        words::Word,
    },
    Axis, Reading,
};

/// Whether a word begins another clause: "and", "because", "without asking".
pub fn parts(words: &[Word], at: usize) -> bool {
    match &*words[at].stem {
        "and" | "but" | "because" | "while" | "although" | "which" | "who" | "if" | "when" | "as"
        | "since" | "whether" => true,
        // "Without it" leads; "paid without asking" tells how.
        "without" => at > 0 && !words[at].after_break,
        _ => false,
    }
}

pub fn is_preposition(words: &[Word], at: usize) -> bool {
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
                | "under"
                | "over"
                | "above"
                | "below"
        )
}

fn is_article(words: &[Word], at: usize) -> bool {
    at > 0 && matches!(&*words[at - 1].stem, "a" | "an" | "the" | "its" | "their" | "this")
}

/// "a weakened law", "the forbidden guns": a participle between an article and its noun.
fn describes(words: &[Word], at: usize) -> bool {
    let word = &words[at];
    let participle = word.participle || word.form == "forbidden";
    let noun = words.get(at + 1).is_some_and(|next| !next.after_break && !is_preposition(words, at + 2));
    participle && is_article(words, at) && noun
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

/// How many words may stand between an operator and the rule that it acts on.
pub const REACH: usize = 4;

pub struct Reader {
    axis: Axis,
    reference: i8,
    /// Product of the turning words not yet used.
    pending: i8,
    operator: bool,
    preserve: bool,
    change: bool,
    /// Whether the topic was reached through a word of change.
    altered: bool,
    /// Whether something is done to the clause's topic already.
    acted: bool,
    /// After the last operator.
    reach: usize,
    /// The word being read.
    pub at: usize,
    /// What that word is to the issue, where it stands in the sentence.
    pub own: Option<i8>,
    negated: bool,
    /// Whether the clause says what ought to be.
    urged: bool,
    topic: Option<(i8, Leaf)>,
    carried: Option<i8>,
    /// A judgement of what has yet to be named.
    ahead: Option<i8>,
    /// Sign of the first thing of the clause that the issue knows.
    thing: Option<i8>,
    effects: Vec<i8>,
    judgements: Vec<i8>,
    out: Reading,
}

impl Reader {
    pub fn new(axis: Axis, reference: i8) -> Self {
        Self {
            axis,
            reference,
            pending: 1,
            operator: false,
            preserve: false,
            change: false,
            altered: false,
            acted: false,
            reach: 0,
            at: 0,
            own: None,
            negated: false,
            urged: false,
            topic: None,
            carried: None,
            ahead: None,
            thing: None,
            effects: Vec::new(),
            judgements: Vec::new(),
            out: Reading::default(),
        }
    }

    pub fn take(&mut self, item: Item, words: &[Word], following: Option<&Item>) {
        match item.role {
            Role::Plain => {}
            Role::Law if self.axis.opening < 0 => self.law(),
            Role::Law => self.refer(),
            Role::Only => self.out.only = true,
            Role::Negation => {
                // "no reason to" says what ought not to be.
                let argued = item.end - item.start > 2;
                let declared = words[item.start].stem == "there";
                self.out.ought |= argued;
                self.urged |= argued && !declared;
                self.pending = -self.pending;
                self.negated = true;
            }
            // "a weakened law" is still a law.
            Role::Reverse | Role::Restrict if describes(words, item.start) => {}
            // "without asking" tells how.
            Role::Reverse if item.end - item.start == 1 && parts(words, item.start) => {}
            Role::Reverse => self.reverse(item, following),
            Role::Make | Role::Oblige if self.settled() => {}
            Role::Make | Role::Oblige => (self.operator, self.reach) = (true, item.end),
            Role::Preserve => self.hold(),
            Role::Change => (self.change, self.operator, self.reach) = (true, true, item.end),
            Role::Restrict => {
                // "the export should be banned": said of the clause's subject, however far back.
                if item.start > 0 && words[item.start - 1].stem == "be" {
                    self.operator = false;
                }
                self.leaf(-1, item.start);
            }
            Role::Permit => {
                let claimed = words[item.start..item.end]
                    .iter()
                    .any(|w| matches!(&*w.stem, "right" | "entitl" | "fre" | "exempt"));
                self.out.ought |= claimed;
                self.urged |= claimed;
                self.leaf(1, item.start);
            }
            Role::Rule => self.leaf(-1, item.start),
            Role::Resist => self.resist(),
            Role::Deed | Role::Instrument | Role::Pronoun => self.refer(),
            Role::Ought => self.ought(item, words),
            Role::Condition => self.out.condition = true,
            Role::Good | Role::Bad => {
                let value = if item.role == Role::Good { 1 } else { -1 };
                match self.is_ahead(item, words) {
                    true => self.ahead = Some(value * self.pending),
                    false => self.judge(value, item.start),
                }
            }
            Role::Insufficient => self.want_more(),
        }
    }

    /// Whether a word that holds stands right before.
    pub fn holds_next(&self) -> bool {
        self.preserve && self.at <= self.reach + 1
    }

    pub fn see(&mut self, sign: i8) {
        self.thing.get_or_insert(sign);
        if self.out.thing == 0 {
            self.out.thing = sign * self.pending;
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
    fn reverse(&mut self, item: Item, following: Option<&Item>) {
        let acts_on_more = following.is_some_and(|next| {
            let thing = matches!(next.role, Role::Restrict | Role::Permit | Role::Rule);
            thing && next.start <= item.end + 2
        });
        if acts_on_more {
            self.topic = None;
        }
        match self.topic {
            Some((sign, Leaf::Strong)) => {
                // "the export curbs have to be eased" eases them.
                if std::mem::take(&mut self.acted) {
                    self.effects.pop();
                }
                self.effects.push(-sign * self.pending);
                self.clear();
            }
            _ => {
                self.pending = -self.pending;
                (self.operator, self.reach) = (true, item.end);
            }
        }
    }

    /// "the target stays" after its topic, "keep …" before it.
    fn hold(&mut self) {
        match self.topic {
            Some((_, Leaf::Strong)) => {
                if self.altered {
                    self.effects.pop();
                }
                self.out.ought = true;
                self.effects.push(self.out.last * self.pending);
                self.topic = Some((self.out.last, Leaf::Strong));
                self.clear();
            }
            _ => (self.preserve, self.operator, self.reach) = (true, true, self.at + 1),
        }
    }

    /// A thing that closes (-1) or opens (+1).
    pub fn leaf(&mut self, open: i8, at: usize) {
        if matches!(self.topic, Some((_, Leaf::Strong))) && !self.operator {
            return;
        }
        if self.operator && at > self.reach + REACH {
            self.neutral();
            return;
        }
        let thing = self.own.unwrap_or(open * self.axis.opening);
        let turned = if self.change { -self.pending } else { self.pending };
        let sign = thing * turned;
        self.acted = self.operator || self.negated || self.urged;
        if self.acted {
            self.effects.push(sign);
        }
        self.altered = self.change;
        self.settle(sign, Leaf::Strong);
        self.out.last = thing;
    }

    /// "drop its veto", "end the opposition to the ban": a no to the issue, whichever way that points.
    fn resist(&mut self) {
        let sign = -self.pending;
        if self.operator || self.negated {
            self.effects.push(sign);
        }
        let named = self.out.named;
        self.settle(sign, Leaf::Strong);
        (self.out.last, self.out.named) = (-1, named);
    }

    fn settle(&mut self, sign: i8, leaf: Leaf) {
        self.topic = Some((sign, leaf));
        self.carried = Some(sign);
        if let Some(value) = self.ahead.take() {
            self.judgements.push(sign * value);
        }
        self.out.named = true;
        self.clear();
    }

    fn refer(&mut self) {
        if self.settled() {
            return;
        }
        let sign = match self.change {
            true => self.alteration(),
            false if self.axis.undoes_text && self.operator => -self.pending,
            false => self.reference * self.pending,
        };
        if self.operator || self.negated {
            self.effects.push(sign);
        }
        self.topic = Some((sign, Leaf::Weak));
        self.clear();
    }

    /// A text that closes: what it is said to do tells more.
    fn law(&mut self) {
        if self.settled() {
            return;
        }
        let sign = -self.axis.opening;
        let turned = if self.change { -self.pending } else { self.pending };
        if self.operator || self.negated {
            self.effects.push(sign * turned);
        }
        self.topic = Some((sign * turned, Leaf::Weak));
        self.out.last = sign;
        self.out.named = true;
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
        if !(self.operator || self.negated && !self.urged) || self.settled() {
            return;
        }
        let sign = match (self.preserve, self.change) {
            // "the move must be stopped": nothing follows that could be acted on.
            _ if self.topic.is_some() && self.at <= self.reach + 1 => {
                self.topic.map_or(0, |(s, _)| s) * self.pending
            }
            (true, _) if self.thing.is_some() => self.pending * self.thing.unwrap_or(1),
            (true, _) if self.axis.wants_change || self.axis.direction < 0 => -self.pending,
            (true, _) => self.pending,
            (_, true) => self.alteration(),
            _ => self.pending * self.thing.unwrap_or(self.axis.direction),
        };
        self.effects.push(sign);
        self.settle(sign, Leaf::Neutral);
    }

    /// "it is unfair that …": the judgement is of what follows.
    fn is_ahead(&self, item: Item, words: &[Word]) -> bool {
        let opens = words.get(item.end).is_some_and(|w| matches!(&*w.stem, "that" | "to" | "if" | "when"));
        let before = &words[item.start.saturating_sub(4)..item.start];
        opens && before.iter().any(|w| w.stem == "it") && !self.settled()
    }

    fn judge(&mut self, value: i8, at: usize) {
        // "avoid a conflict", "create clarity": the judged word is the operator's object, not said of it.
        if self.thing.is_some() || at > self.reach + 3 {
            self.neutral();
        }
        let topic = self.judged_topic();
        self.judgements.push(topic * value * self.pending);
        (self.pending, self.negated) = (1, false);
    }

    /// What a judgement is of: the clause's own topic, a thing the issue knows, what was named before, or the focus.
    fn judged_topic(&self) -> i8 {
        self.topic.map(|(sign, _)| sign).or(self.thing).or(self.carried).unwrap_or(self.reference)
    }

    fn want_more(&mut self) {
        self.neutral();
        let topic = self.judged_topic();
        self.judgements.push(topic);
        (self.pending, self.negated) = (1, false);
    }

    pub fn close(&mut self) {
        self.neutral();
        self.wished();
        (self.topic, self.thing, self.urged, self.acted) = (None, None, false, false);
        self.clear();
    }

    /// "the ban should come sooner", "the cap must apply to all": said of a topic to which nothing else is done.
    fn wished(&mut self) {
        if let Some((sign, Leaf::Strong)) =
            self.topic.filter(|_| self.urged && !self.acted && self.effects.is_empty())
        {
            self.effects.push(sign * self.pending);
        }
    }

    pub fn finish(mut self) -> Reading {
        self.close();
        if let Some(value) = self.ahead.take() {
            self.judgements.push(self.reference * value);
        }
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
