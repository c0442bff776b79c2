//! Whose words they are.
use crate::clause;
use crate::{Attribution, link::actors};
use rapporteur_record::{Actor, ActorKind, Annotated, Dep, Mention, Pos, TokenRange};

/// The actors that speak: those of the source, or of the place in "it is said in Kyiv".
pub fn of(text: &Annotated, attribution: &Attribution) -> Vec<Actor> {
    let mut found = match attribution.speaker {
        Some(phrase) => of_phrase(text, phrase, attribution.rule),
        None => match attribution.cue_head.and_then(|verb| raised(text, verb)) {
            Some(subject) => actors::resolve_all(text, text.subtree(subject)),
            None => attribution.cue_head.and_then(|verb| of_place(text, verb)).into_iter().collect(),
        },
    };
    found.retain(|s| s.kind != ActorKind::Unknown);
    if let Some(source) = attribution.source.filter(|_| found.is_empty()) {
        found.extend(of_text(text, source));
    }
    found
}

/// A comma ends "according to Lee, …": what the parser takes for a list with it is no speaker.
fn of_phrase(text: &Annotated, phrase: TokenRange, rule: &str) -> Vec<Actor> {
    let mut found = actors::resolve_all(text, phrase);
    let span = text.span(phrase);
    found.retain(|actor| rule != "according" || actor.mention.is_none_or(|words| span.overlaps(words)));
    found
}

/// "She is due to announce", "was quick to say": the subject of the copula above the infinitive.
fn raised(text: &Annotated, verb: usize) -> Option<usize> {
    let adjective = text.head(verb).filter(|&a| {
        matches!(text.tokens[verb].dep, Dep::Xcomp | Dep::Ccomp) && text.tokens[a].pos == Pos::Adj
    })?;
    let copula = text.head(adjective).filter(|_| text.tokens[adjective].dep == Dep::Acomp)?;
    text.child(copula, &[Dep::Nsubj]).filter(|&s| !matches!(text.lemma(s), "it" | "there"))
}

/// The pronoun or description that names the speaker by taking up other words.
pub fn taking_up<'a>(text: &'a Annotated, phrase: TokenRange) -> Option<&'a Mention> {
    let taken = |m: &&Mention| m.antecedent.is_some() && phrase.contains(m.head) && phrase.covers(m.tokens);
    let from = text.mentions.partition_point(|m| m.tokens.start < phrase.start);
    text.mentions[from..].iter().take_while(|m| m.tokens.start < phrase.end).find(taken)
}

/// The place of an impersonal "in Kyiv it is said".
fn of_place(text: &Annotated, verb: usize) -> Option<Actor> {
    let impersonal = text.child(verb, &[Dep::Nsubjpass, Dep::Expl]).is_some_and(|s| text.lemma(s) == "it");
    let prep = text.children(verb).iter().copied().find(|&c| text.word(c).eq_ignore_ascii_case("in"))?;
    let place = text.child(prep, &[Dep::Pobj]).filter(|_| impersonal)?;
    actors::of_place(text, text.subtree(place))
}

/// Nouns of texts, whose words are their author's.
const TEXTS: [&str; 20] = [
    "line",
    "post",
    "entry",
    "version",
    "article",
    "story",
    "report",
    "headline",
    "tweet",
    "message",
    "passage",
    "sentence",
    "paragraph",
    "caption",
    "update",
    "dispatch",
    "note",
    "column",
    "page",
    "release",
];
/// What says of a text that another has taken its place.
const EARLIER: [&str; 6] = ["early", "earlier", "previous", "original", "first", "prior"];

const AT_FIRST: [&str; 7] =
    ["first", "originally", "initially", "wrongly", "mistakenly", "incorrectly", "erroneously"];

/// The author of "a post": whoever it belongs to, or did something to it ("took down a line saying"); of "an earlier
/// version of this article" whoever published the document.
fn of_text(text: &Annotated, source: TokenRange) -> Option<Actor> {
    if is_earlier_text(text, source) || is_newsroom(text, source) {
        let outlet = text.document.source.outlet.clone()?;
        let mention = Some(text.span(source));
        return Some(Actor { name: outlet, kind: ActorKind::Outlet, mention, rule: "own-text" });
    }
    let noun = text_noun(text, source)?;
    let owner = text
        .child(noun, &[Dep::Poss])
        .or_else(|| clause::prepositional(text, noun, &["by", "from"]))
        .or_else(|| treated_by(text, noun))?;
    actors::resolve(text, text.subtree(owner)).filter(|a| a.kind != ActorKind::Unknown)
}

/// The subject of the verb whose object the noun is.
fn treated_by(text: &Annotated, noun: usize) -> Option<usize> {
    let object = text.tokens[noun].dep == Dep::Dobj;
    text.head(noun).filter(|_| object).and_then(|verb| clause::subject(text, verb))
}

fn text_noun(text: &Annotated, source: TokenRange) -> Option<usize> {
    let head = source.iter().find(|&t| !source.contains(text.tokens[t].head) || text.head(t).is_none());
    head.filter(|&t| text.tokens[t].pos == Pos::Noun && TEXTS.contains(&text.lemma(t)))
}

/// "On Monday we reported that": whoever published the document, outside of all quotations.
fn is_newsroom(text: &Annotated, source: TokenRange) -> bool {
    let we = source.start;
    source.len() == 1 && text.word(we).eq_ignore_ascii_case("we") && text.quotation_of(we).is_none()
}

/// "This article first said": words that stand no more.
fn at_first(text: &Annotated, noun: usize) -> bool {
    let this = text.child(noun, &[Dep::Det]).is_some_and(|d| text.word(d).eq_ignore_ascii_case("this"));
    let verb = text.head(noun).filter(|_| this && text.tokens[noun].dep == Dep::Nsubj);
    verb.is_some_and(|v| text.children(v).iter().any(|&c| AT_FIRST.contains(&text.word(c))))
}

/// "An earlier version of this article", "our first report": what such a text said has been put right since.
pub fn is_earlier_text(text: &Annotated, source: TokenRange) -> bool {
    let Some(noun) = text_noun(text, source) else { return false };
    if at_first(text, noun) {
        return true;
    }
    let before = text.children(noun).iter().copied().filter(|&c| c < noun);
    let earlier = before.clone().any(|c| EARLIER.contains(&text.word(c).to_lowercase().as_str()));
    let others = before.clone().any(|c| text.tokens[c].dep == Dep::Poss && text.tokens[c].pos != Pos::Pron)
        || before.clone().any(|c| text.tokens[c].dep == Dep::Poss && !matches!(text.lemma(c), "our" | "we"))
        || clause::prepositional(text, noun, &["by", "from"]).is_some();
    earlier && !others
}
