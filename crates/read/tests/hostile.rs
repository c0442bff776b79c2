//! Bad inputs become skipped rows with a reason that helps; the rest goes on.
use rapporteur_read::{Options, Reader, Skipped, plan};
use rapporteur_record::Document;
use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

type Rows = Vec<Result<Document, Skipped>>;

fn read(path: &Path) -> Rows {
    read_within(path, Options::default())
}

fn read_within(path: &Path, options: Options) -> Rows {
    Reader::new(options).read(&[path.to_owned()]).collect()
}

/// A folder with these files, gone at the end of the test.
fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

fn names(rows: &Rows) -> Vec<&str> {
    rows.iter().flatten().map(|document| document.name.as_str()).collect()
}

/// The reasons, each without the path before it.
fn reasons(rows: &Rows) -> Vec<String> {
    let skipped = rows.iter().filter_map(|row| row.as_ref().err());
    skipped.map(|s| s.to_string()[s.path.len()..].to_owned()).collect()
}

#[test]
fn a_bad_file_does_not_stop_the_rest() {
    let dir = folder(&[
        ("a_latin.txt", b"caf\xe9"),
        ("b_empty.txt", b""),
        ("c_blank.txt", b"\xEF\xBB\xBF \r\n\t"),
        ("d_binary.txt", b"a\0b"),
        ("e_good.txt", "Zürich".as_bytes()),
        ("f_pdf.txt", b"%PDF-1.7 \xff\xff"),
        ("g_nogzip.txt.gz", b"plain"),
        ("h_page.html", b"<html><body></body></html>"),
        ("i_lines.jsonl", b"{\"doc\":\"x\",\"text\":\"hi\"}\n"),
    ]);
    let rows = read(dir.path());
    assert_eq!(names(&rows), ["e_good", "x"]);
    assert_eq!(
        reasons(&rows),
        [
            ": not UTF-8 at byte 3: convert it first, e.g. iconv -f WINDOWS-1252 -t UTF-8",
            ": no text in it, only white space",
            ": no text in it, only white space",
            ": holds NUL characters: binary, or UTF-16 without a byte order mark (convert that to UTF-8)",
            ": a PDF: convert it to text first, e.g. with pdftotext",
            ": not gzip, although its name ends in .gz",
            ": no main text found in this web page",
        ]
    );
}

#[test]
fn line_17_is_skipped_with_its_number() {
    let mut lines: Vec<String> =
        (1..=30).map(|n| format!(r#"{{"doc":"d{n}","text":"Text {n}."}}"#)).collect();
    lines[16] = r#"{"doc":"d17","text":"Text "#.to_owned();
    lines[20] = String::new();
    lines[24] = r#"{"doc":"d25"}"#.to_owned();
    let dir = folder(&[("in.jsonl", lines.join("\r\n").as_bytes())]);
    let rows = read(dir.path());
    assert_eq!(rows.len(), 29);
    assert_eq!(names(&rows).len(), 27);
    let skipped: Vec<_> = rows.iter().filter_map(|row| row.as_ref().err()).collect();
    assert_eq!(skipped.iter().map(|s| s.line).collect::<Vec<_>>(), [Some(17), Some(25)]);
    assert!(
        skipped[0].to_string().contains("in.jsonl:17: not a JSON object with a \"text\": EOF while parsing")
    );
    assert!(skipped[1].to_string().contains("missing field `text`"));
}

#[test]
fn every_line_stands_for_itself() {
    let deep =
        format!(r#"{{"doc":"deep","text":"x","more":{}{}}}"#, "[".repeat(200_000), "]".repeat(200_000));
    let title =
        format!(r#"{{"doc":"title","text":"x","title":{}{}}}"#, "[".repeat(200_000), "]".repeat(200_000));
    let open = "[".repeat(200_000);
    let lines = [
        "\u{feff}{\"doc\":\"mark\",\"text\":\"x\",\"published\":\"2024-05-28T10:00:00Z\"}",
        r#"{"doc":7,"text":"y","dct":"19980108","title":null,"outlet":["odd"]}"#,
        r#"{"text":"z"}"#,
        r#"{"doc":"nul","text":"a\u0000b"}"#,
        r#"{"doc":"half","text":"\ud83d"}"#,
        r#"["no object"]"#,
        &deep,
        &title,
        &open,
        r#"{"doc":"last","text":"\ud83d\ude00"}"#,
    ];
    let dir = folder(&[("in.jsonl", lines.join("\n").as_bytes())]);
    let rows = read(dir.path());
    assert_eq!(names(&rows), ["mark", "7", "in:3", "deep", "last"]);
    let dates: Vec<_> = rows.iter().flatten().map(|d| d.source.published.map(|d| d.to_string())).collect();
    assert_eq!(dates[..2], [Some("2024-05-28".to_owned()), Some("1998-01-08".to_owned())]);
    assert_eq!(reasons(&rows).len(), 5);
}

#[test]
fn what_is_too_long_is_skipped_and_the_rest_goes_on() {
    let long = "x".repeat(5000);
    let lines =
        format!("{{\"doc\":\"long\",\"text\":\"{long}\"}}\n{{\"doc\":\"short\",\"text\":\"y\"}}\n{long}");
    let dir = folder(&[
        ("a.jsonl", lines.as_bytes()),
        ("b.txt", long.as_bytes()),
        ("c.txt.gz", &gzip(&vec![b'x'; 5_000_000])),
        ("d.html", format!("<p>{long}").as_bytes()),
        ("e.txt", b"fits"),
    ]);
    let rows = read_within(dir.path(), Options { max_text: 1000, max_page: 1000, ..Options::default() });
    assert_eq!(names(&rows), ["short", "e"]);
    assert_eq!(
        reasons(&rows),
        [
            ":1: more than 1000 bytes in one line: write one document a line",
            ":3: more than 1000 bytes in one line: write one document a line",
            ": more than 1000 bytes in one document: split it, or save it as JSON Lines with one document a line",
            ": more than 1000 bytes in one document: split it, or save it as JSON Lines with one document a line",
            ": a web page of more than 1000 bytes: save its text as .txt",
        ]
    );
}

#[test]
fn hundred_megabytes_on_one_line_cost_no_memory() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("in.jsonl");
    let mut file = fs::File::create(&path).unwrap();
    let part = vec![b'x'; 1_000_000];
    (0..100).for_each(|_| file.write_all(&part).unwrap());
    file.write_all(b"\n{\"doc\":\"after\",\"text\":\"y\"}\n").unwrap();
    drop(file);
    let rows = read(&path);
    assert_eq!(names(&rows), ["after"]);
    assert_eq!(reasons(&rows), [":1: more than 20 MB in one line: write one document a line"]);
}

#[test]
fn broken_gzip_is_told_after_what_could_be_read() {
    let lines: String = (0..5000).map(|n| format!("{{\"doc\":\"d{n}\",\"text\":\"Text {n}.\"}}\n")).collect();
    let whole = gzip(lines.as_bytes());
    let dir = folder(&[
        ("a.jsonl.gz", &whole[..whole.len() / 2]),
        ("b.txt.gz", &gzip(b"good")),
        ("c.txt.gz", &whole[..20]),
    ]);
    let rows = read(dir.path());
    assert!(names(&rows).len() > 1000 && names(&rows).contains(&"b"));
    let reasons = reasons(&rows);
    assert!(
        reasons.len() == 2 && reasons.iter().all(|r| r.starts_with(": broken gzip data: ")),
        "{reasons:?}"
    );
}

#[test]
fn what_unpacks_to_too_much_is_read_up_to_there() {
    let lines = "{\"text\": \"Rome said no.\"}\n".repeat(1_000_000);
    let dir = folder(&[("a.jsonl.gz", &gzip(lines.as_bytes())), ("b.txt.gz", &gzip(b"good"))]);
    let rows = read_within(dir.path(), Options { max_unpacked: 100_000, ..Options::default() });
    let reasons = reasons(&rows);
    assert_eq!(reasons.len(), 1, "{reasons:?}");
    assert!(reasons[0].contains("more than") && reasons[0].contains("when unpacked"), "{reasons:?}");
    let read = names(&rows);
    assert!(read.len() > 1_000 && read.len() < 4_000 && read.last() == Some(&"b"), "{}", read.len());
}

#[test]
fn paths_that_lead_nowhere() {
    let dir = folder(&[("notes.pdf", b"x"), ("debate.toml", b""), ("a.meta.json", b"{}")]);
    fs::create_dir(dir.path().join("empty")).unwrap();
    let paths = [dir.path().join("missing.txt"), dir.path().to_owned(), dir.path().join("empty")];
    let mut documents = Reader::default().read(&paths);
    let rows: Rows = documents.by_ref().collect();
    assert_eq!(
        reasons(&rows),
        [
            ": no such file or folder",
            ": no documents in this folder (looked for .txt, .html, .htm, .jsonl, each also .gz)",
            ": no documents in this folder (looked for .txt, .html, .htm, .jsonl, each also .gz)",
        ]
    );
    let notes = documents.take_notes();
    assert_eq!(notes.len(), 1);
    assert!(notes[0].message.starts_with("1 file passed over: 1 with .pdf"), "{}", notes[0]);
}

#[cfg(unix)]
#[test]
fn links_in_a_circle_are_told() {
    let dir = folder(&[("a.txt", b"text")]);
    std::os::unix::fs::symlink(dir.path(), dir.path().join("back")).unwrap();
    std::os::unix::fs::symlink(dir.path().join("nowhere"), dir.path().join("dead.txt")).unwrap();
    let rows = read(dir.path());
    assert_eq!(names(&rows), ["a"]);
    assert_eq!(reasons(&rows), [": a link that leads back to a folder above it", ": no such file or folder"]);
}

#[test]
fn hostile_pages_end() {
    let pages = [
        ("elements: save", "<p>x".repeat(60_000)),
        ("nested", "<div>".repeat(100_000)),
        ("nested", "<b><i><u>".repeat(10_000)),
        ("nested", "<x-y>".repeat(20_000)),
        ("nested", "<table><tr><td>".repeat(15_000)),
        ("nested", "<a href=x>text ".repeat(49_000)),
        ("nested", format!("<p>{}", "<font>x".repeat(40_000))),
        ("no main text", format!("<script type='application/ld+json'>{}", "[".repeat(100_000))),
        ("no main text", "<![CDATA[".repeat(10_000)),
        ("no main text", "<!--".repeat(100_000)),
        ("", format!("<html><body>{}", "<p>Text of a paragraph &amp; more.</p>".repeat(5_000))),
        ("", format!("<p>{}", "<br>x".repeat(5_000))),
        ("", format!("<html><body><ul>{}", "<li><p>x y z<select><option>".repeat(5_000))),
    ];
    for (reason, page) in pages {
        let outcome = rapporteur_read::read_page(page.as_bytes(), &Options::default());
        let told = outcome.err().map(|reason| reason.to_string()).unwrap_or_default();
        assert!(told.contains(reason) && told.is_empty() == reason.is_empty(), "{:?}: {told}", &page[..20]);
    }
}

#[test]
fn the_plan_counts_what_is_read() {
    let dir = folder(&[("a.txt", b"12345"), ("b.txt.gz", &gzip(b"x")), ("c.pdf", b"no")]);
    let paths: Vec<PathBuf> = vec![dir.path().to_owned()];
    let planned = plan(&paths);
    let mut documents = Reader::default().read(&paths);
    assert_eq!(documents.by_ref().count(), 2);
    assert_eq!((planned.files, planned.bytes), (2, documents.bytes_read()));
}
