//! Checks `spec/clean.md`: what is clutter stands in marks.
use rapporteur_read::clutter;

const SPEC: &str = include_str!("spec/clean.md");

/// A text, its clutter in marks, and the line of the specification where it stands.
struct Case {
    line: usize,
    marked: String,
}

fn cases() -> Vec<Case> {
    let (mut cases, mut block) = (Vec::new(), None::<(&str, usize, Vec<&str>)>);
    for (n, line) in SPEC.lines().enumerate() {
        match (&mut block, line.strip_prefix("```")) {
            (None, Some(kind)) => block = Some((kind, n + 2, Vec::new())),
            (Some((_, _, lines)), None) => lines.push(line),
            (None, None) => {}
            (Some(_), Some(_)) => {
                let (kind, start, lines) = block.take().unwrap();
                match kind {
                    "lines" => cases.extend(
                        lines
                            .iter()
                            .enumerate()
                            .map(|(i, l)| Case { line: start + i, marked: (*l).to_owned() }),
                    ),
                    "text" => cases.push(Case { line: start, marked: lines.join("\n") }),
                    other => panic!("line {n}: a block of kind {other:?}"),
                }
            }
        }
    }
    cases
}

fn mark(text: &str) -> String {
    let mut marked = String::new();
    let mut at = 0;
    for span in clutter(text) {
        marked += &format!("{}⟦{}⟧", &text[at..span.start], &text[span.range()]);
        at = span.end;
    }
    marked + &text[at..]
}

#[test]
fn clutter_is_what_the_specification_marks() {
    let cases = cases();
    let wrong: Vec<_> = cases
        .iter()
        .filter_map(|case| {
            let found = mark(&case.marked.replace(['⟦', '⟧'], ""));
            (found != case.marked)
                .then(|| format!("line {}\n  wanted {}\n  found  {found}", case.line, case.marked))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn line_ends_make_no_difference() {
    for case in cases() {
        let text = case.marked.replace(['⟦', '⟧'], "");
        let windows = text.replace('\n', "\r\n");
        let words = |text: &str| -> Vec<String> {
            clutter(text).iter().map(|span| text[span.range()].to_owned()).collect()
        };
        assert_eq!(words(&text), words(&windows), "line {}", case.line);
        assert_eq!(
            words(&text),
            words(&format!("\u{feff}{text}")),
            "line {}, with a byte order mark",
            case.line
        );
    }
}
