//! A line taken apart: its sentences, and what stands between bars, dots and gaps.
use rapporteur_record::Span;

const BARS: &[char] = &['|', '•', '·', '\t'];
const CLOSERS: &[char] = &['"', '”', '’', '\'', ')', ']', '»'];

/// The segments of a stretch of a line, in order, without white space at their ends; bars belong to none.
pub(super) fn segments(line: &str, stretch: Span) -> Vec<Span> {
    let mut segments = Vec::new();
    let mut start = stretch.start;
    let mut push = |from: usize, to: usize| {
        let span = Span::new(from, to).trim(line);
        if !span.is_empty() {
            segments.push(span);
        }
    };
    let words = &line[stretch.range()];
    for (at, c) in words.char_indices() {
        let (here, next) = (stretch.start + at, stretch.start + at + c.len_utf8());
        let bar = BARS.contains(&c);
        if bar || (c.is_whitespace() && ends(&line[start..here], &line[next..stretch.end])) {
            push(start, here);
            start = next;
        }
    }
    push(start, stretch.end);
    segments
}

/// Words before a name that end in a full stop.
const TITLES: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "sen", "rep", "gov", "gen", "col", "lt", "sgt", "capt", "st", "rev",
    "sr", "jr",
];

/// Whether the white space between these words ends a segment: behind a sentence, or as a gap of two or more.
fn ends(before: &str, after: &str) -> bool {
    if after.starts_with(char::is_whitespace) && !before.is_empty() {
        return true;
    }
    let said = before.trim_end_matches(CLOSERS);
    said.ends_with(['.', '!', '?', '…']) && !after.starts_with(char::is_lowercase) && !is_short_form(said)
}

/// Whether the last full stop belongs to a title or an initial: "Mr.", "John A.".
fn is_short_form(said: &str) -> bool {
    let Some(words) = said.strip_suffix('.') else { return false };
    let last = words.rsplit(char::is_whitespace).next().unwrap_or(words);
    let initial = last.len() == 1 && last.starts_with(char::is_uppercase);
    initial || (last.len() <= 4 && TITLES.contains(&last.to_ascii_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_bars_and_gaps_part() {
        let parts = |line: &str| -> Vec<String> {
            let whole = Span::new(0, line.len());
            segments(line, whole).into_iter().map(|s| line[s.range()].to_owned()).collect()
        };
        assert_eq!(parts("“No.” Share | Print  PHOTO: POOL"), ["“No.”", "Share", "Print", "PHOTO: POOL"]);
        assert_eq!(parts("At 9 a.m. the vote began… (By us)"), ["At 9 a.m. the vote began…", "(By us)"]);
        assert_eq!(parts("He met Mr. John A. Smith. Share"), ["He met Mr. John A. Smith.", "Share"]);
        assert!(parts(" \t ").is_empty());
    }
}
