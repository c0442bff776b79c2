//! What documents hold: names, sources, exact texts.
use proptest::prelude::*;
use rapporteur_read::{Options, Reader, publication_date, read_page};
use rapporteur_record::{Document, Format, Offsets, Span};
use std::{fs, path::Path};

fn read(path: &Path) -> Vec<Document> {
    Reader::default().read(&[path.to_owned()]).map(Result::unwrap).collect()
}

#[test]
fn text_stays_as_it_is_written() {
    let dir = tempfile::tempdir().unwrap();
    for text in ["\u{feff}Wien\r\nsagt nein 😀\r\n", "e\u{301}te\u{301}\n\n 👩‍👩‍👧 \t", "\u{2028}a\u{a0}b"]
    {
        fs::write(dir.path().join("a.txt"), text).unwrap();
        assert_eq!(read(dir.path())[0].text, text);
    }
}

#[test]
fn offsets_are_code_points_of_the_text() {
    let dir = tempfile::tempdir().unwrap();
    let text = "\u{feff}Nein 😀!\r\nE\u{301}tat: non. Share";
    fs::write(dir.path().join("a.txt"), text).unwrap();
    let document = &read(dir.path())[0];
    let [start, end] = Offsets::new(&document.text).points(document.clutter[0]);
    let quoted: String = text.chars().skip(start).take(end - start).collect();
    assert_eq!((start, quoted.as_str()), (22, "Share"));
}

#[test]
fn utf_16_with_a_mark_is_decoded() {
    let dir = tempfile::tempdir().unwrap();
    for (mark, big) in [([0xFF, 0xFE], false), ([0xFE, 0xFF], true)] {
        let units = "é😀".encode_utf16().flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() });
        fs::write(dir.path().join("a.txt"), mark.into_iter().chain(units).collect::<Vec<u8>>()).unwrap();
        assert_eq!(read(dir.path())[0].text, "\u{feff}é😀");
    }
}

#[test]
fn meta_data_stand_beside_the_text() {
    let dir = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(dir.path().join(name), text).unwrap();
    write("a.b.txt", "one");
    write(
        "a.b.meta.json",
        r#"{"published":"2024-05-28T23:00:00+02:00","outlet":"Post","title":null,"url":" "}"#,
    );
    write("c.txt", "two");
    write("c.meta.json", r#"{"published": 3 Jun"#);
    write("d.txt", "three");
    write("d.meta.json", r#"{"published":"last week","title":"T"}"#);
    let mut reading = Reader::default().read(&[dir.path().to_owned()]);
    let documents: Vec<Document> = reading.by_ref().map(Result::unwrap).collect();
    let source = &documents[0].source;
    assert_eq!(documents[0].name, "a.b");
    assert_eq!(source.published.unwrap().to_string(), "2024-05-28");
    assert_eq!(
        (source.outlet.as_deref(), source.title.as_deref(), source.url.as_deref()),
        (Some("Post"), None, None)
    );
    assert_eq!((documents[1].source.published, documents[2].source.title.as_deref()), (None, Some("T")));
    let notes: Vec<_> = reading.take_notes().iter().map(|note| note.to_string()).collect();
    assert!(
        notes[0].contains("c.meta.json: malformed JSON") && notes[0].ends_with("c.txt is read without it")
    );
    assert!(notes[1].contains("d.meta.json: \"last week\" is not a date"));
    assert_eq!(notes.len(), 2);
}

#[test]
fn folders_are_read_in_sorted_order_and_named_files_whatever_their_name() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir_all(dir.path().join("b/.hidden")).unwrap();
    for name in
        ["b/2.txt", "b/10.txt", "b/.hidden/x.txt", "c.txt", "a.txt", "ABC19980108.1830.0711", "b.gold.json"]
    {
        fs::write(dir.path().join(name), name).unwrap();
    }
    let names: Vec<_> = read(dir.path()).into_iter().map(|d| d.name).collect();
    assert_eq!(names, ["a", "10", "2", "c"]);
    let named = &read(&dir.path().join("ABC19980108.1830.0711"))[0];
    assert_eq!((named.name.as_str(), named.source.format), ("ABC19980108.1830.0711", Format::Text));
}

#[test]
fn files_without_known_extension_are_told_by_their_look() {
    let dir = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = dir.path().join(name);
        fs::write(&path, text).unwrap();
        path
    };
    let page =
        "<?xml version='1.0'?>\n<!DOCTYPE html><html><body><p>Rome said no to the plan.</p></body></html>";
    for (path, format) in [
        (write("lines", "\n {\"text\":\"x\"}\n{\"text\":\"y\"}"), Format::Jsonl),
        (write("braces", "{no json} at all"), Format::Text),
        (write("page", page), Format::Html),
    ] {
        assert_eq!(read(&path)[0].source.format, format, "{}", path.display());
    }
    let feed = write("feed", "<rss version='2.0'><channel/></rss>");
    let skipped = Reader::default().read(&[feed]).next().unwrap().unwrap_err();
    assert!(skipped.to_string().contains("a feed"));
}

#[test]
fn the_same_document_is_given_once_and_the_same_name_is_noted() {
    let dir = tempfile::tempdir().unwrap();
    let lines =
        "{\"doc\":\"a\",\"text\":\"x\"}\n{\"doc\":\"a\",\"text\":\"x\"}\n{\"doc\":\"a\",\"text\":\"y\"}\n";
    fs::write(dir.path().join("in.jsonl"), lines).unwrap();
    let mut documents = Reader::default().read(&[dir.path().to_owned()]);
    let texts: Vec<_> = documents.by_ref().map(|d| d.unwrap().text).collect();
    assert_eq!(texts, ["x", "y"]);
    let notes = documents.take_notes();
    assert!(notes[0].message.contains("the same as an earlier document"));
    assert!(notes[1].message.contains("the name of an earlier document"));
}

#[test]
fn a_hundred_thousand_lines_are_read() {
    let dir = tempfile::tempdir().unwrap();
    let lines: String =
        (0..100_000).map(|n| format!("{{\"doc\":\"{n}\",\"text\":\"Text {n}.\"}}\n")).collect();
    let path = dir.path().join("in.jsonl");
    fs::write(&path, lines).unwrap();
    assert_eq!(Reader::default().read(&[path]).filter(Result::is_ok).count(), 100_000);
}

#[test]
fn a_page_tells_its_source() {
    let body =
        "<p>Norway left the talks on the fishing quota on Friday, and no new date was set for them.</p>"
            .repeat(5);
    let graph = r#"<script type="application/ld+json">{"@graph":[{"@type":"WebPage","datePublished":"1999-01-01","name":"N"},
        {"@type":["NewsArticle"],"headline":"Quota talks
        fail","datePublished":"1999-06-03T23:30:00-02:00","publisher":{"@id":"x:p"}},
        {"@id":"x:p","@type":"Organization","name":"Harbour Post"}]}</script>"#;
    let metas = r#"<title>Quota talks fail | Post</title><link rel=canonical href="https://post.example/quota">
        <meta property="article:published_time" content="1999-06-04">"#;
    let read = |head: &str| {
        let html = format!("<html><head>{head}</head><body><article>{body}</article></body></html>");
        read_page(html.as_bytes(), &Options::default()).unwrap()
    };
    let page = read(&format!("{metas}{graph}"));
    assert_eq!(page.title.as_deref(), Some("Quota talks fail"));
    assert_eq!(page.published, publication_date("1999-06-03"));
    assert_eq!(
        (page.outlet.as_deref(), page.url.as_deref()),
        (Some("Harbour Post"), Some("https://post.example/quota"))
    );
    assert!(page.text.lines().all(|line| line.starts_with("Norway left")), "{}", page.text);
    let page = read(metas);
    assert_eq!(page.published, publication_date("1999-06-04"));
    let page = read("");
    assert_eq!((page.title, page.published, page.outlet, page.url), (None, None, None, None));
}

proptest! {
    #[test]
    fn any_bytes_give_a_document_or_a_reason(bytes in proptest::collection::vec(any::<u8>(), 0..200), ext in "txt|jsonl|html|txt\\.gz|x") {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join(format!("a.{ext}"));
        fs::write(&path, &bytes).unwrap();
        for row in Reader::default().read(&[path]) {
            match row {
                Ok(document) => {
                    let whole = Span::new(0, document.text.len());
                    prop_assert!(document.clutter.iter().all(|&span| whole.contains(span)));
                    prop_assert!(ext != "txt" || bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") || document.text.as_bytes() == bytes);
                }
                Err(skipped) => prop_assert!(skipped.to_string().contains(": ")),
            }
        }
    }

    #[test]
    fn any_text_comes_through_json_lines(text in "\\PC{0,60}|[a😀e\u{301}\r\n\u{feff}\u{2028}]{0,40}") {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.jsonl");
        fs::write(&path, serde_json::json!({ "doc": "d", "text": text }).to_string()).unwrap();
        if let Some(Ok(document)) = Reader::default().read(&[path]).next() {
            prop_assert_eq!(document.text, text);
        }
    }
}
