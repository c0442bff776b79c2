//! Reports that cannot both be right, with both sides.
use super::what;
use crate::{
    Answer, Cell, Column, Entry, Filter, Origin, Placed, Record, Result, Row,
    answer::short,
    entry::{entries, even},
    story::{
        at_one_time, at_the_same_time, days, wording,
        words::{Words, hedges},
    },
};
use rapporteur_record::{Act, Claim, Effect, FactId, Kind, Measure, Mode, Span, Stance, Status, Votes};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What kind of disagreement it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Conflict {
    /// Different counts or outcomes of one vote.
    Votes,
    /// Stances of one holder at one time that exclude one another.
    Stances,
    /// One thing forbidden and permitted, permitted and limited, in force and lifted, at one time.
    Measures,
    /// A statement, and that it was denied or taken back.
    Denial,
    /// A headline or lead that says more or less than the quoted text below it.
    Headline,
}

impl Conflict {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Votes => "votes",
            Self::Stances => "stances",
            Self::Measures => "measures",
            Self::Denial => "denial",
            Self::Headline => "headline",
        }
    }
}

/// Two reports that disagree.
#[derive(Debug, Clone, Serialize)]
pub struct ContradictionRow {
    pub conflict: Conflict,
    pub actor: String,
    /// "425–131–63 / 420–131–63", "support / oppose".
    pub about: String,
    /// Of the later report.
    pub placed: Placed,
    pub first: Side,
    pub second: Side,
}

/// One report, with the sentence that makes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Side {
    /// The fact; none where a document's own headline is meant.
    pub fact: Option<FactId>,
    pub quote: String,
    pub origin: Origin,
}

impl Side {
    fn of(entry: &Entry) -> Self {
        Self {
            fact: Some(entry.id.clone()), quote: entry.quotes().join(" … "), origin: entry.origin.clone()
        }
    }
}

impl Record {
    /// Disagreements in the order of time. A limit on an issue takes those between facts on it.
    pub fn contradictions(&self, filter: &Filter) -> Result<Answer<ContradictionRow>> {
        let _state = self.snapshot()?;
        let all = Filter { limit: None, ..filter.clone() };
        let facts = entries(self, &all, &[Kind::Position, Kind::Decision, Kind::Measure, Kind::Statement])?;
        let mut rows = pairs(&facts);
        rows.extend(denials(&facts));
        rows.extend(headlines(&facts));
        rows.sort_by_key(|row| (row.placed.day(), row.conflict));
        rows.truncate(filter.limit.unwrap_or(usize::MAX));
        Ok(rows.into())
    }
}

/// Measures that others of the same time contradict.
pub(super) fn disputed(measures: &[Entry]) -> BTreeSet<FactId> {
    pairs(measures).into_iter().flat_map(|row| [row.first.fact, row.second.fact]).flatten().collect()
}

/// Pairs of facts of one kind and actor. Of reports that say the same, the first stands for all: a disagreement is told
/// once, not once for every pair of documents.
fn pairs(facts: &[Entry]) -> Vec<ContradictionRow> {
    let mut groups: BTreeMap<(Kind, &str), Vec<&Entry>> = BTreeMap::new();
    for fact in facts {
        groups.entry((fact.kind(), fact.fact.claim.actor().name.as_str())).or_default().push(fact);
    }
    let mut rows = Vec::new();
    for ((_, actor), group) in groups {
        let mut told = BTreeSet::new();
        for (at, b) in group.iter().enumerate() {
            for a in near(&group[..at], b) {
                let Some((conflict, about)) = clash(a, b) else { continue };
                if told.insert((conflict, about.clone())) {
                    let placed = later(a, b).placed;
                    let actor = actor.to_owned();
                    rows.push(ContradictionRow {
                        conflict,
                        actor,
                        about,
                        placed,
                        first: Side::of(a),
                        second: Side::of(b),
                    });
                }
            }
        }
    }
    rows
}

/// Earlier facts that may be of the same time: facts come in the order of time, and nothing is compared across years.
fn near<'e>(before: &[&'e Entry], fact: &Entry) -> Vec<&'e Entry> {
    let recent = before.iter().rev().take(NEAR).filter(|other| at_one_time(other, fact));
    let mut near: Vec<&Entry> = recent.copied().collect();
    near.reverse();
    near
}

/// Facts of one actor that are looked at before each.
const NEAR: usize = 64;

fn later<'e>(a: &'e Entry, b: &'e Entry) -> &'e Entry {
    if days(a).map(|d| d.last) > days(b).map(|d| d.last) { a } else { b }
}

fn clash(a: &Entry, b: &Entry) -> Option<(Conflict, String)> {
    match (&a.fact.claim, &b.fact.claim) {
        (Claim::Position(x), Claim::Position(y)) => {
            let apart = x.issue.eq_ignore_ascii_case(&y.issue)
                && exclude(x.stance, y.stance)
                && at_the_same_time(a, b)
                && exact(a)
                && exact(b);
            apart.then(|| (Conflict::Stances, format!("{}: {} / {}", x.issue, x.stance, y.stance)))
        }
        (Claim::Decision(x), Claim::Decision(y)) => {
            let instrument = x.instrument.as_ref().zip(y.instrument.as_ref()).is_none_or(|(a, b)| a == b);
            if !instrument {
                return None;
            }
            if passed(x.act) == passed(y.act) && passed(x.act).is_some() && differ(x.votes, y.votes) {
                let told = |votes| super::decisions::votes(votes);
                return Some((Conflict::Votes, format!("{} / {}", told(x.votes), told(y.votes))));
            }
            let opposite = passed(x.act).zip(passed(y.act)).is_some_and(|(x, y)| x != y);
            let one = Words::of(&wording(a)).alike(&Words::of(&wording(b))) >= ONE;
            (opposite && one).then(|| (Conflict::Votes, format!("{} / {}", x.act, y.act)))
        }
        (Claim::Measure(x), Claim::Measure(y)) => measures_clash(a, x, b, y)
            .then(|| (Conflict::Measures, format!("{} / {}", what(a).text, what(b).text))),
        _ => None,
    }
}

/// Part of their words that reports of one vote share at least, where dates and instruments leave it open.
const ONE: f64 = 0.6;

fn exclude(a: Stance, b: Stance) -> bool {
    matches!(
        (a, b),
        (Stance::Support | Stance::Conditional, Stance::Oppose)
            | (Stance::Oppose, Stance::Support | Stance::Conditional)
    )
}

/// A month is long enough to change one's mind; a day or two are not.
fn exact(entry: &Entry) -> bool {
    entry.fact.on.is_none_or(|on| on.bounds().0 == on.bounds().1)
}

/// Whether the act makes the text pass; none where it decides nothing.
fn passed(act: Act) -> Option<bool> {
    match act {
        Act::Adopt | Act::Approve | Act::Ratify => Some(true),
        Act::Reject | Act::Veto => Some(false),
        Act::Postpone | Act::Propose | Act::Discuss => None,
    }
}

fn differ(a: Votes, b: Votes) -> bool {
    let counts = [(a.pro, b.pro), (a.contra, b.contra), (a.abstain, b.abstain)];
    counts.into_iter().any(|(a, b)| a.zip(b).is_some_and(|(a, b)| a != b))
}

fn measures_clash(a: &Entry, x: &Measure, b: &Entry, y: &Measure) -> bool {
    use Effect::{Forbids, Lifts, Limits, Permits, Requires};
    let holds = |m: &Measure| m.status == Status::InForce;
    if !same_thing(a, x, b, y) || !(holds(x) && holds(y) || ended_meanwhile(a, x, b, y)) {
        return false;
    }
    let one_place = || {
        let (x, y) = (Words::of(&a.words(&x.scope)), Words::of(&b.words(&y.scope)));
        x.is_empty() || y.is_empty() || x.shared(&y) > 0
    };
    match (x.effect, y.effect) {
        (Permits, Limits) | (Limits, Permits) => true,
        (Forbids | Requires, Lifts)
        | (Lifts, Forbids | Requires)
        | (Forbids, Permits)
        | (Permits, Forbids) => one_place(),
        (x, y) => x == y && ended_meanwhile(a, &measure_of(a), b, &measure_of(b)) && one_place(),
    }
}

fn measure_of(entry: &Entry) -> Measure {
    let Claim::Measure(measure) = &entry.fact.claim else { unreachable!("a measure was asked for") };
    measure.clone()
}

/// One says that it is in force, the other that it has ended, within days of one another.
fn ended_meanwhile(a: &Entry, x: &Measure, b: &Entry, y: &Measure) -> bool {
    let one_ended =
        matches!((x.status, y.status), (Status::InForce, Status::Ended) | (Status::Ended, Status::InForce));
    let appeared = a.origin.published.zip(b.origin.published);
    one_ended && appeared.is_some_and(|(a, b)| crate::story::apart(a.bounds().1, b.bounds().1).abs() <= WEEK)
}

const WEEK: i64 = 7;

/// Whether two measures are about one thing; where one does not name its object, sentences of one document are.
fn same_thing(a: &Entry, x: &Measure, b: &Entry, y: &Measure) -> bool {
    let target = x.target.as_ref().zip(y.target.as_ref()).is_none_or(|(a, b)| a.name == b.name);
    let object = |entry: &Entry, span: Option<Span>| span.map(|span| entry.words(&[span]));
    let objects = object(a, x.object).zip(object(b, y.object));
    target && objects.map_or(a.row == b.row, |(x, y)| super::register::same_object(&x, &y))
}

/// A denied statement against the words that deny it: the statement that is known to, another of the same sentences, or
/// the document's own word.
fn denials(facts: &[Entry]) -> Vec<ContradictionRow> {
    let statements: Vec<&Entry> = facts.iter().filter(|fact| fact.kind() == Kind::Statement).collect();
    let mut by_document: BTreeMap<i64, Vec<&Entry>> = BTreeMap::new();
    for statement in &statements {
        by_document.entry(statement.row).or_default().push(statement);
    }
    let denied = statements.iter().filter(|entry| is_denied(entry));
    let row = |entry: &&Entry| {
        let speaker = &entry.fact.claim.actor().name;
        let others = || by_document[&entry.row].iter().filter(|other| other.id != entry.id);
        let told = others().find(|other| denies(other, entry));
        let beside = || {
            let apart = |other: &&&Entry| other.fact.claim.actor().name != *speaker && !is_denied(other);
            others().filter(apart).find(|other| share_evidence(entry, other))
        };
        ContradictionRow {
            conflict: Conflict::Denial,
            actor: speaker.clone(),
            about: wording(entry),
            placed: entry.placed,
            first: Side::of(entry),
            second: told.or_else(beside).map_or_else(|| Side::of(entry), |other| Side::of(other)),
        }
    };
    denied.map(row).collect()
}

fn denies(entry: &Entry, other: &Entry) -> bool {
    matches!(&entry.fact.claim, Claim::Statement(s) if s.denies.as_ref() == Some(&other.id))
}

fn is_denied(entry: &Entry) -> bool {
    matches!(&entry.fact.claim, Claim::Statement(statement) if statement.denied)
}

fn share_evidence(a: &Entry, b: &Entry) -> bool {
    a.row == b.row && a.fact.evidence.iter().any(|x| b.fact.evidence.iter().any(|y| x.overlaps(*y)))
}

/// Headlines against the quotations that they are made of.
fn headlines(facts: &[Entry]) -> Vec<ContradictionRow> {
    let mut told = BTreeSet::new();
    let quoted = facts
        .iter()
        .filter(|fact| matches!(&fact.fact.claim, Claim::Statement(s) if s.mode != Mode::Indirect));
    quoted
        .filter_map(|fact| {
            let (said, heads) = (wording(fact), heads(fact));
            let (head, about) =
                heads.into_iter().find_map(|head| Some((head.clone(), strength(&head, &said)?)))?;
            told.insert((fact.row, head.clone())).then(|| ContradictionRow {
                conflict: Conflict::Headline,
                actor: fact.fact.claim.actor().name.clone(),
                about: about.to_owned(),
                placed: fact.placed,
                first: Side { fact: None, quote: head, origin: fact.origin.clone() },
                second: Side::of(fact),
            })
        })
        .collect()
}

/// The title, and the first line where it is not the quotation's own.
fn heads(fact: &Entry) -> Vec<String> {
    let text = &fact.text.text;
    let start = text.len() - text.trim_start().len();
    let lead = Span::new(start, text[start..].find('\n').map_or(text.len(), |end| start + end));
    let own = fact.fact.evidence.iter().any(|span| span.overlaps(lead));
    fact.origin.title.iter().cloned().chain((!own).then(|| even(fact.at(lead)))).collect()
}

/// How a headline stands to words that it is made of; none where it is not made of them or says as much.
fn strength(head: &str, said: &str) -> Option<&'static str> {
    let (a, b) = (Words::of(head), Words::of(said));
    if a.shared(&b) < 2 || b.alike(&a) < MADE_OF {
        return None;
    }
    match (hedges(head).is_empty(), hedges(said).is_empty()) {
        (true, false) => Some("the headline says more than the quotation"),
        (false, true) => Some("the headline says less than the quotation"),
        _ => None,
    }
}

/// Part of the words of a quotation or headline, whichever is shorter, that the other has.
const MADE_OF: f64 = 0.5;

impl Row for ContradictionRow {
    const COLUMNS: &'static [Column] = &[
        Column::text("date", "Date", 11),
        Column::text("conflict", "Conflict", 9),
        Column::text("actor", "Who", 16),
        Column::wide("about", "About"),
        Column::wide("first", "One says"),
        Column::wide("second", "The other"),
        Column::hidden("first_id", "Id"),
        Column::hidden("second_id", "Other id"),
    ];

    fn cells(&self) -> Vec<Cell> {
        let side = |side: &Side| {
            let id = side.fact.as_ref().map_or("", short);
            Cell::from(format!("{} [{} {id}]", side.quote, side.origin.label()))
        };
        let id = |side: &Side| side.fact.as_ref().map_or_else(|| Cell::from(""), Cell::id);
        vec![
            Cell::date(self.placed),
            Cell::from(self.conflict.as_str()),
            Cell::strong(&self.actor),
            Cell::from(self.about.as_str()),
            side(&self.first),
            side(&self.second),
            id(&self.first),
            id(&self.second),
        ]
    }
}
