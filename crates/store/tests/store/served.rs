//! The views that pages are made of.
use crate::sample::{self, at, document, fact, info, put};
use rapporteur_record::Kind;
use rapporteur_store::{Filter, Record, StoreError, camps};
use serde_json::json;

fn all() -> Filter {
    Filter::default()
}

#[test]
fn holders_are_tied_by_the_issues_that_they_share() {
    let record = sample::record();
    let rows = record.network(&all()).unwrap().rows;
    let tie = |a: &str, b: &str| rows.iter().find(|row| row.a == a && row.b == b);
    let apart = tie("Diet of Ruritania", "Rupert Hentzau").expect("one supports what the other opposes");
    assert_eq!((apart.agree.len(), apart.disagree.len()), (0, 1));
    assert_eq!(apart.disagree[0].issue, "toll");
    assert!(tie("Diet of Ruritania", "Ruritania").is_none(), "support and a condition are neither");
    assert!(tie("Britta Zürn", "Ruritania").is_none(), "they share no issue");
    let shared = &apart.disagree[0];
    let holder =
        |at: usize| record.show(&shared.facts[at].0, &all()).unwrap().entry.fact.claim.actor().name.clone();
    assert_eq!([holder(0), holder(1)], ["Diet of Ruritania", "Rupert Hentzau"]);
    let before = Filter { as_of: "2024-05-10".parse().ok(), ..all() };
    let rows = record.network(&before).unwrap().rows;
    assert_eq!(rows.len(), 1);
    assert_eq!(
        (rows[0].a.as_str(), rows[0].b.as_str(), rows[0].agree.len()),
        ("Rupert Hentzau", "Ruritania", 1)
    );
}

#[test]
fn camps_are_of_those_who_agree() {
    let mut record = Record::in_memory().unwrap();
    let run = record.begin_run(&info("1"), at(sample::NOW)).unwrap();
    for (name, stance) in
        [("Ada", "support"), ("Bo", "support"), ("Cy", "oppose"), ("Di", "oppose"), ("Eve", "support")]
    {
        let doc = document(name, "Gazette", "2024-05-08", &format!("{name} speaks."));
        let who = json!({"name": name, "type": "person", "words": name});
        let stands = fact(
            &doc,
            json!({"kind": "position", "holder": who, "issue": "toll", "stance": stance, "on": null,
                "evidence": [format!("{name} speaks.")]}),
        );
        put(&mut record, &run, &[(doc, vec![stands])], sample::NOW);
    }
    let camps = camps(&record.network(&all()).unwrap().rows);
    assert_eq!(camps, [vec!["Ada", "Bo", "Eve"], vec!["Cy", "Di"]]);
}

#[test]
fn facts_are_counted_by_month_and_kind() {
    let record = sample::record();
    let rows = record.activity(&all()).unwrap().rows;
    let sum: usize = rows.iter().map(|row| row.facts).sum();
    assert_eq!(sum, record.timeline(&all()).unwrap().rows.len());
    assert!(rows.iter().all(|row| row.month.as_deref() == Some("2024-05")), "{rows:?}");
    assert!(rows.iter().any(|row| row.kind == Kind::Position && row.facts == 6), "{rows:?}");
}

#[test]
fn outlets_come_with_their_days() {
    let record = sample::record();
    let rows = record.outlets(&all()).unwrap().rows;
    let names: Vec<_> = rows.iter().map(|row| row.outlet.as_deref().unwrap()).collect();
    assert_eq!(names, ["Courier", "Gazette", "Herald"]);
    assert_eq!(rows[1].first.unwrap().to_string(), "2024-05-08");
    assert_eq!(rows[1].documents, 1);
}

#[test]
fn a_document_is_whole_and_has_its_facts_in_the_order_of_the_text() {
    let record = sample::record();
    let found = record.document("g1", &all()).unwrap();
    assert_eq!(found.facts.len(), 3);
    assert!(found.facts.is_sorted_by_key(|entry| entry.fact.evidence[0].start));
    assert_eq!(&found.text.text[found.clutter[0].range()], "Subscribe to our letter!");
    assert!(found.paragraphs.iter().all(|line| !line.overlaps(found.clutter[0])));
    assert_eq!(record.document(&found.origin.document, &all()).unwrap().origin, found.origin);
    let earlier = Filter { known_at: "2024-01-01T00:00:00Z".parse().ok(), ..all() };
    assert!(matches!(record.document("g1", &earlier), Err(StoreError::UnknownDocument(_))));
    assert!(matches!(record.document("nobody", &all()), Err(StoreError::UnknownDocument(_))));
}

#[test]
fn limits_on_outlet_and_confidence_hold_in_every_view() {
    let record = sample::record();
    let herald = Filter { outlet: Some("Herald".into()), ..all() };
    assert_eq!(record.timeline(&herald).unwrap().rows.len(), 7);
    assert!(record.matrix(&herald).unwrap().rows.iter().all(|row| row.actor != "Rupert Hentzau"));
    let sure = Filter { confidence: Some(0.92), outlet: Some("Gazette".into()), ..all() };
    let rows = record.timeline(&sure).unwrap().rows;
    assert!(rows.iter().all(|row| row.0.fact.confidence >= 0.92) && rows.len() < 3, "{}", rows.len());
}

#[test]
fn the_state_changes_with_every_write_and_only_then() {
    let mut record = sample::record();
    let before = record.state().unwrap();
    assert_eq!(record.state().unwrap(), before);
    let id = record.timeline(&all()).unwrap().rows[0].0.id.0.clone();
    let judgement = rapporteur_store::Judgement {
        who: "Ada".into(),
        why: "as it says".into(),
        verdict: rapporteur_store::Verdict::Accept,
        facts: vec![id],
    };
    record.judge(&judgement, at("2024-06-02T10:00:00Z")).unwrap();
    let judged = record.state().unwrap();
    assert_ne!(judged, before);
    assert_eq!(record.last_recorded().unwrap(), Some(at("2024-06-02T10:00:00Z")));
    record.forget("c1", "Ada", "asked to", at("2024-06-03T10:00:00Z")).unwrap();
    assert_ne!(record.state().unwrap(), judged);
}

fn judge(who: &str, verdict: rapporteur_store::Verdict, fact: &str) -> rapporteur_store::Judgement {
    rapporteur_store::Judgement {
        who: who.into(),
        why: "read it".into(),
        verdict,
        facts: vec![fact.to_owned()],
    }
}

#[test]
fn the_least_sure_are_reviewed_first_and_once() {
    use rapporteur_store::Verdict;
    let mut record = sample::record();
    let ids = |record: &Record| -> Vec<String> {
        record.review(&[], &all()).unwrap().rows.into_iter().map(|row| row.0.id.0).collect()
    };
    let queue = record.review(&[], &all()).unwrap().rows;
    assert_eq!(queue.len(), 11);
    assert!(queue.is_sorted_by(|a, b| a.0.fact.confidence <= b.0.fact.confidence));
    assert!(record.review(&[Kind::Demand], &all()).unwrap().rows.len() == 1);
    let first = queue[0].0.id.0.clone();
    record.judge(&judge("Ada", Verdict::Accept, &first), at("2024-06-02T10:00:00Z")).unwrap();
    let left = ids(&record);
    assert!(left.len() == 10 && !left.contains(&first));
    let stance = record.review(&[Kind::Position], &all()).unwrap().rows[0].0.id.0.clone();
    let change = Verdict::Correct { slot: "stance".into(), value: "undecided".into() };
    record.judge(&judge("Ada", change, &stance), at("2024-06-02T10:01:00Z")).unwrap();
    assert_eq!(ids(&record).len(), 9, "what was corrected does not come back under a new id");
}

#[test]
fn nobody_overrules_what_he_has_not_seen() {
    use rapporteur_store::Verdict;
    let mut record = sample::record();
    let fact = record.review(&[], &all()).unwrap().rows[0].0.id.0.clone();
    let seen = record.last_judgement(Some(&fact)).unwrap();
    assert_eq!(seen, 0);
    record.judge_after(&judge("Ada", Verdict::Accept, &fact), seen, at("2024-06-02T10:00:00Z")).unwrap();
    for verdict in [Verdict::Accept, Verdict::Reject] {
        let refused = record.judge_after(&judge("Bo", verdict, &fact), seen, at("2024-06-02T10:01:00Z"));
        assert!(matches!(refused, Err(StoreError::Outdated { ref who, .. }) if who == "Ada"), "{refused:?}");
    }
    let seen = record.last_judgement(Some(&fact)).unwrap();
    record.judge_after(&judge("Bo", Verdict::Reject, &fact), seen, at("2024-06-02T10:02:00Z")).unwrap();
    // It is current no more; still the answer is that somebody judged it.
    let refused = record.judge_after(&judge("Cy", Verdict::Accept, &fact), seen, at("2024-06-02T10:03:00Z"));
    assert!(matches!(refused, Err(StoreError::Outdated { ref who, .. }) if who == "Bo"), "{refused:?}");
    assert_eq!(record.judgements(&all()).unwrap().rows.len(), 2);
    let merge = rapporteur_store::Judgement {
        facts: vec![],
        ..judge("Ada", Verdict::Merge { from: "Britta Zürn".into(), into: "Zurn".into() }, "")
    };
    record.judge_after(&merge, 0, at("2024-06-02T10:04:00Z")).unwrap();
    assert!(matches!(
        record.judge_after(&merge, 0, at("2024-06-02T10:05:00Z")),
        Err(StoreError::Outdated { .. })
    ));
}

#[test]
fn agreement_is_measured_where_two_judged_the_same() {
    use rapporteur_store::Verdict;
    let mut record = sample::record();
    assert!(record.agreement(&all()).unwrap().is_empty());
    let facts: Vec<String> =
        record.review(&[Kind::Position], &all()).unwrap().rows.into_iter().map(|row| row.0.id.0).collect();
    let mut minute = 0;
    let mut say = |record: &mut Record, who: &str, verdict: Verdict, fact: &str| {
        minute += 1;
        record.judge(&judge(who, verdict, fact), at(&format!("2024-06-02T10:{minute:02}:00Z"))).unwrap();
    };
    for fact in &facts[..3] {
        say(&mut record, "Ada", Verdict::Accept, fact);
        say(&mut record, "Bo", Verdict::Accept, fact);
    }
    let rows = record.agreement(&all()).unwrap().rows;
    assert_eq!((rows.len(), rows[0].facts, rows[0].people, rows[0].alpha), (1, 3, 2, None));
    say(&mut record, "Bo", Verdict::Reject, &facts[0]);
    let rows = record.agreement(&all()).unwrap().rows;
    // Five times right and once wrong: o = 2, e = 2 · 5 / 5.
    assert!(rows[0].alpha.is_some_and(|alpha| alpha.abs() < 1e-12), "{rows:?}");
}
