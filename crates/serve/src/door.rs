//! Who may come in: on this machine everybody, from elsewhere those who have a token.
use crate::{failure::Failure, tokens::Tokens};
use axum::http::{HeaderMap, header};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::Instant,
};

/// What somebody may do; each may do what those before may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Reads the record.
    Reader,
    /// Judges facts.
    Reviewer,
    /// Sees what the server does.
    Admin,
}

impl Role {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reader => "reader",
            Self::Reviewer => "reviewer",
            Self::Admin => "admin",
        }
    }
}

/// Whose request it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visitor {
    pub name: String,
    pub role: Role,
    /// Whether a token said so.
    pub by_token: bool,
}

pub enum Door {
    /// Only this machine reaches the server; its user does as he likes.
    Local(Visitor),
    Tokens(Box<Gate>),
}

/// Tokens, and how often who asks may.
pub struct Gate {
    tokens: Tokens,
    /// By the name of a token.
    requests: Rates,
    /// By address: tokens that were none, and attempts to sign in.
    wrong: Rates,
    logins: Rates,
}

/// What is open to those who have no token: the way in, and what pages look like.
const OPEN: [&str; 2] = ["/health", "/login"];

impl Door {
    pub fn local(user: &str) -> Self {
        Self::Local(Visitor { name: user.to_owned(), role: Role::Admin, by_token: false })
    }

    pub fn tokens(tokens: Tokens) -> Self {
        Self::Tokens(Box::new(Gate {
            tokens,
            requests: Rates::new(200.0, 20.0),
            wrong: Rates::new(60.0, 1.0),
            logins: Rates::new(10.0, 0.1),
        }))
    }

    /// Whose request it is, which came `from` an address; none for what is open to all.
    pub fn admit(&self, path: &str, headers: &HeaderMap, from: &str) -> Result<Option<Visitor>, Failure> {
        match self {
            Self::Local(_) if !is_of_here(headers) => Err(Failure::Elsewhere),
            Self::Local(user) => Ok(Some(user.clone())),
            Self::Tokens(_) if OPEN.contains(&path) || path.starts_with("/assets/") => Ok(None),
            Self::Tokens(gate) => gate.visitor(token(headers), from).map(Some),
        }
    }

    /// Whether somebody could come in with this token. Who tried too often is not told.
    pub fn opens(&self, given: &str, from: &str) -> Result<(), Failure> {
        match self {
            Self::Local(_) => Ok(()),
            Self::Tokens(gate) if gate.logins.allow(from, Instant::now()) => gate.known(given).map(|_| ()),
            Self::Tokens(_) => Err(Failure::Often),
        }
    }
}

impl Gate {
    fn visitor(&self, given: Option<&str>, from: &str) -> Result<Visitor, Failure> {
        let now = Instant::now();
        let visitor = self.known(given.ok_or(Failure::Unknown)?).map_err(|failure| match failure {
            Failure::Unknown if !self.wrong.allow(from, now) => Failure::Often,
            failure => failure,
        })?;
        if self.requests.allow(&visitor.name, now) { Ok(visitor) } else { Err(Failure::Often) }
    }

    fn known(&self, given: &str) -> Result<Visitor, Failure> {
        let found = self.tokens.find(given, Timestamp::now());
        found.map_err(|error| Failure::Broken(error.to_string()))?.ok_or(Failure::Unknown)
    }
}

/// The name of the cookie that holds a browser's token.
pub const COOKIE: &str = "rapporteur";

/// The token of a request: of the header `Authorization`, else of the cookie; never of the address, which is kept in
/// histories and logs.
fn token(headers: &HeaderMap) -> Option<&str> {
    let text = |name| headers.get(name).and_then(|value: &axum::http::HeaderValue| value.to_str().ok());
    let bearer = text(header::AUTHORIZATION).and_then(|value| value.strip_prefix("Bearer "));
    let pairs =
        text(header::COOKIE).unwrap_or_default().split(';').filter_map(|pair| pair.trim().split_once('='));
    bearer.or_else(|| pairs.into_iter().find(|(name, _)| *name == COOKIE).map(|(_, value)| value))
}

/// Whether the request was sent to a name of this machine. A page of somebody else's, whose name is made to lead here,
/// sends its own name.
fn is_of_here(headers: &HeaderMap) -> bool {
    let Some(host) = headers.get(header::HOST).and_then(|host| host.to_str().ok()) else { return false };
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => host,
    };
    matches!(name.to_ascii_lowercase().as_str(), "localhost" | "127.0.0.1" | "[::1]")
}

/// How often each may ask.
pub struct Rates {
    /// What may come at once, and what a second may follow.
    burst: f64,
    per_second: f64,
    left: Mutex<HashMap<String, (f64, Instant)>>,
}

/// Names that are remembered; those who asked least lately are forgotten first.
const REMEMBERED: usize = 10_000;

impl Rates {
    fn new(burst: f64, per_second: f64) -> Self {
        Self { burst, per_second, left: Mutex::default() }
    }

    fn allow(&self, name: &str, now: Instant) -> bool {
        let mut left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        if left.len() >= REMEMBERED && !left.contains_key(name) {
            let mut times: Vec<Instant> = left.values().map(|(_, last)| *last).collect();
            let (_, middle, _) = times.select_nth_unstable(REMEMBERED / 2);
            let middle = *middle;
            left.retain(|_, (_, last)| *last > middle);
        }
        let (room, last) = left.entry(name.to_owned()).or_insert((self.burst, now));
        *room = (*room + now.duration_since(*last).as_secs_f64() * self.per_second).min(self.burst);
        *last = now;
        let allowed = *room >= 1.0;
        if allowed {
            *room -= 1.0;
        }
        allowed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;
    use std::time::Duration;

    #[test]
    fn only_names_of_this_machine_are_answered() {
        let to = |host: &'static str| HeaderMap::from_iter([(header::HOST, HeaderValue::from_static(host))]);
        for host in ["localhost", "LOCALHOST:80", "127.0.0.1:8080", "[::1]:9", "[::1]"] {
            assert!(is_of_here(&to(host)), "{host}");
        }
        for host in ["evil.example", "localhost.evil.example:80", "127.0.0.1.evil.example", ""] {
            assert!(!is_of_here(&to(host)), "{host}");
        }
        assert!(!is_of_here(&HeaderMap::new()));
    }

    #[test]
    fn who_asks_too_often_waits() {
        let rates = Rates::new(200.0, 20.0);
        let start = Instant::now();
        let many = (0..300).filter(|_| rates.allow("Ada", start)).count();
        assert_eq!(many, 200);
        assert!(rates.allow("Bo", start), "others are not held up");
        assert!(!rates.allow("Ada", start) && rates.allow("Ada", start + Duration::from_millis(60)));
    }

    #[test]
    fn whoever_asks_the_names_that_are_remembered_have_a_bound() {
        let rates = Rates::new(1.0, 1.0);
        let start = Instant::now();
        for n in 0..3 * REMEMBERED as u64 {
            rates.allow(&n.to_string(), start + Duration::from_nanos(n));
        }
        assert!(rates.left.lock().unwrap().len() <= REMEMBERED);
        let last = (3 * REMEMBERED - 1).to_string();
        assert!(!rates.allow(&last, start), "those who asked last are known");
    }

    #[test]
    fn a_token_is_taken_from_headers() {
        let with = |name, value| HeaderMap::from_iter([(name, HeaderValue::from_static(value))]);
        assert_eq!(token(&with(header::AUTHORIZATION, "Bearer rpt_1")), Some("rpt_1"));
        assert_eq!(token(&with(header::COOKIE, "a=b; rapporteur=rpt_2; c=d")), Some("rpt_2"));
        assert_eq!(token(&with(header::AUTHORIZATION, "Basic rpt_1")), None);
        assert_eq!(token(&HeaderMap::new()), None);
    }
}
