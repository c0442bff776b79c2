//! Restrictions, permissions, supplies and obligations as they stand.
pub mod authority;
mod deadline;
mod draft;
mod exemption;
mod law;
mod lexicon;
pub mod party;
mod pattern;
mod place;
mod scope;
mod share;
mod status;

use super::{Context, Extractor};
use crate::setup::Part;
use crate::when;
use draft::{Draft, Scene};
use law::{Law, Laws, Stage};
use rapporteur_record::{
    Actor, ActorKind, Annotated, Claim, Effect, Fact, Measure, PartialDate, Pos, SentenceKind, Span, Status,
};

pub struct Measures;

impl Extractor for Measures {
    fn name(&self) -> &'static str {
        "measure"
    }

    fn extract(&self, context: &Context) -> Vec<Fact> {
        let laws = match context.setup.has(Part::Laws) {
            true => Laws::of(context.text, context.facts),
            false => Laws::default(),
        };
        let said = said(context.facts);
        let mut reader = Reader { text: context.text, laws, said, rule: None, last: None, facts: Vec::new() };
        verbs(context.text).for_each(|verb| reader.read(verb));
        reader.facts
    }
}

/// Whether the noun names a restriction or a duty: "ban", "tariff".
pub fn names_rule(noun: &str) -> bool {
    lexicon::imposed(&noun.to_lowercase()).is_some()
}

fn said(facts: &[Fact]) -> Vec<Span> {
    let content = |f: &Fact| match &f.claim {
        Claim::Statement(statement) => statement.content.clone(),
        _ => Vec::new(),
    };
    facts.iter().flat_map(content).collect()
}

fn verbs<'a>(text: &'a Annotated) -> impl Iterator<Item = usize> + 'a {
    (0..text.tokens.len()).filter(|&t| {
        matches!(text.tokens[t].pos, Pos::Verb | Pos::Aux)
            && text.sentence_of(t).kind != SentenceKind::Clutter
    })
}

/// Reads the clauses of a document in order, and remembers the rule that the text is speaking of.
struct Reader<'a> {
    text: &'a Annotated<'a>,
    laws: Laws,
    /// What others say: their "must" is no law's.
    said: Vec<Span>,
    /// The rule just reported, which the next sentence goes on about, as a law.
    rule: Option<Law>,
    last: Option<Draft>,
    facts: Vec<Fact>,
}

/// How many sentences after a rule its exceptions may still be said.
const EXCEPTIONS: usize = 2;

impl Reader<'_> {
    fn read(&mut self, verb: usize) {
        let text = self.text;
        let exempted = exemption::at(text, verb);
        if exempted.is_some_and(|(_, words)| self.except(verb, words)) {
            return;
        }
        let law = self.laws.spoken_of(text, verb, self.rule.as_ref());
        let meant = self.laws.meant(verb, law);
        let scene = Scene { text, law, meant, last: self.last.as_ref(), said: &self.said };
        let drafts = match exempted {
            Some((subject, _)) => exemption::draft(scene, verb, subject).into_iter().collect(),
            None => draft::at(scene, verb),
        };
        let context = meant.cloned();
        drafts.into_iter().for_each(|d| self.report(d, context.as_ref()));
    }

    fn report(&mut self, draft: Draft, law: Option<&Law>) {
        let text = self.text;
        let draft = with_place(text, self.with_receiver(self.with_other(draft)));
        let on = draft.on.or_else(|| when::governing(text, draft.head));
        let status = status::of(text, &draft, law, self.laws.pending, on);
        let sets_rule = !matches!(draft.effect, Effect::Supplies | Effect::Lifts);
        if let Some(authority) = draft.authorities.first().filter(|_| sets_rule) {
            let authority = Actor { mention: None, ..authority.clone() };
            let stage = match status {
                Status::Proposed => Stage::Drafted,
                Status::Announced => Stage::Adopted,
                _ => Stage::Standing,
            };
            self.rule = Some(Law { authority, from: draft.head, stage });
        }
        for fact in facts(text, &draft, status, on) {
            add(&mut self.facts, fact);
        }
        self.last = Some(draft);
    }

    /// Weapons and goods of which the text has said whom they were given to still serve him ("the missiles remain off
    /// limits").
    fn with_receiver(&self, mut draft: Draft) -> Draft {
        let bounds =
            matches!(draft.effect, Effect::Forbids | Effect::Limits | Effect::Lifts | Effect::Permits);
        let supplied = draft.object.is_none_or(|o| text_names_supply(self.text, o));
        if draft.target.is_none() && bounds && supplied {
            let last = self.last.as_ref().and_then(|l| l.target.clone());
            draft.target = last
                .filter(|t| {
                    t.kind == ActorKind::Country && draft.authorities.iter().all(|a| a.name != t.name)
                })
                .map(|t| Actor { mention: None, ..t });
        }
        draft
    }

    /// Nobody grants to himself: an "it" resolved to the authority means whom the last rule served.
    fn with_other(&self, mut draft: Draft) -> Draft {
        let same = |t: &Actor| draft.authorities.iter().any(|a| a.name == t.name);
        if draft.target.as_ref().is_some_and(same) {
            let last = self.last.as_ref().and_then(|l| l.target.clone());
            draft.target = last.filter(|t| draft.authorities.iter().all(|a| a.name != t.name));
        }
        draft
    }

    /// Adds an exception to the rule reported shortly before; false where there is none.
    fn except(&mut self, verb: usize, words: Span) -> bool {
        let sentence = self.text.sentence_of(verb);
        let near = |l: &&Draft| {
            l.effect != Effect::Supplies
                && self.text.tokens[l.head].sentence + EXCEPTIONS >= self.text.tokens[verb].sentence
        };
        let Some(fact) = self.last.as_ref().filter(near).and(self.facts.last_mut()) else { return false };
        let Claim::Measure(measure) = &mut fact.claim else { return false };
        measure.scope.push(words);
        if !fact.evidence.contains(&sentence.span) {
            fact.evidence.push(sentence.span);
        }
        true
    }
}

fn text_names_supply(text: &Annotated, object: Span) -> bool {
    text.tokens_in(object).iter().any(|t| pattern::is_supply(text, t))
}

/// The country in which something is said to be banned bounds the ban.
fn with_place(text: &Annotated, mut draft: Draft) -> Draft {
    let place = draft.authorities.first().filter(|a| a.rule == "place").and_then(|a| a.mention);
    if let Some(mention) = place {
        let at = text.tokens_in(mention).start;
        draft.scope.insert(0, Span::new(text.tokens[at.saturating_sub(1)].span.start, mention.end));
    }
    draft
}

/// One fact for each authority.
fn facts(text: &Annotated, draft: &Draft, status: Status, on: Option<PartialDate>) -> Vec<Fact> {
    let fact = |authority: &Actor| Fact {
        claim: Claim::Measure(Measure {
            authority: authority.clone(),
            effect: draft.effect,
            target: draft.target.clone().map(|t| party::of_authority(t, authority)),
            object: draft.object,
            scope: draft.scope.clone(),
            status,
        }),
        on,
        evidence: vec![text.sentence_of(draft.head).span],
        rule: format!("measure/{}", draft.rule),
        confidence: 0.65,
        why: None,
    };
    draft.authorities.iter().map(fact).collect()
}

/// Adds a measure, once for each authority, effect and object.
fn add(facts: &mut Vec<Fact>, fact: Fact) {
    let key = |f: &Fact| match &f.claim {
        Claim::Measure(m) => (m.authority.name.clone(), m.effect, m.object, f.evidence[0]),
        _ => unreachable!("only measures are added"),
    };
    if facts.iter().all(|f| key(f) != key(&fact)) {
        facts.push(fact);
    }
}
