//! The stances of one holder on one issue, one after another.
use super::{LedgerRow, Move, position};
use crate::{
    Entry, Placed, Result,
    copies::Sources,
    story::{at_one_time, days},
};
use rapporteur_record::{Position, Stance};
use std::collections::{BTreeMap, BTreeSet};

/// Reports of one stance that follow one another.
struct Stage {
    reports: Vec<Entry>,
    also: BTreeSet<Stance>,
}

/// The steps that the reports of one holder on one issue make.
pub(super) fn steps(
    reports: Vec<Entry>,
    denied: &BTreeMap<i64, Vec<Entry>>,
    sources: &Sources,
) -> Result<Vec<LedgerRow>> {
    let stages = stages(reports, sources)?;
    let mut rows: Vec<LedgerRow> = Vec::new();
    for (at, stage) in stages.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| &stages[before]);
        rows.push(stage.row(before, sources)?);
        rows.extend(stage.held(sources)?);
        rows.extend(stage.walked_back(denied, sources)?);
    }
    Ok(rows)
}

/// The stances of one holder on one issue, one after another; reports that move nothing are told beside them.
fn stages(mut reports: Vec<Entry>, sources: &Sources) -> Result<Vec<Stage>> {
    reports.sort_by_key(|entry| days(entry).map(|d| d.last));
    let (loose, firm) = loose_and_firm(reports, sources)?;
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
    Ok(stages)
}

/// Reports, in time, that move nothing, and all others. Nothing is moved by
///
/// - an undated report beside a dated one of another stance in the same document, where both can be of one time: it does
///   not say which came first;
/// - a copy that reads otherwise than the document that it is a copy of: they report the same.
pub(in crate::view) fn loose_and_firm(
    reports: Vec<Entry>,
    sources: &Sources,
) -> Result<(Vec<Entry>, Vec<Entry>)> {
    let stance = |report: &Entry| position(report).stance;
    let undecided_order = |report: &Entry| {
        let dated = || reports.iter().filter(|other| other.row == report.row && other.fact.on.is_some());
        report.fact.on.is_none()
            && dated().any(|other| at_one_time(other, report))
            && dated().all(|other| stance(other) != stance(report))
    };
    let mut originals: BTreeMap<i64, Vec<Entry>> = BTreeMap::new();
    let mut misread = BTreeSet::new();
    for report in &reports {
        let first = originals.entry(sources.root(report.row)?).or_default();
        if first.first().is_none_or(|original| original.row == report.row) {
            first.push(report.clone());
        } else if stance(strongest(first)) != stance(report) {
            misread.insert(report.id.clone());
        }
    }
    let loose = |report: &Entry| misread.contains(&report.id) || undecided_order(report);
    let (loose, firm): (Vec<_>, Vec<_>) = reports.iter().cloned().partition(loose);
    Ok((loose, firm))
}

/// The report that stands for a day: one that the document dates, of the stance that most documents report; where as
/// many report two, a condition rather than none, as who holds back says more; then the last.
pub(in crate::view) fn strongest(day: &[Entry]) -> &Entry {
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

    /// Told where the stance was reported again for a later time: a report that can be of the same time holds nothing.
    fn held(&self, sources: &Sources) -> Result<Option<LedgerRow>> {
        let first = &self.reports[0];
        let Some(last) = self.last_of_its_own(sources)? else { return Ok(None) };
        self.told(Move::Held, last.placed, Some(first), last, false, sources).map(Some)
    }

    /// The last later report that is no copy of an earlier one.
    fn last_of_its_own(&self, sources: &Sources) -> Result<Option<&Entry>> {
        let (mut roots, mut last) = (BTreeSet::new(), None);
        let end = days(&self.reports[0]).map(|d| d.last);
        for report in &self.reports {
            if roots.insert(sources.root(report.row)?) && days(report).map(|d| d.first) > end {
                last = Some(report);
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
            whose: crate::view::whose(self.reports.iter()),
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
