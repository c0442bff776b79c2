//! Parts of names of persons, as strings.
use crate::short::Short;
use crate::token::Token;
use crate::{letters, sounds};

/// Whether the word is a particle that belongs to a surname: "von", "De".
pub fn is_particle(word: &str) -> bool {
    crate::person::is_particle(&word.to_lowercase())
}

/// Small Latin letters without accents, apostrophes, full stops; words stay apart.
pub fn plain(name: &str) -> String {
    by_word(name, |word| letters::latin(word).0)
}

/// The sounds of a name, by which spellings of one surname are found: "Scholz" and "Sholtz", "Zelensky" and
/// "Zelenskyy". Words stay apart.
pub fn fold(name: &str) -> String {
    by_word(name, |word| sounds::coarse(&sounds::of(&letters::latin(word).0)))
}

fn by_word(name: &str, to: impl Fn(&str) -> Short) -> String {
    let words: Vec<String> = name.split_whitespace().map(|w| to(w).as_str().to_owned()).collect();
    words.join(" ")
}

/// The surname with its particles: "von der Leyen", "De Croo", "Jean-Pierre"; generational suffixes are no surname.
pub fn surname(name: &str) -> &str {
    let name = suffixless(name);
    let mut start = name.rfind(' ').map_or(0, |i| i + 1);
    while let Some(before) = name[..start].trim_end().rsplit(' ').next().filter(|w| is_particle(w)) {
        let at = name[..start].trim_end().len() - before.len();
        if at == 0 && matches!(before, "Ben" | "Al") {
            break;
        }
        if at == 0 && start != 0 && name[..start].trim_end() == before {
            return name;
        }
        start = at;
    }
    &name[start..]
}

fn suffixless(name: &str) -> &str {
    [" Jr.", " Jr", " Sr.", " III", " II"]
        .iter()
        .fold(name, |n, s| n.strip_suffix(s).unwrap_or(n))
        .trim_end_matches(',')
}

/// The words before the surname; empty for a surname alone.
pub fn given(name: &str) -> &str {
    let name = suffixless(name);
    name[..name.len() - surname(name).len()].trim()
}

/// How well two surnames agree, 0 to 1, their particles aside.
pub fn surnames_agree(a: &str, b: &str) -> f32 {
    tokens_agree(&surname_token(a), &surname_token(b))
}

/// The same of surnames as [`surname_token`] has them. Short ones agree only letter by letter.
pub fn tokens_agree(a: &Token, b: &Token) -> f32 {
    let short = a.plain().len().min(b.plain().len()) < 5;
    match a.likeness(b) {
        near if short && near < 0.98 => 0.0,
        near => near,
    }
}

/// A surname as one word, its particles aside.
pub fn surname_token(surname: &str) -> Token {
    let words = || surname.split([' ', '-']).filter(|w| !w.is_empty());
    let particles = words().all(is_particle);
    let tokens = words().filter(|w| particles || !is_particle(w)).map(Token::new);
    tokens.reduce(|all, next| all.joined(&next)).unwrap_or_default()
}

/// From this likeness on two given names may be one person's.
const GIVEN: f32 = 0.85;

/// Whether two given names may be one person's: equal, an initial, a short form, a similar spelling, or one unknown.
pub fn givens_agree(a: &str, b: &str) -> bool {
    let words = |text: &str| -> Vec<Token> {
        text.split([' ', '-', '.']).filter(|w| !w.is_empty()).map(Token::new).take(4).collect()
    };
    let (left, right) = (words(a), words(b));
    let (Some(first), Some(second)) = (left.first(), right.first()) else { return true };
    let agree = |x: &Token, y: &Token| match x.is_initial() || y.is_initial() {
        true => x.begins_as(y),
        false => x.likeness(y) >= GIVEN,
    };
    agree(first, second)
        || left.iter().skip(1).any(|w| !w.is_initial() && agree(w, second))
        || right.iter().skip(1).any(|w| !w.is_initial() && agree(w, first))
        || surname_token(a).likeness(&surname_token(b)) >= 0.95
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_spellings_of_one_name() {
        for (a, b) in [
            ("Scholz", "Sholtz"),
            ("Macron", "Makron"),
            ("Zelensky", "Zelenskyy"),
            ("Zelensky", "Zelenskiy"),
            ("Wissing", "Wising"),
            ("Timmermans", "Timermans"),
            ("Sánchez", "Sanchez"),
            ("Yuliya", "Yuliia"),
            ("Dmitri", "Dmitry"),
        ] {
            assert_eq!(fold(a), fold(b), "{a} {b}");
        }
    }

    #[test]
    fn keeps_particles_with_the_surname() {
        assert_eq!(surname("Ursula von der Leyen"), "von der Leyen");
        assert_eq!(surname("von der Leyen"), "von der Leyen");
        assert_eq!(surname("Alexander De Croo"), "De Croo");
        assert_eq!(surname("Leyen"), "Leyen");
        assert_eq!(given("Ursula von der Leyen"), "Ursula");
        assert_eq!(surname("Martin Luther King Jr."), "King");
        assert_eq!(surname("Ben Okri"), "Okri");
    }

    fn agree(a: &str, b: &str) -> bool {
        surnames_agree(surname(a), surname(b)) >= 0.8 && givens_agree(given(a), given(b))
    }

    #[test]
    fn agrees_on_misspellings_and_not_on_relatives() {
        assert!(agree("Anthony Blinkin", "Antony Blinken"));
        assert!(agree("Andriy Sybiga", "Andrii Sybiha"));
        assert!(agree("Gilberto Piketto Fratin", "Gilberto Pichetto Fratin"));
        assert!(agree("J. Biden", "Joe Biden"));
        assert!(agree("Joseph R. Biden", "Joe Biden"));
        assert!(!agree("Hillary Clinton", "Bill Clinton"));
        assert!(!agree("Boris Johnson", "Boris Pistorius"));
        assert!(!agree("Jan Peters", "Jan Petersen Holm"));
        assert!(!agree("Maria Costa", "Mario Costa"));
    }
}
