//! Who is in the reader's mind at a place of the text.
//!
//! An antecedent is weighed by how near it stands, its role in its clause, how often it was spoken of, and whether its
//! clause governs the pronoun's (after Lappin and Leass 1994). What the grammar forbids is barred ([`super::place`]).
use super::lexicon::Gender;
use super::place::{Place, Role};
use super::scene::{Scene, Weight};
use crate::clause;
use rapporteur_record::{ActorKind, Dep, TokenRange};
use std::collections::{HashMap, VecDeque};

/// How many phrases back an antecedent may stand.
const MEMORY: usize = 64;
/// How many of those weighed are kept to be shown.
const SHOWN: usize = 4;
/// Two whose scores differ by less are equally good.
const MARGIN: f32 = 0.12;

/// One phrase that the reader has passed.
#[derive(Debug, Clone, Copy)]
pub struct Seen {
    /// `None` for a thing that acts for nobody: it may be what "it" or "they" means, so that no actor is.
    pub referent: Option<usize>,
    pub tokens: TokenRange,
    pub head: usize,
    pub sentence: usize,
    pub role: Role,
    plural: bool,
    /// The first token of the quotation that holds it.
    quotation: Option<usize>,
    heading: bool,
    pronoun: bool,
    /// One of several side by side.
    in_row: bool,
}

impl Seen {
    pub const fn is_subject(&self) -> bool {
        matches!(self.role, Role::Subject | Role::Source)
    }
}

/// What a phrase asks of its antecedent.
pub struct Wanted<'f> {
    pub gender: Gender,
    /// How many sentences back it may stand.
    pub sentences: usize,
    pub fits: &'f dyn Fn(usize) -> bool,
    /// Whether a thing of this number may be meant instead of an actor.
    pub things: Option<Number>,
    /// What speaks against each of those that fit.
    pub against: &'f dyn Fn(usize) -> f32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Number {
    Singular,
    Plural,
}

/// What was chosen for a phrase, why, and what else was weighed.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    pub referent: Option<usize>,
    pub rule: &'static str,
    pub antecedent: Option<TokenRange>,
    pub weighed: Vec<Weight>,
}

/// Nothing speaks against any of those that fit.
pub const fn nothing(_: usize) -> f32 {
    0.0
}

impl Choice {
    pub fn open(rule: &'static str) -> Self {
        Self { rule, ..Self::default() }
    }

    pub fn certain(referent: usize, rule: &'static str, antecedent: TokenRange) -> Self {
        Self { referent: Some(referent), rule, antecedent: Some(antecedent), weighed: Vec::new() }
    }
}

#[derive(Default)]
pub struct Salience {
    seen: VecDeque<Seen>,
    counts: HashMap<usize, u32>,
}

impl Salience {
    pub fn see(&mut self, scene: &Scene, referent: usize, tokens: TokenRange, head: usize) {
        *self.counts.entry(referent).or_default() += 1;
        self.push(scene, Some(referent), tokens, head, scene.referents[referent].plural);
        if let Some(seen) = self.seen.back_mut().filter(|_| !scene.referents[referent].members.is_empty()) {
            seen.in_row = false;
        }
    }

    /// Takes everything said of one referent for another's.
    pub fn merge(&mut self, from: usize, into: usize) {
        for seen in self.seen.iter_mut().filter(|s| s.referent == Some(from)) {
            seen.referent = Some(into);
        }
        let count = self.counts.remove(&from).unwrap_or(0);
        *self.counts.entry(into).or_default() += count;
    }

    /// A noun that is no actor.
    pub fn see_thing(&mut self, scene: &Scene, head: usize) {
        let plural = scene.text.tokens[head].tag.ends_with('S');
        self.push(scene, None, TokenRange::new(head, head + 1), head, plural);
    }

    fn push(
        &mut self,
        scene: &Scene,
        referent: Option<usize>,
        tokens: TokenRange,
        head: usize,
        plural: bool,
    ) {
        if self.seen.len() == MEMORY {
            self.seen.pop_front();
        }
        let token = &scene.text.tokens[head];
        self.seen.push_back(Seen {
            referent,
            tokens,
            head,
            sentence: token.sentence,
            role: Role::of(scene, head),
            plural,
            quotation: scene.text.quotation_of(head).map(|q| q.tokens.start),
            heading: scene.is_heading(head),
            pronoun: token.tag.starts_with("PRP"),
            in_row: is_in_row(scene, head),
        });
    }

    /// Whether the referent was spoken of in the quotation that begins with the token.
    pub fn is_in(&self, referent: usize, quotation: Option<usize>) -> bool {
        self.seen.iter().any(|s| s.referent == Some(referent) && s.quotation == quotation)
    }

    /// Referents of the phrases passed, latest first.
    pub fn latest(&self) -> impl Iterator<Item = usize> {
        self.seen.iter().rev().filter_map(|s| s.referent)
    }

    /// The only one of those that fit whom the last `back` sentences speak of, if a clause was about it.
    pub fn only_subject(&self, sentence: usize, back: usize, fits: &dyn Fn(usize) -> bool) -> Option<usize> {
        let near = |s: &&Seen| s.sentence < sentence && sentence - s.sentence <= back && !s.heading;
        let mut seen =
            self.phrases().filter(near).filter_map(|s| Some((s.referent.filter(|&r| fits(r))?, s)));
        let (first, phrase) = seen.next()?;
        let (mut alone, mut subject) = (true, phrase.is_subject());
        for (referent, phrase) in seen {
            alone &= referent == first;
            subject |= phrase.is_subject();
        }
        (alone && subject).then_some(first)
    }

    /// The one of those that fit of whom the text speaks most, weighed against how long ago it did.
    pub fn most_spoken_of(&self, sentence: usize, fits: &dyn Fn(usize) -> bool) -> Option<usize> {
        let often = |r: usize| self.counts.get(&r).copied().unwrap_or(0) as f32;
        let back = |s: &Seen| sentence.saturating_sub(s.sentence) as f32;
        let weighed = self.phrases().filter_map(|s| Some((s.referent.filter(|&r| fits(r))?, back(s))));
        let mut best: Option<(usize, f32)> = None;
        for (referent, back) in weighed {
            let score = often(referent) - 0.5 * back;
            if best.is_none_or(|(_, b)| score > b) {
                best = Some((referent, score));
            }
        }
        best.map(|(referent, _)| referent)
    }

    pub fn phrases(&self) -> impl Iterator<Item = &Seen> {
        self.seen.iter().rev()
    }

    /// The most salient antecedent for a phrase at `place`; none where none fits or two are equally good.
    pub fn antecedent(&self, scene: &Scene, place: &Place, wanted: &Wanted) -> Choice {
        let mut best: Vec<Candidate> = Vec::new();
        for seen in self.seen.iter().rev() {
            let back = place.sentence.saturating_sub(seen.sentence);
            if seen.head > place.token {
                continue;
            }
            if back > wanted.sentences {
                break;
            }
            if !self.may_be(scene, seen, place, wanted) {
                continue;
            }
            let score = self.score(scene, seen, place, back, wanted);
            let (referent, tokens, rule) = (seen.referent, seen.tokens, seen.role.rule());
            match best.iter_mut().find(|c| c.referent == referent) {
                Some(old) if old.score < score => *old = Candidate { referent, tokens, score, rule },
                Some(_) => {}
                None => best.push(Candidate { referent, tokens, score, rule }),
            }
        }
        best.extend(place.ahead.filter(|a| self.ahead_fits(scene, a.referent, place, wanted)).map(|a| {
            let score = a.score + self.standing(scene, a.referent, place, wanted);
            Candidate { referent: Some(a.referent), tokens: a.tokens, score, rule: "subject-ahead" }
        }));
        choose(best)
    }

    fn ahead_fits(&self, scene: &Scene, referent: usize, place: &Place, wanted: &Wanted) -> bool {
        let gender = wanted.gender.allows(scene.referents[referent].gender);
        gender && (wanted.fits)(referent) && !place.barred.contains(&referent)
    }

    fn may_be(&self, scene: &Scene, seen: &Seen, place: &Place, wanted: &Wanted) -> bool {
        match seen.referent {
            Some(referent) => self.ahead_fits(scene, referent, place, wanted),
            None => match wanted.things {
                Some(_) if place.acts => false,
                Some(number) => seen.plural == (number == Number::Plural) && !place.is_argument(seen.head),
                None => false,
            },
        }
    }

    fn score(&self, scene: &Scene, seen: &Seen, place: &Place, back: usize, wanted: &Wanted) -> f32 {
        let paragraph = scene.text.sentence_of(seen.head).paragraph == place.paragraph;
        let mut score = -1.2 * back as f32 + seen.role.weight(back == 0);
        score += if place.subject && seen.role == Role::Subject { 0.5 } else { 0.0 };
        score += if paragraph { 0.5 } else { 0.0 };
        score -= if seen.heading { 2.0 } else { 0.0 };
        score += if seen.pronoun { 0.3 } else { 0.0 };
        score -= if seen.in_row { 0.8 } else { 0.0 };
        score -= match (seen.quotation, place.quotation) {
            (a, b) if a == b => 0.0,
            (Some(_), None) => 2.0,
            _ => 0.4,
        };
        score -= 0.004 * place.token.abs_diff(seen.head) as f32;
        let possessive = scene.text.tokens[place.token].tag == "PRP$";
        let Some(referent) = seen.referent else { return score + against_thing(place, possessive) };
        score += match place.above.iter().position(|&a| a == referent) {
            Some(0) if back == 0 => 1.5,
            Some(_) if back == 0 => 0.7,
            _ => 0.0,
        };
        score += if back == 0 && seen.pronoun { 0.8 } else { 0.0 };
        score + self.standing(scene, referent, place, wanted)
    }

    /// What a referent has wherever it stands: how much the text is about it, a name, a gender that is known or heard.
    fn standing(&self, scene: &Scene, referent: usize, place: &Place, wanted: &Wanted) -> f32 {
        let who = &scene.referents[referent];
        let often = (1.0 + self.counts.get(&referent).copied().unwrap_or(0) as f32).ln();
        let sure = match (wanted.gender, who.gender, who.heard) {
            (Gender::Unknown, ..) => 0.0,
            (wanted, known, _) if wanted == known => 0.7,
            (.., Gender::Unknown) => 0.0,
            (wanted, _, heard) => {
                if wanted == heard {
                    0.5
                } else {
                    -1.0
                }
            }
        };
        let named = if who.noun.is_none() { 0.4 } else { 0.0 };
        often * if place.quotation.is_some() { 1.0 } else { 0.5 } + sure + named - (wanted.against)(referent)
    }
}

/// One of "Rome and Madrid": as a pair they are more in mind than either.
fn is_in_row(scene: &Scene, head: usize) -> bool {
    let plural = scene.text.tokens[head].tag.ends_with('S');
    !plural && (scene.text.tokens[head].dep == Dep::Conj || !clause::conjuncts(scene.text, head).is_empty())
}

/// Things own little, are done to rather than do, and change: "it fell by a single vote".
const fn against_thing(place: &Place, possessive: bool) -> f32 {
    match (possessive, place.suffers, place.subject) {
        (true, ..) => -0.9,
        (_, true, _) => 0.5,
        (.., true) => 2.6,
        _ => -0.1,
    }
}

/// Somebody or something that a phrase may mean.
struct Candidate {
    referent: Option<usize>,
    tokens: TokenRange,
    score: f32,
    rule: &'static str,
}

/// The best, unless the next is as good; a thing that is best or as good leaves the phrase open.
fn choose(mut best: Vec<Candidate>) -> Choice {
    best.sort_by(|a, b| b.score.total_cmp(&a.score));
    let weight =
        |c: &Candidate| c.referent.map(|referent| Weight { referent, tokens: c.tokens, score: c.score });
    let weighed = best.iter().filter_map(weight).take(SHOWN).collect();
    let (chosen, rule) = match best.as_slice() {
        [] => (None, "no-antecedent"),
        [first, ..] if first.referent.is_none() => (None, "thing"),
        [first, second, ..] if first.score - second.score < MARGIN => (None, "ambiguous"),
        [first, ..] => (Some(first), first.rule),
    };
    let (referent, antecedent) = (chosen.and_then(|c| c.referent), chosen.map(|c| c.tokens));
    Choice { referent, rule, antecedent, weighed }
}

/// Whether the referent is a person.
pub fn is_person(scene: &Scene, referent: usize) -> bool {
    let r = &scene.referents[referent];
    r.kind == ActorKind::Person && !r.plural
}
