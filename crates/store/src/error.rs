use rapporteur_record::{FactId, contract::ContractError};
use std::path::PathBuf;

/// What can go wrong with a record.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("there is no record at {}; `rapporteur read` makes one", .0.display())]
    Missing(PathBuf),
    #[error("{} is not a record of rapporteur", .0.display())]
    Foreign(PathBuf),
    #[error(
        "{} has schema {found}, this program knows {known}; read it with a newer version of the program", path.display()
    )]
    Newer { path: PathBuf, found: usize, known: usize },
    #[error("{} has the older schema {found}; `rapporteur read` brings it up to date", path.display())]
    Older { path: PathBuf, found: usize },
    #[error("record {}", path.display())]
    Open { path: PathBuf, source: rusqlite::Error },
    #[error("the record could not be read or written")]
    Sqlite(#[from] rusqlite::Error),
    #[error("fact {fact} is damaged")]
    Contract { fact: FactId, source: ContractError },
    #[error("fact {fact} is damaged")]
    Json { fact: FactId, source: serde_json::Error },
    #[error("no fact has an id that starts with {0:?}")]
    UnknownFact(String),
    #[error("several facts have ids that start with {prefix:?}: {}", candidates.join(", "))]
    AmbiguousFact { prefix: String, candidates: Vec<String> },
    #[error("not judged: {0}")]
    Judgement(String),
    #[error("the log of changes could not be written, so nothing was changed")]
    Log(#[source] std::io::Error),
    #[error("{who} judged this meanwhile: judgement {judgement}; look again before you judge")]
    Outdated { judgement: i64, who: String },
    #[error("judgement {judgement} is damaged")]
    Verdict { judgement: i64, source: serde_json::Error },
    #[error("suggestion {suggestion} is damaged")]
    Suggestion { suggestion: i64, source: serde_json::Error },
    #[error("{who} settled suggestion {suggestion} meanwhile")]
    Settled { suggestion: i64, who: String },
    #[error("the debate by which the record was read is damaged")]
    Debate(#[source] serde_json::Error),
    #[error("there is no run {0}; `rapporteur runs` lists them")]
    UnknownRun(i64),
    #[error("the record holds no document {0:?}; `rapporteur documents` lists them")]
    UnknownDocument(String),
    #[error("several documents are called {name:?}, give the id: {}", ids.join(", "))]
    AmbiguousDocument { name: String, ids: Vec<String> },
    #[error("{} exists already", .0.display())]
    Exists(PathBuf),
    #[error("the name of {} is not Unicode, which SQLite asks for", .0.display())]
    PathNotUnicode(PathBuf),
}

pub type Result<T, E = StoreError> = std::result::Result<T, E>;
