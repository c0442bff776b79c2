//! Prints documents as JSON Lines, as `rapporteur read --no-record --format documents` does, with their clutter.
//!
//! `cargo run -p rapporteur-read --example documents -- PATH...`
use rapporteur_read::{Options, Reader};
use rapporteur_record::Offsets;
use std::path::PathBuf;

fn main() {
    let paths: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let mut documents = Reader::new(Options::default()).read(&paths);
    while let Some(read) = documents.next() {
        for note in documents.take_notes() {
            eprintln!("{note}");
        }
        match read {
            Err(skipped) => eprintln!("{skipped}"),
            Ok(document) => {
                let offsets = Offsets::new(&document.text);
                let clutter: Vec<_> = document.clutter.iter().map(|&span| offsets.points(span)).collect();
                let line = serde_json::json!({
                    "doc": document.name,
                    "text": document.text,
                    "title": document.source.title,
                    "published": document.source.published,
                    "outlet": document.source.outlet,
                    "url": document.source.url,
                    "clutter": clutter,
                });
                println!("{line}");
            }
        }
    }
}
