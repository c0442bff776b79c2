//! Candidates whose cue is a noun ("his warning that") or an adjective ("is confident that").
use super::candidate::{Candidate, Frame, Shape, verb_group};
use super::ranges;
use super::source::{self, How, Source};
use rapporteur_record::{Annotated, Dep, EntityLabel, Pos, TokenRange};

/// Adds the readings of the noun or adjective at `token`.
pub fn candidates(a: &Annotated, token: usize, found: &mut Vec<Candidate>) {
    match a.tokens[token].pos {
        Pos::Noun => noun(a, token, found),
        Pos::Adj | Pos::Verb => adjective(a, token, found),
        _ => {}
    }
}

fn noun(a: &Annotated, noun: usize, found: &mut Vec<Candidate>) {
    let sources = sources(a, noun);
    copular_noun(a, noun, &sources, found);
    for &child in a.children(noun).iter().filter(|&&c| c > noun) {
        let (frame, content, extra) = match a.tokens[child].dep {
            Dep::Ccomp | Dep::Acl
                if a.tokens[child].tag != "VBG" && a.tokens[child].tag != "VBN"
                    || a.tokens[child].dep == Dep::Ccomp =>
            {
                (Frame::NounClause, child, None)
            }
            Dep::Prep => match a.child(child, &[Dep::Pobj, Dep::Pcomp]) {
                Some(inner) => (Frame::NounPhrase, inner, Some(child)),
                None => continue,
            },
            _ => continue,
        };
        let mut cue = noun_group(a, noun);
        cue.extend(extra.map(|t| TokenRange::new(t, t + 1)));
        for &source in &sources {
            push(a, found, frame, noun, cue.clone(), source, content);
        }
    }
}

/// "Her fear is that …", "the goal is to …".
fn copular_noun(a: &Annotated, noun: usize, sources: &[Option<Source>], found: &mut Vec<Candidate>) {
    let copula = a.head(noun).filter(|&v| a.tokens[noun].dep == Dep::Nsubj && a.lemma(v) == "be");
    let Some(copula) = copula else { return };
    for &child in a.children(copula).iter().filter(|&&c| c > copula) {
        if matches!(a.tokens[child].dep, Dep::Ccomp | Dep::Xcomp | Dep::Attr) {
            let mut cue = noun_group(a, noun);
            cue.extend(verb_group(a, copula));
            for &source in sources {
                push(a, found, Frame::NounClause, noun, cue.clone(), source, child);
            }
        }
    }
}

/// The noun with its article and adjectives: "a stern warning".
pub fn noun_group(a: &Annotated, noun: usize) -> Vec<TokenRange> {
    let own = |&t: &usize| {
        a.head(t) == Some(noun)
            && matches!(a.tokens[t].dep, Dep::Amod | Dep::Det)
            && a.subtree(t).len() == 1
            && !is_actor(a, t)
    };
    let start = (0..noun).rev().take_while(own).last().unwrap_or(noun);
    vec![TokenRange::new(start, noun + 1)]
}

fn push(
    a: &Annotated,
    found: &mut Vec<Candidate>,
    frame: Frame,
    head: usize,
    cue: Vec<TokenRange>,
    source: Option<Source>,
    content_head: usize,
) {
    let whole = a.subtree(content_head);
    if source.is_some_and(|s| s.range.overlaps(whole) && s.how != How::Subject) {
        return;
    }
    let holes: Vec<TokenRange> = cue.iter().copied().chain(source.map(|s| s.range)).collect();
    let content = ranges::trimmed(a, ranges::without(whole, &holes));
    if !content.is_empty() {
        let cue = ranges::merged(cue);
        found.push(Candidate {
            frame,
            head,
            cue,
            source,
            content,
            content_head: Some(content_head),
            shape: Shape::Whole,
        });
    }
}

/// Whose noun it is: a possessor, "of X", a demonym, the subject of the verb above, or nobody.
fn sources(a: &Annotated, noun: usize) -> Vec<Option<Source>> {
    let possessor = a.child(noun, &[Dep::Poss]).map(|p| {
        let mut s = source::phrase(a, p, How::Possessive, noun);
        if a.tokens[s.range.end - 1].pos == Pos::Part && s.range.len() > 1 {
            s.range.end -= 1;
            s.speaker = s.range;
        }
        s
    });
    if possessor.is_some() {
        return vec![possessor];
    }
    let of =
        preposition(a, noun, &["of", "from", "by", "among"]).map(|h| source::phrase(a, h, How::Of, noun));
    let modifier = a
        .children(noun)
        .iter()
        .copied()
        .find(|&c| c < noun && is_actor(a, c))
        .map(|c| source::phrase(a, c, How::Modifier, noun));
    let governor =
        governor(a, noun).and_then(|v| source::of_verb(a, v)).map(|s| Source { how: How::Governor, ..s });
    [of, modifier, governor].into_iter().flatten().map(Some).chain([None]).collect()
}

fn preposition(a: &Annotated, noun: usize, words: &[&str]) -> Option<usize> {
    let prep = a
        .children(noun)
        .iter()
        .copied()
        .find(|&c| a.tokens[c].dep == Dep::Prep && words.contains(&a.word(c)))?;
    a.child(prep, &[Dep::Pobj])
}

fn is_actor(a: &Annotated, token: usize) -> bool {
    let named = |l: EntityLabel| {
        matches!(l, EntityLabel::Norp | EntityLabel::Gpe | EntityLabel::Org | EntityLabel::Person)
    };
    matches!(a.tokens[token].dep, Dep::Amod | Dep::Compound | Dep::Nmod)
        && a.entity_of(token).is_some_and(|e| named(e.label))
}

/// The verb of "issued a warning", "is under pressure from"; not one that the noun is the subject of.
fn governor(a: &Annotated, noun: usize) -> Option<usize> {
    let mut at = noun;
    for _ in 0..3 {
        let above = a.head(at)?;
        match (a.tokens[at].dep, a.tokens[above].pos) {
            (Dep::Dobj | Dep::Attr | Dep::Prep, Pos::Verb | Pos::Aux) => return Some(above),
            (Dep::Pobj | Dep::Conj, _) => at = above,
            _ => return None,
        }
    }
    None
}

fn adjective(a: &Annotated, adjective: usize, found: &mut Vec<Candidate>) {
    let predicative = a.tokens[adjective].pos == Pos::Adj
        && matches!(
            a.tokens[adjective].dep,
            Dep::Acomp | Dep::Conj | Dep::Attr | Dep::Oprd | Dep::Amod | Dep::Advcl
        );
    if !predicative {
        return;
    }
    let copula = a
        .head(adjective)
        .filter(|&h| matches!(a.tokens[h].pos, Pos::Aux | Pos::Verb) && a.tokens[adjective].dep != Dep::Amod);
    let source = match copula {
        Some(verb) => source::of_verb(a, verb)
            .or_else(|| a.child(verb, &[Dep::Nsubj]).map(|s| source::phrase(a, s, How::Subject, verb))),
        None => a
            .head(adjective)
            .filter(|&h| h < adjective && a.tokens[adjective].dep == Dep::Amod)
            .map(|h| source::phrase(a, h, How::Control, adjective)),
    };
    let mut cue =
        copula.filter(|&v| v < adjective && adjective - v <= 5).map_or(vec![], |v| verb_group(a, v));
    cue.push(TokenRange::new(adjective, adjective + 1));
    for &child in a.children(adjective).iter().filter(|&&c| c > adjective) {
        let (content, extra) = match a.tokens[child].dep {
            Dep::Ccomp | Dep::Xcomp => (child, None),
            Dep::Prep => match a.child(child, &[Dep::Pobj, Dep::Pcomp]) {
                Some(inner) => (inner, Some(child)),
                None => continue,
            },
            _ => continue,
        };
        let mut cue = cue.clone();
        cue.extend(extra.map(|t| TokenRange::new(t, t + 1)));
        push(a, found, Frame::Adjective, adjective, cue.clone(), source, content);
        if let Some(s) = source.filter(|_| a.tokens[child].dep == Dep::Xcomp) {
            let whole = ranges::trimmed(a, vec![s.range, a.subtree(content)]);
            found.push(Candidate {
                frame: Frame::Raised,
                head: adjective,
                cue: ranges::merged(cue),
                source: None,
                content: whole,
                content_head: Some(content),
                shape: Shape::Whole,
            });
        }
    }
    copular_clause(a, adjective, copula, &cue, source, found);
}

/// "He is glad the deal is off": the clause may hang on the copula.
fn copular_clause(
    a: &Annotated,
    adjective: usize,
    copula: Option<usize>,
    cue: &[TokenRange],
    source: Option<Source>,
    found: &mut Vec<Candidate>,
) {
    let Some(verb) = copula else { return };
    for &child in a.children(verb).iter().filter(|&&c| c > adjective) {
        if matches!(a.tokens[child].dep, Dep::Ccomp | Dep::Xcomp) {
            push(a, found, Frame::Adjective, adjective, cue.to_vec(), source, child);
        }
    }
    let sentence = a.sentence_of(adjective).tokens;
    if let Some(colon) = (adjective + 1..sentence.end.min(adjective + 4)).find(|&t| a.word(t) == ":") {
        let content = ranges::trimmed(a, vec![TokenRange::new(colon + 1, sentence.end)]);
        if !content.is_empty() {
            found.push(Candidate {
                frame: Frame::Colon,
                head: adjective,
                cue: ranges::merged(cue.to_vec()),
                source,
                content,
                content_head: None,
                shape: Shape::Whole,
            });
        }
    }
}
