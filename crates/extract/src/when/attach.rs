//! How a time hangs on a verb or noun.
use rapporteur_record::{Annotated, Dep, Pos, Time, TokenRange};

/// The ways in which a time can belong to a clause, the closest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tie {
    /// The parse says so.
    Modifier,
    /// It stands right before or after the word.
    Beside,
    /// It hangs on an object of the verb: "put off a decision on Friday".
    Object,
}

impl Tie {
    /// Verbs, and auxiliaries that are the only verb.
    pub fn can_hold(text: &Annotated, token: usize) -> bool {
        matches!(text.tokens[token].pos, Pos::Verb | Pos::Aux)
    }
}

/// Prepositions that put an event elsewhere than at the time named.
const APART: [&str; 10] =
    ["until", "till", "before", "after", "than", "against", "for", "of", "between", "about"];
/// Prepositions under which a time that hangs on an object dates the verb.
const WITHIN: [&str; 4] = ["on", "in", "at", "during"];

/// Prepositions before the occasion of an event.
const OCCASIONS: [&str; 5] = ["after", "at", "during", "following", "in"];

/// How `time` belongs to `head`; `None` where it belongs to something else.
pub fn tie(text: &Annotated, time: &Time, head: usize) -> Option<Tie> {
    let tokens = text.tokens_in(time.span);
    if tokens.is_empty() || tokens.contains(head) {
        return None;
    }
    if is_occasion(text, tokens, head) {
        return Some(Tie::Object);
    }
    let (path, preposition) = path(text, tokens);
    if preposition.is_some_and(|p| APART.contains(&text.lemma(p)))
        || !is_adverbial(text, time)
        || is_dateline(text, tokens)
    {
        return None;
    }
    let on = path.first().copied()?;
    if on == head || precedes_infinitive(text, on, head, tokens) {
        return Some(Tie::Modifier);
    }
    let phrase = TokenRange::new(preposition.unwrap_or(tokens.start).min(tokens.start), tokens.end);
    if is_beside(text, phrase, head) {
        return Some(Tie::Beside);
    }
    let object = on_object(text, on, head) && preposition.is_none_or(|p| WITHIN.contains(&text.lemma(p)));
    object.then_some(Tie::Object)
}

/// Whether the time is an adverb of its own: under a preposition or alone, not part of a name or noun ("the 2035
/// target", "Thursday's meeting").
pub fn is_adverbial(text: &Annotated, time: &Time) -> bool {
    let tokens = text.tokens_in(time.span);
    let Some(top) = top(text, tokens) else { return false };
    let within = text.child(top, &[Dep::Case]).is_some();
    !within
        && !matches!(
            text.tokens[top].dep,
            Dep::Nummod
                | Dep::Compound
                | Dep::Amod
                | Dep::Poss
                | Dep::Nsubj
                | Dep::Nsubjpass
                | Dep::Dobj
                | Dep::Attr
        )
}

/// The token of the phrase whose head is outside.
fn top(text: &Annotated, tokens: TokenRange) -> Option<usize> {
    tokens.iter().find(|&t| text.head(t).is_none_or(|h| !tokens.contains(h)))
}

/// The words that the time hangs on, nearest first, prepositions left out; and the nearest preposition.
fn path(text: &Annotated, tokens: TokenRange) -> (Vec<usize>, Option<usize>) {
    let mut preposition = Some(tokens.start).filter(|&t| text.tokens[t].pos == Pos::Adp);
    let Some(top) = top(text, tokens) else { return (Vec::new(), preposition) };
    let mut path = Vec::new();
    for above in text.ancestors(top) {
        match text.tokens[above].pos {
            Pos::Adp | Pos::Sconj | Pos::Adv if path.is_empty() => preposition = preposition.or(Some(above)),
            _ => path.push(above),
        }
    }
    (path, preposition)
}

/// "asked Brussels in November to let": before the infinitive, so of the verb above it.
fn precedes_infinitive(text: &Annotated, on: usize, head: usize, tokens: TokenRange) -> bool {
    let complement = matches!(text.tokens[on].dep, Dep::Xcomp | Dep::Ccomp) && text.head(on) == Some(head);
    complement && head < tokens.start && tokens.end <= text.subtree(on).start.max(first_mark(text, on))
}

/// Where the infinitive or clause begins in earnest: its "to", "that" or subject.
fn first_mark(text: &Annotated, verb: usize) -> usize {
    let opens = |&&c: &&usize| {
        matches!(text.tokens[c].dep, Dep::Mark | Dep::Nsubj | Dep::Nsubjpass | Dep::Aux | Dep::Expl)
    };
    text.children(verb).iter().find(opens).map_or(verb, |&c| text.subtree(c).start)
}

/// Right before the verb or its auxiliaries ("Parliament on Tuesday approved"), or right after it ("said on Friday").
fn is_beside(text: &Annotated, phrase: TokenRange, head: usize) -> bool {
    if phrase.start == head + 1 {
        return true;
    }
    let light = |t: usize| matches!(text.tokens[t].pos, Pos::Aux | Pos::Adv | Pos::Part);
    Tie::can_hold(text, head) && phrase.end <= head && (phrase.end..head).all(light)
}

/// Below the verb through its objects alone: "put off a decision on Friday", "called it badly drafted in February".
fn on_object(text: &Annotated, below: usize, head: usize) -> bool {
    let mut at = below;
    while is_object(text, at) {
        let Some(above) = text.head(at) else { return false };
        if above == head {
            return true;
        }
        at = above;
    }
    false
}

/// Objects, with the bare infinitives that the parser sees in nouns ("welcomed the US move").
fn is_object(text: &Annotated, token: usize) -> bool {
    match text.tokens[token].dep {
        Dep::Dobj | Dep::Pobj | Dep::Prep | Dep::Dative | Dep::Appos | Dep::Oprd => true,
        Dep::Conj => text.tokens[token].pos != Pos::Verb,
        Dep::Ccomp => text.tokens[token].tag == "VB" && text.child(token, &[Dep::Aux, Dep::Mark]).is_none(),
        _ => false,
    }
}

/// "said after Thursday's meeting", "at Monday's talks".
fn is_occasion(text: &Annotated, tokens: TokenRange, head: usize) -> bool {
    let occasion = || {
        let day = top(text, tokens).filter(|&t| text.tokens[t].dep == Dep::Poss)?;
        let event = text.head(day).filter(|&e| text.tokens[e].dep == Dep::Pobj)?;
        let preposition = text.head(event).filter(|&p| OCCASIONS.contains(&text.lemma(p)))?;
        text.head(preposition)
    };
    occasion() == Some(head)
}

/// "BERLIN, 27 September –": the date of the report, not of what it tells.
fn is_dateline(text: &Annotated, tokens: TokenRange) -> bool {
    let first = text.sentence_of(tokens.start).tokens.start;
    let dash = (tokens.end..text.tokens.len())
        .next()
        .is_some_and(|t| matches!(text.word(t), "-" | "–" | "—" | "--"));
    dash && tokens.start - first <= LONGEST_PLACE && (first..tokens.start).all(|t| is_place(text, t))
}

/// A dateline's place has at most so many tokens.
const LONGEST_PLACE: usize = 6;

fn is_place(text: &Annotated, token: usize) -> bool {
    matches!(text.tokens[token].pos, Pos::Propn | Pos::Punct)
}
