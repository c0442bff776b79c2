//! A folder of documents with gold facts.
use crate::{Names, Predictions, Words};
use rapporteur_record::{Debate, Fact, Offsets, contract};
use serde::Deserialize;
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

#[derive(Debug, thiserror::Error)]
pub enum EvalError {
    #[error("cannot read {path}: {source}")]
    Read { path: PathBuf, source: std::io::Error },
    #[error("{path} is not a debate file: {source}")]
    Debate { path: PathBuf, source: Box<toml::de::Error> },
    #[error("{path} is not a file of facts: {source}")]
    Json { path: PathBuf, source: serde_json::Error },
    #[error("fact {number} of document {doc}: {source}")]
    Fact { doc: String, number: usize, source: contract::ContractError },
    #[error("{0} has no NAME.gold.json")]
    NoGold(PathBuf),
    #[error("line {line} of the predictions: {source}")]
    Line { line: usize, source: serde_json::Error },
    #[error("unknown documents in the predictions: {}", .0.join(", "))]
    UnknownDocuments(Vec<String>),
}

/// A debate file, documents and their gold facts.
#[derive(Debug)]
pub struct Set {
    /// The folder's name.
    pub name: String,
    pub debate: Debate,
    pub names: Names,
    /// Ascending by name.
    pub documents: Vec<GoldDocument>,
}

/// One text with everything that it is said to say.
#[derive(Debug)]
pub struct GoldDocument {
    pub name: String,
    pub text: String,
    pub words: Words,
    pub gold: Vec<Fact>,
}

impl Set {
    /// Reads `debate.toml` and every `NAME.gold.json` with its `NAME.txt` from a folder.
    pub fn load(folder: &Path) -> Result<Self, EvalError> {
        let (debate, names) = read_debate(&folder.join("debate.toml"))?;
        let documents = gold_names(folder)?
            .into_iter()
            .map(|name| GoldDocument::load(folder, name))
            .collect::<Result<Vec<_>, _>>()?;
        if documents.is_empty() {
            return Err(EvalError::NoGold(folder.to_owned()));
        }
        let name = folder.file_name().unwrap_or(folder.as_os_str()).to_string_lossy().into_owned();
        Ok(Self { name, debate, names, documents })
    }

    /// The gold facts as if they had been predicted.
    pub fn gold(&self) -> Predictions {
        self.documents.iter().map(|d| (d.name.clone(), d.gold.clone())).collect()
    }
}

impl GoldDocument {
    fn load(folder: &Path, name: String) -> Result<Self, EvalError> {
        #[derive(Deserialize)]
        struct Gold {
            facts: Vec<serde_json::Value>,
        }
        let text = read(&folder.join(format!("{name}.txt")))?;
        let path = folder.join(format!("{name}.gold.json"));
        let gold: Gold =
            serde_json::from_str(&read(&path)?).map_err(|source| EvalError::Json { path, source })?;
        let gold = facts(&name, &text, &gold.facts)?;
        Ok(Self { words: Words::new(&text), name, text, gold })
    }
}

/// Facts from their exchange form; `doc` and the fact's number (from 1) say where one is wrong.
pub(crate) fn facts(doc: &str, text: &str, values: &[serde_json::Value]) -> Result<Vec<Fact>, EvalError> {
    let offsets = Offsets::new(text);
    let wrong = |i: usize, source| EvalError::Fact { doc: doc.to_owned(), number: i + 1, source };
    values
        .iter()
        .enumerate()
        .map(|(i, value)| contract::from_json(value, &offsets).map_err(|e| wrong(i, e)))
        .collect()
}

pub(crate) fn read(path: &Path) -> Result<String, EvalError> {
    fs::read_to_string(path).map_err(|source| EvalError::Read { path: path.to_owned(), source })
}

/// Names of the documents with gold, ascending.
fn gold_names(folder: &Path) -> Result<Vec<String>, EvalError> {
    let error = |source| EvalError::Read { path: folder.to_owned(), source };
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(error)? {
        let file = entry.map_err(error)?.file_name();
        names.extend(file.to_string_lossy().strip_suffix(".gold.json").map(str::to_owned));
    }
    names.sort();
    Ok(names)
}

fn read_debate(path: &Path) -> Result<(Debate, Names), EvalError> {
    #[derive(Deserialize)]
    struct Tables {
        /// Keys with their places: where two actors share a name, the later one in the file keeps it.
        #[serde(default)]
        names: BTreeMap<toml::Spanned<String>, Vec<String>>,
    }
    let text = read(path)?;
    let wrong = |source| EvalError::Debate { path: path.to_owned(), source: Box::new(source) };
    let Tables { names } = toml::from_str(&text).map_err(wrong)?;
    let mut names: Vec<_> = names.iter().collect();
    names.sort_by_key(|(actor, _)| actor.span().start);
    let names = Names::new(names.into_iter().map(|(actor, others)| (actor.get_ref().as_str(), &others[..])));
    Ok((toml::from_str(&text).map_err(wrong)?, names))
}
