//! A read that is killed loses nothing that it has written and is completed by the next one.
mod program;

use program::{Folder, command, rapporteur};
use rapporteur_store::Record;
use std::fmt::Write as _;
use std::process::Stdio;
use std::time::{Duration, Instant};

const DOCUMENTS: usize = 2_000;

#[test]
fn a_killed_read_is_completed_by_the_next() {
    let folder = Folder::new();
    folder.write("all.jsonl", &documents());
    let (whole, killed) = (folder.file("whole.db"), folder.file("killed.db"));
    let read = |record: &str| rapporteur(&["read", &folder.file("all.jsonl"), "--record", record]);
    assert_eq!(read(&whole).code, 0);

    let written = kill_in_the_middle(&folder.file("all.jsonl"), &killed);
    assert!(0 < written && written < DOCUMENTS, "killed after {written} documents: not in the middle");
    let rest = read(&killed);
    assert_eq!(rest.code, 0, "{}", rest.err);
    assert!(rest.out.contains(&format!("{} already there", grouped(written))), "{}", rest.out);
    let digest = |record: &str| Record::open_read_only(record).unwrap().digest().unwrap();
    assert_eq!(digest(&killed), digest(&whole));
}

/// Kills the read once some hundred documents are in the record; how many were when it died.
fn kill_in_the_middle(documents: &str, record: &str) -> usize {
    let mut child = command()
        .args(["read", documents, "--record", record])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let start = Instant::now();
    while count(record) < 200 && start.elapsed() < Duration::from_secs(600) {
        std::thread::sleep(Duration::from_millis(5));
    }
    child.kill().expect("the read is still at work");
    child.wait().expect("the read has ended");
    count(record)
}

/// Documents in the record; none while there is no record yet.
fn count(record: &str) -> usize {
    let Ok(record) = Record::open_read_only(record) else { return 0 };
    record.documents(&Default::default()).map_or(0, |answer| answer.rows.len())
}

fn grouped(n: usize) -> String {
    if n < 1000 { format!("{n} documents") } else { format!("{},{:03} documents", n / 1000, n % 1000) }
}

/// Short reports that all differ, each with something to extract.
fn documents() -> String {
    let mut lines = String::new();
    for n in 0..DOCUMENTS {
        let day = n % 28 + 1;
        let text = format!(
            "The council of District {n} adopted the toll by {} votes to {} on {day} May 2024. \
             \"We warned them,\" Mayor Ann Lee said.",
            n + 2,
            n + 1,
        );
        let row = serde_json::json!({ "doc": format!("d{n}"), "text": text, "published": "2024-06-01" });
        writeln!(lines, "{row}").expect("writing to a string");
    }
    lines
}
