//! Where people's judgements are taken: one at a time, by somebody who is named, from a page of this server's own.
use crate::{
    ServeError,
    audit::Audit,
    connection::Options,
    door::{Role, Visitor},
    failure::Failure,
    jobs::Jobs,
    params::Params,
    random,
    reader::Reader,
    suggest::settle,
};
use jiff::Timestamp;
use rapporteur_record::Stance;
use rapporteur_store::{Judgement, Record, Verdict};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use std::{
    path::Path,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use subtle::ConstantTimeEq as _;

/// A record that is written by one at a time.
pub type Shared = Arc<Mutex<Record>>;

pub struct Desk {
    /// None where the record is only read.
    record: Option<Shared>,
    /// From which seals are made.
    secret: String,
    audit: Arc<Audit>,
    /// Documents that were sent.
    pub jobs: Arc<Jobs>,
    /// Bytes of one upload.
    pub max_upload: usize,
}

impl Desk {
    /// Without a `reader`, nothing can be added.
    pub fn open(options: &Options) -> Result<Self, ServeError> {
        let Options { record: path, read_only, reader, max_upload, .. } = options;
        if *read_only {
            let record = Record::open_read_only(path)?;
            return Self::of(None, audit(path, &record)?, None, *max_upload);
        }
        let mut record = Record::open(path)?;
        let audit = audit(path, &record)?;
        if let Some(last) = audit.last() {
            record.note_log_line(&last)?;
        }
        Self::of(Some(Arc::new(Mutex::new(record))), audit, reader.clone(), *max_upload)
    }

    fn of(
        record: Option<Shared>,
        audit: Audit,
        reader: Option<Arc<dyn Reader>>,
        max_upload: usize,
    ) -> Result<Self, ServeError> {
        let audit = Arc::new(audit);
        let jobs = Arc::new(Jobs::new(reader, Arc::clone(&audit), record.clone()));
        Ok(Self { record, secret: random::digits(), audit, jobs, max_upload })
    }

    /// Whether somebody can judge here.
    pub fn is_open_to(&self, visitor: &Visitor) -> bool {
        self.record.is_some() && visitor.role >= Role::Reviewer
    }

    /// Stands in every form that somebody is given: a page of somebody else's cannot know it.
    pub fn seal(&self, visitor: &Visitor) -> String {
        let hash = Sha256::digest(format!("{} {}", self.secret, visitor.name));
        hash.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Whether the seal of a form is that of this visitor.
    pub fn is_sealed(&self, seal: &str, visitor: &Visitor) -> bool {
        seal.as_bytes().ct_eq(self.seal(visitor).as_bytes()).into()
    }

    /// Makes the judgement that a form describes; its number. Who has a token judges in its name, whatever the form says.
    pub fn judge(&self, form: &Params, visitor: &Visitor) -> Result<i64, Failure> {
        if visitor.role < Role::Reviewer {
            return forbidden("a token of a reviewer is needed to judge");
        }
        let mut record = self.record()?;
        if !self.is_sealed(form.get("seal").unwrap_or_default(), visitor) {
            return forbidden("the form is not one that this server gave out; open it again");
        }
        let now = Timestamp::now();
        match form.get("suggestion") {
            Some(_) => {
                let (number, what) = settle(&mut record, form, visitor, now)?;
                self.note(visitor, &what, now)?;
                Ok(number)
            }
            None => self.judged(&mut record, form, visitor, now),
        }
    }

    /// Makes a judgement, whose line is in the log before it is kept; its number.
    fn judged(
        &self,
        record: &mut Record,
        form: &Params,
        visitor: &Visitor,
        now: Timestamp,
    ) -> Result<i64, Failure> {
        let (mut judgement, seen) = judgement(form)?;
        if visitor.by_token {
            judgement.who.clone_from(&visitor.name);
        }
        let mut written = None;
        let log = |number: i64| {
            let what = json!({ "judgement": number, "verdict": judgement.verdict, "facts": judgement.facts });
            let line = self.audit.note(visitor, &what, now).map_err(std::io::Error::other)?;
            written = Some(number);
            Ok(line)
        };
        let judged = record.judge_logged(&judgement, seen, now, log);
        if let (Err(_), Some(number)) = (&judged, written) {
            self.audit.not_kept(&number.into(), now).map_err(|error| Failure::Broken(error.to_string()))?;
        }
        Ok(judged?)
    }

    /// The record to write to, for one at a time.
    pub fn record(&self) -> Result<MutexGuard<'_, Record>, Failure> {
        match &self.record {
            Some(record) => Ok(record.lock().unwrap_or_else(PoisonError::into_inner)),
            None => forbidden("this server only shows the record"),
        }
    }

    pub fn note(&self, who: &Visitor, what: &Value, now: Timestamp) -> Result<(), Failure> {
        self.audit.note(who, what, now).map(drop).map_err(|error| Failure::Broken(error.to_string()))
    }
}

pub fn forbidden<T>(why: &str) -> Result<T, Failure> {
    Err(Failure::Forbidden(why.to_owned()))
}

/// The log beside the record, from where the record knows of it.
fn audit(path: &Path, record: &Record) -> Result<Audit, ServeError> {
    Audit::open(path, record.last_log_line()?.as_ref(), record.judgements_made()?)
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
        "split" => Verdict::Split { from: needed("from")?, into: needed("into")?, also: vec![] },
        "link" => {
            let stance = form.get("stance").map(|word| {
                Stance::parse(word).ok_or_else(|| Failure::Wrong(format!("there is no stance {word:?}")))
            });
            Verdict::Link { issue: needed("bears_on")?, stance: stance.transpose()? }
        }
        other => return Err(Failure::Wrong(format!("there is no verdict {other:?}"))),
    };
    let facts = match verdict {
        Verdict::Merge { .. } => Vec::new(),
        _ => vec![needed("fact")?],
    };
    let seen = form.read("seen", "the number of a judgement")?.unwrap_or(0);
    Ok((
        Judgement {
            who: form.get("who").unwrap_or_default().to_owned(),
            why: needed("why")?,
            verdict,
            facts,
        },
        seen,
    ))
}

/// Characters of one field.
pub const LONGEST: usize = 2_000;

/// The value of a slot as it was typed: a number, a list or true and false as such, nothing as null, else words.
fn value(slot: &str, typed: Option<&str>) -> serde_json::Value {
    let Some(typed) = typed else { return serde_json::Value::Null };
    match serde_json::from_str(typed) {
        // A date that is a year is no number to the contract.
        Ok(value) if slot != "on" => value,
        _ => typed.into(),
    }
}
