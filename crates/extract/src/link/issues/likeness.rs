//! Words that no issue names, taken for the word of an issue that their vectors are most like.
use super::{
    terms::{COMMON, substance, term},
    words::{Word, words},
};
use crate::setup::Vectors;
use rapporteur_record::Issue;
use std::{cell::RefCell, collections::BTreeMap};

/// The least likeness (cosine) that counts.
const LEAST: f32 = 0.6;
/// What a word counts that is only like a term of the issue, where the term itself counts 1.
const SHARE: f32 = 0.6;

/// The words of the issues with their vectors.
pub struct Likeness<'a> {
    vectors: &'a dyn Vectors,
    known: Vec<Known>,
    /// Word → the term that it is most like, once asked for.
    asked: RefCell<BTreeMap<String, Option<Like>>>,
}

struct Known {
    term: String,
    vector: Vec<f32>,
}

/// A term of the debate that a word is like.
#[derive(Debug, Clone, PartialEq)]
pub struct Like {
    pub term: String,
    /// What the word counts for the term: 0 to 1.
    pub weight: f32,
}

impl<'a> Likeness<'a> {
    pub fn new(issues: &[Issue], vectors: &'a dyn Vectors) -> Self {
        let texts = issues.iter().flat_map(|i| std::iter::once(&i.text).chain(&i.pro).chain(&i.contra));
        let mut known: Vec<Known> = Vec::new();
        for word in texts.flat_map(|text| words(text)).filter(tells) {
            let term = term(&word);
            if known.iter().all(|k| k.term != *term)
                && let Some(vector) = unit(vectors, &word.form)
            {
                known.push(Known { term: term.clone(), vector });
            }
        }
        Self { vectors, known, asked: RefCell::default() }
    }

    /// The term that the word is most like, where it is clearly so.
    pub fn of(&self, word: &Word) -> Option<Like> {
        if !tells(word) {
            return None;
        }
        if let Some(like) = self.asked.borrow().get(&word.form) {
            return like.clone();
        }
        let like = self.nearest(&word.form);
        self.asked.borrow_mut().insert(word.form.clone(), like.clone());
        like
    }

    fn nearest(&self, form: &str) -> Option<Like> {
        let vector = unit(self.vectors, form)?;
        let likeness = |k: &Known| k.vector.iter().zip(&vector).map(|(a, b)| a * b).sum::<f32>();
        let (best, cosine) =
            self.known.iter().map(|k| (k, likeness(k))).max_by(|a, b| a.1.total_cmp(&b.1))?;
        (cosine >= LEAST).then(|| Like { term: best.term.clone(), weight: SHARE * cosine.min(1.0) })
    }
}

/// Words of full substance alone: what is done to things is read by the lists.
fn tells(word: &Word) -> bool {
    let letters = word.form.chars().all(char::is_alphabetic) && word.form.len() > 2;
    letters && !COMMON.contains(&*word.stem) && substance(word) == 1.0
}

fn unit(vectors: &dyn Vectors, form: &str) -> Option<Vec<f32>> {
    let vector = vectors.vector(form)?;
    let length = vector.iter().map(|x| x * x).sum::<f32>().sqrt();
    (length > 0.0).then(|| vector.iter().map(|x| x / length).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Plane;

    impl Vectors for Plane {
        fn vector(&self, word: &str) -> Option<&[f32]> {
            match word {
                "ferries" => Some(&[1.0, 0.1]),
                "boat" => Some(&[1.0, 0.2]),
                "banana" => Some(&[-0.2, 1.0]),
                _ => None,
            }
        }
    }

    #[test]
    fn a_word_is_taken_for_the_term_that_it_is_like() {
        let issue = Issue {
            id: "x".into(),
            text: "Night ferries should run again.".into(),
            pro: Vec::new(),
            contra: Vec::new(),
        };
        let likeness = Likeness::new(&[issue], &Plane);
        let of = |word: &str| likeness.of(&words(word)[0]).map(|l| l.term);
        assert_eq!(of("boat"), of("ferries"));
        assert!(of("boat").is_some());
        assert_eq!((of("banana"), of("quay")), (None, None));
    }
}
