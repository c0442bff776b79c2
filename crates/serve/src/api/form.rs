//! In which form an answer is wanted: by `format` in the address, else by the header `Accept`.
use crate::{ask::Ask, failure::Failure};
use rapporteur_store::export::Format;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Json,
    Lines,
    Csv,
    Markdown,
    Atom,
}

impl Form {
    /// What it is called in an answer.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Lines => "application/jsonl",
            Self::Csv => "text/csv; charset=utf-8",
            Self::Markdown => "text/markdown; charset=utf-8",
            Self::Atom => "application/atom+xml",
        }
    }

    /// As the command line calls it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Lines => "jsonl",
            Self::Csv => "csv",
            Self::Markdown => "md",
            Self::Atom => "atom",
        }
    }

    pub const fn export(self) -> Format {
        match self {
            Self::Lines => Format::Jsonl,
            Self::Csv => Format::Csv,
            Self::Markdown => Format::Markdown,
            Self::Json | Self::Atom => Format::Json,
        }
    }

    /// The form wanted of those that can be had; the first where any will do.
    pub fn of(ask: &Ask, can: &[Self]) -> Result<Self, Failure> {
        if let Some(word) = ask.params.get("format") {
            let words = || can.iter().map(|form| form.word()).collect::<Vec<_>>().join(", ");
            let found = can.iter().copied().find(|form| form.word() == word);
            return found.ok_or_else(|| Failure::Wrong(format!("format is one of {}", words())));
        }
        accepted(ask.accept, can).ok_or(Failure::Form)
    }

    fn is(self, range: &str) -> bool {
        let essence = self.name().split(';').next().unwrap_or_default();
        let kind = essence.split('/').next().unwrap_or_default();
        let also = self == Self::Lines && matches!(range, "application/x-ndjson" | "application/x-jsonlines");
        range == essence || range == "*/*" || range.strip_suffix("/*") == Some(kind) || also
    }
}

/// The one that the header weighs most; of equals, the one that it names first, then the first that can be had.
fn accepted(header: &str, can: &[Form]) -> Option<Form> {
    if header.trim().is_empty() {
        return can.first().copied();
    }
    let mut ranges: Vec<(String, f32)> =
        header.split(',').map(range).filter(|(_, weight)| *weight > 0.0).collect();
    ranges.sort_by(|a, b| b.1.total_cmp(&a.1));
    ranges.iter().find_map(|(range, _)| can.iter().copied().find(|form| form.is(range)))
}

/// "text/csv;q=0.5" → `text/csv`, 0.5.
fn range(part: &str) -> (String, f32) {
    let mut pieces = part.split(';').map(str::trim);
    let range = pieces.next().unwrap_or_default().to_ascii_lowercase();
    let weight = pieces.find_map(|piece| piece.strip_prefix("q=")).map_or(1.0, |q| q.parse().unwrap_or(0.0));
    (range, weight)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_chooses() {
        let can = [Form::Json, Form::Lines, Form::Csv];
        let chosen = |header| accepted(header, &can);
        assert_eq!(chosen(""), Some(Form::Json));
        assert_eq!(chosen("*/*"), Some(Form::Json));
        assert_eq!(chosen("text/*"), Some(Form::Csv));
        assert_eq!(chosen("text/csv;q=0.5, application/x-ndjson"), Some(Form::Lines));
        assert_eq!(chosen("application/json;q=0, text/CSV; q=0.1"), Some(Form::Csv));
        assert_eq!(chosen("image/png"), None);
    }
}
