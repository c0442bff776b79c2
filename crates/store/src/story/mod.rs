//! Reports of one thing, brought together across documents.
//!
//! Two facts tell of one thing where they are of one kind and one actor, can have happened at one time, and are alike
//! in what makes a fact of their kind this one. Levels of authority are actors of their own and never come together.
pub(crate) mod words;

use crate::{Days, Entry, Placed, Result, copies::Sources};
use rapporteur_record::{Claim, PartialDate, Report, Span};
use std::collections::{BTreeMap, BTreeSet};
use words::Words;

/// Reports of one thing; never empty. The first is the fullest: what a table shows.
#[derive(Debug, Clone)]
pub(crate) struct Account {
    pub reports: Vec<Entry>,
}

/// Days by which an undated report may lag behind what it tells.
const LAG: i64 = 14;
/// Days between two undated reports of one thing.
const APART: i64 = 7;
/// Part of the words of the shorter wording that the other must have.
const ALIKE: f64 = 0.6;

/// Facts in the order of time, as accounts in the order of their first reports.
pub(crate) fn accounts(facts: Vec<Entry>) -> Vec<Account> {
    let mut open: BTreeMap<(u8, String), Vec<usize>> = BTreeMap::new();
    let mut accounts: Vec<Vec<(Entry, Words)>> = Vec::new();
    for fact in facts {
        let key = (fact.kind() as u8, fact.fact.claim.actor().name.clone());
        let words = Words::of(&wording(&fact));
        let near = open.entry(key).or_default();
        near.retain(|&at| accounts[at].iter().any(|(other, _)| not_long_before(other, &fact)));
        let tells =
            |&&at: &&usize| accounts[at].iter().any(|(other, others)| one(other, others, &fact, &words));
        match near.iter().find(tells) {
            Some(&at) => accounts[at].push((fact, words)),
            None => {
                near.push(accounts.len());
                accounts.push(vec![(fact, words)]);
            }
        }
    }
    accounts.into_iter().map(|facts| Account::of(facts.into_iter().map(|(fact, _)| fact).collect())).collect()
}

impl Account {
    fn of(mut reports: Vec<Entry>) -> Self {
        reports.sort_by_key(|fact| std::cmp::Reverse(wording(fact).chars().count()));
        Self { reports }
    }

    pub fn fullest(&self) -> &Entry {
        &self.reports[0]
    }

    /// The most exact date that a report gives; where none does, the first day by which it was so.
    pub fn placed(&self) -> Placed {
        let dated = self
            .reports
            .iter()
            .filter_map(|fact| fact.fact.on)
            .max_by_key(|on| (on.to_string().len(), std::cmp::Reverse(*on)));
        let first = self.reports.iter().map(|fact| fact.placed).min();
        dated.map_or(first.unwrap_or(Placed::Unknown), Placed::On)
    }

    pub fn documents(&self) -> usize {
        self.reports.iter().map(|fact| fact.row).collect::<BTreeSet<_>>().len()
    }

    pub fn sources(&self, sources: &Sources) -> Result<usize> {
        sources.count(self.reports.iter().map(|fact| (fact.row, fact.origin.outlet.as_deref())))
    }
}

fn one(a: &Entry, a_words: &Words, b: &Entry, b_words: &Words) -> bool {
    at_one_time(a, b) && alike(a, a_words, b, b_words)
}

fn alike(a: &Entry, a_words: &Words, b: &Entry, b_words: &Words) -> bool {
    let near = || {
        a_words.alike(b_words) >= ALIKE
            && a_words.shared(b_words) >= 2.min(1 + usize::from(a.kind() as u8 == 0))
    };
    match (&a.fact.claim, &b.fact.claim) {
        (Claim::Position(a), Claim::Position(b)) => {
            a.stance == b.stance && a.issue.eq_ignore_ascii_case(&b.issue)
        }
        (Claim::Decision(x), Claim::Decision(y)) => {
            let instrument = x.instrument.as_ref().zip(y.instrument.as_ref()).is_none_or(|(a, b)| a == b);
            let same_day = a.fact.on.is_some() && a.fact.on == b.fact.on;
            x.act == y.act && instrument && (same_day || near())
        }
        (Claim::Measure(x), Claim::Measure(y)) => x.effect == y.effect && near(),
        (Claim::Statement(_), Claim::Statement(_))
        | (Claim::Warning(_), Claim::Warning(_))
        | (Claim::Demand(_), Claim::Demand(_)) => near(),
        _ => false,
    }
}

/// The words that a report of its kind is compared and shown by.
pub(crate) fn wording(fact: &Entry) -> String {
    let one = |span: Option<Span>| span.into_iter().collect::<Vec<_>>();
    match &fact.fact.claim {
        Claim::Statement(s) | Claim::Report(Report { said: s, .. }) => fact.words(&s.content),
        Claim::Position(_) | Claim::Decision(_) => fact.quotes().join(" "),
        Claim::Measure(m) => fact.words(&[one(m.object), m.scope.clone()].concat()),
        Claim::Warning(w) => fact.words(&[one(w.trigger), vec![w.consequence]].concat()),
        Claim::Demand(d) => fact.words(&[d.action]),
    }
}

pub(crate) fn days(fact: &Entry) -> Option<Days> {
    Days::of(fact.fact.on, fact.origin.published)
}

/// Whether two facts can be of one time.
pub(crate) fn at_one_time(a: &Entry, b: &Entry) -> bool {
    close(a, b, LAG, APART)
}

/// Whether two facts are of one time even if reports lag by a day or two only, as reports of news do.
pub(crate) fn at_the_same_time(a: &Entry, b: &Entry) -> bool {
    close(a, b, DAYS, DAYS)
}

/// See [`at_the_same_time`].
const DAYS: i64 = 2;

/// `lag`: days by which an undated report may follow a dated one; `between`: days between undated ones.
fn close(a: &Entry, b: &Entry, lag: i64, between: i64) -> bool {
    let (Some(x), Some(y)) = (days(a), days(b)) else { return a.row == b.row };
    match (a.fact.on.is_some(), b.fact.on.is_some()) {
        (true, true) => x.first <= y.last && y.first <= x.last,
        (true, false) => x.first <= y.last && apart(x.last, y.last) <= lag,
        (false, true) => y.first <= x.last && apart(y.last, x.last) <= lag,
        (false, false) => apart(x.last, y.last).abs() <= between,
    }
}

/// Whether anything later can still be of one time with `old`, as facts come in the order of time.
fn not_long_before(old: &Entry, new: &Entry) -> bool {
    match (days(old), days(new)) {
        (Some(old), Some(new)) => apart(old.last, new.last) <= 366,
        _ => true,
    }
}

/// Days from one day to another, negative where it is earlier.
pub(crate) fn apart(from: PartialDate, to: PartialDate) -> i64 {
    match (day(from), day(to)) {
        (Some(from), Some(to)) => (to - from).get_days().into(),
        _ => 0,
    }
}

fn day(date: PartialDate) -> Option<jiff::civil::Date> {
    jiff::civil::Date::new(date.year(), date.month()?.cast_signed(), date.day()?.cast_signed()).ok()
}

/// Where the words of one wording stand in another: the longest run that both have, if it has three words or more, as
/// byte ranges of both.
pub(crate) fn aligned(whole: &str, part: &str) -> Option<(Span, Span)> {
    let (a, b) = (places(whole), places(part));
    let mut best = (0, 0, 0);
    let mut row = vec![0usize; b.len() + 1];
    for i in 0..a.len() {
        let mut diagonal = 0;
        for j in 0..b.len() {
            let length = if a[i].1 == b[j].1 { diagonal + 1 } else { 0 };
            diagonal = std::mem::replace(&mut row[j + 1], length);
            if length > best.0 {
                best = (length, i, j);
            }
        }
    }
    let (length, i, j) = best;
    let run =
        |words: &[(Span, String)], end: usize| Span::new(words[end + 1 - length].0.start, words[end].0.end);
    (length >= 3).then(|| (run(&a, i), run(&b, j)))
}

/// Words longer than this are not aligned: a wording is a sentence or two.
const LONG: usize = 400;

fn places(text: &str) -> Vec<(Span, String)> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                words.push((Span::new(from, at), text[from..at].to_lowercase()));
                start = None;
            }
            _ => {}
        }
    }
    words.truncate(LONG);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_partial_quotation_is_found_in_the_whole_one() {
        let whole = "We will not pay twice, and that is final";
        let part = "Hentzau: “not pay TWICE”";
        let (a, b) = aligned(whole, part).unwrap();
        assert_eq!((&whole[a.range()], &part[b.range()]), ("not pay twice", "not pay TWICE"));
        assert_eq!(aligned(whole, "we pay later"), None);
    }
}
