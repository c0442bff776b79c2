//! What is kept of an answer never outlives a commit that changes it.
use crate::{client::Site, sample};
use rapporteur_store::{Judgement, Record, Verdict};
use serde_json::json;

/// A document in which somebody takes a side on an issue is read.
fn says(record: &mut Record, name: &str, issue: &str) {
    let text = format!("{name} is against it, as everybody in the {issue} dispute can read here today.");
    let document = sample::document(name, "Gazette", "2024-05-20", &text);
    let holder = json!({"name": name, "type": "person", "words": name});
    let fact = sample::fact(
        &document,
        json!({"kind": "position", "holder": holder, "issue": issue, "stance": "oppose", "on": null, "evidence": [text]}),
    );
    let run = record.begin_run(&sample::info("1"), sample::at(sample::NOW)).unwrap();
    sample::put(record, &run, &[(document, vec![fact])], sample::NOW);
}

fn merged(record: &mut Record) {
    let verdict = Verdict::Merge { from: "Carl".into(), into: "Ruritania".into() };
    let judgement = Judgement { who: "Ada".into(), why: "one and the same".into(), verdict, facts: vec![] };
    record.judge(&judgement, sample::at(sample::NOW)).unwrap();
}

/// A run begins whose debate file words the issue otherwise; nothing is read yet.
fn reworded(record: &mut Record) {
    let mut info = sample::info("2");
    info.debate.issues[0].text.push_str(" By next year.");
    record.begin_run(&info, sample::at("2024-06-03T10:00:00Z")).unwrap();
}

type Commit = fn(&mut Record);

#[test]
fn a_matrix_is_made_anew_for_commits_that_can_change_it_and_kept_for_others() {
    let site = Site::new();
    let mut record = Record::open(&site.record).unwrap();
    let commits: [(&str, Commit, bool); 6] = [
        ("a holder is new, and the order of outlets", |record| says(record, "Anna", "toll"), true),
        ("another issue", |record| says(record, "Bert", "ferry"), false),
        ("the issue in capitals", |record| says(record, "Carl", "TOLL"), true),
        ("a judgement", merged, true),
        ("an issue that no debate has", |record| says(record, "Dora", "harbour"), true),
        ("another wording of the issue", reworded, true),
    ];
    let mut before = site.get("/matrix?issue=toll");
    for (n, (what, commit, changes)) in commits.into_iter().enumerate() {
        commit(&mut record);
        let after = site.get("/matrix?issue=toll");
        let kept = before.header("etag") == after.header("etag");
        assert_eq!(kept, !changes, "{what}");
        assert_eq!(before.body == after.body, !changes, "{what}");
        // An address that was not asked for before, and means the same.
        let fresh = site.get(&format!("/matrix?issue=toll{}", "&".repeat(n + 1)));
        assert!(fresh.body == after.body, "{what}: the answer misses a commit");
        before = after;
    }
}
