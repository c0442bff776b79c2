//! Facts that share a sentence with a position on an issue.
use crate::{Record, Result};
use rusqlite::params_from_iter;

/// All evidence of the documents with a current position on an issue; `{current}` limits readings. Whether the evidence is
/// that of such a position comes last.
const EVIDENCE: &str = "
    SELECT o.document, o.id, e.start, e.end, p.id IS NOT NULL
    FROM ({documents}) d
    CROSS JOIN fact o ON o.document = d.document CROSS JOIN evidence e ON e.fact = o.id
    LEFT JOIN fact p ON p.id = o.id AND p.issue = ?1 AND EXISTS (
      SELECT 1 FROM assertion a JOIN reading pr ON pr.id = a.reading WHERE a.fact = p.id AND {current})
    ORDER BY o.document, e.start";

/// Documents with a position on the issue, and those of them that have anything in days from the second value on: others
/// have no fact that is asked for.
const DOCUMENTS: &str = "SELECT DISTINCT document FROM fact WHERE issue = ?1";
const LATELY: &str = "SELECT DISTINCT q.document FROM fact q
    WHERE q.kind IN ('statement', 'position', 'decision', 'measure', 'warning', 'demand', 'report') AND q.last >= ?2
      AND EXISTS (SELECT 1 FROM fact i WHERE i.document = q.document AND i.issue = ?1)";

pub(crate) fn sql(current: &str, from: bool) -> String {
    let documents = if from { LATELY } else { DOCUMENTS };
    EVIDENCE.replace("{documents}", documents).replace("{current}", current)
}

/// One evidence span in the order of the text.
struct Stretch {
    document: i64,
    fact: i64,
    start: i64,
    end: i64,
    on_issue: bool,
}

/// Row ids of the facts, current or not, whose evidence overlaps that of a current position on the issue: ascending, the
/// positions among them. One walk along each text, since a document may have thousands of facts.
pub(crate) fn facts(
    record: &Record,
    issue: &str,
    from: Option<String>,
    (current, instants): (&str, Vec<String>),
) -> Result<Vec<i64>> {
    let mut query = record.db.prepare_cached(&sql(current, from.is_some()))?;
    let values = [issue.to_owned()].into_iter().chain(from).chain(instants);
    let found = query.query_map(params_from_iter(values), |row| {
        Ok(Stretch {
            document: row.get(0)?,
            fact: row.get(1)?,
            start: row.get(2)?,
            end: row.get(3)?,
            on_issue: row.get(4)?,
        })
    })?;
    let stretches = found.collect::<rusqlite::Result<Vec<_>>>()?;
    let mut facts = Vec::new();
    stretches.chunk_by(|a, b| a.document == b.document).for_each(|text| overlapping(text, &mut facts));
    facts.sort_unstable();
    facts.dedup();
    Ok(facts)
}

/// `text`: the evidence of one document by its start. Before each stretch the furthest end of a position counts, after it
/// the nearest start.
fn overlapping(text: &[Stretch], facts: &mut Vec<i64>) {
    let mut reach = i64::MIN;
    for one in text {
        if one.on_issue || reach > one.start {
            facts.push(one.fact);
        }
        if one.on_issue {
            reach = reach.max(one.end);
        }
    }
    let mut next = i64::MAX;
    for one in text.iter().rev() {
        if next < one.end {
            facts.push(one.fact);
        }
        if one.on_issue {
            next = next.min(one.start);
        }
    }
}
