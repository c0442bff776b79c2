//! What is argued about.
use serde::{Deserialize, Serialize};

/// The issues of one debate, as in `debate.toml`. Other tables of that file (such as `names`, which serve scoring
/// alone) are not read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Debate {
    #[serde(default, rename = "issue")]
    pub issues: Vec<Issue>,
}

/// A proposal put as a sentence; who supports it wants that sentence to be so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issue {
    pub id: String,
    pub text: String,
    /// Example phrasings of support.
    #[serde(default, rename = "for")]
    pub pro: Vec<String>,
    /// Example phrasings of opposition.
    #[serde(default, rename = "against")]
    pub contra: Vec<String>,
}
