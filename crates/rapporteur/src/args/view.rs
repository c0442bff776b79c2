//! Arguments of the views, and what they resolve to.
use clap::{Args as ClapArgs, ValueEnum};
use rapporteur_extract::link::posts::known;
use rapporteur_record::PartialDate;
use rapporteur_store::{Filter, RollUp, Term, export};
use std::io::IsTerminal as _;
use std::num::NonZeroUsize;
use std::path::PathBuf;

pub(super) fn instant(text: &str) -> Result<jiff::Timestamp, String> {
    text.parse().map_err(|_| {
        "not an instant of the form YYYY-MM-DDTHH:MM:SSZ, such as 2024-06-01T12:00:00Z".to_owned()
    })
}

fn probability(text: &str) -> Result<f64, String> {
    let number = text.parse().ok().filter(|p| (0.0..=1.0).contains(p));
    number.ok_or_else(|| "not a number from 0 to 1".to_owned())
}

/// What a view is limited to and how it is printed.
#[derive(Debug, Clone, ClapArgs)]
pub struct View {
    /// Where the record is kept.
    #[arg(long, value_name = "FILE", default_value = "rapporteur.db")]
    pub record: PathBuf,

    /// What was so by the end of this day, month or year (2024-05-28, 2024-05, 2024).
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<PartialDate>,

    /// What the record said at this instant (2024-06-01T12:00:00Z).
    #[arg(long, value_name = "INSTANT", value_parser = instant)]
    pub known_at: Option<jiff::Timestamp>,

    /// Facts from this day, month or year on.
    #[arg(long, value_name = "DATE")]
    pub from: Option<PartialDate>,

    /// Facts up to this day, month or year.
    #[arg(long, value_name = "DATE")]
    pub to: Option<PartialDate>,

    /// Of this actor; case and accents do not matter, and other names that the documents use are known.
    #[arg(long, value_name = "NAME")]
    pub actor: Option<String>,

    /// On the issue of this id; `rapporteur issues` lists them.
    #[arg(long, value_name = "ID")]
    pub issue: Option<String>,

    /// In documents of this outlet, as `rapporteur documents` writes it.
    #[arg(long, value_name = "NAME")]
    pub outlet: Option<String>,

    /// Facts that the program is at least so sure of, from 0 to 1.
    #[arg(long, value_name = "P", value_parser = probability)]
    pub confidence: Option<f64>,

    /// At most so many rows.
    #[arg(long, value_name = "N")]
    pub limit: Option<NonZeroUsize>,

    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub format: Format,
}

/// A view that can count positions of persons for their governments.
#[derive(Debug, Clone, ClapArgs)]
pub struct Rolled {
    #[command(flatten)]
    pub view: View,

    /// Count positions of one level of authority for another; the answer shows whose they are and by which rule.
    #[arg(long, value_enum, value_name = "RULE")]
    pub roll_up: Option<RollUpRule>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RollUpRule {
    /// What the head or a minister of a government holds during the office counts for the country: by an office that is
    /// known beforehand (government/term) or that the document gives (government/document).
    #[value(name = "person=government")]
    PersonGovernment,
}

/// Where a list that has no days is taken from, and how it is printed.
#[derive(Debug, Clone, ClapArgs)]
pub struct Log {
    /// Where the record is kept.
    #[arg(long, value_name = "FILE", default_value = "rapporteur.db")]
    pub record: PathBuf,

    /// What the record said at this instant (2024-06-01T12:00:00Z).
    #[arg(long, value_name = "INSTANT", value_parser = instant)]
    pub known_at: Option<jiff::Timestamp>,

    /// At most so many rows.
    #[arg(long, value_name = "N")]
    pub limit: Option<NonZeroUsize>,

    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people at a terminal.
    Table,
    /// One array; offsets in code points.
    Json,
    /// One object a line.
    Jsonl,
    Csv,
    /// A Markdown table.
    Md,
}

impl View {
    /// Fails where no day can meet the limits.
    pub fn filter(&self) -> anyhow::Result<Filter> {
        if let (Some(from), Some(to)) = (self.from, self.to)
            && from.bounds().0 > to.bounds().1
        {
            anyhow::bail!("--from {from} is after --to {to}");
        }
        Ok(Filter {
            as_of: self.as_of,
            from: self.from,
            to: self.to,
            actor: self.actor.clone(),
            issue: self.issue.clone(),
            outlet: self.outlet.clone(),
            confidence: self.confidence,
            known_at: self.known_at,
            limit: self.limit.map(NonZeroUsize::get),
            roll_up: None,
        })
    }
}

impl Rolled {
    pub fn filter(&self) -> anyhow::Result<Filter> {
        let rule = self.roll_up.map(|RollUpRule::PersonGovernment| roll_up());
        Ok(Filter { roll_up: rule, ..self.view.filter()? })
    }
}

/// `person=government`, by the offices that this program knows.
pub fn roll_up() -> RollUp {
    RollUp { terms, is_country }
}

/// Offices of a person that are known beforehand.
fn terms(person: &str) -> Vec<Term> {
    let offices = known(person).map(|known| known.offices).unwrap_or_default();
    let term = |(office, of, from, until): (String, &str, String, Option<String>)| {
        Some(Term {
            office,
            of: of.to_owned(),
            from: from.parse().ok()?,
            until: until.and_then(|day| day.parse().ok()),
        })
    };
    offices.into_iter().filter_map(term).collect()
}

fn is_country(name: &str) -> bool {
    known(name).is_some_and(|known| known.class == Some("country"))
}

impl Log {
    pub fn filter(&self) -> Filter {
        Filter { known_at: self.known_at, limit: self.limit.map(NonZeroUsize::get), ..Filter::default() }
    }
}

impl Format {
    pub fn export(self) -> export::Format {
        match self {
            Self::Table => export::Format::Table(style()),
            Self::Json => export::Format::Json,
            Self::Jsonl => export::Format::Jsonl,
            Self::Csv => export::Format::Csv,
            Self::Md => export::Format::Markdown,
        }
    }
}

/// As wide as the terminal, within reason; colour only there, and not where NO_COLOR is set.
pub fn style() -> export::Style {
    let terminal = std::io::stdout().is_terminal();
    let width = terminal_size::terminal_size().map_or(100, |(width, _)| usize::from(width.0));
    let plain = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
    export::Style { width: if terminal { width.clamp(60, 160) } else { 100 }, colour: terminal && !plain }
}

/// Who said what.
#[derive(Debug, ClapArgs)]
pub struct Statements {
    /// Also what is said in the words of others, and what was not said, may be, will be, or is only supposed or asked
    /// about.
    #[arg(long)]
    pub reported: bool,

    #[command(flatten)]
    pub view: View,
}

/// Find words in the documents and in the facts.
///
/// Words are found in any form of case and accent; "two words" in quotation marks are found together, and a word* by
/// its beginning.
#[derive(Debug, ClapArgs)]
pub struct Search {
    /// What to look for.
    #[arg(required = true, value_name = "WORDS")]
    pub words: Vec<String>,

    #[command(flatten)]
    pub view: View,
}

/// What was forbidden, permitted, limited or lifted, by whom, for whom and where, from when until when.
///
/// Overlapping reports make one interval; its ends lie between two days where reports leave them open. With --as-of, the
/// state on that day.
#[derive(Debug, ClapArgs)]
pub struct Register {
    /// Only what has these words in its object, its scope or its target.
    #[arg(value_name = "WORDS")]
    pub about: Vec<String>,

    #[command(flatten)]
    pub view: View,
}

/// Show one fact with its sentence in context.
///
/// The words of the evidence are marked by what they are to the fact: who, by which word, what.
#[derive(Debug, ClapArgs)]
pub struct Show {
    /// The id of a fact, or its first digits: the last column of every table.
    #[arg(value_name = "ID")]
    pub id: String,

    /// Tell how it was read: the construction, the scorer's probability with what moved it most, and what else the
    /// words could have meant.
    #[arg(long)]
    pub why: bool,

    /// Where the record is kept.
    #[arg(long, value_name = "FILE", default_value = "rapporteur.db")]
    pub record: PathBuf,

    /// What the record said at this instant (2024-06-01T12:00:00Z).
    #[arg(long, value_name = "INSTANT", value_parser = instant)]
    pub known_at: Option<jiff::Timestamp>,

    #[arg(long, value_enum, default_value_t = ShowFormat::Table)]
    pub format: ShowFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ShowFormat {
    Table,
    Json,
}

/// Write a dossier in Markdown: each issue with its positions, then decisions, measures, warnings and demands.
///
/// Every line is cited; the notes at the end give outlet, date and the sentence.
#[derive(Debug, ClapArgs)]
pub struct Brief {
    #[command(flatten)]
    pub view: View,
}

/// What is new in a period: decisions, moved positions, changed measures, warnings and reports that disagree.
///
/// Every line is cited, as in `brief`. With --known-at, what was known to be new then.
#[derive(Debug, ClapArgs)]
pub struct Changes {
    /// Where the record is kept.
    #[arg(long, value_name = "FILE", default_value = "rapporteur.db")]
    pub record: PathBuf,

    /// From this day, month or year on.
    #[arg(long, value_name = "DATE")]
    pub from: Option<PartialDate>,

    /// Up to this day, month or year.
    #[arg(long, value_name = "DATE")]
    pub to: Option<PartialDate>,

    /// What was so by the end of this day, month or year.
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<PartialDate>,

    /// What the record said at this instant (2024-06-01T12:00:00Z).
    #[arg(long, value_name = "INSTANT", value_parser = instant)]
    pub known_at: Option<jiff::Timestamp>,

    /// Of this actor.
    #[arg(long, value_name = "NAME")]
    pub actor: Option<String>,

    /// On the issue of this id.
    #[arg(long, value_name = "ID")]
    pub issue: Option<String>,

    #[arg(long, value_enum, default_value_t = ChangesFormat::Md)]
    pub format: ChangesFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ChangesFormat {
    Md,
    Json,
    /// A feed for readers of news.
    Atom,
}

impl Changes {
    /// The limits as those of a view.
    pub fn view(&self) -> View {
        View {
            record: self.record.clone(),
            as_of: self.as_of,
            known_at: self.known_at,
            from: self.from,
            to: self.to,
            actor: self.actor.clone(),
            issue: self.issue.clone(),
            outlet: None,
            confidence: None,
            limit: None,
            format: Format::Md,
        }
    }
}
