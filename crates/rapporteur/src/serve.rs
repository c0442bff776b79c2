//! `rapporteur serve`: the record in the browser and over HTTP.
use crate::args::Serve;
use crate::{Outcome, judge, record};
use rapporteur_serve::{Options, Server};
use std::io::Write as _;

pub fn run(args: &Serve) -> anyhow::Result<Outcome> {
    let options = Options {
        listen: args.listen,
        record: args.record.clone(),
        read_only: args.read_only,
        user: judge::user().unwrap_or_default(),
    };
    let server = Server::bind(&options).map_err(|error| record::named(error.into(), &args.record))?;
    let mut out = std::io::stdout();
    writeln!(out, "http://{}/", server.address()?)?;
    out.flush()?;
    server.run()?;
    Ok(Outcome::Done)
}
