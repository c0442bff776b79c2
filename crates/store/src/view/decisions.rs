//! What was decided, and by which votes.
use super::{DATE_AND_SOURCE, DOC, HIDDEN_SOURCE, ID, closing, date_and_source};
use crate::{Answer, Cell, Column, Entry, Filter, Record, Result, Row, entry::entries};
use rapporteur_record::{Claim, Decision, Kind, Votes};
use serde::Serialize;

#[derive(Debug, Clone, Serialize)]
#[serde(transparent)]
pub struct DecisionRow(pub Entry);

impl Record {
    pub fn decisions(&self, filter: &Filter) -> Result<Answer<DecisionRow>> {
        let _state = self.snapshot()?;
        let found = entries(self, filter, &[Kind::Decision])?;
        Ok(found.into_iter().map(DecisionRow).collect::<Vec<_>>().into())
    }
}

impl Row for DecisionRow {
    const COLUMNS: &'static [Column] = &[
        DATE_AND_SOURCE,
        Column::text("body", "Body", 18),
        Column::text("act", "Act", 18),
        Column::text("votes", "Votes", 11),
        Column::wide("evidence", "Evidence"),
        HIDDEN_SOURCE,
        DOC,
        ID,
    ];

    fn cells(&self) -> Vec<Cell> {
        let Claim::Decision(decision) = &self.0.fact.claim else { unreachable!("a decision was asked for") };
        let mut cells = vec![
            date_and_source(&self.0),
            Cell::strong(&decision.body.name),
            Cell::from(act(decision)),
            Cell::from(votes(decision.votes)),
            Cell::from(self.0.quotes().join(" … ")),
        ];
        cells.extend(closing(&self.0));
        cells
    }
}

/// "adopt resolution (non-binding)".
pub(crate) fn act(decision: &Decision) -> String {
    let instrument = decision.instrument.as_deref().map_or(String::new(), |i| format!(" {i}"));
    let binding = match decision.binding {
        Some(true) => " (binding)",
        Some(false) => " (non-binding)",
        None => "",
    };
    format!("{}{instrument}{binding}", decision.act)
}

/// `425–131–63`; a count that is not stated is `·`, and no count at all is empty.
pub(crate) fn votes(votes: Votes) -> String {
    if votes.is_empty() {
        return String::new();
    }
    let count = |n: Option<u32>| n.map_or("·".to_owned(), |n| n.to_string());
    [votes.pro, votes.contra, votes.abstain].map(count).join("–")
}
