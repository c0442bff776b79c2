//! The lines of a score table.
use rapporteur_record::Kind;

/// One line of the table: a kind, or positions regardless of their stance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Row {
    Kind(Kind),
    /// `position~`: holder and issue alone.
    AnyStance,
}

impl Row {
    pub const ALL: [Row; 7] = [
        Row::Kind(Kind::Statement),
        Row::Kind(Kind::Position),
        Row::Kind(Kind::Decision),
        Row::Kind(Kind::Measure),
        Row::Kind(Kind::Warning),
        Row::Kind(Kind::Demand),
        Row::AnyStance,
    ];

    /// The kind of the facts that the line counts.
    pub const fn kind(self) -> Kind {
        match self {
            Self::Kind(kind) => kind,
            Self::AnyStance => Kind::Position,
        }
    }

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Kind(kind) => kind.as_str(),
            Self::AnyStance => "position~",
        }
    }

    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|row| row.as_str() == name)
    }
}

impl std::fmt::Display for Row {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}
