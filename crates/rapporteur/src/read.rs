//! `rapporteur read`: documents in, facts out.
use crate::args::{Read, ReadFormat};
use crate::{Outcome, machine, pipeline};
use anyhow::Context as _;
use rapporteur_extract::{Annotator, Parser, attribution, extract};
use rapporteur_record::{Debate, Document, Format, Source};
use std::io::Write as _;
use std::path::{Path, PathBuf};

pub fn run(args: Read) -> anyhow::Result<Outcome> {
    let debate: Debate = match &args.debate {
        Some(path) => {
            let text =
                std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
            toml::from_str(&text).with_context(|| format!("{} is not a debate file", path.display()))?
        }
        None => Debate::default(),
    };
    let annotator = match args.format.needs_no_model() {
        true => None,
        false => Some(Annotator::new(Parser::load(
            args.models.clone().unwrap_or_else(|| PathBuf::from("models")).join("en_core_web_md"),
        )?)),
    };
    let jobs = args
        .jobs
        .unwrap_or_else(|| std::thread::available_parallelism().unwrap_or(std::num::NonZeroUsize::MIN));
    let mut documents = Vec::new();
    for path in &args.paths {
        collect(path, &mut documents)?;
    }
    let out = std::io::stdout();
    let mut out = std::io::BufWriter::new(out.lock());
    pipeline::run(
        documents.into_iter(),
        jobs,
        |document| line(&document, annotator.as_ref(), &debate, args.format),
        |line| -> anyhow::Result<()> { Ok(writeln!(out, "{}", line?)?) },
    )?;
    Ok(Outcome::Done)
}

fn line(
    document: &Document,
    annotator: Option<&Annotator>,
    debate: &Debate,
    format: ReadFormat,
) -> anyhow::Result<serde_json::Value> {
    Ok(match (format, annotator) {
        (ReadFormat::Documents, _) => machine::document(document),
        (ReadFormat::Times, _) | (_, None) => machine::times(document),
        (_, Some(annotator)) => {
            let text = annotator.annotate(document)?;
            match format {
                ReadFormat::Attributions => machine::attributions(&text, &attribution::find(&text)),
                ReadFormat::Mentions => machine::mentions(&text),
                _ => machine::facts(document, &extract(&text, debate)),
            }
        }
    })
}

fn collect(path: &Path, out: &mut Vec<Document>) -> anyhow::Result<()> {
    if path.is_dir() {
        let mut entries: Vec<PathBuf> =
            std::fs::read_dir(path)?.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>()?;
        entries.sort();
        for entry in entries.iter().filter(|e| e.to_string_lossy().ends_with(".txt")) {
            collect(entry, out)?;
        }
        return Ok(());
    }
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let source = |meta: &serde_json::Value, format| {
        let word = |k: &str| meta[k].as_str().map(str::to_owned);
        let published =
            word("published").or_else(|| word("dct")).and_then(|d| d.get(..10).and_then(|d| d.parse().ok()));
        Source {
            path: path.display().to_string(),
            format,
            url: None,
            outlet: word("outlet"),
            title: word("title"),
            published,
        }
    };
    if path.extension().is_some_and(|e| e == "jsonl") {
        for row in text.lines() {
            let row: serde_json::Value = serde_json::from_str(row)?;
            let text = row["text"].as_str().unwrap_or_default().to_owned();
            out.push(Document::new(
                row["doc"].as_str().unwrap_or_default(),
                source(&row, Format::Jsonl),
                text,
                Vec::new(),
            ));
        }
    } else {
        let meta = std::fs::read_to_string(path.with_extension("meta.json")).unwrap_or_else(|_| "{}".into());
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let name = name.strip_suffix(".txt").unwrap_or(&name);
        out.push(Document::new(name, source(&serde_json::from_str(&meta)?, Format::Text), text, Vec::new()));
    }
    Ok(())
}
