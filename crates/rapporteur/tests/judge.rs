//! What people say of a record, and what looks after it, from the command line.
mod program;

use program::{Folder, Run, rapporteur};
use serde_json::Value;

fn record(folder: &Folder) -> String {
    folder.write("a.txt", "Norway opposes the bridge toll.\n\nSweden opposes the bridge toll.");
    folder.write(
        "debate.toml",
        "[[issue]]\nid = \"toll\"\ntext = \"The city should introduce a bridge toll.\"\n",
    );
    let record = folder.file("r.db");
    let run = rapporteur(&[
        "read",
        &folder.file("a.txt"),
        "--debate",
        &folder.file("debate.toml"),
        "--record",
        &record,
    ]);
    assert_eq!(run.code, 0, "{}", run.err);
    record
}

fn positions(record: &str) -> Vec<Value> {
    let run = rapporteur(&["positions", "--format", "jsonl", "--record", record]);
    run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn judge(record: &str, args: &[&str]) -> Run {
    rapporteur(&[&["judge"], args, &["--record", record, "--who", "A. Reader", "--why", "read it"]].concat())
}

#[test]
fn a_judgement_is_made_listed_and_undone() {
    let folder = Folder::new();
    let record = record(&folder);
    let before = positions(&record);
    let of = |row: &Value| row["holder"].as_str().unwrap().to_owned();
    assert_eq!(before.iter().map(of).collect::<Vec<_>>(), ["Norway", "Sweden"]);
    let id = before[0]["last"]["id"].as_str().unwrap();

    let made = judge(&record, &["correct", id, "stance=conditional"]);
    assert_eq!((made.code, made.out.as_str()), (0, "judgement 1\n"), "{}", made.err);
    assert_eq!(positions(&record).iter().filter(|row| row["stance"] == "conditional").count(), 1);
    let by = ["--record", &record, "--who", "A. Reader", "--why", "read it"];
    let merged = rapporteur(&[&["actors", "merge", "Sweden", "--into", "Norway"][..], &by].concat());
    assert_eq!(merged.out, "judgement 2\n", "{}", merged.err);
    assert_eq!(positions(&record).len(), 1);
    for number in ["1", "2"] {
        assert_eq!(judge(&record, &["undo", number]).code, 0);
    }
    assert_eq!(positions(&record), before);

    let list = rapporteur(&["judge", "list", "--record", &record]);
    for part in ["correct (undone)", "stance = conditional", "A. Reader", "Sweden → Norway", "read it"] {
        assert!(list.out.contains(part), "no {part:?} in:\n{}", list.out);
    }
    let wrong = judge(&record, &["correct", id, "stance=maybe"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("not judged"), "{}", wrong.err);
}

#[test]
fn a_record_is_checked_copied_and_made_to_forget() {
    let folder = Folder::new();
    let record = record(&folder);
    let copy = folder.file("copy.db");
    assert_eq!(rapporteur(&["backup", &copy, "--record", &record]).code, 0);
    assert_eq!(rapporteur(&["backup", &copy, "--record", &record]).code, 2);
    let check = rapporteur(&["check", "--record", &copy]);
    assert!(check.code == 0 && check.out.ends_with("is sound\n"), "{}{}", check.out, check.err);
    let runs = rapporteur(&["runs", "--record", &copy, "--format", "csv"]);
    assert_eq!(runs.out.lines().count(), 2, "{}", runs.out);
    assert_eq!(rapporteur(&["diff", "1", "1", "--record", &copy]).code, 1);

    let known = jiff::Timestamp::now().to_string();
    let gone =
        rapporteur(&["forget", "a", "--record", &record, "--who", "Registrar", "--why", "a court said so"]);
    assert_eq!(gone.code, 0, "{}", gone.err);
    assert_eq!(rapporteur(&["documents", "--record", &record]).code, 1);
    let replay = rapporteur(&["timeline", "--known-at", &known, "--record", &record]);
    assert!(replay.err.contains("was known then and was forgotten"), "{}", replay.err);
    assert!(!rapporteur(&["timeline", "--known-at", &known, "--record", &copy]).err.contains("forgotten"));
    for past in [&["runs"][..], &["diff", "1", "1"], &["judge", "list"], &["show", "00ff"]] {
        let told = rapporteur(&[past, &["--known-at", &known, "--record", &record]].concat());
        assert!(told.err.contains("was known then and was forgotten"), "{past:?}: {}", told.err);
    }
    assert_eq!(rapporteur(&["check", "--record", &record]).code, 0);
    let missing = rapporteur(&["check", "--record", &folder.file("none.db")]);
    assert!(missing.code == 2 && missing.err.contains("no record"), "{}", missing.err);
}

#[test]
fn facts_that_people_wrote_down_are_imported_once() {
    let folder = Folder::new();
    let text = "Norway opposes the bridge toll.";
    folder.write("a.txt", text);
    folder.write(
        "debate.toml",
        "[[issue]]\nid = \"toll\"\ntext = \"The city should introduce a bridge toll.\"\n",
    );
    let gold = |stance: &str| {
        let fact = serde_json::json!({"kind": "position", "holder": {"name": "Norway", "mention": [0, 6]}, "issue": "toll",
            "stance": stance, "on": null, "evidence": [[0, text.len()]]});
        folder.write("a.gold.json", &serde_json::json!({"doc": "a", "facts": [fact]}).to_string());
    };
    let record = folder.file("imported.db");
    let import = || rapporteur(&["import", "facts", folder.path(), "--record", &record]).out;
    gold("oppose");
    assert_eq!(import(), "1 documents with 1 facts; 0 already there\n");
    assert_eq!(import(), "0 documents with 0 facts; 1 already there\n");
    gold("undecided");
    assert_eq!(import(), "1 documents with 1 facts; 0 already there\n");
    assert_eq!(positions(&record)[0]["stance"], "undecided");
}
