//! How far a rule has come: proposed, announced, in force, ended.
use super::draft::{self, Draft};
use super::law::{Law, Stage};
use super::lexicon::{has, lexicon};
use crate::clause::{self, Reality};
use rapporteur_record::{Actor, Annotated, Dep, Effect, PartialDate, Status};

pub fn of(
    text: &Annotated,
    draft: &Draft,
    law: Option<&Law>,
    pending: bool,
    on: Option<PartialDate>,
) -> Status {
    // A rule is the law's where nobody else is named as its author, or where the form itself speaks of a law.
    let of_law = |a: &Actor| {
        a.mention.is_none() || matches!(draft.rule, "under-rule" | "state" | "duty" | "exemption")
    };
    let by_law =
        law.filter(|l| draft.authorities.first().is_some_and(|a| of_law(a) && a.name == l.authority.name));
    let words = &lexicon().status;
    if is_proposed(text, draft) || by_law.is_some_and(|l| l.stage == Stage::Drafted || pending) {
        return Status::Proposed;
    }
    let announced = clause::reality(text, draft.head) == Reality::Future
        || draft::is_backshifted(text, draft.head)
        || above(text, draft.head).any(|t| text.lemma(t) != "say" && has(&words.announced, text.lemma(t)))
        || is_headline_future(text, draft.head)
        || by_law.is_some_and(|l| l.stage == Stage::Adopted)
        || by_law.is_none_or(|l| l.stage != Stage::Standing) && is_future(text, draft, on);
    match () {
        _ if has_ended(text, draft) => Status::Ended,
        _ if announced => Status::Announced,
        _ => Status::InForce,
    }
}

/// The reporting verb and the verbs above it.
fn above<'a>(text: &'a Annotated, head: usize) -> impl Iterator<Item = usize> + 'a {
    std::iter::once(head).chain(text.ancestors(head))
}

fn is_proposed(text: &Annotated, draft: &Draft) -> bool {
    above(text, draft.head).any(|t| has(&lexicon().status.proposed, text.lemma(t)))
        || draft::is_drafted(text, draft.head)
        || draft::names_draft(text, draft.head)
        || would_have_to(text, draft.head) && !draft::is_backshifted(text, draft.head)
}

/// "would have to make good".
fn would_have_to(text: &Annotated, head: usize) -> bool {
    let would = |v: usize| text.children(v).iter().any(|&c| text.word(c).eq_ignore_ascii_case("would"));
    would(head) || text.tokens[head].dep == Dep::Xcomp && text.head(head).is_some_and(would)
}

/// "Oslo to ban diesel".
fn is_headline_future(text: &Annotated, head: usize) -> bool {
    let to = text.children(head).iter().any(|&c| text.tokens[c].tag == "TO" && c < head);
    to && text.tokens[head].dep == Dep::Root
}

/// It starts after the day of publication.
fn is_future(text: &Annotated, draft: &Draft, on: Option<PartialDate>) -> bool {
    let published = text.document.source.published;
    draft.effect != Effect::Supplies && on.zip(published).is_some_and(|(on, today)| on.bounds().0 > today)
}

/// "had limited", "until March".
fn has_ended(text: &Annotated, draft: &Draft) -> bool {
    let past = text.children(draft.head).iter().any(|&c| text.word(c).eq_ignore_ascii_case("had"));
    let done = matches!(draft.effect, Effect::Lifts | Effect::Supplies) || draft.rule == "copied";
    let expired = matches!(text.lemma(draft.head), "expire" | "lapse");
    past && !done || expired
}
