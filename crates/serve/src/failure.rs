//! Why a request has no answer, as a status and a sentence.
use axum::http::StatusCode;
use rapporteur_store::StoreError;

#[derive(Debug)]
pub enum Failure {
    /// Wrong use: the sentence says what is wrong.
    Wrong(String),
    /// There is no such thing.
    Missing(String),
    /// No token, or none that is valid.
    Unknown,
    /// Sent to a name that is not of this machine.
    Elsewhere,
    /// Too many requests.
    Often,
    /// Not allowed.
    Forbidden(String),
    /// More than is taken at a time; the sentence says how much is.
    Large(String),
    /// No room for more at the moment; the sentence says what to do.
    Busy(String),
    /// Somebody changed it meanwhile.
    Outdated(String),
    /// None of the forms that are asked for can be given.
    Form,
    /// It took too long.
    Late,
    /// What is no fault of who asks; the sentence is for the log alone.
    Broken(String),
}

impl Failure {
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Wrong(_) => StatusCode::BAD_REQUEST,
            Self::Missing(_) => StatusCode::NOT_FOUND,
            Self::Unknown => StatusCode::UNAUTHORIZED,
            Self::Elsewhere => StatusCode::MISDIRECTED_REQUEST,
            Self::Often => StatusCode::TOO_MANY_REQUESTS,
            Self::Forbidden(_) => StatusCode::FORBIDDEN,
            Self::Large(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Busy(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Outdated(_) => StatusCode::CONFLICT,
            Self::Form => StatusCode::NOT_ACCEPTABLE,
            Self::Late => StatusCode::SERVICE_UNAVAILABLE,
            Self::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// What whoever asks is told.
    pub fn sentence(&self) -> String {
        match self {
            Self::Wrong(sentence)
            | Self::Missing(sentence)
            | Self::Forbidden(sentence)
            | Self::Large(sentence)
            | Self::Busy(sentence)
            | Self::Outdated(sentence) => sentence.clone(),
            Self::Form => {
                "the answer can be had as application/json, application/jsonl, text/csv or text/markdown"
                    .to_owned()
            }
            Self::Unknown => "a token is needed, which who keeps this record gives".to_owned(),
            Self::Elsewhere => "this server answers to the names of this machine alone".to_owned(),
            Self::Often => "too many requests; wait a little".to_owned(),
            Self::Late => "the question took too long; narrow it by dates, actor or issue".to_owned(),
            Self::Broken(_) => "the record could not be read; the server's log says why".to_owned(),
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::UnknownFact(_)
            | StoreError::AmbiguousFact { .. }
            | StoreError::UnknownDocument(_)
            | StoreError::AmbiguousDocument { .. }
            | StoreError::UnknownRun(_) => Self::Missing(error.to_string()),
            StoreError::Outdated { .. } | StoreError::Settled { .. } => Self::Outdated(error.to_string()),
            StoreError::Judgement(_) => Self::Wrong(error.to_string()),
            other => Self::Broken(reasons(&other)),
        }
    }
}

/// An error with its causes in one line.
fn reasons(error: &dyn std::error::Error) -> String {
    let mut line = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        line.push_str(": ");
        line.push_str(&error.to_string());
        cause = error.source();
    }
    line
}
