//! Arguments of `mcp`.
use clap::Args as ClapArgs;
use std::path::PathBuf;

/// Answer an assistant's questions by the Model Context Protocol, over standard input and output.
///
/// Tools: issues, positions, ledger, statements, decisions, measures, warnings, demands, contradictions, actors, actor,
/// search, evidence and changes. Every answer cites its facts with sentence, document, address and date. `propose` only
/// suggests a judgement: it waits under Review, and changes nothing until a person takes it up.
#[derive(Debug, ClapArgs)]
#[command(after_help = EXAMPLES)]
pub struct Mcp {
    /// Where the record is kept.
    #[arg(long, value_name = "FILE", default_value = "rapporteur.db")]
    pub record: PathBuf,

    /// Only answer: nothing can be suggested.
    #[arg(long)]
    pub read_only: bool,
}

const EXAMPLES: &str = "\
Add it to the configuration of your assistant; most take this form:
  {
    \"mcpServers\": {
      \"rapporteur\": {
        \"command\": \"rapporteur\",
        \"args\": [\"mcp\", \"--record\", \"/path/to/rapporteur.db\"]
      }
    }
  }

`rapporteur serve` answers the same at its address:
  {
    \"mcpServers\": {
      \"rapporteur\": {
        \"type\": \"http\",
        \"url\": \"http://127.0.0.1:8765/mcp\",
        \"headers\": { \"Authorization\": \"Bearer TOKEN\" }
      }
    }
  }
A token is only needed where the server listens on another address than 127.0.0.1; `rapporteur token add` makes one.";
