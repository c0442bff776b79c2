//! Any JSON as a fact of a text: it is refused, or it survives the round trip through the contract.
#![no_main]
use libfuzzer_sys::fuzz_target;
use rapporteur_record::{Offsets, contract};

const TEXT: &str = "Zürich warned 😀 of war if it passes.\r\nNobody listened.";

fuzz_target!(|json: &str| {
    let Ok(value) = serde_json::from_str(json) else { return };
    let offsets = Offsets::new(TEXT);
    let Ok(fact) = contract::from_json(&value, &offsets) else { return };
    assert!(fact.evidence.iter().all(|s| TEXT.get(s.range()).is_some()));
    let written = contract::to_json(&fact, &offsets);
    let again = contract::from_json(&written, &offsets).expect("what was written is read");
    assert_eq!(contract::to_json(&again, &offsets), written);
});
