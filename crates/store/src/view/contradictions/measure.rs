//! Measures that cannot both hold.
use crate::{
    Entry,
    story::{apart, words::Words},
    view::register::same_object,
};
use rapporteur_record::{Claim, Effect, Measure, Span, Status};

/// Whether one thing is forbidden and permitted, permitted and limited, in force and lifted, at one time and place.
pub(super) fn measures_clash(a: &Entry, x: &Measure, b: &Entry, y: &Measure) -> bool {
    use Effect::{Forbids, Lifts, Limits, Permits, Requires};
    let holds = |m: &Measure| m.status == Status::InForce;
    if !same_thing(a, x, b, y) || !(holds(x) && holds(y) || ended_meanwhile(a, x, b, y)) {
        return false;
    }
    let one_place = || {
        let (x, y) = (Words::of(&a.words(&x.scope)), Words::of(&b.words(&y.scope)));
        x.is_empty() || y.is_empty() || x.shared(&y) > 0
    };
    match (x.effect, y.effect) {
        (Permits, Limits) | (Limits, Permits) => true,
        (Forbids | Requires, Lifts)
        | (Lifts, Forbids | Requires)
        | (Forbids, Permits)
        | (Permits, Forbids) => one_place(),
        (x, y) => x == y && ended_meanwhile(a, &measure_of(a), b, &measure_of(b)) && one_place(),
    }
}

fn measure_of(entry: &Entry) -> Measure {
    let Claim::Measure(measure) = &entry.fact.claim else { unreachable!("a measure was asked for") };
    measure.clone()
}

/// One says that it is in force, the other that it has ended, within days of one another.
fn ended_meanwhile(a: &Entry, x: &Measure, b: &Entry, y: &Measure) -> bool {
    let one_ended =
        matches!((x.status, y.status), (Status::InForce, Status::Ended) | (Status::Ended, Status::InForce));
    let appeared = a.origin.published.zip(b.origin.published);
    one_ended && appeared.is_some_and(|(a, b)| apart(a.bounds().1, b.bounds().1).abs() <= WEEK)
}

const WEEK: i64 = 7;

/// Whether two measures are about one thing; where one does not name its object, sentences of one document are.
fn same_thing(a: &Entry, x: &Measure, b: &Entry, y: &Measure) -> bool {
    let target = x.target.as_ref().zip(y.target.as_ref()).is_none_or(|(a, b)| a.name == b.name);
    let object = |entry: &Entry, span: Option<Span>| span.map(|span| entry.words(&[span]));
    let objects = object(a, x.object).zip(object(b, y.object));
    target && objects.map_or(a.row == b.row, |(x, y)| same_object(&x, &y))
}
