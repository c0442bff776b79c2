//! What was missed and what was wrongly added, with the sentences that it was read from.
use crate::{EvalError, Predictions, Row, Set, score};
use rapporteur_record::{Actor, Claim, Fact, Offsets, Report, Span, Votes, contract};
use serde_json::{Value, json};
use std::fmt;

/// A gold fact without its prediction, or a predicted one without its gold.
#[derive(Debug, Clone, PartialEq)]
pub struct Miss<'s> {
    pub doc: &'s str,
    pub text: &'s str,
    pub fact: Fact,
    /// Predicted without gold.
    pub extra: bool,
}

/// Lists the unpaired facts of one line of the table: document by document, what was missed before what is extra.
pub fn errors<'s>(sets: &'s [Set], predictions: &Predictions, row: Row) -> Result<Vec<Miss<'s>>, EvalError> {
    score::refuse_unknown(sets, predictions)?;
    let mut out = Vec::new();
    for (set, document) in sets.iter().flat_map(|s| s.documents.iter().map(move |d| (s, d))) {
        let paired = score::pair_row(row, document, &set.names, predictions);
        let mut unpaired = |facts: Vec<Fact>, extra: bool| {
            let counted = |n: usize| paired.pairs.iter().any(|&(g, p)| n == if extra { p } else { g });
            let left = facts.into_iter().enumerate().filter(|(n, _)| !counted(*n));
            out.extend(left.map(|(_, fact)| Miss { doc: &document.name, text: &document.text, fact, extra }));
        };
        unpaired(paired.gold, false);
        unpaired(paired.predicted, true);
    }
    Ok(out)
}

impl Miss<'_> {
    const fn label(&self) -> &'static str {
        if self.extra { "EXTRA" } else { "MISSED" }
    }

    /// `{"error": "MISSED" | "EXTRA", "doc", "fact", "evidence": [sentence, …]}`, the fact as in the contract.
    pub fn json(&self) -> Value {
        let sentences: Vec<&str> = self.fact.evidence.iter().map(|s| &self.text[s.range()]).collect();
        let fact = contract::to_json(&self.fact, &Offsets::new(self.text));
        json!({ "error": self.label(), "doc": self.doc, "fact": fact, "evidence": sentences })
    }

    /// The filled slots, each with the words that it covers.
    pub fn slots(&self) -> Vec<(&'static str, String)> {
        let mut slots = Slots { text: self.text, out: Vec::new() };
        slots.claim(&self.fact.claim);
        slots.word("on", self.fact.on.map(|d| d.to_string()).as_deref());
        slots.out
    }
}

/// Several lines: what it is, one line a slot, then each sentence of evidence.
impl fmt::Display for Miss<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} {} in {}", self.label(), self.fact.claim.kind(), self.doc)?;
        for (slot, value) in self.slots() {
            writeln!(f, "  {slot:<12}{value}")?;
        }
        for span in &self.fact.evidence {
            writeln!(f, "  | {}", one_line(&self.text[span.range()]))?;
        }
        Ok(())
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

struct Slots<'a> {
    text: &'a str,
    out: Vec<(&'static str, String)>,
}

impl Slots<'_> {
    fn claim(&mut self, claim: &Claim) {
        match claim {
            Claim::Statement(s) | Claim::Report(Report { said: s, .. }) => {
                self.actor("speaker", Some(&s.speaker));
                self.spans("cue", &s.cue);
                self.spans("content", &s.content);
                self.word("mode", Some(s.mode.as_str()));
                self.word("denied", s.denied.then_some("yes"));
            }
            Claim::Position(p) => {
                self.actor("holder", Some(&p.holder));
                self.word("issue", Some(&p.issue));
                self.word("stance", Some(p.stance.as_str()));
            }
            Claim::Decision(d) => {
                self.actor("body", Some(&d.body));
                self.word("act", Some(d.act.as_str()));
                self.word("instrument", d.instrument.as_deref());
                self.votes(d.votes);
                self.word("binding", d.binding.map(|b| if b { "yes" } else { "no" }));
            }
            Claim::Measure(m) => {
                self.actor("authority", Some(&m.authority));
                self.word("effect", Some(m.effect.as_str()));
                self.actor("target", m.target.as_ref());
                self.spans("object", m.object.as_slice());
                self.spans("scope", &m.scope);
                self.word("status", Some(m.status.as_str()));
            }
            Claim::Warning(w) => {
                self.actor("issuer", Some(&w.issuer));
                self.actor("addressee", w.addressee.as_ref());
                self.spans("trigger", w.trigger.as_slice());
                self.spans("consequence", &[w.consequence]);
            }
            Claim::Demand(d) => {
                self.actor("issuer", Some(&d.issuer));
                self.actor("addressee", d.addressee.as_ref());
                self.spans("action", &[d.action]);
            }
        }
    }

    fn word(&mut self, slot: &'static str, word: Option<&str>) {
        self.out.extend(word.map(|w| (slot, w.to_owned())));
    }

    fn actor(&mut self, slot: &'static str, actor: Option<&Actor>) {
        let shown = actor.map(|a| match a.mention {
            Some(span) => format!("{} <{}>", a.name, one_line(&self.text[span.range()])),
            None => format!("{} <not named here>", a.name),
        });
        self.word(slot, shown.as_deref());
    }

    fn spans(&mut self, slot: &'static str, spans: &[Span]) {
        let parts: Vec<String> = spans.iter().map(|s| one_line(&self.text[s.range()])).collect();
        self.word(slot, (!parts.is_empty()).then(|| parts.join(" … ")).as_deref());
    }

    fn votes(&mut self, votes: Votes) {
        let count = |n: Option<u32>| n.map_or("?".to_owned(), |n| n.to_string());
        let Votes { pro, contra, abstain } = votes;
        let shown = format!("{} for, {} against, {} abstaining", count(pro), count(contra), count(abstain));
        self.word("votes", (!votes.is_empty()).then_some(shown.as_str()));
    }
}
