//! What commands load before they work: debate files and the language model.
use crate::args::{ActorsArg, ModelsArg};
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

/// Adds the actors of the files to those that the program knows.
pub fn actors(args: &ActorsArg) -> anyhow::Result<()> {
    let read = |path: &PathBuf| {
        let text =
            std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        Ok((path.display().to_string(), text))
    };
    let files = args.actors.iter().map(read).collect::<anyhow::Result<Vec<_>>>()?;
    Ok(rapporteur_extract::add_actors(files)?)
}

/// The annotators with the first installed language model of a folder, or of the default one.
pub fn annotator(models: &ModelsArg) -> anyhow::Result<Annotator> {
    let folder = rapporteur_models::find(&models.folder()?, None)?;
    Ok(Annotator::new(Parser::load(folder)?))
}

/// Names and hashes of the models that `annotator` may load, in a fixed order.
pub fn models_identity(models: &ModelsArg) -> anyhow::Result<String> {
    let installed = rapporteur_models::list(&models.folder()?);
    let receipts: Vec<_> = installed.into_iter().filter_map(|(_, receipt)| receipt).collect();
    Ok(serde_json::to_string(&receipts)?)
}

/// One worker a core, unless told otherwise.
pub fn jobs(wanted: Option<NonZeroUsize>) -> NonZeroUsize {
    wanted.unwrap_or_else(|| std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN))
}

impl ModelsArg {
    /// The folder that holds the language models: as given, or the default one.
    pub fn folder(&self) -> anyhow::Result<PathBuf> {
        self.models.clone().map_or_else(|| Ok(rapporteur_models::default_dir()?), Ok)
    }
}
