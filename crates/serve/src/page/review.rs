//! The queue of facts that nobody judged, the least sure first; each with its sentences and a form to judge it by.
use super::{
    fact::passages,
    lately,
    parts::{Field, actor_link, choice, fact_path, issues, kind, limits, source, what},
    show,
    suggested::{beside, notice},
};
use crate::{
    ask::{Ask, Body},
    failure::Failure,
    params::link,
};
use maud::{Markup, html};
use rapporteur_record::{Kind, Stance, contract};
use rapporteur_store::{Detail, Entry, Filter};

pub fn page(ask: &Ask) -> Result<Body, Failure> {
    lately::page(ask, Kind::CONTRACT, shown)
}

fn shown(ask: &Ask) -> Result<Body, Failure> {
    let filter = ask.filter()?;
    let wanted = ask.params.get("kind").and_then(Kind::parse);
    let skip = ask.params.read::<usize>("skip", "a number of facts")?.unwrap_or(0).min(MOST);
    let found = match ask.params.get("fact") {
        Some(id) => Some(ask.record.show(id, &filter)?),
        None => next(ask, wanted, skip, &filter)?,
    };
    let kinds: Vec<(String, String)> =
        Kind::CONTRACT.iter().map(|k| (k.as_str().to_owned(), format!("{k}s"))).collect();
    let content = html! {
        @if let Some(number) = ask.params.get("done") {
            p.notice role="status" { @if number == "0" { "The suggestion was turned down. " } @else { "Judgement " (number) " was taken. " } a href="/lists/judgements" { "All judgements" } " · " a href="/lists/agreement" { "Agreement" } }
        }
        (notice(ask)?)
        (limits(ask, &[Field::Issue, Field::Actor], &choice(ask, "kind", "Kind", "all kinds", &kinds))?)
        @match &found {
            Some(detail) => (card(ask, detail, skip)?),
            None => div.empty { p.lead { "Nothing is left to judge." } p { a href="/lists/judgements" { "All judgements" } } },
        }
    };
    show(ask, "Review", &content)
}

/// Facts that can be left for later.
const MOST: usize = 10_000;

fn next(ask: &Ask, kind: Option<Kind>, skip: usize, filter: &Filter) -> Result<Option<Detail>, Failure> {
    let kinds = kind.map_or_else(|| Kind::CONTRACT.to_vec(), |kind| vec![kind]);
    let one = Filter { limit: Some(skip + 1), ..filter.clone() };
    let queue = ask.record.review(&kinds, &one)?.rows;
    match queue.into_iter().nth(skip) {
        Some(row) => Ok(Some(ask.record.show(&row.0.id.0, &Filter::default())?)),
        None => Ok(None),
    }
}

fn card(ask: &Ask, detail: &Detail, skip: usize) -> Result<Markup, Failure> {
    let entry = &detail.entry;
    let seen = ask.record.last_judgement(Some(&entry.id.0))?;
    let later = (skip + 1).to_string();
    Ok(html! {
        article.review {
            p.lead { (kind(entry.kind())) " " (actor_link(&entry.fact.claim.actor().name)) ": " (what(entry)) }
            p.meta {
                (entry.placed.words()) " · " (source(&entry.origin)) " · confidence " (format!("{:.2}", entry.fact.confidence))
                " · rule " (entry.fact.rule) " · " a href=(fact_path(&entry.id.0)) { "the whole fact" }
            }
            (passages(detail))
            (beside(ask, &entry.id.0)?)
            @if ask.desk.is_open_to(ask.visitor) {
                (verdicts(ask, entry, seen)?)
                p { a.later href=(onward(ask, &later)) { "Leave it for later" } " " span.meta { "Keys: a right, r wrong, c correct, n later" } }
            } @else { p.notice { "The record is only shown here: judging needs a server that is not read-only, and a reviewer." } }
        }
    })
}

/// The address of the fact after those that are left.
fn onward(ask: &Ask, skip: &str) -> String {
    let kept =
        ["kind", "issue", "actor", "who"].into_iter().filter_map(|name| Some((name, ask.params.get(name)?)));
    link("/review", &kept.chain([("skip", skip)]).collect::<Vec<_>>())
}

/// What every form of this page sends along.
fn hidden(ask: &Ask, fact: &str, seen: i64, verdict: &str) -> Markup {
    html! {
        input type="hidden" name="seal" value=(ask.desk.seal(ask.visitor));
        input type="hidden" name="seen" value=(seen);
        input type="hidden" name="verdict" value=(verdict);
        @if !fact.is_empty() { input type="hidden" name="fact" value=(fact); }
        @for name in ["kind", "issue", "skip"] {
            @if let Some(value) = ask.params.get(name) { input type="hidden" name=(name) value=(value); }
        }
    }
}

pub fn who(ask: &Ask) -> Markup {
    html! { label { span { "Your name" } input name="who" required maxlength="80" value=(ask.params.get("who").unwrap_or(&ask.visitor.name)); } }
}

fn why(proposed: &str) -> Markup {
    html! { label.wide { span { "Why" } input name="why" required maxlength="500" value=(proposed); } }
}

fn verdicts(ask: &Ask, entry: &Entry, seen: i64) -> Result<Markup, Failure> {
    let id = entry.id.0.as_str();
    Ok(html! {
        div.verdicts {
            form.verdict method="post" action="/review/judge" data-key="a" {
                h2 { "It is right" } (hidden(ask, id, seen, "accept")) (who(ask)) (why("the sentence says so")) button { "Right" }
            }
            form.verdict method="post" action="/review/judge" data-key="r" {
                h2 { "It is wrong" } (hidden(ask, id, seen, "reject")) (who(ask)) (why("")) button { "Wrong" }
            }
            form.verdict method="post" action="/review/judge" data-key="c" {
                h2 { "One thing is otherwise" } (hidden(ask, id, seen, "correct")) (who(ask))
                label { span { "What" } select name="slot" { @for slot in slots(entry) { option { (slot) } } } }
                label.wide { span { "Is" } input name="value" maxlength="500" placeholder="words of the sentence, a name, a date …" autocomplete="off"; }
                (why("")) button { "Correct" }
                p.meta { "Places are given by words of the sentence: mark them there. Empty is nothing." }
            }
            (bears_on(ask, id, seen)?)
            (split(ask, entry, seen))
            (merge(ask, entry))
        }
    })
}

/// The fact bears on an issue: what is no position yet becomes one beside it.
fn bears_on(ask: &Ask, id: &str, seen: i64) -> Result<Markup, Failure> {
    let stances: Vec<(String, String)> =
        Stance::ALL.iter().map(|stance| (stance.as_str().to_owned(), stance.as_str().to_owned())).collect();
    Ok(html! {
        form.verdict method="post" action="/review/judge" {
            h2 { "It bears on an issue" } (hidden(ask, id, seen, "link")) (who(ask))
            (choice(ask, "bears_on", "Issue", "", &issues(ask)?))
            (choice(ask, "stance", "Stance", "as it is", &stances))
            (why("")) button { "Link" }
        }
    })
}

/// The name means somebody else in this fact.
fn split(ask: &Ask, entry: &Entry, seen: i64) -> Markup {
    html! {
        form.verdict method="post" action="/review/judge" {
            h2 { "The name means somebody else here" } (hidden(ask, &entry.id.0, seen, "split")) (who(ask))
            label { span { "This name" } input name="from" required maxlength="200" value=(entry.fact.claim.actor().name); }
            label { span { "Means here" } input name="into" required maxlength="200"; }
            (why("")) button { "Split" }
        }
    }
}

fn merge(ask: &Ask, entry: &Entry) -> Markup {
    let seen = ask.record.last_judgement(None).unwrap_or_default();
    html! {
        form.verdict method="post" action="/review/judge" {
            h2 { "Two names are of one actor" } (hidden(ask, "", seen, "merge")) (who(ask))
            label { span { "This name" } input name="from" required maxlength="200" value=(entry.fact.claim.actor().name); }
            label { span { "Is that of" } input name="into" required maxlength="200"; }
            (why("")) button { "Merge" }
        }
    }
}

/// Slots that can be corrected.
fn slots(entry: &Entry) -> Vec<String> {
    let object = contract::to_json(&entry.fact, &entry.text.offsets);
    let names = object.as_object().into_iter().flatten().map(|(name, _)| name.clone());
    names.filter(|name| !["kind", "evidence", "rule", "confidence"].contains(&name.as_str())).collect()
}
