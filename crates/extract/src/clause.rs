//! Reading a clause off the parse: who does what to whom, and whether it is said to be so.
use rapporteur_record::{Annotated, Dep, Pos};

/// How a clause is put forward.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reality {
    /// Said to be so.
    Actual,
    Negated,
    /// "may", "could", "should", "must", "would".
    Modal,
    /// "will", "is to", "plans to".
    Future,
    /// In an if-clause, or wanted, asked for or planned by another verb.
    Unreal,
}

/// The subject of a verb: its own, a passive one, or one shared through coordination ("met and adopted") or with the
/// verb above an infinitive or participle ("voted to lift", "arguing that").
pub fn subject(text: &Annotated, verb: usize) -> Option<usize> {
    own_subject(text, verb).or_else(|| {
        let head = text.head(verb)?;
        match text.tokens[verb].dep {
            Dep::Conj => subject(text, head),
            // "gave its blessing, having put the matter off"
            Dep::Advcl if text.tokens[verb].tag != "VB" && has_participle(text, verb) => subject(text, head),
            Dep::Xcomp | Dep::Advcl if lacks_clause_mark(text, verb) => controller(text, head),
            Dep::Relcl | Dep::Acl if text.tokens[head].pos != Pos::Verb => {
                first_to(text, verb).map_or(Some(head), |copula| subject(text, copula))
            }
            _ => None,
        }
    })
}

/// "having put", "saying".
fn has_participle(text: &Annotated, verb: usize) -> bool {
    let having = |&c: &usize| text.tokens[c].dep == Dep::Aux && text.tokens[c].tag == "VBG";
    text.tokens[verb].tag == "VBG" || text.children(verb).iter().any(having)
}

/// "became the first country to ban it": the copula above an infinitive that says what was done first.
fn first_to(text: &Annotated, verb: usize) -> Option<usize> {
    let noun =
        text.head(verb).filter(|&n| text.tokens[n].dep == Dep::Attr && text.tokens[verb].tag == "VB")?;
    let ordinal =
        |&c: &usize| matches!(text.lemma(c), "first" | "second" | "third" | "last" | "latest" | "only");
    let named = text.children(noun).iter().any(ordinal) || ordinal(&noun);
    text.head(noun).filter(|&h| named && matches!(text.lemma(h), "be" | "become"))
}

/// The subject that the verb itself has; a relative pronoun stands for the noun that its clause modifies.
pub fn own_subject(text: &Annotated, verb: usize) -> Option<usize> {
    Some(antecedent(text, verb, nearest_subject(text, verb)?))
}

/// Of several the one right before the verb: the parser takes the place of a dateline for a subject, too.
pub fn nearest_subject(text: &Annotated, verb: usize) -> Option<usize> {
    let is_subject = |&&c: &&usize| matches!(text.tokens[c].dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Csubj);
    // "The council one more time put it off": a time is no subject where there is another.
    let is_time =
        |c: usize| text.lemma(c) == "time" || text.times.iter().any(|t| t.span.contains(text.tokens[c].span));
    let many = text.children(verb).iter().filter(is_subject).nth(1).is_some();
    let subjects = || text.children(verb).iter().filter(is_subject).filter(|&&c| !(many && is_time(c)));
    // "The council has this evening begun": the parser hangs the council on "has".
    let of_auxiliary = || {
        let aux = text.child(verb, &[Dep::Aux])?;
        text.child(aux, &[Dep::Nsubj, Dep::Nsubjpass])
    };
    of_auxiliary().or_else(|| subjects().rfind(|&&c| c < verb).or_else(|| subjects().next()).copied())
}

/// For "who", "which", "that" in a relative clause the noun outside, else the token itself.
fn antecedent(text: &Annotated, verb: usize, token: usize) -> usize {
    let relative = matches!(text.tokens[token].tag, "WP" | "WDT");
    match (relative, text.tokens[verb].dep, text.head(verb)) {
        (true, Dep::Relcl, Some(noun)) => noun,
        _ => token,
    }
}

/// The object of the verb above controls an infinitive ("asked Kyiv to stop"), else its subject does.
fn controller(text: &Annotated, verb: usize) -> Option<usize> {
    text.child(verb, &[Dep::Dobj, Dep::Dative])
        .filter(|&o| text.tokens[o].pos != Pos::Verb)
        .or_else(|| subject(text, verb))
}

fn lacks_clause_mark(text: &Annotated, verb: usize) -> bool {
    text.child(verb, &[Dep::Mark]).is_none()
}

pub fn is_passive(text: &Annotated, verb: usize) -> bool {
    text.child(verb, &[Dep::Nsubjpass, Dep::Auxpass, Dep::Agent]).is_some()
        || (text.tokens[verb].tag == "VBN" && text.tokens[verb].dep == Dep::Acl)
}

/// Who does it: the agent of a passive, else the subject.
pub fn doer(text: &Annotated, verb: usize) -> Option<usize> {
    match is_passive(text, verb) {
        true => agent(text, verb),
        false => subject(text, verb),
    }
}

/// The noun after "by" of a passive.
pub fn agent(text: &Annotated, verb: usize) -> Option<usize> {
    let by = text.child(verb, &[Dep::Agent])?;
    text.child(by, &[Dep::Pobj, Dep::Pcomp])
}

/// What it is done to: the subject of a passive, the noun that a participle modifies, else the direct object; for a
/// relative pronoun the noun outside.
pub fn patient(text: &Annotated, verb: usize) -> Option<usize> {
    match (is_passive(text, verb), text.tokens[verb].dep) {
        (true, Dep::Acl) => text.head(verb),
        (true, _) => subject(text, verb),
        (false, _) => text.child(verb, &[Dep::Dobj]).map(|o| antecedent(text, verb, o)),
    }
}

/// The object of the preposition, one of `words`, that belongs to the token.
pub fn prepositional(text: &Annotated, token: usize, words: &[&str]) -> Option<usize> {
    let preposition = |&&c: &&usize| {
        matches!(text.tokens[c].dep, Dep::Prep | Dep::Dative | Dep::Agent) && words.contains(&text.lemma(c))
    };
    let prep = *text.children(token).iter().find(preposition)?;
    text.child(prep, &[Dep::Pobj, Dep::Pcomp])
}

/// The token and what is coordinated with it ("Berlin, Paris and Rome"), in text order.
pub fn conjuncts(text: &Annotated, token: usize) -> Vec<usize> {
    let mut all = vec![token];
    let mut at = token;
    while let Some(next) = text.child(at, &[Dep::Conj]) {
        if next <= at {
            break;
        }
        all.push(next);
        at = next;
    }
    all
}

/// Whether the clause of the verb is said to be so.
pub fn reality(text: &Annotated, verb: usize) -> Reality {
    if is_negated(text, verb) {
        return Reality::Negated;
    }
    let auxiliaries = || {
        text.children(verb).iter().copied().filter(|&c| matches!(text.tokens[c].dep, Dep::Aux | Dep::Auxpass))
    };
    let has = |words: &[&str]| auxiliaries().any(|a| words.contains(&text.word(a).to_lowercase().as_str()));
    if has(&["will", "’ll", "'ll", "shall", "wo", "gonna"]) {
        return Reality::Future;
    }
    if auxiliaries().any(|a| text.tokens[a].tag == "MD") {
        return Reality::Modal;
    }
    if let Some(copula) = first_to(text, verb) {
        return reality(text, copula);
    }
    if is_conditional(text, verb) || (has(&["to"]) && text.tokens[verb].dep != Dep::Root) {
        return Reality::Unreal;
    }
    match (text.tokens[verb].dep, text.head(verb)) {
        (Dep::Conj, Some(head)) if own_subject(text, verb).is_none() && auxiliaries().next().is_none() => {
            match reality(text, head) {
                Reality::Negated => Reality::Actual,
                other => other,
            }
        }
        _ => Reality::Actual,
    }
}

/// "not", "never", "no longer", or a subject with "no" or "neither".
pub fn is_negated(text: &Annotated, verb: usize) -> bool {
    let denies = |&c: &usize| {
        let no_longer = || c > 0 && text.word(c - 1).eq_ignore_ascii_case("no");
        match text.word(c).to_lowercase().as_str() {
            _ if text.tokens[c].dep == Dep::Neg => true,
            "never" => text.tokens[c].dep == Dep::Advmod,
            "longer" | "more" => no_longer(),
            _ => false,
        }
    };
    let subject_denies = text
        .child(verb, &[Dep::Nsubj, Dep::Nsubjpass])
        .is_some_and(|s| matches!(text.lemma(s), "nobody" | "neither" | "none") || has_no(text, s));
    text.children(verb).iter().any(denies) || subject_denies
}

/// Whether the noun has the determiner "no" or "neither".
pub fn has_no(text: &Annotated, noun: usize) -> bool {
    text.children(noun).iter().any(|&c| {
        matches!(text.tokens[c].dep, Dep::Det | Dep::Neg | Dep::Preconj)
            && matches!(text.word(c).to_lowercase().as_str(), "no" | "neither")
    })
}

/// Whether the clause stands under "if", "unless", "whether", "should" or "provided".
pub fn is_conditional(text: &Annotated, verb: usize) -> bool {
    text.children(verb).iter().any(|&c| {
        matches!(text.tokens[c].dep, Dep::Mark | Dep::Advmod)
            && matches!(text.word(c).to_lowercase().as_str(), "if" | "unless" | "whether")
    })
}
