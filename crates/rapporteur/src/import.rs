//! `rapporteur import`: facts that people wrote down.
use crate::args::{Facts, Import, ImportWhat};
use crate::{Outcome, record};
use anyhow::Context as _;
use jiff::Timestamp;
use rapporteur_eval::Set;
use rapporteur_read::{Options, Reader};
use rapporteur_record::{DocId, Document, Fact, FactId};
use rapporteur_store::{Record, RunInfo, Written};
use std::io::Write as _;
use std::path::Path;

pub fn run(args: &Import) -> anyhow::Result<Outcome> {
    let ImportWhat::Facts(args) = &args.what;
    facts(args).map_err(|error| record::named(error, &args.record))
}

fn facts(args: &Facts) -> anyhow::Result<Outcome> {
    let mut record = Record::open(&args.record)?;
    let mut done = Written::default();
    for folder in &args.sets {
        let written = set(&mut record, folder)?;
        done.documents += written.documents;
        done.facts += written.facts;
        done.unchanged += written.unchanged;
        done.refused.extend(written.refused);
    }
    for (name, reason) in &done.refused {
        anstream::eprintln!("skipped: {name}: {reason}");
    }
    let (documents, facts, unchanged) = (done.documents, done.facts, done.unchanged);
    writeln!(
        std::io::stdout().lock(),
        "{documents} documents with {facts} facts; {unchanged} already there"
    )?;
    Ok(if done.refused.is_empty() { Outcome::Done } else { Outcome::Partly })
}

/// Takes over the facts of a folder with their documents.
pub fn set(record: &mut Record, folder: &Path) -> anyhow::Result<Written> {
    let set = Set::load(folder)?;
    let mut documents: Vec<(Document, &[Fact])> = Vec::new();
    for document in Reader::new(Options::default()).read(&[folder.to_owned()]) {
        let document = document.with_context(|| format!("a text of {} cannot be read", folder.display()))?;
        let Some(gold) = set.documents.iter().find(|gold| gold.name == document.name) else { continue };
        anyhow::ensure!(
            gold.text == document.text,
            "{} is read as another text than its facts speak of",
            gold.name
        );
        documents.push((document, &gold.gold));
    }
    // Facts that were changed are another run, so that they take the place of the earlier ones.
    let all = documents.iter().fold(String::new(), |all, (document, facts)| {
        let offsets = rapporteur_record::Offsets::new(&document.text);
        let list: Vec<_> =
            facts.iter().map(|fact| rapporteur_record::contract::to_json(fact, &offsets)).collect();
        FactId::of(&DocId(all), &serde_json::Value::from(list).to_string()).0
    });
    let info = RunInfo {
        program: "import".into(),
        knowledge: all,
        debate: set.debate.clone(),
        ..RunInfo::default()
    };
    let run = record.begin_run(&info, Timestamp::now())?;
    Ok(record.loading(documents.len(), |record| {
        record.put(&run, documents.iter().map(|(document, facts)| (document, *facts)), Timestamp::now())
    })?)
}
