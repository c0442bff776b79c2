//! Making what is known of the tables.
use super::tables::{Row, Subject, rows};
use super::{Form, Holder, Known, Membership};
use crate::annotate::mentions::names;
use rapporteur_record::ActorKind;
use std::collections::{HashMap, HashSet};

fn list(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split(';').filter(|s| !s.is_empty())
}

#[derive(Default)]
pub struct Builder {
    pub known: Vec<Known>,
    pub by_name: HashMap<&'static str, usize>,
    codes: HashMap<&'static str, &'static str>,
    seen: HashSet<String>,
    pub patterns: Vec<(String, usize, Form)>,
}

impl Builder {
    fn add(
        &mut self,
        name: &'static str,
        kind: ActorKind,
        class: &'static str,
        of: Option<&'static str>,
    ) -> usize {
        let entry = self.known.len();
        self.known.push(Known { name, kind, class, of, descriptions: Vec::new() });
        self.by_name.entry(name).or_insert(entry);
        self.alias(name, entry, Form::Name);
        entry
    }

    /// The alias, and in capitals (as headlines have it) where it is too long to be an acronym; a short acronym with
    /// dots too ("W.T.O."), a long one as a word ("Unido"). The first taker wins.
    fn alias(&mut self, alias: &str, entry: usize, form: Form) {
        let alias = alias.strip_prefix("the ").unwrap_or(alias);
        let mut forms = vec![alias.to_owned()];
        let letters = alias.chars().count();
        if alias.chars().all(|c| c.is_ascii_uppercase()) && form == Form::Name {
            match letters {
                3 | 4 => forms.push(alias.chars().flat_map(|c| [c, '.']).collect()),
                5.. => forms.push(alias[..1].to_owned() + &alias[1..].to_lowercase()),
                _ => {}
            }
        }
        if letters > 3 {
            forms.push(alias.to_uppercase());
        }
        for text in forms {
            if self.seen.insert(text.clone()) {
                self.patterns.push((text, entry, form));
            }
        }
    }

    fn aliases(&mut self, cell: &'static str, entry: usize, form: Form) {
        for alias in list(cell) {
            self.alias(alias, entry, form);
        }
    }

    pub fn countries(&mut self) {
        for row in rows(Subject::Countries) {
            let entry = self.add(row[1], ActorKind::Country, "country", None);
            self.codes.insert(row[0], row[1]);
            self.aliases(row[2], entry, Form::Name);
            self.aliases(row[3], entry, Form::Adjective);
            self.aliases(row[4], entry, Form::People);
            self.aliases(row[5], entry, Form::Seat);
        }
    }

    pub fn bodies(&mut self) {
        for row in rows(Subject::Bodies) {
            let of = self.owner(row[2]);
            let entry = self.add(row[0], ActorKind::Body, row[1], of);
            self.aliases(row[3], entry, Form::Name);
            if row[1] == "parliament" {
                self.aliases(row[4], entry, Form::Members);
            }
            self.known[entry].descriptions = list(row[6]).collect();
        }
        let commission = self.by_name.get("European Commission").copied();
        if let Some(entry) = commission {
            self.alias("Brussels", entry, Form::Seat);
        }
    }

    pub fn outlets(&mut self) {
        for row in rows(Subject::Outlets) {
            let of = self.owner(row[1]);
            let entry = self.add(row[0], ActorKind::Outlet, "outlet", of);
            self.aliases(row[2], entry, Form::Name);
        }
    }

    fn owner(&self, code: &'static str) -> Option<&'static str> {
        (!code.is_empty()).then(|| self.codes.get(code).copied().unwrap_or(code))
    }

    pub fn memberships(&self) -> HashMap<&'static str, Vec<Membership>> {
        let mut all: HashMap<&'static str, Vec<Membership>> = HashMap::new();
        for row in rows(Subject::Memberships) {
            let until = (!row[4].is_empty()).then(|| row[4].to_owned());
            let membership = Membership { body: row[0], status: row[2], from: row[3].to_owned(), until };
            all.entry(self.codes.get(row[1]).copied().unwrap_or(row[1])).or_default().push(membership);
        }
        all
    }

    /// Reviewed officials first: their spelling wins over the Factbook's.
    pub fn holders(&self) -> Vec<Holder> {
        let mut holders: Vec<Holder> = rows(Subject::Officials)
            .into_iter()
            .filter_map(|r| self.holder(r[0], r[1], r[2], r[3], r[4]))
            .collect();
        let reviewed = holders.len();
        let heads: Vec<Row> = rows(Subject::Heads);
        for (i, row) in heads.iter().enumerate() {
            let next = heads[i + 1..].iter().find(|n| n[0] == row[0] && n[1] == row[1]).map(|n| n[3]);
            let open = row[4].starts_with("2026");
            let until = if open { "" } else { next.unwrap_or(row[4]) };
            let Some(head) = self.holder(row[0], row[1], row[2], row[3], until) else { continue };
            let doubled = holders[..reviewed].iter().any(|h| {
                h.of == head.of
                    && names::tokens_agree(&h.surname, &head.surname) >= names::AGREE
                    && names::givens_agree(names::given(h.name), names::given(head.name))
            });
            if !doubled {
                holders.push(head);
            }
        }
        holders
    }

    fn holder(
        &self,
        of: &'static str,
        office: &str,
        name: &'static str,
        from: &str,
        until: &str,
    ) -> Option<Holder> {
        let until = if until.is_empty() { None } else { Some(until.parse().ok()?) };
        let of = self.owner(of)?;
        let surname = names::surname(name);
        let (folded, surname) = (names::fold(surname), names::surname_token(surname));
        Some(Holder {
            name,
            folded,
            surname,
            office: office.to_lowercase(),
            of,
            from: from.parse().ok()?,
            until,
        })
    }
}
