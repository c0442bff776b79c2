//! Sending documents: who may, how much, in which order, and what is told of it. What reads is made up; the program's own
//! tests send to the real one.
use crate::client::{Reply, Site};
use crate::sample;
use jiff::Timestamp;
use rapporteur_record::Document;
use rapporteur_serve::{News, Options, Reader, Role, Task, Tokens, Work};
use rapporteur_store::Record;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

/// Keeps each file as a document without facts; one called `hold…` waits until it is let go, one called `bad…` is
/// skipped, `panic…` and `fail…` end the job.
#[derive(Default)]
struct Clerk {
    record: Mutex<Option<PathBuf>>,
    missing: Option<String>,
    held: Mutex<bool>,
    let_go: Condvar,
    /// Folders in which files lay.
    seen: Mutex<Vec<Task>>,
}

impl Clerk {
    fn let_go(&self) {
        *self.held.lock().unwrap() = false;
        self.let_go.notify_all();
    }
}

impl Reader for Clerk {
    fn missing(&self) -> Option<String> {
        self.missing.clone()
    }

    fn work(&self, task: &Task, tell: &mut dyn FnMut(News) -> bool) -> Result<(), String> {
        self.seen.lock().unwrap().push(task.clone());
        let path = self.record.lock().unwrap().clone().unwrap();
        let mut record = Record::open(&path).unwrap();
        let run = record.begin_run(&sample::info("1"), Timestamp::now()).unwrap();
        tell(News::Planned(task.sent.len()));
        for sent in &task.sent {
            match &sent.name {
                name if name.starts_with("hold") => {
                    let held = self.held.lock().unwrap();
                    drop(self.let_go.wait_while(held, |held| *held).unwrap());
                }
                name if name.starts_with("panic") => panic!("as a parser might"),
                name if name.starts_with("fail") => return Err(format!("{} is odd", sent.path.display())),
                _ => {}
            }
            if sent.name.starts_with("bad") {
                if !tell(News::Skipped { input: sent.name.clone(), reason: "not a <text>".into() }) {
                    return Ok(());
                }
                continue;
            }
            let text = std::fs::read_to_string(&sent.path).unwrap_or_default();
            let document =
                Document::new(sent.name.clone(), rapporteur_record::Source::default(), text, vec![]);
            let words = document.text.split_whitespace().count();
            let (id, name) = (document.id.0.clone(), document.name.clone());
            if !tell(News::Found { document: id, name, words, facts: 0 }) {
                return Err("not logged".into());
            }
            record.put(&run, [(&document, &[][..])], Timestamp::now()).unwrap();
            if !tell(News::Kept) {
                return Ok(());
            }
        }
        Ok(())
    }
}

/// A server with such a reader, for this machine or for those who have tokens.
fn site(
    clerk: Clerk,
    tokens: Option<fn(&Tokens)>,
    with: impl FnOnce(Options) -> Options,
) -> (Site, Arc<Clerk>) {
    let clerk = Arc::new(clerk);
    let reader: Arc<dyn Reader> = clerk.clone();
    let site = Site::asked(tokens, |options| with(Options { reader: Some(reader), ..options }));
    *clerk.record.lock().unwrap() = Some(site.record.clone());
    (site, clerk)
}

fn local() -> (Site, Arc<Clerk>) {
    site(Clerk::default(), None, |options| options)
}

/// One part of a form: its name, the name of its file, and what it holds.
type Part<'a> = (&'a str, Option<&'a str>, &'a [u8]);

fn multipart(parts: &[Part]) -> Vec<u8> {
    let mut form = Vec::new();
    for (name, file, bytes) in parts {
        let file = file.map_or(String::new(), |file| format!("; filename=\"{file}\""));
        form.extend_from_slice(
            format!("--sep\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n").as_bytes(),
        );
        form.extend_from_slice(bytes);
        form.extend_from_slice(b"\r\n");
    }
    form.extend_from_slice(b"--sep--\r\n");
    form
}

fn seal(site: &Site, headers: &[(&str, &str)]) -> String {
    let page = site.with("/add", headers).body;
    let mark = "name=\"seal\" value=\"";
    page.split(mark).nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned()
}

fn send(site: &Site, headers: &[(&str, &str)], form: &[u8]) -> Reply {
    let fields: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let head = format!(
        "POST /add HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Type: multipart/form-data; boundary=sep\r\n\
         Content-Length: {}\r\n{fields}\r\n",
        site.address,
        form.len()
    );
    let mut stream = TcpStream::connect(site.address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(form).unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    Reply::parse(&bytes)
}

/// Sends files with the seal of the page.
fn upload(site: &Site, files: &[(&str, &[u8])]) -> Reply {
    let seal = seal(site, &[]);
    let mut parts: Vec<Part> = vec![("seal", None, seal.as_bytes())];
    parts.extend(files.iter().map(|(name, bytes)| ("files", Some(*name), *bytes)));
    send(site, &[], &multipart(&parts))
}

/// The page of a job, once it says so.
fn wait(site: &Site, job: &Reply, says: &str) -> Reply {
    assert_eq!(job.status, 303, "{}", job.body);
    let address = job.header("location").unwrap().to_owned();
    for _ in 0..600 {
        let page = site.get(&address);
        assert_eq!(page.status, 200, "{}", page.body);
        if page.body.contains(says) {
            return page;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("{address} never says {says:?}: {}", site.get(&address).body);
}

const DONE: &str = "role=\"status\">done<";

fn documents(site: &Site) -> Vec<String> {
    let rows = Record::open_read_only(&site.record).unwrap().documents(&Default::default()).unwrap().rows;
    rows.into_iter().map(|row| row.origin.doc).collect()
}

#[test]
fn what_is_sent_is_read_and_told() {
    let (site, clerk) = local();
    let form = site.get("/add").body;
    assert!(form.contains("This record is empty") && form.contains("Nothing was sent"), "{form}");
    let sent =
        upload(&site, &[("a.txt", b"Rome said no."), ("bad.txt", b"x"), ("b.txt", b"Oslo said yes to it.")]);
    let page = wait(&site, &sent, DONE);
    assert!(page.body.contains("3 of 3") && page.body.contains("not a &lt;text&gt;"), "{}", page.body);
    assert_eq!(page.header("refresh"), None, "a page that says the end stays");
    assert_eq!(documents(&site), ["a.txt", "b.txt"]);
    assert!(site.get("/add").body.contains("a.txt and 2 other files"));
    let jobs: serde_json::Value = serde_json::from_str(&site.get("/api/v1/jobs").body).unwrap();
    let job = &jobs["jobs"][0];
    assert_eq!((&job["state"], &job["documents"], &job["words"]), (&"done".into(), &2.into(), &8.into()));
    let log = rapporteur_serve::audit(&site.record, None).unwrap();
    let what: Vec<&serde_json::Value> = log.iter().map(|line| &line["what"]).collect();
    assert_eq!(
        (&what[0]["names"][1], &what[1]["name"], &what[3]["ended"]),
        (&"bad.txt".into(), &"a.txt".into(), &"done".into())
    );
    assert!(log.iter().all(|line| line["who"] == "Ada"));
    let folder = clerk.seen.lock().unwrap()[0].sent[0].path.clone();
    assert!(!folder.exists(), "what was sent goes away");
}

#[test]
fn a_text_is_read_with_what_is_known_of_it() {
    let (site, clerk) = local();
    let seal = seal(&site, &[]);
    let paste = |text: &[u8], published: &str| {
        send(
            &site,
            &[],
            &multipart(&[
                ("seal", None, seal.as_bytes()),
                ("text", None, text),
                ("title", None, "Either/Or: \u{202e}a title".as_bytes()),
                ("published", None, published.as_bytes()),
                ("outlet", None, b""),
            ]),
        )
    };
    *clerk.held.lock().unwrap() = true;
    let held = upload(&site, &[("hold.txt", b"x")]);
    let sent = paste(b"One line.\r\nAnother.", "2024-06");
    let waiting = site.get(sent.header("location").unwrap());
    assert!(waiting.body.contains("Others are read before it") && waiting.header("refresh") == Some("2"));
    assert_eq!(site.get(&format!("{}?still=1", sent.header("location").unwrap())).header("refresh"), None);
    clerk.let_go();
    wait(&site, &held, DONE);
    wait(&site, &sent, DONE);
    assert_eq!(documents(&site), ["Either-Or: a title.txt", "hold.txt"]);
    let text =
        site.get("/documents").links().into_iter().find(|link| link.starts_with("/document/")).unwrap();
    assert!(site.get(&text).body.contains("Another."));
    for (text, published, status, says) in [
        (&b"a"[..], "June", 400, "not a date"),
        (b" \r\n ", "", 400, "nothing was sent"),
        (b"caf\xe9", "", 400, "not UTF-8 at byte 3"),
        (&vec![b'x'; 10_000_000], "", 413, "more than 2 MB"),
    ] {
        let refused = paste(text, published);
        assert_eq!(refused.status, status, "{}", refused.body);
        assert!(refused.body.contains(says), "{}", refused.body);
    }
}

#[test]
fn names_of_files_lead_nowhere_and_command_nothing() {
    let (site, clerk) = local();
    let names = [
        "../../../../tmp/evil.txt",
        "..\\up.txt",
        "a\u{202e}txt.exe",
        ".hidden",
        "..",
        "a.txt",
        "A.TXT",
        "bell\u{9b}.txt",
    ];
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (*name, &b"Rome said no."[..])).collect();
    let page = wait(&site, &upload(&site, &files), DONE);
    let task = clerk.seen.lock().unwrap()[0].clone();
    let root = task.sent[0].path.parent().unwrap().parent().unwrap();
    for sent in &task.sent {
        assert!(sent.path.starts_with(root) && !sent.path.display().to_string().contains(".."), "{sent:?}");
        assert!(!sent.name.contains(rapporteur_store::export::commands), "{sent:?}");
    }
    assert_eq!(task.sent.len(), names.len());
    let mut paths: Vec<_> = task.sent.iter().map(|sent| sent.path.clone()).collect();
    paths.sort();
    paths.dedup();
    assert_eq!(paths.len(), names.len(), "no file takes the place of another");
    assert!(!page.body.contains('\u{202e}') && !page.body.contains(".."));
    assert!(!std::path::Path::new("/tmp/evil.txt").exists());
    assert_eq!(upload(&site, &[("\u{7}bell.txt", b"x")]).status, 400, "no browser sends such a header");
}

#[test]
fn only_those_who_may_send_and_only_from_pages_of_this_server() {
    fn tokens(tokens: &Tokens) {
        for (name, role) in [("Rea", Role::Reader), ("Vi", Role::Reviewer)] {
            let made = tokens.add(name, role, None, Timestamp::now()).unwrap();
            KEPT.lock().unwrap().push(format!("Bearer {made}"));
        }
    }
    static KEPT: Mutex<Vec<String>> = Mutex::new(Vec::new());
    let (site, clerk) = site(Clerk::default(), Some(tokens), |options| options);
    let [reader, reviewer] = [0, 1].map(|n| KEPT.lock().unwrap()[n].clone());
    let [reader, reviewer] = [&reader, &reviewer].map(|token| ("Authorization", token.as_str()));
    let good = seal(&site, &[reviewer]);
    assert!(good.len() == 64 && seal(&site, &[reader]).is_empty());
    assert!(site.with("/add", &[reader]).body.contains("a token of one is needed"));
    let own = format!("http://{}", site.address);
    let form = |seal: &str| {
        multipart(&[("seal", None, seal.as_bytes()), ("files", Some("a.txt"), b"Rome said no.")])
    };
    let unsealed = multipart(&[("files", Some("a.txt"), b"Rome"), ("seal", None, good.as_bytes())]);
    for (headers, form, status) in [
        (vec![], form(&good), 401),
        (vec![("Authorization", "Bearer rpt_00")], form(&good), 401),
        (vec![reader], form(&good), 403),
        (vec![reviewer], form(""), 403),
        (vec![reviewer], form(&"0".repeat(64)), 403),
        (vec![reviewer], unsealed, 403),
        (vec![reviewer, ("Origin", "http://elsewhere.example")], form(&good), 403),
        (vec![reviewer, ("Origin", "null")], form(&good), 403),
        (vec![reviewer, ("Origin", &own), ("Sec-Fetch-Site", "cross-site")], form(&good), 403),
    ] {
        let reply = send(&site, &headers, &form);
        assert_eq!(reply.status, status, "{headers:?}: {}", reply.body);
    }
    assert!(clerk.seen.lock().unwrap().is_empty() && documents(&site).is_empty());
    let sent = send(&site, &[reviewer, ("Origin", &own), ("Sec-Fetch-Site", "same-origin")], &form(&good));
    assert_eq!(sent.status, 303, "{}", sent.body);
    assert_eq!(site.post("/add", &[reviewer], "seal=x").status, 400, "a form of another kind");
}

#[test]
fn too_much_is_refused_and_the_next_is_taken() {
    let (site, _) = site(Clerk::default(), None, |options| Options { max_upload: 1_000_000, ..options });
    let refused = upload(&site, &[("a.txt", &vec![b'x'; 1_000_001])]);
    assert_eq!(refused.status, 413, "{}", refused.body);
    assert!(refused.body.contains("more than 1 MB at once") && refused.body.contains("rapporteur read"));
    let many: Vec<String> = (0..1_001).map(|n| format!("{n}.txt")).collect();
    let files: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), &b"x"[..])).collect();
    let refused = upload(&site, &files);
    assert!(refused.status == 413 && refused.body.contains("1000 files"), "{}", refused.body);
    // A form that does not say how long it is, and has no end.
    let mut stream = TcpStream::connect(site.address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    let seal = seal(&site, &[]);
    let start = multipart(&[("seal", None, seal.as_bytes()), ("files", Some("a.txt"), b"x")]);
    let start = &start[..start.len() - "\r\n--sep--\r\n".len()];
    write!(
        stream,
        "POST /add HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Type: multipart/form-data; boundary=sep\r\n\
         Transfer-Encoding: chunked\r\n\r\n{:x}\r\n",
        site.address,
        start.len()
    )
    .unwrap();
    stream.write_all(start).unwrap();
    let piece = [b"\r\n10000\r\n".as_slice(), &[b'y'; 0x10000]].concat();
    let sent = (0..200).take_while(|_| stream.write_all(&piece).is_ok()).count();
    assert!(sent < 200, "the connection is closed long before all of it was sent");
    let broken = send(&site, &[], b"--sep\r\nContent-Disposition: form-data; name=\"seal\"\r\n\r\nx");
    assert!((400..500).contains(&broken.status), "{}", broken.body);
    wait(&site, &upload(&site, &[("a.txt", b"Rome said no.")]), DONE);
}

#[test]
fn the_queue_is_short_and_survives_what_fails() {
    let (site, clerk) = local();
    *clerk.held.lock().unwrap() = true;
    let held = upload(&site, &[("hold.txt", b"x")]);
    wait(&site, &held, "being read");
    let quiet = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let panics = upload(&site, &[("panic.txt", b"x")]);
    let fails = upload(&site, &[("fail.txt", b"x")]);
    let others: Vec<Reply> = (0..6).map(|n| upload(&site, &[(&format!("{n}.txt"), b"x")])).collect();
    let full = upload(&site, &[("late.txt", b"x")]);
    assert!(full.status == 503 && full.body.contains("8 uploads wait"), "{}", full.body);
    assert_eq!(site.get("/api/v1/jobs").status, 200, "the server answers meanwhile");
    clerk.let_go();
    wait(&site, &held, DONE);
    assert!(wait(&site, &panics, "role=\"status\">failed<").body.contains("please report"));
    std::panic::set_hook(quiet);
    let failed = wait(&site, &fails, "role=\"status\">failed<").body;
    assert!(failed.contains("fail.txt is odd") && !failed.contains("/tmp"), "{failed}");
    for other in &others {
        wait(&site, other, DONE);
    }
    wait(&site, &upload(&site, &[("late.txt", b"x")]), DONE);
    assert_eq!(site.get("/add/job/99").status, 404);
    assert_eq!(site.get("/add/job/x").status, 404);
}

#[test]
fn where_nothing_can_be_read_the_page_says_what_to_do() {
    let missing =
        Clerk { missing: Some("no model: run `rapporteur models install`".into()), ..Clerk::default() };
    let (site, _) = site(missing, None, |options| options);
    let page = site.get("/add").body;
    assert!(page.contains("rapporteur models install") && !page.contains("type=\"file\""), "{page}");
    assert_eq!(upload(&site, &[("a.txt", b"x")]).status, 403);
    let (shown, clerk) = self::site(Clerk::default(), None, |options| Options { read_only: true, ..options });
    assert!(shown.get("/add").body.contains("only shows the record"));
    assert_eq!(upload(&shown, &[("a.txt", b"x")]).status, 403);
    assert!(clerk.seen.lock().unwrap().is_empty());
}

#[test]
fn answers_are_given_as_whole_files() {
    let site = Site::new();
    let page = site.get("/export");
    let files: Vec<String> = page.links().into_iter().filter(|link| link.starts_with("/export/")).collect();
    assert!(files.len() > 80, "{files:?}");
    for file in files.iter().filter(|file| *file != "/export/record.db") {
        let reply = site.get(file);
        assert_eq!(reply.status, 200, "{file}: {}", reply.body);
        let (name, format) = file["/export/".len()..].rsplit_once('.').unwrap();
        let same = site.get(&format!("/api/v1/{name}?format={format}"));
        assert_eq!(reply.body, same.body, "{file}");
        assert_eq!(reply.header("content-type"), same.header("content-type"), "{file}");
    }
    for none in [
        "/export/positions.exe",
        "/export/positions",
        "/export/facts.json",
        "/export/..",
        "/export/jobs.json",
    ] {
        assert_eq!(site.get(none).status, 404, "{none}");
    }
    let copy = site.bytes("/export/record.db");
    assert!(copy.windows(16).any(|bytes| bytes == b"SQLite format 3\0"));
    assert_eq!(site.get("/export/timeline.csv?issue=toll&from=May").status, 400);
}

#[test]
fn a_task_speaks_of_files_by_their_names() {
    let sent = rapporteur_serve::Sent { path: "/tmp/x/0/a.txt".into(), name: "a.txt".into() };
    let task = Task { work: Work::Read, sent: vec![sent], debate: None };
    assert_eq!(task.renamed("/tmp/x/0/a.txt: odd; see /tmp/x/0"), "a.txt: odd; see what was sent");
}
