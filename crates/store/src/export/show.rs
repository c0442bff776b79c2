//! One fact for people: its slots, then its sentences in context with the marked places.
use super::{
    Style,
    layout::{width, wrap},
    visible::commands,
    why,
};
use crate::{Detail, Passage, Role, answer::short, view::what};
use rapporteur_record::{Claim, Span};
use std::io::{self, Write};

/// Writes a fact with its context, and how it was read where `why` is asked for. With colour, roles are coloured;
/// without, evidence stands in `»…«`.
pub fn write(detail: &Detail, why: bool, style: Style, out: &mut impl Write) -> io::Result<()> {
    for (name, value) in fields(detail, why) {
        field(&name, &value, style, out)?;
    }
    for passage in &detail.context {
        writeln!(out)?;
        write_passage(detail, passage, style, out)?;
    }
    Ok(())
}

/// Names and values of everything that is known of the fact, and of how it was read where `why` is asked for. An empty
/// name stands for the one before it.
pub fn fields(detail: &Detail, why: bool) -> Vec<(String, String)> {
    let reasons = if why { why::fields(&detail.entry.fact) } else { Vec::new() };
    facts(detail).into_iter().chain(reasons).collect()
}

fn facts(detail: &Detail) -> Vec<(String, String)> {
    let entry = &detail.entry;
    let mut fields = vec![
        ("fact".to_owned(), entry.id.0.clone()),
        (entry.kind().to_string(), format!("{}: {}", entry.fact.claim.actor().name, what(entry).text)),
        ("date".to_owned(), entry.placed.words()),
    ];
    for actor in &detail.actors {
        let words = match &actor.words {
            Some(words) => format!("seen as “{words}”"),
            None => "not named here".to_owned(),
        };
        fields.push((
            actor.slot.clone(),
            format!("{} ({}), {words}, by rule {}", actor.name, actor.level, actor.rule),
        ));
    }
    fields.extend(pointers(detail));
    fields.extend(entry.slots().iter().map(|(slot, spans)| ((*slot).to_owned(), entry.words(spans))));
    let rule = format!("{}, confidence {:.2}", entry.fact.rule, entry.fact.confidence);
    fields.extend([("found by".to_owned(), rule), ("source".to_owned(), origin(detail))]);
    if !detail.beside.is_empty() {
        let others: Vec<String> =
            detail.beside.iter().map(|o| format!("{} ({}: {})", short(&o.id), o.kind, o.actor)).collect();
        fields.push(("beside".to_owned(), others.join(", ")));
    }
    fields
}

/// How speech is put forward, and the facts that it points to.
fn pointers(detail: &Detail) -> Vec<(String, String)> {
    let field = |name: &str, value: &dyn std::fmt::Display| (name.to_owned(), value.to_string());
    match &detail.entry.fact.claim {
        Claim::Statement(s) => s.denies.iter().map(|id| field("denies", id)).collect(),
        Claim::Report(r) => {
            let within = r.within.iter().map(|id| field("within", id));
            [field("put as", &r.reality)].into_iter().chain(within).collect()
        }
        _ => Vec::new(),
    }
}

fn origin(detail: &Detail) -> String {
    let origin = &detail.entry.origin;
    let published = origin.published.map(|date| date.to_string());
    let title = origin.title.as_ref().map(|title| format!("“{title}”"));
    let document = format!("document {}", origin.doc);
    let known = [origin.outlet.clone(), published, title, origin.url.clone(), Some(document)];
    known.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

const NAMES: usize = 12;

fn field(name: &str, value: &str, style: Style, out: &mut impl Write) -> io::Result<()> {
    let lines = wrap(value, style.width.saturating_sub(NAMES).max(20), usize::MAX);
    for (i, line) in lines.iter().enumerate() {
        let name = if i == 0 { name } else { "" };
        let space = " ".repeat(NAMES.saturating_sub(width(name)));
        match style.colour && i == 0 {
            true => writeln!(out, "\x1b[2m{name}\x1b[0m{space}{line}")?,
            false => writeln!(out, "{name}{space}{line}")?,
        }
    }
    Ok(())
}

/// A word in its stretches, each with its role.
type Word = Vec<(String, Option<Role>)>;

fn write_passage(detail: &Detail, passage: &Passage, style: Style, out: &mut impl Write) -> io::Result<()> {
    let words = match style.colour {
        true => words(&stretches(detail, passage)),
        false => words(&bracketed(stretches(detail, passage))),
    };
    let mut used = 0;
    for word in &words {
        let length: usize = word.iter().map(|(text, _)| width(text)).sum();
        match used {
            0 => write!(out, "  ")?,
            _ if used + 1 + length > style.width.saturating_sub(2) => {
                write!(out, "\n  ")?;
                used = 0;
            }
            _ => write!(out, " ")?,
        }
        used += length + usize::from(used > 0);
        for (text, role) in word {
            match role.filter(|_| style.colour) {
                Some(role) => write!(out, "\x1b[{}m{text}\x1b[0m", role_code(role))?,
                None => write!(out, "{text}")?,
            }
        }
    }
    writeln!(out)
}

/// The whole passage cut where roles change.
fn stretches(detail: &Detail, passage: &Passage) -> Word {
    let text = |start, end| detail.entry.at(Span::new(start, end)).to_owned();
    let mut stretches = Word::new();
    let mut at = passage.span.start;
    for mark in &passage.marks {
        stretches.push((text(at, mark.span.start), None));
        stretches.push((text(mark.span.start, mark.span.end), Some(mark.role)));
        at = mark.span.end;
    }
    stretches.push((text(at, passage.span.end), None));
    stretches.retain(|(text, _)| !text.is_empty());
    stretches
}

/// Marks around what belongs to the fact, for terminals without colour.
fn bracketed(stretches: Word) -> Word {
    let mut out = Word::new();
    let mut inside = false;
    for (text, role) in stretches {
        if role.is_some() != inside {
            inside = role.is_some();
            out.push((if inside { "»" } else { "«" }.to_owned(), None));
        }
        out.push((text, role));
    }
    out.extend(inside.then(|| ("«".to_owned(), None)));
    out
}

/// The stretches taken apart at white space.
fn words(stretches: &Word) -> Vec<Word> {
    let mut words = vec![Word::new()];
    for (text, role) in stretches {
        for piece in text.split_inclusive(char::is_whitespace) {
            let shown: String = piece.chars().filter(|c| !c.is_whitespace() && !commands(*c)).collect();
            let word = words.last_mut().expect("there is a word");
            word.extend((!shown.is_empty()).then_some((shown, *role)));
            if piece.ends_with(char::is_whitespace) {
                words.push(Word::new());
            }
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

fn role_code(role: Role) -> &'static str {
    match role {
        Role::Evidence => "1",
        Role::Slot => "1;33",
        Role::Cue => "1;36",
        Role::Actor => "1;35",
    }
}
