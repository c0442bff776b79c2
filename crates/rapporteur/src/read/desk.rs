//! Where results arrive, in the order of their documents.
use super::keeper::Keeper;
use super::summary::Summary;
use super::work::{Done, Output};
use crate::args::{Read, ReadFormat};
use crate::{Outcome, machine, progress};
use indicatif::ProgressBar;
use rapporteur_record::DocId;
use rapporteur_store::export::visible;
use serde_json::Value;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::io::Write as _;

/// Lines to standard output, facts to the record, counts to the summary.
pub struct Desk<'a> {
    pub bar: ProgressBar,
    pub summary: Summary,
    /// Rows are printed at the end, when the issues are known.
    pub late: bool,
    /// The documents of this read, for rows that are printed late.
    pub seen: BTreeSet<DocId>,
    pub keeper: Option<&'a RefCell<Keeper>>,
}

impl Desk<'_> {
    pub fn take(&mut self, output: Output) -> anyhow::Result<()> {
        match output {
            Output::Known => self.summary.known += 1,
            Output::Skipped { input, reason } => self.skip(&input, &reason)?,
            Output::Done(done) => self.done(*done)?,
        }
        Ok(())
    }

    fn done(&mut self, done: Done) -> anyhow::Result<()> {
        self.summary.add(&done.facts, done.words);
        if let Some(line) = &done.line {
            self.print(line)?;
        }
        if self.late {
            self.seen.insert(done.document.id.clone());
        }
        if let Some(keeper) = self.keeper {
            keeper.borrow_mut().keep(done)?;
            self.refused(keeper);
        }
        Ok(())
    }

    /// Documents that the record did not take count as skipped; it lists them itself.
    fn refused(&mut self, keeper: &RefCell<Keeper>) {
        for (name, reason) in keeper.borrow_mut().take_refused() {
            self.summary.refuse();
            // What was forgotten is refused on purpose; an impossible fact is a fault of ours.
            match reason.starts_with("forgotten ") {
                true => self.tell(&name, &reason),
                false => self.tell(&name, &format!("{reason}; please report this")),
            }
        }
    }

    fn tell(&self, input: &str, reason: &str) {
        let (input, reason) = (visible(input), visible(reason));
        self.bar.suspend(|| anstream::eprintln!("{}: {input}: {reason}", progress::bold("skipped")));
    }

    fn print(&self, line: &Value) -> anyhow::Result<()> {
        Ok(self.bar.suspend(|| writeln!(std::io::stdout().lock(), "{line}"))?)
    }

    fn skip(&mut self, input: &str, reason: &str) -> anyhow::Result<()> {
        self.summary.skipped += 1;
        self.tell(input, reason);
        match self.keeper {
            Some(keeper) => keeper.borrow_mut().skip(input, reason),
            None => Ok(()),
        }
    }

    pub fn close(mut self, args: &Read) -> anyhow::Result<Outcome> {
        if let Some(keeper) = self.keeper {
            self.summary.found = keeper.borrow_mut().finish()?;
            self.refused(keeper);
        }
        self.bar.finish_and_clear();
        if let (true, Some(keeper)) = (self.late, self.keeper) {
            keeper.borrow().each(|reading| match self.seen.contains(&reading.document.id) {
                true => self.print(&machine::facts(&reading.document, &reading.facts)),
                false => Ok(()),
            })?;
        }
        if args.format == ReadFormat::Table {
            let record = (!args.no_record).then_some(args.record.as_path());
            self.summary.print(record, &mut std::io::stdout().lock())?;
        }
        Ok(if self.summary.is_clean() { Outcome::Done } else { Outcome::Partly })
    }
}
