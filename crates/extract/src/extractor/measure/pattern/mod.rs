//! The forms in which a clause sets or reports a rule; the first that fits reads it.
mod action;
mod copied;
mod ending;
mod giving;
mod imposed;
mod made;
mod modal;
mod object;
mod state;
mod supply;
mod unlawful;

pub use supply::is_supply;

use super::draft::{Draft, Scene};

type Pattern = fn(Scene, usize) -> Option<Draft>;

pub static ALL: [Pattern; 14] = [
    modal::under_rule,
    action::read,
    object::read,
    supply::read,
    giving::read,
    imposed::set,
    imposed::starting,
    ending::read,
    ending::no_longer,
    copied::read,
    unlawful::read,
    made::read,
    state::read,
    modal::duty,
];
