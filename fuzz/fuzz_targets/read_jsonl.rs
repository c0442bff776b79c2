//! Any bytes as JSON Lines: documents or reasons, never a panic; each line gives one row at most.
#![no_main]
use libfuzzer_sys::fuzz_target;
use rapporteur_read::{Options, Reader};
use std::io::Cursor;

fuzz_target!(|data: &[u8]| {
    let lines = data.split(|&b| b == b'\n').count();
    let options = Options { max_text: 4096, ..Options::default() };
    let mut rows = 0;
    for row in Reader::new(options).read_stream("in.jsonl", Cursor::new(data.to_vec())) {
        rows += 1;
        match row {
            Ok(document) => assert!(!document.text.trim().is_empty()),
            Err(skipped) => assert!(!skipped.to_string().is_empty()),
        }
    }
    assert!(rows <= lines);
});
