//! Arguments of `judge`.
use super::Log;
use clap::{Args as ClapArgs, Subcommand};
use rapporteur_record::Stance;
use std::path::PathBuf;

/// Say what is right and wrong in the record, who says so and why.
///
/// Nothing is overwritten: a judgement counts from the moment at which it is made, stays when the text is read again by
/// a newer version, and can be undone. Ids of facts stand in the last column of every table.
#[derive(Debug, ClapArgs)]
#[command(after_help = EXAMPLES)]
pub struct Judge {
    #[command(subcommand)]
    pub verdict: Verdict,
}

#[derive(Debug, Subcommand)]
pub enum Verdict {
    /// These facts are right; they stay even where a newer version does not find them.
    Accept {
        #[arg(required = true, value_name = "ID")]
        facts: Vec<String>,
        #[command(flatten)]
        by: By,
    },
    /// These facts are wrong, and are not found again.
    Reject {
        #[arg(required = true, value_name = "ID")]
        facts: Vec<String>,
        #[command(flatten)]
        by: By,
    },
    /// One slot of a fact has another value: stance=oppose, on=2024-05, holder="United States", object="its ships".
    Correct {
        #[arg(value_name = "ID")]
        fact: String,
        /// Slots are those of `--format json`; null empties one. Places are given by words of the evidence.
        #[arg(value_name = "SLOT=VALUE", value_parser = assignment)]
        slot: (String, serde_json::Value),
        #[command(flatten)]
        by: By,
    },
    /// These facts bear on an issue; what is no position yet needs the stance that it shows.
    Link {
        #[arg(value_name = "ISSUE")]
        issue: String,
        #[arg(required = true, value_name = "ID")]
        facts: Vec<String>,
        /// support, oppose, conditional or undecided.
        #[arg(long, value_parser = stance)]
        stance: Option<Stance>,
        #[command(flatten)]
        by: By,
    },
    Merge(Merge),
    Split(Split),
    /// An earlier judgement counts no more; undoing an undoing makes it count again.
    Undo {
        /// Its number in `judge list`.
        #[arg(value_name = "NUMBER")]
        judgement: i64,
        #[command(flatten)]
        by: By,
    },
    /// All judgements, with who, when and why, and whether they count.
    List(Log),
    /// What assistants suggested, and what people made of it; `rapporteur serve` shows what waits under Review.
    Suggestions(Log),
    /// Whether people who judged the same facts judged them alike: Krippendorff's alpha, by kind.
    Agreement(Log),
}

/// Two names are of one actor, wherever they stand.
#[derive(Debug, ClapArgs)]
pub struct Merge {
    #[arg(value_name = "NAME")]
    pub from: String,
    /// The name that stands for both.
    #[arg(long, value_name = "NAME")]
    pub into: String,
    #[command(flatten)]
    pub by: By,
}

/// A name means another actor in these facts.
#[derive(Debug, ClapArgs)]
pub struct Split {
    #[arg(value_name = "NAME")]
    pub from: String,
    /// The name of that other actor.
    #[arg(long, value_name = "NAME")]
    pub into: String,
    #[arg(required = true, value_name = "ID")]
    pub facts: Vec<String>,
    #[command(flatten)]
    pub by: By,
}

/// Who says so, why, and of which record.
#[derive(Debug, Clone, ClapArgs)]
pub struct By {
    /// The reason.
    #[arg(long, value_name = "TEXT")]
    pub why: String,

    /// Who says so [default: the name of the user].
    #[arg(long, value_name = "NAME", env = "RAPPORTEUR_WHO", hide_env_values = true)]
    pub who: Option<String>,

    /// Where the record is kept.
    #[arg(long, value_name = "FILE", default_value = "rapporteur.db")]
    pub record: PathBuf,
}

const EXAMPLES: &str = "\
Examples:
  rapporteur judge reject 3f2a91bc --why \"the sentence quotes a satire\"
  rapporteur judge correct 3f2a91bc stance=conditional --why \"only for lorries\"
  rapporteur judge merge Makron --into \"Emmanuel Macron\" --why \"one outlet spells him so\"
  rapporteur judge undo 3 --why \"it was no satire\"";

/// `slot=value`; a value that is JSON (a number, null, a list) is taken as such, anything else as words.
fn assignment(text: &str) -> Result<(String, serde_json::Value), String> {
    let (slot, value) = text.split_once('=').ok_or("not of the form SLOT=VALUE")?;
    let value: serde_json::Value = serde_json::from_str(value).unwrap_or_else(|_| value.into());
    // A date that is a year is no number to the contract.
    let value = if slot == "on" && value.is_number() { value.to_string().into() } else { value };
    Ok((slot.to_owned(), value))
}

fn stance(name: &str) -> Result<Stance, String> {
    Stance::parse(name).ok_or_else(|| {
        let known: Vec<&str> = Stance::ALL.iter().map(|stance| stance.as_str()).collect();
        format!("one of {}", known.join(", "))
    })
}
