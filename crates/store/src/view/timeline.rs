//! All facts in the order of time.
use super::{DATE, DOC, ID, SOURCE, closing, date_cell, decisions, measures, statements, warnings::name};
use crate::{Answer, Cell, Column, Entry, Filter, Record, Result, Row, Tone, entry::entries, sign};
use rapporteur_record::{Claim, Kind};
use serde::Serialize;

#[derive(Debug, Clone, Serialize)]
#[serde(transparent)]
pub struct TimelineRow(pub Entry);

impl Record {
    pub fn timeline(&self, filter: &Filter) -> Result<Answer<TimelineRow>> {
        self.timeline_of(Kind::CONTRACT, filter)
    }

    /// Facts of these kinds alone.
    pub fn timeline_of(&self, kinds: &[Kind], filter: &Filter) -> Result<Answer<TimelineRow>> {
        let _state = self.snapshot()?;
        let found = entries(self, filter, kinds)?;
        Ok(found.into_iter().map(TimelineRow).collect::<Vec<_>>().into())
    }
}

impl Row for TimelineRow {
    const COLUMNS: &'static [Column] = &[
        DATE,
        Column::text("kind", "Kind", 9),
        Column::text("actor", "Who", 20),
        Column::wide("what", "What"),
        SOURCE,
        DOC,
        ID,
    ];

    fn cells(&self) -> Vec<Cell> {
        let entry = &self.0;
        let mut cells = vec![
            date_cell(entry),
            Cell::from(entry.kind().as_str()),
            Cell::strong(&entry.fact.claim.actor().name),
            what(entry),
        ];
        cells.extend(closing(entry));
        cells
    }
}

/// A fact without its actor in one phrase.
pub(crate) fn what(entry: &Entry) -> Cell {
    match &entry.fact.claim {
        Claim::Statement(s) => Cell::from(statements::content(entry, s)),
        Claim::Report(r) => Cell::from(statements::content(entry, &r.said)),
        Claim::Position(p) => {
            let text = format!("{} {} {}", sign(p.stance), p.stance, p.issue);
            Cell::new(text, Tone::Of(p.stance))
        }
        Claim::Decision(d) => {
            Cell::from([decisions::act(d), decisions::votes(d.votes)].join(" ").trim_end().to_owned())
        }
        Claim::Measure(m) => {
            let scope = entry.words(&m.scope);
            let limits = if scope.is_empty() { scope } else { format!(" [{scope}]") };
            let status = measures::status(m.status);
            Cell::from(format!("{} {}{limits} ({status})", m.effect, measures::object(entry, m)))
        }
        Claim::Warning(w) => {
            let trigger = w.trigger.map_or(String::new(), |span| format!("{} → ", entry.words(&[span])));
            Cell::from(format!("{trigger}{}", entry.words(&[w.consequence])))
        }
        Claim::Demand(d) => {
            let to =
                if d.addressee.is_some() { format!("to {}: ", name(&d.addressee)) } else { String::new() };
            Cell::from(format!("{to}{}", entry.words(&[d.action])))
        }
    }
}
