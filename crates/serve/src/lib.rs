//! The record in the browser and over HTTP.
//!
//! [`Server::bind`] takes an address, [`Server::run`] answers until it is told to stop. Every page and every answer of
//! the API comes from the views and writers of `rapporteur-store`: this crate only asks them and dresses what they say.
//!
//! The ways of a request: `connection` (HTTP, limits, stopping) → `guard` (who may ask; headers, log) → `app` (one
//! record from the `pool`, entity tags) → a function of `page` or `api`, which is plain synchronous code.
mod add;
mod api;
mod app;
mod ask;
mod assets;
mod audit;
mod cache;
mod connection;
mod copy;
mod desk;
mod door;
mod error;
mod failure;
mod guard;
mod jobs;
mod matrices;
mod mcp;
mod metrics;
mod page;
mod params;
mod pool;
mod random;
mod reader;
mod suggest;
mod tokens;

pub use audit::audit;
pub use connection::{MAX_UPLOAD, Options, Server};
pub use door::Role;
pub use error::ServeError;
pub use mcp::assist;
pub use reader::{News, Reader, Sent, Task, Work};
pub use tokens::{Token, Tokens};

/// The tools for assistants in JSON, as `tools/list` tells them.
pub fn tools() -> String {
    mcp::text()
}

/// The description of the API in OpenAPI 3.1, as it is served at `/api/v1/openapi.json`.
pub fn openapi() -> String {
    api::openapi::text()
}
