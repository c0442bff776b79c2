//! Offices and bodies that a document gives its persons: "Anna Weiss, the trade minister", "Nils Berg of the Greens".
use crate::annotate::mentions::{is_office, knowledge::knowledge};
use rapporteur_record::{ActorKind, Annotated, Mention, MentionKind, Pos, Post, TokenRange};

/// Every post, in the order of the text; a document that repeats itself gives one each time.
pub fn posts(text: &Annotated) -> Vec<Post> {
    let persons = text.mentions.iter().enumerate().filter(|(_, m)| kind(m) == Some(ActorKind::Person));
    let mut found: Vec<Post> = persons.filter_map(|(i, m)| post(text, i, m)).collect();
    found.sort_by_key(|p| (p.span.start, p.span.end));
    found.dedup();
    found
}

fn kind(mention: &Mention) -> Option<ActorKind> {
    mention.actor.as_ref().map(|a| a.kind)
}

fn post(text: &Annotated, at: usize, mention: &Mention) -> Option<Post> {
    let name = &mention.actor.as_ref()?.name;
    match mention.kind {
        MentionKind::Description if mention.rule == "apposition" => said(text, mention.tokens, name),
        MentionKind::Name => match inner(text, at, mention) {
            Some(inner) => said(text, TokenRange::new(mention.tokens.start, inner.tokens.start), name),
            None => member(text, mention, name),
        },
        _ => None,
    }
}

/// The name alone, inside the name with its titles.
fn inner<'a>(text: &'a Annotated, at: usize, outer: &Mention) -> Option<&'a Mention> {
    let same = |m: &&Mention| {
        m.tokens.end == outer.tokens.end
            && m.tokens.start > outer.tokens.start
            && m.actor.as_ref().map(|a| &a.name) == outer.actor.as_ref().map(|a| &a.name)
    };
    text.mentions[at + 1..].iter().take_while(|m| m.tokens.start < outer.tokens.end).find(same)
}

/// The office that the words name, and whose; `None` for an honorific and for what somebody is to another person.
fn said(text: &Annotated, words: TokenRange, actor: &str) -> Option<Post> {
    let inside = |m: &&Mention| words.covers(m.tokens) && m.tokens.len() < words.len();
    let nested: Vec<&Mention> = text.mentions.iter().filter(inside).collect();
    if nested
        .iter()
        .any(|m| kind(m) == Some(ActorKind::Person) && m.actor.as_ref().is_some_and(|a| a.name != actor))
    {
        return None;
    }
    let owner = nested.iter().rev().find(|m| matches!(kind(m), Some(ActorKind::Body | ActorKind::Country)));
    let possessed = words.iter().any(|t| text.tokens[t].tag == "PRP$") && owner.is_none();
    let of = owner.and_then(|m| m.actor.as_ref()).map(|a| a.name.clone());
    let office = office(text, words, owner.map(|m| m.tokens)).filter(|_| !possessed);
    let known = office.is_some() || of.is_some();
    known.then(|| Post { actor: actor.to_owned(), office, of, span: text.span(trimmed(text, words)) })
}

/// The words without owner, article and possessive, if an office is among them.
fn office(text: &Annotated, words: TokenRange, owner: Option<TokenRange>) -> Option<String> {
    let small = |t: usize| {
        matches!(text.tokens[t].tag, "DT" | "PRP$" | "WP$" | "POS") || text.tokens[t].pos == Pos::Punct
    };
    let kept: Vec<usize> = words
        .iter()
        .filter(|&t| !owner.is_some_and(|o| o.contains(t)) && (!small(t) || text.word(t) == "-"))
        .collect();
    let link = |t: &usize| matches!(text.lemma(*t), "of" | "for" | "to" | "-");
    let start = kept.iter().position(|t| !link(t))?;
    let end = kept.iter().rposition(|t| !link(t))? + 1;
    let named = kept[start..end]
        .iter()
        .any(|&t| is_office(&text.lemma(t).to_lowercase()) || is_office(&text.word(t).to_lowercase()));
    let words =
        || kept[start..end].iter().map(|&t| text.word(t).to_lowercase()).collect::<Vec<_>>().join(" ");
    named.then(|| words().replace(" - ", "-"))
}

fn trimmed(text: &Annotated, words: TokenRange) -> TokenRange {
    let mark = |t: usize| text.tokens[t].pos == Pos::Punct || text.tokens[t].tag == "POS";
    let mut end = words.end;
    while end > words.start + 1 && mark(end - 1) {
        end -= 1;
    }
    TokenRange::new(words.start, end)
}

/// "Anna Weiss of the Greens": the body right after the name.
fn member(text: &Annotated, mention: &Mention, actor: &str) -> Option<Post> {
    let next = mention.tokens.end;
    let of = text.tokens.get(next).filter(|_| text.word(next) == "of")?;
    let at = if text.tokens.get(next + 1).is_some_and(|t| t.tag == "DT") { next + 2 } else { next + 1 };
    let body =
        text.mentions.iter().find(|m| m.tokens.start == at && of.sentence == text.tokens[m.head].sentence)?;
    let named =
        body.actor.as_ref().filter(|a| a.kind == ActorKind::Body && body.kind == MentionKind::Name)?;
    let span = text.span(TokenRange::new(mention.tokens.start, body.tokens.end));
    Some(Post { actor: actor.to_owned(), office: None, of: Some(named.name.clone()), span })
}

/// What is known of an actor beforehand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// `country`, `parliament`, `party`, `outlet` …; `None` for persons.
    pub class: Option<&'static str>,
    /// The country or body that it belongs to.
    pub of: Option<&'static str>,
    /// Office, whose, from, until.
    pub offices: Vec<(String, &'static str, String, Option<String>)>,
    /// Body, status, from, until.
    pub memberships: Vec<(&'static str, &'static str, String, Option<String>)>,
}

/// What `knowledge/` and the added tables have on the actor of exactly this name; `None` where that is nothing.
pub fn known(name: &str) -> Option<Known> {
    let knowledge = knowledge();
    let actor = knowledge.by_name(name);
    let held = knowledge.holders.iter().filter(|h| h.name == name);
    let known = Known {
        class: actor.map(|k| k.class),
        of: actor.and_then(|k| k.of),
        offices: held
            .map(|h| (h.office.clone(), h.of, h.from.to_string(), h.until.map(|u| u.to_string())))
            .collect(),
        memberships: knowledge
            .memberships(name)
            .map(|m| (m.body, m.status, m.from.clone(), m.until.clone()))
            .collect(),
    };
    (known != Known::default()).then_some(known)
}
