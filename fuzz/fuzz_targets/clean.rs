//! Any text: clutter spans ascend apart on character boundaries, without white space at their ends.
#![no_main]
use libfuzzer_sys::fuzz_target;
use rapporteur_read::clutter;

fuzz_target!(|text: &str| {
    let mut last = 0;
    for span in clutter(text) {
        assert!(last <= span.start && span.start < span.end && span.end <= text.len());
        assert_eq!(span.trim(text), span);
        last = span.end;
    }
});
