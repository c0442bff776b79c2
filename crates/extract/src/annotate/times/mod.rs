//! Time expressions of English text as TIMEX3, by rules as data; needs no parse.
use rapporteur_record::{PartialDate, Time};

/// The time expressions of `text` in order, resolved against its publication date where one is known.
pub fn find(_text: &str, _published: Option<PartialDate>) -> Vec<Time> {
    Vec::new()
}
