//! Runs the tables of `tests/spec/en/when.md`: the date that governs a clause. Needs the language model.
#![allow(clippy::disallowed_methods)]
use rapporteur_extract::{Annotator, Parser, when};
use rapporteur_record::{Document, Source};
use std::path::{Path, PathBuf};

#[test]
fn every_row_holds() {
    let annotator = annotator();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec/en/when.md");
    let markdown = std::fs::read_to_string(&file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    let rows: Vec<[&str; 4]> = markdown.lines().filter_map(row).collect();
    assert!(rows.len() >= 30, "only {} rows were read", rows.len());
    let failures: Vec<String> = rows.iter().filter_map(|row| check(&annotator, row).err()).collect();
    assert!(failures.is_empty(), "{} of {} rows fail\n{}", failures.len(), rows.len(), failures.join("\n"));
}

fn annotator() -> Annotator {
    let folder = std::env::var_os("RAPPORTEUR_MODELS")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models"), PathBuf::from);
    let parser = Parser::load(folder.join("en_core_web_md"))
        .unwrap_or_else(|e| panic!("the rows of when.md need the language model: {e}"));
    Annotator::new(parser)
}

/// The cells of a line of a table that is neither its head nor its rule.
fn row(line: &str) -> Option<[&str; 4]> {
    let cells: Vec<&str> = line.strip_prefix('|')?.strip_suffix('|')?.split('|').map(str::trim).collect();
    let cells: [&str; 4] = cells.try_into().unwrap_or_else(|_| panic!("four cells are needed: {line}"));
    (cells[0] != "published" && !cells[0].starts_with("--")).then_some(cells)
}

fn check(annotator: &Annotator, [published, text, head, on]: &[&str; 4]) -> Result<(), String> {
    let source = Source { published: published.parse().ok(), ..Source::default() };
    let document = Document::new("row", source, text.to_string(), Vec::new());
    let annotated = annotator.annotate(&document).map_err(|e| e.to_string())?;
    let token = (0..annotated.tokens.len()).find(|&t| annotated.word(t) == *head);
    let token = token.ok_or_else(|| format!("{text}: no word {head:?}"))?;
    let found = when::governing(&annotated, token).map_or("-".to_owned(), |d| d.to_string());
    if found == *on { Ok(()) } else { Err(format!("{text}\n  {head}: wanted {on}, found {found}")) }
}
