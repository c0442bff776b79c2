//! What a question names that the record does not have, and what it may have meant.
use crate::{Filter, Record, Result};

/// Issues or actors that are named at most.
const NAMED: usize = 5;

impl Record {
    /// Which issue or actor of the filter the record does not have, with the names that are most like it, as in "no issue
    /// \"tol\"; did you mean one of these: toll?". `None` where it has both.
    pub fn unknown(&self, filter: &Filter) -> Result<Option<String>> {
        if let Some(issue) = &filter.issue {
            let known = self.issue_list(None)?.into_iter().map(|row| row.issue).collect::<Vec<_>>();
            if !known.iter().any(|id| id.eq_ignore_ascii_case(issue)) {
                return Ok(Some(format!("no issue {issue:?}{}", nearest(issue, known, 0.0))));
            }
        }
        if let Some(actor) = &filter.actor {
            let only = Filter { actor: Some(actor.clone()), ..Filter::default() };
            if self.actors(&only)?.is_empty() {
                let known = self.actors(&Filter::default())?.rows.into_iter().map(|row| row.name);
                return Ok(Some(format!("nobody called {actor:?}{}", nearest(actor, known.collect(), 0.7))));
            }
        }
        Ok(None)
    }
}

/// The names that are most like the given one, as the end of a sentence; nothing where none is `alike` enough (0 to 1).
fn nearest(name: &str, known: Vec<String>, alike: f64) -> String {
    let folded = name.to_lowercase();
    let likeness = |other: &str| {
        let other = other.to_lowercase();
        let parts = other.split_whitespace().chain([other.as_str()]);
        parts.map(|part| strsim::jaro_winkler(&folded, part)).fold(0.0, f64::max)
    };
    let mut near: Vec<(f64, String)> = known.into_iter().map(|other| (likeness(&other), other)).collect();
    near.retain(|(likeness, _)| *likeness >= alike);
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    near.truncate(NAMED);
    match near.is_empty() {
        true => String::new(),
        false => {
            let names: Vec<String> = near.into_iter().map(|(_, name)| name).collect();
            format!("; did you mean one of these: {}?", names.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_alike_are_named() {
        let known = || vec!["Zoe Alba".to_owned(), "Olaf Scholz".to_owned(), "Norland".to_owned()];
        assert_eq!(nearest("scholtz", known(), 0.7), "; did you mean one of these: Olaf Scholz?");
        assert_eq!(nearest("Xyx", known(), 0.9), "");
        assert!(nearest("nor", known(), 0.0).starts_with("; did you mean one of these: Norland, "));
    }
}
