//! What extraction rests on beside its word lists, and what of it is left out to see what it is worth.
use std::str::FromStr;

/// Word vectors of a language model.
pub trait Vectors: Sync {
    /// The vector of a word as written or in lower case; `None` where the model has none.
    fn vector(&self, word: &str) -> Option<&[f32]>;
}

/// A part of the reading of stances and measures that can be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Words like those of an issue, by their vectors.
    Likeness,
    /// The issue that the text is speaking of, for words that name none.
    Focus,
    /// The example phrasings of the debate.
    Phrasings,
    /// Clauses that set terms, read apart from what is said on them.
    Terms,
    /// What decisions and measures say of their makers, and what "the decision" takes up.
    Deeds,
    /// That weak readings give way to surer ones of the same holder.
    Yielding,
    /// The law that a text is speaking of, for duties that name none.
    Laws,
}

impl Part {
    pub const ALL: [Self; 7] =
        [Self::Likeness, Self::Focus, Self::Phrasings, Self::Terms, Self::Deeds, Self::Yielding, Self::Laws];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Likeness => "likeness",
            Self::Focus => "focus",
            Self::Phrasings => "phrasings",
            Self::Terms => "terms",
            Self::Deeds => "deeds",
            Self::Yielding => "yielding",
            Self::Laws => "laws",
        }
    }
}

impl FromStr for Part {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let names = || Self::ALL.map(Self::name).join(", ");
        Self::ALL
            .into_iter()
            .find(|p| p.name() == name)
            .ok_or_else(|| format!("no part {name:?}; one of {}", names()))
    }
}

/// How facts are extracted; by default with every part, but without vectors.
#[derive(Clone, Copy, Default)]
pub struct Setup<'a> {
    pub vectors: Option<&'a dyn Vectors>,
    pub without: &'a [Part],
}

impl Setup<'_> {
    pub fn has(&self, part: Part) -> bool {
        !self.without.contains(&part)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_go_by_their_names() {
        for part in Part::ALL {
            assert_eq!(part.name().parse(), Ok(part));
        }
        assert!("feelings".parse::<Part>().unwrap_err().contains("likeness, focus"));
    }
}
