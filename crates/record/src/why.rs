//! Why a fact was found, for people who ask: what `rapporteur show ID --why` tells.
use serde::{Deserialize, Serialize};

/// How a reading of the text came about. It stands beside a fact and is no part of it: two versions of the program may
/// find the same fact for different reasons.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Why {
    /// The construction in which the cue stands, such as `clause`, `object`, `according`.
    pub frame: String,
    /// The head word of the cue as the lexicon has it: "point_out".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cue: Option<String>,
    /// The classes of that word in the lexicon: `speech`, `attitude` …; empty where it has none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub classes: Vec<String>,
    /// The way from the cue to its source: `subject`, `agent`, `possessive` …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub arc: Option<String>,
    /// The probability that the learned scorer gave this reading, 0 to 1; `None` where no scorer was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score: Option<f64>,
    /// What moved the scorer most, with its weight, the strongest first; a positive weight speaks for the reading.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub features: Vec<(String, f64)>,
    /// Other readings of the same cue, the likeliest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<Rival>,
    /// Who the words for the speaker may have meant, the one chosen included, the best first; empty where the words
    /// name somebody.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub antecedents: Vec<Antecedent>,
}

/// A reading of the same cue that was not chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Rival {
    pub frame: String,
    /// The words of its source, where it has one.
    pub source: Option<String>,
    /// The words of its content, long ones shortened.
    pub content: String,
    pub score: f64,
}

/// One that a pronoun or description may denote.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Antecedent {
    /// Its resolved name.
    pub name: String,
    /// The words that speak for it.
    pub words: String,
    /// How well it fits, higher is better; comparable within one list only. `None` where nothing else was weighed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<f64>,
}
