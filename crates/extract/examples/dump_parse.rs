//! Prints what the language model says of paragraphs, before any repair of ours, for `ci/parity`.
//!
//! `dump_parse MODEL_FOLDER < PARAGRAPHS.jsonl`: one JSON string a line in; one JSON list a line out, with a list
//! `[start, end, tag, pos, morphology, lemma, head, dep, entity mark, entity type, starts sentence]` for each
//! token, offsets in bytes.
#![allow(clippy::disallowed_methods)]
use std::io::{BufRead, Write};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args_os().nth(1).ok_or("usage: dump_parse MODEL_FOLDER < PARAGRAPHS.jsonl")?;
    let model = spars::Model::load(std::path::PathBuf::from(folder))?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let paragraph: String = serde_json::from_str(&line?)?;
        let doc = model.process(&paragraph)?;
        let tokens: Vec<_> = doc.tokens().iter().map(row).collect();
        writeln!(out, "{}", serde_json::to_string(&tokens)?)?;
    }
    Ok(out.flush()?)
}

fn row(token: &spars::Token) -> serde_json::Value {
    serde_json::json!([
        token.start.0,
        token.end.0,
        token.tag,
        token.pos,
        token.morphology,
        token.lemma,
        token.head.map(|head| head.0),
        token.dep,
        token.entity_iob,
        token.entity_type,
        token.sentence_start,
    ])
}
