//! A small made-up debate: three outlets on a bridge toll in Ruritania.
use rapporteur_record::{Debate, Document, Fact, Format, Issue, Offsets, Source, Span, contract};
use rapporteur_store::{Record, Run, RunInfo};
use serde_json::{Value, json};

pub const NOW: &str = "2024-06-01T10:00:00Z";

pub fn at(instant: &str) -> jiff::Timestamp {
    instant.parse().unwrap()
}

pub fn debate() -> Debate {
    let issue =
        |id: &str, text: &str| Issue { id: id.into(), text: text.into(), pro: vec![], contra: vec![] };
    Debate {
        issues: vec![
            issue("toll", "Ruritania should put a toll on the river bridge."),
            issue("ferry", "The free ferry should run again."),
        ],
    }
}

pub fn info(program: &str) -> RunInfo {
    RunInfo { program: program.into(), debate: debate(), ..RunInfo::default() }
}

pub fn document(name: &str, outlet: &str, published: &str, text: &str) -> Document {
    let source = Source {
        path: format!("{name}.txt"),
        format: Format::Text,
        outlet: Some(outlet.into()),
        title: Some(format!("Bridge news {name}")),
        published: published.parse().ok(),
        url: None,
    };
    let clutter = text.find("Subscribe").map(|start| Span::new(start, text.len()));
    Document::new(name, source, text.to_owned(), clutter.into_iter().collect())
}

/// A fact whose places are given as words of the document: strings and lists of strings become code point pairs.
pub fn fact(document: &Document, slots: Value) -> Fact {
    let offsets = Offsets::new(&document.text);
    let pair = |words: &Value| {
        let words = words.as_str().unwrap();
        let start = document.text.find(words).unwrap_or_else(|| panic!("no {words:?} in {}", document.name));
        json!(offsets.points(Span::new(start, start + words.len())))
    };
    let places = |value: &Value| match value {
        Value::Array(all) => all.iter().map(pair).collect(),
        Value::Null => Value::Null,
        one => pair(one),
    };
    let mut object = slots.as_object().unwrap().clone();
    for (key, value) in &mut object {
        match key.as_str() {
            "evidence" | "cue" | "content" | "object" | "scope" | "trigger" | "consequence" | "action" => {
                *value = places(value);
            }
            "speaker" | "holder" | "body" | "authority" | "issuer" | "target" | "addressee" => {
                let mention = value.get("words").map(pair);
                *value = json!({"name": value["name"], "type": value["type"], "mention": mention});
            }
            _ => {}
        }
    }
    contract::from_json(&Value::Object(object), &offsets).unwrap()
}

/// Three documents with eleven facts.
pub fn debate_of_the_toll() -> Vec<(Document, Vec<Fact>)> {
    vec![gazette(), herald(), courier()]
}

fn gazette() -> (Document, Vec<Fact>) {
    let text = "Bridge toll divides capital\n\nStrelsau is against the toll, a spokesman said on Monday. \
        “We will not pay twice”, said Count Rupert Hentzau. 🚢 The ferry stays.\n\nSubscribe to our letter!";
    let doc = document("g1", "Gazette", "2024-05-08", text);
    let against = "Strelsau is against the toll, a spokesman said on Monday.";
    let country = json!({"name": "Ruritania", "type": "country", "words": "Strelsau"});
    let rupert = json!({"name": "Rupert Hentzau", "type": "person", "words": "Count Rupert Hentzau"});
    let said = "“We will not pay twice”, said Count Rupert Hentzau.";
    let facts = vec![
        fact(
            &doc,
            json!({"kind": "position", "holder": country, "issue": "toll", "stance": "oppose",
            "on": "2024-05-06", "evidence": [against], "rule": "position/frame", "confidence": 0.9}),
        ),
        fact(
            &doc,
            json!({"kind": "statement", "speaker": rupert, "cue": ["said Count"], "content": ["We will not pay twice"],
            "mode": "direct", "on": null, "evidence": [said], "rule": "statement/quote", "confidence": 0.95}),
        ),
        fact(
            &doc,
            json!({"kind": "position", "holder": rupert, "issue": "toll", "stance": "oppose",
            "on": null, "evidence": [said]}),
        ),
    ];
    (doc, facts)
}

fn herald() -> (Document, Vec<Fact>) {
    let text = "The Diet adopted the bridge bill by 120 votes to 80 on May 14.\n\nBritta Zürn, the minister, urged \
        the Diet to bring back the free ferry. Ruritania now backs the toll if lorries alone pay it. Lorries may not \
        cross the bridge at night, except with milk. If nothing is done the bridge will fall, the Union of Skippers \
        warned the ministry.";
    let doc = document("h1", "Herald", "2024-05-15", text);
    let vote = "The Diet adopted the bridge bill by 120 votes to 80 on May 14.";
    let urge = "Britta Zürn, the minister, urged the Diet to bring back the free ferry.";
    let backs = "Ruritania now backs the toll if lorries alone pay it.";
    let night = "Lorries may not cross the bridge at night, except with milk.";
    let fall = "If nothing is done the bridge will fall, the Union of Skippers warned the ministry.";
    let zurn = json!({"name": "Britta Zürn", "type": "person", "words": "Britta Zürn"});
    let diet = json!({"name": "Diet of Ruritania", "type": "body", "words": "The Diet"});
    let state = json!({"name": "Ruritania", "type": "country", "words": "Ruritania"});
    let facts = vec![
        fact(
            &doc,
            json!({"kind": "decision", "body": diet, "act": "adopt", "instrument": "bill",
            "votes": {"for": 120, "against": 80, "abstain": null}, "binding": true, "on": "2024-05-14", "evidence": [vote]}),
        ),
        fact(
            &doc,
            json!({"kind": "position", "holder": diet, "issue": "toll", "stance": "support",
            "on": "2024-05-14", "evidence": [vote]}),
        ),
        fact(
            &doc,
            json!({"kind": "demand", "issuer": zurn, "addressee": {"name": "Diet of Ruritania", "type": "body",
            "words": "the Diet"}, "action": "bring back the free ferry", "on": null, "evidence": [urge]}),
        ),
        fact(
            &doc,
            json!({"kind": "position", "holder": zurn, "issue": "ferry", "stance": "support",
            "on": null, "evidence": [urge]}),
        ),
        fact(
            &doc,
            json!({"kind": "position", "holder": state, "issue": "toll", "stance": "conditional",
            "on": null, "evidence": [backs]}),
        ),
        fact(
            &doc,
            json!({"kind": "measure", "authority": {"name": "Ruritania", "type": "country"}, "effect": "forbids",
            "target": {"name": "lorries", "type": "group", "words": "Lorries"}, "object": "cross the bridge at night",
            "scope": ["except with milk"], "status": "in_force", "on": null, "evidence": [night]}),
        ),
        fact(
            &doc,
            json!({"kind": "warning", "issuer": {"name": "Union of Skippers", "type": "body", "words": "the Union of Skippers"},
            "addressee": {"name": "ministry", "type": "body", "words": "the ministry"}, "trigger": "If nothing is done",
            "consequence": "the bridge will fall", "on": null, "evidence": [fall]}),
        ),
    ];
    (doc, facts)
}

fn courier() -> (Document, Vec<Fact>) {
    let text = "Ruritania will accept the toll only for lorries, Zurn told the Courier.";
    let doc = document("c1", "Courier", "2024-05-20", text);
    let state = json!({"name": "Ruritania", "type": "country", "words": "Ruritania"});
    let facts = vec![fact(
        &doc,
        json!({"kind": "position", "holder": state, "issue": "toll",
        "stance": "conditional", "on": null, "evidence": [text]}),
    )];
    (doc, facts)
}

/// The documents in one batch.
pub fn put(
    record: &mut Record,
    run: &Run,
    documents: &[(Document, Vec<Fact>)],
    now: &str,
) -> rapporteur_store::Written {
    record.put(run, documents.iter().map(|(d, f)| (d, &f[..])), at(now)).unwrap()
}

/// A record in memory that holds the debate of the toll.
pub fn record() -> Record {
    let mut record = Record::in_memory().unwrap();
    let run = record.begin_run(&info("1"), at(NOW)).unwrap();
    put(&mut record, &run, &debate_of_the_toll(), NOW);
    record
}
