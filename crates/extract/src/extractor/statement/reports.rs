//! Speech that the document does not put forward as said, each with the statement in whose words it stands.
use super::{Said, gate};
use crate::Attribution;
use rapporteur_record::{Annotated, Claim, Fact, Offsets, Report, Statement, contract};
use std::collections::BTreeMap;

/// Reports of what stands inside other words, and of what is negated, possible, to come, supposed or asked about.
pub fn of<'s>(text: &Annotated, said: impl IntoIterator<Item = &'s Said>) -> Vec<Fact> {
    said.into_iter().flat_map(|s| s.reports(text)).collect()
}

/// Whether what stands inside an attribution is said outright all the same: "was quoted as saying" and "is reported to
/// have said" name nobody who reports it, and "was quick to say" is no speech but for what is said.
pub fn is_outright(text: &Annotated, outer: &[Attribution], inner: &Said) -> bool {
    let Some(cue) = inner.cue_head.filter(|_| inner.confidence >= OUTRIGHT && !gate::is_thing(inner.rule))
    else {
        return false;
    };
    let from = outer.partition_point(|a| a.content.last().is_some_and(|r| r.end <= cue));
    let holder = outer[from..].iter().take(NEAR).find(|a| a.content.iter().any(|r| r.contains(cue)));
    holder.is_some_and(|a| match a.speaker {
        None => a.rule != "adverb",
        Some(_) => inner.source.is_none_or(|s| a.source == Some(s)) && gate::is_no_speech(text, a),
    })
}

/// Least confidence of what is said outright inside an attribution that is no speech.
const OUTRIGHT: f32 = 0.1;

/// So many outer attributions are looked at.
const NEAR: usize = 8;

/// Lets every report point to the fact in whose words it stands; `facts` are statements and reports whose other slots
/// are final, for the pointers are ids over them.
pub fn point_outwards(text: &Annotated, facts: &mut [Fact]) {
    let mut reports: Vec<usize> = (0..facts.len()).filter(|&i| is_report(&facts[i])).collect();
    if reports.is_empty() {
        return;
    }
    // What holds another is longer: its own pointer is set first.
    reports.sort_by_key(|&i| (std::cmp::Reverse(length(&facts[i])), i));
    let offsets = Offsets::new(&text.document.text);
    let by_sentence = by_sentence(facts);
    for i in reports {
        let holder = holder(facts, i, &by_sentence);
        let id = holder.map(|h| contract::id(&text.document.id, &facts[h], &offsets));
        if let Claim::Report(report) = &mut facts[i].claim {
            report.within = id;
        }
    }
}

/// What the scorer thinks little of and no words hold: neither outermost nor inside.
pub fn is_loose(fact: &Fact) -> bool {
    matches!(&fact.claim, Claim::Report(r) if r.within.is_none()) && fact.confidence < gate::OUTER.known
}

fn is_report(fact: &Fact) -> bool {
    matches!(fact.claim, Claim::Report(_))
}

fn said(fact: &Fact) -> Option<&Statement> {
    match &fact.claim {
        Claim::Statement(s) | Claim::Report(Report { said: s, .. }) => Some(s),
        _ => None,
    }
}

/// Bytes of the content.
fn length(fact: &Fact) -> usize {
    said(fact).map_or(0, |s| s.content.iter().map(|span| span.end - span.start).sum())
}

/// Facts by the start of each sentence of their evidence.
fn by_sentence(facts: &[Fact]) -> BTreeMap<usize, Vec<usize>> {
    let mut table: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (i, fact) in facts.iter().enumerate() {
        fact.evidence.iter().for_each(|span| table.entry(span.start).or_default().push(i));
    }
    table
}

/// The closest fact whose content has the report's cue.
fn holder(facts: &[Fact], report: usize, by_sentence: &BTreeMap<usize, Vec<usize>>) -> Option<usize> {
    let cue = said(&facts[report])?.cue.first().copied()?;
    let near =
        facts[report].evidence.iter().filter_map(|span| by_sentence.get(&span.start)).flatten().copied();
    let holds = |i: &usize| {
        let content = said(&facts[*i]).is_some_and(|s| s.content.iter().any(|span| span.contains(cue)));
        content && length(&facts[*i]) > length(&facts[report])
    };
    near.filter(holds).min_by_key(|&i| (length(&facts[i]), i))
}
