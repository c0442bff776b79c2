//! Who is in the reader's mind at a place of the text.
use super::lexicon::Gender;
use super::scene::Scene;
use rapporteur_record::ActorKind;
use std::collections::VecDeque;

/// How many phrases back an antecedent may stand.
const MEMORY: usize = 48;

/// One phrase that the reader has passed.
#[derive(Debug, Clone, Copy)]
pub struct Seen {
    pub referent: usize,
    pub token: usize,
    pub sentence: usize,
    pub subject: bool,
    quoted: bool,
    heading: bool,
}

/// What a phrase asks of its antecedent.
pub struct Wanted<'f> {
    pub gender: Gender,
    /// How many sentences back it may stand.
    pub sentences: usize,
    pub fits: &'f dyn Fn(usize) -> bool,
}

#[derive(Default)]
pub struct Salience {
    seen: VecDeque<Seen>,
}

impl Salience {
    pub fn see(&mut self, scene: &Scene, referent: usize, token: usize) {
        if self.seen.len() == MEMORY {
            self.seen.pop_front();
        }
        self.seen.push_back(Seen {
            referent,
            token,
            sentence: scene.text.tokens[token].sentence,
            subject: scene.is_subject(token) || is_source(scene, token),
            quoted: scene.is_quoted(token),
            heading: scene.is_heading(token),
        });
    }

    /// Phrases passed, latest first.
    pub fn latest(&self) -> impl Iterator<Item = &Seen> {
        self.seen.iter().rev()
    }

    /// The most salient antecedent for a phrase at `token`; `None` where none fits or two are equally good.
    ///
    /// Recency counts by sentence, subjects before others, unquoted before quoted, the text before its headings
    /// (after Lappin and Leass 1994, without their grammar filters).
    pub fn antecedent(&self, scene: &Scene, token: usize, wanted: &Wanted) -> Option<usize> {
        let here = scene.text.tokens[token].sentence;
        let mut best: Vec<(usize, f32)> = Vec::new();
        for seen in self.seen.iter().rev() {
            let back = here.saturating_sub(seen.sentence);
            if back > wanted.sentences {
                break;
            }
            let referent = &scene.referents[seen.referent];
            if !wanted.gender.allows(referent.gender) || !(wanted.fits)(seen.referent) {
                continue;
            }
            let score = self.score(scene, seen, token, back) + sure(wanted.gender, referent.gender);
            match best.iter_mut().find(|(r, _)| *r == seen.referent) {
                Some((_, old)) => *old = old.max(score),
                None => best.push((seen.referent, score)),
            }
        }
        best.sort_by(|a, b| b.1.total_cmp(&a.1));
        match best.as_slice() {
            [] => None,
            [one] => Some(one.0),
            [first, second, ..] => (first.1 > second.1 + 0.01).then_some(first.0),
        }
    }

    fn score(&self, scene: &Scene, seen: &Seen, token: usize, back: usize) -> f32 {
        let paragraph = |t: usize| scene.text.sentence_of(t).paragraph;
        let mut score = -2.0 * back as f32;
        score += if seen.subject { 3.0 } else { 0.0 };
        score += if paragraph(seen.token) == paragraph(token) { 1.0 } else { 0.0 };
        score -= if seen.quoted && !scene.is_quoted(token) { 3.0 } else { 0.0 };
        score -= if seen.heading { 2.0 } else { 0.0 };
        score - 0.001 * (token - seen.token.min(token)) as f32
    }
}

/// "According to Urso" makes as much of its noun as a subject.
fn is_source(scene: &Scene, token: usize) -> bool {
    let to = scene.text.head(token).filter(|&t| scene.lower(t) == "to");
    to.and_then(|t| scene.text.head(t)).is_some_and(|t| scene.lower(t) == "according")
}

fn sure(wanted: Gender, has: Gender) -> f32 {
    if wanted != Gender::Unknown && wanted == has { 1.0 } else { 0.0 }
}

/// Whether the referent is a person.
pub fn is_person(scene: &Scene, referent: usize) -> bool {
    let r = &scene.referents[referent];
    r.kind == ActorKind::Person && !r.plural
}
