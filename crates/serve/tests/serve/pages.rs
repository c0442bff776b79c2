//! The pages: they are there, hang together, and say what the record says.
use crate::client::{Reply, Site};
use std::collections::BTreeSet;

/// Bytes of HTML that a page may have.
const MOST: usize = 200_000;

fn page(site: &Site, path: &str) -> Reply {
    let reply = site.get(path);
    assert_eq!(reply.status, 200, "{path}: {}", reply.body);
    assert!(reply.body.len() < MOST, "{path} has {} bytes", reply.body.len());
    reply
}

#[test]
fn every_link_leads_somewhere() {
    let site = Site::new();
    let mut left = vec!["/".to_owned()];
    let mut seen = BTreeSet::new();
    while let Some(path) = left.pop() {
        let path = path.split('#').next().unwrap_or_default().to_owned();
        if path.is_empty() || !seen.insert(path.clone()) {
            continue;
        }
        assert!(path.starts_with('/'), "{path} leads away");
        // The record itself is no text.
        if path == "/export/record.db" {
            continue;
        }
        assert!(seen.len() < 2_000, "there is no end of addresses");
        let reply = site.get(&path);
        assert_eq!(reply.status, 200, "{path}: {}", reply.body);
        if reply.header("content-type").unwrap().starts_with("text/html") {
            assert!(reply.body.len() < MOST, "{path}");
            left.extend(reply.links());
        }
    }
    for page in
        ["/matrix", "/timeline", "/measures", "/network", "/contradictions", "/changes", "/brief", "/actors"]
    {
        assert!(seen.contains(page), "nothing leads to {page}");
    }
    assert!(
        seen.iter().any(|path| path.starts_with("/fact/"))
            && seen.iter().any(|p| p.starts_with("/document/"))
    );
    assert!(seen.iter().any(|path| path.starts_with("/matrix/cell")));
}

#[test]
fn the_matrix_leads_to_the_sentences() {
    let site = Site::new();
    let matrix = page(&site, "/matrix?issue=toll");
    assert!(matrix.body.contains("Ruritania should put a toll on the river bridge."));
    let cells: Vec<String> =
        matrix.links().into_iter().filter(|link| link.starts_with("/matrix/cell")).collect();
    let ruritania = cells.iter().find(|link| link.contains("actor=Ruritania")).expect("a cell of Ruritania");
    let cell = page(&site, ruritania);
    assert!(cell.body.contains("Strelsau is against the toll, a spokesman said on Monday."), "{}", cell.body);
    assert!(cell.body.contains("Ruritania now backs the toll if lorries alone pay it."));
    // It moved: the mark stands in the month.
    assert!(matrix.body.contains("became conditional"), "{}", matrix.body);
    assert!(!page(&site, "/matrix?issue=toll&level=person").body.contains("actor?name=Ruritania"));
    assert!(page(&site, "/matrix?issue=toll&outlet=Courier").body.contains("Ruritania"));
    assert!(!page(&site, "/matrix?issue=toll&outlet=Courier").body.contains("Rupert"));
}

#[test]
fn each_page_tells_its_own() {
    let site = Site::new();
    let fact =
        page(&site, "/lists/decisions").links().into_iter().find(|link| link.starts_with("/fact/")).unwrap();
    let document =
        page(&site, "/documents").links().into_iter().find(|link| link.starts_with("/document/")).unwrap();
    let cases: &[(&str, &[&str])] = &[
        ("/", &["Diet of Ruritania", "Gazette", "toll"]),
        ("/timeline", &["120 for, 80 against, not stated abstaining", "We will not pay twice"]),
        ("/timeline?kind=warning", &["the bridge will fall", "Union of Skippers"]),
        ("/measures", &["forbidden", "except with milk", "2024-05-20"]),
        ("/measures?as_of=2024-05-01", &["No measure was reported by this day."]),
        ("/network", &["Diet of Ruritania", "Rupert Hentzau", "Camps"]),
        ("/search?q=free+ferry", &["<mark class=\"hit\">free</mark>", "Britta Zürn"]),
        ("/search?q=zeppelin", &["Nothing has these words."]),
        ("/actor?name=ruritania", &["Strelsau", "conditional", "country"]),
        ("/changes?from=2024-05-10", &["Decisions", "became conditional"]),
        ("/brief", &["Dossier", "[1]", "Evidence"]),
        ("/timeline?issue=tol", &["no such issue", "ferry", "toll"]),
        (&fact, &[" adopted the bridge bill by 120 votes to 80 on May 14.", "confidence"]),
        (
            &document,
            &[
                "Bridge toll divides capital",
                "<mark class=\"k-",
                "🚢",
                "href=\"#f1\"",
                "id=\"t1\"",
                "Left out: 1",
            ],
        ),
    ];
    for (path, words) in cases {
        let reply = page(&site, path);
        for word in *words {
            assert!(reply.body.contains(word), "{path} lacks {word}: {}", reply.body);
        }
    }
    let feed = site.get("/changes.atom");
    assert_eq!(feed.header("content-type"), Some("application/atom+xml"));
    assert!(feed.body.contains("<entry>"));
}

#[test]
fn failures_are_pages_too() {
    let site = Site::new();
    let cases = [
        ("/nothing", 404, "nothing at this address"),
        ("/fact/ffff", 404, "no fact"),
        ("/document/nobody", 404, "no document"),
        ("/actor?name=Nobody", 404, "Nobody"),
        ("/actor", 400, "name is needed"),
        ("/timeline?from=May", 400, "from=May"),
        ("/timeline?page=0", 400, "numbered"),
        ("/timeline?kind=rumour", 400, "rumour"),
        ("/lists/rumours", 404, "no list"),
        ("/document/g1?page=9", 404, "pages"),
    ];
    for (path, status, says) in cases {
        let reply = site.get(path);
        assert_eq!(reply.status, status, "{path}: {}", reply.body);
        assert!(reply.body.contains("<h1>") && reply.body.contains(says), "{path}: {}", reply.body);
    }
}

#[test]
fn an_empty_record_says_what_to_do() {
    let site = Site::of(|_| ());
    assert!(page(&site, "/").body.contains("rapporteur read"));
    for path in
        ["/matrix", "/timeline", "/measures", "/network", "/documents", "/actors", "/changes", "/brief"]
    {
        assert!(page(&site, path).body.contains("class=\"empty\""), "{path}");
    }
}
