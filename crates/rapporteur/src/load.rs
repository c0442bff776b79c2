//! What commands load before they work: debate files and the language model.
use anyhow::Context as _;
use rapporteur_extract::{Annotator, Parser};
use rapporteur_record::Debate;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

/// The debate of a file; without one, a debate without issues.
pub fn debate(path: Option<&Path>) -> anyhow::Result<Debate> {
    let Some(path) = path else { return Ok(Debate::default()) };
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    toml::from_str(&text).with_context(|| format!("{} is not a debate file", path.display()))
}

/// The annotators with the first installed language model of a folder, or of the default one.
pub fn annotator(models: Option<&Path>) -> anyhow::Result<Annotator> {
    let folder = rapporteur_models::find(&models_folder(models)?, None)?;
    Ok(Annotator::new(Parser::load(folder)?))
}

/// The folder that holds the language models: as given, or the default one.
pub fn models_folder(given: Option<&Path>) -> anyhow::Result<PathBuf> {
    given.map_or_else(|| Ok(rapporteur_models::default_dir()?), |given| Ok(given.to_owned()))
}

/// One worker a core, unless told otherwise.
pub fn jobs(wanted: Option<NonZeroUsize>) -> NonZeroUsize {
    wanted.unwrap_or_else(|| std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN))
}
