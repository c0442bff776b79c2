//! The terms on which something is said: "accept it, provided that …", "only if …".
use super::{
    lexicon::{Phrases, parse},
    words::Word,
};
use serde::Deserialize;
use std::sync::LazyLock;

/// Words without the clause that sets terms, and that clause.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Split {
    pub main: Vec<Word>,
    /// Empty where no terms are set.
    pub terms: Vec<Word>,
}

#[derive(Deserialize)]
struct Provisos {
    marker: Vec<String>,
    leading: Vec<String>,
    /// Before a marker, these make it something else ("even if", "ask if").
    otherwise: Vec<String>,
    /// After a marker and its subject, these say what for ("if we want to live").
    purpose: Vec<String>,
    /// These say when a party would be able to ("if it wins the election").
    victory: Vec<String>,
}

struct Lists {
    markers: Phrases<bool>,
    otherwise: Vec<String>,
    purpose: Vec<String>,
    victory: Vec<String>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let all: Provisos = parse(include_str!("../../../language/en/provisos.toml"));
    let stems = |list: Vec<String>| list.iter().map(|w| super::words::stem(w)).collect();
    Lists {
        markers: Phrases::of([(false, all.marker), (true, all.leading)]),
        otherwise: stems(all.otherwise),
        purpose: stems(all.purpose),
        victory: stems(all.victory),
    }
});

/// Splits at the first marker of terms. A clause that leads ends at the first break; one that follows runs to the end.
pub fn split(words: &[Word]) -> Split {
    let Some((at, len)) = (0..words.len()).find_map(|at| Some((at, marker(words, at)?))) else {
        return Split { main: words.to_vec(), terms: Vec::new() };
    };
    let rest = &words[at + len..];
    if at > 0 {
        let end = words[..at].iter().rposition(|w| !matches!(&*w.stem, "but" | "and")).map_or(0, |n| n + 1);
        return Split { main: words[..end].to_vec(), terms: rest.to_vec() };
    }
    let end = rest.iter().skip(1).position(|w| w.after_break).map_or(rest.len(), |n| n + 1);
    Split { main: rest[end..].to_vec(), terms: rest[..end].to_vec() }
}

/// The number of words of a marker that stands here.
fn marker(words: &[Word], at: usize) -> Option<usize> {
    let (only_first, len) = LISTS.markers.at(words, at)?;
    let before = at.checked_sub(1).map(|n| &words[n].stem);
    let otherwise = before.is_some_and(|b| LISTS.otherwise.contains(b));
    let rest = &words[at + len..];
    let purpose = rest.iter().take(3).any(|w| LISTS.purpose.contains(&w.stem))
        || rest.iter().take(8).any(|w| LISTS.victory.contains(&w.stem));
    (!otherwise && !purpose && (at == 0 || !only_first)).then_some(len)
}

#[cfg(test)]
mod tests {
    use super::{super::words::words, *};

    fn parts(text: &str) -> (String, String) {
        let split = split(&words(text));
        let joined = |list: &[Word]| list.iter().map(|w| &text[w.span.range()]).collect::<Vec<_>>().join(" ");
        (joined(&split.main), joined(&split.terms))
    }

    #[test]
    fn terms_are_taken_out() {
        for (text, main, terms) in [
            ("a toll, but only if buses go free", "a toll", "buses go free"),
            ("accept it, provided that the poor are spared", "accept it", "the poor are spared"),
            ("If the raids go on, the door stays shut", "the door stays shut", "the raids go on"),
            ("Should it fail, nobody will pay", "nobody will pay", "it fail"),
            ("the toll is right even if it hurts", "the toll is right even if it hurts", ""),
            ("we must act if we want to survive", "we must act if we want to survive", ""),
            ("end it if the party comes to power", "end it if the party comes to power", ""),
            ("the council should act", "the council should act", ""),
        ] {
            assert_eq!(parts(text), (main.to_owned(), terms.to_owned()), "{text}");
        }
    }
}
