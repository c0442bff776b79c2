//! Runs the tables of `tests/spec/en/times-*.md`: a text, its day of publication and all times in it. No model needed.
#![allow(clippy::disallowed_methods)]
use rapporteur_extract::annotate::times;
use rapporteur_record::PartialDate;
use std::path::{Path, PathBuf};

#[test]
fn every_row_holds() {
    let rows: Vec<Row> = files().iter().flat_map(|f| rows(f)).collect();
    assert!(rows.len() >= 120, "only {} rows were read", rows.len());
    let failures: Vec<String> = rows.iter().filter_map(|row| row.check().err()).collect();
    assert!(failures.is_empty(), "{} of {} rows fail\n{}", failures.len(), rows.len(), failures.join("\n"));
}

/// Every prefix of every text is a text too: no panic, and spans in order, apart and on character boundaries.
#[test]
fn spans_lie_in_the_text_whatever_it_is() {
    for row in files().iter().flat_map(|f| rows(f)) {
        let text = row.text.replace('e', "é").replace("'", "’");
        for (end, _) in text.char_indices() {
            let prefix = &text[..end];
            let found = times::find(prefix, row.published);
            assert!(found.iter().all(|t| !prefix[t.span.range()].trim().is_empty()), "{prefix}");
            assert!(found.windows(2).all(|w| w[0].span.end <= w[1].span.start), "{prefix}");
        }
    }
}

struct Row {
    place: String,
    published: Option<PartialDate>,
    text: String,
    wanted: String,
}

impl Row {
    fn check(&self) -> Result<(), String> {
        let found = times::find(&self.text, self.published);
        let shown: Vec<String> = found
            .iter()
            .map(|t| format!("{} {} {}", &self.text[t.span.range()], t.kind.as_str(), t.value))
            .collect();
        let shown = if shown.is_empty() { "none".to_owned() } else { shown.join("; ") };
        if shown == self.wanted {
            return Ok(());
        }
        Err(format!("{}\n  text   {}\n  wanted {}\n  found  {shown}", self.place, self.text, self.wanted))
    }
}

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec/en");
    let entries = std::fs::read_dir(&folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut files: Vec<PathBuf> = entries.map(|e| e.expect("a folder entry").path()).collect();
    files.retain(|f| f.file_name().is_some_and(|n| n.to_string_lossy().starts_with("times-")));
    files.sort();
    files
}

fn rows(file: &Path) -> Vec<Row> {
    let markdown = std::fs::read_to_string(file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    markdown.lines().enumerate().filter_map(|(n, line)| row(file, n + 1, line)).collect()
}

/// A line of a table that is neither its head nor its rule.
fn row(file: &Path, line: usize, text: &str) -> Option<Row> {
    let cells: Vec<&str> = text.strip_prefix('|')?.strip_suffix('|')?.split('|').map(str::trim).collect();
    let [published, text, wanted] = cells[..] else {
        panic!("{}:{line}: three cells are needed", file.display())
    };
    if published == "published" || published.starts_with("--") {
        return None;
    }
    let published = match published {
        "-" => None,
        day => Some(day.parse().unwrap_or_else(|e| panic!("{}:{line}: {e}", file.display()))),
    };
    let place = format!("{}:{line}", file.display());
    Some(Row { place, published, text: text.to_owned(), wanted: wanted.to_owned() })
}
