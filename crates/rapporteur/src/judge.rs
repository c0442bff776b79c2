//! `rapporteur judge`: what people say of the record.
use crate::args::{By, Judge, Merge, Split, Verdict as Asked};
use crate::{Outcome, record, view};
use jiff::Timestamp;
use rapporteur_store::{Judgement, Record, Verdict};
use std::io::Write as _;

pub fn run(args: Judge) -> anyhow::Result<Outcome> {
    let (verdict, facts, by) = match args.verdict {
        Asked::Accept { facts, by } => (Verdict::Accept, facts, by),
        Asked::Reject { facts, by } => (Verdict::Reject, facts, by),
        Asked::Correct { fact, slot: (slot, value), by } => {
            (Verdict::Correct { slot, value }, vec![fact], by)
        }
        Asked::Link { issue, facts, stance, by } => (Verdict::Link { issue, stance }, facts, by),
        Asked::Merge(args) => return merge(args),
        Asked::Split(args) => return split(args),
        Asked::Undo { judgement, by } => (Verdict::Undo { judgement }, vec![], by),
        Asked::Agreement(log) => return view::log(&log, Record::agreement),
        Asked::Suggestions(log) => return view::log(&log, Record::suggestions),
        Asked::List(log) => return view::log(&log, |record, filter| record.judgements(filter)),
    };
    keep(verdict, facts, &by)
}

/// `judge merge` and `actors merge`.
pub fn merge(args: Merge) -> anyhow::Result<Outcome> {
    let Merge { from, into, by } = args;
    keep(Verdict::Merge { from, into }, vec![], &by)
}

/// `judge split` and `actors split`.
pub fn split(args: Split) -> anyhow::Result<Outcome> {
    let Split { from, into, facts, by } = args;
    keep(Verdict::Split { from, into, also: vec![] }, facts, &by)
}

fn keep(verdict: Verdict, facts: Vec<String>, by: &By) -> anyhow::Result<Outcome> {
    let judgement = Judgement { who: who(by)?, why: by.why.clone(), verdict, facts };
    let judged = |record: &mut Record| record.judge(&judgement, Timestamp::now());
    let number = judged(&mut record::open_to_write(&by.record)?)
        .map_err(|error| record::named(error.into(), &by.record))?;
    writeln!(std::io::stdout().lock(), "judgement {number}")?;
    Ok(Outcome::Done)
}

/// The user's name, where the system says it.
pub fn user() -> Option<String> {
    ["USER", "LOGNAME", "USERNAME"].into_iter().find_map(|name| std::env::var(name).ok())
}

/// The name given, else that of the user.
pub fn who(by: &By) -> anyhow::Result<String> {
    match by.who.clone().or_else(user).filter(|who| !who.trim().is_empty()) {
        Some(who) => Ok(who),
        None => anyhow::bail!("--who is needed: the name of the one who says so"),
    }
}
