//! Scores extracted facts against gold by the rules of the contract.
//!
//! A [`Set`] is a folder of documents with gold facts; predictions are facts by document name. [`score`] pairs the two
//! one to one, best first, and counts; [`errors`] lists what was missed and what was wrongly added. What makes a pair
//! count is said in [`pairing`], what is compared within a counted pair in [`slots`].
//!
//! ```no_run
//! use rapporteur_eval::{Set, score};
//! let set = Set::load("examples/nature-law".as_ref())?;
//! let perfect = set.gold();
//! println!("{}", score(&[set], &perfect)?.table());
//! # Ok::<(), rapporteur_eval::EvalError>(())
//! ```
mod errors;
mod names;
pub mod pairing;
mod predictions;
mod report;
mod row;
mod score;
mod set;
pub mod slots;
mod tokens;

pub use errors::{Miss, errors};
pub use names::{Names, normal};
pub use predictions::{Predictions, read_predictions};
pub use report::{Counts, Report, SlotCounts};
pub use row::Row;
pub use score::score;
pub use set::{EvalError, GoldDocument, Set};
pub use tokens::{TokenSet, Words};
