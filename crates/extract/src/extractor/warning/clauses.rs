//! The condition and the consequence in what is said.
use super::{lexicon, trimmed};
use crate::clause;
use rapporteur_record::{Annotated, Dep, Pos, Span, TokenRange};

pub struct Parts {
    pub trigger: Option<Span>,
    pub consequence: Span,
}

/// The parts of a content that a word of warning announces.
pub fn of_warning(text: &Annotated, content: &[Span]) -> Option<Parts> {
    let range = gravest(text, content)?;
    Some(split(text, range, content).unwrap_or(Parts { trigger: None, consequence: trimmed(text, range)? }))
}

/// The parts of a content that is a warning by itself: it names a condition, and what follows from it is bad.
pub fn of_conditional(text: &Annotated, content: &[Span]) -> Option<Parts> {
    let range = gravest(text, content)?;
    let parts = split(text, range, content)?;
    let said = text.document.at(parts.consequence);
    if risked(text, range).is_some() {
        return Some(parts);
    }
    let conditional = parts.trigger.is_some() || text.document.at(*content.first()?).contains("otherwise");
    let ordered = || by_order(text, range).is_some();
    (conditional && (lexicon::is_bad(said) || refuses(text, parts.trigger, parts.consequence) || ordered()))
        .then_some(parts)
}

/// "Should it fail, he would not sign", "If there is no deterrent, more boats will come": what follows where something is
/// not done, or goes on.
fn refuses(text: &Annotated, trigger: Option<Span>, consequence: Span) -> bool {
    let Some(trigger) = trigger else { return false };
    let first = text.word(text.tokens_in(trigger).start).to_lowercase();
    let lacks = text.tokens_in(trigger).iter().any(|t| lexicon::is_lacking(&text.lemma(t).to_lowercase()));
    let announces = text.tokens_in(consequence).iter().any(|t| is_future(text, t));
    // "Should lorries stand there, the bridge will be shut"
    let formal = first == "should";
    announces
        && (lexicon::is_without(&first) || lacks || formal)
        && !lexicon::is_good(text.document.at(consequence))
}

fn is_future(text: &Annotated, token: usize) -> bool {
    matches!(
        text.word(token).to_lowercase().as_str(),
        "will" | "would" | "wo" | "shall" | "can" | "could" | "may" | "might" | "’ll" | "'ll" | "’d"
    )
}

/// Whether the content speaks of what will or would be.
pub fn is_to_come(text: &Annotated, content: &[Span]) -> bool {
    content.iter().any(|&c| text.tokens_in(c).iter().any(|t| is_future(text, t)))
}

/// The span of a discontinuous content that speaks of the bad; else the last.
fn gravest(text: &Annotated, content: &[Span]) -> Option<TokenRange> {
    let bad = content.iter().rev().find(|&&span| lexicon::is_bad(text.document.at(span)));
    bad.or(content.last()).map(|&span| text.tokens_in(span))
}

/// Trigger and consequence, where the words name both.
fn split(text: &Annotated, range: TokenRange, content: &[Span]) -> Option<Parts> {
    by_condition(text, range)
        .or_else(|| by_order(text, range))
        .or_else(|| by_lack(text, range))
        .or_else(|| by_alternative(text, range))
        .or_else(|| Some(Parts { trigger: None, consequence: risked(text, range)? }))
        .or_else(|| by_cause(text, range, content))
}

/// "X would follow if Y", "if Y, X would follow"; the if-clause may stand outside what is quoted.
fn by_condition(text: &Annotated, range: TokenRange) -> Option<Parts> {
    let sentence = text.sentence_of(range.start).tokens;
    let marks = sentence.iter().filter(|&t| lexicon::is_condition(&text.word(t).to_lowercase()));
    let condition = marks.filter_map(|m| clause_of(text, m)).find(|&(verb, clause)| {
        let governs = text.ancestors(verb).any(|a| range.contains(a));
        governs && !clause.covers(range)
    });
    let (_, clause) = condition?;
    let trigger = trimmed(text, clause)?;
    let consequence = match (range.start < clause.start, clause.end < range.end) {
        // "that, if it rains, the roof will leak"
        (true, true) if is_bare(text, range.start, clause.start) => TokenRange::new(clause.end, range.end),
        (true, true) if clause.end - clause.start < range.len() => TokenRange::new(range.start, clause.start),
        (true, _) => TokenRange::new(range.start, clause.start.min(range.end)),
        (false, true) => TokenRange::new(clause.end.max(range.start), range.end),
        (false, false) => return None,
    };
    Some(Parts { trigger: Some(trigger), consequence: trimmed(text, consequence)? })
}

/// Whether nothing stands there but "that" and commas.
fn is_bare(text: &Annotated, from: usize, to: usize) -> bool {
    (from..to).all(|t| text.tokens[t].pos == Pos::Punct || matches!(text.lemma(t), "that" | "and" | "but"))
}

/// "Ban them and they will hide", "Go any further and they will leave": an order that nobody is to follow.
fn by_order(text: &Annotated, range: TokenRange) -> Option<Parts> {
    let first = range.iter().find(|&t| text.tokens[t].pos != Pos::Punct)?;
    let bare = matches!(text.tokens[first].tag, "VB" | "VBP") && clause::own_subject(text, first).is_none();
    let and = (first + 1..range.end).find(|&t| text.lemma(t) == "and").filter(|_| bare)?;
    // "Stop it now, and talk": the second clause has a subject and tells what will be.
    let second = (and + 1..range.end).find(|&t| is_future(text, t))?;
    let verb = text.head(second)?;
    let subject = clause::own_subject(text, verb).filter(|&s| s > and && s < second)?;
    let speaks =
        matches!(text.lemma(subject), "I" | "we" | "you") || text.word(subject).eq_ignore_ascii_case("we");
    let trigger = trimmed(text, TokenRange::new(first, and)).filter(|_| !speaks)?;
    let consequence = trimmed(text, TokenRange::new(and + 1, range.end))?;
    let good = lexicon::is_good(text.document.at(consequence));
    (!good).then_some(Parts { trigger: Some(trigger), consequence })
}

/// "Without the boat, nurses will pay twice"; the lack may stand outside what is said.
fn by_lack(text: &Annotated, range: TokenRange) -> Option<Parts> {
    let sentence = text.sentence_of(range.start).tokens;
    let is_lack = |&t: &usize| {
        let leads = t <= range.start + 2 || t == sentence.start;
        leads
            && matches!(text.word(t).to_lowercase().as_str(), "without" | "absent")
            && text.head(t) != Some(t)
    };
    let lack = text.subtree(sentence.iter().find(is_lack)?);
    let rest = TokenRange::new(lack.end.max(range.start), range.end);
    (rest.start < rest.end)
        .then(|| Some(Parts { trigger: trimmed(text, lack), consequence: trimmed(text, rest)? }))?
}

/// "Pay, otherwise the fleet will collapse": the trigger is not said as such.
fn by_alternative(text: &Annotated, range: TokenRange) -> Option<Parts> {
    let other =
        range.iter().find(|&t| text.word(t).eq_ignore_ascii_case("otherwise") && t + 1 < range.end)?;
    let consequence = trimmed(text, TokenRange::new(other + 1, range.end))?;
    Some(Parts { trigger: None, consequence })
}

/// "There is a risk that the harbour floods": what is risked.
fn risked(text: &Annotated, range: TokenRange) -> Option<Span> {
    let risk = range.iter().find(|&t| {
        let there =
            || text.head(t).is_some_and(|h| text.child(h, &[Dep::Expl]).is_some() || text.lemma(h) == "see");
        matches!(text.lemma(t), "risk" | "danger" | "fear")
            && text.tokens[t].pos == Pos::Noun
            && there()
            && !clause::has_no(text, t)
    })?;
    let that = text.child(risk, &[Dep::Acl, Dep::Ccomp]).map(|v| text.subtree(v));
    let of = || clause::prepositional(text, risk, &["of"]).map(|n| text.subtree(n));
    trimmed(text, that.or_else(of)?)
}

/// The clause that a conjunction marks, with its verb.
fn clause_of(text: &Annotated, mark: usize) -> Option<(usize, TokenRange)> {
    let inverted = text.tokens[mark].dep == Dep::Aux && text.sentence_of(mark).tokens.start == mark;
    let marks = matches!(text.tokens[mark].dep, Dep::Mark | Dep::Advmod) || inverted;
    let verb = text.head(mark).filter(|&v| marks && text.tokens[v].dep == Dep::Advcl)?;
    Some((verb, text.subtree(verb)))
}

/// "waiting would mean ruin": a cause as subject, a verb of causing, and a consequence that is bad.
fn by_cause(text: &Annotated, range: TokenRange, content: &[Span]) -> Option<Parts> {
    let inside = |t: usize| content.iter().any(|c| c.contains(text.tokens[t].span));
    let causes = |t: usize| {
        let told = matches!(text.tokens[t].tag, "VBD" | "VBN") && text.lemma(t) != "risk";
        let named = lexicon::is_cause(text.lemma(t)) && text.tokens[t].pos == Pos::Verb;
        (named || is_forecast(text, t))
            && !told
            && !is_wished(text, t)
            && !clause::is_passive(text, t)
            && !clause::is_negated(text, t)
    };
    let (verb, subject) = text.sentence_of(range.start).tokens.iter().find_map(|t| {
        let subject = Some(t).filter(|&t| inside(t) && causes(t));
        let subject = text.child(subject?, &[Dep::Csubj, Dep::Nsubj]).filter(|&s| is_cause(text, s))?;
        Some((t, subject))
    })?;
    let start =
        text.children(verb).iter().copied().filter(|&c| text.tokens[c].dep == Dep::Aux).min().unwrap_or(verb);
    let consequence =
        TokenRange::new(start.min(verb), text.subtree(verb).end.min(last_inside(text, range, content)));
    let bad = lexicon::is_bad(text.text(consequence));
    let trigger = trimmed(text, text.subtree(subject))?;
    bad.then(|| trimmed(text, consequence))
        .flatten()
        .map(|consequence| Parts { trigger: Some(trigger), consequence })
}

/// "would be a catastrophe"
fn is_forecast(text: &Annotated, verb: usize) -> bool {
    let modal = |&c: &usize| text.tokens[c].tag == "MD" && text.tokens[c].dep == Dep::Aux;
    text.lemma(verb) == "be"
        && text.tokens[verb].pos == Pos::Aux
        && text.children(verb).iter().any(modal)
        && text.child(verb, &[Dep::Attr, Dep::Acomp]).is_some_and(|a| lexicon::is_bad(text.word(a)))
}

/// "demanded that the review leave it": a bare verb tells what shall be.
fn is_wished(text: &Annotated, verb: usize) -> bool {
    text.tokens[verb].tag == "VB" && text.child(verb, &[Dep::Aux]).is_none()
}

/// A deed or an event, not a person or a pronoun.
fn is_cause(text: &Annotated, subject: usize) -> bool {
    let token = &text.tokens[subject];
    token.dep == Dep::Csubj || matches!(token.pos, Pos::Noun | Pos::Verb)
}

fn last_inside(text: &Annotated, range: TokenRange, content: &[Span]) -> usize {
    content.iter().map(|&c| text.tokens_in(c).end).max().unwrap_or(range.end)
}
