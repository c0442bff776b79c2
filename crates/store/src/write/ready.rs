//! What can be made of documents before they are written: on a thread of its own, since writing is one at a time.
use super::{
    Found,
    claim::{fault, search_words},
};
use crate::copies::Sketch;
use rapporteur_record::{Document, Fact, FactId, Offsets, contract};
use std::sync::mpsc::sync_channel;

/// A document as it is written.
pub(crate) struct Ready<'a> {
    pub found: Found<'a>,
    pub offsets: Offsets,
    pub sketch: Sketch,
    /// One for each of its facts; empty where it is refused.
    pub facts: Vec<ReadyFact>,
    /// Why it cannot be written.
    pub fault: Option<String>,
}

/// What is stored of a fact beside its slots.
pub(crate) struct ReadyFact {
    pub hash: FactId,
    pub contract: String,
    /// What it is found by.
    pub words: String,
}

impl ReadyFact {
    pub fn of(document: &Document, offsets: &Offsets, fact: &Fact) -> Self {
        let contract = contract::identity(fact, offsets);
        let hash = FactId::of(&document.id, &contract);
        Self { hash, contract, words: search_words(document, fact) }
    }
}

impl<'a> Ready<'a> {
    fn of(found: Found<'a>) -> Self {
        let Found { document, facts, .. } = found;
        let offsets = Offsets::new(&document.text);
        let fault = facts.iter().find_map(|fact| fault(document, fact));
        let written = if fault.is_some() { &[] } else { facts };
        let facts = written.iter().map(|fact| ReadyFact::of(document, &offsets, fact)).collect();
        Self { found, sketch: Sketch::of(document), offsets, facts, fault }
    }
}

/// Documents that are made ready at a time, and such lots that may wait: what is ready takes memory.
const LOT: usize = 64;
const WAITING: usize = 4;

fn lot_of<'a>(found: &[Found<'a>]) -> Vec<Ready<'a>> {
    found.iter().map(|&found| Ready::of(found)).collect()
}

/// Gives all documents to `write` in their order, some at a time, while the next are made ready.
pub(super) fn ready<'a, E>(
    batch: &[Found<'a>],
    mut write: impl FnMut(Vec<Ready<'a>>) -> Result<(), E>,
) -> Result<(), E> {
    if batch.len() <= LOT {
        return batch.chunks(LOT).try_for_each(|lot| write(lot_of(lot)));
    }
    std::thread::scope(|scope| {
        let (give, take) = sync_channel(WAITING);
        // Whoever writes may stop early; then there is nobody to give to.
        scope.spawn(move || batch.chunks(LOT).try_for_each(|lot| give.send(lot_of(lot))));
        take.into_iter().try_for_each(&mut write)
    })
}
