//! PolNeAR's annotation: brat standoff with events of source, cue and content.
use rapporteur_record::{Offsets, Span};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io;
use std::path::{Path, PathBuf};

/// Number of the word that each byte belongs to, 0 between words.
pub struct Words(Vec<u32>);

impl Words {
    pub fn of(text: &str) -> Self {
        let (mut words, mut number, mut inside) = (Vec::with_capacity(text.len()), 0, false);
        for c in text.chars() {
            let word = c.is_alphanumeric();
            number += u32::from(word && !inside);
            inside = word;
            words.extend(std::iter::repeat_n(if word { number } else { 0 }, c.len_utf8()));
        }
        Self(words)
    }

    pub fn in_spans(&self, spans: &[Span]) -> BTreeSet<u32> {
        spans.iter().flat_map(|s| s.range()).map(|byte| self.0[byte]).filter(|&w| w > 0).collect()
    }
}

/// One attribution as sets of words.
pub struct Gold {
    pub source: Option<BTreeSet<u32>>,
    pub cue: BTreeSet<u32>,
    pub content: BTreeSet<u32>,
}

impl Gold {
    /// Content and source share at least half of their words, and the cues, where both have words, at least one.
    pub fn equals(&self, other: &Gold) -> bool {
        let sources = match (&self.source, &other.source) {
            (None, None) => true,
            (Some(one), Some(other)) => alike(one, other),
            _ => false,
        };
        let cues = self.cue.is_empty() || other.cue.is_empty() || !self.cue.is_disjoint(&other.cue);
        sources && cues && alike(&self.content, &other.content)
    }

    pub fn same_cue(&self, other: &Gold) -> bool {
        alike(&self.cue, &other.cue)
    }

    pub fn same_content(&self, other: &Gold) -> bool {
        alike(&self.content, &other.content)
    }
}

fn alike(one: &BTreeSet<u32>, other: &BTreeSet<u32>) -> bool {
    let shared = one.intersection(other).count();
    2 * shared >= one.len() + other.len() - shared && shared > 0
}

/// Document name → the file of its first annotator.
pub fn files(folder: &Path) -> io::Result<BTreeMap<String, PathBuf>> {
    let mut paths =
        std::fs::read_dir(folder)?.map(|e| e.map(|e| e.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    let mut files = BTreeMap::new();
    for path in paths {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if let Some((name, _annotator)) = stem.rsplit_once('_') {
            files.entry(name.to_owned()).or_insert(path);
        }
    }
    Ok(files)
}

/// The attributions of one file that have content.
pub fn read(path: &Path, text: &str, words: &Words) -> io::Result<Vec<Gold>> {
    let offsets = Offsets::new(text);
    let mut spans: HashMap<String, Vec<Span>> = HashMap::new();
    let mut found = Vec::new();
    for (id, body) in std::fs::read_to_string(path)?.split('\n').filter_map(|line| line.split_once('\t')) {
        if id.starts_with('T') {
            spans.insert(id.to_owned(), fragments(body, &offsets));
        } else if id.starts_with('E') {
            let role = |name: &str| {
                let arguments = body.split_whitespace().skip(1).filter_map(|a| a.split_once(':'));
                let mine =
                    arguments.filter(|(role, _)| role.trim_end_matches(|c: char| c.is_ascii_digit()) == name);
                let places: Vec<Span> = mine.filter_map(|(_, id)| spans.get(id)).flatten().copied().collect();
                words.in_spans(&places)
            };
            let (source, cue, content) = (role("Source"), role("Cue"), role("Content"));
            if !content.is_empty() {
                found.push(Gold { source: (!source.is_empty()).then_some(source), cue, content });
            }
        }
    }
    Ok(found)
}

/// "Content 115 290;300 310" with code point offsets.
fn fragments(body: &str, offsets: &Offsets) -> Vec<Span> {
    let places = body.split('\t').next().and_then(|b| b.split_once(' ')).map_or("", |(_, places)| places);
    let span = |pair: &str| {
        let (start, end) = pair.split_once(' ')?;
        offsets.span([start.parse().ok()?, end.parse().ok()?])
    };
    places.split(';').filter_map(span).collect()
}
