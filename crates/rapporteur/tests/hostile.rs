//! Inputs that nobody should have to trust: the program stays upright, and so does the user's terminal.
mod program;

use program::{Folder, rapporteur};
use serde_json::json;

/// Whether a terminal would obey any character of the text, other than to end a line.
fn commands(text: &str) -> bool {
    text.chars().any(|c| {
        (c.is_control() && c != '\n') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    })
}

#[test]
fn documents_cannot_command_the_terminal() {
    let folder = Folder::new();
    let text = "Ann\u{202e} Lee said she \u{1b}[2J\u{1b}[31m\"would \u{9b}31m not go\" on \u{2066}Monday\u{2069}.\n\n\
                The city council adopted the toll by 30 votes to 21 on 3 May 2024.";
    folder.write("a\u{1b}]0;b\u{202e}.txt", text);
    let meta =
        json!({ "published": "2024-05-28", "outlet": "Po\u{1b}[2Jst", "title": "=cmd \u{1b}]0;owned\u{7}" });
    folder.write("a\u{1b}]0;b\u{202e}.meta.json", &meta.to_string());
    folder.bytes("bad\u{1b}[31m\n.txt", b"caf\xe9");
    let record = folder.file("r.db");
    let read = rapporteur(&["read", folder.path(), "--record", &record]);
    assert_eq!(read.code, 1, "{}", read.err);
    assert!(read.err.contains("bad\\u{1b}[31m\\n.txt"), "{}", read.err);
    for view in ["statements", "timeline", "documents", "actors", "brief"] {
        for format in ["table", "csv", "md"] {
            let run = rapporteur(&[view, "--record", &record, "--format", format]);
            let (out, err) = (run.out.replace("\r\n", "\n"), run.err);
            // A dossier is Markdown or JSON, which is for machines.
            let for_machines = view == "brief" && format == "csv";
            assert!(for_machines || !commands(&out), "{view} {format}: {out:?}");
            assert!(run.code == 0 && !commands(&err), "{view} {format}: {err:?}");
        }
    }
    let titles = rapporteur(&["documents", "--record", &record, "--format", "csv"]);
    assert!(titles.out.contains(",'=cmd "), "{}", titles.out);
    let rows = rapporteur(&["statements", "--record", &record, "--format", "json"]);
    let rows: serde_json::Value = serde_json::from_str(&rows.out).unwrap();
    let shown = rapporteur(&["show", rows[0]["id"].as_str().unwrap(), "--record", &record]);
    assert!(shown.code == 0 && !commands(&shown.out), "{:?}", shown.out);
}

#[test]
fn odd_texts_are_read_to_their_end() {
    let folder = Folder::new();
    let odd = [
        ("quotes", "\"".repeat(50_000)),
        ("opening", "“We will go. ".repeat(2_000)),
        ("emoji", "😀".repeat(20_000)),
        ("sentence", "the council of Norland said that ".repeat(3_000)),
        ("letters", "a".repeat(1_000_000)),
        ("digits", "1".repeat(200_000)),
        ("paragraph", "word ".repeat(10_000)),
        ("lines", "a\n".repeat(5_000)),
        ("names", "Ann Lee ".repeat(5_000)),
        ("nesting", "(".repeat(20_000)),
    ];
    let rows: Vec<String> =
        odd.iter().map(|(name, text)| json!({ "doc": name, "text": text }).to_string()).collect();
    folder.write("odd.jsonl", &rows.join("\n"));
    let run = rapporteur(&["read", "--no-record", "--format", "attributions", &folder.file("odd.jsonl")]);
    assert_eq!(run.out.lines().count() + run.err.lines().count(), odd.len(), "{}", run.err);
    assert!(!run.err.contains("please report"), "{}", run.err);
}

#[test]
fn one_bad_line_of_twenty_is_named() {
    let folder = Folder::new();
    let deep = format!("{{\"doc\":\"deep\",\"text\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    let row = |n: usize| match n {
        17 => "{\"doc\": broken".to_owned(),
        18 => deep.clone(),
        _ => json!({ "doc": format!("d{n}"), "text": "It goes on." }).to_string(),
    };
    folder.write("m.jsonl", &(1..=20).map(row).collect::<Vec<_>>().join("\n"));
    let run = rapporteur(&["read", "--no-record", "--format", "documents", &folder.file("m.jsonl")]);
    assert_eq!((run.code, run.out.lines().count()), (1, 18), "{}", run.err);
    for line in ["m.jsonl:17", "m.jsonl:18"] {
        assert!(run.err.contains(line), "{}", run.err);
    }
}
