//! Counts over all documents of one or more sets.
use crate::{
    Counts, EvalError, GoldDocument, Names, Predictions, Report, Row, Set, SlotCounts,
    pairing::{self, Ground},
    slots,
};
use rapporteur_record::Fact;

/// The facts of one document and one line of the table, paired.
pub(crate) struct Paired {
    pub gold: Vec<Fact>,
    pub predicted: Vec<Fact>,
    pub pairs: Vec<(usize, usize)>,
}

/// Scores predictions against the gold of all sets together. A document without predictions counts as empty; one that
/// no set has is an error.
pub fn score(sets: &[Set], predictions: &Predictions) -> Result<Report, EvalError> {
    refuse_unknown(sets, predictions)?;
    let mut report = Report::default();
    for (set, document) in sets.iter().flat_map(|s| s.documents.iter().map(move |d| (s, d))) {
        let ground = Ground { words: &document.words, names: &set.names };
        for row in Row::ALL {
            let paired = pair_row(row, document, &set.names, predictions);
            report.add(row, paired.counts());
            if let Row::Kind(kind) = row {
                for (slot, agrees) in paired.slots(ground) {
                    report.add_slot(kind, slot, SlotCounts { correct: agrees.into(), compared: 1 });
                }
            }
        }
    }
    Ok(report)
}

pub(crate) fn refuse_unknown(sets: &[Set], predictions: &Predictions) -> Result<(), EvalError> {
    let known = |name: &str| sets.iter().any(|s| s.documents.iter().any(|d| d.name == name));
    let unknown: Vec<String> = predictions.keys().filter(|name| !known(name)).cloned().collect();
    match unknown.is_empty() {
        true => Ok(()),
        false => Err(EvalError::UnknownDocuments(unknown)),
    }
}

pub(crate) fn pair_row(
    row: Row,
    document: &GoldDocument,
    names: &Names,
    predictions: &Predictions,
) -> Paired {
    let predicted = predictions.get(&document.name).map_or(&[][..], Vec::as_slice);
    let gold = pairing::counted(row, &document.gold, names);
    let predicted = pairing::counted(row, predicted, names);
    let pairs = pairing::pair(row, &gold, &predicted, Ground { words: &document.words, names });
    Paired { gold, predicted, pairs }
}

impl Paired {
    fn counts(&self) -> Counts {
        Counts { correct: self.pairs.len(), predicted: self.predicted.len(), gold: self.gold.len() }
    }

    fn slots<'a>(&'a self, ground: Ground<'a>) -> impl Iterator<Item = slots::Compared> + 'a {
        self.pairs.iter().flat_map(move |&(i, j)| slots::compare(&self.gold[i], &self.predicted[j], ground))
    }
}
