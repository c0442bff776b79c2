//! Positions of persons counted for their governments, and never unless that is asked for.
use crate::sample::{NOW, at, document, fact, info};
use rapporteur_record::{Post, Span, Stance};
use rapporteur_store::{Filter, Found, Record, RollUp, Term};
use serde_json::json;

/// Ann Lee leads Ruritania from 2024-03 to 2024-09; nothing is known beforehand of anybody else.
fn terms(person: &str) -> Vec<Term> {
    let date = |text: &str| text.parse().expect("a date");
    let lee = Term {
        office: "prime minister".into(),
        of: "Ruritania".into(),
        from: date("2024-03"),
        until: Some(date("2024-09")),
    };
    if person == "Ann Lee" { vec![lee] } else { Vec::new() }
}

const RULE: RollUp = RollUp { terms, is_country: |name| name == "Ruritania" };

/// One report a line: outlet, day, who, stance, and the office that it gives him.
fn record(reports: &[(&str, &str, &str, &str, Option<&str>)]) -> Record {
    let mut record = Record::in_memory().unwrap();
    let run = record.begin_run(&info("1"), at(NOW)).unwrap();
    for (number, (outlet, day, who, stance, office)) in reports.iter().enumerate() {
        let text =
            format!("{} {who} spoke of the toll, {stance}, in {outlet} {day}.", office.unwrap_or("Then"));
        let document = document(&format!("d{number}"), outlet, day, &text);
        let kind = if *who == "Ruritania" { "country" } else { "person" };
        let holder = json!({"name": who, "type": kind, "words": who});
        let position = fact(
            &document,
            json!({"kind": "position", "holder": holder, "issue": "toll", "stance": stance,
            "on": null, "evidence": [text]}),
        );
        let posts: Vec<Post> = office
            .map(|office| Post {
                actor: (*who).to_owned(),
                office: Some(office.to_lowercase()),
                of: Some("Ruritania".into()),
                span: Span::new(0, office.len()),
            })
            .into_iter()
            .collect();
        let found = Found { document: &document, facts: &[position], proposals: None, posts: &posts };
        record.put_found(&run, [found], at(NOW)).unwrap();
    }
    record
}

fn rolled() -> Filter {
    Filter { roll_up: Some(RULE), ..Filter::default() }
}

fn debate() -> Record {
    record(&[
        ("Gazette", "2024-02-08", "Ann Lee", "undecided", None),
        ("Gazette", "2024-05-08", "Ann Lee", "oppose", None),
        ("Herald", "2024-05-20", "Bo Nil", "conditional", Some("Transport minister")),
        ("Herald", "2024-05-21", "Cy Orr", "support", Some("Former transport minister")),
        ("Courier", "2024-06-08", "Ruritania", "support", None),
        ("Courier", "2024-12-08", "Ann Lee", "support", None),
    ])
}

#[test]
fn levels_stay_apart_unless_the_question_brings_them_together() {
    let holders = |filter: &Filter| {
        let rows = debate().positions(filter).unwrap().rows;
        rows.into_iter().map(|row| (row.holder, row.stance)).collect::<Vec<_>>()
    };
    let own = |name: &str, stance| (name.to_owned(), stance);
    assert_eq!(
        holders(&Filter::default()),
        [
            own("Ann Lee", Stance::Support),
            own("Cy Orr", Stance::Support),
            own("Ruritania", Stance::Support),
            own("Bo Nil", Stance::Conditional),
        ]
    );
    // Ann Lee before and after her office, and a former minister, speak for themselves.
    assert_eq!(
        holders(&rolled()),
        [own("Ann Lee", Stance::Support), own("Cy Orr", Stance::Support), own("Ruritania", Stance::Support)]
    );
}

#[test]
fn each_step_says_whose_it_was_and_by_which_rule() {
    let filter = Filter { actor: Some("Ruritania".into()), ..rolled() };
    let rows = debate().ledger(&filter).unwrap().rows;
    let told: Vec<_> = rows
        .iter()
        .map(|row| {
            let whose = row.whose.first().map(rapporteur_store::Whose::short);
            (row.holder.as_str(), row.stance, whose)
        })
        .collect();
    assert_eq!(
        told,
        [
            ("Ruritania", Stance::Oppose, Some("Ann Lee, prime minister (government/term)".to_owned())),
            (
                "Ruritania",
                Stance::Conditional,
                Some("Bo Nil, transport minister (government/document)".to_owned())
            ),
            ("Ruritania", Stance::Support, None),
        ]
    );
    let json = serde_json::to_value(&rows[0].after).unwrap();
    assert_eq!(
        json["whose"],
        json!({"person": "Ann Lee", "office": "prime minister", "rule": "government/term"})
    );
    assert_eq!(json["holder"]["name"], "Ruritania");
}

#[test]
fn a_matrix_counts_for_the_government() {
    let rows = debate().matrix(&rolled()).unwrap().rows;
    let may =
        rows.iter().find(|row| row.actor == "Ruritania" && row.month.as_deref() == Some("2024-05")).unwrap();
    assert_eq!((may.oppose, may.conditional, may.support, may.whose.len()), (1, 1, 0, 2));
    let plain = debate().matrix(&Filter::default()).unwrap().rows;
    assert!(plain.iter().all(|row| row.whose.is_empty()));
    assert!(plain.iter().any(|row| row.actor == "Bo Nil"));
}

#[test]
fn a_question_for_a_person_is_answered_with_what_counts_for_the_government_too() {
    let filter = Filter { actor: Some("Ann Lee".into()), ..rolled() };
    let rows = debate().positions(&filter).unwrap().rows;
    assert_eq!(rows.iter().map(|row| row.holder.as_str()).collect::<Vec<_>>(), ["Ann Lee", "Ruritania"]);
}

#[test]
fn a_network_ties_governments() {
    let record = record(&[
        ("Gazette", "2024-05-08", "Ann Lee", "oppose", None),
        ("Herald", "2024-05-20", "Cy Orr", "oppose", None),
    ]);
    let rows = record.network(&rolled()).unwrap().rows;
    assert_eq!((rows.len(), rows[0].a.as_str(), rows[0].b.as_str()), (1, "Cy Orr", "Ruritania"));
    assert_eq!(
        rows[0].agree[0].whose.iter().map(|whose| whose.person.as_str()).collect::<Vec<_>>(),
        ["Ann Lee"]
    );
}
