//! Attribution: source, cue and content of every report of speech, thought or attitude (PolNeAR's sense).
use rapporteur_record::{Annotated, TokenRange};

/// One attribution, as the text has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribution {
    /// The phrase that names the source in the same sentence; `None` where the text names none there.
    pub source: Option<TokenRange>,
    /// The words that attribute ("said", "according to", "his warning"); may be apart.
    pub cue: Vec<TokenRange>,
    /// The head word of the cue, which carries its class.
    pub cue_head: Option<usize>,
    /// What is attributed; may be apart.
    pub content: Vec<TokenRange>,
    /// The rule that found it.
    pub rule: &'static str,
    /// 0 to 1.
    pub confidence: f32,
}

/// All attributions of a document, in text order.
pub fn find(_annotated: &Annotated) -> Vec<Attribution> {
    Vec::new()
}
