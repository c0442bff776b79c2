//! Who warned of what.
use super::{DATE_AND_SOURCE, DOC, HIDDEN_SOURCE, ID, closing, date_and_source};
use crate::{
    Answer, Cell, Column, Entry, Filter, Placed, Record, Result, Row,
    answer::short,
    entry::entries,
    story::{days, words::Words},
};
use rapporteur_record::{Act, Actor, Claim, FactId, Kind, Status};
use serde::Serialize;

/// A warning, and the first decision or measure by which its condition came true.
#[derive(Debug, Clone)]
pub struct WarningRow(pub Entry, pub Option<Met>);

/// What a warning's trigger names, as it happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Met {
    pub fact: FactId,
    pub kind: Kind,
    pub actor: String,
    pub placed: Placed,
}

impl Serialize for WarningRow {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut value = serde_json::to_value(&self.0).map_err(serde::ser::Error::custom)?;
        value["met"] = serde_json::json!(self.1);
        value.serialize(serializer)
    }
}

impl Record {
    pub fn warnings(&self, filter: &Filter) -> Result<Answer<WarningRow>> {
        let _state = self.snapshot()?;
        let found = entries(self, filter, &[Kind::Warning])?;
        if found.is_empty() {
            return Ok(Vec::new().into());
        }
        // Whoever acts, and whenever it was after the warning: limits but those on what is known are the warning's.
        let known = Filter { as_of: filter.as_of, known_at: filter.known_at, ..Filter::default() };
        let acts = acts(entries(self, &known, &[Kind::Decision, Kind::Measure])?);
        let rows = found.into_iter().map(|warning| {
            let met = met(&warning, &acts);
            WarningRow(warning, met)
        });
        Ok(rows.collect::<Vec<_>>().into())
    }
}

/// What was decided or is in force, in the order of time, with the words that tell it.
fn acts(facts: Vec<Entry>) -> Vec<(Entry, Words)> {
    let done = |entry: &Entry| match &entry.fact.claim {
        Claim::Decision(decision) => matches!(decision.act, Act::Adopt | Act::Approve | Act::Ratify),
        Claim::Measure(measure) => measure.status == Status::InForce,
        _ => false,
    };
    let done = facts.into_iter().filter(done);
    done.map(|entry| (Words::of(&entry.quotes().join(" ")), entry))
        .map(|(words, entry)| (entry, words))
        .collect()
}

/// Part of the trigger's words, and how many, that tell the act.
const TOLD: f64 = 0.6;
const WORDS: usize = 2;

/// The first act of somebody else after the warning that the trigger names.
fn met(warning: &Entry, acts: &[(Entry, Words)]) -> Option<Met> {
    let Claim::Warning(claim) = &warning.fact.claim else { unreachable!("a warning was asked for") };
    let trigger = Words::of(&warning.words(&[claim.trigger?]));
    let named = |words: &Words| {
        let shared = trigger.shared(words);
        shared >= WORDS && shared as f64 >= TOLD * trigger.len() as f64
    };
    let since = days(warning)?.first;
    let later = acts.iter().filter(|(act, _)| days(act).is_some_and(|days| days.last >= since));
    let (act, _) = later
        .filter(|(act, _)| act.fact.claim.actor().name != claim.issuer.name && act.row != warning.row)
        .find(|(_, words)| named(words))?;
    let actor = act.fact.claim.actor().name.clone();
    Some(Met { fact: act.id.clone(), kind: act.kind(), actor, placed: act.placed })
}

impl Row for WarningRow {
    const COLUMNS: &'static [Column] = &[
        DATE_AND_SOURCE,
        Column::text("issuer", "Issuer", 18),
        Column::text("addressee", "To", 16),
        Column::wide("trigger", "If"),
        Column::wide("consequence", "Then"),
        Column::hidden("met", "Came true"),
        HIDDEN_SOURCE,
        DOC,
        ID,
    ];

    fn cells(&self) -> Vec<Cell> {
        let Claim::Warning(warning) = &self.0.fact.claim else { unreachable!("a warning was asked for") };
        let met = self.1.as_ref();
        let came_true =
            met.map_or(String::new(), |m| format!("came true {} {}", m.placed.short(), short(&m.fact)));
        let mut cells = vec![
            date_and_source(&self.0),
            Cell::strong(&warning.issuer.name),
            Cell::from(name(&warning.addressee)),
            Cell::from(warning.trigger.map_or(String::new(), |span| self.0.words(&[span]))).above(came_true),
            Cell::from(self.0.words(&[warning.consequence])),
            self.1
                .as_ref()
                .map_or_else(|| Cell::from(""), |met| Cell::date(met.placed).above(short(&met.fact))),
        ];
        cells.extend(closing(&self.0));
        cells
    }
}

/// The name, or nothing.
pub(crate) fn name(actor: &Option<Actor>) -> &str {
    actor.as_ref().map_or("", |actor| actor.name.as_str())
}
