//! Who stands where, since when, and from where they came.
use super::{
    DOC, HIDDEN_SOURCE, ID, WHOSE,
    ledger::{loose_and_firm, position, strongest},
};
use crate::{
    Answer, Cell, Column, Days, Entry, Filter, Placed, Record, Result, Row, Tone, Whose, copies::Sources,
    entry::entries, sign,
};
use rapporteur_record::{ActorKind, Kind, Position, Stance};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Where one holder stands on one issue. Silence is no position: the last reported stance stands.
#[derive(Debug, Clone, Serialize)]
pub struct PositionRow {
    pub issue: String,
    /// The issue as a sentence, where the debate gives it.
    pub proposal: Option<String>,
    pub holder: String,
    pub level: ActorKind,
    pub stance: Stance,
    /// The first report of the present stance since the last change.
    pub since: Placed,
    /// Other stances reported for the same day.
    pub also: Vec<Stance>,
    /// The stances held one after another, the present one last.
    pub steps: Vec<Step>,
    /// Documents that report the present stance, and how many independent sources they are.
    pub documents: usize,
    pub sources: usize,
    /// Whose position it is, where it is counted for a government.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub whose: Vec<Whose>,
    /// The last report of the present stance.
    pub last: Entry,
}

/// One stance from its first report until another follows.
#[derive(Debug, Clone, Serialize)]
pub struct Step {
    pub stance: Stance,
    pub since: Placed,
    /// The fact that reports it first; its id alone is serialised.
    #[serde(serialize_with = "id")]
    pub fact: Entry,
}

fn id<S: serde::Serializer>(entry: &Entry, serializer: S) -> Result<S::Ok, S::Error> {
    entry.id.serialize(serializer)
}

impl Record {
    pub fn positions(&self, filter: &Filter) -> Result<Answer<PositionRow>> {
        let _state = self.snapshot()?;
        let proposals = self.proposals(filter.known_at)?;
        let sources = Sources::new(&self.db, filter.known_at);
        // A limit is on rows of the answer, not on the reports behind them.
        let all = Filter { limit: None, ..filter.clone() };
        let mut ledgers: BTreeMap<(String, String), Vec<Entry>> = BTreeMap::new();
        for entry in entries(self, &all, &[Kind::Position])? {
            let position = position(&entry);
            let key = (position.issue.clone(), position.holder.name.clone());
            ledgers.entry(key).or_default().push(entry);
        }
        let mut rows: Vec<PositionRow> =
            ledgers.into_values().map(|ledger| row(ledger, &proposals, &sources)).collect::<Result<_>>()?;
        rows.sort_by(|a, b| (&a.issue, a.stance, &a.holder).cmp(&(&b.issue, b.stance, &b.holder)));
        rows.truncate(filter.limit.unwrap_or(usize::MAX));
        Ok(rows.into())
    }
}

fn day(entry: &Entry) -> Option<Days> {
    Days::of(entry.fact.on, entry.origin.published)
}

/// `ledger`: all reports of one holder on one issue in time; never empty.
fn row(
    mut ledger: Vec<Entry>,
    proposals: &BTreeMap<String, String>,
    sources: &Sources,
) -> Result<PositionRow> {
    // What nobody can date comes first, so that it never stands against what is dated.
    ledger.sort_by_key(|entry| day(entry).map(|d| d.last));
    let (_, firm) = loose_and_firm(ledger.clone(), sources)?;
    let days: Vec<&[Entry]> =
        firm.chunk_by(|a, b| day(a).map(|d| d.last) == day(b).map(|d| d.last)).collect();
    let steps = steps(&days);
    let now = steps.last().expect("a ledger has a report");
    let last_day = days.last().expect("a ledger has a day");
    let also: BTreeSet<Stance> =
        last_day.iter().map(|e| position(e).stance).filter(|&s| s != now.stance).collect();
    let reports: Vec<&Entry> = ledger.iter().filter(|e| position(e).stance == now.stance).collect();
    let last = (*reports.last().expect("the present stance is reported")).clone();
    let whose = super::whose(reports.iter().copied());
    let Position { issue, holder, .. } = position(&last).clone();
    Ok(PositionRow {
        proposal: proposals.get(&issue).cloned(),
        issue,
        holder: holder.name,
        level: holder.kind,
        stance: now.stance,
        since: now.since,
        also: also.into_iter().collect(),
        documents: distinct(&reports, |e| &e.origin.document),
        sources: sources.count(reports.iter().map(|e| (e.row, e.origin.outlet.as_deref())))?,
        steps,
        whose,
        last,
    })
}

fn distinct<'e>(entries: &[&'e Entry], key: impl Fn(&'e Entry) -> &'e str) -> usize {
    entries.iter().map(|e| key(e)).collect::<BTreeSet<_>>().len()
}

/// The days' stances, equal neighbours put together.
fn steps(days: &[&[Entry]]) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for report in days.iter().map(|day| strongest(day)) {
        let stance = position(report).stance;
        if steps.last().is_none_or(|step| step.stance != stance) {
            steps.push(Step { stance, since: report.placed, fact: report.clone() });
        }
    }
    steps
}

impl Row for PositionRow {
    const COLUMNS: &'static [Column] = &[
        Column::hidden("issue", "Issue"),
        Column::text("holder", "Who", 20),
        Column::text("stance", "Stance", 13),
        Column::text("since", "Since", 11),
        Column::text("change", "Was", 7),
        Column::number("documents", "Docs"),
        Column::wide("evidence", "Last evidence"),
        WHOSE,
        HIDDEN_SOURCE,
        DOC,
        ID,
    ];

    fn heading(&self) -> Option<String> {
        Some(match &self.proposal {
            Some(proposal) => format!("{}: {proposal}", self.issue),
            None => self.issue.clone(),
        })
    }

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::from(self.issue.as_str()),
            Cell::strong(&self.holder),
            Cell::new(self.stance_text(), Tone::Of(self.stance)).in_csv(self.stance.as_str()),
            Cell::date(self.since),
            Cell::from(self.change()),
            Cell::number(self.documents),
            super::quoted(self.last.quotes().join(" … "), &self.whose),
            Cell::from(super::short(&self.whose)),
            super::source_cell(&self.last.origin),
            Cell::faint(&self.last.origin.doc),
            Cell::id(&self.last.id),
        ]
    }
}

impl PositionRow {
    fn stance_text(&self) -> String {
        let also: String = self.also.iter().map(|&s| format!(", also {}", sign(s))).collect();
        format!("{} {}{also}", sign(self.stance), self.stance)
    }

    /// The signs of the stances before the present one: `− →` for one who opposed.
    pub fn change(&self) -> String {
        let earlier = &self.steps[..self.steps.len().saturating_sub(1)];
        earlier.iter().map(|step| format!("{}→", sign(step.stance))).collect()
    }
}
