//! "The resolution says", "the statement added": a document speaks for whoever issued it.
use super::descriptions::Description;
use super::gazetteer;
use super::knowledge::knowledge;
use super::lexicon::lexicon;
use super::offices::{self, Article};
use super::salience::Salience;
use super::scene::Scene;
use crate::clause;
use rapporteur_record::{ActorKind, Dep};

/// Who issued the document: said in the phrase ("the Italian paper"), by its clause ("adopted a resolution"), else by
/// the last document of which that was said.
pub fn resolve(scene: &mut Scene, salience: &Salience, d: &Description) -> Option<usize> {
    let own = owner_in_phrase(scene, d).or_else(|| of_clause(scene, d.head));
    if let Some(issuer) = own {
        scene.issued.push((d.noun.clone(), issuer));
    }
    let definite = d.phrase.article == Some(Article::Definite) && !d.plural;
    if !definite {
        return None;
    }
    own.or_else(|| {
        let same = scene.issued.iter().rev().find(|(noun, _)| *noun == d.noun);
        same.or(scene.issued.last()).map(|(_, issuer)| *issuer)
    })
    .filter(|&r| salience.latest().any(|s| s == r) || own.is_some())
}

fn owner_in_phrase(scene: &mut Scene, d: &Description) -> Option<usize> {
    let in_phrase = d.tokens.iter().filter(|&t| t != d.head);
    let named = in_phrase.filter_map(|t| scene.owner(t)?.referent).next();
    named.or_else(|| {
        let known = knowledge().by_name(d.phrase.office.of.as_deref()?)?;
        Some(gazetteer::of(scene, known))
    })
}

/// The doer of the verb of issuing that has the document for its object, or who said something in it.
fn of_clause(scene: &Scene, noun: usize) -> Option<usize> {
    let text = scene.text;
    if let Some(verb) = text.child(noun, &[Dep::Acl])
        && let Some(agent) = clause::agent(text, verb)
    {
        return scene.referent_at(agent);
    }
    let token = &text.tokens[noun];
    let above = text.head(noun)?;
    let verb = match token.dep {
        Dep::Dobj | Dep::Nsubjpass => above,
        Dep::Pobj if matches!(scene.lower(above), "in" | "with" | "by") => text.head(above)?,
        Dep::Pobj if is_vote(scene, above) => text.head(above)?,
        _ => return None,
    };
    let lemma = text.lemma(verb).to_lowercase();
    let done = text.tokens[verb].tag != "VB";
    if !done || !lexicon().documents.issue.contains(&lemma) {
        return None;
    }
    let doer = clause::doer(text, verb)?;
    scene.referent_at(doer).filter(|&r| {
        let kind = scene.referents[r].kind;
        kind != ActorKind::Unknown && offices::singular(scene, doer) != "document"
    })
}

/// "voted for a resolution"
fn is_vote(scene: &Scene, prep: usize) -> bool {
    scene.text.head(prep).is_some_and(|v| scene.text.lemma(v) == "vote")
}
