//! Cases as they stand in the Markdown files.
use super::{debate, line::Line};
use rapporteur_record::{Debate, Document, Format, Source};
use std::path::Path;

pub struct Case {
    file: String,
    /// Line of the heading, from 1.
    line: usize,
    heading: String,
    pub document: Document,
    pub debate: Debate,
    pub expected: Vec<Line>,
}

impl Case {
    /// All cases of a folder's `.md` files, in order of file name and line.
    pub fn all(folder: &Path) -> Vec<Case> {
        let entries = std::fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
        let mut files: Vec<_> = entries.map(|e| e.expect("a folder entry").path()).collect();
        files.retain(|f| f.extension().is_some_and(|e| e == "md"));
        files.sort();
        files.iter().flat_map(|f| Case::of_file(f)).collect()
    }

    fn of_file(path: &Path) -> Vec<Case> {
        let file = path.file_name().expect("a file name").to_string_lossy().into_owned();
        let markdown = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let mut cases = Vec::new();
        let (mut heading, mut text, mut fence) =
            ((0, String::new()), None::<String>, None::<(String, Vec<&str>)>);
        for (n, line) in markdown.lines().enumerate() {
            match (&mut fence, line.strip_prefix("```")) {
                (None, Some(info)) => fence = Some((info.trim().to_owned(), Vec::new())),
                (Some((_, lines)), None) => lines.push(line),
                (None, None) => {
                    if let Some(title) = line.strip_prefix("## ") {
                        heading = (n + 1, title.trim().to_owned());
                    }
                }
                (Some(_), Some(_)) => match fence.take() {
                    Some((info, lines)) if info == "text" => text = Some(lines.join("\n")),
                    Some((info, lines)) if info == "facts" => {
                        let text =
                            text.take().unwrap_or_else(|| panic!("{file}:{}: facts without a text", n + 1));
                        cases.push(Case::new(&file, heading.clone(), &text, &lines));
                    }
                    _ => {}
                },
            }
        }
        cases
    }

    fn new(file: &str, (line, heading): (usize, String), block: &str, facts: &[&str]) -> Case {
        let (header, text) = split(block);
        let value = |key: &str| header.iter().find(|(k, ..)| k == key).map(|(_, _, v)| v.clone());
        let source = Source {
            path: format!("{file}:{line}"),
            format: Format::Text,
            title: value("title"),
            outlet: value("outlet"),
            published: value("published").map(|d| d.parse().unwrap_or_else(|e| panic!("{file}:{line}: {e}"))),
            ..Source::default()
        };
        let expected = facts
            .iter()
            .filter(|l| !l.trim().is_empty())
            .map(|l| Line::parse(l.trim()).unwrap_or_else(|e| panic!("{file}:{line}: {e}")))
            .collect();
        let document = Document::new(heading.clone(), source, text.to_owned(), Vec::new());
        Case { file: file.to_owned(), line, heading, document, debate: debate(&header), expected }
    }

    pub fn is_named(&self, word: &str) -> bool {
        self.file.contains(word) || self.heading.contains(word)
    }

    /// The kinds that the case speaks of, each once.
    pub fn kinds(&self) -> Vec<&str> {
        let mut kinds: Vec<&str> = self.expected.iter().map(|l| l.kind.as_str()).collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds
    }

    pub fn report(&self, problems: &[String]) -> String {
        format!(
            "{}:{} {}\n  {}\n    {}",
            self.file,
            self.line,
            self.heading,
            self.document.text,
            problems.join("\n    ")
        )
    }
}

/// The header's `(key, id, value)` rows and the text below `---`.
fn split(block: &str) -> (Vec<(String, String, String)>, &str) {
    let Some((header, text)) = block.split_once("---\n") else { return (Vec::new(), block) };
    let row = |line: &str| {
        let (key, value) = line.split_once(": ")?;
        let (key, id) = key.split_once(' ').unwrap_or((key, ""));
        Some((key.to_owned(), id.to_owned(), value.to_owned()))
    };
    (header.lines().filter_map(row).collect(), text)
}
