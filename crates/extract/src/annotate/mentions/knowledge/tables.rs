//! The tables of knowledge: those of `knowledge/`, and those that users add in the same form.
use rapporteur_record::PartialDate;
use std::sync::OnceLock;
use thiserror::Error;

/// Which table it is; the header line says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    Countries,
    Bodies,
    Outlets,
    Heads,
    Officials,
    Memberships,
}

impl Subject {
    pub const ALL: [Self; 6] =
        [Self::Countries, Self::Bodies, Self::Outlets, Self::Heads, Self::Officials, Self::Memberships];

    /// The columns, in order. Those at the end may be missing in a row.
    pub const fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Countries => &["code", "name", "aliases", "adjectives", "people", "seats"],
            Self::Bodies => &["name", "kind", "of", "aliases", "members", "officers", "descriptions"],
            Self::Outlets => &["name", "country", "aliases"],
            Self::Heads => &["code", "title", "name", "from", "seen"],
            Self::Officials => &["of", "office", "name", "from", "until"],
            Self::Memberships => &["body", "country", "status", "from", "until"],
        }
    }

    /// How many cells of a row must be there and hold something.
    const fn needed(self) -> usize {
        match self {
            Self::Countries | Self::Bodies => 2,
            Self::Outlets => 1,
            Self::Heads => 5,
            Self::Officials | Self::Memberships => 4,
        }
    }

    const fn built_in(self) -> &'static str {
        match self {
            Self::Countries => include_str!("../../../../../../knowledge/countries.tsv"),
            Self::Bodies => include_str!("../../../../../../knowledge/bodies.tsv"),
            Self::Outlets => include_str!("../../../../../../knowledge/outlets.tsv"),
            Self::Heads => include_str!("../../../../../../knowledge/heads.tsv"),
            Self::Officials => include_str!("../../../../../../knowledge/officials.tsv"),
            Self::Memberships => include_str!("../../../../../../knowledge/memberships.tsv"),
        }
    }
}

/// A row with a cell for every column; those that the file leaves out are empty.
pub type Row<'t> = Vec<&'t str>;

#[derive(Debug)]
struct Table<'t> {
    subject: Subject,
    rows: Vec<Row<'t>>,
}

/// Why a file of actors cannot be used.
#[derive(Debug, PartialEq, Eq, Error)]
pub enum ActorsError {
    #[error("{file}:{line}: {problem}")]
    Line { file: String, line: usize, problem: Problem },
    #[error("{file} has no header line: {}", headers())]
    Empty { file: String },
    #[error("actors can only be added before the first text is read")]
    Late,
}

/// What is wrong with a line of a file of actors.
#[derive(Debug, PartialEq, Eq, Error)]
pub enum Problem {
    #[error("not the header of a table of actors: {}", headers())]
    Header,
    #[error("{found} columns where the table has {wanted}, with tabs between")]
    Columns { found: usize, wanted: usize },
    #[error("the column {0} is empty")]
    Missing(&'static str),
    #[error("{0:?} is no date of the form YYYY-MM-DD, YYYY-MM or YYYY")]
    Date(String),
}

fn headers() -> String {
    let headers: Vec<String> = Subject::ALL.iter().map(|s| s.columns().join(", ")).collect();
    format!("one of these, with tabs between: {}", headers.join(" | "))
}

static ADDED: OnceLock<Added> = OnceLock::new();

#[derive(Debug, Default)]
struct Added {
    tables: Vec<Table<'static>>,
    hash: u64,
}

/// Adds the actors of files, given as name and text, to what is known; what they say goes before `knowledge/`. Fails
/// where a file is no table of actors, and after the first text was read.
pub fn add_actors(files: Vec<(String, String)>) -> Result<(), ActorsError> {
    if files.is_empty() {
        return Ok(());
    }
    let mut added = Added { tables: Vec::new(), hash: 0xcbf2_9ce4_8422_2325 };
    for (name, text) in files {
        added.hash = text.bytes().fold(added.hash, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
        // Actors are named by `&'static str` everywhere; a run adds its files once.
        added.tables.extend(parse(&name, Box::leak(text.into_boxed_str()))?);
    }
    ADDED.set(added).map_err(|_| ActorsError::Late)
}

/// How many actors the tables of a file list. Fails where it is no table of actors.
pub fn count_actors(name: &str, text: &str) -> Result<usize, ActorsError> {
    Ok(parse(name, text)?.iter().map(|table| table.rows.len()).sum())
}

/// Hash over the added files; `None` where there are none.
pub fn added() -> Option<u64> {
    // It is set, and empty, once the tables were read.
    ADDED.get().filter(|added| !added.tables.is_empty()).map(|added| added.hash)
}

/// The rows about a subject, added ones first.
pub fn rows(subject: Subject) -> Vec<Row<'static>> {
    // From here on it is too late to add any.
    let added = ADDED.get_or_init(Added::default).tables.iter().filter(|t| t.subject == subject);
    let built_in = parse("knowledge", subject.built_in()).expect("the tables of knowledge/ are well formed");
    added.flat_map(|t| t.rows.iter().cloned()).chain(built_in.into_iter().flat_map(|t| t.rows)).collect()
}

/// The tables of a file, each under its header line.
fn parse<'t>(file: &str, text: &'t str) -> Result<Vec<Table<'t>>, ActorsError> {
    let mut tables: Vec<Table> = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let line = line.trim_start_matches('\u{feff}');
        let at = |problem| ActorsError::Line { file: file.to_owned(), line: number + 1, problem };
        if line.starts_with('#') || line.trim().is_empty() {
            continue;
        }
        // Columns at the end may be left out of a whole table.
        let is_header = |s: &Subject| {
            let named = line.split('\t').count();
            named >= s.needed().max(2) && line.split('\t').eq(s.columns().iter().copied().take(named))
        };
        match (Subject::ALL.into_iter().find(is_header), tables.last_mut()) {
            (Some(subject), _) => tables.push(Table { subject, rows: Vec::new() }),
            (None, Some(table)) => table.rows.push(row(table.subject, line).map_err(at)?),
            (None, None) => return Err(at(Problem::Header)),
        }
    }
    if tables.is_empty() { Err(ActorsError::Empty { file: file.to_owned() }) } else { Ok(tables) }
}

fn row(subject: Subject, line: &str) -> Result<Row<'_>, Problem> {
    let columns = subject.columns();
    let mut cells: Row = line.split('\t').map(str::trim).collect();
    if cells.len() > columns.len() {
        return Err(Problem::Columns { found: cells.len(), wanted: columns.len() });
    }
    cells.resize(columns.len(), "");
    if let Some(empty) = (0..subject.needed()).find(|&i| cells[i].is_empty()) {
        return Err(Problem::Missing(columns[empty]));
    }
    for (cell, column) in cells.iter().zip(columns) {
        let date = matches!(*column, "from" | "until" | "seen") && !cell.is_empty();
        if date && cell.parse::<PartialDate>().is_err() {
            return Err(Problem::Date((*cell).to_owned()));
        }
    }
    Ok(cells)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(text: &str) -> String {
        parse("mine.tsv", text).expect_err("a bad table").to_string()
    }

    #[test]
    fn a_table_says_by_its_header_what_it_is_about() {
        let text = "# Ours.\n\nof\toffice\tname\tfrom\tuntil\nCL\tmayor\tAna Rojas\t2024-05\nname\tcountry\taliases\nThe Bell\n";
        let tables = parse("mine.tsv", text).expect("two tables");
        assert_eq!(
            (tables.len(), tables[0].subject, tables[1].subject),
            (2, Subject::Officials, Subject::Outlets)
        );
        assert_eq!(tables[0].rows, [["CL", "mayor", "Ana Rojas", "2024-05", ""]]);
    }

    #[test]
    fn a_bad_line_is_named_with_its_file() {
        let header = "of\toffice\tname\tfrom\tuntil\n";
        assert!(
            problem("a\tb\n").starts_with("mine.tsv:1: not the header of a table of actors: one of these")
        );
        assert_eq!(problem("# nothing\n").split(':').next(), Some("mine.tsv has no header line"));
        for (row, reason) in [
            ("CL\tmayor\tAna Rojas\tsoon\n", "\"soon\" is no date of the form YYYY-MM-DD, YYYY-MM or YYYY"),
            ("CL\tmayor\t\t2024\n", "the column name is empty"),
            ("CL\tmayor\tAna\t2024\t\tx\n", "6 columns where the table has 5, with tabs between"),
        ] {
            assert_eq!(problem(&format!("{header}{row}")), format!("mine.tsv:2: {reason}"));
        }
    }

    #[test]
    fn the_tables_of_knowledge_are_well_formed() {
        for subject in Subject::ALL {
            let tables = parse("knowledge", subject.built_in()).expect("well formed");
            assert_eq!((tables.len(), tables[0].subject), (1, subject));
            assert!(tables[0].rows.len() > 100, "{subject:?}");
        }
    }
}
