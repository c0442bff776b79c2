use super::{super::words::words, *};

const OPEN: Axis = Axis { direction: 1, opening: 1, wants_change: true, undoes_text: false };
const CLOSE: Axis = Axis { direction: -1, opening: -1, wants_change: false, undoes_text: false };

fn year(words: &[Word]) -> Sense {
    if words[0].stem == "2035" { Sense::Mark } else { Sense::Nothing }
}

fn effect(text: &str, axis: Axis) -> i8 {
    read(&words(text), axis, 1, year).effect
}

fn judged(text: &str, axis: Axis) -> i8 {
    read(&words(text), axis, 1, year).judged
}

#[test]
fn effects_compose() {
    for (text, sign) in [
        ("lift the ban on exports", 1),
        ("keep the ban on exports", -1),
        ("refuse to lift the ban", -1),
        ("let growers use the spray", 1),
        ("no reason to change the rule", -1),
        ("the limits must go", 1),
        ("scrap every restriction", 1),
        ("there will be no deliveries", -1),
        ("introduce a cap", -1),
        ("the cap should not be lifted", -1),
    ] {
        assert_eq!(effect(text, OPEN), sign, "{text}");
    }
}

#[test]
fn effects_follow_the_direction_of_the_issue() {
    for (text, sign) in [
        ("end sales of gas boilers", 1),
        ("keep 2035", 1),
        ("let gas boilers live on", -1),
        ("leave the target untouched", 1),
        ("lower the target", -1),
        ("stand by 2035", 1),
        ("postpone the deadline", -1),
    ] {
        assert_eq!(effect(text, CLOSE), sign, "{text}");
    }
}

#[test]
fn judgements_turn_with_what_they_judge() {
    assert_eq!(judged("the ban is a mistake", OPEN), 1);
    assert_eq!(judged("lifting the ban would be a mistake", OPEN), -1);
    assert_eq!(judged("it is not a mistake", OPEN), 1);
    assert_eq!(judged("the restrictions hinder exports", OPEN), 1);
    assert_eq!(judged("ending sales of gas boilers is right", CLOSE), 1);
    assert_eq!(judged("the target is no longer feasible", CLOSE), -1);
    assert_eq!(judged("the plan is too timid", OPEN), 1);
}
