//! What a document says, in six kinds, and speech that it does not itself put forward as said. `docs/facts.md` has the guideline of each.
use crate::{Actor, FactId, PartialDate, Span, Why};
use serde::{Deserialize, Serialize};

/// One thing that a document says, tied to the sentences that say it.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    pub claim: Claim,
    /// The day, month or year on which it is said to be so; never the publication date alone.
    pub on: Option<PartialDate>,
    /// Full sentences, headings or blocks; never empty.
    pub evidence: Vec<Span>,
    /// The extractor or rule that made it, for people who ask why; such as `statement/clause`.
    pub rule: String,
    /// How sure the extractor is, 0 to 1.
    pub confidence: f32,
    /// How it was read, where the extractor says so.
    pub why: Option<Box<Why>>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Claim {
    Statement(Statement),
    Position(Position),
    Decision(Decision),
    Measure(Measure),
    Warning(Warning),
    Demand(Demand),
    Report(Report),
}

/// Defines an enum of words together with its text form.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $text)] $variant),+ }

        impl $name {
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text),+ }
            }

            /// The variant of this text form.
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|v| v.as_str() == text)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}

words!(Kind {
    Statement = "statement",
    Position = "position",
    Decision = "decision",
    Measure = "measure",
    Warning = "warning",
    Demand = "demand",
    /// Not one of the contract's kinds.
    Report = "report",
});

impl Kind {
    /// The six kinds of the contract, which are extracted and scored.
    pub const CONTRACT: &'static [Kind] =
        &[Self::Statement, Self::Position, Self::Decision, Self::Measure, Self::Warning, Self::Demand];
}

words!(
    /// How the words of a statement are given.
    Mode {
        /// All words, a leading "that" aside, inside quotation marks, or a block quotation.
        Direct = "direct",
        Indirect = "indirect",
        Mixed = "mixed",
    }
);

words!(
    /// How a report of speech is put forward by whoever makes it.
    Reality {
        /// As said.
        Actual = "actual",
        /// "did not say".
        Negated = "negated",
        /// "may announce", "could have said".
        Possible = "possible",
        /// "will announce".
        Future = "future",
        /// "if he says", "wants to say", "asked her to say".
        Hypothetical = "hypothetical",
        /// "Did she say so?".
        Asked = "asked",
    }
);

words!(Stance {
    Support = "support",
    Oppose = "oppose",
    /// Only if, only for, only in part.
    Conditional = "conditional",
    /// Discussing, divided, reviewing, declining to say.
    Undecided = "undecided",
});

words!(Act {
    Adopt = "adopt",
    Reject = "reject",
    Approve = "approve",
    Ratify = "ratify",
    Veto = "veto",
    Postpone = "postpone",
    Propose = "propose",
    Discuss = "discuss",
});

words!(Effect {
    Forbids = "forbids",
    Permits = "permits",
    /// Permits only within a scope or on a condition.
    Limits = "limits",
    Requires = "requires",
    Supplies = "supplies",
    Lifts = "lifts",
});

words!(Status {
    /// The last required body has not decided.
    Proposed = "proposed",
    /// Decided, not yet in force.
    Announced = "announced",
    InForce = "in_force",
    Ended = "ended",
});

/// Somebody said, wrote, told, argued, denied, believes.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    pub speaker: Actor,
    /// Empty where the statement has no cue of its own.
    pub cue: Vec<Span>,
    /// May be discontinuous.
    pub content: Vec<Span>,
    pub mode: Mode,
    /// The document says that it was later denied, retracted or walked back.
    pub denied: bool,
    /// The statement of this document that it denies, where it is one and that is known.
    pub denies: Option<FactId>,
}

/// Speech that the document does not itself put forward as said: it stands in another's words, or it is negated,
/// possible, to come, supposed or asked about.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    pub said: Statement,
    pub reality: Reality,
    /// The statement or report in whose words it stands.
    pub within: Option<FactId>,
}

/// Where an actor stands on an issue.
#[derive(Debug, Clone, PartialEq)]
pub struct Position {
    pub holder: Actor,
    /// Id of an [`crate::Issue`].
    pub issue: String,
    pub stance: Stance,
}

/// A body decided, or took up a decision.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    pub body: Actor,
    pub act: Act,
    /// Free words such as `resolution`, `bill`, `ban`.
    pub instrument: Option<String>,
    pub votes: Votes,
    pub binding: Option<bool>,
}

/// Counts that are stated as counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Votes {
    #[serde(rename = "for")]
    pub pro: Option<u32>,
    #[serde(rename = "against")]
    pub contra: Option<u32>,
    pub abstain: Option<u32>,
}

impl Votes {
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }
}

/// A restriction, permission, supply or obligation as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    pub authority: Actor,
    pub effect: Effect,
    pub target: Option<Actor>,
    pub object: Option<Span>,
    /// Places, conditions, exceptions.
    pub scope: Vec<Span>,
    pub status: Status,
}

/// An actor announces a bad consequence.
#[derive(Debug, Clone, PartialEq)]
pub struct Warning {
    pub issuer: Actor,
    pub addressee: Option<Actor>,
    /// The condition.
    pub trigger: Option<Span>,
    pub consequence: Span,
}

/// An actor asks another to act.
#[derive(Debug, Clone, PartialEq)]
pub struct Demand {
    pub issuer: Actor,
    pub addressee: Option<Actor>,
    /// Without addressee and "to".
    pub action: Span,
}

impl Claim {
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Statement(_) => Kind::Statement,
            Self::Position(_) => Kind::Position,
            Self::Decision(_) => Kind::Decision,
            Self::Measure(_) => Kind::Measure,
            Self::Warning(_) => Kind::Warning,
            Self::Demand(_) => Kind::Demand,
            Self::Report(_) => Kind::Report,
        }
    }

    /// Speaker, holder, body, authority or issuer.
    pub const fn actor(&self) -> &Actor {
        match self {
            Self::Statement(s) => &s.speaker,
            Self::Position(p) => &p.holder,
            Self::Decision(d) => &d.body,
            Self::Measure(m) => &m.authority,
            Self::Warning(w) => &w.issuer,
            Self::Demand(d) => &d.issuer,
            Self::Report(r) => &r.said.speaker,
        }
    }
}
