//! What people say of the record counts at once, for good, and only until it is undone.
use crate::sample::{self, at, debate_of_the_toll, info, put};
use rapporteur_record::{Claim, Fact, Stance};
use rapporteur_store::{Entry, Filter, Judgement, Record, StoreError, Verdict};
use serde_json::json;

const DAY_2: &str = "2024-06-02T10:00:00Z";
const DAY_3: &str = "2024-06-03T10:00:00Z";

fn judge(record: &mut Record, verdict: Verdict, facts: &[&str], now: &str) -> Result<i64, StoreError> {
    let facts = facts.iter().map(|id| (*id).to_owned()).collect();
    record.judge(&Judgement { who: "A. Reader".into(), why: "read it".into(), verdict, facts }, at(now))
}

fn facts(record: &Record) -> Vec<Entry> {
    record.timeline(&Filter::default()).unwrap().rows.into_iter().map(|row| row.0).collect()
}

/// The id of the fact that `wanted` holds of.
fn find(record: &Record, wanted: impl Fn(&Fact) -> bool) -> String {
    facts(record).into_iter().find(|entry| wanted(&entry.fact)).expect("there is such a fact").id.0
}

fn stance_of(record: &Record, holder: &str) -> Vec<Stance> {
    let rows = record.positions(&Filter { actor: Some(holder.into()), ..Filter::default() }).unwrap().rows;
    rows.iter().map(|row| row.stance).collect()
}

fn ruperts(fact: &Fact) -> bool {
    matches!(&fact.claim, Claim::Position(p) if p.holder.name == "Rupert Hentzau")
}

/// The documents read again by a newer version, which finds what `find` makes of the facts.
fn read_again(record: &mut Record, find: impl Fn(Vec<Fact>) -> Vec<Fact>) {
    let run = record.begin_run(&info("2"), at(DAY_3)).unwrap();
    let documents: Vec<_> = debate_of_the_toll().into_iter().map(|(d, facts)| (d, find(facts))).collect();
    put(record, &run, &documents, DAY_3);
}

#[test]
fn what_is_rejected_is_gone_and_stays_away() {
    let mut record = sample::record();
    let id = find(&record, ruperts);
    judge(&mut record, Verdict::Reject, &[&id], DAY_2).unwrap();
    assert!(stance_of(&record, "Rupert Hentzau").is_empty());
    assert_eq!(facts(&record).len(), 10);
    // A newer version dates the same position, which makes it another fact.
    read_again(&mut record, |mut facts| {
        facts.iter_mut().filter(|f| ruperts(f)).for_each(|f| f.on = "2024-05-07".parse().ok());
        facts
    });
    assert!(stance_of(&record, "Rupert Hentzau").is_empty());
    assert!(record.check().unwrap().is_empty());
}

#[test]
fn what_is_accepted_stays_where_a_newer_version_misses_it() {
    let mut record = sample::record();
    let id = find(&record, ruperts);
    judge(&mut record, Verdict::Accept, &[&id[..8]], DAY_2).unwrap();
    read_again(&mut record, |facts| facts.into_iter().filter(|f| !ruperts(f)).collect());
    assert_eq!(stance_of(&record, "Rupert Hentzau"), [Stance::Oppose]);
    let entry = facts(&record).into_iter().find(|e| ruperts(&e.fact)).unwrap();
    assert_eq!((entry.fact.rule.as_str(), entry.fact.confidence), ("import, accept by judgement 1", 1.0));
    assert_eq!(facts(&record).len(), 11);
}

#[test]
fn a_corrected_slot_is_kept_through_another_reading() {
    let mut record = sample::record();
    let id = find(&record, ruperts);
    let fix = |slot: &str, value: serde_json::Value| Verdict::Correct { slot: slot.into(), value };
    judge(&mut record, fix("stance", json!("support")), &[&id], DAY_2).unwrap();
    assert_eq!(stance_of(&record, "Rupert Hentzau"), [Stance::Support]);
    read_again(&mut record, |facts| facts);
    assert_eq!(stance_of(&record, "Rupert Hentzau"), [Stance::Support]);
    // As it was known before.
    let before = Filter { known_at: Some(at("2024-06-01T12:00:00Z")), ..Filter::default() };
    assert!(
        record
            .positions(&before)
            .unwrap()
            .rows
            .iter()
            .all(|row| row.holder != "Rupert Hentzau" || row.stance == Stance::Oppose)
    );

    let warning = find(&record, |f| matches!(f.claim, Claim::Warning(_)));
    judge(&mut record, fix("consequence", json!("bridge will fall")), &[&warning], DAY_3).unwrap();
    let words = record.warnings(&Filter::default()).unwrap().rows[0].0.slots()[1].1.clone();
    assert_eq!(record.warnings(&Filter::default()).unwrap().rows[0].0.words(&words), "bridge will fall");
    let vote = find(&record, |f| matches!(f.claim, Claim::Decision(_)));
    judge(&mut record, fix("votes", json!({"for": 121, "against": 80})), &[&vote], DAY_3).unwrap();
    let found = facts(&record);
    let Claim::Decision(vote) =
        &found.iter().find(|e| matches!(e.fact.claim, Claim::Decision(_))).unwrap().fact.claim
    else {
        unreachable!()
    };
    assert_eq!((vote.votes.pro, vote.votes.abstain), (Some(121), None));
}

#[test]
fn pointers_follow_what_is_corrected_and_end_with_what_is_rejected() {
    let text = "Ann Lee said the toll would come. Bo Nil denied that, Cy Orr was told.";
    let document = sample::document("d", "Gazette", "2024-05-08", text);
    let [first, second] = ["Ann Lee said the toll would come.", "Bo Nil denied that, Cy Orr was told."];
    let said = |speaker: &str, content: &str, evidence: &str| {
        json!({"kind": "statement", "speaker": {"name": speaker, "type": "person"}, "cue": null, "content": [content],
            "mode": "indirect", "on": null, "evidence": [evidence]})
    };
    let offsets = rapporteur_record::Offsets::new(text);
    let id = |fact: &Fact| rapporteur_record::contract::id(&document.id, fact, &offsets).0;
    let claim = sample::fact(&document, said("Ann Lee", "the toll would come", first));
    let mut slots = said("Bo Nil", "that", second);
    slots["denies"] = json!(id(&claim));
    let denial = sample::fact(&document, slots);
    let mut slots = said("Cy Orr", "was told", second);
    slots["kind"] = json!("report");
    slots["reality"] = json!("actual");
    slots["within"] = json!(id(&denial));
    let inner = sample::fact(&document, slots);
    let mut record = Record::in_memory().unwrap();
    let run = record.begin_run(&info("1"), at(sample::NOW)).unwrap();
    put(&mut record, &run, &[(document.clone(), vec![claim.clone(), denial, inner])], sample::NOW);

    let fix = Verdict::Correct { slot: "speaker".into(), value: json!("Anna Leigh") };
    judge(&mut record, fix, &[&id(&claim)], DAY_2).unwrap();
    let pointers = |record: &Record| {
        let rows = record.statements_and_reports(&Filter::default()).unwrap().rows;
        let to = |entry: &Entry| match &entry.fact.claim {
            Claim::Statement(s) => s.denies.clone(),
            Claim::Report(r) => r.within.clone(),
            _ => None,
        };
        rows.iter()
            .map(|row| (row.0.fact.claim.actor().name.clone(), row.0.id.clone(), to(&row.0)))
            .collect::<Vec<_>>()
    };
    let now = pointers(&record);
    let of = |name: &str| now.iter().find(|(speaker, ..)| speaker == name).expect("it is still there");
    assert_eq!(of("Bo Nil").2.as_ref(), Some(&of("Anna Leigh").1));
    assert_eq!(of("Cy Orr").2.as_ref(), Some(&of("Bo Nil").1));
    judge(&mut record, Verdict::Reject, &[&of("Anna Leigh").1.0], DAY_3).unwrap();
    assert!(pointers(&record).iter().all(|(speaker, _, to)| speaker != "Bo Nil" || to.is_none()));
    assert!(record.check().unwrap().is_empty());
}

#[test]
fn undoing_gives_back_what_was_and_can_be_undone() {
    let mut record = sample::record();
    let before = serde_json::to_string(&record.timeline(&Filter::default()).unwrap()).unwrap();
    let id = find(&record, ruperts);
    let rejected = judge(&mut record, Verdict::Reject, &[&id], DAY_2).unwrap();
    let undone = judge(&mut record, Verdict::Undo { judgement: rejected }, &[], DAY_2).unwrap();
    assert_eq!(serde_json::to_string(&record.timeline(&Filter::default()).unwrap()).unwrap(), before);
    judge(&mut record, Verdict::Undo { judgement: undone }, &[], DAY_2).unwrap();
    assert!(stance_of(&record, "Rupert Hentzau").is_empty());
    let counts: Vec<bool> =
        record.judgements(&Filter::default()).unwrap().rows.iter().map(|row| row.counts).collect();
    assert_eq!(counts, [true, false, false]);
}

#[test]
fn merged_names_are_one_actor_in_every_view() {
    let mut record = sample::record();
    let merge = Verdict::Merge { from: "Diet of Ruritania".into(), into: "Ruritania".into() };
    let merged = judge(&mut record, merge, &[], DAY_2).unwrap();
    let of = |actor: &str| Filter { actor: Some(actor.into()), ..Filter::default() };
    for name in ["ruritania", "Diet of Ruritania", "The Diet"] {
        assert_eq!(record.timeline(&of(name)).unwrap().rows.len(), 6, "{name}");
    }
    let demand = &record.demands(&Filter::default()).unwrap().rows[0].0;
    let Claim::Demand(demand) = &demand.fact.claim else { unreachable!() };
    assert_eq!(demand.addressee.as_ref().unwrap().name, "Ruritania");
    let actors = record.actors(&Filter::default()).unwrap().rows;
    assert!(actors[0].name == "Ruritania" && actors[0].aliases.contains(&"Diet of Ruritania".to_owned()));
    assert_eq!(actors.iter().filter(|a| a.name.contains("Diet")).count(), 0);
    // The toll has one holder more in the names, not in the record.
    judge(&mut record, Verdict::Undo { judgement: merged }, &[], DAY_2).unwrap();
    assert_eq!(record.timeline(&of("Diet of Ruritania")).unwrap().rows.len(), 2);
}

#[test]
fn one_name_is_split_where_it_means_two() {
    let mut record = sample::record();
    let courier =
        find(&record, |f| matches!(&f.claim, Claim::Position(p) if p.stance == Stance::Conditional));
    let split = Verdict::Split { from: "Ruritania".into(), into: "Lower Ruritania".into(), also: vec![] };
    judge(&mut record, split.clone(), &[&courier], DAY_2).unwrap();
    read_again(&mut record, |facts| facts);
    assert_eq!(stance_of(&record, "Lower Ruritania"), [Stance::Conditional]);
    let warning = find(&record, |f| matches!(f.claim, Claim::Warning(_)));
    assert!(matches!(judge(&mut record, split, &[&warning], DAY_3), Err(StoreError::Judgement(_))));
}

#[test]
fn a_link_puts_a_fact_on_an_issue() {
    let mut record = sample::record();
    let warning = find(&record, |f| matches!(f.claim, Claim::Warning(_)));
    let link = |stance| Verdict::Link { issue: "ferry".into(), stance };
    assert!(matches!(judge(&mut record, link(None), &[&warning], DAY_2), Err(StoreError::Judgement(_))));
    judge(&mut record, link(Some(Stance::Support)), &[&warning], DAY_2).unwrap();
    let on_ferry = Filter { issue: Some("ferry".into()), ..Filter::default() };
    assert_eq!(record.warnings(&on_ferry).unwrap().rows.len(), 1);
    assert_eq!(stance_of(&record, "Union of Skippers"), [Stance::Support]);
    let rupert = find(&record, ruperts);
    judge(&mut record, link(None), &[&rupert], DAY_2).unwrap();
    assert_eq!(record.positions(&on_ferry).unwrap().rows.len(), 3);
}

#[test]
fn what_does_not_fit_is_refused_and_leaves_no_trace() {
    let mut record = sample::record();
    let before = record.digest().unwrap();
    let id = find(&record, ruperts);
    let fix = |slot: &str, value: &str| Verdict::Correct { slot: slot.into(), value: value.into() };
    let refused = [
        (fix("stance", "maybe"), vec![id.as_str()]),
        (fix("trigger", "twice"), vec![id.as_str()]),
        (fix("evidence", "twice"), vec![id.as_str()]),
        (Verdict::Accept, vec![]),
        (Verdict::Undo { judgement: 7 }, vec![]),
        (Verdict::Merge { from: "Nobody".into(), into: "Ruritania".into() }, vec![]),
        (Verdict::Merge { from: "Ruritania".into(), into: "Ruritania".into() }, vec![]),
    ];
    for (verdict, facts) in refused {
        let fault = judge(&mut record, verdict.clone(), &facts, DAY_2).unwrap_err();
        assert!(matches!(fault, StoreError::Judgement(_)), "{verdict:?}: {fault}");
    }
    assert!(matches!(judge(&mut record, Verdict::Accept, &["ffff"], DAY_2), Err(StoreError::UnknownFact(_))));
    assert_eq!(record.digest().unwrap(), before);
}

#[test]
fn runs_and_what_changed_between_them() {
    let mut record = sample::record();
    read_again(&mut record, |mut facts| {
        facts.iter_mut().filter(|f| ruperts(f)).for_each(|f| f.on = "2024-05-07".parse().ok());
        facts.retain(|f| !matches!(f.claim, Claim::Warning(_)));
        facts
    });
    let runs = record.runs(&Filter::default()).unwrap().rows;
    assert_eq!(
        runs.iter().map(|r| (r.run, r.documents, r.facts)).collect::<Vec<_>>(),
        [(1, 3, 11), (2, 3, 10)]
    );
    let changes: Vec<String> = record
        .diff(1, 2, &Filter::default())
        .unwrap()
        .rows
        .iter()
        .map(|row| format!("{:?} {} {:?} {:?}", row.change, row.of, row.before, row.after))
        .collect();
    assert_eq!(
        changes,
        [
            r#"Run program Some("1") Some("2")"#,
            r#"Changed g1 Some("≤2024-05-08 Rupert Hentzau: − oppose toll") Some("2024-05-07 Rupert Hentzau: − oppose toll")"#,
            r#"Removed h1 Some("≤2024-05-15 Union of Skippers: If nothing is done → the bridge will fall") None"#,
        ]
    );
    assert!(matches!(record.diff(1, 9, &Filter::default()), Err(StoreError::UnknownRun(9))));
}
