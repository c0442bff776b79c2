//! `rapporteur eval`: facts read from a set's texts, scored against its gold.
use crate::args::{Eval, EvalFormat};
use crate::{Outcome, load, pipeline};
use anyhow::Context as _;
use rapporteur_eval::{Predictions, Row, Set};
use rapporteur_extract::{Setup, extract_with};
use rapporteur_read::{Options, Reader};
use std::io::Write as _;

pub fn run(args: Eval) -> anyhow::Result<Outcome> {
    let sets = args.sets.iter().map(|folder| Set::load(folder)).collect::<Result<Vec<_>, _>>()?;
    let predictions = match &args.predictions {
        Some(path) => {
            let text =
                std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
            rapporteur_eval::read_predictions(&text, &sets)?
        }
        None => read(&args, &sets)?,
    };
    let mut out = std::io::stdout().lock();
    match args.errors {
        Some(row) => errors(&mut out, &sets, &predictions, row, args.format)?,
        None => {
            let report = rapporteur_eval::score(&sets, &predictions)?;
            match args.format {
                EvalFormat::Table => write!(out, "{}", report.table())?,
                EvalFormat::Md => write!(out, "{}", report.markdown())?,
                EvalFormat::Json => writeln!(out, "{:#}", report.json())?,
            }
        }
    }
    Ok(Outcome::Done)
}

/// Reads every document that has gold; the set's `names` are never looked at.
fn read(args: &Eval, sets: &[Set]) -> anyhow::Result<Predictions> {
    load::actors(&args.actors)?;
    let annotator = load::annotator(&args.models)?;
    let setup = Setup { vectors: Some(annotator.vectors()), without: &args.without };
    let mut predictions = Predictions::new();
    for (set, folder) in sets.iter().zip(&args.sets) {
        let has_gold = |name: &str| set.documents.iter().any(|d| d.name == name);
        let documents = Reader::new(Options::default())
            .read(std::slice::from_ref(folder))
            .filter_map(Result::ok)
            .filter(|d| has_gold(&d.name));
        let work = |document: rapporteur_record::Document| {
            let facts = annotator.annotate(&document).map(|text| extract_with(&text, &set.debate, setup));
            (document.name, facts)
        };
        pipeline::run(documents, load::jobs(None), work, |(name, facts)| -> anyhow::Result<()> {
            predictions.insert(name, facts?);
            Ok(())
        })?;
    }
    Ok(predictions)
}

fn errors(
    out: &mut impl std::io::Write,
    sets: &[Set],
    predictions: &Predictions,
    row: Row,
    format: EvalFormat,
) -> anyhow::Result<()> {
    for miss in rapporteur_eval::errors(sets, predictions, row)? {
        match format {
            EvalFormat::Json => writeln!(out, "{}", miss.json())?,
            EvalFormat::Table | EvalFormat::Md => writeln!(out, "{miss}")?,
        }
    }
    Ok(())
}
