//! One job: how far it is, what came of it, and what could not be read and why.
use super::{
    add::{names, word},
    show,
};
use crate::{
    ask::{Ask, Body},
    failure::Failure,
    jobs::{Job, State},
};
use maud::{Markup, html};

pub fn page(ask: &Ask) -> Result<Body, Failure> {
    let job = ask.id.parse().ok().and_then(|number| ask.desk.jobs.get(number));
    let Some(job) = job else {
        return Err(Failure::Missing(
            "there is no such job: this server was started anew, or it was long ago; what was read is among the documents"
                .to_owned(),
        ));
    };
    let content = html! {
        p.lead { bdi { (names(&job)) } ", sent by " bdi { (job.who) } ": " span.state role="status" { (word(job.state)) } }
        (progress(&job))
        (figures(&job))
        (outcome(&job))
        @if !job.is_over() { (refreshing(ask, &job)) }
        @if !job.told.is_empty() { (told(&job)) }
        p { a href="/documents" { "Documents" } " · " a href="/changes" { "Changes" } " · " a href="/add" { "Add more" } }
    };
    show(ask, &format!("Job {}", job.job), &content)
}

fn progress(job: &Job) -> Markup {
    html! {
        @if let Some(total) = job.total.filter(|total| *total > 0) {
            p { label for="progress" { (job.behind().min(total)) " of " (total) " read" } " " progress #progress max=(total) value=(job.behind().min(total)) {} }
        }
    }
}

fn figures(job: &Job) -> Markup {
    let known = (job.known, "Already there");
    let skipped = (job.skipped, "Skipped");
    html! {
        dl.figures {
            div { dt { "Documents" } dd { (job.documents) } }
            div { dt { "Words" } dd { (job.words) } }
            div { dt { "Facts" } dd { (job.facts) } }
            @for (count, name) in [known, skipped] { @if count > 0 { div { dt { (name) } dd { (count) } } } }
            @if let Some(issues) = job.issues { div { dt { "Issues found" } dd { (issues) } } }
        }
    }
}

fn outcome(job: &Job) -> Markup {
    html! {
        @match (job.state, &job.failure) {
            (State::Failed, Some(why)) => p.notice { "It failed: " (why) ". Documents that are counted as read are kept." },
            (State::Stopped, _) => p.notice { "The server was told to stop. Documents that are counted as read are kept; send the rest again." },
            (State::Waiting, _) => p.notice { "Others are read before it." },
            (State::Reading, _) if job.total.is_none() => p.notice { "It is being opened; the first time, the language model is loaded, which takes some seconds." },
            _ => "",
        }
    }
}

/// The page comes anew by itself, which not everybody can read along with.
fn refreshing(ask: &Ask, job: &Job) -> Markup {
    let address = format!("{}{}", super::JOB, job.job);
    html! {
        @match ask.params.get("still") {
            Some(_) => p.meta { a href=(address) { "Look again, and keep looking" } },
            None => p.meta { "This page comes anew every two seconds. " a href=(format!("{address}?still=1")) { "Hold it still" } },
        }
    }
}

fn told(job: &Job) -> Markup {
    html! {
        section aria-labelledby="told" {
            h2 #told { "What is to be said" }
            div.scroll tabindex="0" role="group" aria-label="What is to be said" {
                table.list {
                    thead { tr { th scope="col" { "Input" } th scope="col" { "What" } } }
                    tbody {
                        @for line in &job.told {
                            tr { td { bdi { (line.input.as_deref().unwrap_or("–")) } } td { span { (line.what) } } }
                        }
                    }
                }
            }
            @if job.skipped > job.told.len() { p.meta { "The first " (job.told.len()) " are listed." } }
        }
    }
}
