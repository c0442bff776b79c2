//! Tokens of those who may use a record from elsewhere: kept beside the record, as hashes alone.
use crate::{
    ServeError,
    door::{Role, Visitor},
    random,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};
use subtle::ConstantTimeEq as _;

/// A token as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Token {
    /// Whose it is; judgements bear this name.
    pub name: String,
    pub role: Role,
    /// SHA-256 of the token, in hexadecimal digits.
    pub hash: String,
    #[serde(with = "instant")]
    pub made: Timestamp,
    #[serde(with = "instant::maybe")]
    pub expires: Option<Timestamp>,
    #[serde(with = "instant::maybe")]
    pub revoked: Option<Timestamp>,
}

/// Instants as text.
mod instant {
    use jiff::Timestamp;
    use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};

    pub fn serialize<S: Serializer>(at: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(at)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }

    pub mod maybe {
        use super::*;

        pub fn serialize<S: Serializer>(at: &Option<Timestamp>, serializer: S) -> Result<S::Ok, S::Error> {
            match at {
                Some(at) => serializer.collect_str(at),
                None => serializer.serialize_none(),
            }
        }

        pub fn deserialize<'de, D: Deserializer<'de>>(
            deserializer: D,
        ) -> Result<Option<Timestamp>, D::Error> {
            let text: Option<String> = Option::deserialize(deserializer)?;
            text.map(|text| text.parse().map_err(D::Error::custom)).transpose()
        }
    }
}

/// The tokens of a record, in `RECORD.tokens.json`.
#[derive(Debug, Clone)]
pub struct Tokens {
    path: PathBuf,
}

impl Tokens {
    pub fn of(record: &Path) -> Self {
        let mut path = record.as_os_str().to_owned();
        path.push(".tokens.json");
        Self { path: path.into() }
    }

    /// All that were ever made, in order; none where there is no file.
    pub fn all(&self) -> Result<Vec<Token>, ServeError> {
        match fs::read(&self.path) {
            Ok(bytes) => serde_json::from_slice(&bytes).map_err(|error| self.failed(error.into())),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
            Err(error) => Err(self.failed(error)),
        }
    }

    /// Makes a token and gives it away, this once. A name has one token that is valid.
    pub fn add(
        &self,
        name: &str,
        role: Role,
        expires: Option<Timestamp>,
        now: Timestamp,
    ) -> Result<String, ServeError> {
        let mut all = self.all()?;
        if name.trim().is_empty() || all.iter().any(|token| token.name == name && token.is_valid(now)) {
            return Err(ServeError::Name(name.to_owned()));
        }
        let text = format!("rpt_{}", random::digits());
        let hash = hash(&text);
        all.push(Token { name: name.to_owned(), role, hash, made: now, expires, revoked: None });
        self.write(&all)?;
        Ok(text)
    }

    /// Makes the tokens of this name worthless; whether there was one that was not.
    pub fn revoke(&self, name: &str, now: Timestamp) -> Result<bool, ServeError> {
        let mut all = self.all()?;
        let valid = all.iter_mut().filter(|token| token.name == name && token.is_valid(now));
        let revoked = valid.map(|token| token.revoked = Some(now)).count();
        self.write(&all)?;
        Ok(revoked > 0)
    }

    /// Who has this token. How long it takes does not tell how much of a guess was right.
    pub(crate) fn find(&self, given: &str, now: Timestamp) -> Result<Option<Visitor>, ServeError> {
        let given = hash(given);
        let mut found = None;
        for token in self.all()? {
            let same = bool::from(token.hash.as_bytes().ct_eq(given.as_bytes()));
            if same && token.is_valid(now) {
                found = Some(Visitor { name: token.name, role: token.role, by_token: true });
            }
        }
        Ok(found)
    }

    /// Whoever reads the file while it is written anew sees the old or the new one whole.
    fn write(&self, all: &[Token]) -> Result<(), ServeError> {
        let mut draft = self.path.as_os_str().to_owned();
        draft.push(".new");
        let mut options = fs::OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let text = serde_json::to_string_pretty(all).map_err(|error| self.failed(error.into()))?;
        let written = options.open(&draft).and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            file.sync_all()
        });
        written.and_then(|()| fs::rename(&draft, &self.path)).map_err(|error| self.failed(error))
    }

    fn failed(&self, source: std::io::Error) -> ServeError {
        ServeError::Tokens { path: self.path.clone(), source }
    }
}

impl Token {
    pub fn is_valid(&self, now: Timestamp) -> bool {
        self.revoked.is_none() && self.expires.is_none_or(|end| now < end)
    }
}

fn hash(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_good_until_it_ends() {
        let folder = tempfile::tempdir().unwrap();
        let tokens = Tokens::of(&folder.path().join("r.db"));
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let (now, later) = (at("2024-06-01T10:00:00Z"), at("2024-06-02T10:00:00Z"));
        assert_eq!(tokens.find("rpt_0", now).unwrap(), None);
        let ada = tokens.add("Ada", Role::Reviewer, None, now).unwrap();
        let bo = tokens.add("Bo", Role::Reader, Some(later), now).unwrap();
        assert!(ada.len() == 68 && ada != bo);
        assert!(tokens.add("Ada", Role::Admin, None, now).is_err(), "a name has one token");
        let who =
            |text: &str, when| tokens.find(text, when).unwrap().map(|visitor| (visitor.name, visitor.role));
        assert_eq!(who(&ada, later), Some(("Ada".into(), Role::Reviewer)));
        assert_eq!((who(&bo, now).is_some(), who(&bo, later)), (true, None));
        assert_eq!((who(&ada[..67], now), who("", now)), (None, None));
        assert!(tokens.revoke("Ada", now).unwrap() && !tokens.revoke("Ada", now).unwrap());
        assert_eq!(who(&ada, now), None);
        assert!(tokens.add("Ada", Role::Admin, None, now).is_ok(), "and may have another afterwards");
        let kept = std::fs::read_to_string(folder.path().join("r.db.tokens.json")).unwrap();
        assert!(!kept.contains(&ada[4..]) && !kept.contains(&bo[4..]), "tokens themselves are not kept");
    }
}
