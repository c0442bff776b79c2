//! The figures, and how they are shown: as a table, as Markdown and as JSON.
use crate::Row;
use rapporteur_record::Kind;
use serde_json::{Map, Value, json};
use std::{collections::BTreeMap, fmt::Write, ops::AddAssign};

/// How many facts were paired, predicted and annotated.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub correct: usize,
    pub predicted: usize,
    pub gold: usize,
}

/// In how many counted pairs a slot agrees, of those where either side fills it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SlotCounts {
    pub correct: usize,
    pub compared: usize,
}

/// Figures of one or more sets together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    rows: BTreeMap<Row, Counts>,
    /// By kind and slot, in the alphabet's order.
    slots: BTreeMap<(&'static str, &'static str), SlotCounts>,
}

impl Counts {
    pub fn precision(self) -> f64 {
        share(self.correct, self.predicted)
    }

    pub fn recall(self) -> f64 {
        share(self.correct, self.gold)
    }

    /// Harmonic mean of precision and recall; 0 where both are 0.
    pub fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }
}

impl SlotCounts {
    pub fn accuracy(self) -> f64 {
        share(self.correct, self.compared)
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.correct += other.correct;
        self.predicted += other.predicted;
        self.gold += other.gold;
    }
}

impl Report {
    pub(crate) fn add(&mut self, row: Row, counts: Counts) {
        *self.rows.entry(row).or_default() += counts;
    }

    pub(crate) fn add_slot(&mut self, kind: Kind, slot: &'static str, counts: SlotCounts) {
        let sum = self.slots.entry((kind.as_str(), slot)).or_default();
        sum.correct += counts.correct;
        sum.compared += counts.compared;
    }

    pub fn counts(&self, row: Row) -> Counts {
        self.rows.get(&row).copied().unwrap_or_default()
    }

    /// All six kinds together.
    pub fn all(&self) -> Counts {
        let mut sum = Counts::default();
        Kind::CONTRACT.iter().for_each(|&kind| sum += self.counts(Row::Kind(kind)));
        sum
    }

    /// Mean F1 of the six kinds, each counting alike.
    pub fn macro_f1(&self) -> f64 {
        Kind::CONTRACT.iter().map(|&kind| self.counts(Row::Kind(kind)).f1()).sum::<f64>()
            / Kind::CONTRACT.len() as f64
    }

    /// Compared slots as `kind.slot`, in the alphabet's order.
    pub fn slots(&self) -> impl Iterator<Item = (String, SlotCounts)> {
        self.slots.iter().map(|((kind, slot), &counts)| (format!("{kind}.{slot}"), counts))
    }

    /// Plain text: a line a kind, one for all kinds together, then a line a slot.
    pub fn table(&self) -> String {
        let mut out = format!(
            "{:<11}{:>7}{:>7}{:>7}{:>9}{:>6}{:>6}\n",
            "kind", "P", "R", "F1", "correct", "pred", "gold"
        );
        for (name, c) in self.lines() {
            let (p, r, f1) = (c.precision(), c.recall(), c.f1());
            let Counts { correct, predicted, gold } = c;
            let _ = writeln!(out, "{name:<11}{p:7.3}{r:7.3}{f1:7.3}{correct:9}{predicted:6}{gold:6}");
        }
        let _ = writeln!(out, "macro F1 {:.3}", self.macro_f1());
        for (slot, c) in self.slots() {
            let _ = writeln!(out, "  {slot:<22}{:6.3}  of {}", c.accuracy(), c.compared);
        }
        out
    }

    /// Two Markdown tables, for `eval/scores/`.
    pub fn markdown(&self) -> String {
        let mut out =
            "| kind | P | R | F1 | correct | predicted | gold |\n|---|--:|--:|--:|--:|--:|--:|\n".to_owned();
        for (name, c) in self.lines() {
            let (p, r, f1) = (c.precision(), c.recall(), c.f1());
            let Counts { correct, predicted, gold } = c;
            let _ =
                writeln!(out, "| {name} | {p:.3} | {r:.3} | {f1:.3} | {correct} | {predicted} | {gold} |");
        }
        let _ = writeln!(out, "\nMacro F1: {:.3}\n", self.macro_f1());
        out.push_str("| slot | agrees | of |\n|---|--:|--:|\n");
        for (slot, c) in self.slots() {
            let _ = writeln!(out, "| {slot} | {:.3} | {} |", c.accuracy(), c.compared);
        }
        out
    }

    /// `{KIND: {p, r, f1, correct, predicted, gold}, …, "all": …, "macro_f1", "slots": {"KIND.SLOT": share},
    /// "slot_counts": {"KIND.SLOT": compared}}`.
    pub fn json(&self) -> Value {
        let figures = |c: Counts| {
            json!({
                "p": c.precision(), "r": c.recall(), "f1": c.f1(),
                "correct": c.correct, "predicted": c.predicted, "gold": c.gold,
            })
        };
        let mut out: Map<String, Value> =
            self.lines().map(|(name, counts)| (name.to_owned(), figures(counts))).collect();
        out.insert("macro_f1".into(), json!(self.macro_f1()));
        out.insert("slots".into(), self.slots().map(|(slot, c)| (slot, json!(c.accuracy()))).collect());
        out.insert("slot_counts".into(), self.slots().map(|(slot, c)| (slot, json!(c.compared))).collect());
        Value::Object(out)
    }

    fn lines(&self) -> impl Iterator<Item = (&'static str, Counts)> {
        Row::ALL.into_iter().map(|row| (row.as_str(), self.counts(row))).chain([("all", self.all())])
    }
}

impl std::fmt::Display for Report {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.table())
    }
}
