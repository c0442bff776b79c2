//! Words → actors and issues.
pub mod actors;
pub mod issues;
pub mod posts;
