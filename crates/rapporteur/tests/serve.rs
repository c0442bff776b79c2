//! The server gives the answers of the command line, byte for byte, and stops when it is told to.
mod program;

use program::{Folder, rapporteur, served};
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command};

struct Served {
    child: Child,
    host: String,
}

impl Served {
    fn start(record: &str) -> Self {
        let (child, host) = served(record);
        Self { child, host }
    }

    fn get(&self, path: &str, accept: &str) -> String {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: {}\r\nAccept: {accept}\r\nConnection: close\r\n\r\n",
            self.host
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
        assert!(head.starts_with("HTTP/1.1 200 "), "{path}: {answer}");
        body.to_owned()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn record(folder: &Folder) -> String {
    folder.write("a.txt", "Norland is against the bridge toll.\n\nThe city council adopted the toll by 30 votes to 21 on 3 May 2024.\n\n“We will not pay twice”, said Mayor Ada Berg.");
    folder.write("b.txt", "Norland supports the bridge toll, its prime minister said on Monday. If the toll comes, the harbour will be empty, the union warned.");
    folder.write(
        "b.meta.json",
        r#"{"published": "2024-06-03", "outlet": "Gazette", "title": "Norland turns"}"#,
    );
    folder.write("debate.toml", "[[issue]]\nid = \"toll\"\ntext = \"The city should levy a bridge toll.\"\n");
    let record = folder.file("r.db");
    let debate = folder.file("debate.toml");
    let run = rapporteur(&[
        "read",
        &folder.file("a.txt"),
        &folder.file("b.txt"),
        "--debate",
        &debate,
        "--record",
        &record,
    ]);
    assert_eq!(run.code, 0, "{}", run.err);
    record
}

const FORMS: [(&str, &str); 4] = [
    ("json", "application/json"),
    ("jsonl", "application/jsonl"),
    ("csv", "text/csv"),
    ("md", "text/markdown"),
];

#[test]
fn answers_are_those_of_the_command_line() {
    let folder = Folder::new();
    let record = record(&folder);
    let served = Served::start(&record);
    let views = [
        "positions",
        "statements",
        "decisions",
        "measures",
        "warnings",
        "demands",
        "timeline",
        "events",
        "ledger",
        "contradictions",
        "matrix",
        "network",
        "actors",
        "issues",
        "documents",
        "outlets",
        "activity",
        "copies",
        "register",
    ];
    let mut found = 0;
    for view in views {
        for (format, accept) in FORMS {
            let typed = rapporteur(&[view, "--record", &record, "--format", format]);
            let sent = served.get(&format!("/api/v1/{view}"), accept);
            assert_eq!(sent, typed.out, "{view} as {format}");
            found += usize::from(typed.code == 0);
        }
        let limited = rapporteur(&[
            view, "--record", &record, "--format", "json", "--actor", "norland", "--to", "2024-06",
            "--limit", "1",
        ]);
        let sent =
            served.get(&format!("/api/v1/{view}?actor=norland&to=2024-06&limit=1"), "application/json");
        assert_eq!(sent, limited.out, "{view} of one actor");
    }
    for view in ["positions", "ledger", "matrix", "network"] {
        for (format, accept) in FORMS {
            let rolled = ["--record", &record, "--format", format, "--roll-up", "person=government"];
            let typed = rapporteur(&[&[view], &rolled[..]].concat());
            let sent = served.get(&format!("/api/v1/{view}?roll_up=person%3Dgovernment"), accept);
            assert_eq!(sent, typed.out, "{view} rolled up as {format}");
        }
    }
    assert!(found > 40, "only {found} answers have rows");
    let search = rapporteur(&["search", "toll", "--record", &record, "--format", "json"]);
    assert_eq!(served.get("/api/v1/search?q=toll", "*/*"), search.out);
    for (path, args) in [
        ("/api/v1/brief?format=md", vec!["brief", "--format", "md"]),
        ("/api/v1/brief", vec!["brief", "--format", "json"]),
        ("/api/v1/changes?format=md&from=2024", vec!["changes", "--from", "2024"]),
        ("/api/v1/changes?format=atom", vec!["changes", "--format", "atom"]),
    ] {
        let typed = rapporteur(&[args, vec!["--record", &record]].concat());
        assert_eq!(served.get(path, "*/*"), typed.out, "{path}");
    }
    let positions = rapporteur(&["positions", "--record", &record, "--format", "csv"]).out;
    let id = positions.lines().nth(1).and_then(|line| line.rsplit(',').next()).expect("a position");
    let shown = rapporteur(&["show", id, "--record", &record, "--format", "json"]);
    assert_eq!(served.get(&format!("/api/v1/facts/{id}"), "*/*"), shown.out);
}

#[test]
fn it_refuses_what_it_cannot_guard() {
    let folder = Folder::new();
    let record = record(&folder);
    let run = rapporteur(&["serve", "--listen", "0.0.0.0:0", "--record", &record]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("tokens"), "{}", run.err);
    let missing = rapporteur(&["serve", "--listen", "127.0.0.1:0", "--record", &folder.file("none.db")]);
    assert_eq!(missing.code, 2);
    assert!(missing.err.contains("no record"), "{}", missing.err);
}

#[test]
fn tokens_are_made_shown_once_and_revoked() {
    let folder = Folder::new();
    let record = folder.file("r.db");
    let token = |args: &[&str]| rapporteur(&[&["token"], args, &["--record", &record]].concat());
    let made = token(&["add", "Ada", "--role", "reviewer"]);
    assert!(made.code == 0 && made.out.starts_with("rpt_") && made.out.trim().len() == 68, "{}", made.out);
    assert_eq!(token(&["add", "Ada"]).code, 2, "a name has one");
    let listed = token(&["list"]).out;
    assert!(listed.starts_with("Ada\treviewer\tvalid\t") && !listed.contains(made.out.trim()), "{listed}");
    assert_eq!((token(&["revoke", "Ada"]).code, token(&["revoke", "Ada"]).code), (0, 1));
    assert!(token(&["list"]).out.contains("worthless"));
    assert_eq!((token(&["audit"]).code, token(&["audit"]).out.as_str()), (0, ""));
}

#[cfg(unix)]
#[test]
fn it_ends_when_it_is_told_to() {
    let folder = Folder::new();
    let mut served = Served::start(&record(&folder));
    assert_eq!(served.get("/health", "*/*"), "ok\n");
    let told = Command::new("kill").args(["-TERM", &served.child.id().to_string()]).status().unwrap();
    assert!(told.success());
    assert_eq!(served.child.wait().unwrap().code(), Some(0));
}
