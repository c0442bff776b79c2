//! Check and backup.
use crate::sample;
use rapporteur_store::{Filter, Record, StoreError};

fn file() -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("record.db");
    let mut record = Record::open(&path).unwrap();
    let run = record.begin_run(&sample::info("1"), sample::at(sample::NOW)).unwrap();
    sample::put(&mut record, &run, &sample::debate_of_the_toll(), sample::NOW);
    (folder, path)
}

#[test]
fn a_sound_record_has_no_faults() {
    let (_folder, path) = file();
    assert_eq!(Record::open(&path).unwrap().check().unwrap(), Vec::<String>::new());
    assert_eq!(Record::open_read_only(&path).unwrap().check().unwrap(), Vec::<String>::new());
}

#[test]
fn each_damage_is_named() {
    for (damage, fault) in [
        ("DELETE FROM evidence", "fact without evidence: "),
        ("DELETE FROM assertion", "fact that no reading asserts: "),
        ("PRAGMA foreign_keys = OFF; DELETE FROM run", "broken reference: reading row 1"),
        ("UPDATE evidence SET end = 100000", "evidence outside its text: "),
        ("UPDATE document SET text = 'other'", "search index: "),
        ("DELETE FROM fact_search", "fact that search does not know: "),
        ("UPDATE reading SET recorded = '1999' WHERE id = 2", "reading recorded before an earlier one: 2"),
        (
            "UPDATE assertion SET reading = reading % 3 + 1",
            "fact asserted by a reading of another document: ",
        ),
    ] {
        let (_folder, path) = file();
        rusqlite::Connection::open(&path).unwrap().execute_batch(damage).unwrap();
        let faults = Record::open(&path).unwrap().check().unwrap();
        assert!(faults.iter().any(|line| line.starts_with(fault)), "{damage}: {faults:?}");
    }
}

#[test]
fn a_backup_says_the_same() {
    let (folder, path) = file();
    let record = Record::open(&path).unwrap();
    let copy = folder.path().join("copy.db");
    record.backup(&copy).unwrap();
    let copied = Record::open(&copy).unwrap();
    assert_eq!(copied.digest().unwrap(), record.digest().unwrap());
    assert!(copied.check().unwrap().is_empty());
    assert!(matches!(record.backup(&copy), Err(StoreError::Exists(_))));
}

#[test]
fn a_reader_answers_while_a_writer_is_at_work() {
    let (_folder, path) = file();
    let reader = Record::open_read_only(&path).unwrap();
    let before = reader.digest().unwrap();
    let writer = rusqlite::Connection::open(&path).unwrap();
    writer.execute_batch("BEGIN IMMEDIATE; DELETE FROM assertion").unwrap();
    assert_eq!(reader.digest().unwrap(), before);
    writer.execute_batch("ROLLBACK").unwrap();
}

/// The files as a crash leaves them, without the tidying that closing does.
#[test]
fn what_was_acknowledged_outlives_a_crash() {
    let folder = tempfile::tempdir().unwrap();
    let (live, dead) = (folder.path().join("live.db"), folder.path().join("dead.db"));
    let documents = sample::debate_of_the_toll();
    let mut record = Record::open(&live).unwrap();
    let run = record.begin_run(&sample::info("1"), sample::at(sample::NOW)).unwrap();
    sample::put(&mut record, &run, &documents[..1], sample::NOW);
    sample::put(&mut record, &run, &documents[1..2], sample::NOW);
    for suffix in ["", "-wal"] {
        let name = |path: &std::path::Path| format!("{}{suffix}", path.display());
        std::fs::copy(name(&live), name(&dead)).unwrap();
    }
    drop(record);

    let mut survivor = Record::open(&dead).unwrap();
    assert!(survivor.check().unwrap().is_empty());
    let again = survivor.begin_run(&sample::info("1"), sample::at(sample::NOW)).unwrap();
    let known: Vec<bool> = documents.iter().map(|(d, _)| survivor.known(&d.id, &again).unwrap()).collect();
    assert_eq!(known, [true, true, false]);
    sample::put(&mut survivor, &again, &documents, sample::NOW);
    assert_eq!(survivor.digest().unwrap(), sample::record().digest().unwrap());
}

/// Whether the bytes stand anywhere in the record's files.
fn on_disk(path: &std::path::Path, words: &str) -> bool {
    let files =
        ["", "-wal"].map(|suffix| std::fs::read(format!("{}{suffix}", path.display())).unwrap_or_default());
    files.iter().any(|bytes| bytes.windows(words.len()).any(|part| part == words.as_bytes()))
}

#[test]
fn what_is_forgotten_leaves_nothing_but_that_it_was_there() {
    let (_folder, path) = file();
    let mut record = Record::open(&path).unwrap();
    let later = sample::at("2024-06-05T10:00:00Z");
    let said = ["We will not pay twice", "Rupert Hentzau", "hentzau"];
    assert!(said.iter().all(|words| on_disk(&path, words)));
    let tomb = record.forget("g1", "Registrar", "a court said so", later).unwrap();
    assert!(record.check().unwrap().is_empty());
    assert!(said.iter().all(|words| !on_disk(&path, words)), "something is left");

    let all = Filter::default();
    assert_eq!(record.documents(&all).unwrap().rows.len(), 2);
    assert!(record.search("twice", &all).unwrap().is_empty());
    assert_eq!(record.forgotten(None).unwrap(), [tomb]);
    let replayed = |at: &str| record.forgotten(Some(sample::at(at))).unwrap().len();
    assert_eq!(replayed("2024-06-02T00:00:00Z"), 1, "a replay says so");
    assert_eq!(replayed("2024-06-06T00:00:00Z"), 0);
    // Others that were named there and elsewhere are still known.
    let ruritania = Filter { actor: Some("Ruritania".into()), ..all.clone() };
    assert_eq!(record.timeline(&ruritania).unwrap().rows.len(), 3);
}

#[test]
fn a_forgotten_text_is_not_read_again() {
    let (_folder, path) = file();
    let mut record = Record::open(&path).unwrap();
    let later = sample::at("2024-06-05T10:00:00Z");
    record.forget("g1", "Registrar", "a court said so", later).unwrap();
    let (same, facts) = sample::debate_of_the_toll().remove(0);
    let copy = rapporteur_record::Document::new("copy", same.source.clone(), same.text.clone(), vec![]);
    let run = record.begin_run(&sample::info("2"), later).unwrap();
    let written = record.put(&run, [(&same, &facts[..]), (&copy, &[])], later).unwrap();
    assert_eq!(written.documents, 0);
    assert!(written.refused.iter().all(|(_, reason)| reason.ends_with("a court said so")), "{written:?}");
    assert_eq!(written.refused.len(), 2);
    assert!(matches!(record.forget("g1", "R", "again", later), Err(StoreError::UnknownDocument(_))));
}
