//! What the program says when a question, a record or a pipe is not as it should be.
mod program;

use program::{Folder, command, rapporteur};
use std::io::Read as _;
use std::process::Stdio;

/// A record of one vote on a toll.
fn record(folder: &Folder) -> String {
    folder.write("a.txt", "Norland is against the bridge toll.\n\nThe city council adopted the toll by 30 votes to 21 on 3 May 2024.");
    folder.write("debate.toml", "[[issue]]\nid = \"toll\"\ntext = \"The city should levy a bridge toll.\"\n");
    let record = folder.file("r.db");
    let debate = folder.file("debate.toml");
    let run = rapporteur(&["read", &folder.file("a.txt"), "--debate", &debate, "--record", &record]);
    assert_eq!(run.code, 0, "{}", run.err);
    record
}

#[test]
fn an_empty_answer_says_why() {
    let folder = Folder::new();
    let record = record(&folder);
    let ask = |args: &[&str]| {
        let run = rapporteur(&[args, &["--record", &record]].concat());
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{args:?}");
        run.err
    };
    assert!(
        ask(&["positions", "--issue", "tol"]).contains("no issue \"tol\"; did you mean one of these: toll?")
    );
    assert!(ask(&["decisions", "--actor", "concil"]).contains("nobody called \"concil\"; did you mean"));
    assert!(ask(&["decisions", "--to", "2020"]).contains("nothing found in"));
    assert!(ask(&["brief", "--to", "2020"]).contains("nothing found in"));
}

#[test]
fn questions_without_sense_are_wrong_use() {
    let folder = Folder::new();
    let record = record(&folder);
    let wrong = [
        (["timeline", "--from=2025", "--to=2024"], "--from 2025 is after --to 2024"),
        (["timeline", "--limit=0", "--to=2024"], "zero"),
        (["timeline", "--known-at=yesterday", "--to=2024"], "YYYY-MM-DDTHH:MM:SSZ"),
        (["timeline", "--as-of=2024-13", "--to=2024"], "YYYY-MM"),
    ];
    for (args, says) in wrong {
        let run = rapporteur(&[args.as_slice(), &["--record", &record]].concat());
        assert_eq!(run.code, 2, "{args:?}");
        assert!(run.err.contains(says), "{args:?}: {}", run.err);
    }
}

#[test]
fn a_damaged_record_is_named() {
    let folder = Folder::new();
    let record = record(&folder);
    // The pages behind the first, which holds the list of tables, are overwritten.
    let mut bytes = std::fs::read(&record).unwrap();
    bytes[4096..].fill(0xff);
    std::fs::write(&record, bytes).unwrap();
    let run = rapporteur(&["timeline", "--record", &record]);
    assert_eq!(run.code, 2, "{}", run.out);
    assert!(run.err.contains("r.db"), "{}", run.err);
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let folder = Folder::new();
    let record = record(&folder);
    for args in [vec!["timeline", "--record", &record], vec!["completions", "bash"]] {
        let mut child =
            command().args(&args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
        drop(child.stdout.take());
        let mut said = String::new();
        child.stderr.take().expect("a pipe").read_to_string(&mut said).unwrap();
        assert_eq!((child.wait().unwrap().code(), said.as_str()), (Some(0), ""), "{args:?}");
    }
}

#[test]
fn two_reads_at_once_both_arrive() {
    let folder = Folder::new();
    let record = folder.file("r.db");
    let children: Vec<_> = ["a", "b", "c"]
        .iter()
        .map(|name| {
            let file = folder.file(&format!("{name}.txt"));
            folder.write(&format!("{name}.txt"), &format!("The council of {name} adopted the toll."));
            let debate = folder.file("debate.toml");
            folder.write("debate.toml", "[[issue]]\nid = \"toll\"\ntext = \"Levy a toll.\"\n");
            let args = ["read", &file, "--debate", &debate, "--record", &record];
            command().args(args).stdout(Stdio::null()).spawn().expect("it starts")
        })
        .collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    let documents = rapporteur(&["documents", "--record", &record, "--format", "jsonl"]);
    assert_eq!(documents.out.lines().count(), 3, "{}", documents.out);
}
