use rapporteur_store::StoreError;
use std::net::SocketAddr;

/// What can go wrong before requests are answered.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    #[error(
        "{0} can be reached from other machines, and there are no tokens by which to tell who asks; listen on \
         127.0.0.1 or [::1]"
    )]
    Public(SocketAddr),
    #[error("no server can listen on {address}")]
    Bind { address: SocketAddr, source: std::io::Error },
    #[error("the server cannot be started")]
    Start(#[from] std::io::Error),
    #[error(transparent)]
    Store(#[from] StoreError),
}
