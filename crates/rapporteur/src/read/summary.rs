//! What a read came to.
use super::keeper::Found;
use rapporteur_record::{Fact, Kind};
use std::io::{self, Write};
use std::path::Path;

#[derive(Debug, Default)]
pub struct Summary {
    documents: usize,
    words: usize,
    pub known: usize,
    pub skipped: usize,
    facts: [usize; Kind::ALL.len()],
    /// Where issues were found in the documents.
    pub found: Option<Found>,
}

impl Summary {
    pub fn add(&mut self, facts: &[Fact], words: usize) {
        self.documents += 1;
        self.words += words;
        for fact in facts {
            self.facts[fact.claim.kind() as usize] += 1;
        }
    }

    /// A document that was added was not taken after all.
    pub fn refuse(&mut self) {
        self.documents -= 1;
        self.skipped += 1;
    }

    /// Something was there to read, and nothing was skipped.
    pub fn is_clean(&self) -> bool {
        self.skipped == 0 && self.documents + self.known > 0
    }

    pub fn print(&self, record: Option<&Path>, out: &mut impl Write) -> io::Result<()> {
        let place = record.map_or_else(String::new, |r| format!(" into {}", r.display()));
        writeln!(out, "{} of {} words read{place}", count(self.documents, "document"), grouped(self.words))?;
        if self.known > 0 {
            writeln!(out, "{} already there, as it would be read now", count(self.known, "document"))?;
        }
        if self.skipped > 0 {
            writeln!(out, "{} skipped, for the reasons above", count(self.skipped, "input"))?;
        }
        for (kind, &n) in Kind::ALL.iter().zip(&self.facts).filter(|(_, n)| **n > 0) {
            writeln!(out, "{:>7} {kind}{}", grouped(n), if n == 1 { "" } else { "s" })?;
        }
        if let Some(Found { issues, positions }) = self.found.as_ref().filter(|f| f.issues > 0) {
            let (issues, positions) = (count(*issues, "issue"), count(*positions, "position"));
            writeln!(out, "{issues} found that the documents argue about, with {positions}")?;
        }
        if record.is_some() && self.facts.iter().any(|&n| n > 0) {
            writeln!(out, "Go on with: rapporteur positions, timeline, brief")?;
        }
        Ok(())
    }
}

fn count(n: usize, noun: &str) -> String {
    format!("{} {noun}{}", grouped(n), if n == 1 { "" } else { "s" })
}

/// 1234567 → 1,234,567.
fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_thousands() {
        assert_eq!([0, 999, 1000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
    }
}
