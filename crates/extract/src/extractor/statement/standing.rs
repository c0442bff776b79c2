//! Whether speech is put forward as said, by the clause of its cue and those above it.
use crate::attribution::lexicon::key;
use crate::clause::{self, Reality as Clause};
use rapporteur_record::{Annotated, Dep, Pos, Reality};

/// Denied, these still tell what somebody thinks: "does not believe that", "did not rule out".
const KEPT_WHEN_NEGATED: [&str; 8] =
    ["believe", "think", "rule_out", "expect", "see", "doubt", "accept", "agree"];
/// Verbs and adjectives whose infinitive is done: "went on to say", "was quick to say".
const DOING: [&str; 22] = [
    "go", "continue", "begin", "start", "proceed", "manage", "come", "hasten", "rush", "quick", "first",
    "use", "take", "rise", "write", "call", "phone", "seize", "appear", "dare", "feel", "force",
];
/// Those whose infinitive or participle is not done: "refused to say", "stopped short of saying".
const NOT_DOING: [&str; 18] = [
    "refuse",
    "decline",
    "fail",
    "avoid",
    "stop",
    "short",
    "forget",
    "neglect",
    "unable",
    "unwilling",
    "reluctant",
    "deny",
    "without",
    "instead",
    "rather",
    "resist",
    "hesitate",
    "omit",
];
/// Those whose infinitive is to come: "is expected to announce", "plans to say".
const TO_COME: [&str; 13] = [
    "expect", "plan", "intend", "due", "set", "prepare", "schedule", "promise", "pledge", "vow", "likely",
    "poised", "be",
];

/// How the speech whose cue is this verb is put forward.
pub fn of_verb(text: &Annotated, verb: usize) -> Reality {
    match clause::reality(text, verb) {
        Clause::Actual | Clause::Modal if shares_negation(text, verb) => Reality::Negated,
        Clause::Negated if KEPT_WHEN_NEGATED.contains(&key(text, verb).as_str()) => Reality::Actual,
        Clause::Negated => Reality::Negated,
        Clause::Future if is_asked(text, verb) => Reality::Asked,
        Clause::Future => Reality::Future,
        Clause::Modal if is_supposed(text, verb) => Reality::Hypothetical,
        Clause::Modal if is_asked(text, verb) => Reality::Asked,
        Clause::Modal if says_only(text, verb) => Reality::Actual,
        Clause::Modal if is_future_told(text, verb) => Reality::Future,
        Clause::Modal => Reality::Possible,
        Clause::Unreal if clause::is_conditional(text, verb) => Reality::Hypothetical,
        Clause::Unreal => governed(text, verb).unwrap_or(Reality::Hypothetical),
        Clause::Actual if is_asked(text, verb) => Reality::Asked,
        Clause::Actual if is_subjunctive(text, verb) => Reality::Hypothetical,
        Clause::Actual => governed(text, verb).unwrap_or(Reality::Actual),
    }
}

/// How the speech whose cue is this noun is put forward: by "no", or by the verb that it is the object of.
pub fn of_noun(text: &Annotated, noun: usize) -> Reality {
    if clause::has_no(text, noun) {
        return Reality::Negated;
    }
    let light = |&verb: &usize| {
        matches!(text.tokens[noun].dep, Dep::Dobj | Dep::Nsubjpass | Dep::Attr)
            && LIGHT.contains(&text.lemma(verb))
    };
    text.head(noun).filter(light).map_or(Reality::Actual, |verb| of_verb(text, verb))
}

/// Verbs that say no more than that the noun's speech is made: "issued a warning that".
pub const LIGHT: [&str; 15] = [
    "make", "issue", "give", "deliver", "offer", "voice", "express", "raise", "send", "repeat", "release",
    "publish", "utter", "sound", "launch",
];

/// How the speech whose cue is this adjective is put forward.
pub fn of_adjective(text: &Annotated, adjective: usize) -> Reality {
    text.head(adjective).map_or(Reality::Actual, |verb| match clause::reality(text, verb) {
        Clause::Actual if is_asked(text, verb) => Reality::Asked,
        Clause::Actual => Reality::Actual,
        Clause::Negated => Reality::Negated,
        Clause::Modal => Reality::Possible,
        Clause::Future => Reality::Future,
        Clause::Unreal => Reality::Hypothetical,
    })
}

/// What the word above an infinitive or participle makes of it; `None` where the verb is finite.
fn governed(text: &Annotated, verb: usize) -> Option<Reality> {
    let aux = |is: fn(&str, &str) -> bool| {
        let children = text.children(verb).iter().filter(|&&c| text.tokens[c].dep == Dep::Aux);
        children.into_iter().any(|&c| is(text.tokens[c].tag, text.lemma(c)))
    };
    let infinitive = aux(|tag, _| tag == "TO");
    let having = || aux(|tag, _| tag == "VBG");
    let participle = (text.tokens[verb].tag == "VBG" || text.tokens[verb].tag == "VBN" && having())
        && !matches!(text.tokens[verb].dep, Dep::Root | Dep::Advcl | Dep::Amod | Dep::Relcl);
    if !infinitive && !participle {
        return None;
    }
    let above = text.head(verb)?;
    if text.tokens[verb].dep == Dep::Conj && text.tokens[above].pos == Pos::Verb {
        return governed(text, above).or(infinitive.then_some(Reality::Hypothetical));
    }
    let words = [Some(above), text.head(above).filter(|_| text.tokens[above].pos == Pos::Adp)];
    let has = |list: &[&str]| words.iter().flatten().any(|&w| list.contains(&text.lemma(w)));
    if has(&NOT_DOING) {
        return Some(Reality::Negated);
    }
    let told = || of_verb(text, above);
    let perfect =
        text.children(verb).iter().any(|&c| text.tokens[c].dep == Dep::Aux && text.lemma(c) == "have");
    match infinitive {
        false => None,
        true if perfect => Some(told()),
        true if has(&DOING) => Some(told()),
        true if has(&TO_COME) && told() == Reality::Actual => Some(Reality::Future),
        true => Some(Reality::Hypothetical),
    }
}

/// "Demanded that she withdraw the claim".
fn is_subjunctive(text: &Annotated, verb: usize) -> bool {
    let bare = text.child(verb, &[Dep::Aux, Dep::Auxpass]).is_none();
    let singular =
        |s: usize| matches!(text.tokens[s].tag, "NN" | "NNP") || matches!(text.lemma(s), "he" | "she" | "it");
    let subject = text.child(verb, &[Dep::Nsubj]).is_some_and(singular);
    let base = matches!((text.tokens[verb].tag, subject), ("VB", _) | ("VBP", true));
    base && text.tokens[verb].dep == Dep::Ccomp && bare
}

/// "Said that the mayor would announce": to come when it was said.
fn is_future_told(text: &Annotated, verb: usize) -> bool {
    let has = |word: &str| {
        text.children(verb).iter().any(|&c| text.tokens[c].dep == Dep::Aux && text.lemma(c) == word)
    };
    text.tokens[verb].dep == Dep::Ccomp && (has("would") || has("'d")) && !has("have")
}

/// "Did not call the mayor or say that": what "or" joins to a negated verb is negated as well.
fn shares_negation(text: &Annotated, verb: usize) -> bool {
    let Some(above) = text.head(verb).filter(|_| text.tokens[verb].dep == Dep::Conj) else { return false };
    let or = text
        .children(above)
        .iter()
        .any(|&c| text.tokens[c].dep == Dep::Cc && c < verb && matches!(text.lemma(c), "or" | "nor"));
    or && clause::own_subject(text, verb).is_none() && clause::is_negated(text, above)
}

/// "Should he say so", "were she to announce": a condition by word order, in no question.
fn is_supposed(text: &Annotated, verb: usize) -> bool {
    let first = text.subtree(verb).start;
    let opens = matches!(text.word(first).to_lowercase().as_str(), "should" | "were" | "had");
    opens && text.tokens[first].head == verb && !ends_in_question(text, verb)
}

/// "Did she say that …?", "Who says so?": the clause asks whether it was said.
fn is_asked(text: &Annotated, verb: usize) -> bool {
    if !ends_in_question(text, verb) || !matches!(text.tokens[verb].dep, Dep::Root | Dep::Conj | Dep::Ccomp) {
        return false;
    }
    let children = text.children(verb);
    let subject =
        children.iter().copied().find(|&c| matches!(text.tokens[c].dep, Dep::Nsubj | Dep::Nsubjpass));
    let inverted =
        |s: usize| children.iter().any(|&c| c < s && matches!(text.tokens[c].dep, Dep::Aux | Dep::Auxpass));
    subject.is_some_and(|s| inverted(s) || matches!(text.tokens[s].tag, "WP" | "WDT"))
}

/// The question mark stands on the same side of quotation marks as the verb.
fn ends_in_question(text: &Annotated, verb: usize) -> bool {
    let quoted = |t: usize| text.quotation_of(t).map(|q| q.span);
    let stop = text.sentence_of(verb).tokens.iter().rev().find(|&t| matches!(text.word(t), "?" | "." | "!"));
    stop.is_some_and(|t| text.word(t) == "?" && quoted(t) == quoted(verb))
}

/// "Would only say that", "could say no more than".
fn says_only(text: &Annotated, verb: usize) -> bool {
    let sentence = text.sentence_of(verb).tokens;
    let near = verb.saturating_sub(2).max(sentence.start)..(verb + 3).min(sentence.end);
    near.into_iter().any(|t| text.lemma(t) == "only")
}
