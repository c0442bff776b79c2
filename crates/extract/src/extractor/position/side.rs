//! From an attitude and what it is about to a stance on an issue.
use super::{attitudes::Attitude, track::Track};
use crate::link::issues::{Index, polarity::Reading, words::Word};
use rapporteur_record::{Annotated, Stance};

/// A stance with the steps that led to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Side {
    pub issue: usize,
    pub stance: Stance,
    /// Such as `approve×effect(+)`.
    pub rule: String,
    pub confidence: f32,
}

/// What an object is about.
pub struct Matter {
    pub issue: usize,
    /// Whether its own words name the issue.
    pub named: bool,
    pub reading: Reading,
    pub reference: i8,
    /// What the issue wants of a neutral thing.
    pub direction: i8,
    /// Whether it refers to something spoken of before, or is left out.
    pub refers: bool,
}

/// Reads `object`, a stretch of `sentence` that starts after `before`.
pub fn matter(
    text: &Annotated,
    index: &Index,
    track: &Track,
    sentence: usize,
    before: &[Word],
    object: &[Word],
) -> Option<Matter> {
    let focus = if object.is_empty() { track.before(text, sentence) } else { track.focus(sentence) };
    let link = index.link(object, focus.issue);
    let issue = index.marked(object).or(link.map(|l| l.issue)).or(focus.issue)?;
    let reference = if object.is_empty() { focus.sign } else { reference(index, issue, before, focus.sign) };
    let reading = index.read(issue, object, reference);
    let refers = object.is_empty() || crate::link::issues::refers(object);
    Some(Matter {
        issue,
        named: link.is_some(),
        reading,
        reference,
        direction: index.axis(issue).direction,
        refers,
    })
}

/// The sign of what a pronoun takes up: the last thing named in the sentence, else the decision in focus.
fn reference(index: &Index, issue: usize, before: &[Word], focus: i8) -> i8 {
    match index.read(issue, before, focus).last {
        0 => focus,
        sign => sign,
    }
}

impl Matter {
    /// The sign of the thing itself: what would be done to it, else what it is, else what it refers to.
    fn thing(&self) -> Option<(i8, &'static str)> {
        let reading = &self.reading;
        match (reading.effect, reading.last) {
            (0, 0) if reading.thing != 0 => Some((reading.thing, "thing")),
            (0, 0) if self.refers => Some((self.reference, "reference")),
            (0, 0) => self.named.then_some((self.direction, "topic")),
            (0, last) => Some((last, "thing")),
            (effect, _) => Some((effect, "effect")),
        }
    }

    /// Whether the words may be about the issue at all.
    fn grounded(&self) -> bool {
        self.named || self.refers || self.reading.named
    }
}

/// The side of a holder whose attitude to the matter is known.
pub fn of(attitude: Attitude, negated: bool, matter: &Matter) -> Option<Side> {
    if !matter.grounded() && attitude != Attitude::Dread {
        return None;
    }
    let made =
        |stance, rule: String, confidence| Some(Side { issue: matter.issue, stance, rule, confidence });
    if attitude == Attitude::Undecided {
        return made(Stance::Undecided, "undecided".to_owned(), if matter.named { 0.8 } else { 0.5 });
    }
    let (sign, via) = match attitude {
        Attitude::Dread if matter.reading.judged != 0 => (matter.reference, "consequence"),
        _ => matter.thing()?,
    };
    let toward = match attitude {
        Attitude::Reject | Attitude::Dread => -1,
        _ => 1,
    } * if negated { -1 } else { 1 };
    let name = format!("{attitude:?}×{via}({})", if sign > 0 { "for" } else { "against" }).to_lowercase();
    let confidence = if matter.named || matter.reading.named { 0.85 } else { 0.6 };
    made(stance(sign * toward, matter.reading.condition), name, confidence)
}

/// Support tied to a condition is conditional.
pub fn stance(sign: i8, condition: bool) -> Stance {
    match (sign > 0, condition) {
        (true, true) => Stance::Conditional,
        (true, false) => Stance::Support,
        (false, _) => Stance::Oppose,
    }
}
