//! What was known at an instant is answered alike for ever, whatever is read, judged and renamed later.
use crate::sample::{self, at, debate_of_the_toll, info};
use proptest::prelude::*;
use rapporteur_record::{Claim, Document, Fact, Stance};
use rapporteur_store::{Filter, Judgement, Record, RollUp, Row, Term, Verdict, export};

/// Something that happens to a record; numbers choose among what is there.
#[derive(Debug, Clone)]
enum Event {
    /// A version of the program reads some documents, losing or changing some of their facts, with a debate file whose
    /// issues have these words.
    Read {
        version: u8,
        issues: u8,
        documents: u8,
        spoiled: u8,
    },
    Judge {
        fact: u8,
        verdict: u8,
    },
    Merge {
        from: u8,
        into: u8,
    },
    Undo {
        judgement: u8,
    },
}

fn event() -> impl Strategy<Value = Event> {
    let n = any::<u8>;
    prop_oneof![
        (0..3u8, 0..2u8, n(), n()).prop_map(|(version, issues, documents, spoiled)| Event::Read {
            version,
            issues,
            documents,
            spoiled
        }),
        (n(), n()).prop_map(|(fact, verdict)| Event::Judge { fact, verdict }),
        (n(), n()).prop_map(|(from, into)| Event::Merge { from, into }),
        n().prop_map(|judgement| Event::Undo { judgement }),
    ]
}

fn happen(record: &mut Record, event: &Event, now: &str) {
    match event {
        Event::Read { version, issues, documents, spoiled } => {
            let mut info = info(&version.to_string());
            info.debate.issues[0].text.push_str(["", " for lorries"][usize::from(*issues)]);
            let run = record.begin_run(&info, at(now)).unwrap();
            let chosen: Vec<(Document, Vec<Fact>)> = debate_of_the_toll()
                .into_iter()
                .enumerate()
                .filter(|(i, _)| documents >> i & 1 == 1)
                .map(|(_, (document, facts))| (document, spoil(facts, *spoiled)))
                .collect();
            sample::put(record, &run, &chosen, now);
        }
        Event::Judge { fact, verdict } => {
            let facts = record.timeline(&Filter::default()).unwrap().rows;
            let Some(row) = facts.get(usize::from(*fact) % facts.len().max(1)) else { return };
            let verdict = match verdict % 5 {
                0 => Verdict::Accept,
                1 => Verdict::Reject,
                2 => Verdict::Correct { slot: "on".into(), value: "2024-05-09".into() },
                3 => Verdict::Link { issue: "ferry".into(), stance: Some(Stance::Oppose) },
                _ => Verdict::Split {
                    from: row.0.fact.claim.actor().name.clone(),
                    into: "Nobody".into(),
                    also: vec![],
                },
            };
            judge(record, verdict, vec![row.0.id.0.clone()], now);
        }
        Event::Merge { from, into } => {
            let names: Vec<String> =
                record.actors(&Filter::default()).unwrap().rows.into_iter().map(|r| r.name).collect();
            let name = |n: u8| names.get(usize::from(n) % names.len().max(1)).cloned();
            let (Some(from), Some(into)) = (name(*from), name(*into)) else { return };
            if from != into {
                judge(record, Verdict::Merge { from, into }, vec![], now);
            }
        }
        Event::Undo { judgement } => {
            let made = record.judgements(&Filter::default()).unwrap().rows.len();
            if made > 0 {
                let judgement = i64::from(*judgement) % made as i64 + 1;
                judge(record, Verdict::Undo { judgement }, vec![], now);
            }
        }
    }
}

fn judge(record: &mut Record, verdict: Verdict, facts: Vec<String>, now: &str) {
    let judgement = Judgement { who: "Reader".into(), why: "looked it up".into(), verdict, facts };
    record.judge(&judgement, at(now)).unwrap();
}

/// Leaves out every fact whose bit is set, and turns the stances of those beside them.
fn spoil(facts: Vec<Fact>, bits: u8) -> Vec<Fact> {
    let kept = facts.into_iter().enumerate().filter(|(i, _)| bits >> (i % 8) & 1 == 0);
    kept.map(|(i, mut fact)| {
        if let Claim::Position(position) = &mut fact.claim
            && bits >> ((i + 1) % 8) & 1 == 1
        {
            position.stance = Stance::Undecided;
        }
        fact
    })
    .collect()
}

/// Two leading persons of the debate, by the knowledge of a made-up world.
const RULE: RollUp = RollUp {
    terms: |person| {
        let from = |text: &str| text.parse().expect("a date");
        let office = match person {
            "Rupert Hentzau" => "prime minister",
            "Britta Zürn" => "trade minister",
            _ => return Vec::new(),
        };
        vec![Term { office: office.into(), of: "Ruritania".into(), from: from("2024"), until: None }]
    },
    is_country: |name| name == "Ruritania",
};

/// Every view, without limits and with some.
fn answers(record: &Record, known_at: &str) -> Vec<String> {
    let known_at = Some(at(known_at));
    let all = Filter { known_at, ..Filter::default() };
    let some = Filter { as_of: "2024-05-15".parse().ok(), actor: Some("ruritania".into()), ..all.clone() };
    let issue = Filter { issue: Some("toll".into()), ..all.clone() };
    let mut out = Vec::new();
    for filter in [&all, &some, &issue] {
        out.push(print(record.positions(filter)));
        out.push(print(record.statements(filter)));
        out.push(print(record.decisions(filter)));
        out.push(print(record.measures(filter)));
        out.push(print(record.warnings(filter)));
        out.push(print(record.demands(filter)));
        out.push(print(record.timeline(filter)));
        out.push(print(record.actors(filter)));
        out.push(print(record.issues(filter)));
        out.push(print(record.documents(filter)));
        out.push(print(record.activity(filter)));
        out.push(print(record.outlets(filter)));
        out.push(print(record.copies(filter)));
        out.push(print(record.matrix(filter)));
        out.push(print(record.events(filter)));
        out.push(print(record.ledger(filter)));
        out.push(print(record.register(None, filter)));
        out.push(print(record.contradictions(filter)));
        out.push(serde_json::to_string(&record.changes(filter).unwrap()).unwrap());
        out.push(print(record.search("toll OR ferry", filter)));
        out.push(print(record.runs(filter)));
        out.push(print(record.judgements(filter)));
        out.push(serde_json::to_string(&record.brief(filter).unwrap()).unwrap());
    }
    let rolled = Filter { roll_up: Some(RULE), ..all.clone() };
    out.push(print(record.positions(&rolled)));
    out.push(print(record.ledger(&rolled)));
    out.push(print(record.matrix(&Filter { actor: some.actor, ..rolled })));
    for row in record.timeline(&all).unwrap().rows {
        out.push(serde_json::to_string(&record.show(&row.0.id.0, &all).unwrap()).unwrap());
    }
    out
}

fn print<R: Row>(answer: rapporteur_store::Result<rapporteur_store::Answer<R>>) -> String {
    let mut out = Vec::new();
    export::write(&answer.unwrap(), export::Format::Jsonl, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// What is counted from indexes now, and fact by fact as of an instant.
fn counts(record: &Record, known_at: Option<jiff::Timestamp>) -> [String; 4] {
    let filter = Filter { known_at, ..Filter::default() };
    let issues = record.issue_list(known_at).unwrap();
    [
        print(record.activity(&filter)),
        print(record.outlets(&filter)),
        print(record.documents(&filter)),
        format!("{issues:?}"),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn the_past_stays_as_it_was(events in proptest::collection::vec(event(), 1..8)) {
        let mut record = Record::in_memory().unwrap();
        let mut past: Vec<(String, Vec<String>)> = Vec::new();
        let first = Event::Read { version: 0, issues: 0, documents: 7, spoiled: 0 };
        for (n, event) in [&first].into_iter().chain(&events).enumerate() {
            let now = format!("2024-06-{:02}T10:00:00Z", n + 1);
            happen(&mut record, event, &now);
            for (instant, before) in &past {
                prop_assert_eq!(&answers(&record, instant), before, "at {} after {:?}", instant, event);
            }
            let later = format!("2024-06-{:02}T12:00:00Z", n + 1);
            prop_assert_eq!(counts(&record, None), counts(&record, Some(at(&later))));
            let known = answers(&record, &later);
            past.push((later, known));
        }
        prop_assert_eq!(record.check().unwrap(), Vec::<String>::new());
    }
}
