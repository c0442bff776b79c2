//! Arguments of `serve`.
use clap::Args as ClapArgs;
use std::net::SocketAddr;
use std::path::PathBuf;

/// Show the record in a browser, and answer programs over HTTP.
///
/// Pages and answers are those of the other commands. On an address of this machine alone nobody is asked
/// who he is; any other needs tokens (`rapporteur token add`), and something before it that speaks TLS. Judgements are made on the page Review, and are those of `rapporteur judge`; documents are sent on the page Add, and read as by `rapporteur read`. The record may be written meanwhile; every answer shows its newest state.
#[derive(Debug, ClapArgs)]
#[command(after_help = EXAMPLES)]
pub struct Serve {
    /// Address and port; port 0 takes any free one.
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8765")]
    pub listen: SocketAddr,

    /// Where the record is kept.
    #[arg(long, value_name = "FILE", default_value = "rapporteur.db")]
    pub record: PathBuf,

    /// Only show the record: nothing can be judged or added.
    #[arg(long)]
    pub read_only: bool,

    /// Megabytes of one upload on the page Add.
    #[arg(long, value_name = "MB", default_value_t = 64, value_parser = clap::value_parser!(u32).range(1..=4_000))]
    pub max_upload: u32,

    /// Something before this server speaks TLS with browsers: cookies are only sent over TLS, and the address in the last
    /// X-Forwarded-For is whose request it is. Without such a thing before it, never.
    #[arg(long)]
    pub behind_tls: bool,

    #[command(flatten)]
    pub actors: super::ActorsArg,

    #[command(flatten)]
    pub models: super::ModelsArg,
}

const EXAMPLES: &str = "\
Examples:
  rapporteur serve                                       then open http://127.0.0.1:8765/
  curl http://127.0.0.1:8765/api/v1/positions            the answer of `rapporteur positions --format json`
  curl -H 'Accept: text/csv' http://127.0.0.1:8765/api/v1/matrix?issue=toll";
