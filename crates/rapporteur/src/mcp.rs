//! `rapporteur mcp`: the record for an assistant, over standard input and output.
use crate::args::{Mcp, roll_up};
use crate::{Outcome, judge, record};
use rapporteur_serve::Options;

pub fn run(args: &Mcp) -> anyhow::Result<Outcome> {
    let here = ([127, 0, 0, 1], 0).into();
    let options = Options {
        read_only: args.read_only,
        user: judge::user().unwrap_or_default(),
        roll_up: Some(roll_up()),
        ..Options::new(here, args.record.clone())
    };
    rapporteur_serve::assist(&options).map_err(|error| record::named(error.into(), &args.record))?;
    Ok(Outcome::Done)
}
