//! What counts as a disagreement and what as a move, and what does not.
use crate::sample::fact;
use crate::story::{all, record, report, rule, said, stance, steps};
use rapporteur_record::{Document, Fact};
use rapporteur_store::{Conflict, Move, Record};
use serde_json::json;

fn conflicts(record: &Record) -> Vec<Conflict> {
    record.contradictions(&all()).unwrap().rows.iter().map(|row| row.conflict).collect()
}

fn moves(record: &Record) -> Vec<(Move, String)> {
    steps(record).into_iter().map(|(step, day, _)| (step, day)).collect()
}

#[test]
fn what_was_announced_stands_against_what_came() {
    let came =
        ("Ruritania put its decision off on Friday.", stance("Ruritania", "undecided", Some("2024-06-07")));
    let announced =
        ("It had been said that it would speak up for the toll.", stance("Ruritania", "support", None));
    let one = record(vec![report("a", "Gazette", "2024-06-08", &[came.clone(), announced.clone()])]);
    assert_eq!(conflicts(&one), [Conflict::Stances]);
    // In two documents it is a move, and so it is where one document dates both.
    let apart = record(vec![
        report("a", "Gazette", "2024-06-08", std::slice::from_ref(&came)),
        report("b", "Herald", "2024-06-09", &[announced]),
    ]);
    assert!(conflicts(&apart).is_empty());
    let before =
        ("Ruritania was for the toll on Tuesday.", stance("Ruritania", "support", Some("2024-06-04")));
    assert!(conflicts(&record(vec![report("a", "Gazette", "2024-06-08", &[came, before])])).is_empty());
}

#[test]
fn a_ban_in_force_stands_against_one_that_was_lifted() {
    let bans = |scope: &[&str]| {
        ("Lorries may not use the bridge by day.", rule("forbids", "use the bridge", scope, "in_force", None))
    };
    let lifted = (
        "The rule that lorries may not use the bridge is gone.",
        rule("forbids", "use the bridge", &[], "ended", None),
    );
    let tell = |second: &str| {
        record(vec![
            report("a", "Gazette", "2024-03-10", &[bans(&[])]),
            report("b", "Herald", second, std::slice::from_ref(&lifted)),
        ])
    };
    assert_eq!(conflicts(&tell("2024-03-12")), [Conflict::Measures]);
    assert!(conflicts(&tell("2024-09-12")).is_empty(), "months later the ban has ended");
}

/// A report with a quotation of Ann Lee, who is for the toll on a condition.
fn on_a_condition(headline: &str, said_by: &str) -> (Document, Vec<Fact>) {
    let sentence = format!("{said_by} is for the toll “if carts go free”.");
    let mut one = report("a", "Gazette", "2024-05-08", &[(headline, json!(null)), (&sentence, json!(null))]);
    let speaker = json!({"name": "Ann Lee", "type": "person", "words": said_by});
    let mut slots = said("Ann Lee", "if carts go free", "mixed", false);
    slots["speaker"] = speaker.clone();
    slots["evidence"] = json!([sentence]);
    one.1.push(fact(&one.0, slots));
    one.1.push(fact(
        &one.0,
        json!({"kind": "position", "holder": speaker, "issue": "toll", "stance": "conditional",
        "on": null, "evidence": [sentence]}),
    ));
    one
}

#[test]
fn a_headline_that_leaves_out_the_condition_says_more() {
    let told = |headline: &str| {
        let rows = record(vec![on_a_condition(headline, "Ann Lee")]).contradictions(&all()).unwrap().rows;
        rows.into_iter().map(|row| (row.conflict, row.about)).collect::<Vec<_>>()
    };
    let left_out = (Conflict::Headline, "the headline leaves out the condition".to_owned());
    assert_eq!(told("Lee wants the toll"), [left_out]);
    for fair in ["Lee wants the toll if carts go free", "Lee opens a school", "Ruritania wants the toll"] {
        assert!(told(fair).is_empty(), "{fair}");
    }
    let nobody = record(vec![on_a_condition("Minister wants the toll", "the minister")]);
    assert!(conflicts(&nobody).is_empty(), "a description is no name");
}

#[test]
fn an_old_stance_does_not_hide_what_the_same_document_says_of_today() {
    let record = record(vec![report(
        "a",
        "Gazette",
        "2024-06-08",
        &[
            ("In 2021 Ruritania voted for the toll.", stance("Ruritania", "support", Some("2021"))),
            ("Ruritania wants the toll gone.", stance("Ruritania", "oppose", None)),
        ],
    )]);
    assert_eq!(moves(&record), [(Move::Took, "2021".to_owned()), (Move::Reversed, "≤2024-06-08".to_owned())]);
}

#[test]
fn a_report_that_may_be_of_the_same_time_holds_nothing() {
    let record = record(vec![
        report(
            "a",
            "Gazette",
            "2024-05-08",
            &[("Ruritania is for it.", stance("Ruritania", "support", None))],
        ),
        report(
            "b",
            "Herald",
            "2024-12-08",
            &[("It was for it in 2024.", stance("Ruritania", "support", Some("2024")))],
        ),
    ]);
    assert_eq!(moves(&record), [(Move::Took, "≤2024-05-08".to_owned())]);
}

#[test]
fn a_copy_that_reads_otherwise_moves_nothing() {
    let words = (0..60).map(|n| format!("word{n}")).collect::<Vec<_>>().join(" ");
    let sentence = format!("Ruritania allows the toll for lorries, {words}.");
    let record = record(vec![
        report(
            "a",
            "Gazette",
            "2024-05-08",
            &[
                (&sentence, stance("Ruritania", "conditional", None)),
                ("It is for it.", stance("Ruritania", "support", None)),
            ],
        ),
        report("b", "Herald", "2024-05-09", &[(&sentence, stance("Ruritania", "support", None))]),
    ]);
    assert_eq!(moves(&record), [(Move::Took, "≤2024-05-08".to_owned())]);
    let rows = record.ledger(&all()).unwrap().rows;
    assert_eq!(rows[0].also, [rapporteur_record::Stance::Support]);
    assert_eq!(record.positions(&all()).unwrap().rows[0].stance, rapporteur_record::Stance::Conditional);
}
