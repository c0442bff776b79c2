//! The figures equal those of the reference scorer, a Python script kept beside the project.
//!
//! On `examples/` its figures for damaged gold are committed (`ci/eval-expected` makes them); where the folder `shared`
//! is beside the project, or `RAPPORTEUR_SHARED` names it, the script itself is run on the debates that are there.
use rapporteur_eval::{Predictions, Report, Set, read_predictions, score};
use serde_json::Value;
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Folders with a `debate.toml`, ascending.
fn sets_in(folder: &Path) -> Vec<PathBuf> {
    let mut sets: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.join("debate.toml").is_file())
        .collect();
    sets.sort();
    sets
}

/// Standard output of a script run by python3.
fn python(script: &Path, args: &[&Path]) -> String {
    let run = Command::new("python3").arg(script).args(args).output().expect("python3 runs");
    assert!(run.status.success(), "{}: {}", script.display(), String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).unwrap()
}

fn scored(set: &Path, predictions: impl FnOnce(&[Set]) -> Predictions) -> Report {
    let sets = [Set::load(set).unwrap()];
    let predictions = predictions(&sets);
    score(&sets, &predictions).unwrap()
}

/// Every figure of `expected` is in the report; it may hold more.
fn assert_figures(report: &Report, expected: &Value, set: &Path) {
    let report = report.json();
    assert_eq!(report["slots"].as_object().unwrap().len(), expected["slots"].as_object().unwrap().len());
    let mut compared = 0;
    compare(&report, expected, &mut compared, &set.display().to_string());
    assert!(compared > 40, "only {compared} figures compared");
}

fn compare(ours: &Value, theirs: &Value, compared: &mut usize, at: &str) {
    match theirs {
        Value::Object(fields) => {
            fields.iter().for_each(|(k, v)| compare(&ours[k.as_str()], v, compared, &format!("{at} {k}")));
        }
        _ => {
            *compared += 1;
            let (a, b) = (ours.as_f64().unwrap_or_else(|| panic!("no {at}")), theirs.as_f64().unwrap());
            assert!((a - b).abs() < 1e-12, "{at}: {a} here, {b} in the reference");
        }
    }
}

#[test]
fn damaged_examples_score_as_in_the_reference() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reference");
    let sets = sets_in(&root().join("examples"));
    assert!(!sets.is_empty());
    for set in sets {
        let name = set.file_name().unwrap().to_str().unwrap();
        let damaged = fs::read_to_string(data.join(format!("{name}.damaged.jsonl"))).unwrap();
        let expected = fs::read_to_string(data.join(format!("{name}.expected.json"))).unwrap();
        let report = scored(&set, |sets| read_predictions(&damaged, sets).unwrap());
        assert_figures(&report, &serde_json::from_str(&expected).unwrap(), &set);
    }
}

#[test]
fn damaged_shared_debates_score_as_the_reference_scores_them() {
    let shared = std::env::var_os("RAPPORTEUR_SHARED").map_or(root().join("../shared"), PathBuf::from);
    let scorer = shared.join("eval/score_facts.py");
    if !scorer.is_file() {
        return damaged_examples_score_as_in_the_reference();
    }
    let temporary = tempfile::tempdir().unwrap();
    for set in sets_in(&shared.join("debates")).into_iter().chain(sets_in(&root().join("examples"))) {
        let damaged = python(&root().join("ci/damage-gold"), &[&set]);
        let file = temporary.path().join("damaged.jsonl");
        fs::write(&file, &damaged).unwrap();
        let expected = python(&scorer, &[Path::new("--json"), &set, &file]);
        let report = scored(&set, |sets| read_predictions(&damaged, sets).unwrap());
        assert!(report.all().f1() < 0.9, "the damage must show");
        assert_figures(&report, &serde_json::from_str(&expected).unwrap(), &set);
    }
}

#[test]
fn gold_against_gold_is_perfect() {
    for set in sets_in(&root().join("examples")) {
        let report = scored(&set, |sets| sets[0].gold());
        assert_eq!((report.macro_f1(), report.all().f1()), (1.0, 1.0), "{}", set.display());
        for (slot, counts) in report.slots() {
            assert_eq!(counts.accuracy(), 1.0, "{slot} of {}", set.display());
        }
    }
}
