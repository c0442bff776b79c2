//! What documents say of who somebody is.
use crate::sample::{at, document, info};
use rapporteur_record::{Document, Post, Span};
use rapporteur_store::{Filter, Found, Judgement, Record, Verdict};

const DAY_1: &str = "2024-06-01T10:00:00Z";
const DAY_2: &str = "2024-06-02T10:00:00Z";

fn post(document: &Document, words: &str, actor: &str, office: &str) -> Post {
    let start = document.text.find(words).expect("the words stand in the text");
    let span = Span::new(start, start + words.len());
    Post { actor: actor.into(), office: Some(office.into()), of: Some("Ruritania".into()), span }
}

fn texts() -> [Document; 2] {
    [
        document("one", "Bell", "2024-05-01", "É: the bridge warden Rudolf Rassendyll was glad."),
        document(
            "two",
            "Crier",
            "2024-05-09",
            "Warden Rudolf Rassendyll resigned; Minister R. Rassendyll rose.",
        ),
    ]
}

fn read(record: &mut Record, program: &str, posts: &[&[Post]], now: &str) {
    let run = record.begin_run(&info(program), at(now)).unwrap();
    let documents = texts();
    let found = documents.iter().zip(posts).map(|(document, posts)| Found {
        document,
        facts: &[],
        proposals: None,
        posts,
    });
    record.put_found(&run, found, at(now)).unwrap();
}

fn two_texts() -> Record {
    let [one, two] = texts();
    let mut record = Record::in_memory().unwrap();
    let first = [post(&one, "the bridge warden", "Rudolf Rassendyll", "warden")];
    let second = [
        post(&two, "Warden", "Rudolf Rassendyll", "warden"),
        post(&two, "Minister", "R. Rassendyll", "minister"),
    ];
    read(&mut record, "1", &[&first, &second], DAY_1);
    record
}

#[test]
fn posts_are_shown_with_the_words_and_days_of_their_documents() {
    let record = two_texts();
    let detail =
        record.actor("rudolf rassendyll", &Filter::default()).unwrap().expect("somebody with a post");
    assert_eq!(detail.posts.len(), 1);
    let warden = &detail.posts[0];
    assert_eq!((warden.first, warden.last), ("2024-05-01".parse().ok(), "2024-05-09".parse().ok()));
    let words: Vec<&str> = warden.evidence.iter().map(|e| e.words.as_str()).collect();
    assert_eq!(words, ["the bridge warden", "Warden"]);
    assert!(record.actor("Nobody", &Filter::default()).unwrap().is_none());
}

#[test]
fn a_merge_brings_posts_together() {
    let mut record = two_texts();
    let verdict = Verdict::Merge { from: "R. Rassendyll".into(), into: "Rudolf Rassendyll".into() };
    let judgement = Judgement { who: "A. Reader".into(), why: "one man".into(), verdict, facts: vec![] };
    record.judge(&judgement, at(DAY_2)).unwrap();
    let detail = record.actor("Rudolf Rassendyll", &Filter::default()).unwrap().expect("somebody");
    let offices: Vec<&str> = detail.posts.iter().filter_map(|p| p.office.as_deref()).collect();
    assert_eq!(offices, ["warden", "minister"]);
}

#[test]
fn a_newer_reading_replaces_posts_and_the_older_can_be_asked_for() {
    let mut record = two_texts();
    let [one, _] = texts();
    read(
        &mut record,
        "2",
        &[&[post(&one, "the bridge warden", "Rudolf Rassendyll", "bridge warden")], &[]],
        DAY_2,
    );
    let offices = |filter: &Filter| -> Vec<String> {
        let posts = record.all_posts(filter).unwrap();
        posts.into_values().flatten().filter_map(|p| p.office).collect()
    };
    assert_eq!(offices(&Filter::default()), ["bridge warden"]);
    let before = Filter { known_at: Some(at(DAY_1)), ..Filter::default() };
    assert_eq!(offices(&before), ["minister", "warden"]);
}

#[test]
fn forgetting_a_document_forgets_its_posts() {
    let mut record = two_texts();
    let digest = record.digest().unwrap();
    record.forget("two", "A. Reader", "asked to", at(DAY_2)).unwrap();
    assert_eq!(record.all_posts(&Filter::default()).unwrap().len(), 1);
    assert_ne!(record.digest().unwrap(), digest);
}
