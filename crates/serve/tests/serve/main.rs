//! A server that listens, and a client that speaks to it byte by byte.
mod add;
mod api;
mod client;
mod commits;
mod door;
mod guard;
mod hostile;
mod mcp;
mod pages;
mod review;
/// The made-up debate of the store's own tests.
#[allow(dead_code, reason = "the store's tests use all of it")]
#[path = "../../../store/tests/store/sample.rs"]
mod sample;
