//! The labelled pairs of eval/gold/names: no half may fall below what eval/scores/names.md says, less a little.
use rapporteur_names::{Kind, Matcher, SAME};

const PERSONS: &str = include_str!("../../../eval/gold/names/persons.tsv");
const ORGANIZATIONS: &str = include_str!("../../../eval/gold/names/organizations.tsv");

/// F1 at the threshold that the library names, over the lines that leave `half` when divided by two.
fn f1(table: &str, kind: Kind, half: usize) -> f32 {
    let mut matcher = Matcher::default();
    let (mut hits, mut said, mut same) = (0.0, 0.0, 0.0);
    let rows = table.lines().filter(|l| !l.starts_with('#')).skip(1);
    for row in rows.enumerate().filter(|(i, _)| i % 2 == half).map(|(_, row)| row) {
        let cells: Vec<&str> = row.split('\t').collect();
        let found = matcher.score(cells[0], cells[1], kind) >= SAME;
        let wanted = cells[2] == "1";
        hits += f32::from(found && wanted);
        said += f32::from(found);
        same += f32::from(wanted);
    }
    2.0 * hits / (said + same)
}

#[test]
fn pairs_are_told_as_well_as_the_scores_say() {
    for half in [0, 1] {
        let (persons, bodies) =
            (f1(PERSONS, Kind::Person, half), f1(ORGANIZATIONS, Kind::Organization, half));
        assert!(persons > 0.94 && bodies > 0.91, "half {half}: persons {persons}, organisations {bodies}");
    }
}
