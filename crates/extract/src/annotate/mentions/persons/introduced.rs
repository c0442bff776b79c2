//! Names that their apposition tells to be a person's, and surnames that are names of places as well.
use super::super::lexicon::{Gender, lexicon};
use rapporteur_record::{Annotated, Dep, Entity, EntityLabel, Pos, TokenRange};
use std::collections::HashSet;

/// The last words of persons' full names ("Valeska Paris"): the same word alone is the person, whatever else it names.
pub fn surnames<'a>(text: &Annotated<'a>, introduced: &[TokenRange]) -> HashSet<&'a str> {
    let person = |e: &&Entity| e.label == EntityLabel::Person;
    let seen = text.entities.iter().filter(person).map(|e| e.tokens);
    let whole = |&t: &TokenRange| t.len() > 1 && t.iter().all(|t| text.tokens[t].pos == Pos::Propn);
    seen.filter(whole).chain(introduced.iter().copied()).map(|t| text.word(t.end - 1)).collect()
}

/// "Valeska Paris, an Australian woman": two or more capitalised words before what only a person is called.
pub fn introduced(text: &Annotated) -> Vec<TokenRange> {
    let lex = lexicon();
    let person = |t: usize| {
        let noun = text.lemma(t).to_lowercase();
        let known = lex.noun_gender(&noun) != Gender::Unknown || lex.offices.nouns.contains(&noun);
        known && text.tokens[t].tag == "NN" && text.child(t, &[Dep::Det]).is_some()
    };
    let capital = |t: usize| {
        text.tokens[t].pos == Pos::Propn && text.word(t).chars().next().is_some_and(char::is_uppercase)
    };
    let beside = |t: usize| {
        let name = text.head(t).filter(|&n| text.tokens[t].dep == Dep::Appos && n < t && capital(n))?;
        let before = (0..name).rev().take_while(|&b| capital(b) && text.tokens[b].head == name);
        Some(TokenRange::new(before.last()?, name + 1))
    };
    (0..text.tokens.len()).filter(|&t| person(t)).filter_map(beside).collect()
}
