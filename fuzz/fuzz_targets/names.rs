//! Any two names: the score lies in 0 to 1 and does not depend on their order.
#![no_main]
use libfuzzer_sys::fuzz_target;
use rapporteur_names::{Kind, Matcher};

fuzz_target!(|names: (&str, &str)| {
    let mut matcher = Matcher::default();
    for kind in [Kind::Person, Kind::Organization] {
        let score = matcher.score(names.0, names.1, kind);
        assert!((0.0..=1.0).contains(&score));
        assert_eq!(score, matcher.score(names.1, names.0, kind));
    }
});
