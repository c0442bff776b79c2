//! Parties called by their members: "the Greens", "the Social Democrats", "the Swedish Moderates".
use super::lexicon::lexicon;
use super::scene::Scene;
use rapporteur_record::{ActorKind, EntityLabel, MentionKind, Pos, TokenRange};

/// Claims capitalised plurals after "the" that name a party.
pub fn find(scene: &mut Scene) {
    for token in 1..scene.text.tokens.len() {
        if let Some(tokens) = party(scene, token) {
            let words = scene.text.text(tokens).split_whitespace().collect::<Vec<_>>().join(" ");
            let id = scene.named(&words, ActorKind::Body);
            scene.claim(tokens, MentionKind::Name, Some(id), "party");
        }
    }
}

fn party(scene: &Scene, head: usize) -> Option<TokenRange> {
    let plural = scene.text.tokens[head].tag == "NNPS" || scene.lower(head).ends_with('s');
    if !plural || !scene.is_capital(head) || scene.owner(head).is_some() {
        return None;
    }
    let mut start = head;
    while start > 0 && belongs(scene, start - 1, head) {
        start -= 1;
    }
    let mut article = start;
    while article > 0 && scene.owner(article - 1).is_some() && !scene.is_heading(article - 1) {
        article -= 1;
    }
    let the = article.checked_sub(1).is_some_and(|t| scene.lower(t) == "the");
    let tokens = TokenRange::new(start, head + 1);
    (the && is_leaning(scene, head) && !is_place(scene, head)).then_some(tokens)
}

/// A capitalised word before the head that is no name of its own: "Social" in "Social Democrats".
fn belongs(scene: &Scene, token: usize, head: usize) -> bool {
    let word = &scene.text.tokens[token];
    scene.is_capital(token)
        && matches!(word.pos, Pos::Propn | Pos::Adj)
        && word.sentence == scene.text.tokens[head].sentence
        && scene.owner(token).is_none()
}

/// "Greens", "Liberals": the singular is what a member is called.
fn is_leaning(scene: &Scene, head: usize) -> bool {
    let word = scene.lower(head);
    word.strip_suffix("ies")
        .map(|stem| format!("{stem}y"))
        .or_else(|| word.strip_suffix('s').map(str::to_owned))
        .is_some_and(|singular| lexicon().parties.contains(&singular))
}

/// The model's place ("the Greens Ferry") is none.
fn is_place(scene: &Scene, head: usize) -> bool {
    let next = scene.text.entities.partition_point(|e| e.tokens.end <= head);
    let entity = scene.text.entities.get(next).filter(|e| e.tokens.contains(head));
    let longer = scene.text.tokens.get(head + 1).is_some_and(|t| t.pos == Pos::Propn && t.head != head)
        && scene.text.tokens[head].head == head + 1;
    longer
        || entity.is_some_and(|e| matches!(e.label, EntityLabel::Gpe | EntityLabel::Loc | EntityLabel::Fac))
}
