//! Sending documents, as files or as a text, and facts that people wrote down; and what was sent lately.
use super::show;
use crate::{
    add::PASTED,
    ask::{Ask, Body},
    failure::Failure,
    jobs::{Job, State, may_add},
};
use maud::{Markup, html};

/// Jobs that are listed.
const JOBS: usize = 20;
/// What a choice of files offers first; others are told by their content.
const ENDINGS: &str = ".txt,.html,.htm,.xhtml,.jsonl,.ndjson,.gz,.json";

pub fn page(ask: &Ask) -> Result<Body, Failure> {
    let jobs = ask.desk.jobs.list();
    let content = html! {
        @match closed(ask) {
            Some(why) => div.empty { p.lead { (why) } },
            None => (forms(ask)?),
        }
        section aria-labelledby="sent" {
            h2 #sent { "What was sent" }
            @if jobs.is_empty() { p { "Nothing was sent since this server was started." } }
            @else { (list(&jobs)) }
        }
    };
    show(ask, "Add documents", &content)
}

/// Why this visitor can send nothing.
fn closed(ask: &Ask) -> Option<String> {
    let whole = |why: String| {
        let mut letters = why.chars();
        let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
        format!("{first}{}.", letters.as_str())
    };
    if !may_add(ask.visitor) {
        return Some("Documents are added by reviewers: a token of one is needed.".to_owned());
    }
    ask.desk.jobs.closed().map(whole)
}

fn forms(ask: &Ask) -> Result<Markup, Failure> {
    let debate = ask.record.debate()?;
    Ok(html! {
        p {
            "Documents are read in the background, one after the other, and are in the record as soon as they are counted as read. "
            @match debate.as_ref().map(|debate| debate.issues.len()) {
                Some(0) => "What they argue about is found in all documents of the record together.",
                Some(issues) => { "They are read by the " (issues) " issues by which the record was read." },
                None => "This record is empty: give a debate file to name its issues, or what is argued about is found in the documents.",
            }
        }
        div.verdicts {
            (sending(ask, "read", "Files", &html! {
                label { span { "Text, web pages, JSON Lines; gzip of each" } input type="file" name="files" multiple required accept=(ENDINGS); }
                @if debate.is_none() { label { span { "Debate file, if there is one" } input type="file" name="debate" accept=".toml"; } }
                p.meta {
                    "What is known of NAME.txt may stand in NAME.meta.json beside it (published, outlet, title, url). At most "
                    (ask.desk.max_upload / 1_000_000) " MB at once, " (PASTED / 1_000_000) " MB of text in one document."
                }
                button { "Read the files" }
            }))
            (sending(ask, "read", "A text", &html! {
                label.wide { span { "Text" } textarea name="text" rows="8" required maxlength=(PASTED) {} }
                label { span { "Title" } input name="title" maxlength="300" autocomplete="off"; }
                label { span { "Published" } input name="published" placeholder="2024-06-15" pattern="[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?" title="A day, a month or a year: 2024-06-15, 2024-06 or 2024" autocomplete="off"; }
                label { span { "Source" } input name="outlet" maxlength="200" placeholder="who published it" autocomplete="off"; }
                label { span { "Address" } input type="url" name="url" maxlength="1000" placeholder="https://…" autocomplete="off"; }
                @if debate.is_none() { label { span { "Debate file, if there is one" } input type="file" name="debate" accept=".toml"; } }
                button { "Read the text" }
            }))
            (sending(ask, "import", "Facts that people wrote down", &html! {
                label { span { "debate.toml, and NAME.txt, NAME.meta.json and NAME.gold.json of each document" } input type="file" name="files" multiple required accept=".toml,.txt,.json"; }
                p.meta { "They are taken over as they are, as by " code { "rapporteur import facts" } "; nothing is read." }
                button { "Import the facts" }
            }))
        }
    })
}

/// The seal comes first: nothing is taken before it was seen.
fn sending(ask: &Ask, work: &str, name: &str, fields: &Markup) -> Markup {
    html! {
        form.verdict method="post" action="/add" enctype="multipart/form-data" data-most=(ask.desk.max_upload) {
            h2 { (name) }
            input type="hidden" name="seal" value=(ask.desk.seal(ask.visitor));
            input type="hidden" name="work" value=(work);
            (fields)
        }
    }
}

fn list(jobs: &[Job]) -> Markup {
    html! {
        div.scroll tabindex="0" role="group" aria-label="What was sent" {
            table.list {
                thead { tr { th scope="col" { "Job" } th scope="col" { "By" } th scope="col" { "What" } th scope="col" { "State" } th scope="col" { "Documents" } th scope="col" { "Facts" } th scope="col" { "Skipped" } } }
                tbody {
                    @for job in jobs.iter().take(JOBS) {
                        tr {
                            th scope="row" { a href=(format!("{}{}", super::JOB, job.job)) { "Job " (job.job) } }
                            td { bdi { (job.who) } }
                            td { bdi { (names(job)) } }
                            td { (word(job.state)) }
                            td.number { (job.documents) }
                            td.number { (job.facts) }
                            td.number { (job.skipped) }
                        }
                    }
                }
            }
        }
    }
}

/// The first file, and how many others there are.
pub fn names(job: &Job) -> String {
    let first = super::parts::clip_to(job.names.first().map_or("", String::as_str), 80);
    match job.files {
        0 | 1 => first,
        2 => format!("{first} and another file"),
        files => format!("{first} and {} other files", files - 1),
    }
}

pub fn word(state: State) -> &'static str {
    match state {
        State::Waiting => "waiting",
        State::Reading => "being read",
        State::Done => "done",
        State::Stopped => "stopped",
        State::Failed => "failed",
    }
}
