//! What is sent to the server is read as the command line reads it; and nothing that is sent, as a file or as a text,
//! brings it down or comes back as anything but text.
mod program;

use program::{Folder, rapporteur, served};
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::process::Child;
use std::time::Duration;

struct Served {
    child: Child,
    host: String,
    seal: String,
}

impl Served {
    fn start(record: &str) -> Self {
        let (child, host) = served(record);
        let mut served = Self { child, host, seal: String::new() };
        let page = served.page("/add");
        served.seal = page.split("name=\"seal\" value=\"").nth(1).unwrap()[..64].to_owned();
        served
    }

    /// Sends a request; status, head and body.
    fn ask(&self, head: &str, body: &[u8]) -> (u16, String, String) {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(120))).unwrap();
        let length =
            if body.is_empty() { String::new() } else { format!("Content-Length: {}\r\n", body.len()) };
        write!(stream, "{head} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n{length}{FORM}\r\n", self.host)
            .unwrap();
        stream.write_all(body).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8(answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
        (head[9..12].parse().unwrap(), head.to_owned(), body.to_owned())
    }

    fn page(&self, path: &str) -> String {
        let (status, _, body) = self.ask(&format!("GET {path}"), b"");
        assert_eq!(status, 200, "{path}: {body}");
        body
    }

    /// Sends a form with the seal; the address of the job, or what it was refused with.
    fn form(&self, parts: &[(&str, Option<&str>, &[u8])]) -> Result<String, (u16, String)> {
        let mut form = Vec::new();
        let seal = [("seal", None, self.seal.as_bytes())];
        for (name, file, bytes) in seal.iter().chain(parts) {
            let file = file.map_or(String::new(), |file| format!("; filename=\"{file}\""));
            write!(form, "--sep\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n").unwrap();
            form.extend_from_slice(bytes);
            form.extend_from_slice(b"\r\n");
        }
        form.extend_from_slice(b"--sep--\r\n");
        let (status, head, body) = self.ask("POST /add", &form);
        let location = head.lines().find_map(|line| line.strip_prefix("location: "));
        location.map(str::to_owned).ok_or((status, body))
    }

    fn upload(&self, files: &[(&str, &[u8])]) -> Result<String, (u16, String)> {
        let parts: Vec<_> = files.iter().map(|(name, bytes)| ("files", Some(*name), *bytes)).collect();
        self.form(&parts)
    }

    fn paste(&self, title: &str, text: &[u8]) -> Result<String, (u16, String)> {
        self.form(&[("title", None, title.as_bytes()), ("text", None, text)])
    }

    /// The page of a job that is over.
    fn over(&self, job: &str) -> String {
        for _ in 0..6_000 {
            let page = self.page(job);
            if !page.contains(">waiting<") && !page.contains(">being read<") {
                return page;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("{job} does not end");
    }

    /// Megabytes that the server ever had in memory.
    #[cfg(target_os = "linux")]
    fn peak(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("a peak");
        line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() / 1_000
    }
}

const FORM: &str = "Content-Type: multipart/form-data; boundary=sep\r\n";

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

const DEBATE: &str = "[[issue]]\nid = \"toll\"\ntext = \"The city should levy a bridge toll.\"\n";
const FIRST: &str = "Norland is against the bridge toll.\n\nThe city council adopted the toll by 30 votes to 21 on 3 May 2024.";
const SECOND: &str = "Norland supports the bridge toll, its prime minister said on Monday. If the toll comes, the harbour will be empty, the union warned.";
const ABOUT: &str = r#"{"published": "2024-06-03", "outlet": "Gazette", "title": "Norland turns"}"#;

fn read(folder: &Folder, record: &str, paths: &[&str]) {
    let paths: Vec<String> = paths.iter().map(|name| folder.file(name)).collect();
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    let debate = folder.file("debate.toml");
    let run = rapporteur(&[&["read"], &paths[..], &["--debate", &debate, "--record", record]].concat());
    assert_eq!(run.code, 0, "{}", run.err);
}

/// All facts with their ids, and the documents.
fn held(record: &str) -> Vec<String> {
    ["timeline", "positions", "statements", "documents"]
        .map(|view| rapporteur(&[view, "--record", record, "--format", "csv"]).out)
        .to_vec()
}

#[test]
fn what_is_sent_gives_the_facts_that_the_command_line_gives() {
    let folder = Folder::new();
    for (name, text) in [("a.txt", FIRST), ("b.txt", SECOND), ("b.meta.json", ABOUT), ("debate.toml", DEBATE)]
    {
        folder.write(name, text);
    }
    let lines = serde_json::json!({ "doc": "c", "text": SECOND, "published": "2024-07-01" }).to_string();
    folder.write("c.jsonl", &format!("{lines}\n{{\"text\": 1}}\n"));
    let [typed, sent] = ["typed.db", "sent.db"].map(|name| folder.file(name));
    read(&folder, &typed, &["a.txt", "b.txt"]);
    let again = rapporteur(&[
        "read",
        &folder.file("c.jsonl"),
        "--debate",
        &folder.file("debate.toml"),
        "--record",
        &typed,
    ]);
    assert_eq!(again.code, 1, "one line is no document");
    read(&folder, &sent, &["a.txt"]);
    let served = Served::start(&sent);
    assert!(
        served.page("/add").contains("by the 1 issues"),
        "the issues of the record are those that are used"
    );
    let job = served.upload(&[
        ("b.txt", SECOND.as_bytes()),
        ("b.meta.json", ABOUT.as_bytes()),
        ("c.jsonl", std::fs::read(folder.file("c.jsonl")).unwrap().as_slice()),
    ]);
    let page = served.over(&job.unwrap());
    assert!(page.contains(">done<") && page.contains("c.jsonl:2") && page.contains("3 of 3"), "{page}");
    assert_eq!(held(&sent), held(&typed));
    let known = served
        .over(&served.upload(&[("b.txt", SECOND.as_bytes()), ("b.meta.json", ABOUT.as_bytes())]).unwrap());
    assert!(known.contains("Already there"), "{known}");
    assert_eq!(held(&sent), held(&typed), "sending again adds nothing");
    for (view, format) in
        [("timeline", "csv"), ("positions", "json"), ("documents", "jsonl"), ("brief", "md")]
    {
        let file = served.page(&format!("/export/{view}.{format}"));
        assert_eq!(file, rapporteur(&[view, "--record", &sent, "--format", format]).out, "{view}");
    }
    assert_eq!(rapporteur(&["check", "--record", &sent]).code, 0);
    let log = format!("{sent}.audit.jsonl");
    let text = std::fs::read_to_string(&log).unwrap();
    for tampered in [
        text.replacen("b.txt", "x.txt", 1),
        text.lines().skip(1).collect(),
        text.lines().take(2).map(|line| format!("{line}\n")).collect(),
    ] {
        std::fs::write(&log, tampered).unwrap();
        let check = rapporteur(&["check", "--record", &sent]);
        assert!(check.code == 2 && check.out.contains("audit log"), "{}{}", check.out, check.err);
    }
}

#[test]
fn facts_that_people_wrote_down_are_imported() {
    let folder = Folder::new();
    let gold = serde_json::json!({ "doc": "a", "facts": [{ "kind": "position", "holder": { "name": "Norland", "mention": [0, 7] },
        "issue": "toll", "stance": "oppose", "on": null, "evidence": [[0, 35]] }] })
    .to_string();
    let files: [(&str, &str); 3] = [("debate.toml", DEBATE), ("a.txt", FIRST), ("a.gold.json", &gold)];
    for (name, text) in files {
        folder.write(name, text);
    }
    let [typed, sent] = ["typed.db", "sent.db"].map(|name| folder.file(name));
    assert_eq!(rapporteur(&["import", "facts", folder.path(), "--record", &typed]).code, 0);
    folder.write("empty.txt", "Nothing is said here.");
    read(&folder, &sent, &["empty.txt"]);
    let served = Served::start(&sent);
    let import = |files: &[(&str, &str)]| {
        let mut parts: Vec<(&str, Option<&str>, &[u8])> = vec![("work", None, b"import")];
        parts.extend(files.iter().map(|(name, text)| ("files", Some(*name), text.as_bytes())));
        served.over(&served.form(&parts).unwrap())
    };
    let page = import(&files);
    assert!(page.contains(">done<"), "{page}");
    assert_eq!(held(&sent)[..3], held(&typed)[..3]);
    for (files, says) in [
        (&files[1..], "no debate.toml"),
        (&files[..2], "no NAME.gold.json"),
        (&[files[0], ("a.gold.json", &gold[..])], "a.txt"),
        (&[files[0], files[1], ("a.gold.json", "[[[[[[")], "not a file of facts"),
        (&[("debate.toml", "[[["), files[1], files[2]], "not a debate file"),
    ] {
        let page = import(files);
        assert!(page.contains(">failed<") && page.contains(says) && !page.contains("/tmp"), "{says}: {page}");
    }
    clean(&served);
    let many = ten_thousand_facts();
    let page = import(&[files[0], ("many.txt", &many.0), ("many.gold.json", &many.1)]);
    assert!(page.contains(">done<"), "{page}");
    for path in ["/documents", "/document/many", "/document/many?page=2", "/review", "/timeline", "/actors"] {
        assert!(served.page(path).len() < 200_000, "{path}");
    }
}

/// A text, and a fact on each of its lines.
fn ten_thousand_facts() -> (String, String) {
    let mut text = String::new();
    let mut facts = Vec::new();
    for n in 0..10_000 {
        let start = text.chars().count();
        text.push_str(&format!("😀 Actor {n} opposes 🚢.\n"));
        let end = text.chars().count() - 1;
        facts.push(serde_json::json!({ "kind": "position", "holder": { "name": format!("Actor {n}"), "mention": [start + 2, start + 7] },
            "issue": "toll", "stance": "oppose", "on": null, "evidence": [[start, end]] }));
    }
    (text, serde_json::json!({ "doc": "many", "facts": facts }).to_string())
}

/// Every page on which something sent can stand is of a bounded size, and has nothing in it that a browser would obey.
fn clean(served: &Served) {
    let mut paths: Vec<String> = [
        "/",
        "/documents",
        "/actors",
        "/timeline",
        "/review",
        "/changes",
        "/brief",
        "/add",
        "/search?q=said",
        "/matrix",
    ]
    .map(str::to_owned)
    .to_vec();
    paths.extend(
        (1..40)
            .map(|n| format!("/add/job/{n}"))
            .filter(|job| served.ask(&format!("GET {job}"), b"").0 == 200),
    );
    let documents = served.page("/documents");
    let links = documents.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    paths.extend(links.filter(|link| link.starts_with("/document/")).map(str::to_owned));
    for path in paths {
        let html = served.page(&path);
        assert!(html.len() < 200_000, "{path} has {} bytes", html.len());
        for bad in ["<script>alert", "<img", "<svg onload", "onerror=alert(2)>", "href=\"javascript:"] {
            assert!(!html.contains(bad), "{path} has {bad}");
        }
        let turns = html
            .chars()
            .find(|c| (c.is_control() && !matches!(c, '\n' | '\t')) || ('\u{202a}'..='\u{202e}').contains(c));
        assert_eq!(turns, None, "{path}");
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    use std::process::Command;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x");
    std::fs::write(&path, bytes).unwrap();
    Command::new("gzip").arg("-9").arg("-c").arg(&path).output().expect("gzip").stdout
}

#[test]
fn nothing_that_is_sent_brings_it_down() {
    let folder = Folder::new();
    folder.write("debate.toml", DEBATE);
    folder.write("a.txt", FIRST);
    let record = folder.file("r.db");
    read(&folder, &record, &["a.txt"]);
    let served = Served::start(&record);
    let markup = "“<script>alert(1)</script>”, said Mayor Ada Berg. <img src=x onerror=alert(2)><svg onload=alert(3)> Norland is against the toll.";
    let turning = "Ann\u{202e} Lee said she \u{2066}would\u{2069} not\u{200f} go \u{1b}[31mthere.";
    let alike = "Macron said yes on Monday. M\u{430}cron said no on Monday.";
    let emoji = "😀Norland😀 is against the toll😀. “😀We will not pay😀”😀, said😀 Mayor Ada Berg😀. 😀The council adopted the toll by 30 votes to 21😀.";
    let nested =
        [b"{\"text\": \"Norland said no.\", \"x\": ".as_slice(), &b"[".repeat(60_000), b"\n"].concat();
    let bomb = gzip(&b"{\"text\": \"\"}\n".repeat(60_000_000 / 13));
    let endless = gzip(&vec![b'a'; 100_000_000]);
    let paragraph = SECOND.repeat(10_000_000 / SECOND.len());
    let cases: [(&str, &str, Vec<u8>, &str); 11] = [
        ("markup.txt", "<script>alert(1)</script>", markup.into(), ">done<"),
        (
            "page.html",
            "<img src=x onerror=alert(2)>",
            format!("<html><body><article><p>{markup}</p></article></body></html>").into(),
            ">done<",
        ),
        ("turn\u{202e}ing.txt", "turn\u{202e}ing", turning.into(), ">done<"),
        ("alike.txt", "M\u{430}cron", alike.into(), ">done<"),
        ("emoji😀.txt", "😀", emoji.into(), ">done<"),
        ("../../latin.txt", "../../latin", b"Norland said \xe9.".to_vec(), "not UTF-8"),
        ("nul.txt", "nul\u{7}", b"Norland said\0 no.".to_vec(), "NUL"),
        ("nested.jsonl", "nested", nested, "not a JSON object"),
        ("bomb.jsonl.gz", "bomb", bomb, "more than 50000 documents"),
        ("endless.txt.gz", "endless", endless, "more than 2 MB"),
        ("paragraph.txt", "paragraph", paragraph.into(), "more than 2 MB"),
    ];
    for (name, title, bytes, says) in &cases {
        let page = served.over(&served.upload(&[(name, bytes)]).unwrap());
        assert!(page.contains(says), "{name}: {page}");
        match served.paste(title, bytes) {
            Ok(job) => drop(served.over(&job)),
            Err((status, page)) => assert!(matches!(status, 400 | 413), "{title}: {status} {page}"),
        }
    }
    // A text that is pasted is in Unicode, or it is refused at once; its other forms are of files alone.
    assert_eq!(served.paste("x", &cases[5].2).unwrap_err().0, 400);
    assert_eq!(served.paste("x", &cases[10].2).unwrap_err().0, 413);
    clean(&served);
    let actors = served.page("/actors");
    // A name with a letter of another script is kept as it was written.
    assert!(actors.contains("<bdi>M\u{430}cron</bdi>"), "{actors}");
    let huge = vec![b'x'; 200_000_000];
    #[cfg(target_os = "linux")]
    let before = served.peak();
    let refused = served.upload(&[("huge.txt", &huge)]).unwrap_err();
    assert!(refused.0 == 413 && refused.1.contains("more than 64 MB"), "{refused:?}");
    #[cfg(target_os = "linux")]
    {
        let after = served.peak();
        assert!(after < before + 50, "{before} MB, then {after} MB");
        assert!(after < 900, "{after} MB");
    }
    assert_eq!(served.page("/health"), "ok\n");
}

#[cfg(unix)]
#[test]
fn told_to_stop_it_ends_after_the_document_that_it_reads() {
    let folder = Folder::new();
    folder.write("debate.toml", DEBATE);
    folder.write("a.txt", FIRST);
    let record = folder.file("r.db");
    read(&folder, &record, &["a.txt"]);
    let mut served = Served::start(&record);
    let lines: String = (0..2_000)
        .map(|n| serde_json::json!({ "doc": format!("d{n}"), "text": SECOND }).to_string() + "\n")
        .collect();
    let job = served.upload(&[("many.jsonl", lines.as_bytes())]).unwrap();
    while rapporteur(&["documents", "--record", &record, "--format", "jsonl"]).out.lines().count() < 3 {
        let page = served.page(&job);
        assert!(page.contains(">waiting<") || page.contains(">being read<"), "{page}");
    }
    let told =
        std::process::Command::new("kill").args(["-TERM", &served.child.id().to_string()]).status().unwrap();
    assert!(told.success());
    assert_eq!(served.child.wait().unwrap().code(), Some(0));
    let kept = rapporteur(&["documents", "--record", &record, "--format", "jsonl"]).out.lines().count();
    assert!((3..2_000).contains(&kept), "{kept}");
    let log = rapporteur(&["token", "audit", "--record", &record]).out;
    let last: serde_json::Value = serde_json::from_str(log.lines().last().unwrap()).unwrap();
    assert_eq!((&last["what"]["ended"], &last["what"]["documents"]), (&"stopped".into(), &(kept - 1).into()));
    assert_eq!(rapporteur(&["check", "--record", &record]).code, 0);
}
