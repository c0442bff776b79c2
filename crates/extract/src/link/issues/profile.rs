//! One issue as words: what it is about, what it wants, and what its phrasings say of the things they name.
use super::{
    lexicon, phrasing,
    polarity::{self, Axis, Sense},
    terms::{COMMON, SYNONYMS, named_as_things, term, terms_of},
    words::{Word, words},
};
use rapporteur_record::Issue;
use std::collections::{BTreeMap, BTreeSet};

/// What a term of an example phrasing weighs, where one of the issue's sentence weighs 1.
const PHRASE: f32 = 0.6;

/// One issue as words.
#[derive(Debug, Clone)]
pub struct Profile {
    pub id: String,
    /// Term → weight by where it stands: the issue's sentence counts more than an example phrasing.
    pub terms: BTreeMap<String, f32>,
    /// Terms of the issue's own sentence, and those that its phrasings keep coming back to.
    pub own: BTreeSet<String>,
    /// Term → how much more often it stands in phrasings for than against.
    pub lean: BTreeMap<String, f32>,
    /// Neutral terms → whether the issue wants more (above 0) or less of the thing.
    pub things: BTreeMap<String, i8>,
    /// Rules, bans and exemptions of the issue's sentence, and what it would make, with what they are to it.
    pub leaves: BTreeMap<String, i8>,
    /// Terms of the issue's sentence.
    pub sentence: BTreeSet<String>,
    /// Words of effect that name a thing in the issue's sentence: "a fund".
    pub named: BTreeSet<String>,
    pub axis: Axis,
    /// Figures of the issue's sentence, such as a year.
    pub marks: BTreeSet<String>,
    /// Words of judgement in the issue's sentence: there they name the topic ("liable for the harm").
    pub topical: BTreeSet<String>,
}

impl Profile {
    pub fn of(issue: &Issue) -> Self {
        let text = words(&issue.text);
        let mut terms = BTreeMap::new();
        add_terms(&mut terms, &text, 1.0);
        for phrase in issue.pro.iter().chain(&issue.contra) {
            add_terms(&mut terms, &words(phrase), PHRASE);
        }
        let axis = axis_of(issue, &text);
        let is_figure = |w: &&Word| w.stem.starts_with(|c: char| c.is_ascii_digit());
        let marks = text.iter().filter(is_figure).map(|w| w.stem.clone()).collect();
        let own = own_terms(issue, &text);
        let things = things_of(issue);
        let leaves = leaves_of(&text, axis);
        let topical = topical_words(&text);
        let sentence = terms_of(&text).map(|(term, _)| term).collect();
        let named = named_as_things(&text).collect();
        let (id, lean) = (issue.id.clone(), lean_of(issue));
        Self { id, terms, own, lean, things, leaves, sentence, named, axis, marks, topical }
    }

    /// What a word without an effect of its own, or a phrase with one, means to this issue.
    pub fn sense(&self, words: &[Word]) -> Sense {
        let [word] = words else { return self.sense_of_phrase(words) };
        let term = term(word);
        match self.things.get(term) {
            _ if self.marks.contains(&word.stem) => Sense::Mark,
            _ if self.topical.contains(&word.stem) => Sense::Topical,
            _ if self.leaves.contains_key(term) => Sense::Own(self.leaves[term]),
            Some(&sign) => Sense::Thing(sign),
            None => Sense::Nothing,
        }
    }

    /// "border controls", where the issue's sentence speaks of controls at the border: what the issue is about.
    fn sense_of_phrase(&self, words: &[Word]) -> Sense {
        match words.iter().all(|w| self.sentence.contains(term(w))) {
            true => Sense::Own(self.axis.direction),
            false => words.first().map_or(Sense::Nothing, |w| self.sense(std::slice::from_ref(w))),
        }
    }

    /// Whether the issue's own sentence has the word.
    pub fn says(&self, word: &Word) -> bool {
        self.sentence.contains(term(word))
    }
}

/// What rules, bans, exemptions and deeds of the issue's sentence are to it, by term.
fn leaves_of(text: &[Word], axis: Axis) -> BTreeMap<String, i8> {
    let makes = text.iter().filter(|w| lexicon::role_of(w) == Some(lexicon::Role::Make));
    let made = makes.map(|w| (term(w).clone(), axis.direction));
    let own = phrasing::own_leaves(text)
        .into_iter()
        .map(|(stem, sign)| (SYNONYMS.get(&stem).cloned().unwrap_or(stem), sign));
    made.chain(own).collect()
}

/// Terms of the issue's sentence, and those that its phrasings keep coming back to.
fn own_terms(issue: &Issue, text: &[Word]) -> BTreeSet<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for phrase in issue.pro.iter().chain(&issue.contra) {
        let terms: BTreeSet<String> = terms_of(&words(phrase)).map(|(term, _)| term).collect();
        for term in terms {
            *counts.entry(term).or_insert(0) += 1;
        }
    }
    let often = counts.into_iter().filter(|(_, n)| *n > 1).map(|(term, _)| term);
    terms_of(text).map(|(term, _)| term).chain(often).collect()
}

fn topical_words(text: &[Word]) -> BTreeSet<String> {
    let judging = |i: &lexicon::Item| matches!(i.role, lexicon::Role::Good | lexicon::Role::Bad);
    lexicon::items(text).into_iter().filter(judging).map(|i| text[i.start].stem.clone()).collect()
}

fn add_terms(terms: &mut BTreeMap<String, f32>, words: &[Word], weight: f32) {
    for (term, factor) in terms_of(words) {
        let known = terms.entry(term).or_insert(0.0);
        *known = known.max(weight * factor);
    }
}
/// The issue's sentence read in its own terms; the phrasings decide where it does nothing.
fn axis_of(issue: &Issue, text: &[Word]) -> Axis {
    let has = |role| lexicon::items(text).iter().any(|i| i.role == role);
    // "X should be kept" wants X, "X should be changed" wants the change.
    let open =
        Axis { direction: 1, opening: 1, wants_change: !has(lexicon::Role::Preserve), undoes_text: false };
    let reading = polarity::read(text, open, 1, |_| Sense::Nothing);
    let own = if reading.effect == 0 { reading.last } else { reading.effect };
    let holds = |phrase: &String| {
        let found = lexicon::items(&words(phrase));
        found.iter().any(|i| i.role == lexicon::Role::Preserve)
    };
    let wants_change = !issue.pro.iter().chain([&issue.text]).any(holds);
    let undoes_text =
        own < 0 && reading.last == 0 && (has(lexicon::Role::Instrument) || has(lexicon::Role::Law));
    // What is in a law or accord that shall be made is wanted; exemptions from it are not.
    let texts = has(lexicon::Role::Law) || has(lexicon::Role::Instrument);
    let makes_text = own > 0 && reading.last == 0 && texts;
    // Whoever obliges somebody makes a rule.
    let obliges = own >= 0 && reading.last == 0 && (has(lexicon::Role::Oblige) || has_duty(text));
    let direction = if own < 0 { -1 } else { 1 };
    let opening = if makes_text || obliges { -1 } else { direction };
    Axis { direction, opening, wants_change, undoes_text }
}

/// "should have to"
fn has_duty(text: &[Word]) -> bool {
    let items = lexicon::items(text);
    let ought = |i: &lexicon::Item| i.role == lexicon::Role::Ought;
    items.windows(2).any(|pair| pair.iter().all(ought) && pair[0].end == pair[1].start)
}

/// Things that the phrasings want or do not want: "hybrids should live on" said against an issue makes hybrids what it
/// does not want.
fn things_of(issue: &Issue) -> BTreeMap<String, i8> {
    let mut signs: BTreeMap<String, BTreeSet<i8>> = BTreeMap::new();
    for (phrase, side) in sided(issue) {
        let words = words(phrase);
        for clause in words.chunk_by(|_, next| !next.after_break).filter(|c| phrasing::argues(c)) {
            let sign = phrasing::turns(clause) * side;
            for term in plain_terms(phrasing::judged_part(clause)) {
                signs.entry(term).or_default().insert(sign);
            }
        }
    }
    // What the issue's sentence names, or phrasings of both signs, is what it is about, not a side of it.
    let about: BTreeSet<String> = terms_of(&words(&issue.text)).map(|(term, _)| term).collect();
    signs.retain(|term, _| !about.contains(term));
    signs.into_iter().filter(|(_, s)| s.len() == 1).map(|(term, s)| (term, s.into_iter().sum())).collect()
}
/// Terms of full substance that are no part of a phrase of effect.
fn plain_terms(words: &[Word]) -> Vec<String> {
    let taken = lexicon::items(words);
    let free = |n: &usize| !taken.iter().any(|i| i.start <= *n && *n < i.end);
    let free: Vec<Word> = (0..words.len()).filter(free).map(|n| words[n].clone()).collect();
    terms_of(&free).filter(|(_, factor)| *factor == 1.0).map(|(term, _)| term).collect()
}

/// The phrasings with the side that they stand for.
fn sided(issue: &Issue) -> impl Iterator<Item = (&String, i8)> {
    issue.pro.iter().map(|p| (p, 1)).chain(issue.contra.iter().map(|p| (p, -1)))
}

/// Single words count 1, pairs of neighbours more: "inside Ukraine" tells what "inside" does not.
const PAIR: f32 = 2.0;

fn lean_of(issue: &Issue) -> BTreeMap<String, f32> {
    let mut lean: BTreeMap<String, f32> = BTreeMap::new();
    for (phrase, side) in sided(issue).chain([(&issue.text, 1)]) {
        for (term, weight) in leaning_terms(&words(phrase)) {
            *lean.entry(term).or_insert(0.0) += weight * f32::from(side);
        }
    }
    lean.retain(|_, v| *v != 0.0);
    lean
}

pub fn leaning_terms(words: &[Word]) -> BTreeMap<String, f32> {
    let place =
        |s: &str| if matches!(s, "insid" | "inside" | "within") { "in".to_owned() } else { s.to_owned() };
    let tells = |w: &Word| !COMMON.contains(&*w.stem) && !is_any_text(w);
    let single = words.iter().filter(|w| tells(w)).map(|w| (w.stem.clone(), 1.0));
    let pairs = words.windows(2).filter(|p| tells(&p[1]) && !p[1].after_break);
    single.chain(pairs.map(|p| (format!("{} {}", place(&p[0].stem), p[1].stem), PAIR))).collect()
}

/// A noun for whatever is on the table, which those for and those against use alike.
fn is_any_text(word: &Word) -> bool {
    matches!(
        &*word.stem,
        "bill" | "draft" | "text" | "proposal" | "plan" | "idea" | "motion" | "mot" | "measur" | "law"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_issue_wants_what_its_sentence_says() {
        for (text, direction, opening) in [
            ("The export of advanced chips to China should be banned.", -1, -1),
            ("The carbon border adjustment should be kept.", 1, 1),
            ("Telecoms firms should be obliged to keep connection data.", 1, -1),
            ("The cod quota should be cut by half.", 1, 1),
        ] {
            let issue = Issue { id: "x".into(), text: text.into(), pro: vec![], contra: vec![] };
            let axis = Profile::of(&issue).axis;
            assert_eq!((axis.direction, axis.opening), (direction, opening), "{text}");
        }
    }
}
