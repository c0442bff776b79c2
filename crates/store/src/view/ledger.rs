//! How positions moved: per holder and issue every step with the reports of both sides.
use super::ID;
use crate::{
    Answer, Cell, Column, Entry, Filter, Placed, Record, Result, Row, Tone,
    copies::Sources,
    entry::{entries, entries_that},
    sign,
    story::{at_one_time, days},
};
use rapporteur_record::{ActorKind, Claim, Kind, Position, Stance};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// How a stance stands to the one before. Silence is none: there is no step without a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Move {
    /// The first report.
    Took,
    Held,
    /// From undecided to a side, or from a condition to none.
    Hardened,
    /// From a side, or a condition, to undecided.
    Softened,
    BecameConditional,
    /// From one side to the other.
    Reversed,
    /// A document says that it was denied or taken back.
    WalkedBack,
}

impl Move {
    fn between(before: Stance, after: Stance) -> Self {
        use Stance::{Conditional, Oppose, Support, Undecided};
        match (before, after) {
            (a, b) if a == b => Self::Held,
            (_, Conditional) => Self::BecameConditional,
            (_, Undecided) => Self::Softened,
            (Undecided, _) | (Conditional, Support) => Self::Hardened,
            (Support | Conditional, Oppose) | (Oppose, Support) => Self::Reversed,
            (Support, Support) | (Oppose, Oppose) => Self::Held,
        }
    }

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Took => "took",
            Self::Held => "held",
            Self::Hardened => "hardened",
            Self::Softened => "softened",
            Self::BecameConditional => "became conditional",
            Self::Reversed => "reversed",
            Self::WalkedBack => "walked back",
        }
    }

    /// Whether the position is another than before.
    pub const fn is_change(self) -> bool {
        !matches!(self, Self::Took | Self::Held)
    }
}

/// One step of one holder on one issue.
#[derive(Debug, Clone, Serialize)]
pub struct LedgerRow {
    pub issue: String,
    pub holder: String,
    pub level: ActorKind,
    #[serde(rename = "move")]
    pub step: Move,
    pub stance: Stance,
    /// The first report of the step; of what was held, the last.
    pub placed: Placed,
    /// Reports of the step, and how many independent sources they are.
    pub documents: usize,
    pub sources: usize,
    /// The two stances may have been held at one time, as far as the dates say, and no source reports both: the change
    /// may be one of reporting alone.
    pub maybe_reporting: bool,
    /// Other stances that were reported for the same time.
    pub also: Vec<Stance>,
    /// The last report of the stance before; none for the first.
    pub before: Option<Entry>,
    pub after: Entry,
}

impl Record {
    /// Steps by issue and holder, in time.
    pub fn ledger(&self, filter: &Filter) -> Result<Answer<LedgerRow>> {
        let _state = self.snapshot()?;
        let sources = Sources::new(&self.db, filter.known_at);
        let all = Filter { limit: None, ..filter.clone() };
        let denied = denied(self, &all)?;
        let mut ledgers: BTreeMap<(String, String), Vec<Entry>> = BTreeMap::new();
        for entry in entries(self, &all, &[Kind::Position])? {
            let position = position(&entry);
            ledgers.entry((position.issue.clone(), position.holder.name.clone())).or_default().push(entry);
        }
        let mut rows = Vec::new();
        for reports in ledgers.into_values() {
            rows.extend(steps(reports, &denied, &sources)?);
        }
        rows.truncate(filter.limit.unwrap_or(usize::MAX));
        Ok(rows.into())
    }
}

/// Statements that a document says to have been denied or taken back, by document.
fn denied(record: &Record, filter: &Filter) -> Result<BTreeMap<i64, Vec<Entry>>> {
    let spoken = Filter { issue: None, ..filter.clone() };
    let mut found: BTreeMap<i64, Vec<Entry>> = BTreeMap::new();
    // Few are denied: SQL tells them without reading the others.
    for entry in entries_that(record, &spoken, &[Kind::Statement], "f.contract LIKE '%\"denied\":true%'")? {
        found.entry(entry.row).or_default().push(entry);
    }
    Ok(found)
}

pub(super) fn position(entry: &Entry) -> &Position {
    let Claim::Position(position) = &entry.fact.claim else { unreachable!("a position was asked for") };
    position
}

/// Reports of one stance that follow one another.
struct Stage {
    reports: Vec<Entry>,
    also: BTreeSet<Stance>,
}

fn steps(
    reports: Vec<Entry>,
    denied: &BTreeMap<i64, Vec<Entry>>,
    sources: &Sources,
) -> Result<Vec<LedgerRow>> {
    let stages = stages(reports);
    let mut rows: Vec<LedgerRow> = Vec::new();
    for (at, stage) in stages.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| &stages[before]);
        rows.push(stage.row(before, sources)?);
        rows.extend(stage.held(sources)?);
        rows.extend(stage.walked_back(denied, sources)?);
    }
    Ok(rows)
}

/// The stances of one holder on one issue, one after another. A document that dates one report and not another, of
/// another stance, does not say which came first: the dated one stands, the other is told beside it.
fn stages(mut reports: Vec<Entry>) -> Vec<Stage> {
    reports.sort_by_key(|entry| days(entry).map(|d| d.last));
    let loose = |entry: &Entry| {
        let dated = |other: &&Entry| other.row == entry.row && other.fact.on.is_some();
        entry.fact.on.is_none()
            && reports.iter().filter(dated).any(|o| position(o).stance != position(entry).stance)
    };
    let (loose, firm): (Vec<Entry>, Vec<Entry>) = reports.iter().cloned().partition(loose);
    let mut stages: Vec<Stage> = Vec::new();
    for day in firm.chunk_by(|a, b| days(a).map(|d| d.last) == days(b).map(|d| d.last)) {
        let stance = position(strongest(day)).stance;
        let (same, other): (Vec<Entry>, Vec<Entry>) =
            day.iter().cloned().partition(|e| position(e).stance == stance);
        let also = other.iter().map(|e| position(e).stance);
        match stages.last_mut().filter(|stage| stage.stance() == stance) {
            Some(stage) => {
                stage.reports.extend(same);
                stage.also.extend(also);
            }
            None => stages.push(Stage { reports: same, also: also.collect() }),
        }
    }
    for entry in loose {
        let near = stages.iter_mut().rev().find(|stage| days(&stage.reports[0]) <= days(&entry));
        near.into_iter().for_each(|stage| {
            stage.also.insert(position(&entry).stance);
        });
    }
    stages
}

/// Undated reports beside dated ones of another stance in the same document, and all others.
pub(super) fn loose_and_firm(reports: Vec<Entry>) -> (Vec<Entry>, Vec<Entry>) {
    let mut dated: BTreeMap<i64, BTreeSet<Stance>> = BTreeMap::new();
    for report in reports.iter().filter(|report| report.fact.on.is_some()) {
        dated.entry(report.row).or_default().insert(position(report).stance);
    }
    let loose = |report: &Entry| {
        let others = dated.get(&report.row);
        report.fact.on.is_none() && others.is_some_and(|stances| !stances.contains(&position(report).stance))
    };
    reports.into_iter().partition(loose)
}

/// The report that stands for a day: one that the document dates, of the stance that most documents report; where as
/// many report two, a condition rather than none, as who holds back says more; then the last.
pub(super) fn strongest(day: &[Entry]) -> &Entry {
    let documents = |stance| {
        let same = day.iter().filter(|e| position(e).stance == stance);
        same.map(|e| e.row).collect::<BTreeSet<_>>().len()
    };
    day.iter()
        .max_by_key(|e| {
            let stance = position(e).stance;
            (e.fact.on.is_some(), documents(stance), stance == Stance::Conditional)
        })
        .expect("a day has a report")
}

impl Stage {
    fn stance(&self) -> Stance {
        position(&self.reports[0]).stance
    }

    fn row(&self, before: Option<&Stage>, sources: &Sources) -> Result<LedgerRow> {
        let step = before.map_or(Move::Took, |before| Move::between(before.stance(), self.stance()));
        let last = before.and_then(|before| before.reports.last());
        let first = &self.reports[0];
        let maybe_reporting = match before {
            Some(before) => may_be_reporting(before, self, sources)?,
            None => false,
        };
        self.told(step, first.placed, last, first, maybe_reporting, sources)
    }

    /// Told where the stance was reported again later.
    fn held(&self, sources: &Sources) -> Result<Option<LedgerRow>> {
        let (first, last) = (&self.reports[0], self.last_of_its_own(sources)?);
        let later = days(first).map(|d| d.last) < days(last).map(|d| d.last);
        later.then(|| self.told(Move::Held, last.placed, Some(first), last, false, sources)).transpose()
    }

    /// The last report that is no copy of an earlier one.
    fn last_of_its_own(&self, sources: &Sources) -> Result<&Entry> {
        let (mut roots, mut last) = (BTreeSet::new(), &self.reports[0]);
        for report in &self.reports {
            if roots.insert(sources.root(report.row)?) {
                last = report;
            }
        }
        Ok(last)
    }

    /// Told where a document denies what the holder said in the sentence of the report.
    fn walked_back(
        &self,
        denied: &BTreeMap<i64, Vec<Entry>>,
        sources: &Sources,
    ) -> Result<Option<LedgerRow>> {
        let shares = |report: &Entry, statement: &Entry| {
            let spans = || report.fact.evidence.iter();
            statement.fact.claim.actor().name == position(report).holder.name
                && statement.fact.evidence.iter().any(|span| spans().any(|other| span.overlaps(*other)))
        };
        let taken_back = self.reports.iter().find_map(|report| {
            let statements = denied.get(&report.row)?;
            Some((report, statements.iter().find(|statement| shares(report, statement))?))
        });
        let Some((report, statement)) = taken_back else { return Ok(None) };
        let by = Placed::of(None, statement.origin.published);
        self.told(Move::WalkedBack, by, Some(report), statement, false, sources).map(Some)
    }

    fn told(
        &self,
        step: Move,
        placed: Placed,
        before: Option<&Entry>,
        after: &Entry,
        maybe_reporting: bool,
        sources: &Sources,
    ) -> Result<LedgerRow> {
        let Position { issue, holder, stance } = position(&self.reports[0]).clone();
        Ok(LedgerRow {
            issue,
            holder: holder.name,
            level: holder.kind,
            step,
            stance,
            placed,
            documents: self.reports.iter().map(|e| e.row).collect::<BTreeSet<_>>().len(),
            sources: sources.count(self.reports.iter().map(|e| (e.row, e.origin.outlet.as_deref())))?,
            maybe_reporting,
            also: self.also.iter().copied().collect(),
            before: before.cloned(),
            after: after.clone(),
        })
    }
}

fn may_be_reporting(before: &Stage, after: &Stage, sources: &Sources) -> Result<bool> {
    let pairs = || before.reports.iter().flat_map(|a| after.reports.iter().map(move |b| (a, b)));
    if !pairs().any(|(a, b)| at_one_time(a, b)) {
        return Ok(false);
    }
    for (a, b) in pairs() {
        let outlets = [a, b].map(|e| (e.row, e.origin.outlet.as_deref()));
        if sources.count(outlets)? == 1 {
            return Ok(false);
        }
    }
    Ok(true)
}

impl Row for LedgerRow {
    const COLUMNS: &'static [Column] = &[
        Column::hidden("issue", "Issue"),
        Column::text("date", "Date", 11),
        Column::text("holder", "Who", 20),
        Column::text("move", "Step", 18),
        Column::text("stance", "Stance", 13),
        Column::number("sources", "Sources"),
        Column::wide("before", "Before"),
        Column::wide("after", "After"),
        Column::hidden("maybe_reporting", "Maybe reporting"),
        ID,
    ];

    fn heading(&self) -> Option<String> {
        Some(self.issue.clone())
    }

    fn cells(&self) -> Vec<Cell> {
        let quote = |entry: &Entry| format!("{} [{}]", entry.quotes().join(" … "), entry.origin.label());
        let also: String = self.also.iter().map(|&s| format!(", also {}", sign(s))).collect();
        let step = if self.maybe_reporting { "maybe only reporting" } else { "" };
        vec![
            Cell::from(self.issue.as_str()),
            Cell::date(self.placed),
            Cell::strong(&self.holder),
            Cell::from(self.step.as_str()).above(step),
            Cell::new(format!("{} {}{also}", sign(self.stance), self.stance), Tone::Of(self.stance))
                .in_csv(self.stance.as_str()),
            Cell::number(self.sources),
            Cell::from(self.before.as_ref().map_or(String::new(), quote)),
            Cell::from(quote(&self.after)),
            Cell::from(self.maybe_reporting.to_string()),
            Cell::id(&self.after.id),
        ]
    }
}
