//! Heads made sound: each in its token's sentence, none in a circle.
use rapporteur_record::{Dep, Token, TokenRange};

/// Mends the heads of one sentence. The model rarely leaves its sentences, but everything that climbs the
/// tree relies on it.
pub(super) fn mend(tokens: &mut [Token], sentence: TokenRange) {
    let root = sentence.iter().find(|&i| tokens[i].head == i).unwrap_or(sentence.start);
    for i in sentence.iter() {
        if !sentence.contains(tokens[i].head) {
            attach(tokens, i, root);
        }
    }
    for i in circles(tokens, sentence) {
        attach(tokens, i, root);
    }
    set_root(tokens, root);
}

fn attach(tokens: &mut [Token], token: usize, head: usize) {
    tokens[token].head = head;
    tokens[token].dep = Dep::Dep;
}

fn set_root(tokens: &mut [Token], root: usize) {
    tokens[root].head = root;
    tokens[root].dep = Dep::Root;
}

/// One token of every circle, found by climbing from each token until known ground.
fn circles(tokens: &[Token], sentence: TokenRange) -> Vec<usize> {
    let mut climbed_from = vec![usize::MAX; sentence.len()];
    let mut found = Vec::new();
    for start in sentence.iter() {
        let mut at = start;
        while climbed_from[at - sentence.start] == usize::MAX {
            climbed_from[at - sentence.start] = start;
            at = tokens[at].head;
        }
        if climbed_from[at - sentence.start] == start && tokens[at].head != at {
            found.push(at);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rapporteur_record::{Pos, Span};

    fn tokens(heads: &[usize]) -> Vec<Token> {
        let token = |head: &usize| Token {
            span: Span::new(0, 0),
            lemma: "".into(),
            tag: "XX",
            pos: Pos::X,
            dep: if *head == 0 { Dep::Root } else { Dep::Nsubj },
            head: *head,
            sentence: 0,
        };
        heads.iter().map(token).collect()
    }

    proptest! {
        #[test]
        fn every_climb_ends_in_the_sentence(heads in prop::collection::vec(0_usize..12, 12), cut in 1_usize..12) {
            let mut tokens = tokens(&heads);
            for sentence in [TokenRange::new(0, cut), TokenRange::new(cut, 12)] {
                mend(&mut tokens, sentence);
                for i in sentence.iter() {
                    let climb = std::iter::successors(Some(i), |&t| Some(tokens[t].head));
                    let top = climb.take(13).last().unwrap();
                    prop_assert!(sentence.contains(top) && tokens[top].head == top);
                }
            }
        }
    }

    #[test]
    fn a_sound_tree_stays_as_it_is() {
        let mut tree = tokens(&[1, 3, 1, 3]);
        mend(&mut tree, TokenRange::new(0, 4));
        assert_eq!(tree.iter().map(|t| t.head).collect::<Vec<_>>(), [1, 3, 1, 3]);
        assert_eq!(tree[1].dep, Dep::Nsubj);
    }
}
