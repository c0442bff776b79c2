//! Clauses of the parse: whose they are, what they are about.
use crate::link::actors;
use rapporteur_record::{Actor, ActorKind, Annotated, Dep, MentionKind, Pos, TokenRange};

const SUBJECT: &[Dep] = &[Dep::Nsubj, Dep::Nsubjpass];

/// The verb that carries the clause of `token`: an auxiliary's own verb, else itself.
pub fn verb(text: &Annotated, token: usize) -> usize {
    match text.tokens[token].dep {
        Dep::Aux | Dep::Auxpass => text.tokens[token].head,
        _ => token,
    }
}

pub fn is_passive(text: &Annotated, verb: usize) -> bool {
    text.child(verb, &[Dep::Nsubjpass, Dep::Auxpass]).is_some()
        || (text.tokens[verb].dep == Dep::Acl && text.tokens[verb].tag == "VBN")
}

/// Head of the phrase that the verb's subject is, taken from the verb above where it has none of its own.
pub fn subject(text: &Annotated, verb: usize) -> Option<usize> {
    if text.child(verb, SUBJECT).is_none()
        && let Some(listed) = after_source(text, verb)
    {
        return Some(listed);
    }
    let mut at = verb;
    let semicolon = |from: usize, to: usize| (from.min(to)..from.max(to)).any(|t| text.word(t) == ";");
    for _ in 0..6 {
        if let Some(subject) =
            crate::clause::nearest_subject(text, at).filter(|&s| text.tokens[s].dep != Dep::Csubj)
        {
            return Some(antecedent(text, subject, at));
        }
        let token = &text.tokens[at];
        match token.dep {
            Dep::Conj if semicolon(at, token.head) => return before(text, at),
            Dep::Conj | Dep::Xcomp | Dep::Advcl | Dep::Aux | Dep::Auxpass | Dep::Ccomp => at = token.head,
            Dep::Acl | Dep::Relcl => return Some(counted_among(text, token.head).unwrap_or(token.head)),
            Dep::Pcomp => {
                let above = text.tokens[token.head].head;
                // "accused Iran of blocking it"
                match text.child(above, &[Dep::Dobj]).filter(|&o| o < at && text.mention_at(o).is_some()) {
                    Some(object) => return Some(object),
                    None => at = above,
                }
            }
            _ => return None,
        }
        if at == token.head && text.tokens[at].head == at && text.child(at, SUBJECT).is_none() {
            return None;
        }
    }
    None
}

/// "According to Ann Lee, Malta, Cyprus and Poland have …" is parsed as one list; its first member is the source.
fn after_source(text: &Annotated, verb: usize) -> Option<usize> {
    let source = |&c: &usize| c < verb && text.word(c).eq_ignore_ascii_case("according");
    let cue = text.children(verb).iter().copied().find(source)?;
    let to = text.child(cue, &[Dep::Prep])?;
    text.child(text.child(to, &[Dep::Pobj])?, &[Dep::Conj])
}

/// The nearest actor between the last semicolon and the verb, where the parse has missed the subject.
fn before(text: &Annotated, verb: usize) -> Option<usize> {
    let start = text.sentence_of(verb).tokens.start;
    let from = (start..verb).rev().find(|&t| text.word(t) == ";")?;
    text.mentions.iter().filter(|m| from < m.head && m.head < verb).map(|m| m.head).min()
}

/// "who" and "which" stand for the noun that their clause modifies.
fn antecedent(text: &Annotated, subject: usize, verb: usize) -> usize {
    let relative = text.tokens[subject].tag.starts_with('W');
    match text.tokens[verb].dep {
        Dep::Relcl if relative => {
            let head = text.tokens[verb].head;
            counted_among(text, head).unwrap_or(head)
        }
        _ => subject,
    }
}

/// "Ann Lee was among those who …", "was the first to …": whom the noun that a clause hangs on is said to be.
fn counted_among(text: &Annotated, noun: usize) -> Option<usize> {
    let head = text.head(noun)?;
    let copula = match text.tokens[noun].dep {
        Dep::Attr => head,
        Dep::Pobj if matches!(text.lemma(head), "among" | "amongst") => text.head(head)?,
        Dep::Pobj if text.lemma(head) == "of" => {
            let one = text.head(head).filter(|&one| text.tokens[one].dep == Dep::Attr)?;
            text.head(one)?
        }
        _ => return None,
    };
    let is = matches!(text.lemma(copula), "be" | "become" | "remain");
    text.child(copula, SUBJECT).filter(|&s| is && s < noun && text.mention_at(s).is_some())
}

/// The noun phrase of a head without the clauses that hang on it.
pub fn phrase(text: &Annotated, head: usize) -> TokenRange {
    let whole = text.subtree(head);
    let clause = text
        .children(head)
        .iter()
        .filter(|&&c| c > head && matches!(text.tokens[c].dep, Dep::Relcl | Dep::Acl | Dep::Appos))
        .map(|&c| text.subtree(c).start)
        .min();
    TokenRange::new(whole.start, clause.unwrap_or(whole.end).max(head + 1))
}

/// The actors that a noun phrase denotes; those that it names as examples where it denotes none by itself.
pub fn actors_at(text: &Annotated, head: usize) -> Vec<Actor> {
    if let Some(whole) = share_of(text, head) {
        return actors_at(text, whole);
    }
    if let Some(name) = named_beside(text, head).filter(|_| text.child(head, &[Dep::Conj]).is_none()) {
        return vec![name];
    }
    let found = actors::resolve_all(text, phrase(text, head));
    let found = match found.is_empty() {
        true => text.mention_at(head).and_then(|m| m.actor.clone()).into_iter().collect(),
        false => found,
    };
    let found = if found.is_empty() { appositive(text, head).into_iter().collect() } else { found };
    // "twelve lawmakers" are counted, not known.
    let counted = text.child(head, &[Dep::Nummod]).is_some();
    let vague = |a: &Actor| a.kind == ActorKind::Unknown || counted && a.kind == ActorKind::Group;
    let known: Vec<Actor> = found.into_iter().filter(|a| !vague(a)).collect();
    let examples = examples(text, head);
    match known.iter().all(|a| a.kind == ActorKind::Group) && !examples.is_empty() {
        true => examples,
        false => known,
    }
}

/// Nouns for a part of a group, which name nobody.
const SHARES: &[&str] = &[
    "majority",
    "minority",
    "half",
    "third",
    "quarter",
    "number",
    "handful",
    "dozen",
    "dozens",
    "scores",
    "bulk",
    "share",
    "percent",
    "%",
    "cent",
    "thousand",
    "thousands",
    "hundred",
    "hundreds",
    "plurality",
    "some",
    "many",
    "most",
    "all",
    "none",
];

/// "a majority of voters": the group that it is a part of.
fn share_of(text: &Annotated, head: usize) -> Option<usize> {
    let part = SHARES.contains(&&*text.word(head).to_lowercase()) && text.mention_at(head).is_none();
    let of = text.children(head).iter().copied().find(|&c| part && matches!(text.lemma(c), "of" | "in"))?;
    text.child(of, &[Dep::Pobj])
}

/// "Italy's transport minister, Matteo Salvini": the person whom the whole phrase names.
fn named_beside(text: &Annotated, head: usize) -> Option<Actor> {
    let around = text.mentions.iter().filter(|m| m.tokens.contains(head) && m.kind == MentionKind::Name);
    let longest = around.max_by_key(|m| m.tokens.len())?;
    longest.actor.clone().filter(|a| a.kind == ActorKind::Person)
}

/// "the trade body Fairfix": the name that stands beside the noun.
fn appositive(text: &Annotated, head: usize) -> Option<Actor> {
    let name = text.child(head, &[Dep::Appos])?;
    text.mention_at(name)?.actor.clone()
}

/// "other partners, such as the U.K.", "some of the countries, namely the U.S. and Germany".
pub fn examples(text: &Annotated, head: usize) -> Vec<Actor> {
    let whole = text.subtree(head);
    let sentence = text.sentence_of(head).tokens;
    let reach = TokenRange::new(head, (whole.end + 2).min(sentence.end));
    let cue = reach.iter().find(|&t| {
        let word = text.word(t).to_lowercase();
        let by = || t + 1 < sentence.end && text.word(t + 1).eq_ignore_ascii_case("by");
        word == "namely"
            || word == "including"
            || matches!(&*word, "led" | "headed" | "spearheaded") && by()
            || word == "as" && t > 0 && text.word(t - 1).eq_ignore_ascii_case("such")
    });
    let Some(cue) = cue else { return Vec::new() };
    let end = (cue + 1..sentence.end)
        .find(|&t| {
            matches!(text.tokens[t].pos, Pos::Verb | Pos::Aux) || matches!(text.word(t), ";" | ":" | "–")
        })
        .unwrap_or(sentence.end);
    let named = |m: &&rapporteur_record::Mention| cue < m.head && m.head < end;
    let mut out: Vec<Actor> = Vec::new();
    for actor in text.mentions.iter().filter(named).filter_map(|m| m.actor.clone()) {
        if actor.kind != ActorKind::Unknown && !out.iter().any(|a| a.name == actor.name) {
            out.push(actor);
        }
    }
    out
}

/// The agent of a passive: "was backed by Sweden".
pub fn agent(text: &Annotated, verb: usize) -> Option<usize> {
    let by = text.child(verb, &[Dep::Agent])?;
    text.child(by, &[Dep::Pobj])
}

pub fn is_negated(text: &Annotated, verb: usize) -> bool {
    text.child(verb, &[Dep::Neg]).is_some()
        || text
            .children(verb)
            .iter()
            .any(|&c| matches!(&*text.word(c).to_lowercase(), "never" | "hardly" | "neither"))
        || is_refused(text, verb)
}

/// "refuses to back it", "could not bring himself to vote for it": a no in the verb that governs this one.
fn is_refused(text: &Annotated, verb: usize) -> bool {
    let below = matches!(text.tokens[verb].dep, Dep::Xcomp | Dep::Advcl) && is_infinitive(text, verb);
    let Some(above) = text.head(verb).filter(|_| below) else { return false };
    match text.lemma(above) {
        "refuse" | "decline" => !is_negated(text, above),
        "bring" | "dare" | "manage" | "afford" => is_negated(text, above),
        _ => false,
    }
}

/// "has yet to decide", "is yet to say": not done so far.
pub fn is_awaited(text: &Annotated, verb: usize) -> bool {
    let head = text.head(verb).filter(|_| text.tokens[verb].dep == Dep::Xcomp);
    let yet = |v: usize| text.children(v).iter().any(|&c| text.lemma(c) == "yet");
    head.is_some_and(|h| matches!(text.lemma(h), "have" | "be") && (yet(h) || yet(verb)))
}

/// Whether the clause is only a condition, a question, or no longer so.
pub fn is_unreal(text: &Annotated, verb: usize) -> bool {
    let marks = |v: usize, list: &[&str]| {
        text.children(v)
            .iter()
            .any(|&c| text.tokens[c].dep == Dep::Mark && list.contains(&&*text.word(c).to_lowercase()))
    };
    let longer = text
        .children(verb)
        .iter()
        .any(|&c| text.word(c).eq_ignore_ascii_case("longer") || text.word(c).eq_ignore_ascii_case("nearly"));
    longer || is_doubted(text, verb) || is_inverted(text, verb) || marks(verb, &["if", "unless", "whether"])
}

/// "is not sure that he would …", "doubts that it will …"
fn is_doubted(text: &Annotated, verb: usize) -> bool {
    let Some(above) = text.head(verb).filter(|_| text.tokens[verb].dep == Dep::Ccomp) else { return false };
    let (sure, of) = match text.tokens[above].dep {
        Dep::Acomp => (above, text.head(above).unwrap_or(above)),
        _ => (text.child(above, &[Dep::Acomp]).unwrap_or(above), above),
    };
    match text.lemma(sure) {
        "sure" | "certain" | "know" => is_negated(text, of),
        "unsure" | "uncertain" | "doubt" | "doubtful" => true,
        _ => false,
    }
}

/// "Should the council hesitate, …"
fn is_inverted(text: &Annotated, verb: usize) -> bool {
    let subject = crate::clause::nearest_subject(text, verb);
    let leads = |&&c: &&usize| text.lemma(c) == "should" && subject.is_some_and(|s| c < s);
    text.children(verb).iter().any(|c| leads(&c))
}

/// Whether an auxiliary puts the clause into the future or makes it a matter of will.
pub fn is_willed(text: &Annotated, verb: usize) -> bool {
    text.children(verb).iter().any(|&c| {
        text.tokens[c].dep == Dep::Aux && matches!(text.lemma(c), "will" | "wo" | "’ll" | "would" | "shall")
    })
}

/// Whether the clause says what somebody has to do, not what they do.
pub fn is_duty(text: &Annotated, verb: usize) -> bool {
    let must = text.children(verb).iter().any(|&c| matches!(text.lemma(c), "must" | "should" | "ought"));
    let head = text.head(verb).filter(|_| text.tokens[verb].dep == Dep::Xcomp);
    must || head.is_some_and(|h| {
        matches!(
            text.lemma(h),
            "have"
                | "oblige"
                | "need"
                | "require"
                | "ask"
                | "urge"
                | "fail"
                | "expect"
                | "stop"
                | "cease"
                | "avoid"
        )
    })
}

/// Whether an auxiliary makes the clause a mere possibility.
pub fn is_possible(text: &Annotated, verb: usize) -> bool {
    text.children(verb).iter().any(|&c| {
        let possible =
            matches!(text.lemma(c), "should" | "must" | "ought" | "could" | "can" | "may" | "might" | "to");
        text.tokens[c].dep == Dep::Aux && possible
    })
}

/// "a step that the mayor criticised": what the clause modifies, where its verb has a subject and no object of its own.
pub fn relative_object(text: &Annotated, verb: usize) -> Option<TokenRange> {
    let noun = text.head(verb).filter(|_| text.tokens[verb].dep == Dep::Relcl)?;
    let subject = text.child(verb, SUBJECT)?;
    let is_relative = |t: usize| matches!(text.tokens[t].tag, "WDT" | "WP");
    let object = text.child(verb, &[Dep::Dobj]);
    let gap = object.is_none_or(is_relative) && text.child(verb, &[Dep::Ccomp, Dep::Xcomp]).is_none();
    let judged =
        text.children(verb).iter().any(|&c| c < verb && is_relative(c) && text.tokens[c].dep != Dep::Nsubj);
    (!is_relative(subject) && (gap || judged)).then(|| phrase(text, noun))
}

/// "Asked whether the ban would come, he declined to comment": what the subject of the verb was asked.
pub fn asked_about(text: &Annotated, verb: usize) -> Option<TokenRange> {
    let asked = |&&c: &&usize| {
        c < verb
            && text.tokens[c].dep == Dep::Advcl
            && matches!(text.lemma(c), "ask" | "press" | "question" | "quiz")
    };
    let at = *text.children(verb).iter().find(asked)?;
    let end = text.subtree(at).end.min(verb);
    Some(TokenRange::new(at + 1, end.max(at + 1)))
}

/// Whether an auxiliary makes the clause a mere possibility or duty.
pub fn is_modal(text: &Annotated, verb: usize) -> bool {
    text.children(verb).iter().any(|&c| {
        let modal = matches!(
            text.lemma(c),
            "should" | "must" | "ought" | "could" | "can" | "may" | "might" | "would" | "to"
        );
        text.tokens[c].dep == Dep::Aux && modal
    })
}

/// Whether something that the verb governs follows `from`, or hangs on the last word before it.
pub fn has_object(text: &Annotated, verb: usize, from: usize) -> bool {
    let objects = [Dep::Dobj, Dep::Xcomp, Dep::Ccomp, Dep::Attr, Dep::Oprd, Dep::Dative, Dep::Acomp];
    let governed = |head: usize, deps: &[Dep]| {
        text.children(head).iter().any(|&c| c >= from && deps.contains(&text.tokens[c].dep))
    };
    governed(verb, &objects)
        || from > 0 && from - 1 != verb && governed(from - 1, &[Dep::Pobj, Dep::Pcomp, Dep::Prep])
        || text.children(verb).iter().any(|&c| {
            c >= from
                && text.tokens[c].dep == Dep::Prep
                && matches!(text.lemma(c), "to" | "with" | "on" | "over" | "of")
        })
}

/// What follows `from` in the verb's clause, up to the next clause of equal rank.
pub fn object(text: &Annotated, verb: usize, from: usize) -> TokenRange {
    let end = text.subtree(verb).end.max(from);
    let next = text
        .children(verb)
        .iter()
        .copied()
        .filter(|&c| c >= from && begins_another(text, c))
        .map(|c| text.subtree(c).start.max(from))
        .min();
    let last = next.unwrap_or(end);
    TokenRange::new(from, remark(text, from, last).unwrap_or(last))
}

/// Where a remark on what was named begins: ", which he said …".
fn remark(text: &Annotated, from: usize, end: usize) -> Option<usize> {
    let begins =
        |&t: &usize| text.word(t - 1) == "," && matches!(text.lemma(t), "which" | "who" | "whose" | "whom");
    (from + 1..end).find(begins)
}

/// As [`object`], with the clauses that say on which terms: "only if …".
pub fn tail(text: &Annotated, verb: usize, from: usize) -> TokenRange {
    let end = text.subtree(verb).end.max(from);
    let next = text
        .children(verb)
        .iter()
        .copied()
        .filter(|&c| c >= from && matches!(text.tokens[c].dep, Dep::Conj | Dep::Parataxis))
        .filter(|&c| !is_unreal(text, c))
        .map(|c| text.subtree(c).start.max(from))
        .min();
    TokenRange::new(from, next.unwrap_or(end))
}

fn is_infinitive(text: &Annotated, verb: usize) -> bool {
    text.children(verb).iter().any(|&c| text.tokens[c].dep == Dep::Aux && text.word(c) == "to")
}

fn begins_another(text: &Annotated, child: usize) -> bool {
    let token = &text.tokens[child];
    match token.dep {
        Dep::Conj | Dep::Parataxis => true,
        // "gave leave to fire" goes on, "condemned it, saying …" does not.
        Dep::Advcl => matches!(token.pos, Pos::Verb | Pos::Aux) && !is_infinitive(text, child),
        Dep::Punct => matches!(text.word(child), ";" | ":"),
        _ => false,
    }
}
