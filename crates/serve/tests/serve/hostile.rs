//! Documents come from anywhere: nothing of them is obeyed, and none makes a page too large.
use crate::{client::Site, sample};
use rapporteur_record::{Document, Fact};
use rapporteur_store::Record;
use serde_json::json;

const MARKUP: &str = "</script><script>alert(1)</script><img src=x onerror=alert(2)><svg onload=alert(3)> \
                      \"'><b onmouseover='alert(4)'>{{7*7}} javascript:alert(5) <!-- &lt;";

fn kept(record: &mut Record, document: Document, facts: Vec<Fact>) {
    let run = record.begin_run(&sample::info("1"), sample::at(sample::NOW)).unwrap();
    sample::put(record, &run, &[(document, facts)], sample::NOW);
}

/// A document whose text, names, titles and issue are all the same hostile words.
fn hostile(record: &mut Record, words: &str) -> String {
    let text = format!("{words} supports {words} says {words}.");
    let mut document = sample::document("x", words, "2024-05-08", &text);
    document.source.title = Some(words.to_owned());
    document.source.url = Some(format!("javascript:alert('{words}')"));
    document.name = words.to_owned();
    let document = Document::new(document.name, document.source, text.clone(), vec![]);
    let who = json!({"name": words, "type": "person", "words": words});
    let facts = vec![
        sample::fact(
            &document,
            json!({"kind": "position", "holder": who, "issue": words, "stance": "support", "on": null, "evidence": [text]}),
        ),
        sample::fact(
            &document,
            json!({"kind": "statement", "speaker": who, "cue": ["says"], "content": [words], "mode": "indirect",
                "on": null, "evidence": [text]}),
        ),
        sample::fact(
            &document,
            json!({"kind": "measure", "authority": who, "effect": "forbids", "target": who, "object": words,
                "scope": [words], "status": "in_force", "on": null, "evidence": [text]}),
        ),
    ];
    let id = document.id.0.clone();
    kept(record, document, facts);
    id
}

/// Pages that need no more than their address.
const LISTS: [&str; 24] = [
    "/",
    "/matrix",
    "/timeline",
    "/measures",
    "/network",
    "/documents",
    "/actors",
    "/changes",
    "/brief",
    "/contradictions",
    "/review",
    "/lists/positions",
    "/lists/statements",
    "/lists/decisions",
    "/lists/warnings",
    "/lists/demands",
    "/lists/events",
    "/lists/ledger",
    "/lists/issues",
    "/lists/runs",
    "/lists/copies",
    "/lists/judgements",
    "/lists/agreement",
    "/changes.atom",
];

/// Every page on which the words can stand.
fn all_pages(site: &Site, document: &str) -> Vec<(String, String)> {
    let mut paths: Vec<String> = LISTS.map(str::to_owned).to_vec();
    paths.push(format!("/document/{document}"));
    paths.push("/search?q=supports".to_owned());
    let found = site.get("/actors").links().into_iter().chain(site.get("/timeline").links());
    paths.extend(found.filter(|link| link.starts_with("/fact/") || link.starts_with("/actor?")));
    paths
        .into_iter()
        .map(|path| {
            let reply = site.get(&path);
            assert_eq!(reply.status, 200, "{path}: {}", reply.body);
            assert!(reply.body.len() < 200_000, "{path} has {} bytes", reply.body.len());
            (path, reply.body)
        })
        .collect()
}

#[test]
fn markup_is_shown_and_never_obeyed() {
    let mut id = String::new();
    let site = Site::of(|record| id = hostile(record, MARKUP));
    let mut seen = 0;
    for (path, html) in all_pages(&site, &id) {
        for bad in ["<script>alert", "<img", "<svg onload", "<b onmouse", "href=\"javascript:", "'><b"] {
            assert!(!html.contains(bad), "{path} has {bad}");
        }
        seen += usize::from(html.contains("&lt;script&gt;alert(1)"));
    }
    assert!(seen > 10, "the words are shown on {seen} pages");
}

#[test]
fn what_is_asked_for_is_not_reflected_as_markup() {
    let site = Site::new();
    let encoded = "%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E";
    for path in [
        format!("/search?q={encoded}"),
        format!("/timeline?actor={encoded}"),
        format!("/timeline?issue={encoded}"),
        format!("/timeline?from={encoded}"),
        format!("/matrix?issue={encoded}"),
        format!("/actor?name={encoded}"),
        format!("/fact/{encoded}"),
        format!("/document/{encoded}"),
        format!("/lists/{encoded}"),
        format!("/{encoded}"),
    ] {
        let reply = site.get(&path);
        assert!(reply.status < 500, "{path}: {}", reply.body);
        assert!(!reply.body.contains("<script>alert"), "{path}: {}", reply.body);
    }
}

#[test]
fn marks_that_turn_or_hide_text_are_left_out() {
    let words = "Ann \u{202e}evil\u{2066} \u{1b}[31m\u{7}\u{0}\u{200f}Bell\u{9b}";
    let mut id = String::new();
    let site = Site::of(|record| id = hostile(record, words));
    for (path, html) in all_pages(&site, &id) {
        let bad = html
            .chars()
            .find(|c| c.is_control() && !matches!(c, '\n' | '\t') || ('\u{202a}'..='\u{202e}').contains(c));
        assert_eq!(bad, None, "{path}");
        assert!(!html.contains('\u{2066}') && !html.contains('\u{200f}'), "{path}");
    }
}

#[test]
fn names_of_other_alphabets_stay_apart() {
    // The second has a Cyrillic letter that looks the same.
    let site = Site::of(|record| {
        for name in ["Macron", "M\u{430}cron"] {
            let text = format!("{name} supports the toll.");
            let document = sample::document(name, "Gazette", "2024-05-08", &text);
            let who = json!({"name": name, "type": "person", "words": name});
            let fact = sample::fact(
                &document,
                json!({"kind": "position", "holder": who, "issue": "toll", "stance": "support", "on": null, "evidence": [text]}),
            );
            kept(record, document, vec![fact]);
        }
    });
    let actors = site.get("/actors").body;
    assert!(actors.contains("name=Macron\"") && actors.contains("name=M%D0%B0cron\""), "{actors}");
}

#[test]
fn a_document_of_one_endless_line_comes_in_parts() {
    let mut id = String::new();
    let site = Site::of(|record| {
        let sentence = "The council is against the toll, and 😀 says <so> & \"more\". ";
        let text = sentence.repeat(10_000_000 / sentence.len());
        let document = sample::document("long", "Gazette", "2024-05-08", &text);
        let who = json!({"name": "council", "type": "body", "words": "The council"});
        let fact = sample::fact(
            &document,
            json!({"kind": "position", "holder": who, "issue": "toll", "stance": "oppose", "on": null, "evidence": [text]}),
        );
        id = document.id.0.clone();
        kept(record, document, vec![fact]);
    });
    for (path, _) in all_pages(&site, &id) {
        assert!(!path.is_empty());
    }
    let last = site.get(&format!("/document/{id}?page=400"));
    assert_eq!(last.status, 200, "{}", last.body);
    assert!(last.body.len() < 200_000 && last.body.contains("Part 400 of"));
}

#[test]
fn ten_thousand_facts_of_one_document_come_in_parts() {
    let mut id = String::new();
    let site = Site::of(|record| {
        let text: String = (0..10_000).map(|n| format!("Actor {n} 😀 opposes 🚢{n}.")).collect();
        let document = sample::document("many", "Gazette", "2024-05-08", &text);
        let offsets = rapporteur_record::Offsets::new(&text);
        let mut at = 0;
        let facts = (0..10_000)
            .map(|n| {
                let end = at + format!("Actor {n} 😀 opposes 🚢{n}.").len();
                let span = offsets.points(rapporteur_record::Span::new(at, end));
                at = end;
                let fact = json!({"kind": "position", "holder": {"name": format!("Actor {n}"), "type": "person",
                    "mention": [span[0], span[0] + 6]}, "issue": "toll", "stance": "oppose", "on": null, "evidence": [span]});
                rapporteur_record::contract::from_json(&fact, &offsets).unwrap()
            })
            .collect();
        id = document.id.0.clone();
        kept(record, document, facts);
    });
    let first = site.get(&format!("/document/{id}"));
    assert_eq!(first.status, 200);
    assert!(first.body.len() < 200_000, "{} bytes", first.body.len());
    let parts: usize =
        first.body.split("Part 1 of ").nth(1).unwrap().split('<').next().unwrap().parse().unwrap();
    let last = site.get(&format!("/document/{id}?page={parts}"));
    assert!(last.body.contains("id=\"f10000\""), "the last fact stands on the last page");
    for path in LISTS.iter().copied().chain([
        "/search?q=opposes",
        "/actor?name=Actor+9",
        "/brief?issue=toll",
        "/timeline?issue=toll",
    ]) {
        let reply = site.get(path);
        assert_eq!(reply.status, 200, "{path}: {}", reply.body);
        assert!(
            reply.body.len() < 200_000 || path == "/changes.atom",
            "{path} has {} bytes",
            reply.body.len()
        );
    }
}
