//! The table of the API, from which its addresses and its description are made.
use super::{form::Form, known, list, one, written};
use crate::{
    app::Answer,
    ask::{Ask, Body},
    failure::Failure,
};
use rapporteur_store::{Filter, Record, export};

pub struct Endpoint {
    /// Behind `/api/v1/`; `{id}` stands for what the caller fills in.
    pub name: &'static str,
    /// What it answers, as a sentence.
    pub what: &'static str,
    /// Parameters beside the limits of a view.
    pub own: &'static [Parameter],
    pub shape: Shape,
    /// Names that every row, or the one thing, has in JSON.
    pub keys: &'static [&'static str],
    pub answer: Answer,
}

pub struct Parameter {
    pub name: &'static str,
    pub what: &'static str,
    pub required: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Rows in pages, in four forms.
    List,
    /// One thing in JSON.
    One,
    /// One thing in JSON or Markdown.
    Told,
    /// One thing in JSON, Markdown or Atom.
    Feed,
}

impl Endpoint {
    pub fn route(&self) -> String {
        format!("/api/v1/{}", self.name)
    }
}

/// Names that every fact has in JSON.
const FACT: &[&str] =
    &["id", "kind", "evidence", "rule", "confidence", "placed", "quotes", "words", "document", "doc"];

const WORDS: Parameter = Parameter {
    name: "q",
    what: "Words to look for: \"two words\" together, word* by its beginning, -word not, OR between alternatives.",
    required: true,
};

const ABOUT: Parameter = Parameter {
    name: "about",
    what: "Only what has these words in its object, scope or target.",
    required: false,
};

const NAME: Parameter = Parameter { name: "name", what: "The name of the actor.", required: true };

const ROLL_UP: Parameter = Parameter {
    name: "roll_up",
    what: "person=government counts what the head or a minister of a government holds for the country.",
    required: false,
};

macro_rules! list {
    ($name:literal, $what:literal, $keys:expr, $view:ident) => {
        list!($name, $what, $keys, $view, [], [])
    };
    // Positions can be counted for governments.
    ($name:literal, $what:literal, $keys:expr, $view:ident, rolled) => {
        list!($name, $what, $keys, $view, [ROLL_UP], ["roll_up"])
    };
    ($name:literal, $what:literal, $keys:expr, $view:ident, $own:expr, $names:expr) => {
        Endpoint {
            name: $name,
            what: $what,
            own: &$own,
            shape: Shape::List,
            keys: $keys,
            answer: |ask| list(ask, &$names, Record::$view),
        }
    };
}

pub static ENDPOINTS: &[Endpoint] = &[
    list!(
        "positions",
        "Who stands where on which issue, since when, and what changed.",
        &[
            "issue",
            "proposal",
            "holder",
            "level",
            "stance",
            "since",
            "also",
            "steps",
            "documents",
            "sources",
            "last"
        ],
        positions,
        rolled
    ),
    list!("statements", "Who said what.", FACT, statements),
    list!("decisions", "What bodies decided or took up, with votes.", FACT, decisions),
    list!("measures", "Which restrictions, permissions, supplies and obligations hold.", FACT, measures),
    list!("warnings", "Who warned of what, and what came true.", FACT, warnings),
    list!("demands", "Who asked whom to act.", FACT, demands),
    list!("timeline", "All facts in the order of their dates.", FACT, timeline),
    list!(
        "events",
        "One entry for each speech, vote, measure or warning, with all who report it.",
        &["placed", "sources", "documents", "wordings", "fact"],
        events
    ),
    list!(
        "ledger",
        "How positions moved, with the reports of both sides.",
        &["issue", "holder", "level", "move", "stance", "placed", "documents", "sources", "before", "after"],
        ledger,
        rolled
    ),
    list!(
        "contradictions",
        "Reports that cannot both be right, with both sides.",
        &["conflict", "actor", "about", "placed", "first", "second"],
        contradictions
    ),
    list!(
        "matrix",
        "Reports of positions by issue, actor and month.",
        &["issue", "actor", "month", "support", "oppose", "conditional", "undecided"],
        matrix,
        rolled
    ),
    list!(
        "network",
        "Who agrees and disagrees with whom, by the stances held on the same issues.",
        &["a", "b", "agree", "disagree"],
        network,
        rolled
    ),
    list!(
        "actors",
        "Who is in the record, with names and facts.",
        &["name", "level", "aliases", "facts"],
        actors
    ),
    list!(
        "issues",
        "What is argued about, and how many stand where.",
        &["issue", "text", "support", "oppose", "conditional", "undecided"],
        issues
    ),
    list!("documents", "What was read.", &["document", "doc", "facts", "recorded", "copy_of"], documents),
    list!("outlets", "Who published what was read.", &["outlet", "documents", "first", "last"], outlets),
    list!("activity", "Facts by month and kind.", &["month", "kind", "facts"], activity),
    list!("copies", "Groups of near duplicates.", &["document", "doc"], copies),
    list!(
        "judgements",
        "What people judged, with who, when and why.",
        &["judgement", "recorded", "who", "verdict", "facts", "why", "counts"],
        judgements
    ),
    list!(
        "suggestions",
        "What assistants suggest to people who judge, those that wait first, and what people made of it.",
        &["suggestion", "recorded", "who", "verdict", "fact", "why", "settled"],
        suggestions
    ),
    list!(
        "agreement",
        "Whether people who judged the same facts judged them alike: Krippendorff's alpha, by kind.",
        &["kind", "facts", "people", "alpha"],
        agreement
    ),
    list!("runs", "How often and by what the record was written.", &["run", "started", "program"], runs),
    Endpoint {
        name: "register",
        what: "What was forbidden, permitted, limited or lifted, by whom, for whom, where, from when until when.",
        own: &[ABOUT],
        shape: Shape::List,
        keys: &[
            "authority",
            "level",
            "object",
            "state",
            "status",
            "from",
            "until",
            "scope",
            "disputed",
            "evidence",
        ],
        answer: |ask| {
            list(ask, &["about"], |record, filter| record.register(ask.params.get("about"), filter))
        },
    },
    Endpoint {
        name: "review",
        what: "Facts that nobody judged, those of which the program is least sure first.",
        own: &[],
        shape: Shape::List,
        keys: FACT,
        answer: |ask| list(ask, &[], |record, filter| record.review(&[], filter)),
    },
    Endpoint {
        name: "search",
        what: "Facts and paragraphs that have the words, best first.",
        own: &[WORDS],
        shape: Shape::List,
        keys: &["text", "span", "hits", "origin", "fact"],
        answer: search,
    },
    Endpoint {
        name: "facts/{id}",
        what: "One fact with its sentences in context, and how it was read.",
        own: &[],
        shape: Shape::One,
        keys: &["id", "kind", "evidence", "actors", "context", "beside", "why"],
        answer: |ask| one(ask, &[], |record, filter| Ok(record.show(ask.id, filter)?)),
    },
    Endpoint {
        name: "documents/{id}",
        what: "One document with its text and its facts.",
        own: &[],
        shape: Shape::One,
        keys: &["document", "doc", "text", "clutter", "paragraphs", "facts"],
        answer: |ask| one(ask, &[], |record, filter| Ok(record.document(ask.id, filter)?)),
    },
    Endpoint {
        name: "actor",
        what: "One actor: its names, where they were read, and its posts.",
        own: &[NAME],
        shape: Shape::One,
        keys: &["actor", "names", "posts"],
        answer: actor,
    },
    Endpoint {
        name: "brief",
        what: "The dossier, every line cited.",
        own: &[],
        shape: Shape::Told,
        keys: &["limits", "issues", "other", "contradictions", "notes"],
        answer: brief,
    },
    Endpoint {
        name: "jobs",
        what: "What was sent to be read and what came of it, the newest first.",
        own: &[],
        shape: Shape::One,
        keys: &["jobs"],
        answer: |ask| one(ask, &[], |_, _| Ok(serde_json::json!({ "jobs": ask.desk.jobs.list() }))),
    },
    Endpoint {
        name: "changes",
        what: "What is new in the days from `from` to `to`, every line cited.",
        own: &[],
        shape: Shape::Feed,
        keys: &["limits", "sections", "notes"],
        answer: changes,
    },
];

fn search(ask: &Ask) -> Result<Body, Failure> {
    let words = required(ask, "q")?;
    list(ask, &["q"], |record, filter| record.search(words, filter))
}

fn required<'a>(ask: &'a Ask, name: &str) -> Result<&'a str, Failure> {
    ask.params.get(name).ok_or_else(|| Failure::Wrong(format!("the parameter {name} is needed")))
}

fn actor(ask: &Ask) -> Result<Body, Failure> {
    let name = required(ask, "name")?;
    one(ask, &["name"], |record, filter| {
        let found = record.actor(name, filter)?;
        found.ok_or_else(|| Failure::Missing(format!("the record has nobody called {name:?}")))
    })
}

fn brief(ask: &Ask) -> Result<Body, Failure> {
    known(ask, &[])?;
    let form = Form::of(ask, &[Form::Json, Form::Markdown])?;
    let brief = ask.record.brief(&ask.filter()?)?;
    let mut bytes = Vec::new();
    match form {
        Form::Markdown => export::write_brief(&brief, &mut bytes),
        _ => export::write_json(&brief, &mut bytes),
    }
    .map_err(written)?;
    Ok(Body { form: form.name(), bytes, next: None })
}

fn changes(ask: &Ask) -> Result<Body, Failure> {
    known(ask, &[])?;
    let form = Form::of(ask, &[Form::Json, Form::Markdown, Form::Atom])?;
    let filter: Filter = ask.filter()?;
    let changes = ask.record.changes(&filter)?;
    let mut bytes = Vec::new();
    match form {
        Form::Markdown => export::write_changes(&changes, &mut bytes),
        Form::Atom => export::write_atom(&changes, &mut bytes),
        _ => export::write_json(&changes, &mut bytes),
    }
    .map_err(written)?;
    Ok(Body { form: form.name(), bytes, next: None })
}
