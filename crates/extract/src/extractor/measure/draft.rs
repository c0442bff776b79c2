//! Clauses that set or report a rule, before the status of the rule is known.
use super::law::{self, Law};
use super::lexicon::{self, Frame, has, is_rule, lexicon};
use super::scope::{self, Scope, trimmed};
use super::{deadline, pattern, share};
use crate::clause::{self, Reality};
use rapporteur_record::{Actor, Annotated, Dep, Effect, PartialDate, Span, TokenRange};

/// A rule as one clause reports it.
#[derive(Debug, Clone)]
pub struct Draft {
    pub authorities: Vec<Actor>,
    pub effect: Effect,
    pub target: Option<Actor>,
    pub object: Option<Span>,
    pub scope: Vec<Span>,
    /// The date that the words of the rule set, before any that dates its clause.
    pub on: Option<PartialDate>,
    /// The verb that reports it.
    pub head: usize,
    pub rule: &'static str,
}

/// What is known when a clause is read.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    pub text: &'a Annotated<'a>,
    /// The law that the text is speaking of.
    pub law: Option<&'a Law>,
    /// The law that "the law" would mean.
    pub meant: Option<&'a Law>,
    /// What others say.
    pub said: &'a [Span],
    /// The rule reported last.
    pub last: Option<&'a Draft>,
}

/// The rules that the clause of a verb reports: several where it sets several targets.
pub fn at(scene: Scene, verb: usize) -> Vec<Draft> {
    pattern::ALL
        .iter()
        .find_map(|read| read(scene, verb))
        .map_or_else(Vec::new, |draft| by_target(scene.text, draft))
}

/// One rule for each dated target of what is required.
fn by_target(text: &Annotated, draft: Draft) -> Vec<Draft> {
    let bears = has(&lexicon().imposing.bear, text.lemma(draft.head));
    if draft.rule == "borne" || bears && draft.effect == Effect::Requires {
        return share::each(text, draft);
    }
    let object = match (draft.effect, draft.object) {
        (Effect::Requires, Some(object)) if draft.rule != "imposed" => text.tokens_in(object),
        _ => return vec![draft],
    };
    let part = |t: deadline::Target| Draft {
        object: Some(trimmed(text, t.words)),
        on: t.on.or(draft.on),
        ..draft.clone()
    };
    deadline::targets(text, object).into_iter().map(part).collect()
}

impl Draft {
    pub fn new(head: usize, effect: Effect, scope: Scope, rule: &'static str) -> Self {
        let scope = scope.spans;
        Draft { authorities: Vec::new(), effect, target: None, object: None, scope, on: None, head, rule }
    }

    /// Of a duty only conditions, exceptions and spans of time bound it, and what is to be done ends before them; places
    /// and amounts are a part of what is to be done.
    pub fn with_conditions(mut self, text: &Annotated) -> Self {
        if self.effect == Effect::Requires {
            let bounds = |s: &Span| {
                let first = text.document.at(*s).split_whitespace().next().unwrap_or("").to_lowercase();
                has(&lexicon().scope.conditions, &first)
            };
            self.scope.retain(bounds);
            let first = self.scope.iter().map(|s| text.tokens_in(*s).start).min();
            let cut = |o: Span| {
                let words = text.tokens_in(o);
                let end = first.filter(|&f| words.start < f).map_or(words.end, |f| f.min(words.end));
                trimmed(text, TokenRange::new(words.start, end))
            };
            self.object = self.object.map(cut);
        }
        self
    }
}

/// Whether the clause is said to be so; rules may also be said of the future. What is discussed, asked or considered
/// ("discussing allowing") is not.
pub fn is_reported(text: &Annotated, verb: usize) -> bool {
    let token = &text.tokens[verb];
    let open = token.tag == "VBG" && matches!(token.dep, Dep::Xcomp | Dep::Ccomp);
    let said = match clause::reality(text, verb) {
        Reality::Actual | Reality::Future => true,
        Reality::Modal => is_drafted(text, verb) || is_backshifted(text, verb),
        Reality::Negated | Reality::Unreal => false,
    };
    said && !open
        && !is_taken_back(text, verb)
        && !matches!(token.dep, Dep::Pcomp | Dep::Csubj)
        && !is_asked(text, verb)
}

/// "Ban them!": nobody is said to do it.
pub fn is_imperative(text: &Annotated, verb: usize) -> bool {
    let bare = matches!(text.tokens[verb].tag, "VB" | "VBP")
        && matches!(text.tokens[verb].dep, Dep::Root | Dep::Ccomp);
    bare && clause::subject(text, verb).is_none() && text.child(verb, &[Dep::Aux, Dep::Auxpass]).is_none()
}

/// Under "denied that", "took down a line saying that".
fn is_taken_back(text: &Annotated, verb: usize) -> bool {
    text.ancestors(verb).any(|t| {
        let down = || {
            text.child(t, &[Dep::Prt, Dep::Advmod]).is_some_and(|p| matches!(text.lemma(p), "down" | "back"))
        };
        match text.lemma(t) {
            "deny" | "retract" | "refute" => true,
            "take" | "walk" => down(),
            _ => false,
        }
    })
}

/// The sentence is a question.
pub fn is_asked(text: &Annotated, verb: usize) -> bool {
    let sentence = text.sentence_of(verb).tokens;
    sentence.iter().any(|t| text.word(t) == "?") && text.quotation_of(verb).is_none()
}

/// "The law would force", "pupils would be allowed to": what a rule that is not yet in force would do.
pub fn is_drafted(text: &Annotated, verb: usize) -> bool {
    let would = text.children(verb).iter().any(|&c| text.word(c).eq_ignore_ascii_case("would"));
    let passive = || {
        clause::is_passive(text, verb)
            && lexicon::verbs(text.lemma(verb)).any(|v| v.frames.contains(&Frame::Action))
            && !has(&lexicon().forced, text.lemma(verb))
            && text.child(verb, &[Dep::Advcl]).is_none()
            && text.quotation_of(verb).is_none()
    };
    would && clause::doer(text, verb).map_or_else(passive, |d| is_rule(text.lemma(d)))
}

/// "Oslo said that it would ban them": the "will" of what was said then.
pub fn is_backshifted(text: &Annotated, verb: usize) -> bool {
    let would = || text.children(verb).iter().any(|&c| matches!(text.word(c), "would" | "’d" | "'d"));
    let above = text.head(verb).filter(|_| text.tokens[verb].dep == Dep::Ccomp);
    let said = above.is_some_and(|h| {
        let past = text.tokens[h].tag == "VBD"
            || text.child(h, &[Dep::Aux]).is_some_and(|a| text.lemma(a) == "have");
        past && has(&lexicon().status.announced, text.lemma(h)) && clause::reality(text, h) == Reality::Actual
    });
    said && would() && text.child(verb, &[Dep::Advcl]).is_none()
}

/// "refused to let", "declined to allow".
pub fn is_refused(text: &Annotated, verb: usize) -> bool {
    is_under(text, verb, |h| matches!(text.lemma(h), "refuse" | "decline"))
}

/// "promised to send", "agreed to allow".
pub fn is_promised(text: &Annotated, verb: usize) -> bool {
    is_under(text, verb, |h| has(&lexicon().status.announced, text.lemma(h)))
}

/// "proposed to ban".
pub fn is_proposed(text: &Annotated, verb: usize) -> bool {
    is_under(text, verb, |h| matches!(text.lemma(h), "propose" | "move" | "plan" | "intend"))
}

/// Whether the verb completes a verb of the kind that is said to be so.
fn is_under(text: &Annotated, verb: usize, kind: impl Fn(usize) -> bool) -> bool {
    let head = text.head(verb).filter(|_| text.tokens[verb].dep == Dep::Xcomp);
    head.is_some_and(|h| kind(h) && clause::reality(text, h) == Reality::Actual)
}

/// A permission within bounds is a limit.
pub fn limited(effect: Effect, scope: &Scope) -> Effect {
    if effect == Effect::Permits && scope.limits { Effect::Limits } else { effect }
}

/// Whether the law's owner as known here is still to decide it.
pub fn names_draft(text: &Annotated, verb: usize) -> bool {
    clause::doer(text, verb).is_some_and(|d| law::is_draft(text, d))
}

/// The verb with what follows and belongs to it, without subject and "to".
pub fn predicate(text: &Annotated, verb: usize) -> Span {
    trimmed(text, TokenRange::new(verb, text.subtree(verb).end.max(verb + 1)))
}

/// The noun phrase up to the bounds of the rule ("the missiles" of "the missiles at Crimea only").
pub fn without_bounds(text: &Annotated, noun: usize) -> Span {
    let whole = text.subtree(noun);
    let date = text.children(noun).iter().copied().find(|&c| c > noun && scope::is_date(text, c));
    let date = date.map_or(usize::MAX, |d| text.tokens[d].span.start);
    let bound = scope::of(text, &[noun]).spans.first().map_or(date, |s| s.start.min(date));
    let end = whole.iter().find(|&t| text.tokens[t].span.start >= bound && t > noun).unwrap_or(whole.end);
    trimmed(text, TokenRange::new(whole.start, end.max(noun + 1)))
}

/// Whoever receives: the dative, the object of "to" or "for"; the parser also makes it a part of the thing's name
/// ("gave Oslo leave").
pub fn recipient(text: &Annotated, verb: usize, thing: usize) -> Option<usize> {
    let dative = text.child(verb, &[Dep::Dative]).map(|d| text.child(d, &[Dep::Pobj]).unwrap_or(d));
    let is_name = |&&c: &&usize| {
        c < thing
            && matches!(text.tokens[c].dep, Dep::Compound | Dep::Nmod)
            && text.mentions.iter().any(|m| m.head == c && m.actor.is_some())
    };
    dative
        .or_else(|| clause::prepositional(text, verb, &["to"]))
        .or_else(|| text.children(thing).iter().find(is_name).copied())
        .or_else(|| clause::prepositional(text, thing, &["for", "to"]))
        .or_else(|| clause::prepositional(text, verb, &["for"]))
}
