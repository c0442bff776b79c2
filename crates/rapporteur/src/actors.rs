//! `rapporteur actors`: who is in the record, and whether two names are one actor's.
mod export;
mod show;

use crate::args::{Actors, ActorsCommand, Match};
use crate::{Outcome, judge, view};
use anyhow::{Context as _, bail};
use rapporteur_names::{Kind, Matcher};
use rapporteur_store::Record;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write, stdin, stdout};

pub fn run(args: Actors) -> anyhow::Result<Outcome> {
    match args.command {
        None => view::answer(&args.view, Record::actors),
        Some(ActorsCommand::List(view)) => view::answer(&view, Record::actors),
        Some(ActorsCommand::Match(args)) => compare(&args),
        Some(ActorsCommand::Show(args)) => show::run(&args),
        Some(ActorsCommand::Merge(args)) => judge::merge(args),
        Some(ActorsCommand::Split(args)) => judge::split(args),
        Some(ActorsCommand::Export(args)) => export::run(&args),
    }
}

fn compare(args: &Match) -> anyhow::Result<Outcome> {
    let name = args.pairs.display().to_string();
    let mut input: Box<dyn BufRead> = match name.as_str() {
        "-" => Box::new(stdin().lock()),
        _ => {
            Box::new(BufReader::new(File::open(&args.pairs).with_context(|| format!("cannot read {name}"))?))
        }
    };
    let mut out = BufWriter::with_capacity(1 << 16, stdout().lock());
    scores(&mut input, &mut out, &name)?;
    out.flush()?;
    Ok(Outcome::Done)
}

/// A score for every line, in order.
fn scores(input: &mut dyn BufRead, out: &mut dyn Write, name: &str) -> anyhow::Result<()> {
    let mut matcher = Matcher::default();
    let mut line = Vec::new();
    for number in 1_u64.. {
        line.clear();
        if input.read_until(b'\n', &mut line).with_context(|| format!("cannot read {name}"))? == 0 {
            break;
        }
        let text = std::str::from_utf8(&line).with_context(|| format!("{name}:{number} is no UTF-8"))?;
        let (a, b, kind) = pair(text).with_context(|| format!("{name}:{number}"))?;
        writeln!(out, "{:.4}", matcher.score(a, b, kind))?;
    }
    Ok(())
}

fn pair(line: &str) -> anyhow::Result<(&str, &str, Kind)> {
    let mut cells = line.trim_end_matches(['\r', '\n']).split('\t');
    let (Some(a), Some(b), Some(kind), None) = (cells.next(), cells.next(), cells.next(), cells.next())
    else {
        bail!("three columns are wanted: name, name, person or organization");
    };
    let kind = match kind {
        "person" => Kind::Person,
        "organization" => Kind::Organization,
        other => bail!("the type is person or organization, not {other:?}"),
    };
    Ok((a, b, kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(lines: &str) -> anyhow::Result<String> {
        let mut out = Vec::new();
        scores(&mut lines.as_bytes(), &mut out, "pairs.tsv")?;
        Ok(String::from_utf8(out)?)
    }

    #[test]
    fn gives_one_score_a_line() {
        let out =
            answer("Ann Lee\tAnn Lee\tperson\r\nAnn Lee\tBank of Chile\torganization\n").expect("two pairs");
        let scores: Vec<f32> = out.lines().map(|l| l.parse().expect("a number")).collect();
        assert_eq!((scores.len(), scores[0]), (2, 1.0));
        assert!(scores[1] < 0.2);
    }

    #[test]
    fn a_bad_line_is_named() {
        for bad in ["Ann Lee\tAnn Lee\n", "Ann Lee\tAnn Lee\tplanet\n"] {
            let error = answer(&format!("A\tB\tperson\n{bad}")).expect_err("no pair");
            assert_eq!(error.to_string(), "pairs.tsv:2");
        }
    }
}
