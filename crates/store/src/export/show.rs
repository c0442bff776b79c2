//! One fact for people: its slots, then its sentences in context with the marked places.
use super::{
    Style,
    layout::{width, wrap},
};
use crate::{Detail, Passage, Role, view::what};
use rapporteur_record::Span;
use std::io::{self, Write};

/// Writes a fact with its context. With colour, roles are coloured; without, evidence stands in `»…«`.
pub fn write(detail: &Detail, style: Style, out: &mut impl Write) -> io::Result<()> {
    for (name, value) in facts(detail) {
        field(&name, &value, style, out)?;
    }
    for passage in &detail.context {
        writeln!(out)?;
        for line in wrap_marked(&marked(detail, passage, style.colour), style.width.saturating_sub(2)) {
            writeln!(out, "  {line}")?;
        }
    }
    Ok(())
}

/// Names and values of everything that is known of the fact.
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
    fields.extend(entry.slots().iter().map(|(slot, spans)| ((*slot).to_owned(), entry.words(spans))));
    let rule = format!("{}, confidence {:.2}", entry.fact.rule, entry.fact.confidence);
    fields.extend([("found by".to_owned(), rule), ("source".to_owned(), origin(detail))]);
    if !detail.beside.is_empty() {
        let ids: Vec<&str> = detail.beside.iter().map(|id| &id[..id.len().min(8)]).collect();
        fields.push(("beside".to_owned(), ids.join(" ")));
    }
    fields
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
        match style.colour {
            true => writeln!(out, "\x1b[2m{name}\x1b[0m{space}{line}")?,
            false => writeln!(out, "{name}{space}{line}")?,
        }
    }
    Ok(())
}

/// Words with the code that opens their colour, if any.
type Words = Vec<(String, Option<&'static str>)>;

fn marked(detail: &Detail, passage: &Passage, colour: bool) -> Words {
    let entry = &detail.entry;
    let mut words = Words::new();
    let mut at = passage.span.start;
    let mut add = |span: Span, role: Option<Role>| {
        // A piece that does not start with a space continues the word before it.
        let text = entry.at(span);
        for (i, word) in text.split_inclusive(char::is_whitespace).enumerate() {
            let joins = i == 0 && span.start > passage.span.start;
            let glued = joins && words.last().is_some_and(|(last, _): &(String, _)| !last.ends_with(' '));
            let clean: String = word.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
            match (glued, colour) {
                (true, false) => words.last_mut().expect("a word was glued").0.push_str(&clean),
                _ => words.push((clean, role.filter(|_| colour).map(role_code))),
            }
        }
    };
    for mark in &passage.marks {
        add(Span::new(at, mark.span.start), None);
        add(mark.span, Some(mark.role));
        at = mark.span.end;
    }
    add(Span::new(at, passage.span.end), None);
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

/// Lines of coloured words; a word that ends with a space may end a line.
fn wrap_marked(words: &Words, limit: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for (word, code) in words {
        let length = width(word.trim_end());
        if used + length > limit && used > 0 {
            let line = lines.last_mut().expect("there is a line");
            line.truncate(line.trim_end().len());
            lines.push(String::new());
            used = 0;
        }
        let line = lines.last_mut().expect("there is a line");
        match code {
            Some(code) => line.push_str(&format!("\x1b[{code}m{word}\x1b[0m")),
            None => line.push_str(word),
        }
        used += width(word);
    }
    lines
}
