//! Answers, as they are printed.
use crate::sample::{self, at, debate_of_the_toll, document, fact, info};
use rapporteur_record::{Offsets, Stance, Why, contract};
use rapporteur_store::{
    Answer, Filter, Record, Row, StoreError,
    export::{self, Format, Style},
};
use serde_json::{Value, json};

fn print<R: Row>(answer: &Answer<R>, format: Format) -> String {
    let mut out = Vec::new();
    export::write(answer, format, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn table<R: Row>(answer: &Answer<R>) -> String {
    print(answer, Format::Table(Style::default()))
}

fn all() -> Filter {
    Filter::default()
}

fn as_of(date: &str) -> Filter {
    Filter { as_of: date.parse().ok(), ..all() }
}

fn by(actor: &str) -> Filter {
    Filter { actor: Some(actor.into()), ..all() }
}

fn on(issue: &str) -> Filter {
    Filter { issue: Some(issue.into()), ..all() }
}

#[test]
fn tables() {
    let record = sample::record();
    let tables = [
        table(&record.positions(&all()).unwrap()),
        table(&record.statements(&all()).unwrap()),
        table(&record.decisions(&all()).unwrap()),
        table(&record.measures(&all()).unwrap()),
        table(&record.warnings(&all()).unwrap()),
        table(&record.demands(&all()).unwrap()),
        table(&record.timeline(&all()).unwrap()),
        table(&record.actors(&all()).unwrap()),
        table(&record.issues(&all()).unwrap()),
        table(&record.documents(&all()).unwrap()),
        table(&record.search("toll", &all()).unwrap()),
    ];
    let text = tables.join("\n\n");
    assert!(text.lines().all(|line| line.chars().count() <= 100));
    insta::assert_snapshot!(text);
}

#[test]
fn tables_keep_to_the_width() {
    let record = sample::record();
    for width in [72, 80, 100, 160] {
        let format = Format::Table(Style { width, colour: false });
        let text = [
            print(&record.positions(&all()).unwrap(), format),
            print(&record.decisions(&all()).unwrap(), format),
            print(&record.measures(&all()).unwrap(), format),
            print(&record.warnings(&all()).unwrap(), format),
            print(&record.timeline(&all()).unwrap(), format),
            print(&record.actors(&all()).unwrap(), format),
            print(&record.documents(&all()).unwrap(), format),
        ];
        for line in text.iter().flat_map(|table| table.lines()) {
            assert!(line.chars().count() <= width, "{width}: {line}");
        }
    }
}

#[test]
fn the_dossier() {
    let mut out = Vec::new();
    export::write_brief(&sample::record().brief(&all()).unwrap(), &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    for line in text.lines().filter(|line| line.starts_with("- ")) {
        assert!(line.ends_with(']') || line.starts_with("- ["), "no note: {line}");
    }
    insta::assert_snapshot!(text);
}

#[test]
fn one_fact_in_context() {
    let record = sample::record();
    let id = record.statements(&all()).unwrap().rows[0].0.id.0.clone();
    let detail = record.show(&id[..6], &all()).unwrap();
    let mut out = Vec::new();
    export::write_detail(&detail, false, Style::default(), &mut out).unwrap();
    out.push(b'\n');
    export::write_detail(&detail, false, Style { width: 60, colour: true }, &mut out).unwrap();
    insta::assert_snapshot!(String::from_utf8(out).unwrap().replace('\x1b', "␛"));
}

#[test]
fn offsets_leave_as_code_points() {
    let record = sample::record();
    let (document, _) = &debate_of_the_toll()[0];
    let chars: Vec<char> = document.text.chars().collect();
    let slice = |pair: &Value| -> String {
        let at = |i: usize| pair[i].as_u64().unwrap() as usize;
        chars[at(0)..at(1)].iter().collect()
    };
    let hit =
        &serde_json::to_value(record.search("ferry", &Filter { from: None, ..all() }).unwrap()).unwrap();
    let text = hit
        .as_array()
        .unwrap()
        .iter()
        .find(|hit| hit["fact"].is_null() && hit["origin"]["doc"] == "g1")
        .unwrap();
    assert_eq!(slice(&text["hits"][0]), "ferry");
    assert_eq!(slice(&text["span"]), text["text"].as_str().unwrap());

    let detail = serde_json::to_value(record.show(&first_statement(&record), &all()).unwrap()).unwrap();
    assert_eq!(slice(&detail["content"][0]), "We will not pay twice");
    for passage in detail["context"].as_array().unwrap() {
        assert_eq!(slice(&passage["span"]), passage["text"].as_str().unwrap());
    }
}

fn first_statement(record: &Record) -> String {
    record.statements(&all()).unwrap().rows[0].0.id.0.clone()
}

#[test]
fn how_a_fact_was_read_is_told_where_it_is_asked_for() {
    let (document, mut facts) = debate_of_the_toll().remove(0);
    let why = Why { frame: "quoted".into(), score: Some(0.875), ..Why::default() };
    facts[1].why = Some(Box::new(why.clone()));
    let mut record = Record::in_memory().unwrap();
    let run = record.begin_run(&sample::info("1"), sample::at(sample::NOW)).unwrap();
    sample::put(&mut record, &run, &[(document, facts)], sample::NOW);

    let detail = record.show(&first_statement(&record), &all()).unwrap();
    assert_eq!(detail.entry.fact.why.as_deref(), Some(&why));
    assert_eq!(serde_json::to_value(&detail).unwrap()["why"], json!({"frame": "quoted", "score": 0.875}));
    let read = record.reading(record.readings(&run).unwrap()[0]).unwrap();
    assert_eq!(read.facts[1].why.as_deref(), Some(&why));
    let told = |why: bool| {
        let mut out = Vec::new();
        export::write_detail(&detail, why, Style::default(), &mut out).unwrap();
        String::from_utf8(out).unwrap().contains("probability 0.875")
    };
    assert!(told(true) && !told(false));
}

#[test]
fn a_report_is_no_statement() {
    let text = "Zenda said that Strelsau might announce a toll.";
    let doc = document("r1", "Herald", "2024-05-15", text);
    let words = |name: &str, words: &str| json!({"name": name, "type": "country", "words": words});
    let statement = fact(
        &doc,
        json!({"kind": "statement", "speaker": words("Zenda", "Zenda"), "cue": ["said"], "on": null,
        "content": ["that Strelsau might announce a toll"], "mode": "indirect", "evidence": [text]}),
    );
    let outer = contract::id(&doc.id, &statement, &Offsets::new(text)).0;
    let report = fact(
        &doc,
        json!({"kind": "report", "speaker": words("Ruritania", "Strelsau"), "cue": ["might announce"], "on": null,
        "content": ["a toll"], "mode": "indirect", "reality": "possible", "within": outer, "evidence": [text]}),
    );
    let mut record = Record::in_memory().unwrap();
    let run = record.begin_run(&info("1"), at(sample::NOW)).unwrap();
    sample::put(&mut record, &run, &[(doc, vec![statement, report])], sample::NOW);

    assert_eq!(record.statements(&all()).unwrap().rows.len(), 1);
    assert_eq!(record.timeline(&all()).unwrap().rows.len(), 1);
    let both = record.statements_and_reports(&all()).unwrap();
    let listed = print(&both, Format::Csv);
    assert!(listed.contains(&format!("might announce (possible, in {})", &outer[..8])), "{listed}");
    let id = &both.rows.iter().find(|row| row.0.id.0 != outer).unwrap().0.id.0;
    let mut out = Vec::new();
    export::write_detail(&record.show(id, &all()).unwrap(), false, Style::default(), &mut out).unwrap();
    let shown = String::from_utf8(out).unwrap();
    assert!(
        shown.contains("put as      possible") && shown.contains(&format!("within      {outer}")),
        "{shown}"
    );
}

#[test]
fn an_id_must_mean_one_fact() {
    let record = sample::record();
    for nonsense in ["", "zz", "0123456789abcdef0", "%", "' OR 1"] {
        assert!(matches!(record.show(nonsense, &all()), Err(StoreError::UnknownFact(_))), "{nonsense}");
    }
    let ids: Vec<String> = record.timeline(&all()).unwrap().rows.into_iter().map(|row| row.0.id.0).collect();
    let twice = ids.iter().map(|id| &id[..1]).find(|c| ids.iter().filter(|id| id.starts_with(c)).count() > 1);
    let prefix = twice.expect("eleven ids begin with the same digit somewhere");
    assert!(matches!(record.show(prefix, &all()), Err(StoreError::AmbiguousFact { .. })));
}

#[test]
fn a_position_is_the_last_one_known_by_that_day() {
    let record = sample::record();
    let stance = |filter: &Filter| -> Option<(Stance, String, String)> {
        let filter = Filter { actor: Some("Ruritania".into()), ..filter.clone() };
        let answer = record.positions(&filter).unwrap();
        answer.rows.first().map(|row| (row.stance, row.since.short(), row.change()))
    };
    assert_eq!(stance(&as_of("2024-05-05")), None);
    assert_eq!(stance(&as_of("2024-05-06")), Some((Stance::Oppose, "2024-05-06".into(), String::new())));
    // The change is undated: it is placed where its document appeared.
    assert_eq!(stance(&as_of("2024-05-14")).unwrap().0, Stance::Oppose);
    assert_eq!(stance(&as_of("2024-05-15")), Some((Stance::Conditional, "≤2024-05-15".into(), "−→".into())));
    let now = record.positions(&by("Ruritania")).unwrap().rows.remove(0);
    assert_eq!((now.documents, now.sources, now.steps.len()), (2, 2, 2));
    assert_eq!(now.last.origin.doc, "c1");
}

#[test]
fn two_stances_on_one_day_are_both_told() {
    let mut record = sample::record();
    let text = "On May 6 Ruritania hailed the toll.";
    let doc = document("x1", "Echo", "2024-05-07", text);
    let facts = [fact(
        &doc,
        json!({"kind": "position", "holder": {"name": "Ruritania", "type": "country", "words": "Ruritania"},
            "issue": "toll", "stance": "support", "on": "2024-05-06", "evidence": [text]}),
    )];
    let run = record.begin_run(&info("1"), at(sample::NOW)).unwrap();
    record.put(&run, [(&doc, &facts[..])], at(sample::NOW)).unwrap();
    let answer =
        record.positions(&Filter { actor: Some("ruritania".into()), ..as_of("2024-05-10") }).unwrap();
    assert_eq!(answer.rows[0].also.len(), 1);
    assert_eq!(answer.rows[0].steps.len(), 1, "one day is no change");
}

#[test]
fn actors_are_found_by_name_alias_and_part_without_accents() {
    let record = sample::record();
    let speakers = |name: &str| -> Vec<String> {
        let rows = record.actors(&by(name)).unwrap().rows;
        rows.into_iter().map(|row| row.name).collect()
    };
    assert_eq!(speakers("BRITTA ZURN"), ["Britta Zürn"]);
    assert_eq!(speakers("strelsau"), ["Ruritania"], "an alias seen in the text");
    assert_eq!(speakers("zurn"), ["Britta Zürn"], "a part of a name");
    assert_eq!(speakers("Diet"), ["Diet of Ruritania"]);
    assert_eq!(speakers("ruritania"), ["Ruritania"], "the whole name before a part of another");
    assert_eq!(speakers("the ministry"), Vec::<String>::new(), "a description is no alias");
    assert_eq!(speakers(""), Vec::<String>::new());
}

#[test]
fn an_issue_takes_what_shares_its_evidence() {
    let record = sample::record();
    assert_eq!(record.decisions(&on("toll")).unwrap().rows.len(), 1);
    assert_eq!(record.demands(&on("FERRY")).unwrap().rows.len(), 1);
    assert!(record.measures(&on("toll")).unwrap().is_empty());
    assert!(record.positions(&on("none")).unwrap().is_empty());
}

#[test]
fn days_bound_every_view() {
    let record = sample::record();
    let within = |from: &str, to: &str| {
        let filter = Filter { from: from.parse().ok(), to: to.parse().ok(), ..all() };
        record.timeline(&filter).unwrap().rows.len()
    };
    assert_eq!(within("2024-05-06", "2024-05-06"), 1);
    assert_eq!(within("2024-05-07", "2024-05-13"), 2);
    assert_eq!(within("2024-05", "2024-05"), 11);
    assert_eq!(within("2025", "2026"), 0);
    assert_eq!(record.timeline(&Filter { limit: Some(4), ..all() }).unwrap().rows.len(), 4);
    assert_eq!(record.documents(&as_of("2024-05-15")).unwrap().rows.len(), 2);
}

#[test]
fn facts_without_any_date_answer_no_question_that_names_one() {
    let mut record = Record::in_memory().unwrap();
    let run = record.begin_run(&info("1"), at(sample::NOW)).unwrap();
    let doc = document("u1", "Echo", "", "Ruritania hailed the toll.");
    let facts = [fact(
        &doc,
        json!({"kind": "position", "holder": {"name": "Ruritania", "words": "Ruritania", "type": "country"},
            "issue": "toll", "stance": "support", "on": null, "evidence": ["Ruritania hailed the toll."]}),
    )];
    record.put(&run, [(&doc, &facts[..])], at(sample::NOW)).unwrap();
    assert_eq!(record.positions(&all()).unwrap().rows[0].since.words(), "undated");
    assert!(record.positions(&as_of("2030")).unwrap().is_empty());
}

#[test]
fn a_limited_search_is_the_beginning_of_the_whole_one() {
    let record = sample::record();
    for words in ["toll", "ferry OR bridge", "Ruritania"] {
        let found = |limit| {
            let rows = record.search(words, &Filter { limit, ..all() }).unwrap().rows;
            rows.iter().map(|row| serde_json::to_string(row).unwrap()).collect::<Vec<_>>()
        };
        let whole = found(None);
        assert!(whole.len() > 2, "{words}");
        for limit in 1..=whole.len() + 1 {
            assert_eq!(found(Some(limit)), whole[..limit.min(whole.len())], "{words}, {limit}");
        }
    }
}

#[test]
fn search_finds_facts_by_their_resolved_names() {
    let record = sample::record();
    let found = |words: &str| record.search(words, &all()).unwrap().rows;
    assert!(found("Ruritania oppose").iter().any(|hit| hit.fact.is_some()), "the text says Strelsau");
    assert!(found("zurn").iter().any(|hit| hit.fact.is_some()), "accents do not count");
    assert!(found("\"free ferry\"").iter().any(|hit| hit.snippet().contains("free ferry")));
    assert!(found("ferry -free").iter().all(|hit| !hit.snippet().contains("free ferry")));
    assert!(found("Subscribe").is_empty(), "clutter is not searched");
    assert!(found("ferries").len() == found("ferry").len(), "endings do not count");
    assert!(
        record.search("ship OR ferry", &by("Britta Zürn")).unwrap().rows.iter().all(|hit| hit.fact.is_some())
    );
}

#[test]
fn every_format_has_the_same_rows() {
    let answer = sample::record().timeline(&all()).unwrap();
    let json: Value = serde_json::from_str(&print(&answer, Format::Json)).unwrap();
    assert_eq!(json.as_array().unwrap().len(), 11);
    let lines: Vec<Value> =
        print(&answer, Format::Jsonl).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(json, Value::Array(lines));
    assert_eq!(print(&answer, Format::Csv).lines().count(), 12);
    assert_eq!(print(&answer, Format::Markdown).lines().count(), 13);
}

#[test]
fn an_empty_answer_is_empty_in_every_format() {
    let answer = sample::record().statements(&by("nobody")).unwrap();
    assert!(answer.is_empty());
    assert_eq!(table(&answer), "");
    assert_eq!(print(&answer, Format::Json), "[]\n");
    assert_eq!(print(&answer, Format::Jsonl), "");
    assert_eq!(print(&answer, Format::Csv), "date,speaker,cue,content,source,doc,id\n");
    assert_eq!(print(&answer, Format::Markdown), "");
}

#[test]
fn markdown_cells_hold_no_markup() {
    let mut record = Record::in_memory().unwrap();
    let run = record.begin_run(&info("1"), at(sample::NOW)).unwrap();
    let text = "Ruritania|<b>*said* [no](x) & left.";
    let doc = document("m1", "Echo", "2024-05-07", text);
    let facts = [fact(
        &doc,
        json!({"kind": "statement", "speaker": {"name": "Ruritania", "type": "country"}, "cue": null,
            "content": [text], "mode": "indirect", "on": null, "evidence": [text]}),
    )];
    record.put(&run, [(&doc, &facts[..])], at(sample::NOW)).unwrap();
    let markdown = print(&record.statements(&all()).unwrap(), Format::Markdown);
    assert!(markdown.contains(r"Ruritania\|\<b\>\*said\* \[no\](x) &amp; left."), "{markdown}");
}

#[test]
fn every_row_fills_its_columns() {
    fn check<R: Row>(answer: Answer<R>) {
        assert!(!answer.is_empty());
        for row in &answer.rows {
            assert_eq!(row.cells().len(), R::COLUMNS.len(), "{:?}", R::COLUMNS);
        }
    }
    let record = sample::record();
    check(record.positions(&all()).unwrap());
    check(record.statements(&all()).unwrap());
    check(record.decisions(&all()).unwrap());
    check(record.measures(&all()).unwrap());
    check(record.warnings(&all()).unwrap());
    check(record.demands(&all()).unwrap());
    check(record.timeline(&all()).unwrap());
    check(record.actors(&all()).unwrap());
    check(record.issues(&all()).unwrap());
    check(record.documents(&all()).unwrap());
    check(record.search("toll", &all()).unwrap());
}
