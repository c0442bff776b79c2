//! The command line as people and scripts meet it.
mod program;

use program::{Folder, rapporteur};
use serde_json::Value;

#[test]
fn the_machine_formats_give_a_row_for_each_document_in_order() {
    let folder = Folder::new();
    folder.write("b.txt", "Nothing is claimed here.");
    folder.write("a.txt", "\"We are ready,\" Minister Ann Lee said on Monday.");
    folder.write("a.meta.json", r#"{"published": "2024-05-28", "outlet": "Post", "title": null}"#);
    for format in ["facts", "attributions", "times", "mentions", "documents"] {
        let run = rapporteur(&["read", "--no-record", "--format", format, folder.path()]);
        assert_eq!(run.code, 0, "{}", run.err);
        let rows: Vec<Value> = run.out.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
        let names: Vec<&str> = rows.iter().filter_map(|r| r["doc"].as_str()).collect();
        assert_eq!(names, ["a", "b"], "{format}");
    }
}

#[test]
fn offsets_are_code_points_of_the_input() {
    let folder = Folder::new();
    let text = "\u{feff}😀 Zürich, e\u{301}té.\r\n“We will stay,” Ann Lee said on May 27, 2024.\r\n";
    folder.write("x.txt", text);
    let run = rapporteur(&["read", "--no-record", "--format", "times", &folder.file("x.txt")]);
    let row: Value = serde_json::from_str(&run.out).unwrap();
    let time = &row["timexes"][0];
    let (start, end) = (time["start"].as_u64().unwrap() as usize, time["end"].as_u64().unwrap() as usize);
    let said: String = text.chars().skip(start).take(end - start).collect();
    assert_eq!((said.as_str(), time["value"].as_str()), ("May 27, 2024", Some("2024-05-27")));
}

#[test]
fn bad_inputs_are_skipped_with_their_reason_and_the_rest_is_read() {
    let folder = Folder::new();
    folder.write("good.txt", "The council adopted the by-law on 3 May 2024.");
    folder.write("empty.txt", "");
    folder.bytes("latin.txt", b"caf\xe9 in Paris");
    folder.bytes("binary.txt", b"a\0b");
    folder.write("lines.jsonl", &format!("not json\n{}\n", r#"{"doc":"after","text":"It goes on."}"#));
    let run = rapporteur(&["read", "--no-record", "--format", "documents", folder.path()]);
    assert_eq!(run.code, 1);
    assert_eq!(run.out.lines().count(), 2, "{}", run.out);
    for name in ["empty.txt", "latin.txt", "binary.txt", "lines.jsonl:1"] {
        assert!(run.err.lines().any(|l| l.contains("skipped") && l.contains(name)), "{name}: {}", run.err);
    }
}

#[test]
fn a_record_is_read_once_and_answers() {
    let folder = Folder::new();
    folder.write("a.txt", "Norland is against the bridge toll.\n\nThe city council adopted the toll by 30 votes to 21 on 3 May 2024.");
    folder.write("debate.toml", "[[issue]]\nid = \"toll\"\ntext = \"The city should levy a bridge toll.\"\n");
    let record = folder.file("r.db");
    let debate = folder.file("debate.toml");
    let read = ["read", &folder.file("a.txt"), "--debate", &debate, "--record", &record];
    let first = rapporteur(&read);
    assert_eq!(first.code, 0, "{}", first.err);
    assert!(first.out.starts_with("1 document of 21 words read"), "{}", first.out);
    let again = rapporteur(&read);
    assert!(again.out.contains("1 document already there"), "{}", again.out);

    let decisions = rapporteur(&["decisions", "--record", &record, "--format", "json"]);
    let rows: Value = serde_json::from_str(&decisions.out).unwrap();
    assert_eq!(rows[0]["votes"], serde_json::json!({"for": 30, "against": 21, "abstain": null}), "{rows}");
    let id = rows[0]["id"].as_str().unwrap();
    let shown = rapporteur(&["show", &id[..8], "--record", &record]);
    assert!(shown.out.contains("adopted the toll by 30 votes to 21"), "{}", shown.out);
    let found = rapporteur(&["search", "toll", "--record", &record]);
    assert_eq!(found.code, 0);
    let nothing = rapporteur(&["warnings", "--record", &record]);
    assert_eq!((nothing.code, nothing.out.as_str()), (1, ""));
}

#[test]
fn every_format_of_every_view_can_be_printed() {
    let folder = Folder::new();
    folder.write("a.txt", "\"We will veto it,\" Prime Minister Ann Lee of Norland said on 3 May 2024.");
    let record = folder.file("r.db");
    assert_eq!(rapporteur(&["read", &folder.file("a.txt"), "--record", &record]).code, 0);
    for view in [
        "positions",
        "statements",
        "decisions",
        "measures",
        "warnings",
        "demands",
        "timeline",
        "actors",
        "issues",
        "documents",
    ] {
        for format in ["table", "json", "jsonl", "csv", "md"] {
            let run = rapporteur(&[view, "--record", &record, "--format", format]);
            assert!(run.code <= 1, "{view} {format}: {}", run.err);
        }
    }
    let csv = rapporteur(&["statements", "--record", &record, "--format", "csv"]);
    assert_eq!(csv.out.lines().count(), 2, "{}", csv.out);
}

#[test]
fn wrong_use_is_answered_with_what_to_do() {
    let folder = Folder::new();
    let missing = rapporteur(&["positions", "--record", &folder.file("none.db")]);
    assert_eq!(missing.code, 2);
    assert!(missing.err.contains("rapporteur read"), "{}", missing.err);
    let date = rapporteur(&["positions", "--as-of", "yesterday"]);
    assert_eq!(date.code, 2);
    assert!(date.err.contains("YYYY-MM-DD"), "{}", date.err);
    folder.write("bad.toml", "issue = 3");
    let debate = rapporteur(&["read", folder.path(), "--no-record", "--debate", &folder.file("bad.toml")]);
    assert_eq!(debate.code, 2);
    assert!(debate.err.contains("is not a debate file"), "{}", debate.err);
}

#[test]
fn help_teaches_each_command() {
    let top = rapporteur(&["--help"]);
    assert!(top.out.contains("Start here:"), "{}", top.out);
    for command in ["read", "positions", "show", "brief", "eval", "models"] {
        let help = rapporteur(&[command, "--help"]);
        assert_eq!(help.code, 0);
        assert!(help.out.lines().count() > 5, "{command}: {}", help.out);
    }
}
