//! Looking after a record: is it sound, copies of it, and what must leave it.
use crate::args::{Backup, Check, Forget};
use crate::{Outcome, judge, record};
use jiff::Timestamp;
use rapporteur_store::export::visible;
use std::io::Write as _;

pub fn check(args: &Check) -> anyhow::Result<Outcome> {
    let record = record::open_to_write(&args.record)?;
    let named = |error: rapporteur_store::StoreError| record::named(error.into(), &args.record);
    let mut faults = record.check().map_err(named)?;
    let log = rapporteur_serve::audit(&args.record, record.last_log_line().map_err(named)?.as_ref());
    faults.extend(log.err().map(|fault| fault.to_string()));
    let mut out = std::io::stdout().lock();
    for fault in &faults {
        writeln!(out, "{}", visible(fault))?;
    }
    match faults.len() {
        0 => writeln!(out, "{} is sound", args.record.display())?,
        n => anyhow::bail!("{} has {n} faults", args.record.display()),
    }
    Ok(Outcome::Done)
}

pub fn backup(args: &Backup) -> anyhow::Result<Outcome> {
    record::open(&args.record)?
        .backup(&args.to)
        .map_err(|error| record::named(error.into(), &args.record))?;
    Ok(Outcome::Done)
}

pub fn forget(args: &Forget) -> anyhow::Result<Outcome> {
    let (record, by) = (&args.by.record, &args.by);
    let tomb = record::open_to_write(record)?
        .forget(&args.document, &judge::who(by)?, &by.why, Timestamp::now())
        .map_err(|error| record::named(error.into(), record))?;
    writeln!(std::io::stdout().lock(), "forgotten: document {}", tomb.document)?;
    Ok(Outcome::Done)
}
