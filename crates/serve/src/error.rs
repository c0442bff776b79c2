use rapporteur_store::StoreError;
use std::{net::SocketAddr, path::PathBuf};

/// What can go wrong before requests are answered.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    #[error(
        "{0} can be reached from other machines, and there are no tokens by which to tell who asks; make some with \
         `rapporteur token add`, or listen on 127.0.0.1"
    )]
    Public(SocketAddr),
    #[error("no server can listen on {address}")]
    Bind { address: SocketAddr, source: std::io::Error },
    #[error("the server cannot be started")]
    Start(#[from] std::io::Error),
    #[error("tokens {}", path.display())]
    Tokens { path: PathBuf, source: std::io::Error },
    #[error(
        "{0:?} cannot be the name of a token: it is empty, or has a token that is valid; revoke it first"
    )]
    Name(String),
    #[error("audit log {}: {reason}", path.display())]
    Audit { path: PathBuf, reason: String },
    #[error("the assistant was not understood: {0}")]
    Assistant(String),
    #[error(transparent)]
    Store(#[from] StoreError),
}
