//! What an address asks for: the limits of a view, as on the command line, and how to show it.
use crate::failure::Failure;
use jiff::Timestamp;
use rapporteur_record::PartialDate;
use rapporteur_store::{Filter, RollUp};
use std::{collections::BTreeMap, str::FromStr};

/// The parameters of an address, by name; empty ones are left out, as a form sends all its fields.
#[derive(Debug, Clone, Default)]
pub struct Params {
    values: BTreeMap<String, String>,
    /// How positions are rolled up where that is asked for.
    rule: Option<RollUp>,
}

/// The limits of a view. Other names belong to single pages.
pub const LIMITS: [&str; 8] = ["as_of", "known_at", "from", "to", "actor", "issue", "outlet", "confidence"];

impl Params {
    pub fn parse(query: &str) -> Self {
        let pairs = form_urlencoded::parse(query.as_bytes());
        let filled = pairs.map(|(name, value)| (name.into_owned(), value.trim().to_owned()));
        Self { values: filled.filter(|(_, value)| !value.is_empty()).collect(), rule: None }
    }

    /// The same, with how positions are rolled up.
    pub fn ruled(self, rule: Option<RollUp>) -> Self {
        Self { rule, ..self }
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str)
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.values.keys().map(String::as_str)
    }

    /// The value of a parameter; wrong use where it is not of its kind.
    pub fn read<T: FromStr>(&self, name: &str, form: &str) -> Result<Option<T>, Failure> {
        let wrong = |value: &str| Failure::Wrong(format!("{name}={value} is not {form}"));
        self.get(name).map(|value| value.parse().map_err(|_| wrong(value))).transpose()
    }

    fn date(&self, name: &str) -> Result<Option<PartialDate>, Failure> {
        self.read(name, "a date of the form YYYY-MM-DD, YYYY-MM or YYYY")
    }

    pub fn filter(&self) -> Result<Filter, Failure> {
        let filter = Filter {
            as_of: self.date("as_of")?,
            from: self.date("from")?,
            to: self.date("to")?,
            known_at: self.read::<Timestamp>("known_at", "an instant of the form YYYY-MM-DDTHH:MM:SSZ")?,
            actor: self.get("actor").map(str::to_owned),
            issue: self.get("issue").map(str::to_owned),
            outlet: self.get("outlet").map(str::to_owned),
            confidence: self.read("confidence", "a number from 0 to 1")?,
            limit: None,
            roll_up: self.roll_up()?,
        };
        if filter.confidence.is_some_and(|p| !(0.0..=1.0).contains(&p)) {
            return Err(Failure::Wrong("confidence is not a number from 0 to 1".to_owned()));
        }
        if let (Some(from), Some(to)) = (filter.from, filter.to)
            && from.bounds().0 > to.bounds().1
        {
            return Err(Failure::Wrong(format!("from {from} is after to {to}")));
        }
        Ok(filter)
    }

    fn roll_up(&self) -> Result<Option<RollUp>, Failure> {
        match self.get("roll_up") {
            None => Ok(None),
            Some(PERSONS) => match self.rule {
                Some(rule) => Ok(Some(rule)),
                None => Err(Failure::Wrong("nothing is rolled up here".to_owned())),
            },
            Some(other) => Err(Failure::Wrong(format!("roll_up is {PERSONS}, not {other:?}"))),
        }
    }

    /// The page of a long list, from 1.
    pub fn page(&self) -> Result<usize, Failure> {
        let page = self.read("page", "the number of a page")?.unwrap_or(1);
        match (1..=PAGES).contains(&page) {
            true => Ok(page),
            false => Err(Failure::Wrong(format!("pages are numbered from 1 to {PAGES}"))),
        }
    }

    /// The same address with one parameter changed, and from the first page on.
    pub fn with(&self, path: &str, name: &str, value: &str) -> String {
        address(path, &self.changed("page", "").changed(name, value).values)
    }

    /// The same with one parameter changed, or without it where the value is empty.
    pub fn changed(&self, name: &str, value: &str) -> Self {
        let mut changed = self.values.clone();
        match value.is_empty() {
            true => changed.remove(name),
            false => changed.insert(name.to_owned(), value.to_owned()),
        };
        Self { values: changed, rule: self.rule }
    }

    /// The same parameters with one added.
    pub fn and(&self, name: &str, value: String) -> Self {
        let mut values = self.values.clone();
        values.insert(name.to_owned(), value);
        Self { values, rule: self.rule }
    }

    /// An address that keeps the limits of this one, with these parameters beside them.
    pub fn limits(&self, path: &str, others: &[(&str, &str)]) -> String {
        let kept = |name: &str| LIMITS.contains(&name) || name == "roll_up";
        let kept = self.values.iter().filter(|(name, _)| kept(name));
        let mut all: BTreeMap<String, String> = kept.map(|(n, v)| (n.clone(), v.clone())).collect();
        all.extend(others.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())));
        all.retain(|_, value| !value.is_empty());
        address(path, &all)
    }
}

/// What `roll_up` can be: what the head or a minister of a government holds counts for the country.
pub const PERSONS: &str = "person=government";

/// Far more pages than anybody turns; bounds what an answer has to pass over.
const PAGES: usize = 100_000;

fn address(path: &str, params: &BTreeMap<String, String>) -> String {
    let pairs: Vec<(&str, &str)> = params.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    link(path, &pairs)
}

/// An address from a path and parameters.
pub fn link(path: &str, params: &[(&str, &str)]) -> String {
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(params).finish();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_those_of_the_command_line() {
        let filter = Params::parse("as_of=2024-05&actor=Z%C3%BCrn+B&issue=&confidence=0.5").filter().unwrap();
        assert_eq!(filter.as_of.unwrap().to_string(), "2024-05");
        assert_eq!(
            (filter.actor.as_deref(), filter.issue, filter.confidence),
            (Some("Zürn B"), None, Some(0.5))
        );
        for wrong in ["as_of=May", "from=2025&to=2024", "confidence=2", "known_at=now", "confidence=NaN"] {
            assert!(Params::parse(wrong).filter().is_err(), "{wrong}");
        }
    }

    #[test]
    fn an_address_is_changed_in_one_place() {
        let params = Params::parse("issue=toll&page=3&sort=name&to=2024");
        assert_eq!(params.with("/matrix", "sort", "recent"), "/matrix?issue=toll&sort=recent&to=2024");
        assert_eq!(params.with("/matrix", "issue", ""), "/matrix?sort=name&to=2024");
        assert_eq!(params.limits("/cell", &[("month", "a&b")]), "/cell?issue=toll&month=a%26b&to=2024");
        assert!(Params::parse("page=0").page().is_err());
    }
}
