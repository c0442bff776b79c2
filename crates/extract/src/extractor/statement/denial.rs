//! Whether the document says that the words were later denied, retracted or walked back.
use super::Said;
use crate::attribution::lexicon::{Class, NOUNS};
use crate::clause::{self, Reality};
use crate::link::actors;
use rapporteur_record::{Annotated, Dep, Pos, TokenRange};

/// Verbs that undo words: "his words were denied", "dropped the claim".
const UNDO: [&str; 13] = [
    "deny",
    "retract",
    "withdraw",
    "disavow",
    "correct",
    "disown",
    "delete",
    "contradict",
    "recant",
    "drop",
    "repudiate",
    "refute",
    "rebut",
];
/// Verbs that undo words only with their particle: "walked back", "took down", "put right".
const WITH_PARTICLE: [(&str, &[&str]); 4] =
    [("walk", &["back"]), ("take", &["back", "down"]), ("put", &["right", "straight"]), ("row", &["back"])];
/// Verbs that say by themselves that the words were never these.
const MISREPORTED: [&str; 2] = ["misquote", "misreport"];
/// How many sentences later a denial may stand, and one whose object only points ("denied it").
const REACH: usize = 3;
const REACH_OF_POINTING: usize = 2;

/// Marks the words that the document itself says were denied later: those before the denial, or those of whom it names
/// ("her claim was withdrawn").
pub fn mark(text: &Annotated, said: &mut [Said]) {
    for s in said.iter_mut() {
        s.denied |= s.cue_head.is_some_and(|at| is_undone_above(text, at));
    }
    for verb in (0..text.tokens.len()).filter(|&t| text.tokens[t].pos == Pos::Verb) {
        if let Some(target) = Undoing::of(text, verb).and_then(|undoing| undoing.target(text, said)) {
            said[target].denied = true;
        }
    }
}

/// A verb that says of words before it that they do not hold.
struct Undoing {
    verb: usize,
    reach: usize,
    /// The name of whoever said them, where the denial tells.
    whose: Option<String>,
}

impl Undoing {
    fn of(text: &Annotated, verb: usize) -> Option<Self> {
        if undoes(text, verb) {
            let owner = undone(text, verb).and_then(|noun| text.child(noun, &[Dep::Poss]));
            let whose = owner.and_then(|o| actors::resolve(text, text.subtree(o))).map(|a| a.name);
            return Some(Self { verb, reach: REACH, whose });
        }
        let sayer = || clause::subject(text, verb).and_then(|s| actors::resolve(text, text.subtree(s)));
        let whose = |known: bool| sayer().filter(|_| known).map(|a| a.name);
        let never = never_said(text, verb);
        (never || takes_it_back(text, verb)).then(|| Self {
            verb,
            reach: REACH_OF_POINTING,
            whose: whose(never),
        })
    }

    /// The last words before it, or the last of whoever it names.
    fn target(&self, text: &Annotated, said: &[Said]) -> Option<usize> {
        let here = text.tokens[self.verb].sentence;
        let paragraph = text.sentences[here].paragraph;
        let before = |s: &Said| {
            let at = s.cue_head.unwrap_or(s.start);
            let sentence = text.tokens[at].sentence;
            let near = sentence + self.reach >= here && text.sentences[sentence].paragraph + 1 >= paragraph;
            let holds = s.content.iter().any(|r| r.contains(self.verb));
            at < self.verb && !holds && near && (self.reach == REACH || sentence < here)
        };
        let end = said.partition_point(|s| s.start < self.verb);
        let near = || (0..end).rev().take(NEAR).filter(|&i| before(&said[i]));
        let named = |whose: &String| near().find(|&i| said[i].speakers.iter().any(|s| s.name == *whose));
        self.whose.as_ref().and_then(named).or_else(|| near().next())
    }
}

/// So many statements back are looked at.
const NEAR: usize = 12;

/// A verb of undoing whose passive subject or object is a word for what was said.
fn undoes(text: &Annotated, verb: usize) -> bool {
    if !is_done(text, verb) {
        return false;
    }
    let passive = text.child(verb, &[Dep::Auxpass]).is_some();
    MISREPORTED.contains(&text.lemma(verb))
        || is_undoing(text, verb) && undone(text, verb).is_some_and(|t| is_said(text, t, passive))
}

/// Whether the verb, one of undoing, has said words for its object: "withdrew the claim", not "withdrew its support".
pub fn is_about_words(text: &Annotated, verb: usize) -> bool {
    undone(text, verb)
        .is_none_or(|t| NOUNS.has(text.lemma(t), Class::Speech) || text.tokens[t].pos != Pos::Noun)
}

fn is_done(text: &Annotated, verb: usize) -> bool {
    matches!(text.tokens[verb].tag, "VBD" | "VBN" | "VBZ") && clause::reality(text, verb) == Reality::Actual
}

/// What is undone.
fn undone(text: &Annotated, verb: usize) -> Option<usize> {
    match text.child(verb, &[Dep::Auxpass]) {
        Some(_) => text.child(verb, &[Dep::Nsubjpass]),
        None => text.child(verb, &[Dep::Dobj]),
    }
}

/// "She denied it", "the newspaper has corrected it".
fn takes_it_back(text: &Annotated, verb: usize) -> bool {
    let points = |t: usize| matches!(text.word(t).to_lowercase().as_str(), "it" | "that" | "this" | "them");
    takes_back(text, verb) && is_done(text, verb) && undone(text, verb).is_some_and(points)
}

/// "Did not say so", "never said that", "said no such thing".
pub fn never_said(text: &Annotated, verb: usize) -> bool {
    let so =
        |&c: &usize| c > verb && matches!(text.word(c), "so" | "that" | "it") && text.children(c).is_empty();
    let no_such = || {
        text.child(verb, &[Dep::Dobj]).is_some_and(|o| clause::has_no(text, o) && text.lemma(o) == "thing")
    };
    let denied = || clause::reality(text, verb) == Reality::Negated;
    text.lemma(verb) == "say" && (denied() && text.children(verb).iter().any(so) || no_such())
}

/// "Took down a line saying that …", "withdrew its claim that …": the words stand in what is undone.
fn is_undone_above(text: &Annotated, at: usize) -> bool {
    let undoing = |&verb: &usize| {
        let object = undone(text, verb).is_some_and(|o| text.subtree(o).contains(at));
        is_done(text, verb) && is_undoing(text, verb) && object
    };
    text.ancestors(at).take(4).any(|verb| undoing(&verb))
}

/// Verbs by which somebody takes back words of his own.
pub fn retracts(text: &Annotated, verb: usize) -> bool {
    let of_others = matches!(text.lemma(verb), "deny" | "refute" | "rebut" | "contradict" | "correct");
    takes_back(text, verb) && !of_others
}

/// Verbs by which somebody says that words are not true, or no longer his: the denial is about the words alone.
pub fn takes_back(text: &Annotated, verb: usize) -> bool {
    const VERBS: [&str; 11] = [
        "deny",
        "retract",
        "withdraw",
        "disavow",
        "correct",
        "recant",
        "repudiate",
        "refute",
        "rebut",
        "contradict",
        "disown",
    ];
    VERBS.contains(&text.lemma(verb)) || (is_undoing(text, verb) && !UNDO.contains(&text.lemma(verb)))
}

fn is_undoing(text: &Annotated, verb: usize) -> bool {
    let lemma = text.lemma(verb);
    let particles = WITH_PARTICLE.iter().find(|(v, _)| *v == lemma).map_or(&[][..], |(_, p)| p);
    UNDO.contains(&lemma) || text.children(verb).iter().any(|&c| particles.contains(&text.word(c)))
}

/// A word for what was said before; "that" and "this" point to it where they open their clause. A noun with a clause of
/// its own tells what it means itself.
fn is_said(text: &Annotated, token: usize, passive: bool) -> bool {
    let own_clause = text.child(token, &[Dep::Ccomp, Dep::Acl, Dep::Relcl]).is_some();
    if own_clause || clause::prepositional(text, token, &["by", "from"]).is_some() {
        return false;
    }
    let lemma = text.lemma(token);
    let points = passive && text.tokens[token].tag == "DT" && matches!(lemma, "that" | "this");
    NOUNS.has(lemma, Class::Speech) || matches!(lemma, "word" | "line" | "quote") || points
}

/// The words said without a last clause that tells of their denial: "…, but later his words were denied".
pub fn without(text: &Annotated, content: &[TokenRange]) -> Vec<TokenRange> {
    let undone =
        content.iter().flat_map(|r| r.iter()).find(|&t| undoes(text, t) && text.quotation_of(t).is_none());
    let turn = undone.and_then(|verb| {
        let turns = |t: &usize| matches!(text.word(*t), "but" | "though" | "although");
        content.iter().flat_map(|r| r.iter()).take_while(|&t| t < verb).filter(turns).last()
    });
    let Some(turn) = turn else { return content.to_vec() };
    let comma = turn.checked_sub(1).filter(|&t| text.tokens[t].pos == Pos::Punct).unwrap_or(turn);
    let kept = content.iter().map(|r| TokenRange::new(r.start, r.end.min(comma)));
    kept.filter(|r| r.start < r.end).collect()
}
