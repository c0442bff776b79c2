//! One actor for people and as JSON: what the record read of it, and what was known beforehand.
use crate::args::{ShowActor, ShowFormat};
use crate::{Outcome, load, record};
use rapporteur_extract::link::posts::{Known, known};
use rapporteur_store::export::{visible, write_json};
use rapporteur_store::{ActorDetail, Filter, PostSeen};
use serde_json::{Value, json};
use std::io::{BufWriter, Write, stdout};

pub fn run(args: &ShowActor) -> anyhow::Result<Outcome> {
    load::actors(&args.actors)?;
    let record = record::open(&args.record)?;
    let found = record.actor(&args.name, &Filter::default());
    let Some(detail) = found.map_err(|error| record::named(error.into(), &args.record))? else {
        anstream::eprintln!("the record knows nobody of the name {}", visible(&args.name));
        return Ok(Outcome::Partly);
    };
    let known = known(&detail.actor.name);
    let mut out = BufWriter::new(stdout().lock());
    match args.format {
        ShowFormat::Table => table(&detail, known.as_ref(), &mut out)?,
        ShowFormat::Json => write_json(&whole(&detail, known.as_ref()), &mut out)?,
    }
    out.flush()?;
    Ok(Outcome::Done)
}

fn whole(detail: &ActorDetail, known: Option<&Known>) -> Value {
    let term = |from: &str, until: &Option<String>| json!({ "from": from, "until": until });
    let known = known.map(|k| {
        let offices = k.offices.iter().map(
            |(office, of, from, until)| json!({ "office": office, "of": of, "term": term(from, until) }),
        );
        let memberships = k.memberships.iter().map(|(body, status, from, until)| {
            json!({ "body": body, "status": status, "term": term(from, until) })
        });
        json!({ "class": k.class, "of": k.of, "offices": offices.collect::<Vec<_>>(),
            "memberships": memberships.collect::<Vec<_>>() })
    });
    json!({ "actor": detail.actor, "names": detail.names, "posts": detail.posts, "known": known })
}

fn table(detail: &ActorDetail, known: Option<&Known>, out: &mut impl Write) -> std::io::Result<()> {
    let actor = &detail.actor;
    field("actor", &format!("{} ({})", actor.name, actor.level.as_str()), out)?;
    for name in &detail.names {
        let documents: Vec<&str> = name.documents.iter().map(String::as_str).collect();
        field("named", &format!("“{}” in {}", name.words, documents.join(", ")), out)?;
    }
    for post in &detail.posts {
        field("read", &format!("{}, {}", title(post), days(post)), out)?;
        for said in &post.evidence {
            let published = said.published.map_or_else(String::new, |d| format!(", {d}"));
            field("", &format!("“{}” ({}{published})", one_line(&said.words), said.document), out)?;
        }
    }
    let Some(known) = known else { return Ok(()) };
    for (office, of, from, until) in &known.offices {
        field("known", &format!("{office}, {of}, {}", term(from, until.as_deref())), out)?;
    }
    if let Some(class) = known.class {
        let of = known.of.map_or_else(String::new, |of| format!(" of {of}"));
        field("known", &format!("{class}{of}"), out)?;
    }
    for (body, status, from, until) in &known.memberships {
        field("member", &format!("{body} ({status}), {}", term(from, until.as_deref())), out)?;
    }
    Ok(())
}

fn field(name: &str, value: &str, out: &mut impl Write) -> std::io::Result<()> {
    writeln!(out, "{name:<8}{}", visible(value))
}

fn title(post: &PostSeen) -> String {
    match (&post.office, &post.of) {
        (Some(office), Some(of)) => format!("{office}, {of}"),
        (Some(words), None) => words.clone(),
        (None, of) => format!("of {}", of.as_deref().unwrap_or("nobody")),
    }
}

fn days(post: &PostSeen) -> String {
    match (post.first, post.last) {
        (Some(first), Some(last)) if first != last => format!("{first} to {last}"),
        (Some(day), _) | (None, Some(day)) => day.to_string(),
        (None, None) => "undated".to_owned(),
    }
}

fn term(from: &str, until: Option<&str>) -> String {
    until.map_or_else(|| format!("since {from}"), |until| format!("{from} to {until}"))
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
