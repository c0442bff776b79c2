//! Whether two names may be one actor's: spellings, scripts, order, initials, short forms, legal forms, acronyms.
//!
//! Pure and without I/O. A name becomes a row of [`Token`]s, each with its letters and its sounds; tokens are compared
//! by [`Token::likeness`], the one measure that everything here is built on; [`Matcher`] aligns two rows and scores
//! them between 0 and 1. From [`SAME`] on two names are taken to be one actor's where nothing else is known.
//!
//! ```
//! use rapporteur_names::{Kind, Matcher, SAME};
//! let mut matcher = Matcher::default();
//! assert!(matcher.score("Andriy Sybiga", "Андрій Сибіга", Kind::Person) > SAME);
//! assert!(matcher.score("Bank of Japan", "Bank of China", Kind::Organization) < SAME);
//! ```
mod edits;
mod groups;
mod letters;
mod organization;
mod pack;
mod parts;
mod person;
mod short;
mod sounds;
mod table;
mod token;

pub use pack::{PackError, pack};
pub use parts::{
    fold, given, givens_agree, is_particle, plain, surname, surname_token, surnames_agree, tokens_agree,
};
pub use token::Token;

use organization::Organization;
use person::Person;

/// What the two names name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Person,
    Organization,
}

/// The score from which two names are one actor's: between the best thresholds for persons and for organisations on the
/// development half of the project's pairs.
pub const SAME: f32 = 0.66;

/// Compares names; keeps its buffers between calls.
#[derive(Debug, Default)]
pub struct Matcher {
    persons: (Person, Person),
    organizations: (Organization, Organization),
}

impl Matcher {
    /// How likely the two names are one actor's, 0 to 1; the order of the two does not matter.
    pub fn score(&mut self, a: &str, b: &str, kind: Kind) -> f32 {
        match kind {
            Kind::Person => {
                let (left, right) = &mut self.persons;
                left.read(a);
                right.read(b);
                person::score(left, right)
            }
            Kind::Organization => {
                let (left, right) = &mut self.organizations;
                left.read(a);
                right.read(b);
                organization::score(left, right)
            }
        }
    }
}
