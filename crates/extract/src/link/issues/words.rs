//! Text → stemmed words, the same way for issues and documents, so that both can be compared without a parse.
use rapporteur_record::Span;
use std::{collections::HashMap, sync::LazyLock};

/// One word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Lower case, inflection taken off; a cut form ("deliver" for "deliveries"), not always a word.
    pub stem: String,
    /// As written, in lower case.
    pub form: String,
    /// Bytes of the text it was made from.
    pub span: Span,
    /// Whether a comma, semicolon, colon, dash or full stop stands right before it.
    pub after_break: bool,
    /// Whether it has the form of a past participle in "-ed".
    pub participle: bool,
}

static FORMS: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    include_str!("../../../language/en/forms.tsv").lines().filter_map(|line| line.split_once('\t')).collect()
});

/// The words of a text in order: runs of letters and digits, joined by inner hyphens, apostrophes, points and commas
/// of numbers; a percent sign counts as part of its number.
pub fn words(text: &str) -> Vec<Word> {
    let mut out = Vec::new();
    let mut start = None;
    let mut after_break = false;
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    for (n, &(at, c)) in chars.iter().enumerate() {
        let next = chars.get(n + 1).map(|&(_, c)| c);
        let inside = start.is_some() && joins(c) && next.is_some_and(char::is_alphanumeric) || c == '%';
        if c.is_alphanumeric() || inside {
            start.get_or_insert(at);
            continue;
        }
        if let Some(from) = start.take() {
            out.push(word(text, Span::new(from, at), after_break));
            after_break = false;
        }
        after_break |= matches!(c, ',' | ';' | ':' | '.' | '!' | '?' | '–' | '—' | '(' | ')');
    }
    if let Some(from) = start {
        out.push(word(text, Span::new(from, text.len()), after_break));
    }
    out
}

const fn joins(c: char) -> bool {
    matches!(c, '-' | '\'' | '’' | '.' | ',' | '‑')
}

fn word(text: &str, span: Span, after_break: bool) -> Word {
    let written = &text[span.range()];
    Word {
        stem: stem(written),
        form: written.to_lowercase(),
        span,
        after_break,
        participle: written.ends_with("ed"),
    }
}

/// The stem of one word.
pub fn stem(word: &str) -> String {
    let lower = word.to_lowercase().replace('’', "'").replace('‑', "-");
    let lower = lower.strip_suffix("'s").or(lower.strip_suffix('\'')).unwrap_or(&lower);
    if let Some(form) = FORMS.get(lower) {
        return stem_regular(form);
    }
    stem_regular(lower)
}

fn stem_regular(word: &str) -> String {
    // "F-16s"
    if let Some(figure) = word.strip_suffix('s').filter(|f| f.ends_with(|c: char| c.is_ascii_digit())) {
        return figure.to_owned();
    }
    if !word.bytes().all(|b| b.is_ascii_lowercase() || b == b'-') || word.len() < 4 {
        return word.to_owned();
    }
    let singular = without_plural(word);
    let base = without_ending(&singular);
    let undoubled = undouble(base);
    let cut = match undoubled.strip_suffix("ion") {
        Some(rest) if rest.len() >= 4 => rest,
        _ => undoubled,
    };
    match cut.strip_suffix(['e', 'y', 'i']) {
        Some(rest) if rest.len() >= 3 => rest.to_owned(),
        _ => cut.to_owned(),
    }
}

fn without_plural(word: &str) -> String {
    if let Some(rest) = word.strip_suffix("ies") {
        return format!("{rest}y");
    }
    let hissing = ["sses", "shes", "ches", "xes"].iter().any(|end| word.ends_with(end));
    let keeps = ["ss", "us", "is", "as"].iter().any(|end| word.ends_with(end));
    match word {
        _ if hissing => word[..word.len() - 2].to_owned(),
        _ if keeps || !word.ends_with('s') => word.to_owned(),
        _ => word[..word.len() - 1].to_owned(),
    }
}

fn without_ending(word: &str) -> &str {
    let has_vowel = |s: &str| s.bytes().any(|b| b"aeiouy".contains(&b));
    for end in ["ing", "ied", "ed"] {
        if let Some(rest) = word.strip_suffix(end)
            && rest.len() >= 3
            && has_vowel(rest)
        {
            return rest;
        }
    }
    word
}

fn undouble(word: &str) -> &str {
    let bytes = word.as_bytes();
    match bytes {
        [.., a, b] if a == b && !b"aeiouls".contains(b) => &word[..word.len() - 1],
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_word_share_a_stem() {
        let groups: [&[&str]; 8] = [
            &["lift", "lifts", "lifted", "lifting"],
            &["delivery", "deliveries", "deliver", "delivering"],
            &["ban", "bans", "banned", "banning"],
            &["restrict", "restriction", "restrictions", "restricted"],
            &["allow", "allowed", "allows"],
            &["give", "gave", "given", "giving"],
            &["prohibit", "prohibition", "prohibiting"],
            &["approve", "approved", "approving"],
        ];
        for group in groups {
            for word in group {
                assert_eq!(stem(word), stem(group[0]), "{word}");
            }
        }
    }

    #[test]
    fn numbers_hyphens_and_signs_hold_together() {
        let found: Vec<String> =
            words("From 2035, e-fuels cut 90% – don’t 1,500.").into_iter().map(|w| w.stem).collect();
        assert_eq!(found, ["from", "2035", "e-fuel", "cut", "90%", "not", "1,500"]);
    }

    #[test]
    fn spans_lie_on_character_boundaries() {
        let text = "Éric’s “naïve” 🚗-tax, vélo’";
        for word in words(text) {
            assert!(text.is_char_boundary(word.span.start) && text.is_char_boundary(word.span.end));
        }
    }
}
