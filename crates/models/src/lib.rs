//! Language models for Rapporteur: which ones are known, where they are kept, how they are installed
//! from a wheel and verified.
//!
//! A spaCy pipeline comes as a Python wheel. [`convert`] turns it into the folder that the parser
//! loads, in Rust alone: no Python runs, and nothing is fetched.

mod config;
mod convert;
mod error;
mod guard;
mod hash;
mod install;
mod moves;
mod msgpack;
mod network;
mod npy;
mod pattern;
mod registry;
mod strings;
mod unicode;
mod wheel;

pub use convert::{Converted, MANIFEST, WEIGHTS, convert};
pub use error::Error;
pub use install::{Installed, Receipt, State, install, list, verify};
pub use registry::{Known, MODELS, default_dir, find};
