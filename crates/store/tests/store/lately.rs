//! From which day on a large record is looked at.
use crate::sample;
use rapporteur_record::Kind;

fn day(kinds: &[Kind], large: usize, many: usize) -> Option<String> {
    sample::record().lately(kinds, large, many).unwrap().map(|day| day.to_string())
}

#[test]
fn a_small_record_is_looked_at_whole() {
    assert_eq!(day(Kind::CONTRACT, 1_000, 1), None);
}

#[test]
fn of_a_large_one_as_many_of_the_last_as_are_wanted() {
    let record = sample::record();
    let last = |from: &str| {
        let filter = rapporteur_store::Filter { from: from.parse().ok(), ..Default::default() };
        record.positions(&filter).unwrap().rows.len()
    };
    let all = last("0001");
    let from = day(&[Kind::Position], 1, 2).expect("a day");
    assert!(last(&from) <= 2 && last(&from) > 0 && all > 2, "{from}: {} of {all}", last(&from));
    // The last day is shown whole, however much it has.
    assert!(last(&day(&[Kind::Position], 1, 0).expect("a day")) > 0);
}
