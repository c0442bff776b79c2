//! One entry for each speech, vote, measure or warning, whoever reports it.
use super::{DATE, ID, what};
use crate::{
    Answer, Cell, Column, Entry, Filter, Placed, Record, Result, Row,
    copies::Sources,
    entry::entries,
    story::{Account, accounts, aligned, wording},
};
use rapporteur_record::{FactId, Kind, Offsets};
use serde::Serialize;

/// Reports of one thing with their wordings side by side.
#[derive(Debug, Clone, Serialize)]
pub struct EventRow {
    /// The most exact date that a report gives.
    pub placed: Placed,
    pub sources: usize,
    pub documents: usize,
    /// The fullest wording first.
    pub wordings: Vec<Wording>,
    /// The fullest report.
    pub fact: Entry,
}

/// How one document words it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Wording {
    pub id: FactId,
    pub doc: String,
    pub text: String,
    /// The longest run of words that it shares with the fullest wording: places in that one and in its own, in code
    /// points; none where it shares fewer than three words in a row.
    pub aligned: Option<([usize; 2], [usize; 2])>,
}

impl Record {
    /// What happened, in the order of time.
    pub fn events(&self, filter: &Filter) -> Result<Answer<EventRow>> {
        let _state = self.snapshot()?;
        let sources = Sources::new(&self.db, filter.known_at);
        let all = Filter { limit: None, ..filter.clone() };
        let facts = entries(self, &all, Kind::CONTRACT)?;
        let found = accounts(facts).into_iter().take(filter.limit.unwrap_or(usize::MAX));
        Ok(found.map(|account| row(account, &sources)).collect::<Result<Vec<_>>>()?.into())
    }
}

fn row(account: Account, sources: &Sources) -> Result<EventRow> {
    let fullest = wording(account.fullest());
    Ok(EventRow {
        placed: account.placed(),
        sources: account.sources(sources)?,
        documents: account.documents(),
        wordings: account.reports.iter().map(|report| worded(report, &fullest)).collect(),
        fact: account.fullest().clone(),
    })
}

fn worded(report: &Entry, fullest: &str) -> Wording {
    let text = wording(report);
    let points = |text: &str, span| Offsets::new(text).points(span);
    let aligned = aligned(fullest, &text).map(|(whole, own)| (points(fullest, whole), points(&text, own)));
    Wording { id: report.id.clone(), doc: report.origin.doc.clone(), text, aligned }
}

impl Row for EventRow {
    const COLUMNS: &'static [Column] = &[
        DATE,
        Column::text("kind", "Kind", 9),
        Column::text("actor", "Who", 20),
        Column::wide("what", "What"),
        Column::number("documents", "Docs"),
        Column::number("sources", "Sources"),
        Column::hidden("wordings", "Wordings"),
        ID,
    ];

    fn cells(&self) -> Vec<Cell> {
        let wordings: Vec<String> = self.wordings.iter().map(|w| format!("{}: {}", w.doc, w.text)).collect();
        vec![
            Cell::date(self.placed),
            Cell::from(self.fact.kind().as_str()),
            Cell::strong(&self.fact.fact.claim.actor().name),
            what(&self.fact),
            Cell::number(self.documents),
            Cell::number(self.sources),
            Cell::from(wordings.join(" | ")),
            Cell::id(&self.fact.id),
        ]
    }
}
