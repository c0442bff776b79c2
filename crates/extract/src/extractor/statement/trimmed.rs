//! Cue and content as the contract counts them: the addressee out, the preposition with its cue, light verbs with nouns.
use super::standing::LIGHT;
use super::whole;
use crate::Attribution;
use rapporteur_record::{Annotated, Dep, Pos, TokenRange};

/// Verbs that ask somebody to do something.
const ASKING: [&str; 22] = [
    "urge",
    "ask",
    "call",
    "press",
    "tell",
    "order",
    "beg",
    "implore",
    "exhort",
    "advise",
    "encourage",
    "instruct",
    "request",
    "invite",
    "command",
    "appeal",
    "plead",
    "direct",
    "beseech",
    "petition",
    "push",
    "pressure",
];

/// Cue and content, put as the contract has them.
pub fn parts(
    text: &Annotated,
    attribution: &Attribution,
    cue: Vec<TokenRange>,
    content: Vec<TokenRange>,
) -> (Vec<TokenRange>, Vec<TokenRange>) {
    let Some(head) = attribution.cue_head else { return (cue, content) };
    match text.tokens[head].pos {
        Pos::Noun => (noun_cue(text, head, cue), content),
        Pos::Verb => with_preposition(text, head, cue, without_addressee(text, head, content)),
        _ => (cue, content),
    }
}

/// "Issued a warning" with its light verb; "a warning by the union" without its article.
fn noun_cue(text: &Annotated, noun: usize, cue: Vec<TokenRange>) -> Vec<TokenRange> {
    let carries = |&verb: &usize| {
        matches!(text.tokens[noun].dep, Dep::Dobj | Dep::Nsubjpass) && LIGHT.contains(&text.lemma(verb))
    };
    if let Some(verb) = text.head(noun).filter(carries).filter(|&v| v < noun) {
        let group = text
            .children(verb)
            .iter()
            .copied()
            .filter(|&c| matches!(text.tokens[c].dep, Dep::Aux | Dep::Auxpass | Dep::Neg) && c < verb);
        let before = (verb + 1..noun).filter(|&t| text.tokens[t].head == noun);
        let words = group.chain([verb]).chain(before).map(|t| TokenRange::new(t, t + 1));
        return whole::merged(words.chain(cue).collect());
    }
    let article =
        |r: &TokenRange| r.len() > 1 && text.tokens[r.start].dep == Dep::Det && !is_no(text, r.start);
    cue.into_iter().map(|r| TokenRange::new(r.start + usize::from(article(&r)), r.end)).collect()
}

fn is_no(text: &Annotated, token: usize) -> bool {
    matches!(text.lemma(token), "no" | "neither")
}

/// "The council to drop the toll" is what is said to the council: "to drop the toll".
fn without_addressee(text: &Annotated, verb: usize, mut content: Vec<TokenRange>) -> Vec<TokenRange> {
    let Some(first) = content.first().copied().filter(|r| r.start > verb) else { return content };
    if !ASKING.contains(&text.lemma(verb)) || text.quotation_of(first.start).is_some() {
        return content;
    }
    let infinitive = first.iter().find(|&t| text.tokens[t].tag == "TO").filter(|&to| {
        let verb = text.tokens[to].head;
        text.tokens[verb].tag == "VB" && first.contains(verb) && to > first.start
    });
    let named = |to: usize| {
        (first.start..to).all(|t| !matches!(text.tokens[t].pos, Pos::Verb | Pos::Aux | Pos::Sconj))
    };
    if let Some(to) = infinitive.filter(|&to| named(to)) {
        content[0].start = to;
    }
    content
}

/// "Warned of" with its preposition.
fn with_preposition(
    text: &Annotated,
    verb: usize,
    mut cue: Vec<TokenRange>,
    mut content: Vec<TokenRange>,
) -> (Vec<TokenRange>, Vec<TokenRange>) {
    let last = cue.last().map_or(verb, |r| r.end);
    let takes = |r: &&mut TokenRange| {
        r.start == last
            && r.len() > 1
            && text.tokens[r.start].head == verb
            && text.tokens[r.start].dep == Dep::Prep
    };
    if let Some(first) = content.first_mut().filter(takes) {
        cue.push(TokenRange::new(first.start, first.start + 1));
        first.start += 1;
    }
    (whole::merged(cue), content)
}
