//! From an attitude and what it is about to a stance on an issue.
use super::{attitudes::Attitude, track::Track};
use crate::link::issues::{Index, Link, Reference, polarity::Reading, proviso, reference_of, words::Word};
use crate::setup::Part;
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

/// How sure it is that "the scheme" means the issue that alone speaks of a scheme.
const CALLED: f32 = 0.4;

/// What an object is about.
pub struct Matter {
    pub issue: usize,
    /// Whether its own words name the issue.
    pub named: bool,
    /// How much they share with it.
    pub score: f32,
    pub reading: Reading,
    pub reference: i8,
    /// What the issue wants of a neutral thing.
    pub direction: i8,
    /// Whether it refers to something spoken of before, or is left out.
    pub refers: bool,
    /// Its words without the clause that sets terms.
    pub main: Vec<Word>,
    /// The clause that sets terms.
    pub terms: Vec<Word>,
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
    let proviso::Split { main, terms } = match index.has(Part::Terms) {
        true => proviso::split(object),
        false => proviso::Split { main: object.to_vec(), terms: Vec::new() },
    };
    let taken_up = if main.is_empty() { Some(Reference::Other) } else { reference_of(&main) };
    let focus = match taken_up {
        None => track.focus(sentence),
        Some(Reference::Other) if !main.is_empty() => track.focus(sentence),
        Some(Reference::Other) => track.before(text, sentence),
        Some(Reference::Deed) => track.deed(sentence),
    };
    let called = || Some(Link { issue: index.called(&main)?, score: CALLED });
    let link = index.link(&main, focus.issue).or_else(called);
    let issue = index.marked(&main).or(link.map(|l| l.issue)).or(focus.issue)?;
    let reference = match taken_up {
        Some(Reference::Deed) => focus.sign,
        _ if main.is_empty() => focus.sign,
        _ => reference(index, issue, before, focus.sign),
    };
    let mut reading = index.read(issue, &main, reference);
    reading.condition |= !terms.is_empty();
    Some(Matter {
        issue,
        named: link.is_some(),
        score: link.map_or(0.0, |l| l.score),
        reading,
        reference,
        direction: index.axis(issue).direction,
        refers: taken_up.is_some(),
        main,
        terms,
    })
}

/// The sign of what a pronoun takes up: the last thing named in the sentence, else the decision in focus.
fn reference(index: &Index, issue: usize, before: &[Word], focus: i8) -> i8 {
    match index.read(issue, before, focus).last {
        0 => focus,
        sign => sign,
    }
}

/// The least score of a topic that nothing is said of but its name.
pub const TOPIC: f32 = 0.5;

impl Matter {
    /// The sign of the thing itself: what would be done to it, else what it is, else what it refers to.
    fn thing(&self) -> Option<(i8, &'static str)> {
        let reading = &self.reading;
        match (reading.effect, reading.last) {
            (0, 0) if reading.thing != 0 => Some((reading.thing, "thing")),
            (0, 0) if self.refers => Some((self.reference, "reference")),
            (0, 0) => (self.named && self.score >= TOPIC).then_some((self.direction, "topic")),
            (0, last) => Some((last, "thing")),
            (effect, _) => Some((effect, "effect")),
        }
    }

    /// Whether the words may be about the issue at all.
    pub fn grounded(&self) -> bool {
        self.named || self.refers || self.reading.named
    }

    fn made(&self, stance: Stance, rule: String, confidence: f32) -> Option<Side> {
        Some(Side { issue: self.issue, stance, rule, confidence })
    }
}

/// The side of a holder whose attitude to the matter is known.
pub fn of(attitude: Attitude, negated: bool, matter: &Matter) -> Option<Side> {
    if !matter.grounded() && attitude != Attitude::Dread {
        return None;
    }
    if attitude == Attitude::Undecided || attitude == Attitude::Exclude && negated {
        let confidence = if matter.named { 0.8 } else { 0.5 };
        return matter.made(Stance::Undecided, "undecided".to_owned(), confidence);
    }
    if attitude == Attitude::Judge {
        return judged(negated, matter);
    }
    let (sign, via) = match attitude {
        Attitude::Dread if matter.reading.judged != 0 => (matter.reference, "consequence"),
        // Who fears for a thing is not against it.
        Attitude::Dread => matter.thing().filter(|(_, via)| *via != "topic")?,
        _ => matter.thing()?,
    };
    let toward = match attitude {
        Attitude::Reject | Attitude::Dread | Attitude::Exclude => -1,
        _ => 1,
    } * if negated { -1 } else { 1 };
    let name = format!("{attitude:?}×{via}({})", if sign > 0 { "for" } else { "against" }).to_lowercase();
    let confidence = if matter.named || matter.reading.named { 0.85 } else { 0.6 };
    let condition = matter.reading.condition && attitude != Attitude::Dread;
    matter.made(stance(sign * toward, condition), name, confidence)
}

/// "calls the levy a mistake": what is said of the thing decides.
fn judged(negated: bool, matter: &Matter) -> Option<Side> {
    let sign = matter.reading.judged * if negated { -1 } else { 1 };
    let rule = || format!("judge({})", if sign > 0 { "for" } else { "against" });
    if sign == 0 { None } else { matter.made(stance(sign, matter.reading.condition), rule(), 0.75) }
}

/// The side on the issue that the terms name, where it is another than the one that is said on these terms: whoever wants
/// the toll only with an exemption wants the exemption.
pub fn of_terms(index: &Index, matter: &Matter) -> Option<Side> {
    let link = index.link(&matter.terms, None)?;
    let sign = match index.read(link.issue, &matter.terms, 1).effect {
        // "only if women are drafted": the issue's own verb.
        0 if matter.terms.iter().any(|w| w.participle && index.says(link.issue, w)) => 1,
        effect => effect,
    };
    let other = link.issue != matter.issue && link.score >= TOPIC && sign != 0;
    other.then(|| Side {
        issue: link.issue,
        stance: stance(sign, false),
        rule: "terms".to_owned(),
        confidence: 0.6,
    })
}

/// Support tied to a condition is conditional.
pub fn stance(sign: i8, condition: bool) -> Stance {
    match (sign > 0, condition) {
        (true, true) => Stance::Conditional,
        (true, false) => Stance::Support,
        (false, _) => Stance::Oppose,
    }
}
