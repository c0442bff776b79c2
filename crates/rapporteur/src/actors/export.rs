//! The record's own actors as tables that `--actors` reads.
use crate::args::ExportActors;
use crate::{Outcome, load, record};
use rapporteur_extract::link::posts::known;
use rapporteur_record::ActorKind;
use rapporteur_store::{ActorRow, Filter, PostSeen};
use std::collections::BTreeMap;
use std::io::{BufWriter, Write, stdout};

pub fn run(args: &ExportActors) -> anyhow::Result<Outcome> {
    load::actors(&args.actors)?;
    let record = record::open(&args.record)?;
    let named = |error: rapporteur_store::StoreError| record::named(error.into(), &args.record);
    let actors = record.actors(&Filter::default()).map_err(named)?;
    let posts = record.all_posts(&Filter::default()).map_err(named)?;
    let mut out = BufWriter::new(stdout().lock());
    bodies(&actors.rows, &mut out)?;
    officials(&posts, &mut out)?;
    out.flush()?;
    Ok(Outcome::Done)
}

/// What begins small is a description.
fn is_name(row: &ActorRow) -> bool {
    begins_large(&row.name) && known(&row.name).is_none()
}

fn begins_large(name: &str) -> bool {
    name.chars().next().is_some_and(char::is_uppercase)
}

fn bodies(rows: &[ActorRow], out: &mut impl Write) -> std::io::Result<()> {
    let mut of_level = |level: ActorKind, header: &str, kind: &str| -> std::io::Result<()> {
        let mut own: Vec<&ActorRow> = rows.iter().filter(|r| r.level == level && is_name(r)).collect();
        own.sort_by(|a, b| a.name.cmp(&b.name));
        if !own.is_empty() {
            writeln!(out, "{header}")?;
        }
        for row in own {
            let named = row.aliases.iter().filter(|a| begins_large(a));
            let aliases: Vec<String> = named.map(|a| cell(a).replace(';', ",")).collect();
            writeln!(out, "{}\t{kind}{}", cell(&row.name), aliases.join(";"))?;
        }
        Ok(())
    };
    of_level(ActorKind::Body, "name\tkind\tof\taliases\tmembers\tofficers\tdescriptions", "body\t\t")?;
    of_level(ActorKind::Outlet, "name\tcountry\taliases", "\t")
}

/// Offices of a named country or body alone: of others nobody could tell whose they are.
fn officials(posts: &BTreeMap<String, Vec<PostSeen>>, out: &mut impl Write) -> std::io::Result<()> {
    let mut rows: Vec<String> = Vec::new();
    for (name, posts) in posts.iter().filter(|(name, _)| known(name).is_none() && name.contains(' ')) {
        for post in posts {
            if let (Some(office), Some(of), Some(first)) = (&post.office, &post.of, post.first) {
                let read: Vec<&str> = post.evidence.iter().map(|e| e.document.as_str()).collect();
                rows.push(format!("# Read in {}.", cell(&read.join(", "))));
                rows.push(format!("{}\t{}\t{}\t{first}", cell(of), cell(office), cell(name)));
            }
        }
    }
    if !rows.is_empty() {
        writeln!(out, "of\toffice\tname\tfrom\tuntil\n{}", rows.join("\n"))?;
    }
    Ok(())
}

/// In one line and without tabs.
fn cell(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
