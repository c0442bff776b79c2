//! Cases of the literate specifications and how one is checked.
mod case;
mod found;
mod line;

pub use case::Case;

use line::{Line, Quantity};
use rapporteur_extract::{Annotator, Parser, attribution, extract};
use rapporteur_record::{Annotated, Debate, Document, Fact};
use std::path::{Path, PathBuf};

/// The annotator with the model in the folder RAPPORTEUR_MODELS, else in the repository's `models/`.
pub fn model() -> Annotator {
    let folder = std::env::var_os("RAPPORTEUR_MODELS")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models"), PathBuf::from);
    let parser = Parser::load(folder.join("en_core_web_md"))
        .unwrap_or_else(|e| panic!("the specifications need the language model: {e}"));
    Annotator::new(parser)
}

/// Checks one case; the error is a report for people.
pub fn check(case: &Case, annotator: &Annotator) -> Result<(), String> {
    let text = annotator.annotate(&case.document).map_err(|e| case.report(&[e.to_string()]))?;
    let facts = extract(&text, &case.debate);
    let mut problems = invariants(&case.document, &facts);
    let again = extract(&annotator.annotate(&case.document).map_err(|e| e.to_string())?, &case.debate);
    if again != facts {
        problems.push("reading the text again gives other facts".to_owned());
    }
    problems.extend(compare(case, &text, &facts));
    if problems.is_empty() { Ok(()) } else { Err(case.report(&problems)) }
}

fn invariants(document: &Document, facts: &[Fact]) -> Vec<String> {
    let mut problems = Vec::new();
    for fact in facts {
        let kind = fact.claim.kind();
        if fact.evidence.is_empty() {
            problems.push(format!("a {kind} without evidence (rule {})", fact.rule));
        }
        for &span in &fact.evidence {
            if document.text.get(span.range()).is_none_or(str::is_empty) {
                problems.push(format!(
                    "a {kind} whose evidence {span:?} is no piece of the text (rule {})",
                    fact.rule
                ));
            } else if document.clutter.iter().any(|c| c.contains(span)) {
                problems.push(format!("a {kind} whose evidence is clutter: {:?}", document.at(span)));
            }
        }
    }
    problems
}

/// What is missing and what is too much, kind by kind.
fn compare(case: &Case, text: &Annotated, facts: &[Fact]) -> Vec<String> {
    let mut problems = Vec::new();
    for kind in case.kinds() {
        let found = match kind {
            "attribution" => found::attributions(text, &attribution::find(text)),
            "mention" => found::mentions(text),
            "time" => found::times(text),
            "post" => found::posts(text),
            _ => found::facts(text, facts, kind),
        };
        let lines: Vec<&Line> = case.expected.iter().filter(|l| l.kind == kind).collect();
        problems.extend(pair(kind, &lines, &found));
    }
    problems
}

fn pair(kind: &str, lines: &[&Line], found: &[Line]) -> Vec<String> {
    let mut taken = vec![false; found.len()];
    let mut problems = Vec::new();
    let mut open = !matches!(kind, "mention" | "time");
    for line in lines {
        match line.quantity {
            Quantity::None => continue,
            Quantity::Some => open = false,
            Quantity::One => {}
        }
        // The one that agrees with the fewest other lines would be the safest choice; the first is enough as long as
        // lines of one case differ in a named slot.
        match (0..found.len()).find(|&i| !taken[i] && line.agrees(&found[i])) {
            Some(i) => taken[i] = true,
            None => problems.push(format!("missing  {line}")),
        }
    }
    if open {
        problems.extend(
            found.iter().zip(&taken).filter(|(_, taken)| !**taken).map(|(f, _)| format!("too much {f}")),
        );
    } else if !problems.is_empty() {
        problems.extend(
            found.iter().zip(&taken).filter(|(_, taken)| !**taken).map(|(f, _)| format!("   found {f}")),
        );
    }
    problems
}

/// The issues of a case, as a debate file would give them.
fn debate(header: &[(String, String, String)]) -> Debate {
    let mut debate = Debate::default();
    for (_, id, text) in header.iter().filter(|(key, ..)| key == "issue") {
        let phrasings = |which: &str| {
            header.iter().filter(|(k, i, _)| k == which && i == id).map(|(_, _, text)| text.clone()).collect()
        };
        let issue = rapporteur_record::Issue {
            id: id.clone(),
            text: text.clone(),
            pro: phrasings("for"),
            contra: phrasings("against"),
        };
        debate.issues.push(issue);
    }
    debate
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(lines: &[&str], found: &[&str]) -> usize {
        let parse = |l: &&str| Line::parse(l).unwrap();
        let lines: Vec<Line> = lines.iter().map(parse).collect();
        pair("demand", &lines.iter().collect::<Vec<_>>(), &found.iter().map(parse).collect::<Vec<_>>()).len()
    }

    #[test]
    fn missing_and_superfluous_facts_are_problems() {
        assert_eq!(problems(&["demand issuer=A"], &["demand issuer=A"]), 0);
        assert_eq!(problems(&["demand issuer=A"], &["demand issuer=B"]), 2);
        assert_eq!(problems(&["demand issuer=A"], &["demand issuer=A", "demand issuer=B"]), 1);
        assert_eq!(problems(&["some demand issuer=A"], &["demand issuer=A", "demand issuer=B"]), 0);
        assert_eq!(problems(&["no demand"], &["demand issuer=A"]), 1);
        assert_eq!(problems(&["no demand"], &[]), 0);
    }
}
