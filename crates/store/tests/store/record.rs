//! Writing: nothing twice, nothing partial, nothing lost.
use crate::sample::{self, NOW, at, debate_of_the_toll, info, put};
use rapporteur_record::{Document, Fact};
use rapporteur_store::{Filter, Record, StoreError, Written};

#[test]
fn reading_again_adds_nothing() {
    let mut record = sample::record();
    let before = record.digest().unwrap();
    let run = record.begin_run(&info("1"), at("2024-06-02T10:00:00Z")).unwrap();
    let documents = debate_of_the_toll();
    assert!(documents.iter().all(|(d, _)| record.known(&d.id, &run).unwrap()));
    let written = put(&mut record, &run, &documents, "2024-06-02T10:00:00Z");
    assert_eq!(written, Written { unchanged: 3, ..Written::default() });
    assert_eq!(record.digest().unwrap(), before);
}

#[test]
fn a_run_that_was_broken_off_is_completed_by_the_next() {
    let documents = debate_of_the_toll();
    let mut broken = Record::in_memory().unwrap();
    let first = broken.begin_run(&info("1"), at(NOW)).unwrap();
    put(&mut broken, &first, &documents[..2], NOW);
    let second = broken.begin_run(&info("1"), at("2024-06-01T11:00:00Z")).unwrap();
    let written = put(&mut broken, &second, &documents, "2024-06-01T11:00:00Z");
    assert_eq!((written.documents, written.unchanged), (1, 2));
    assert_eq!(broken.digest().unwrap(), sample::record().digest().unwrap());
}

#[test]
fn a_newer_version_supersedes_and_deletes_nothing() {
    let mut record = sample::record();
    let (document, facts) = &debate_of_the_toll()[0];
    let run = record.begin_run(&info("2"), at("2024-06-03T10:00:00Z")).unwrap();
    assert!(!record.known(&document.id, &run).unwrap());
    record.put(&run, [(document, &facts[1..2])], at("2024-06-03T10:00:00Z")).unwrap();

    let ids = |known_at: Option<&str>| -> Vec<String> {
        let filter = Filter { known_at: known_at.map(at), ..Filter::default() };
        record.timeline(&filter).unwrap().rows.iter().map(|row| row.0.id.0.clone()).collect()
    };
    assert_eq!(ids(None).len(), 9);
    assert_eq!(ids(Some("2024-06-02T00:00:00Z")).len(), 11);
    assert_eq!(ids(Some("2024-05-31T00:00:00Z")).len(), 0);
    assert_eq!(ids(Some("2024-06-03T10:00:00Z")), ids(None));
}

#[test]
fn the_last_reading_counts_even_where_an_older_version_reads_again() {
    let mut record = sample::record();
    let documents = debate_of_the_toll();
    let newer = record.begin_run(&info("2"), at("2024-06-03T10:00:00Z")).unwrap();
    record.put(&newer, documents.iter().map(|(d, _)| (d, &[][..])), at("2024-06-03T10:00:00Z")).unwrap();
    assert!(record.timeline(&Filter::default()).unwrap().is_empty());
    let older = record.begin_run(&info("1"), at("2024-06-04T10:00:00Z")).unwrap();
    assert!(!record.known(&documents[0].0.id, &older).unwrap());
    put(&mut record, &older, &documents, "2024-06-04T10:00:00Z");
    assert_eq!(record.timeline(&Filter::default()).unwrap().rows.len(), 11);
}

#[test]
fn another_debate_file_reads_anew() {
    let mut record = sample::record();
    let mut other = info("1");
    other.debate.issues.pop();
    let run = record.begin_run(&other, at(NOW)).unwrap();
    assert!(!record.known(&debate_of_the_toll()[0].0.id, &run).unwrap());
}

#[test]
fn a_document_with_an_impossible_fact_is_refused_whole() {
    let (document, mut facts) = debate_of_the_toll().remove(0);
    let ship = document.text.find('🚢').unwrap();
    let bare = Fact { evidence: Vec::new(), ..facts[1].clone() };
    // Ends inside the ship, which takes four bytes.
    facts[0].evidence[0].end = ship + 1;
    for (bad, reason) in
        [(bare, "a statement without evidence"), (facts.remove(0), "a position with a place outside")]
    {
        let mut record = Record::in_memory().unwrap();
        let run = record.begin_run(&info("1"), at(NOW)).unwrap();
        let documents = debate_of_the_toll();
        let with_bad = [documents[0].1[1].clone(), bad];
        let batch: [(&Document, &[Fact]); 2] = [(&document, &with_bad), (&documents[2].0, &documents[2].1)];
        let written = record.put(&run, batch, at(NOW)).unwrap();
        assert_eq!((written.documents, written.facts), (1, 1));
        assert_eq!(written.refused[0].0, "g1");
        assert!(written.refused[0].1.starts_with(reason), "{written:?}");
        assert!(!record.known(&document.id, &run).unwrap());
        assert_eq!(record.documents(&Filter::default()).unwrap().rows.len(), 1);
    }
}

#[test]
fn skipped_inputs_are_part_of_the_record() {
    let mut record = sample::record();
    let before = record.digest().unwrap();
    let run = record.begin_run(&info("1"), at(NOW)).unwrap();
    record.skip(&run, "news.jsonl:17", "not JSON").unwrap();
    let with = record.digest().unwrap();
    record.skip(&run, "news.jsonl:17", "not JSON").unwrap();
    assert_ne!(with, before);
    assert_eq!(record.digest().unwrap(), with);
}

#[test]
fn files_that_are_no_records_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    assert!(matches!(Record::open_read_only(path("none.db")), Err(StoreError::Missing(_))));

    std::fs::write(
        path("text.db"),
        "This is a long enough text that is certainly no database at all.".repeat(40),
    )
    .unwrap();
    assert!(matches!(Record::open(path("text.db")), Err(StoreError::Foreign(_))));

    let other = rusqlite::Connection::open(path("other.db")).unwrap();
    other.execute_batch("CREATE TABLE t (x)").unwrap();
    assert!(matches!(Record::open(path("other.db")), Err(StoreError::Foreign(_))));

    drop(Record::open(path("record.db")).unwrap());
    assert!(
        Record::open_read_only(path("record.db")).unwrap().timeline(&Filter::default()).unwrap().is_empty()
    );
    rusqlite::Connection::open(path("record.db")).unwrap().pragma_update(None, "user_version", 99).unwrap();
    assert!(matches!(Record::open(path("record.db")), Err(StoreError::Newer { found: 99, .. })));
}

#[test]
fn an_older_record_is_brought_up_to_date() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.db");
    let old = rusqlite::Connection::open(&path).unwrap();
    old.execute_batch(include_str!("../../src/schema/0001.sql")).unwrap();
    old.pragma_update(None, "application_id", 0x5250_5452).unwrap();
    old.pragma_update(None, "user_version", 1).unwrap();
    drop(old);
    assert!(matches!(Record::open_read_only(&path), Err(StoreError::Older { found: 1, .. })));
    let mut record = Record::open(&path).unwrap();
    let run = record.begin_run(&info("1"), at(NOW)).unwrap();
    put(&mut record, &run, &debate_of_the_toll(), NOW);
    assert_eq!(record.digest().unwrap(), sample::record().digest().unwrap());
}

#[test]
fn an_older_record_keeps_its_facts() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.db");
    let old = rusqlite::Connection::open(&path).unwrap();
    for step in [
        include_str!("../../src/schema/0001.sql"),
        include_str!("../../src/schema/0002.sql"),
        include_str!("../../src/schema/0003.sql"),
        include_str!("../../src/schema/0004.sql"),
        include_str!("../../src/schema/0005.sql"),
        include_str!("../../src/schema/0006.sql"),
        "INSERT INTO debate VALUES (1, 'd', '{}');
         INSERT INTO run VALUES (1, 'k', 'k', '2024-06-01T00:00:00.000000Z', 'p', 'm', 'n', 1);
         INSERT INTO document VALUES (1, 'h', 'a1', 'a1.txt', 'text', NULL, NULL, NULL, NULL, '[]', 'Ruritania agreed.');
         INSERT INTO reading VALUES (1, 1, 1, '2024-06-01T00:00:00.000000Z', NULL);
         INSERT INTO actor VALUES (1, 'Ruritania', 'ruritania', 1);
         INSERT INTO fact VALUES (7, 'f', 1, 'position', 1, 'toll', 'support', NULL, NULL, NULL,
           '{\"kind\":\"position\",\"holder\":{\"name\":\"Ruritania\",\"mention\":[0,9],\"type\":\"country\"},
             \"issue\":\"toll\",\"stance\":\"support\",\"on\":null,\"evidence\":[[0,17]]}');
         INSERT INTO evidence VALUES (7, 0, 17);
         INSERT INTO mention VALUES (7, 'holder', 1, NULL, 'country', 'name');
         INSERT INTO assertion VALUES (7, 1, 'test', 1.0, NULL);
         INSERT INTO fact_search (rowid, words) VALUES (7, 'Ruritania agreed.');
         PRAGMA application_id = 0x52505452; PRAGMA user_version = 6;",
    ] {
        old.execute_batch(step).unwrap();
    }
    drop(old);
    let record = Record::open(&path).unwrap();
    assert_eq!(record.check().unwrap(), Vec::<String>::new());
    let rows =
        record.positions(&Filter { actor: Some("Ruritania".into()), ..Filter::default() }).unwrap().rows;
    assert_eq!((rows.len(), rows[0].last.id.0.as_str()), (1, "f"));
}

/// Indexes in the file, by another connection.
fn indexes(path: &std::path::Path) -> i64 {
    let db = rusqlite::Connection::open(path).unwrap();
    let sql = "SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'fact'";
    db.query_row(sql, [], |row| row.get(0)).unwrap()
}

#[test]
fn a_large_load_lays_indexes_aside_and_whoever_opens_the_record_next_makes_them_anew() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("record.db");
    let mut record = Record::open(&path).unwrap();
    let all = indexes(&path);
    let load = |record: &mut Record, documents: usize| {
        record.loading(documents, |record| -> Result<i64, StoreError> {
            let run = record.begin_run(&info("1"), at(NOW))?;
            put(record, &run, &debate_of_the_toll(), NOW);
            Ok(indexes(&path))
        })
    };
    assert_eq!(load(&mut record, 10).unwrap(), all);
    assert!(load(&mut record, 10_000).unwrap() < all);
    assert_eq!(indexes(&path), all);
    let failed = record.loading(10_000, |_| Err::<(), StoreError>(StoreError::UnknownDocument("a1".into())));
    assert!(failed.is_err() && indexes(&path) == all);

    // As a process leaves it that is killed.
    rusqlite::Connection::open(&path)
        .unwrap()
        .execute_batch("DROP INDEX fact_hash; DROP INDEX fact_kind")
        .unwrap();
    let answer =
        |record: &Record| serde_json::to_string(&record.timeline(&Filter::default()).unwrap()).unwrap();
    assert_eq!(answer(&Record::open_read_only(&path).unwrap()), answer(&record));
    assert!(Record::open(&path).unwrap().check().unwrap().is_empty() && indexes(&path) == all);
}

#[test]
fn the_query_of_the_schema_document_works() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("record.db");
    let mut record = Record::open(&path).unwrap();
    let run = record.begin_run(&info("1"), at(NOW)).unwrap();
    put(&mut record, &run, &debate_of_the_toll(), NOW);
    let text = include_str!("../../../../docs/schema.md");
    let sql = text.split("```sql").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let db = rusqlite::Connection::open(&path).unwrap();
    let mut query = db.prepare(sql).unwrap();
    let rows = query.query_map([], |row| Ok((row.get(1)?, row.get(4)?))).unwrap();
    let rows: Vec<(String, String)> = rows.collect::<rusqlite::Result<_>>().unwrap();
    assert_eq!(rows.len(), 6);
    assert!(
        rows.contains(&(
            "Ruritania".into(),
            "Strelsau is against the toll, a spokesman said on Monday.".into()
        ))
    );
}
