//! Names of persons as strings: spelling variants, surnames, given names.
//!
//! [`fold`] brings transliterations and common misspellings to the same letters: "Scholz" and "Sholtz", "Zelensky" and
//! "Zelenskyy", "Makron" and "Macron". What folding does not reach may differ by a few edits where other evidence agrees.
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Longest first, so that `sch` is seen before `ch`.
const SOUNDS: [(&str, &str); 22] = [
    ("tsch", "c"),
    ("sch", "s"),
    ("sh", "s"),
    ("kh", "h"),
    ("zh", "z"),
    ("ts", "z"),
    ("tz", "z"),
    ("cz", "c"),
    ("ph", "f"),
    ("th", "t"),
    ("gh", "g"),
    ("ck", "k"),
    ("ks", "x"),
    ("iy", "i"),
    ("yy", "i"),
    ("ij", "i"),
    ("ii", "i"),
    ("iu", "u"),
    ("yu", "u"),
    ("ia", "a"),
    ("ya", "a"),
    ("ae", "e"),
];

/// Small letters without accents, alike-sounding spellings made equal, doubled letters single.
pub fn fold(name: &str) -> String {
    let plain = plain(name);
    let mut out = String::with_capacity(plain.len());
    let mut rest = plain.as_str();
    while let Some(first) = rest.chars().next() {
        let (sound, width) = SOUNDS
            .iter()
            .find(|(from, _)| rest.starts_with(from))
            .map_or((letter(first), first.len_utf8()), |(from, to)| {
                (to.chars().next().unwrap_or(first), from.len())
            });
        if !out.ends_with(sound) {
            out.push(sound);
        }
        rest = &rest[width..];
    }
    out
}

/// Small letters without accents, apostrophes, full stops.
pub fn plain(name: &str) -> String {
    name.nfkd()
        .filter(|c| !is_combining_mark(*c) && !matches!(c, '.' | '\'' | '’' | '`' | '-'))
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            'ł' => 'l',
            'ø' => 'o',
            'đ' => 'd',
            'ı' => 'i',
            c => c,
        })
        .collect()
}

const fn letter(c: char) -> char {
    match c {
        'c' | 'q' => 'k',
        'w' => 'v',
        'y' | 'j' => 'i',
        c => c,
    }
}

const PARTICLES: [&str; 22] = [
    "von", "van", "de", "der", "den", "di", "da", "dos", "du", "del", "della", "la", "le", "bin", "al", "el",
    "ter", "ten", "zu", "af", "ben", "st",
];

/// Whether the word is a particle that belongs to a surname: "von", "De".
pub fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word.to_lowercase().as_str())
}

/// The surname with its particles: "von der Leyen", "De Croo", "Jean-Pierre"; generational suffixes are no surname.
pub fn surname(name: &str) -> &str {
    let name = suffixless(name);
    let mut start = name.rfind(' ').map_or(0, |i| i + 1);
    while let Some(before) = name[..start].trim_end().rsplit(' ').next().filter(|w| is_particle(w)) {
        let at = name[..start].trim_end().len() - before.len();
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

/// How well two folded surnames agree, 0 to 1: 1 for the same letters, less by the edits between them, 0 for short ones
/// and for other first letters.
pub fn folded_agree(a: &str, b: &str) -> f64 {
    if a == b {
        return 1.0;
    }
    let longest = a.len().max(b.len());
    if longest < 5 || a.len().abs_diff(b.len()) > 3 || a.chars().next() != b.chars().next() {
        return 0.0;
    }
    1.0 - strsim::damerau_levenshtein(a, b) as f64 / longest as f64
}

/// Whether two given names may be one person's: equal, an initial, a short form, a similar spelling, or one unknown.
pub fn givens_agree(a: &str, b: &str) -> bool {
    let (Some(first_a), Some(first_b)) = (a.split(' ').next(), b.split(' ').next()) else { return true };
    if first_a.is_empty() || first_b.is_empty() {
        return true;
    }
    let (x, y) = (fold(first_a), fold(first_b));
    let initial = plain(first_a).chars().count() == 1 || plain(first_b).chars().count() == 1;
    x == y
        || (initial && x.chars().next() == y.chars().next())
        || nicknames(&plain(first_a), &plain(first_b))
        || a.split(' ').skip(1).any(|w| fold(w) == y)
        || b.split(' ').skip(1).any(|w| fold(w) == x)
        || (x.len().min(y.len()) >= 3 && strsim::jaro_winkler(&x, &y) > 0.87)
}

const NICKNAMES: &[(&str, &str)] = &[
    ("joe", "joseph"),
    ("bill", "william"),
    ("bob", "robert"),
    ("mike", "michael"),
    ("jim", "james"),
    ("tom", "thomas"),
    ("tony", "anthony"),
    ("liz", "elizabeth"),
    ("dick", "richard"),
    ("rick", "richard"),
    ("ted", "edward"),
    ("chuck", "charles"),
    ("jack", "john"),
    ("dan", "daniel"),
    ("ben", "benjamin"),
    ("ash", "ashton"),
    ("bernie", "bernard"),
    ("don", "donald"),
    ("ed", "edward"),
    ("andy", "andrew"),
    ("chris", "christopher"),
    ("sasha", "aleksandr"),
    ("kate", "katherine"),
    ("sue", "susan"),
];

fn nicknames(a: &str, b: &str) -> bool {
    NICKNAMES.iter().any(|&(short, long)| (a == short && b == long) || (a == long && b == short))
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
            ("Yuliya", "Iuliia"),
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
    }

    fn agree(a: &str, b: &str) -> bool {
        let near = folded_agree(&fold(surname(a)), &fold(surname(b)));
        near >= 0.7 && givens_agree(given(a), given(b))
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
    }
}
