//! Which answers a commit leaves as they were: a matrix of one issue tells of the documents that have positions on it, so
//! that a long read does not make every matrix anew for each of its commits.
use crate::{failure::Failure, params::Params};
use rapporteur_store::{Filter, Record};
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

#[derive(Default)]
pub struct Matrices(Mutex<Known>);

#[derive(Default)]
struct Known {
    /// The state of the record that was looked at, its last reading, and what it is but for readings.
    state: String,
    reading: i64,
    aside: String,
    /// What the menus of the form offer: issues with their sentences, outlets.
    menus: u64,
    menu: String,
    /// The last reading that may have changed any matrix, and those that changed the matrix of one issue later.
    all: i64,
    issues: HashMap<String, i64>,
}

/// Issues that are told apart.
const ISSUES: usize = 10_000;

/// Outlets that a form offers.
pub const OUTLETS: usize = 200;

impl Matrices {
    /// A word for the state of the matrix of one issue, where the address asks for no more than that; it changes with
    /// every commit that can change the page.
    pub fn state(&self, record: &Record, path: &str, params: &Params) -> Result<Option<String>, Failure> {
        let Some(issue) = params.get("issue").filter(|_| path == "/matrix") else { return Ok(None) };
        // A new wording of a name can change who is asked for; what was known is answered by other rules.
        // So can a document that gives a person an office, where persons count for their governments.
        if ["actor", "known_at", "roll_up"].iter().any(|name| params.get(name).is_some()) {
            return Ok(None);
        }
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.look(record)?;
        let version = known.issues.get(&issue.to_ascii_lowercase()).unwrap_or(&known.all);
        Ok(Some(format!("matrix {version} {} {}", known.menus, known.aside)))
    }
}

impl Known {
    /// Looks at what was committed since. What is committed meanwhile is looked at again the next time.
    fn look(&mut self, record: &Record) -> Result<(), Failure> {
        let state = record.state()?;
        if state == self.state {
            return Ok(());
        }
        let (reading, aside) = (record.last_reading()?, record.state_but_readings()?);
        let changed = if aside == self.aside { record.issues_read_after(self.reading)? } else { None };
        match changed.filter(|changed| self.issues.len() + changed.len() <= ISSUES) {
            Some(issues) => self.issues.extend(issues.into_iter().map(|issue| (issue, reading))),
            None => (self.all, self.issues) = (reading, HashMap::new()),
        }
        let menu = menu(record)?;
        if menu != self.menu {
            self.menus += 1;
            self.menu = menu;
        }
        (self.state, self.reading, self.aside) = (state, reading, aside);
        Ok(())
    }
}

fn menu(record: &Record) -> Result<String, Failure> {
    let issues = record.issue_list(None)?.into_iter().map(|row| (row.issue, row.text));
    let outlets = record.outlets(&Filter { limit: Some(OUTLETS), ..Filter::default() })?.rows;
    let outlets = outlets.into_iter().map(|row| row.outlet);
    Ok(format!("{:?} {:?}", issues.collect::<Vec<_>>(), outlets.collect::<Vec<_>>()))
}
