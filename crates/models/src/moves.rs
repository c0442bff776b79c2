//! Names of a transition system's actions, in the order of its scores.

use crate::Error;
use crate::msgpack::{Node, decode};
use serde_json::{Map, Value as Json};

/// Letters of the parser's actions: shift, reduce, left arc, right arc, break.
pub(crate) const PARSER: [&str; 5] = ["S", "D", "L", "R", "B"];
/// Letters of the recognizer's actions: missing, begin, in, last, unit, out.
pub(crate) const ENTITIES: [&str; 6] = ["M", "B", "I", "L", "U", "O"];

/// Action names (`L-nsubj`, `O`) from a `moves` file. The file counts each label of each action; the
/// scores are ordered by action, then by falling count, then by falling label.
pub(crate) fn actions(member: &str, bytes: &[u8], letters: &[&str]) -> Result<Vec<String>, Error> {
    let root = decode(member, bytes)?;
    let text = Node::new(member, &root).get("moves")?.str()?;
    let counts: Map<String, Json> =
        serde_json::from_str(text).map_err(|e| Error::format(member, format!("moves: {e}")))?;
    let mut by_action = Vec::new();
    for (action, labels) in &counts {
        let letter = action.parse().ok().and_then(|action: usize| Some((action, *letters.get(action)?)));
        let letter = letter.ok_or_else(|| Error::format(member, format!("unknown action {action}")))?;
        by_action.push((letter, sorted(member, labels)?));
    }
    by_action.sort();
    let names =
        by_action.iter().flat_map(|((_, letter), labels)| labels.iter().map(|label| name(letter, label)));
    Ok(names.collect())
}

fn sorted<'a>(member: &str, labels: &'a Json) -> Result<Vec<&'a str>, Error> {
    let labels = labels.as_object().ok_or_else(|| Error::format(member, "labels are no map"))?;
    let counted =
        labels.iter().map(|(label, count)| Some((count.as_i64().filter(|n| *n >= 0)?, label.as_str())));
    let mut counted = counted
        .collect::<Option<Vec<_>>>()
        .ok_or_else(|| Error::format(member, "labels were added after training"))?;
    counted.sort_by(|a, b| b.cmp(a));
    Ok(counted.into_iter().map(|(_, label)| label).collect())
}

fn name(letter: &str, label: &str) -> String {
    // The unlabelled unit keeps its dash: it is an action of its own, which is never taken.
    match label.is_empty() && letter != "U" {
        true => letter.to_owned(),
        false => format!("{letter}-{label}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rmpv::Value;

    fn file(moves: &str) -> Vec<u8> {
        let mut bytes = Vec::new();
        let root = Value::Map(vec![("moves".into(), moves.into())]);
        rmpv::encode::write_value(&mut bytes, &root).unwrap();
        bytes
    }

    #[test]
    fn order_is_by_action_count_and_label() {
        let moves = r#"{"2":{"nsubj":5,"det":7,"aux":5},"0":{"":9},"1":{"":9}}"#;
        let actions = actions("m", &file(moves), &PARSER).unwrap();
        assert_eq!(actions, ["S", "D", "L-det", "L-nsubj", "L-aux"]);
    }

    #[test]
    fn odd_moves_are_refused() {
        for moves in ["", "[]", r#"{"9":{}}"#, r#"{"0":7}"#, r#"{"2":{"x":-1}}"#] {
            assert!(actions("m", &file(moves), &PARSER).is_err(), "{moves}");
        }
    }
}
