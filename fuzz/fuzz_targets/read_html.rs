//! Any bytes as a web page: its text without empty lines, or a reason, never a panic that comes through.
#![no_main]
use libfuzzer_sys::fuzz_target;
use rapporteur_read::{Options, Reason, read_page};

fuzz_target!(|data: &[u8]| {
    match read_page(data, &Options::default()) {
        Ok(page) => assert!(page.text.lines().all(|line| !line.trim().is_empty())),
        Err(Reason::PageTooSlow(_)) => panic!("a small page took too long"),
        Err(reason) => assert!(!reason.to_string().is_empty()),
    }
});
