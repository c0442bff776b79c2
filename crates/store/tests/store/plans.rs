//! The questions that must stay quick in a large record go through an index.
use crate::sample;
use rapporteur_store::Filter;

/// What SQLite says of every query that the views run for these filters.
fn plans(filter: &Filter) -> Vec<String> {
    let record = sample::record();
    record.plan(filter).unwrap()
}

fn uses(filter: &Filter, step: &str) -> bool {
    plans(filter).iter().any(|line| line.contains(step))
}

#[test]
fn an_actor_is_found_by_index() {
    let filter = Filter { actor: Some("Ruritania".into()), ..Filter::default() };
    assert!(uses(&filter, "USING INDEX fact_actor (actor=?"), "{:#?}", plans(&filter));
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
        let scans: Vec<String> = plans(&filter).into_iter().filter(|line| line.contains("SCAN")).collect();
        assert!(scans.iter().all(|line| line.contains("SCAN f")), "{scans:#?}");
    }
}
