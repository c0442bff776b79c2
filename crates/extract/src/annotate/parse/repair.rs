//! What the parser contradicts itself in: a verb in the past that it takes for an adjective, "The Riksdag approved membership"
//! read as a noun phrase.
use rapporteur_record::{Dep, Pos, Sentence, Token};

/// Makes the verb the root of such a sentence, with subject and object.
pub(super) fn verbs(tokens: &mut [Token], sentences: &[Sentence]) {
    for sentence in sentences {
        let range = sentence.tokens.start..sentence.tokens.end;
        let root = range.clone().find(|&t| tokens[t].dep == Dep::Root);
        let Some(noun) = root.filter(|&t| matches!(tokens[t].pos, Pos::Noun | Pos::Propn)) else { continue };
        let verb = (range.start..noun)
            .find(|&t| tokens[t].head == noun && tokens[t].dep == Dep::Amod && tokens[t].tag == "VBD");
        let Some(verb) = verb.filter(|&v| v > range.start) else { continue };
        let subject = verb - 1;
        let is_name = matches!(tokens[subject].pos, Pos::Noun | Pos::Propn)
            && (tokens[subject].head == noun || tokens[subject].head == verb);
        let beside = matches!(tokens[subject].dep, Dep::Nmod | Dep::Npadvmod | Dep::Compound | Dep::Nsubj);
        if is_name && beside {
            mend(tokens, range, subject, verb, noun);
        }
    }
}

fn mend(tokens: &mut [Token], sentence: std::ops::Range<usize>, subject: usize, verb: usize, noun: usize) {
    for t in sentence {
        let hangs = tokens[t].head == noun && t != noun;
        if hangs && t < subject {
            tokens[t].head = if tokens[t].dep == Dep::Prep { verb } else { subject };
        } else if hangs && tokens[t].pos == Pos::Punct {
            tokens[t].head = verb;
        }
    }
    (tokens[subject].head, tokens[subject].dep) = (verb, Dep::Nsubj);
    (tokens[noun].head, tokens[noun].dep) = (verb, Dep::Dobj);
    (tokens[verb].head, tokens[verb].dep, tokens[verb].pos) = (verb, Dep::Root, Pos::Verb);
}
