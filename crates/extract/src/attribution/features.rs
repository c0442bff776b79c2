//! What the scorer sees of a candidate, as readable strings.
use super::candidate::{Candidate, Frame, Shape};
use super::lexicon::{ADJECTIVES, Class, NOUNS, VERBS, key};
use super::{ranges, source::Source};
use rapporteur_record::{Annotated, Dep, EntityLabel, Pos, SentenceKind};
use std::fmt::Write;

/// A part of a reading that is seen by itself: the score of a reading is the sum over its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Cue,
    Source,
    Content,
}

pub const PARTS: [Part; 3] = [Part::Cue, Part::Source, Part::Content];

/// Calls `emit` with each feature of the candidate.
pub fn each(a: &Annotated, c: &Candidate, emit: &mut dyn FnMut(&str)) {
    for part in PARTS {
        of_part(a, c, part, emit);
    }
}

/// Calls `emit` with each feature of one part of the candidate.
pub fn of_part(a: &Annotated, c: &Candidate, part: Part, emit: &mut dyn FnMut(&str)) {
    let mut out = Emitter { text: String::with_capacity(64), emit };
    let frame = c.frame.as_str();
    let key = key(a, c.head);
    match part {
        Part::Cue => {
            out.put(format_args!("frame={frame}"));
            cue(a, c, frame, &key, &mut out);
            place(a, c, frame, &mut out);
        }
        Part::Source => source(a, c, frame, &key, &mut out),
        Part::Content => content(a, c, frame, &key, &mut out),
    }
}

struct Emitter<'e> {
    text: String,
    emit: &'e mut dyn FnMut(&str),
}

impl Emitter<'_> {
    fn put(&mut self, feature: std::fmt::Arguments) {
        self.text.clear();
        let written = self.text.write_fmt(feature);
        debug_assert!(written.is_ok());
        (self.emit)(&self.text);
    }
}

/// Whether the cue's head word is one of saying, plain or with a judgement.
pub fn is_speech(a: &Annotated, c: &Candidate) -> bool {
    classes(a, c, &key(a, c.head)).iter().any(|k| matches!(k, Class::Speech | Class::Attitude))
}

/// The classes of the cue's head word.
pub fn classes(a: &Annotated, c: &Candidate, key: &str) -> &'static [Class] {
    match a.tokens[c.head].pos {
        Pos::Noun => NOUNS.classes(key),
        Pos::Adj => ADJECTIVES.classes(key),
        _ => VERBS.classes(key),
    }
}

fn cue(a: &Annotated, c: &Candidate, frame: &str, key: &str, out: &mut Emitter) {
    let token = &a.tokens[c.head];
    let classes = classes(a, c, key);
    out.put(format_args!("cue={key}"));
    out.put(format_args!("{frame} cue={key}"));
    if c.frame == Frame::Light
        && let Some(noun) = a.child(c.head, &[Dep::Dobj])
    {
        out.put(format_args!("light={}", a.lemma(noun)));
        out.put(format_args!("light={} cue={key}", a.lemma(noun)));
        for class in NOUNS.classes(a.lemma(noun)) {
            out.put(format_args!("light class={}", class.as_str()));
        }
    }
    for class in classes {
        out.put(format_args!("class={}", class.as_str()));
        out.put(format_args!("{frame} class={}", class.as_str()));
    }
    if classes.is_empty() {
        out.put(format_args!("{frame} class=none"));
    }
    out.put(format_args!("{frame} tag={}", token.tag));
    out.put(format_args!("{frame} dep={:?}", token.dep));
    out.put(format_args!("cue={key} tag={}", token.tag));
    if let Some(prep) =
        c.cue.last().map(|r| r.end - 1).filter(|&t| t != c.head && a.tokens[t].pos == Pos::Adp)
    {
        out.put(format_args!("{frame} prep={}", a.lemma(prep)));
        out.put(format_args!("cue={key} prep={}", a.lemma(prep)));
    }
    context(a, c, frame, out);
    for &child in a.children(c.head) {
        match a.tokens[child].dep {
            Dep::Neg => out.put(format_args!("{frame} negated")),
            Dep::Aux => out.put(format_args!("{frame} aux={}", a.lemma(child))),
            Dep::Auxpass => out.put(format_args!("{frame} passive")),
            Dep::Mark => out.put(format_args!("mark={}", a.lemma(child))),
            _ => {}
        }
    }
}

/// The words around the cue and what hangs on it.
fn context(a: &Annotated, c: &Candidate, frame: &str, out: &mut Emitter) {
    let sentence = a.sentence_of(c.head).tokens;
    let (first, last) = match (c.cue.first(), c.cue.last()) {
        (Some(first), Some(last)) => (first.start, last.end),
        _ => (c.head, c.head + 1),
    };
    let before = first.checked_sub(1).filter(|&t| t >= sentence.start);
    let after = Some(last).filter(|&t| t < sentence.end);
    out.put(format_args!("{frame} before={}", before.map_or("start", |t| a.tokens[t].tag)));
    out.put(format_args!("{frame} after={}", after.map_or("end", |t| a.tokens[t].tag)));
    out.put(format_args!("before-word={}", before.map_or("start".to_owned(), |t| a.word(t).to_lowercase())));
    out.put(format_args!("after-word={}", after.map_or("end".to_owned(), |t| a.word(t).to_lowercase())));
    let lemma = a.lemma(c.head);
    for &child in a.children(c.head) {
        let dep = a.tokens[child].dep;
        if matches!(dep, Dep::Punct | Dep::Det) {
            continue;
        }
        let side = if child < c.head { "left" } else { "right" };
        out.put(format_args!("child={dep:?} {side} {}", a.tokens[child].tag));
        out.put(format_args!("cue={lemma} child={dep:?} {side}"));
        if matches!(dep, Dep::Dobj | Dep::Nsubj | Dep::Prep | Dep::Advmod | Dep::Amod | Dep::Nsubjpass) {
            out.put(format_args!("child={dep:?} {}", a.lemma(child).to_lowercase()));
        }
    }
}

fn source(a: &Annotated, c: &Candidate, frame: &str, key: &str, out: &mut Emitter) {
    let Some(s) = c.source else {
        out.put(format_args!("{frame} source=none"));
        out.put(format_args!("cue={key} source=none"));
        return;
    };
    let kind = source_kind(a, s);
    out.put(format_args!("{frame} how={}", s.how.as_str()));
    out.put(format_args!("{frame} source={kind}"));
    out.put(format_args!("cue={key} source={kind}"));
    let class = classes(a, c, key).first().map_or("none", |k| k.as_str());
    out.put(format_args!("{frame} class={class} source={kind}"));
    out.put(format_args!("{frame} class={class} how={}", s.how.as_str()));
    out.put(format_args!("{frame} tag={} how={}", a.tokens[c.head].tag, s.how.as_str()));
    out.put(format_args!("source-lemma={}", a.lemma(s.head).to_lowercase()));
    out.put(format_args!("how={} source={kind}", s.how.as_str()));
    let cut = s.range != s.speaker && s.how != super::source::How::Relative;
    out.put(format_args!("{frame} core={cut} {}", bucket(s.speaker.len())));
    out.put(format_args!("core={cut} source={kind}"));
    out.put(format_args!("source-length={}", bucket(s.range.len())));
    let side = if s.range.start > c.head { "after" } else { "before" };
    let gap = if s.range.start > c.head {
        s.range.start - c.head
    } else {
        (c.head + 1).saturating_sub(s.range.end)
    };
    out.put(format_args!("{frame} source-side={side} {}", bucket(gap)));
    out.put(format_args!("how={} source-dep={:?} {side}", s.how.as_str(), a.tokens[s.head].dep));
    if let Some(next) = a.tokens.get(s.range.end) {
        out.put(format_args!("source-next={} {}", next.tag, s.range.end == c.head));
    }
}

fn source_kind(a: &Annotated, s: Source) -> &'static str {
    let token = &a.tokens[s.head];
    let entity = a.entity_of(s.head).map(|e| e.label);
    match (token.pos, entity) {
        (_, Some(EntityLabel::Person)) => "person",
        (_, Some(EntityLabel::Org)) => "org",
        (_, Some(EntityLabel::Gpe)) => "gpe",
        (_, Some(EntityLabel::Norp)) => "norp",
        (Pos::Pron, _) => match a.word(s.head).to_lowercase().as_str() {
            "he" | "she" | "his" | "her" => "he",
            "they" | "their" | "some" | "many" | "others" => "they",
            "i" | "we" | "my" | "our" | "you" | "your" => "i",
            "it" | "this" | "that" | "its" => "it",
            _ => "pronoun",
        },
        (_, Some(_)) => "entity",
        (Pos::Propn, _) => "propn",
        (Pos::Noun, _) if token.tag == "NNS" => "nouns",
        (Pos::Noun, _) => "noun",
        _ => "other",
    }
}

fn content(a: &Annotated, c: &Candidate, frame: &str, key: &str, out: &mut Emitter) {
    let quoted = c.content.iter().flat_map(|r| r.iter()).filter(|&t| a.quotation_of(t).is_some()).count();
    let total: usize = c.content.iter().map(|r| r.len()).sum();
    let share = if quoted == 0 {
        "none"
    } else if quoted * 10 >= total * 8 {
        "all"
    } else {
        "some"
    };
    out.put(format_args!("{frame} quoted={share}"));
    out.put(format_args!("cue={key} quoted={share}"));
    out.put(format_args!("{frame} length={}", bucket(ranges::words(a, &c.content))));
    out.put(format_args!("{frame} parts={}", c.content.len().min(4)));
    shape(a, c, frame, key, out);
    beside(a, c, frame, out);
    let first = c.content.first().map_or(0, |r| r.start);
    out.put(format_args!("{frame} first={}", a.tokens[first].tag));
    if a.tokens[first].pos != Pos::Propn
        && a.tokens[first].pos != Pos::Noun
        && a.tokens[first].pos != Pos::Verb
    {
        out.put(format_args!("{frame} first-word={}", a.word(first).to_lowercase()));
    }
    let side = if first > c.head { "after" } else { "before" };
    out.put(format_args!("{frame} side={side}"));
    if let Some(head) = c.content_head {
        let token = &a.tokens[head];
        out.put(format_args!("{frame} content-dep={:?}", token.dep));
        out.put(format_args!("{frame} content-tag={}", token.tag));
        if matches!(
            c.frame,
            Frame::Object | Frame::Prepositional | Frame::NounPhrase | Frame::Predicated | Frame::Adjective
        ) {
            out.put(format_args!("{frame} content-lemma={}", a.lemma(head).to_lowercase()));
            out.put(format_args!(
                "{frame} noun-class={}",
                NOUNS.classes(a.lemma(head)).first().map_or("none", |k| k.as_str())
            ));
            out.put(format_args!("cue={key} content-tag={}", token.tag));
            let entity = a.entity_of(head);
            out.put(format_args!(
                "{frame} content-entity={}",
                entity.map_or("none".into(), |e| format!("{:?}", e.label))
            ));
        }
        let subject = a.child(head, &[Dep::Nsubj, Dep::Nsubjpass]).is_some();
        let to = a.child(head, &[Dep::Aux]).is_some_and(|t| a.tokens[t].tag == "TO");
        out.put(format_args!("{frame} clause subject={subject} to={to}"));
        out.put(format_args!("cue={key} clause subject={subject} to={to}"));
    }
}

/// How far the content stands from the cue, and what else the cue has beside it.
fn beside(a: &Annotated, c: &Candidate, frame: &str, out: &mut Emitter) {
    let gap = c
        .content
        .iter()
        .map(|r| if r.start > c.head { r.start - c.head } else { (c.head + 1).saturating_sub(r.end) })
        .min()
        .unwrap_or(0);
    out.put(format_args!("{frame} gap={}", bucket(gap)));
    let other = a
        .children(c.head)
        .iter()
        .any(|&k| matches!(a.tokens[k].dep, Dep::Ccomp) && Some(k) != c.content_head);
    out.put(format_args!("{frame} other-clause={other}"));
    let object =
        a.children(c.head).iter().any(|&k| matches!(a.tokens[k].dep, Dep::Dobj) && Some(k) != c.content_head);
    out.put(format_args!("{frame} other-object={object}"));
}

/// How the content ends: what was cut off or added, and the words on both sides of its end.
fn shape(a: &Annotated, c: &Candidate, frame: &str, key: &str, out: &mut Emitter) {
    let shape = c.shape.as_str();
    out.put(format_args!("shape={shape}"));
    out.put(format_args!("{frame} shape={shape}"));
    out.put(format_args!("cue={key} shape={shape}"));
    if let Shape::Cut(dep) = c.shape {
        out.put(format_args!("cut={dep:?}"));
        out.put(format_args!("{frame} cut={dep:?}"));
    }
    let end = c.content.last().map_or(0, |r| r.end);
    let sentence = a.sentence_of(end.saturating_sub(1)).tokens;
    let open = (end..sentence.end).any(|t| a.tokens[t].pos != Pos::Punct);
    out.put(format_args!("shape={shape} open={open}"));
    if let Some(next) = a.tokens.get(end).filter(|_| end < sentence.end) {
        out.put(format_args!("shape={shape} next={} {:?}", next.tag, next.dep));
        if next.pos == Pos::Punct {
            let after = a.tokens.get(end + 1).map_or("end", |t| t.tag);
            out.put(format_args!("shape={shape} stop={} {after}", a.word(end)));
        }
    }
    let last = &a.tokens[end.saturating_sub(1)];
    out.put(format_args!("shape={shape} last={}", last.tag));
}

fn place(a: &Annotated, c: &Candidate, frame: &str, out: &mut Emitter) {
    let sentence = a.sentence_of(c.head);
    if a.quotation_of(c.head).is_some() {
        out.put(format_args!("in-quotation"));
        out.put(format_args!("{frame} in-quotation"));
    }
    if sentence.kind == SentenceKind::Heading {
        out.put(format_args!("heading"));
        out.put(format_args!("{frame} heading"));
    }
    let mut nested = false;
    let parted = |above: usize| {
        (above.min(c.head)..above.max(c.head)).any(|t| a.word(t) == ";" && a.quotation_of(t).is_none())
    };
    for above in a.ancestors(c.head).take(8).filter(|&above| !parted(above)) {
        let token = &a.tokens[above];
        if matches!(token.pos, Pos::Verb) && VERBS.has(a.lemma(above), Class::Speech) {
            nested = true;
            out.put(format_args!("under={}", a.lemma(above)));
        }
    }
    out.put(format_args!("{frame} nested={nested}"));
    if let Some(above) = a.head(c.head) {
        out.put(format_args!("dep={:?} above-lemma={}", a.tokens[c.head].dep, a.lemma(above).to_lowercase()));
        out.put(format_args!("{frame} above={:?}", a.tokens[above].pos));
    }
    let quote = !a.quotations_in(sentence.tokens).is_empty();
    out.put(format_args!("{frame} sentence-quote={quote}"));
}

fn bucket(n: usize) -> usize {
    match n {
        0..=4 => n,
        5..=7 => 5,
        8..=12 => 8,
        13..=20 => 13,
        21..=40 => 21,
        _ => 41,
    }
}
