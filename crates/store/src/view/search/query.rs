//! From what a user types to what FTS5 understands; no input is a syntax error.

/// A search, as FTS5 expressions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Query {
    /// Finds what meets the whole search.
    pub all: String,
    /// Finds any of its words, to mark them.
    pub any: String,
}

impl Query {
    /// `None` where there is nothing to search for.
    pub fn parse(input: &str) -> Option<Self> {
        let mut groups: Vec<Vec<String>> = Vec::new();
        let mut without: Vec<String> = Vec::new();
        let mut or = false;
        for term in terms(input) {
            match term {
                Term::Or => or = !groups.is_empty(),
                Term::Without(term) => without.push(term),
                Term::With(term) => match groups.last_mut().filter(|_| std::mem::take(&mut or)) {
                    Some(group) => group.push(term),
                    None => groups.push(vec![term]),
                },
            }
        }
        if groups.is_empty() {
            return None;
        }
        let any = groups.concat().join(" OR ");
        let all: Vec<String> = groups.iter().map(|group| format!("({})", group.join(" OR "))).collect();
        let all = all.join(" AND ");
        let all = match without.is_empty() {
            true => all,
            false => format!("({all}) NOT ({})", without.join(" OR ")),
        };
        Some(Self { all, any })
    }
}

enum Term {
    With(String),
    Without(String),
    Or,
}

fn terms(input: &str) -> Vec<Term> {
    let mut terms = Vec::new();
    let mut rest = input.trim_start();
    while !rest.is_empty() {
        let minus = rest.starts_with('-');
        let body = if minus { &rest[1..] } else { rest };
        let (words, quoted, after) = match body.strip_prefix('"') {
            Some(phrase) => {
                let end = phrase.find('"').unwrap_or(phrase.len());
                (&phrase[..end], true, phrase.get(end + 1..).unwrap_or(""))
            }
            None => {
                // A quotation mark ends the word, so that `a"b c"` is a word and a phrase.
                let end = body.find(|c: char| c.is_whitespace() || c == '"').unwrap_or(body.len());
                (&body[..end], false, &body[end..])
            }
        };
        let term = expression(words, quoted || after.starts_with('*'));
        terms.extend(match (term, minus) {
            (None, _) => None,
            (Some(_), false) if words == "OR" && !quoted => Some(Term::Or),
            (Some(term), false) => Some(Term::With(term)),
            (Some(term), true) => Some(Term::Without(term)),
        });
        rest = after.trim_start_matches('*').trim_start();
    }
    terms
}

/// The words as an FTS5 string, in which nothing but `"` has a meaning; `None` where there is no letter or digit.
fn expression(words: &str, phrase: bool) -> Option<String> {
    if !words.contains(char::is_alphanumeric) {
        return None;
    }
    let clean: String = words.chars().map(|c| if c.is_control() || c == '"' { ' ' } else { c }).collect();
    let prefix = if !phrase && words.ends_with('*') { " *" } else { "" };
    Some(format!("\"{}\"{prefix}", clean.trim_end_matches('*')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(input: &str) -> String {
        Query::parse(input).map_or(String::new(), |query| query.all)
    }

    #[test]
    fn words_phrases_beginnings_and_exclusions() {
        assert_eq!(all("free ferry"), r#"("free") AND ("ferry")"#);
        assert_eq!(all(r#""free ferry" toll*"#), r#"("free ferry") AND ("toll" *)"#);
        assert_eq!(all("toll -ferry"), r#"(("toll")) NOT ("ferry")"#);
        assert_eq!(all("toll OR fee bridge"), r#"("toll" OR "fee") AND ("bridge")"#);
    }

    #[test]
    fn what_is_no_word_is_left_out() {
        for input in ["", "  ", "-", "\"", "\"\"", "***", "-toll", "!? …", "OR"] {
            assert_eq!(all(input), "", "{input}");
        }
        assert_eq!(all("OR toll OR"), r#"("toll")"#);
    }
}
