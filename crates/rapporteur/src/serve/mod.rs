//! `rapporteur serve`: the record in the browser and over HTTP.
mod library;

use crate::args::{Serve, roll_up};
use crate::{Outcome, judge, load, record};
use library::Library;
use rapporteur_serve::{Options, Server};
use std::io::Write as _;
use std::sync::Arc;

pub fn run(args: &Serve) -> anyhow::Result<Outcome> {
    load::actors(&args.actors)?;
    let options = Options {
        read_only: args.read_only,
        user: judge::user().unwrap_or_default(),
        reader: Some(Arc::new(Library::new(args.record.clone(), args.models.clone()))),
        max_upload: args.max_upload as usize * 1_000_000,
        behind_tls: args.behind_tls,
        roll_up: Some(roll_up()),
        ..Options::new(args.listen, args.record.clone())
    };
    let server = Server::bind(&options).map_err(|error| record::named(error.into(), &args.record))?;
    let mut out = std::io::stdout();
    writeln!(out, "http://{}/", server.address()?)?;
    out.flush()?;
    server.run()?;
    Ok(Outcome::Done)
}
