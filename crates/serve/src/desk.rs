//! Where people's judgements are taken: one at a time, by somebody who is named, from a page of this server's own.
use crate::{failure::Failure, params::Params};
use jiff::Timestamp;
use rapporteur_store::{Judgement, Record, Result as Stored, Verdict};
use std::{
    path::Path,
    sync::{Mutex, PoisonError},
};
use subtle::ConstantTimeEq as _;

pub struct Desk {
    /// None where the record is only read.
    record: Option<Mutex<Record>>,
    /// Stands in every form: a page of somebody else's cannot know it.
    seal: String,
    /// Who judges where the form names nobody.
    pub user: String,
}

impl Desk {
    pub fn open(record: &Path, read_only: bool, user: &str) -> Stored<Self> {
        let record = match read_only {
            true => None,
            false => Some(Mutex::new(Record::open(record)?)),
        };
        Ok(Self { record, seal: secret(), user: user.to_owned() })
    }

    pub fn is_open(&self) -> bool {
        self.record.is_some()
    }

    pub fn seal(&self) -> &str {
        &self.seal
    }

    /// Makes the judgement that a form describes; its number.
    pub fn judge(&self, form: &Params) -> Result<i64, Failure> {
        let Some(record) = &self.record else {
            return Err(Failure::Forbidden("this server only shows the record".to_owned()));
        };
        let seal = form.get("seal").unwrap_or_default();
        if !bool::from(seal.as_bytes().ct_eq(self.seal.as_bytes())) {
            return Err(Failure::Forbidden(
                "the form is not one that this server gave out; open it again".to_owned(),
            ));
        }
        let (judgement, seen) = judgement(form)?;
        let mut record = record.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(record.judge_after(&judgement, seen, Timestamp::now())?)
    }
}

/// 256 bits that nobody can guess, as hexadecimal digits.
fn secret() -> String {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).expect("the system gives random numbers");
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The judgement of a form, and the number of the last one that whoever filled it in knew.
fn judgement(form: &Params) -> Result<(Judgement, i64), Failure> {
    let needed = |name: &str| {
        let value = form.get(name).filter(|value| value.chars().count() <= LONGEST);
        value
            .map(str::to_owned)
            .ok_or_else(|| Failure::Wrong(format!("the form needs {name}, of {LONGEST} characters at most")))
    };
    let verdict = match needed("verdict")?.as_str() {
        "accept" => Verdict::Accept,
        "reject" => Verdict::Reject,
        "correct" => {
            Verdict::Correct { slot: needed("slot")?, value: value(&needed("slot")?, form.get("value")) }
        }
        "merge" => Verdict::Merge { from: needed("from")?, into: needed("into")? },
        other => return Err(Failure::Wrong(format!("there is no verdict {other:?}"))),
    };
    let facts = match verdict {
        Verdict::Merge { .. } => Vec::new(),
        _ => vec![needed("fact")?],
    };
    let seen = form.read("seen", "the number of a judgement")?.unwrap_or(0);
    Ok((Judgement { who: needed("who")?, why: needed("why")?, verdict, facts }, seen))
}

/// Characters of one field.
const LONGEST: usize = 2_000;

/// The value of a slot as it was typed: a number, a list or true and false as such, nothing as null, else words.
fn value(slot: &str, typed: Option<&str>) -> serde_json::Value {
    let Some(typed) = typed else { return serde_json::Value::Null };
    match serde_json::from_str(typed) {
        // A date that is a year is no number to the contract.
        Ok(value) if slot != "on" => value,
        _ => typed.into(),
    }
}
