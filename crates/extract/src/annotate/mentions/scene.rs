//! What has been found in one document so far: referents and the phrases that denote them.
use super::persons::{introduced, surnames};
pub use super::referent::{Found, Office, Referent, Weight};
use super::salience::Choice;
use super::speakers::{self, Speech};
use rapporteur_record::{
    Actor, ActorKind, Annotated, Dep, Mention, MentionKind, Pos, SentenceKind, TokenRange, Weighed,
};
use std::collections::{HashMap, HashSet};

pub struct Scene<'a> {
    pub text: &'a Annotated<'a>,
    pub referents: Vec<Referent>,
    pub found: Vec<Found>,
    by_name: HashMap<String, usize>,
    /// Bodies by the last word of their names, the latest first seen.
    by_last: HashMap<String, usize>,
    /// The phrase that has claimed a token as part of a name.
    owner: Vec<Option<usize>>,
    quoted: Vec<bool>,
    title: Vec<bool>,
    lower: Vec<String>,
    /// Kinds of documents with those who issued them, as read.
    pub issued: Vec<(String, usize)>,
    /// Head tokens of described phrases.
    heads: HashMap<usize, usize>,
    /// Names of countries and bodies that occur, places included.
    pub talked_of: HashSet<&'static str>,
    /// Who speaks in each quotation.
    pub speakers: Vec<Speech>,
    /// Last words of persons' full names, as the model has them.
    surnames: HashSet<&'a str>,
    /// Names that an apposition tells to be a person's.
    pub introduced: Vec<TokenRange>,
}

impl<'a> Scene<'a> {
    pub fn new(text: &'a Annotated<'a>) -> Self {
        let mut quoted = vec![false; text.tokens.len()];
        for quotation in &text.quotations {
            let end = quotation.tokens.end.min(quoted.len());
            quoted[quotation.tokens.start.min(end)..end].fill(true);
        }
        let introduced = introduced(text);
        Self {
            text,
            referents: Vec::new(),
            found: Vec::new(),
            by_name: HashMap::new(),
            by_last: HashMap::new(),
            owner: vec![None; text.tokens.len()],
            quoted,
            title: vec![false; text.tokens.len()],
            lower: (0..text.tokens.len()).map(|t| text.word(t).to_lowercase()).collect(),
            issued: Vec::new(),
            heads: HashMap::new(),
            talked_of: HashSet::new(),
            speakers: speakers::find(text),
            surnames: surnames(text, &introduced),
            introduced,
        }
    }

    /// The referent of this name, made at first sight.
    pub fn named(&mut self, name: &str, kind: ActorKind) -> usize {
        if let Some(&known) = self.by_name.get(name) {
            return known;
        }
        let referent = Referent { name: name.to_owned(), kind, ..Referent::default() };
        self.add(referent)
    }

    pub fn add(&mut self, referent: Referent) -> usize {
        let id = self.referents.len();
        self.by_name.insert(referent.name.clone(), id);
        if let (ActorKind::Body, Some((_, last))) = (referent.kind, referent.name.rsplit_once(' ')) {
            self.by_last.insert(last.to_owned(), id);
        }
        self.referents.push(referent);
        id
    }

    /// Another name of a referent, for this document.
    pub fn also(&mut self, name: &str, referent: usize) {
        self.by_name.entry(name.to_owned()).or_insert(referent);
    }

    /// The body last first seen whose name of several words ends in this one.
    pub fn body_ending(&self, word: &str) -> Option<usize> {
        self.by_last.get(word).copied()
    }

    /// Takes everything said so far of one referent for another's: "an Australian woman", then her name.
    pub fn merge(&mut self, from: usize, into: usize) {
        for found in self.found.iter_mut().filter(|f| f.referent == Some(from)) {
            found.referent = Some(into);
        }
        let Referent { gender, offices, country, .. } = std::mem::take(&mut self.referents[from]);
        let referent = &mut self.referents[into];
        referent.learn(gender);
        referent.offices.extend(offices);
        referent.country = referent.country.take().or(country);
        for known in self.by_name.values_mut().filter(|r| **r == from) {
            *known = into;
        }
    }

    pub fn of_name(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }

    /// Remembers the words of offices and of the portfolio just before them: no body is named there.
    pub fn titles(&mut self, roles: &[TokenRange]) {
        for role in roles {
            let portfolio = role.start.saturating_sub(1);
            self.title[portfolio..role.end].fill(true);
        }
    }

    /// Whether the one word is the surname of somebody named in full.
    pub fn is_surname(&self, tokens: TokenRange) -> bool {
        tokens.len() == 1 && self.surnames.contains(self.text.word(tokens.start))
    }

    pub fn is_title(&self, token: usize) -> bool {
        self.title[token]
    }

    /// Records a name and claims its tokens.
    pub fn claim(
        &mut self,
        tokens: TokenRange,
        kind: MentionKind,
        referent: Option<usize>,
        rule: &'static str,
    ) {
        for token in tokens.iter() {
            self.owner[token] = Some(self.found.len());
        }
        self.found.push(Found { tokens, kind, referent, rule, antecedent: None, weighed: Vec::new() });
    }

    /// Makes the name that holds the token one of more words, and another's.
    pub fn widen(&mut self, token: usize, whole: TokenRange, referent: usize) {
        let Some(found) = self.owner[token] else { return };
        self.owner[whole.start..whole.end].fill(Some(found));
        let found = &mut self.found[found];
        (found.tokens, found.referent) = (whole, Some(referent));
    }

    /// Records a phrase around names that keep their own claims.
    pub fn describe(
        &mut self,
        tokens: TokenRange,
        kind: MentionKind,
        referent: Option<usize>,
        rule: &'static str,
    ) {
        let Choice { antecedent, weighed, .. } = Choice::default();
        self.take_up(tokens, kind, Choice { referent, rule, antecedent, weighed });
    }

    /// Records a phrase that takes up an earlier one.
    pub fn take_up(&mut self, tokens: TokenRange, kind: MentionKind, choice: Choice) {
        let Choice { referent, rule, antecedent, weighed } = choice;
        self.heads.insert(self.head(tokens), self.found.len());
        self.found.push(Found { tokens, kind, referent, rule, antecedent, weighed });
    }

    /// Whom a token denotes: the name that it is part of, or the phrase that it heads.
    pub fn referent_at(&self, token: usize) -> Option<usize> {
        let described = self.heads.get(&token).map(|&i| &self.found[i]);
        described.or_else(|| self.owner(token)).and_then(|f| f.referent)
    }

    /// The name that the token is part of; none past the end of the text.
    pub fn owner(&self, token: usize) -> Option<&Found> {
        self.owner.get(token).copied().flatten().map(|i| &self.found[i])
    }

    pub fn is_free(&self, tokens: TokenRange) -> bool {
        tokens.iter().all(|t| self.owner[t].is_none())
    }

    pub fn is_quoted(&self, token: usize) -> bool {
        self.quoted[token]
    }

    /// The token of the range whose head lies outside it; the last where the parse is odd.
    pub fn head(&self, tokens: TokenRange) -> usize {
        let outside = |&t: &usize| {
            let head = self.text.tokens[t].head;
            head == t || !tokens.contains(head)
        };
        let noun =
            |&t: &usize| matches!(self.text.tokens[t].pos, Pos::Noun | Pos::Propn | Pos::Pron | Pos::Adj);
        tokens
            .iter()
            .filter(noun)
            .find(outside)
            .or_else(|| tokens.iter().find(outside))
            .unwrap_or(tokens.end.saturating_sub(1))
    }

    /// Whether the "and" joins nouns.
    pub fn is_nominal(&self, and: usize) -> bool {
        matches!(self.text.tokens[self.text.tokens[and].head].pos, Pos::Noun | Pos::Propn)
    }

    pub fn is_subject(&self, token: usize) -> bool {
        matches!(self.text.tokens[token].dep, Dep::Nsubj | Dep::Nsubjpass)
    }

    /// Boilerplate names nobody.
    pub fn is_clutter(&self, token: usize) -> bool {
        self.text.sentence_of(token).kind == SentenceKind::Clutter
    }

    pub fn is_heading(&self, token: usize) -> bool {
        self.text.sentence_of(token).kind == SentenceKind::Heading
    }

    /// The word in small letters.
    pub fn lower(&self, token: usize) -> &str {
        &self.lower[token]
    }

    pub fn is_shouted(&self, token: usize) -> bool {
        !self.text.word(token).contains(char::is_lowercase)
    }

    pub fn is_capital(&self, token: usize) -> bool {
        self.text.word(token).chars().next().is_some_and(char::is_uppercase)
    }

    /// The range without a closing possessive "'s".
    pub fn without_possessive(&self, tokens: TokenRange) -> TokenRange {
        match tokens.end.checked_sub(1) {
            Some(last) if last > tokens.start && self.text.tokens[last].tag == "POS" => {
                TokenRange::new(tokens.start, last)
            }
            _ => tokens,
        }
    }

    /// All phrases as mentions, in text order, longer ones first where they start together.
    pub fn into_mentions(mut self) -> Vec<Mention> {
        let mut found = std::mem::take(&mut self.found);
        found.sort_by_key(|f| (f.tokens.start, std::cmp::Reverse(f.tokens.end), f.referent.is_none()));
        found.dedup_by(|b, a| a.tokens == b.tokens);
        found.iter().flat_map(|f| self.mentions(f)).collect()
    }

    /// One mention, or one for each member of the row that is denoted.
    fn mentions(&self, found: &Found) -> Vec<Mention> {
        let denoted = found.referent.map(|id| (id, self.referents[id].members.as_slice()));
        match denoted {
            Some((_, members)) if !members.is_empty() => {
                members.iter().map(|&m| self.mention(found, Some(m))).collect()
            }
            _ => vec![self.mention(found, found.referent)],
        }
    }

    fn mention(&self, found: &Found, referent: Option<usize>) -> Mention {
        let actor = referent.map(|id| Actor {
            name: self.referents[id].name.clone(),
            kind: self.referents[id].kind,
            mention: Some(self.text.span(found.tokens)),
            rule: found.rule,
        });
        let weighed = found.weighed.iter().map(|w| Weighed {
            name: self.referents[w.referent].name.clone(),
            tokens: w.tokens,
            score: w.score,
        });
        Mention {
            tokens: found.tokens,
            head: self.head(found.tokens),
            kind: found.kind,
            actor,
            rule: found.rule,
            antecedent: found.antecedent,
            weighed: weighed.collect(),
        }
    }
}
