//! Words by which English news introduces actors, as sets.
use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

type Words = HashSet<String>;

#[derive(Deserialize)]
pub struct Lexicon {
    pub honorifics: Honorifics,
    pub offices: Offices,
    pub people: People,
    pub bodies: Bodies,
    pub documents: Documents,
    pub places: Places,
    /// What members of parties are called.
    pub parties: Words,
    #[serde(skip)]
    given: Words,
    /// Names that tell who is "she", beyond those that make a name.
    #[serde(skip)]
    genders: HashMap<String, Gender>,
}

#[derive(Deserialize)]
pub struct Honorifics {
    male: Words,
    female: Words,
    any: Words,
}

#[derive(Deserialize)]
pub struct Offices {
    pub nouns: Words,
    pub phrases: Vec<String>,
    pub fillers: Words,
    pub to: Words,
    same: Vec<Vec<String>>,
    generic: Words,
    pub headship: Words,
    pub public: Words,
    state: Vec<(String, String)>,
}

#[derive(Deserialize)]
pub struct People {
    pub nouns: Words,
    endings: Vec<String>,
    female: Vec<String>,
    male: Vec<String>,
    things: Words,
    pub members: Words,
    pub government: Words,
    pub acts: Words,
}

#[derive(Deserialize)]
pub struct Bodies {
    pub nouns: Words,
    pub named: Words,
    pub private: Words,
    pub outlets: Words,
}

#[derive(Deserialize)]
pub struct Documents {
    pub nouns: Words,
    pub issue: Words,
}

#[derive(Deserialize)]
pub struct Places {
    pub prepositions: Words,
    pub motion: Words,
    pub nouns: Words,
    pub government: Words,
    pub sides: Words,
    pub premises: Words,
    pub parts: Words,
    pub units: Words,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Gender {
    Female,
    Male,
    #[default]
    Unknown,
}

impl Gender {
    /// Whether both may belong to one person.
    pub fn allows(self, other: Gender) -> bool {
        self == Gender::Unknown || other == Gender::Unknown || self == other
    }
}

#[derive(Deserialize)]
struct GivenNames {
    female: String,
    male: String,
}

#[derive(Deserialize)]
struct MoreNames {
    census: GivenNames,
    world: GivenNames,
    either: EitherNames,
}

#[derive(Deserialize)]
struct EitherNames {
    names: String,
}

impl GivenNames {
    fn genders(&self) -> impl Iterator<Item = (&str, Gender)> {
        let female = self.female.split(' ').map(|n| (n, Gender::Female));
        female.chain(self.male.split(' ').map(|n| (n, Gender::Male)))
    }
}

/// The lexicon, read once.
pub fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| {
        let mut lexicon: Lexicon = toml::from_str(include_str!("../../../language/en/actors.toml"))
            .expect("actors.toml is well formed");
        let names: GivenNames = toml::from_str(include_str!("../../../language/en/given_names.toml"))
            .expect("given_names.toml is well formed");
        lexicon.given.extend(names.genders().map(|(name, _)| name.to_owned()));
        let more: MoreNames = toml::from_str(include_str!("../../../language/en/given_names_more.toml"))
            .expect("given_names_more.toml is well formed");
        for (name, gender) in more.census.genders().chain(more.world.genders()).chain(names.genders()) {
            lexicon.genders.insert(name.to_owned(), gender);
        }
        for name in more.either.names.split(' ') {
            lexicon.genders.insert(name.to_owned(), Gender::Unknown);
        }
        lexicon
    })
}

impl Lexicon {
    pub fn is_honorific(&self, word: &str) -> bool {
        let word = word.to_lowercase();
        let h = &self.honorifics;
        h.any.contains(&word) || h.male.contains(&word) || h.female.contains(&word)
    }

    /// "Mr", "Ms", "Dr": words that are followed by a name and nothing else.
    pub fn is_form_of_address(&self, word: &str) -> bool {
        matches!(
            word,
            "mr" | "mr." | "mrs" | "mrs." | "ms" | "ms." | "dr" | "dr." | "sir" | "sen." | "rep." | "gov."
        )
    }

    pub fn honorific_gender(&self, word: &str) -> Gender {
        let word = word.to_lowercase();
        match (self.honorifics.male.contains(&word), self.honorifics.female.contains(&word)) {
            (true, _) => Gender::Male,
            (_, true) => Gender::Female,
            _ => Gender::Unknown,
        }
    }

    pub fn is_given_name(&self, word: &str) -> bool {
        self.given.contains(word)
    }

    pub fn given_gender(&self, word: &str) -> Gender {
        self.genders.get(word).copied().unwrap_or_default()
    }

    /// Whether a noun in the singular may name people, a body, or a document that speaks for one.
    pub fn may_act(&self, noun: &str) -> bool {
        let listed = self.people.nouns.contains(noun)
            || self.offices.nouns.contains(noun)
            || self.bodies.nouns.contains(noun)
            || self.documents.nouns.contains(noun);
        listed || self.is_trade(noun)
    }

    /// Whether a noun in the singular looks as if it named people by what they do: "haulier", "lobbyist".
    pub fn is_trade(&self, noun: &str) -> bool {
        let ends = |e: &String| noun.len() > e.len() + 2 && noun.ends_with(e.as_str());
        self.people.endings.iter().any(ends) && !self.people.things.contains(noun)
    }

    /// "Spokeswoman", "husband"
    pub fn noun_gender(&self, noun: &str) -> Gender {
        let is = |list: &[String], ending: &str| list.iter().any(|n| n == noun) || noun.ends_with(ending);
        match (is(&self.people.female, "woman"), is(&self.people.male, "man")) {
            (true, _) => Gender::Female,
            (_, true) => Gender::Male,
            _ => Gender::Unknown,
        }
    }

    /// Whether two words of offices may name the same thing.
    pub fn same_office(&self, a: &str, b: &str) -> bool {
        let has = |set: &[String], word: &str| set.iter().any(|w| w == word);
        a == b || self.offices.same.iter().any(|set| has(set, a) && has(set, b))
    }

    /// Whether a description's role can mean a holder's: the same office, or "chief", "leader" for any headship.
    pub fn role_means(&self, described: &str, held: &str) -> bool {
        let head = self.offices.generic.contains(held) || self.offices.headship.contains(held);
        self.same_office(described, held) || (self.offices.generic.contains(described) && head)
    }

    /// The title under which knowledge lists the holders of an office of state.
    pub fn state_office(&self, role: &str) -> Option<String> {
        self.offices.state.iter().find(|(words, _)| words == role).map(|(_, title)| title.to_lowercase())
    }
}
