//! The gold of `examples/` keeps the contract.
use rapporteur_eval::{GoldDocument, Set};
use rapporteur_record::{Claim, Fact, Offsets, PartialDate, Report, Span, contract};
use serde_json::Value;
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn sets() -> Vec<(PathBuf, Set)> {
    let folders = fs::read_dir(root().join("examples")).unwrap().map(|e| e.unwrap().path());
    let sets: Vec<_> = folders
        .filter(|p| p.join("debate.toml").is_file())
        .map(|p| (p.clone(), Set::load(&p).unwrap()))
        .collect();
    assert!(!sets.is_empty());
    sets
}

fn every_fact(check: impl Fn(&Set, &GoldDocument, &Fact)) {
    for (_, set) in sets() {
        for document in &set.documents {
            document.gold.iter().for_each(|fact| check(&set, document, fact));
        }
    }
}

/// Spans of the slots, evidence aside.
fn slot_spans(claim: &Claim) -> Vec<Span> {
    let (mut spans, actors) = match claim {
        Claim::Statement(s) | Claim::Report(Report { said: s, .. }) => {
            ([&s.cue[..], &s.content[..]].concat(), vec![&s.speaker])
        }
        Claim::Position(p) => (vec![], vec![&p.holder]),
        Claim::Decision(d) => (vec![], vec![&d.body]),
        Claim::Measure(m) => (
            m.object.iter().chain(&m.scope).copied().collect(),
            [&m.authority].into_iter().chain(&m.target).collect(),
        ),
        Claim::Warning(w) => (
            w.trigger.into_iter().chain([w.consequence]).collect(),
            [&w.issuer].into_iter().chain(&w.addressee).collect(),
        ),
        Claim::Demand(d) => (vec![d.action], [&d.issuer].into_iter().chain(&d.addressee).collect()),
    };
    spans.extend(actors.iter().filter_map(|a| a.mention));
    spans
}

#[test]
fn every_slot_lies_within_its_evidence() {
    every_fact(|_, document, fact| {
        for span in slot_spans(&fact.claim) {
            let words = &document.text[span.range()];
            assert!(
                fact.evidence.iter().any(|e| e.contains(span)),
                "{}: {words:?} of {fact:?}",
                document.name
            );
            assert_eq!(words, words.trim(), "{}", document.name);
        }
    });
}

/// A sentence, heading or block: within one line, from its first to its last letter or mark.
#[test]
fn evidence_is_whole_sentences() {
    every_fact(|_, document, fact| {
        for span in &fact.evidence {
            let sentence = &document.text[span.range()];
            assert!(!sentence.is_empty() && !sentence.contains('\n'), "{}: {sentence:?}", document.name);
            assert_eq!(sentence, sentence.trim(), "{}", document.name);
            let before = document.text[..span.start].trim_end_matches(' ').chars().next_back();
            let starts = before.is_none_or(|c| "\n.!?…\"”’)".contains(c));
            let ends =
                document.text[span.end..].is_empty() || document.text[span.end..].starts_with(['\n', ' ']);
            assert!(starts && ends, "{}: {sentence:?} is a part of a sentence", document.name);
        }
    });
}

#[test]
fn no_fact_is_said_twice_and_issues_are_known() {
    for (_, set) in sets() {
        for document in &set.documents {
            for (i, fact) in document.gold.iter().enumerate() {
                assert!(!document.gold[..i].contains(fact), "{}: {fact:?} twice", document.name);
                if let Claim::Position(p) = &fact.claim {
                    assert!(set.debate.issues.iter().any(|issue| issue.id == p.issue), "{}", p.issue);
                }
            }
        }
    }
}

/// The files hold what the contract's writer would write, the actors' types and the makers of facts aside.
#[test]
fn files_are_in_the_exchange_form() {
    for (folder, set) in sets() {
        for document in &set.documents {
            let file = fs::read_to_string(folder.join(format!("{}.gold.json", document.name))).unwrap();
            let file: Value = serde_json::from_str(&file).unwrap();
            assert_eq!(file["doc"], document.name.as_str());
            let offsets = Offsets::new(&document.text);
            for (written, fact) in file["facts"].as_array().unwrap().iter().zip(&document.gold) {
                let again = contract::to_json(fact, &offsets);
                for (key, value) in written.as_object().unwrap() {
                    assert!(same(value, &again[key.as_str()]), "{}: {key} of {written}", document.name);
                }
            }
        }
    }
}

fn same(written: &Value, again: &Value) -> bool {
    match (written.get("name"), again.get("name")) {
        (Some(name), Some(other)) => name == other && written["mention"] == again["mention"],
        _ => written == again,
    }
}

#[test]
fn every_document_is_dated() {
    for (folder, set) in sets() {
        for document in &set.documents {
            let meta = fs::read_to_string(folder.join(format!("{}.meta.json", document.name))).unwrap();
            let meta: Value = serde_json::from_str(&meta).unwrap();
            let published: PartialDate = meta["published"].as_str().unwrap().parse().unwrap();
            assert!(published.day().is_some() && meta["outlet"].is_string() && meta["title"].is_string());
        }
    }
}

/// The annotations under `eval/gold/` are the source, the gold files their product.
#[test]
fn gold_files_are_built_from_the_annotations() {
    for (folder, _) in sets() {
        let run = Command::new("python3")
            .args([
                root().join("ci/gold").as_os_str(),
                "build".as_ref(),
                "--check".as_ref(),
                folder.as_os_str(),
            ])
            .output()
            .expect("python3 runs");
        let said = [run.stdout, run.stderr].concat();
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&said));
    }
}
