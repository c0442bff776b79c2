//! Whatever the order, the batches and the interruptions: the same record.
use crate::sample;
use crate::sample::{NOW, at, info};
use proptest::prelude::*;
use rapporteur_record::{
    Actor, ActorKind, Claim, Document, Fact, PartialDate, Position, Source, Span, Stance,
};
use rapporteur_store::{Filter, Record};

/// A document of up to five sentences, some of which are positions.
fn document() -> impl Strategy<Value = (Document, Vec<Fact>)> {
    let sentence = ("[A-ZÉÖ][a-zßé]{1,6}( [a-z🚢漢]{1,5}){1,4}\\.", 0..4usize, any::<bool>(), 1..28u8);
    let parts = proptest::collection::vec(sentence, 1..5);
    (0..500usize, parts, 1..28u8).prop_map(|(name, parts, day)| {
        let published = PartialDate::ymd(2024, 5, day);
        let mut text = String::new();
        let mut facts = Vec::new();
        for (sentence, stance, dated, on) in parts {
            let start = text.len();
            text.push_str(&sentence);
            let mention = Span::new(start, start + sentence.find(' ').unwrap());
            let holder = Actor {
                name: sentence.split(' ').next().unwrap().to_lowercase(),
                kind: ActorKind::Country,
                mention: Some(mention),
                rule: "gazetteer",
            };
            let position = Position { holder, issue: "toll".into(), stance: Stance::ALL[stance] };
            facts.push(Fact {
                claim: Claim::Position(position),
                on: dated.then(|| PartialDate::ymd(2024, 5, on)).flatten(),
                evidence: vec![Span::new(start, text.len())],
                rule: "position/frame".into(),
                confidence: 0.5,
                why: None,
            });
            text.push('\n');
        }
        let source = Source { published, outlet: Some(format!("Outlet {}", name % 3)), ..Source::default() };
        (Document::new(format!("d{name}"), source, text, Vec::new()), facts)
    })
}

fn put(record: &mut Record, documents: &[&(Document, Vec<Fact>)], batch: usize, now: &str) {
    let run = record.begin_run(&info("1"), at(now)).unwrap();
    for chunk in documents.chunks(batch) {
        record.put(&run, chunk.iter().map(|(d, f)| (d, &f[..])), at(now)).unwrap();
    }
}

fn answers(record: &Record) -> String {
    let filter = Filter::default();
    let mut out = Vec::new();
    let json = rapporteur_store::export::Format::Json;
    rapporteur_store::export::write(&record.positions(&filter).unwrap(), json, &mut out).unwrap();
    rapporteur_store::export::write(&record.timeline(&filter).unwrap(), json, &mut out).unwrap();
    rapporteur_store::export::write(&record.actors(&filter).unwrap(), json, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn order_batches_and_interruptions_do_not_matter(
        (documents, shuffled) in proptest::collection::vec(document(), 1..12)
            .prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
        batch in 1..5usize,
        broken_at in 0..12usize,
    ) {
        let mut plain = Record::in_memory().unwrap();
        put(&mut plain, &documents.iter().collect::<Vec<_>>(), 100, NOW);
        let mut other = Record::in_memory().unwrap();
        let shuffled: Vec<_> = shuffled.iter().collect();
        put(&mut other, &shuffled[..broken_at.min(shuffled.len())], batch, NOW);
        put(&mut other, &shuffled, batch, "2024-06-02T00:00:00Z");
        prop_assert_eq!(plain.digest().unwrap(), other.digest().unwrap());
        prop_assert_eq!(answers(&plain), answers(&other));
        prop_assert!(other.check().unwrap().is_empty());
    }

    #[test]
    fn what_was_known_stays_what_it_was(
        first in proptest::collection::vec(document(), 1..6),
        second in proptest::collection::vec(document(), 1..6),
        words in "\\PC{0,12}",
    ) {
        let mut record = Record::in_memory().unwrap();
        put(&mut record, &first.iter().collect::<Vec<_>>(), 2, "2024-06-01T00:00:00Z");
        let known_at = Some(at("2024-06-01T12:00:00Z"));
        let past = |record: &Record| {
            let filter = Filter { known_at, actor: Some(words.clone()).filter(|w| !w.is_empty()), ..Filter::default() };
            let all = Filter { known_at, ..Filter::default() };
            format!(
                "{:?} {:?} {:?}",
                serde_json::to_string(&record.timeline(&filter).unwrap()),
                serde_json::to_string(&record.positions(&all).unwrap()),
                serde_json::to_string(&record.documents(&all).unwrap()),
            )
        };
        let before = past(&record);
        // A newer version reads some documents again and finds nothing in them, and others for the first time.
        let run = record.begin_run(&info("2"), at("2024-06-02T00:00:00Z")).unwrap();
        record.put(&run, first.iter().map(|(d, _)| (d, &[][..])), at("2024-06-02T00:00:00Z")).unwrap();
        put(&mut record, &second.iter().collect::<Vec<_>>(), 2, "2024-06-03T00:00:00Z");
        prop_assert_eq!(past(&record), before);
    }

    #[test]
    fn no_search_is_an_error(words in "\\PC{0,30}|[\"*()^:+ a-z-]{0,20}|[\\x00-\\x1f\"]{0,6}") {
        let record = sample::record();
        record.search(&words, &Filter::default()).unwrap();
    }
}
