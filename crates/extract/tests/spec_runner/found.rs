//! What was found in a text, as lines of a case.
use super::line::Line;
use rapporteur_extract::Attribution;
use rapporteur_extract::link::posts;
use rapporteur_record::{
    Actor, Annotated, Claim, Fact, FactId, Offsets, Post, Report, Span, TokenRange, Votes, contract,
};

pub fn facts(text: &Annotated, facts: &[Fact], kind: &str) -> Vec<Line> {
    let of_kind = facts.iter().filter(|f| f.claim.kind().as_str() == kind);
    of_kind.map(|f| Line::found(kind, [slots(text, f), pointers(text, facts, f)].concat())).collect()
}

/// The facts that a statement or report points to, by the words of their content.
fn pointers(text: &Annotated, facts: &[Fact], fact: &Fact) -> Vec<(&'static str, String)> {
    let offsets = Offsets::new(&text.document.text);
    let meant = |id: &FactId| facts.iter().find(|f| contract::id(&text.document.id, f, &offsets) == *id);
    let words = |id: &Option<FactId>| match id {
        Some(id) => slots(text, meant(id).expect("the fact that is pointed to is there"))
            .into_iter()
            .find_map(|(name, words)| (name == "content").then_some(words))
            .expect("it has content"),
        None => "-".to_owned(),
    };
    match &fact.claim {
        Claim::Statement(s) => vec![("denies", words(&s.denies))],
        Claim::Report(r) => vec![("reality", r.reality.to_string()), ("within", words(&r.within))],
        _ => Vec::new(),
    }
}

fn slots(text: &Annotated, fact: &Fact) -> Vec<(&'static str, String)> {
    let spans = |spans: &[Span]| match spans.is_empty() {
        true => "-".to_owned(),
        false => spans.iter().map(|&s| text.document.at(s)).collect::<Vec<_>>().join(" | "),
    };
    let span = |s: Option<Span>| spans(s.as_slice());
    let mut slots = match &fact.claim {
        Claim::Statement(s) | Claim::Report(Report { said: s, .. }) => vec![
            ("speaker", s.speaker.name.clone()),
            ("cue", spans(&s.cue)),
            ("content", spans(&s.content)),
            ("mode", s.mode.to_string()),
            ("denied", s.denied.to_string()),
        ],
        Claim::Position(p) => {
            vec![
                ("holder", p.holder.name.clone()),
                ("issue", p.issue.clone()),
                ("stance", p.stance.to_string()),
            ]
        }
        Claim::Decision(d) => vec![
            ("body", d.body.name.clone()),
            ("act", d.act.to_string()),
            ("instrument", d.instrument.clone().unwrap_or_else(|| "-".to_owned())),
            ("votes", votes(d.votes)),
            ("binding", d.binding.map_or_else(|| "-".to_owned(), |b| b.to_string())),
        ],
        Claim::Measure(m) => vec![
            ("authority", m.authority.name.clone()),
            ("effect", m.effect.to_string()),
            ("target", actor(&m.target)),
            ("object", span(m.object)),
            ("scope", spans(&m.scope)),
            ("status", m.status.to_string()),
        ],
        Claim::Warning(w) => vec![
            ("issuer", w.issuer.name.clone()),
            ("addressee", actor(&w.addressee)),
            ("trigger", span(w.trigger)),
            ("consequence", span(Some(w.consequence))),
        ],
        Claim::Demand(d) => vec![
            ("issuer", d.issuer.name.clone()),
            ("addressee", actor(&d.addressee)),
            ("action", span(Some(d.action))),
        ],
    };
    slots.push(("on", fact.on.map_or_else(|| "-".to_owned(), |d| d.to_string())));
    slots.push(("evidence", spans(&fact.evidence)));
    slots.push(("rule", fact.rule.clone()));
    assert_round_trip(text, fact);
    slots
}

/// Every fact must fit the contract that it is written by.
fn assert_round_trip(text: &Annotated, fact: &Fact) {
    let offsets = Offsets::new(&text.document.text);
    let json = contract::to_json(fact, &offsets);
    let back = contract::from_json(&json, &offsets).unwrap_or_else(|e| panic!("{e}: {json}"));
    assert_eq!(contract::to_json(&back, &offsets), json);
}

fn actor(actor: &Option<Actor>) -> String {
    actor.as_ref().map_or_else(|| "-".to_owned(), |a| a.name.clone())
}

fn votes(votes: Votes) -> String {
    if votes.is_empty() {
        return "-".to_owned();
    }
    let count = |n: Option<u32>| n.map_or_else(|| "-".to_owned(), |n| n.to_string());
    [votes.pro, votes.contra, votes.abstain].map(count).join("/")
}

pub fn attributions(text: &Annotated, attributions: &[Attribution]) -> Vec<Line> {
    let words = |ranges: &[TokenRange]| match ranges.is_empty() {
        true => "-".to_owned(),
        false => ranges.iter().map(|&r| text.text(r)).collect::<Vec<_>>().join(" | "),
    };
    attributions
        .iter()
        .map(|a| {
            let slots = vec![
                ("source", words(a.source.as_slice())),
                ("cue", words(&a.cue)),
                ("content", words(&a.content)),
                ("rule", a.rule.to_owned()),
            ];
            Line::found("attribution", slots)
        })
        .collect()
}

pub fn mentions(text: &Annotated) -> Vec<Line> {
    text.mentions
        .iter()
        .map(|m| {
            let slots = vec![
                ("text", text.text(m.tokens).to_owned()),
                ("name", actor(&m.actor)),
                ("type", m.actor.as_ref().map_or("-", |a| a.kind.as_str()).to_owned()),
                ("rule", m.actor.as_ref().map_or("-", |a| a.rule).to_owned()),
            ];
            Line::found("mention", slots)
        })
        .collect()
}

pub fn times(text: &Annotated) -> Vec<Line> {
    let slots = |t: &rapporteur_record::Time| {
        vec![
            ("text", text.document.at(t.span).to_owned()),
            ("type", t.kind.as_str().to_owned()),
            ("value", t.value.clone()),
        ]
    };
    text.times.iter().map(|t| Line::found("time", slots(t))).collect()
}

pub fn posts(text: &Annotated) -> Vec<Line> {
    let given = |slot: Option<String>| slot.unwrap_or_else(|| "-".to_owned());
    let line = |post: Post| {
        let words = text.document.at(post.span).to_owned();
        let slots = vec![
            ("actor", post.actor),
            ("office", given(post.office)),
            ("of", given(post.of)),
            ("words", words),
        ];
        Line::found("post", slots)
    };
    posts::posts(text).into_iter().map(line).collect()
}
