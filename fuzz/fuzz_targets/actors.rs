//! Any text as a table of actors: it is refused with a line, or every row of it counts and stands on a line of its own.
#![no_main]
use libfuzzer_sys::fuzz_target;
use rapporteur_extract::count_actors;

fuzz_target!(|text: &str| {
    if let Ok(count) = count_actors("mine.tsv", text) {
        assert!(count < text.lines().count());
        assert_eq!(count_actors("mine.tsv", &format!("# ours\n{text}")).unwrap(), count);
    }
});
