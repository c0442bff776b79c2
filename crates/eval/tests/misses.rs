//! What people see of an error.
use rapporteur_eval::{EvalError, Predictions, Row, Set, errors, read_predictions, score};
use std::fs;

/// A set of one document: "Oslo said no. Rome agreed by 3 votes to 1." with a statement, a position and a decision.
fn set() -> Set {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("debate.toml", "[[issue]]\nid = \"quota\"\ntext = \"A quota.\"\n[names]\nNorway = [\"Oslo\"]\n");
    write("a.txt", "Oslo said no. Rome agreed\nby 3 votes to 1.");
    write(
        "a.gold.json",
        r#"{"doc": "a", "facts": [
            {"kind": "statement", "speaker": {"name": "Norway", "mention": [0, 4]}, "cue": [[5, 9]], "content": [[10, 12]], "mode": "indirect", "on": null, "denied": true, "evidence": [[0, 13]]},
            {"kind": "position", "holder": {"name": "Norway", "mention": null}, "issue": "quota", "stance": "oppose", "on": "2024-05", "evidence": [[0, 13]]},
            {"kind": "decision", "body": {"name": "Italy", "mention": [14, 18]}, "act": "adopt", "instrument": null, "votes": {"for": 3, "against": 1, "abstain": null}, "binding": false, "on": null, "evidence": [[14, 42]]}
        ]}"#,
    );
    Set::load(folder.path()).unwrap()
}

fn shown(sets: &[Set], predictions: &Predictions, row: &str) -> String {
    let misses = errors(sets, predictions, Row::parse(row).unwrap()).unwrap();
    misses.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_missed_fact_shows_its_slots_and_sentence() {
    let sets = [set()];
    insta::assert_snapshot!(shown(&sets, &Predictions::new(), "statement"), @r"
    MISSED statement in a
      speaker     Norway <Oslo>
      cue         said
      content     no
      mode        indirect
      denied      yes
      | Oslo said no.
    ");
    insta::assert_snapshot!(shown(&sets, &Predictions::new(), "decision"), @r"
    MISSED decision in a
      body        Italy <Rome>
      act         adopt
      votes       3 for, 1 against, ? abstaining
      binding     no
      | Rome agreed by 3 votes to 1.
    ");
}

#[test]
fn a_wrong_stance_is_an_error_of_the_stance_alone() {
    let sets = [set()];
    let wrong = r#"{"doc": "a", "facts": [{"kind": "position", "holder": {"name": "the OSLO", "mention": null}, "issue": "quota", "stance": "support", "evidence": [[0, 4]]}]}"#;
    let predictions = read_predictions(wrong, &sets).unwrap();
    insta::assert_snapshot!(shown(&sets, &predictions, "position"), @r"
    MISSED position in a
      holder      Norway <not named here>
      issue       quota
      stance      oppose
      on          2024-05
      | Oslo said no.

    EXTRA position in a
      holder      the OSLO <not named here>
      issue       quota
      stance      support
      | Oslo
    ");
    assert_eq!(shown(&sets, &predictions, "position~"), "");
    let json = errors(&sets, &predictions, Row::parse("position").unwrap()).unwrap()[1].json();
    assert_eq!((&json["error"], &json["fact"]["stance"]), (&"EXTRA".into(), &"support".into()));
    assert_eq!(json["evidence"][0], "Oslo");
}

#[test]
fn a_report_has_three_forms() {
    let sets = [set()];
    let report = score(&sets, &sets[0].gold()).unwrap();
    assert!(report.table().contains("decision     1.000  1.000  1.000        1     1     1"));
    assert!(report.markdown().contains("| decision | 1.000 | 1.000 | 1.000 | 1 | 1 | 1 |"));
    assert!(report.markdown().contains("| decision.votes | 1.000 | 2 |"));
    assert_eq!(report.json()["slot_counts"]["decision.votes"], 2);
    assert_eq!(report.macro_f1(), 0.5, "a kind without facts counts as nought, as in the reference");
}

#[test]
fn mistakes_are_named() {
    let sets = [set()];
    let read = |line: &str| read_predictions(line, &sets).unwrap_err().to_string();
    assert_eq!(read(r#"{"doc": "b", "facts": []}"#), "unknown documents in the predictions: b");
    assert!(read("\n{").starts_with("line 2 of the predictions: "));
    let outside = r#"{"doc": "a", "facts": [{"kind": "demand", "issuer": {"name": "x"}, "action": [0, 99], "evidence": [[0, 4]]}]}"#;
    assert_eq!(read(outside), "fact 1 of document a: offsets [0, 99] lie outside the text");
    let unknown = Predictions::from([("b".to_owned(), vec![])]);
    assert!(matches!(score(&sets, &unknown), Err(EvalError::UnknownDocuments(names)) if names == ["b"]));
    let empty = tempfile::tempdir().unwrap();
    assert!(matches!(Set::load(empty.path()), Err(EvalError::Read { .. })));
    fs::write(empty.path().join("debate.toml"), "").unwrap();
    assert!(matches!(Set::load(empty.path()), Err(EvalError::NoGold(_))));
}
