//! Suggestions of assistants at the desk: taken to the queue, and settled there by people.
use crate::{
    desk::{Desk, LONGEST, forbidden},
    door::{Role, Visitor},
    failure::Failure,
    params::Params,
};
use jiff::Timestamp;
use rapporteur_store::{Judgement, Record};
use serde_json::{Value, json};

impl Desk {
    /// Keeps what an assistant suggests for whoever it works for; its number. `noted`: in the log of changes.
    pub fn suggest(&self, suggestion: &Judgement, visitor: &Visitor, noted: bool) -> Result<i64, Failure> {
        if visitor.role < Role::Reviewer {
            return forbidden("a token of a reviewer is needed to suggest a judgement");
        }
        let mut record = self.record()?;
        let now = Timestamp::now();
        let number = record.suggest(suggestion, now)?;
        if noted {
            let what =
                json!({ "suggestion": number, "verdict": suggestion.verdict, "facts": suggestion.facts });
            self.note(visitor, &what, now)?;
        }
        Ok(number)
    }
}

/// Takes a suggestion up or turns it down, as a form says: the number of the judgement, 0 where there is none, and what is
/// to be noted.
pub fn settle(
    record: &mut Record,
    form: &Params,
    visitor: &Visitor,
    now: Timestamp,
) -> Result<(i64, Value), Failure> {
    let needed = |name: &str| {
        let value = form.get(name).filter(|value| value.chars().count() <= LONGEST);
        value.map(str::to_owned).ok_or_else(|| Failure::Wrong(format!("the form needs {name}")))
    };
    let number = form.read("suggestion", "the number of a suggestion")?.unwrap_or(0);
    let seen = form.read("seen", "the number of a judgement")?.unwrap_or(0);
    let who = if visitor.by_token { visitor.name.clone() } else { needed("who")? };
    let why = needed("why")?;
    match needed("verdict")?.as_str() {
        "take-up" => {
            let judgement = record.take_up(number, &who, &why, seen, now)?;
            Ok((judgement, json!({ "suggestion": number, "judgement": judgement })))
        }
        "turn-down" => {
            record.turn_down(number, &who, &why, now)?;
            Ok((0, json!({ "suggestion": number, "judgement": null })))
        }
        other => Err(Failure::Wrong(format!("a suggestion is taken up or turned down, not {other:?}"))),
    }
}
