//! The questions that must stay quick in a large record go through an index.
use crate::sample;
use rapporteur_record::Kind;
use rapporteur_store::Filter;

/// What SQLite says of every query that the views run for these filters.
fn plans(filter: &Filter, kinds: &[Kind]) -> Vec<String> {
    sample::record().plan(filter, kinds).unwrap()
}

#[test]
fn an_actor_is_found_by_index() {
    let filter = Filter { actor: Some("Ruritania".into()), ..Filter::default() };
    for kinds in [&[][..], &[Kind::Measure]] {
        let plan = plans(&filter, kinds);
        assert!(plan.iter().any(|line| line.contains("USING INDEX fact_actor (actor=?")), "{plan:#?}");
    }
}

#[test]
fn an_issue_is_found_by_index_and_its_days_too() {
    let filter = Filter { issue: Some("toll".into()), as_of: "2024".parse().ok(), ..Filter::default() };
    let plan = plans(&filter, &[Kind::Position]);
    assert!(plan.iter().any(|line| line.contains("INDEX fact_issue (issue=? AND last<?)")), "{plan:#?}");
    let later = Filter { from: "2024-05".parse().ok(), ..filter.clone() };
    let plan = plans(&later, &[Kind::Decision]);
    assert!(
        plan.iter().any(|line| line.contains("q USING INDEX fact_kind (kind=? AND last>?)")),
        "{plan:#?}"
    );
    let plan = plans(&filter, &[Kind::Decision]);
    for step in [
        "INDEX fact_issue (issue=?",
        "o USING COVERING INDEX fact_document (document=?)",
        "e USING PRIMARY KEY (fact=?)",
        "f USING INTEGER PRIMARY KEY (rowid=?)",
    ] {
        assert!(plan.iter().any(|line| line.contains(step)), "{step}: {plan:#?}");
    }
}

#[test]
fn a_kind_is_found_by_index() {
    let plan = plans(&Filter { as_of: "2024".parse().ok(), ..Filter::default() }, &[Kind::Warning]);
    assert!(plan.iter().any(|line| line.contains("USING INDEX fact_kind (kind=? AND last<?)")), "{plan:#?}");
}

#[test]
fn nothing_but_the_facts_is_scanned() {
    let filters = [
        Filter::default(),
        Filter { as_of: "2024-05".parse().ok(), ..Filter::default() },
        Filter { known_at: Some(sample::at(sample::NOW)), ..Filter::default() },
        Filter { issue: Some("toll".into()), ..Filter::default() },
        Filter { actor: Some("Ruritania".into()), issue: Some("toll".into()), ..Filter::default() },
    ];
    for filter in filters {
        let scans: Vec<String> =
            plans(&filter, &[]).into_iter().filter(|line| line.contains("SCAN")).collect();
        // Beside the facts, lists of what was found: documents of an issue, facts beside its positions.
        let found = ["SCAN f", "SCAN d", "SCAN json_each"];
        assert!(scans.iter().all(|line| found.iter().any(|scan| line.contains(scan))), "{scans:#?}");
    }
}

/// What each document and each fact costs must not grow with the record.
#[test]
fn copies_judgements_and_tombs_are_found_by_index() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("record.db");
    drop(rapporteur_store::Record::open(&path).unwrap());
    let db = rusqlite::Connection::open(&path).unwrap();
    for sql in [
        "SELECT document FROM band WHERE band = 1 LIMIT 16",
        "SELECT min(original) FROM copy WHERE document = 1 AND recorded <= '9999'",
        "SELECT 1 FROM judged g JOIN fact f ON f.id = g.fact WHERE f.document = 1",
        "SELECT id FROM judgement WHERE act IN ('merge', 'undo') AND recorded <= '9999'",
        "SELECT recorded, why FROM forgotten WHERE text = '0'",
        "SELECT last FROM fact WHERE kind = 'decision' AND last IS NOT NULL ORDER BY last DESC LIMIT 1 OFFSET 9",
        "SELECT f.kind, f.last, count(*) FROM fact f WHERE f.kind IN ('decision', 'measure') GROUP BY f.kind, f.last",
        "SELECT f.issue, count(*) FROM fact f WHERE f.issue IS NOT NULL GROUP BY f.issue",
    ] {
        let mut query = db.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let steps = query.query_map([], |row| row.get::<_, String>(3)).unwrap();
        let steps: Vec<String> = steps.map(Result::unwrap).collect();
        let slow = |step: &String| {
            step.contains("TEMP B-TREE") || (step.starts_with("SCAN") && !step.contains("COVERING INDEX"))
        };
        assert!(!steps.iter().any(slow), "{sql}: {steps:#?}");
    }
}

#[test]
fn a_matrix_is_taken_from_its_issue() {
    let filter =
        Filter { issue: Some("toll".into()), known_at: Some(sample::at(sample::NOW)), ..Filter::default() };
    let plan = plans(&filter, &[Kind::Position]);
    assert!(plan.iter().any(|line| line.contains("COVERING INDEX fact_issue (issue=?")), "{plan:#?}");
}
