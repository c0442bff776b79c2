//! Copies of one report are one source.
use crate::sample::{at, document, fact, info};
use rapporteur_record::{Document, Fact};
use rapporteur_store::{Filter, Record};
use serde_json::json;

const DAYS: [&str; 4] =
    ["2024-06-01T10:00:00Z", "2024-06-02T10:00:00Z", "2024-06-03T10:00:00Z", "2024-06-04T10:00:00Z"];

/// Sixty sentences on the toll; those of two seeds share nothing but the first.
fn sentences(seed: usize) -> Vec<String> {
    let word = |n: usize| format!("{}{}", ["bridge", "lorry", "ferry", "council", "river"][n % 5], n);
    let sentence =
        |n: usize| (0..8).map(|i| word(seed * 100_000 + n * 31 + i * i)).collect::<Vec<_>>().join(" ") + ".";
    ["Ruritania is against the toll.".to_owned()].into_iter().chain((0..20).map(sentence)).collect()
}

/// A report whose first sentence is a position.
fn report(name: &str, outlet: &str, text: &[String]) -> (Document, Vec<Fact>) {
    let document = document(name, outlet, "2024-05-08", &text.join(" "));
    let state = json!({"name": "Ruritania", "type": "country", "words": "Ruritania"});
    let against = json!({"kind": "position", "holder": state, "issue": "toll", "stance": "oppose", "on": null,
        "evidence": ["Ruritania is against the toll."]});
    let facts = vec![fact(&document, against)];
    (document, facts)
}

/// The reports read one a day.
fn record(reports: &[(Document, Vec<Fact>)]) -> Record {
    let mut record = Record::in_memory().unwrap();
    for ((document, facts), now) in reports.iter().zip(DAYS) {
        let run = record.begin_run(&info("1"), at(now)).unwrap();
        record.put(&run, [(document, &facts[..])], at(now)).unwrap();
    }
    record
}

fn sources(record: &Record, known_at: Option<&str>) -> (usize, usize) {
    let filter = Filter { known_at: known_at.map(at), ..Filter::default() };
    let row = &record.positions(&filter).unwrap().rows[0];
    (row.documents, row.sources)
}

fn groups(record: &Record) -> Vec<(String, String)> {
    let rows = record.copies(&Filter::default()).unwrap().rows;
    rows.into_iter().map(|row| (row.group, row.origin.doc)).collect()
}

fn pair(group: &str, doc: &str) -> (String, String) {
    (group.to_owned(), doc.to_owned())
}

#[test]
fn an_edited_copy_is_no_source_of_its_own() {
    let wire = sentences(1);
    let mut edited = wire[..15].to_vec();
    edited.extend(["Our reporter adds that nobody on the quay was surprised by that.".to_owned()]);
    let record = record(&[
        report("a", "Gazette", &wire),
        report("b", "Herald", &edited),
        report("c", "Courier", &sentences(2)),
    ]);
    assert_eq!(sources(&record, None), (3, 2));
    assert_eq!(groups(&record), [pair("a", "a"), pair("a", "b")]);
    let rows = record.copies(&Filter::default()).unwrap().rows;
    let copy = rows[1].copy_of.as_ref().unwrap();
    assert_eq!((copy.original.as_str(), copy.alike.as_deref()), ("a", Some("a")));
    assert!(
        copy.containment > 0.85 && copy.resemblance > 0.6 && copy.resemblance < copy.containment,
        "{copy:?}"
    );
    assert_eq!(rows[0].copy_of, None);
}

#[test]
fn one_outlet_is_one_source() {
    let record = record(&[report("a", "Gazette", &sentences(1)), report("b", "Gazette", &sentences(2))]);
    assert_eq!(sources(&record, None), (2, 1));
    assert!(groups(&record).is_empty());
}

/// The third report has half of its words from each of two others: from then on, all are one.
#[test]
fn groups_grow_together_and_the_past_does_not_know() {
    let (one, two) = (sentences(1), sentences(2));
    let both = [&one[..], &two[..]].concat();
    let record =
        record(&[report("a", "Gazette", &one), report("b", "Herald", &two), report("c", "Courier", &both)]);
    assert_eq!(sources(&record, Some("2024-06-02T12:00:00Z")), (2, 2));
    assert_eq!(sources(&record, None), (3, 1));
    assert_eq!(groups(&record).len(), 3);
}

#[test]
fn short_notices_of_one_pattern_are_no_copies() {
    let notice = |n: usize| {
        vec![
            "Ruritania is against the toll.".to_owned(),
            format!("The council of District {n} met on Monday and adopted the budget."),
        ]
    };
    let apart = record(&[report("a", "Gazette", &notice(1)), report("b", "Herald", &notice(2))]);
    assert!(groups(&apart).is_empty());
    let same = record(&[report("a", "Gazette", &notice(1)), report("b", "Herald", &notice(1))]);
    assert_eq!(groups(&same).len(), 2);
}

#[test]
fn a_group_outlives_its_first_document() {
    let text = sentences(1);
    let reports: Vec<_> = ["a", "b", "c"].map(|name| report(name, &format!("Paper {name}"), &text)).into();
    let mut record = record(&reports);
    record.forget("a", "Registrar", "a court said so", at(DAYS[3])).unwrap();
    assert_eq!(groups(&record), [pair("b", "b"), pair("b", "c")]);
    assert_eq!(sources(&record, None), (2, 1));
    assert_eq!(record.check().unwrap(), Vec::<String>::new());
}

#[test]
fn a_record_that_knew_no_copies_is_looked_through_once() {
    let text = sentences(1);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("record.db");
    let mut made = Record::open(&path).unwrap();
    let run = made.begin_run(&info("1"), at(DAYS[0])).unwrap();
    for (document, facts) in [report("a", "Gazette", &text), report("b", "Herald", &text)] {
        made.put(&run, [(&document, &facts[..])], at(DAYS[0])).unwrap();
    }
    drop(made);
    let old = rusqlite::Connection::open(&path).unwrap();
    old.execute_batch("DROP TABLE band; DROP TABLE copy; DROP TABLE post; DROP TABLE settlement; DROP TABLE suggestion; DROP TABLE log; PRAGMA user_version = 3").unwrap();
    drop(old);
    assert_eq!(groups(&Record::open(&path).unwrap()).len(), 2);
}
