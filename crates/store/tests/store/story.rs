//! Reports of one thing across documents: events, ledgers, the register, disagreements and what is new.
use crate::sample::{NOW, at, document, fact, info};
use rapporteur_record::{Document, Fact};
use rapporteur_store::{Conflict, Filter, Move, Placed, Record, State, export};
use serde_json::{Value, json};

/// One report: outlet, day and sentences, each with the slots of its fact.
pub fn report(name: &str, outlet: &str, day: &str, sentences: &[(&str, Value)]) -> (Document, Vec<Fact>) {
    let text = sentences.iter().map(|(sentence, _)| *sentence).collect::<Vec<_>>().join("\n");
    let document = document(name, outlet, day, &text);
    let facts = sentences.iter().filter(|(_, slots)| !slots.is_null()).map(|(sentence, slots)| {
        let mut slots = slots.clone();
        slots["evidence"] = json!([sentence]);
        fact(&document, slots)
    });
    let facts = facts.collect();
    (document, facts)
}

pub fn record(reports: Vec<(Document, Vec<Fact>)>) -> Record {
    let mut record = Record::in_memory().unwrap();
    let run = record.begin_run(&info("1"), at(NOW)).unwrap();
    record.put(&run, reports.iter().map(|(d, f)| (d, &f[..])), at(NOW)).unwrap();
    record
}

fn named(name: &str, kind: &str) -> Value {
    json!({"name": name, "type": kind})
}

pub fn stance(holder: &str, stance: &str, on: Option<&str>) -> Value {
    json!({"kind": "position", "holder": named(holder, "country"), "issue": "toll", "stance": stance, "on": on})
}

fn vote(pro: u32, contra: u32, on: Option<&str>) -> Value {
    json!({"kind": "decision", "body": named("Diet", "body"), "act": "adopt", "instrument": "bill",
        "votes": {"for": pro, "against": contra, "abstain": null}, "binding": null, "on": on})
}

pub fn rule(effect: &str, object: &str, scope: &[&str], status: &str, on: Option<&str>) -> Value {
    json!({"kind": "measure", "authority": named("Ruritania", "country"), "effect": effect,
        "target": named("lorries", "group"), "object": object, "scope": scope, "status": status, "on": on})
}

pub fn said(speaker: &str, content: &str, mode: &str, denied: bool) -> Value {
    json!({"kind": "statement", "speaker": named(speaker, "person"), "cue": null, "content": [content], "mode": mode,
        "on": null, "denied": denied})
}

pub fn all() -> Filter {
    Filter::default()
}

pub fn steps(record: &Record) -> Vec<(Move, String, bool)> {
    let rows = record.ledger(&all()).unwrap().rows;
    rows.iter().map(|row| (row.step, row.placed.short(), row.maybe_reporting)).collect()
}

#[test]
fn reports_of_one_speech_are_one_event_with_its_wordings_side_by_side() {
    let whole = "“The bridge toll will ruin every haulier in this valley,” said Ann Lee.";
    let part = "Ann Lee said that the toll would “ruin every haulier”.";
    let other = "“The ferry stays free,” said Ann Lee.";
    let record = record(vec![
        report(
            "a",
            "Gazette",
            "2024-05-08",
            &[(part, said("Ann Lee", "the toll would “ruin every haulier”", "mixed", false))],
        ),
        report(
            "b",
            "Herald",
            "2024-05-09",
            &[(
                whole,
                said("Ann Lee", "The bridge toll will ruin every haulier in this valley", "direct", false),
            )],
        ),
        report(
            "c",
            "Courier",
            "2024-05-09",
            &[(other, said("Ann Lee", "The ferry stays free", "direct", false))],
        ),
    ]);
    let events = record.events(&all()).unwrap().rows;
    assert_eq!(events.iter().map(|row| (row.documents, row.sources)).collect::<Vec<_>>(), [(2, 2), (1, 1)]);
    let wordings = &events[0].wordings;
    assert_eq!(wordings[0].doc, "b");
    let ([a, b], [c, d]) = wordings[1].aligned.unwrap();
    let cut = |text: &str, a, b| text.chars().skip(a).take(b - a).collect::<String>();
    assert_eq!(cut(&wordings[0].text, a, b), "ruin every haulier");
    assert_eq!(cut(&wordings[1].text, c, d), "ruin every haulier");
}

#[test]
fn one_vote_is_one_event_and_its_counts_may_disagree() {
    let record = record(vec![
        report(
            "a",
            "Gazette",
            "2024-05-15",
            &[("The Diet passed the bill by 120 votes to 80.", vote(120, 80, Some("2024-05-14")))],
        ),
        report(
            "b",
            "Herald",
            "2024-05-16",
            &[("On Tuesday the bill went through the Diet, 118 to 80.", vote(118, 80, Some("2024-05-14")))],
        ),
        report(
            "c",
            "Courier",
            "2024-06-16",
            &[("The Diet passed the budget bill by 90 votes to 3.", vote(90, 3, Some("2024-06-14")))],
        ),
    ]);
    let events: Vec<usize> = record.events(&all()).unwrap().rows.iter().map(|row| row.documents).collect();
    assert_eq!(events, [2, 1]);
    let found = record.contradictions(&all()).unwrap().rows;
    let told: Vec<_> = found.iter().map(|row| (row.conflict, row.about.as_str())).collect();
    assert_eq!(told, [(Conflict::Votes, "120–80–· / 118–80–·")]);
    assert_eq!((found[0].first.origin.doc.as_str(), found[0].second.origin.doc.as_str()), ("a", "b"));
}

#[test]
fn a_ledger_tells_every_move_with_both_sides() {
    let day = |day: &str, outlet: &str, stance_is: &str, on: Option<&str>| {
        let sentence = format!("Ruritania told the {outlet} on {day} where it stands.");
        report(&format!("{outlet}-{day}"), outlet, day, &[(&sentence, stance("Ruritania", stance_is, on))])
    };
    let record = record(vec![
        day("2024-01-10", "Gazette", "undecided", Some("2024-01-09")),
        day("2024-02-10", "Gazette", "support", Some("2024-02-09")),
        day("2024-03-10", "Herald", "support", Some("2024-03-09")),
        day("2024-04-10", "Gazette", "conditional", Some("2024-04-09")),
        day("2024-05-10", "Gazette", "oppose", Some("2024-05-09")),
        // Another outlet, undated, within days: it may tell an earlier stance.
        day("2024-05-14", "Herald", "support", None),
        day("2024-06-20", "Gazette", "undecided", Some("2024-06-19")),
    ]);
    let told = [
        (Move::Took, "2024-01-09", false),
        (Move::Hardened, "2024-02-09", false),
        (Move::Held, "2024-03-09", false),
        (Move::BecameConditional, "2024-04-09", false),
        (Move::Reversed, "2024-05-09", false),
        (Move::Reversed, "≤2024-05-14", true),
        (Move::Softened, "2024-06-19", false),
    ];
    assert_eq!(steps(&record), told.map(|(step, day, maybe)| (step, day.to_owned(), maybe)));
    let rows = record.ledger(&all()).unwrap().rows;
    assert!(rows[0].before.is_none());
    assert!(rows[1..].iter().all(|row| row.before.as_ref().is_some_and(|before| before.id != row.after.id)));
}

#[test]
fn what_was_denied_is_walked_back() {
    let sentence = "“The toll must come,” Ann Lee had said, but she later took that back.";
    let position = json!({"kind": "position", "holder": named("Ann Lee", "person"), "issue": "toll", "stance": "support", "on": null});
    let mut one = report("a", "Gazette", "2024-05-08", &[(sentence, position)]);
    one.1.push(fact(&one.0, {
        let mut slots = said("Ann Lee", "The toll must come", "direct", true);
        slots["evidence"] = json!([sentence]);
        slots
    }));
    let record = record(vec![one]);
    assert_eq!(
        steps(&record).iter().map(|(step, ..)| *step).collect::<Vec<_>>(),
        [Move::Took, Move::WalkedBack]
    );
    let found = record.contradictions(&all()).unwrap().rows;
    assert_eq!(found.iter().map(|row| row.conflict).collect::<Vec<_>>(), [Conflict::Denial]);
}

#[test]
fn a_copy_holds_nothing_and_an_undated_aside_moves_nothing() {
    let words = (0..60).map(|n| format!("word{n}")).collect::<Vec<_>>().join(" ");
    let sentence = format!("Ruritania is against the toll, {words}.");
    let aside = [
        ("Ruritania put its decision off on Friday.", stance("Ruritania", "undecided", Some("2024-06-07"))),
        ("It had been said to favour the toll.", stance("Ruritania", "support", None)),
    ];
    let record = record(vec![
        report("a", "Gazette", "2024-05-08", &[(&sentence, stance("Ruritania", "oppose", None))]),
        report("b", "Herald", "2024-05-09", &[(&sentence, stance("Ruritania", "oppose", None))]),
        report("c", "Courier", "2024-06-08", &aside),
    ]);
    assert_eq!(
        steps(&record).iter().map(|(step, ..)| *step).collect::<Vec<_>>(),
        [Move::Took, Move::Softened]
    );
    let rows = record.ledger(&all()).unwrap().rows;
    assert_eq!((rows[0].documents, rows[0].sources), (2, 1));
    assert_eq!(rows[1].also, [rapporteur_record::Stance::Support]);
}

#[test]
fn the_register_has_states_with_uncertain_ends() {
    let record = record(vec![
        report(
            "a",
            "Gazette",
            "2024-03-10",
            &[("Lorries may not use the bridge.", rule("forbids", "use the bridge", &[], "in_force", None))],
        ),
        report(
            "b",
            "Herald",
            "2024-03-20",
            &[(
                "Lorries may not use the bridge, except with milk.",
                rule("forbids", "use the bridge", &["except with milk"], "in_force", Some("2024-03")),
            )],
        ),
        report(
            "c",
            "Herald",
            "2024-06-20",
            &[(
                "The ban on lorries that use the bridge was lifted on June 14.",
                rule("lifts", "ban on lorries that use the bridge", &[], "in_force", Some("2024-06-14")),
            )],
        ),
        report(
            "d",
            "Courier",
            "2024-06-21",
            &[(
                "Lorries will have to use the ferry from July.",
                rule("requires", "the ferry", &[], "announced", Some("2024-07")),
            )],
        ),
    ]);
    let rows = record.register(None, &all()).unwrap().rows;
    let date = |text: &str| text.parse().ok();
    assert_eq!(
        rows.iter().map(|row| row.state).collect::<Vec<_>>(),
        [State::Forbidden, State::Lifted, State::Unknown]
    );
    assert_eq!((rows[0].from.earliest, rows[0].from.latest), (date("2024-03-01"), date("2024-03-10")));
    let until = rows[0].until.unwrap();
    assert_eq!((until.earliest, until.latest), (date("2024-06-14"), date("2024-06-14")));
    assert_eq!((rows[0].scope.as_slice(), rows[0].sources), (["except with milk".to_owned()].as_slice(), 2));
    assert_eq!(rows[1].until, None);
    assert_eq!(rows[2].announced, Some(State::Required));
    let on = |day: &str| {
        let filter = Filter { as_of: day.parse().ok(), ..all() };
        record.register(Some("bridge"), &filter).unwrap().rows.iter().map(|row| row.state).collect::<Vec<_>>()
    };
    assert_eq!(on("2024-05-01"), [State::Forbidden]);
    assert_eq!(on("2024-07-01"), [State::Lifted]);
    assert_eq!(on("2024-01-01"), []);
    assert!(record.contradictions(&all()).unwrap().is_empty());
}

#[test]
fn measures_and_stances_of_one_time_disagree() {
    let record = record(vec![
        report(
            "a",
            "Gazette",
            "2024-03-10",
            &[
                ("Lorries may use the bridge.", rule("permits", "use the bridge", &[], "in_force", None)),
                ("Ruritania is for the toll.", stance("Ruritania", "support", None)),
            ],
        ),
        report(
            "b",
            "Herald",
            "2024-03-11",
            &[
                (
                    "Lorries may use the bridge at night only.",
                    rule("limits", "use the bridge", &["at night only"], "in_force", None),
                ),
                ("Ruritania is against the toll.", stance("Ruritania", "oppose", None)),
            ],
        ),
        report(
            "c",
            "Courier",
            "2024-03-12",
            &[("Ruritania is against the toll.", stance("Ruritania", "oppose", None))],
        ),
    ]);
    let found = record.contradictions(&all()).unwrap().rows;
    let conflicts: Vec<Conflict> = found.iter().map(|row| row.conflict).collect();
    assert_eq!(conflicts, [Conflict::Stances, Conflict::Measures]);
    assert!(record.register(None, &all()).unwrap().rows.iter().all(|row| row.disputed));
}

#[test]
fn a_headline_that_drops_some_says_more_than_the_text() {
    let says = |headline: &str| {
        let quote = "“We will lift some restrictions on lorries,” said Ann Lee.";
        let said = said("Ann Lee", "We will lift some restrictions on lorries", "direct", false);
        let record =
            record(vec![report("a", "Gazette", "2024-05-08", &[(headline, Value::Null), (quote, said)])]);
        record.contradictions(&all()).unwrap().rows.into_iter().map(|row| row.about).collect::<Vec<_>>()
    };
    assert_eq!(
        says("Ruritania to lift restrictions on lorries"),
        ["the headline says more than the quotation"]
    );
    assert!(says("Ruritania to lift some restrictions on lorries").is_empty());
    assert!(says("Ruritania mourns its poet").is_empty());
}

#[test]
fn a_warning_comes_true_with_what_it_names() {
    let warns = |trigger: &str| {
        json!({"kind": "warning", "issuer": named("Union of Skippers", "body"),
        "trigger": trigger, "consequence": "the ferries will stop", "on": null})
    };
    let record = record(vec![
        report(
            "a",
            "Gazette",
            "2024-05-08",
            &[(
                "If the night ban on ferries comes, the ferries will stop.",
                warns("If the night ban on ferries comes"),
            )],
        ),
        report(
            "b",
            "Gazette",
            "2024-05-08",
            &[("If the harbour is sold, the ferries will stop.", warns("If the harbour is sold"))],
        ),
        report(
            "c",
            "Herald",
            "2024-06-20",
            &[(
                "Ruritania banned ferries at night.",
                rule("forbids", "ferries", &["at night"], "in_force", Some("2024-06-18")),
            )],
        ),
    ]);
    let rows = record.warnings(&all()).unwrap().rows;
    let met: Vec<Option<Placed>> = rows.iter().map(|row| row.1.as_ref().map(|met| met.placed)).collect();
    assert_eq!(met, ["2024-06-18".parse().ok().map(Placed::On), None]);
    let before = Filter { as_of: "2024-05-31".parse().ok(), ..all() };
    assert!(record.warnings(&before).unwrap().rows.iter().all(|row| row.1.is_none()));
}

#[test]
fn what_is_new_in_a_period_is_told_and_cited() {
    let record = record(vec![
        report(
            "a",
            "Gazette",
            "2024-04-08",
            &[("Ruritania is for the toll.", stance("Ruritania", "support", Some("2024-04-07")))],
        ),
        report(
            "b",
            "Gazette",
            "2024-05-08",
            &[
                ("Ruritania is against the toll.", stance("Ruritania", "oppose", Some("2024-05-07"))),
                ("The Diet passed the bill by 120 votes to 80.", vote(120, 80, Some("2024-05-07"))),
                (
                    "Lorries may not use the bridge <at all>.",
                    rule("forbids", "use the bridge", &[], "in_force", Some("2024-05-07")),
                ),
            ],
        ),
        report(
            "c",
            "Herald",
            "2024-06-08",
            &[("Ruritania is for the toll again.", stance("Ruritania", "support", Some("2024-06-07")))],
        ),
    ]);
    let month = |month: &str| {
        let filter = Filter { from: month.parse().ok(), to: month.parse().ok(), ..all() };
        record.changes(&filter).unwrap()
    };
    let told = |month_of: &str| -> Vec<String> {
        let changes = month(month_of);
        let lines = changes.sections.iter().flat_map(|s| s.lines.iter().map(move |l| (s.title, l)));
        lines.map(|(title, line)| format!("{title}: {} {} {:?}", line.actor, line.what, line.notes)).collect()
    };
    assert!(told("2024-04").is_empty());
    assert_eq!(
        told("2024-05"),
        [
            "Decisions: Diet adopt bill 120–80–· [1]",
            "Moved positions: Ruritania reversed (support → oppose) [3, 2]",
            "Measures: Ruritania use the bridge: forbidden [4]",
        ]
    );
    assert_eq!(told("2024-06"), ["Moved positions: Ruritania reversed (oppose → support) [2, 1]"]);
    let print = |write: fn(&rapporteur_store::Changes, &mut Vec<u8>) -> std::io::Result<()>| {
        let mut out = Vec::new();
        write(&month("2024-05"), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    };
    insta::assert_snapshot!(print(export::write_changes));
    let feed = print(export::write_atom);
    assert_eq!(feed.matches("<entry>").count(), 3);
    assert!(
        feed.contains("&lt;at all&gt;") && feed.contains("<updated>2024-05-07T00:00:00Z</updated>"),
        "{feed}"
    );
}
