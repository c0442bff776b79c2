//! Predicted facts, as extracted or as JSON Lines of the contract.
use crate::{EvalError, Set, set};
use rapporteur_record::Fact;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Facts by document name.
pub type Predictions = BTreeMap<String, Vec<Fact>>;

/// Reads JSON Lines of `{"doc": NAME, "facts": [...]}`; empty lines are passed over, a later line of the same document
/// replaces an earlier one. Offsets are those of the sets' texts, so every document must belong to one of the sets.
pub fn read_predictions(jsonl: &str, sets: &[Set]) -> Result<Predictions, EvalError> {
    #[derive(Deserialize)]
    struct Line {
        doc: String,
        facts: Vec<serde_json::Value>,
    }
    let texts: BTreeMap<&str, &str> =
        sets.iter().flat_map(|s| &s.documents).map(|d| (d.name.as_str(), d.text.as_str())).collect();
    let (mut out, mut unknown) = (Predictions::new(), Vec::new());
    for (i, line) in jsonl.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let line: Line =
            serde_json::from_str(line).map_err(|source| EvalError::Line { line: i + 1, source })?;
        match texts.get(line.doc.as_str()) {
            Some(text) => {
                let facts = set::facts(&line.doc, text, &line.facts)?;
                out.insert(line.doc, facts);
            }
            None => unknown.push(line.doc),
        }
    }
    match unknown.is_empty() {
        true => Ok(out),
        false => Err(EvalError::UnknownDocuments(unknown)),
    }
}
