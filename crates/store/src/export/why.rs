//! How a fact was read, for people: names and values to stand below its slots.
use rapporteur_record::{Antecedent, Fact, Rival, Why};

/// Names and values, in the order in which they are told.
pub fn fields(fact: &Fact) -> Vec<(String, String)> {
    match &fact.why {
        Some(why) => told(why),
        None => vec![named("why", "found by its rule alone; no scorer was asked".to_owned())],
    }
}

fn told(why: &Why) -> Vec<(String, String)> {
    let mut fields = vec![named("read as", construction(why)), named("score", score(why))];
    fields.extend(weights("for it", why, |weight| weight >= 0.0));
    fields.extend(weights("against it", why, |weight| weight < 0.0));
    fields.extend(why.others.iter().map(|rival| named("rather than", reading(rival))));
    fields.extend(why.antecedents.iter().map(|one| named("may mean", antecedent(one))));
    without_repeated_names(fields)
}

fn named(name: &str, value: String) -> (String, String) {
    (name.to_owned(), value)
}

fn construction(why: &Why) -> String {
    let classes = match why.classes.is_empty() {
        true => "a word of no class".to_owned(),
        false => format!("a word of {}", why.classes.join(" and ")),
    };
    let cue = why.cue.as_ref().map(|cue| format!("cue “{cue}”, {classes}"));
    let source = why.arc.as_ref().map(|arc| format!("source by {arc}"));
    [Some(why.frame.clone()), cue, source].into_iter().flatten().collect::<Vec<_>>().join("; ")
}

fn score(why: &Why) -> String {
    match why.score {
        Some(probability) => format!("probability {probability:.3} by the learned scorer"),
        None => "none; layout decides".to_owned(),
    }
}

fn weights(name: &str, why: &Why, on_this_side: fn(f64) -> bool) -> Option<(String, String)> {
    let sign = |weight: f64| if weight < 0.0 { '−' } else { '+' };
    let told = why.features.iter().filter(|(_, weight)| on_this_side(*weight));
    let list: Vec<String> = told.map(|(f, w)| format!("{}{:.2} [{f}]", sign(*w), w.abs())).collect();
    (!list.is_empty()).then(|| named(name, list.join("  ")))
}

fn reading(rival: &Rival) -> String {
    let source = rival.source.as_ref().map_or_else(|| "no source".to_owned(), |s| format!("“{s}”"));
    format!("{:.3} {}; {source}: “{}”", rival.score, rival.frame, rival.content)
}

fn antecedent(one: &Antecedent) -> String {
    let score = one.score.map_or_else(String::new, |score| format!("{score:.2} "));
    format!("{score}{}, by “{}”", one.name, one.words)
}

fn without_repeated_names(mut fields: Vec<(String, String)>) -> Vec<(String, String)> {
    for i in (1..fields.len()).rev() {
        if fields[i].0 == fields[i - 1].0 {
            fields[i].0.clear();
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_weights_by_side_and_rivals_below_one_another() {
        let rival = |score| Rival { frame: "object".into(), source: None, content: "the toll".into(), score };
        let why = Why {
            frame: "clause".into(),
            score: Some(0.75),
            features: vec![("cue=say".into(), 1.5), ("heading".into(), -0.25)],
            others: vec![rival(0.2), rival(0.1)],
            ..Why::default()
        };
        let told = told(&why);
        let names: Vec<&str> = told.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["read as", "score", "for it", "against it", "rather than", ""]);
        assert_eq!(told[2].1, "+1.50 [cue=say]");
        assert_eq!(told[3].1, "−0.25 [heading]");
        assert_eq!(told[4].1, "0.200 object; no source: “the toll”");
    }
}
