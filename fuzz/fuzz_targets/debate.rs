//! Any text as a debate file and as an issue's sentence: reading it never panics, and issues stay as they are written.
#![no_main]
use libfuzzer_sys::fuzz_target;
use rapporteur_record::Debate;

fuzz_target!(|text: &str| {
    let Ok(debate) = toml::from_str::<Debate>(text) else { return };
    let written = toml::to_string(&debate).expect("a debate is plain data");
    assert_eq!(toml::from_str::<Debate>(&written).expect("what was written is read"), debate);
});
