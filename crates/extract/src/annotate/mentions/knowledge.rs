//! What is known beforehand: states, bodies, outlets and holders of offices, from the reviewed files in `knowledge/`.
use super::names;
use aho_corasick::{AhoCorasick, MatchKind};
use rapporteur_record::{ActorKind, PartialDate};
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

const COUNTRIES: &str = include_str!("../../../../../knowledge/countries.tsv");
const BODIES: &str = include_str!("../../../../../knowledge/bodies.tsv");
const OUTLETS: &str = include_str!("../../../../../knowledge/outlets.tsv");
const HEADS: &str = include_str!("../../../../../knowledge/heads.tsv");
const OFFICIALS: &str = include_str!("../../../../../knowledge/officials.tsv");

/// How an alias stands for its actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Name,
    /// "Russian"
    Adjective,
    /// "the Germans"
    People,
    /// Capital or seat of government: "Kyiv", "the Kremlin".
    Seat,
    /// "MEPs", "EU lawmakers" for the parliament itself.
    Members,
}

#[derive(Debug)]
pub struct Known {
    pub name: &'static str,
    pub kind: ActorKind,
    /// `union`, `parliament`, `ministry` …; `country` and `outlet` for those.
    pub class: &'static str,
    /// The country (by name) or larger body that it belongs to.
    pub of: Option<&'static str>,
    /// "bloc", "alliance".
    pub descriptions: Vec<&'static str>,
}

/// One term of one office.
#[derive(Debug)]
pub struct Holder {
    pub name: &'static str,
    /// The surname as [`names::fold`] has it.
    pub folded: String,
    /// Words of the office, lower case: "foreign minister".
    pub office: String,
    /// Name of the country or body.
    pub of: &'static str,
    pub from: PartialDate,
    /// The day after which somebody else held it; `None` while open.
    pub until: Option<PartialDate>,
}

impl Holder {
    pub fn holds_on(&self, day: PartialDate) -> bool {
        self.from <= day && self.until.is_none_or(|u| day <= u)
    }

    /// Whether the term began before `day` and had not ended more than about four years before.
    pub fn near(&self, day: PartialDate) -> bool {
        let year = i32::from(day.year());
        i32::from(self.from.year()) <= year && self.until.is_none_or(|u| i32::from(u.year()) + 4 >= year)
    }
}

pub struct Knowledge {
    pub known: Vec<Known>,
    by_name: HashMap<&'static str, usize>,
    aliases: Vec<(usize, Form)>,
    automaton: AhoCorasick,
    epithets: HashSet<&'static str>,
    pub holders: Vec<Holder>,
    by_surname: HashMap<String, Vec<usize>>,
    offices: HashSet<(&'static str, String)>,
}

/// The knowledge, read once.
pub fn knowledge() -> &'static Knowledge {
    static KNOWLEDGE: OnceLock<Knowledge> = OnceLock::new();
    KNOWLEDGE.get_or_init(Knowledge::load)
}

impl Knowledge {
    fn load() -> Self {
        let mut builder = Builder::default();
        builder.countries();
        builder.bodies();
        builder.outlets();
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(builder.patterns.iter().map(|(text, ..)| text.as_str()))
            .expect("a few thousand short patterns fit an automaton");
        let epithets = builder.known.iter().flat_map(|k| k.descriptions.iter().copied()).collect();
        let holders = builder.holders();
        let mut by_surname: HashMap<String, Vec<usize>> = HashMap::new();
        for (i, holder) in holders.iter().enumerate() {
            by_surname.entry(holder.folded.clone()).or_default().push(i);
        }
        Self {
            by_name: builder.by_name,
            aliases: builder.patterns.into_iter().map(|(_, entry, form)| (entry, form)).collect(),
            known: builder.known,
            automaton,
            epithets,
            offices: holders.iter().map(|h| (h.of, h.office.clone())).collect(),
            holders,
            by_surname,
        }
    }

    /// All aliases in `text`, leftmost and longest, at word boundaries: byte range, entry, form.
    pub fn matches<'t>(
        &'static self,
        text: &'t str,
    ) -> impl Iterator<Item = (std::ops::Range<usize>, &'static Known, Form)> + 't {
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        self.automaton
            .find_iter(text)
            .filter(move |m| {
                !word(text[..m.start()].chars().next_back()) && !word(text[m.end()..].chars().next())
            })
            .map(|m| {
                let (entry, form) = self.aliases[m.pattern().as_usize()];
                (m.range(), &self.known[entry], form)
            })
    }

    pub fn by_name(&self, name: &str) -> Option<&Known> {
        self.by_name.get(name).map(|&i| &self.known[i])
    }

    /// Whether the noun describes some known body: "bloc", "alliance".
    pub fn is_epithet(&self, noun: &str) -> bool {
        self.epithets.contains(noun)
    }

    /// Whether the country or body has an office of this title.
    pub fn has_office(&self, of: &str, title: &str) -> bool {
        self.known
            .get(self.by_name.get(of).copied().unwrap_or(usize::MAX))
            .is_some_and(|known| self.offices.contains(&(known.name, title.to_owned())))
    }

    /// Terms of office of people whose surname folds to the same letters.
    pub fn surnamed(&self, folded: &str) -> impl Iterator<Item = &Holder> {
        self.by_surname.get(folded).into_iter().flatten().map(|&i| &self.holders[i])
    }
}

type Row = Vec<&'static str>;

/// Rows of a table with `#` comments and a header line.
fn rows(table: &'static str) -> impl Iterator<Item = Row> {
    table.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).skip(1).map(|l| l.split('\t').collect())
}

fn list(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split(';').filter(|s| !s.is_empty())
}

#[derive(Default)]
struct Builder {
    known: Vec<Known>,
    by_name: HashMap<&'static str, usize>,
    codes: HashMap<&'static str, &'static str>,
    seen: HashSet<String>,
    patterns: Vec<(String, usize, Form)>,
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

    /// The alias, and in capitals (as headlines have it) where it is too long to be an acronym. The first taker wins.
    fn alias(&mut self, alias: &str, entry: usize, form: Form) {
        let alias = alias.strip_prefix("the ").unwrap_or(alias);
        for text in [alias.to_owned(), alias.to_uppercase()] {
            let acronym = text != alias && alias.chars().count() < 4;
            if !acronym && self.seen.insert(text.clone()) {
                self.patterns.push((text, entry, form));
            }
        }
    }

    fn aliases(&mut self, cell: &'static str, entry: usize, form: Form) {
        for alias in list(cell) {
            self.alias(alias, entry, form);
        }
    }

    fn countries(&mut self) {
        for row in rows(COUNTRIES) {
            let entry = self.add(row[1], ActorKind::Country, "country", None);
            self.codes.insert(row[0], row[1]);
            self.aliases(row[2], entry, Form::Name);
            self.aliases(row[3], entry, Form::Adjective);
            self.aliases(row[4], entry, Form::People);
            self.aliases(row[5], entry, Form::Seat);
        }
    }

    fn bodies(&mut self) {
        for row in rows(BODIES) {
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

    fn outlets(&mut self) {
        for row in rows(OUTLETS) {
            let of = self.owner(row[1]);
            let entry = self.add(row[0], ActorKind::Outlet, "outlet", of);
            self.aliases(row[2], entry, Form::Name);
        }
    }

    fn owner(&self, code: &'static str) -> Option<&'static str> {
        (!code.is_empty()).then(|| self.codes.get(code).copied().unwrap_or(code))
    }

    /// Reviewed officials first: their spelling wins over the Factbook's.
    fn holders(&self) -> Vec<Holder> {
        let mut holders: Vec<Holder> = rows(OFFICIALS)
            .filter_map(|r| self.holder(r[0], r[1], r[2], r[3], r.get(4).copied().unwrap_or("")))
            .collect();
        let reviewed = holders.len();
        let heads: Vec<Row> = rows(HEADS).collect();
        for (i, row) in heads.iter().enumerate() {
            let next = heads[i + 1..].iter().find(|n| n[0] == row[0] && n[1] == row[1]).map(|n| n[3]);
            let open = row[4].starts_with("2026");
            let until = if open { "" } else { next.unwrap_or(row[4]) };
            let Some(head) = self.holder(row[0], row[1], row[2], row[3], until) else { continue };
            let doubled = holders[..reviewed].iter().any(|h| {
                h.of == head.of
                    && h.folded == head.folded
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
        let folded = names::fold(names::surname(name));
        Some(Holder { name, folded, office: office.to_lowercase(), of, from: from.parse().ok()?, until })
    }
}
