//! What an assistant suggests waits for a person, and changes no answer before.
use crate::sample::{self, at};
use rapporteur_record::Stance;
use rapporteur_store::{Filter, Judgement, Record, StoreError, Verdict};
use serde_json::json;

const DAY_2: &str = "2024-06-02T10:00:00Z";
const DAY_3: &str = "2024-06-03T10:00:00Z";

fn suggest(record: &mut Record, verdict: Verdict, facts: &[&str]) -> Result<i64, StoreError> {
    let facts = facts.iter().map(|id| (*id).to_owned()).collect();
    let judgement = Judgement { who: "Assistant".into(), why: "it reads so".into(), verdict, facts };
    record.suggest(&judgement, at(DAY_2))
}

fn stance(value: &str) -> Verdict {
    Verdict::Correct { slot: "stance".into(), value: json!(value) }
}

fn rupert(record: &Record) -> (String, Stance) {
    let filter = Filter { actor: Some("Rupert Hentzau".into()), ..Filter::default() };
    let row = record.positions(&filter).unwrap().rows.swap_remove(0);
    (row.last.id.0, row.stance)
}

/// Everything that answers say, lists of suggestions aside.
fn answers(record: &Record) -> String {
    let all = Filter::default();
    let mut text = serde_json::to_string(&record.timeline(&all).unwrap()).unwrap();
    text += &serde_json::to_string(&record.positions(&all).unwrap()).unwrap();
    text += &serde_json::to_string(&record.judgements(&all).unwrap()).unwrap();
    text + &serde_json::to_string(&record.review(&[], &all).unwrap()).unwrap()
}

#[test]
fn a_suggestion_changes_nothing_until_it_is_taken_up() {
    let mut record = sample::record();
    let (id, before) = rupert(&record);
    let (told, digest, state) = (answers(&record), record.digest().unwrap(), record.state().unwrap());
    let number = suggest(&mut record, stance("undecided"), &[&id[..8]]).unwrap();
    assert_eq!((answers(&record), record.digest().unwrap()), (told, digest));
    assert_ne!(record.state().unwrap(), state, "pages that show it are made anew");
    assert_eq!(suggest(&mut record, stance("undecided"), &[&id]).unwrap(), number, "it waits already");
    let waiting = record.waiting(Some(&id), &Filter::default()).unwrap().rows;
    assert_eq!((waiting.len(), waiting[0].words().as_str()), (1, "correct stance = undecided"));

    let judgement = record.take_up(number, "A. Reader", "so it is", 0, at(DAY_3)).unwrap();
    assert_ne!(before, Stance::Undecided);
    assert_eq!(rupert(&record).1, Stance::Undecided);
    let judged = record.judgements(&Filter::default()).unwrap().rows;
    assert_eq!((judged[0].judgement, judged[0].who.as_str()), (judgement, "A. Reader"));
    assert!(record.waiting(None, &Filter::default()).unwrap().is_empty());
    let settled = &record.suggestions(&Filter::default()).unwrap().rows[0];
    assert_eq!(settled.settled.as_ref().unwrap().judgement, Some(judgement));
    let earlier = Filter { known_at: Some(at(DAY_2)), ..Filter::default() };
    assert!(record.suggestions(&earlier).unwrap().rows[0].settled.is_none());
    assert!(record.check().unwrap().is_empty());
}

#[test]
fn it_is_settled_once() {
    let mut record = sample::record();
    let (id, before) = rupert(&record);
    let number = suggest(&mut record, Verdict::Reject, &[&id]).unwrap();
    assert!(matches!(record.turn_down(number, "", "why", at(DAY_3)), Err(StoreError::Judgement(_))));
    record.turn_down(number, "A. Reader", "the sentence is clear", at(DAY_3)).unwrap();
    assert_eq!(rupert(&record).1, before);
    let again = record.take_up(number, "B. Reader", "no", 0, at(DAY_3));
    assert!(matches!(again, Err(StoreError::Settled { who, .. }) if who == "A. Reader"));
    assert!(matches!(record.turn_down(99, "B", "b", at(DAY_3)), Err(StoreError::Judgement(_))));
    assert!(record.judgements(&Filter::default()).unwrap().is_empty());
}

#[test]
fn who_has_not_seen_a_judgement_does_not_overrule_it() {
    let mut record = sample::record();
    let (id, _) = rupert(&record);
    let number = suggest(&mut record, Verdict::Reject, &[&id]).unwrap();
    let accept =
        Judgement { who: "Cy".into(), why: "w".into(), verdict: Verdict::Accept, facts: vec![id.clone()] };
    let seen = record.judge(&accept, at(DAY_2)).unwrap();
    let late = record.take_up(number, "Bo", "w", 0, at(DAY_3));
    assert!(matches!(late, Err(StoreError::Outdated { who, .. }) if who == "Cy"));
    assert_eq!(record.waiting(None, &Filter::default()).unwrap().rows.len(), 1);
    record.take_up(number, "Bo", "w", seen, at(DAY_3)).unwrap();
}

#[test]
fn what_does_not_fit_is_refused() {
    let mut record = sample::record();
    let (id, _) = rupert(&record);
    let merge = |from: &str, into: &str| Verdict::Merge { from: from.into(), into: into.into() };
    for (verdict, facts) in [
        (stance("maybe"), vec![id.as_str()]),
        (Verdict::Correct { slot: "colour".into(), value: json!("red") }, vec![&id]),
        (Verdict::Accept, vec![]),
        (Verdict::Accept, vec!["ffff"]),
        (Verdict::Accept, vec![&id, &id]),
        (merge("Nobody", "Rupert Hentzau"), vec![]),
        (merge("Rupert Hentzau", &"x".repeat(5_000)), vec![]),
        (Verdict::Undo { judgement: 1 }, vec![]),
    ] {
        assert!(suggest(&mut record, verdict.clone(), &facts).is_err(), "{verdict:?}");
    }
    for n in 0..20 {
        suggest(&mut record, Verdict::Link { issue: format!("i{n}"), stance: None }, &[&id]).unwrap();
    }
    assert!(suggest(&mut record, Verdict::Accept, &[&id]).is_err(), "a fact has room for so many");
    assert_eq!(record.suggestions(&Filter::default()).unwrap().rows.len(), 20);
}

#[test]
fn it_is_forgotten_with_its_document() {
    let mut record = sample::record();
    let (id, _) = rupert(&record);
    let number = suggest(&mut record, Verdict::Accept, &[&id]).unwrap();
    record.turn_down(number, "A", "w", at(DAY_3)).unwrap();
    let doc = record.show(&id, &Filter::default()).unwrap().entry.origin.document;
    record.forget(&doc, "A", "asked to", at(DAY_3)).unwrap();
    assert!(record.suggestions(&Filter::default()).unwrap().is_empty());
    assert!(record.check().unwrap().is_empty());
}
