//! Names of persons: read into words, aligned, scored.
use crate::letters::Script;
use crate::table::{ByHash, hash, rows};
use crate::token::Token;
use std::sync::OnceLock;
use unicode_normalization::char::is_combining_mark;

const WORDS: &str = include_str!("../data/persons.tsv");

/// More words than any name has.
const MOST: usize = 8;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Title,
    Suffix,
    Particle,
}

fn class_of(hash_of_plain: u32) -> Option<Class> {
    static CLASSES: OnceLock<ByHash<Class>> = OnceLock::new();
    let classes = CLASSES.get_or_init(|| {
        let class = |name: &str| match name {
            "title" => Class::Title,
            "suffix" => Class::Suffix,
            _ => Class::Particle,
        };
        rows(WORDS).map(|row| (hash(row[0].as_bytes()), class(row[1]))).collect()
    });
    classes.get(&hash_of_plain).copied()
}

/// Whether the word, in small letters, is a particle.
pub fn is_particle(word: &str) -> bool {
    class_of(hash(word.as_bytes())) == Some(Class::Particle)
}

/// A name of a person, as words in the order given name, surname as far as that can be seen.
#[derive(Debug, Default)]
pub struct Person {
    words: Vec<Token>,
    /// Words with the particle before them, where they have one: "lepen" of "Le Pen".
    wholes: [Option<Token>; MOST],
    suffix: Option<u32>,
}

impl Person {
    /// Reads a name, in place of what was read before.
    pub fn read(&mut self, name: &str) {
        self.words.clear();
        self.suffix = None;
        match name.split_once(',') {
            Some((surname, given)) if !given.trim().is_empty() => {
                self.take(given);
                self.cut_suffix();
                self.take(surname);
            }
            _ => self.take(name),
        }
        self.cut_suffix();
        self.cut_titles();
        self.cut_particles();
        self.join_servants();
        self.part_characters();
    }

    fn take(&mut self, text: &str) {
        let inside =
            |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | 'ʼ' | '`') || is_combining_mark(c);
        for word in text.split(|c| !inside(c)).filter(|w| !w.is_empty()) {
            if let Some((surname, given)) = syllables(word).filter(|_| self.words.len() + 1 < MOST) {
                self.words.extend([given, surname]);
                continue;
            }
            let bare = word.strip_prefix("ال").filter(|w| w.chars().count() > 2).unwrap_or(word);
            let token = Token::new(bare);
            if !token.is_empty() && self.words.len() < MOST {
                self.words.push(token);
            }
        }
    }

    fn cut_suffix(&mut self) {
        while self.words.last().is_some_and(|w| class_of(w.plain_hash()) == Some(Class::Suffix)) {
            let word = self.words.pop();
            let number = word.map(|w| match w.plain() {
                "junior" => Token::new("jr").key(),
                "senior" => Token::new("sr").key(),
                _ => w.key(),
            });
            self.suffix = self.suffix.or(number);
        }
    }

    fn cut_titles(&mut self) {
        let title = |w: &Token| class_of(w.plain_hash()) == Some(Class::Title);
        let most = self.words.len().saturating_sub(1);
        let titles = self.words.iter().take(most).take_while(|w| title(w)).count();
        self.words.drain(..titles);
    }

    /// Particles say nothing, unless the name begins with a word that only looks so ("Ben", "Al") or ends with it.
    fn cut_particles(&mut self) {
        let last = self.words.len().saturating_sub(1);
        self.wholes = [None; MOST];
        let (mut at, mut kept) = (0, 0);
        let mut before: Option<Token> = None;
        let wholes = &mut self.wholes;
        self.words.retain(|word| {
            let given =
                at == 0 && matches!(word.plain(), "ben" | "al" | "van" | "la" | "le" | "st") && last < 2;
            let keep = at == last || given || class_of(word.plain_hash()) != Some(Class::Particle);
            at += 1;
            match keep {
                true => {
                    wholes[kept] = before.take().map(|particle| particle.joined(word));
                    kept += 1;
                }
                false => before = Some(before.map_or(*word, |particles| particles.joined(word))),
            }
            keep
        });
    }

    /// "Abd al-Rahman", "Abdul Rahman" and "Abdulrahman" are one name.
    fn join_servants(&mut self) {
        let mut at = 0;
        while at < self.words.len() {
            let plain = self.words[at].plain();
            let arabic = plain == "bd" && self.words[at].script() == Script::Abjad;
            let servant = arabic || matches!(plain, "abd" | "abdul" | "abdel" | "abdal" | "abdur" | "abdol");
            if servant && at + 1 < self.words.len() {
                self.words[at] = Token::new("abd").joined(&self.words.remove(at + 1));
            } else if let Some(rest) = ["abdul", "abdel", "abdal", "abdur"]
                .iter()
                .find_map(|s| plain.strip_prefix(s))
                .filter(|r| r.len() > 3)
            {
                self.words[at] = Token::new("abd").joined(&Token::new(rest));
            }
            at += 1;
        }
    }

    /// A name in characters without spaces: surname first.
    fn part_characters(&mut self) {
        let [word] = self.words.as_slice() else { return };
        if word.script() != Script::Ideographs {
            return;
        }
        let whole = word.plain().to_owned();
        let letters: Vec<(usize, char)> = whole.char_indices().collect();
        if !(2..=4).contains(&letters.len()) {
            return;
        }
        let split = |at: usize| {
            let (surname, given) = whole.split_at(letters[at].0);
            (Token::new(given), Token::new(surname))
        };
        let known = |(given, surname): &(Token, Token)| given.is_known() && surname.is_known();
        let double = (letters.len() > 2).then(|| split(2)).filter(|s| letters.len() == 4 || known(s));
        let single = Some(split(1)).filter(|s| letters.len() < 4 && known(s));
        let (given, surname) = single.or(double).unwrap_or_else(|| split(1));
        self.words.splice(.., [given, surname]);
    }
}

/// A Korean name without a space: a surname of one syllable and a given name of up to three.
fn syllables(word: &str) -> Option<(Token, Token)> {
    let hangul = word.chars().all(|c| ('\u{ac00}'..='\u{d7a3}').contains(&c));
    let (first, _) =
        word.char_indices().nth(1).filter(|_| hangul && (2..=4).contains(&word.chars().count()))?;
    Some((Token::new(&word[..first]), Token::new(&word[first..])))
}

/// From this likeness on words are aligned.
const ALIGNED: f32 = 0.72;
/// Below this likeness it falls faster, since a wrong word is no wrong letter.
const SURE: f32 = 0.92;

/// What the alignment of two names came to.
#[derive(Default)]
struct Alignment {
    full: u32,
    initials: u32,
    sum: f32,
    weight: f32,
    least: f32,
    taken: [[bool; MOST]; 2],
    family: bool,
    last_of_one: bool,
    in_order: bool,
}

/// How likely both are one person's name, 0 to 1.
pub fn score(a: &Person, b: &Person) -> f32 {
    if a.words.is_empty() || b.words.is_empty() {
        return 0.0;
    }
    let (mut left, mut right) = ([Token::default(); MOST], [Token::default(); MOST]);
    let (n, m) = (fill(&mut left, &a.words), fill(&mut right, &b.words));
    let n = join_words(&mut left, n, &right[..m]);
    let m = join_words(&mut right, m, &left[..n]);
    let found = align(&left[..n], &right[..m], (&a.wholes, &b.wholes));
    if found.weight == 0.0 {
        return 0.0;
    }
    let likeness = 0.5 * found.sum / found.weight + 0.5 * found.least;
    let score = likeness * contradictions(&found, &left[..n], &right[..m]) * support(&found, n, m);
    (score * suffixes(a.suffix, b.suffix)).clamp(0.0, 1.0)
}

fn fill(words: &mut [Token; MOST], from: &[Token]) -> usize {
    words[..from.len()].copy_from_slice(from);
    from.len()
}

/// Makes one word of two neighbours where the other name has them as one.
fn join_words(words: &mut [Token; MOST], count: usize, others: &[Token]) -> usize {
    let mut count = count;
    let mut at = 0;
    while count > others.len() && at + 1 < count {
        let length = words[at].plain().len() + words[at + 1].plain().len();
        let fits = |o: &&Token| o.plain().len().abs_diff(length) < 2 && o.begins_as(&words[at]);
        let joined = others.iter().find(fits).map(|o| (o, words[at].joined(&words[at + 1])));
        match joined {
            Some((other, joined)) if joined.likeness(other) > 0.95 => {
                words[at] = joined;
                words.copy_within(at + 2..count, at + 1);
                count -= 1;
            }
            _ => at += 1,
        }
    }
    count
}

/// Pairs words one to one, the likest first; of equally like ones those in the same place.
fn align(a: &[Token], b: &[Token], wholes: (&Wholes, &Wholes)) -> Alignment {
    let mut likeness = [[0.0_f32; MOST]; MOST];
    for (i, x) in a.iter().enumerate() {
        for (j, y) in b.iter().enumerate() {
            let place = if (i + 1 == a.len()) == (j + 1 == b.len()) { 0.004 } else { 0.0 };
            likeness[i][j] = pair(x, y).max(whole(wholes.0[i], y)).max(whole(wholes.1[j], x)) + place;
        }
    }
    let mut found = Alignment { least: 1.0, in_order: true, ..Alignment::default() };
    let mut placed: [Option<usize>; MOST] = [None; MOST];
    loop {
        let mut best = (0.0, 0, 0);
        for i in (0..a.len()).filter(|&i| !found.taken[0][i]) {
            for j in (0..b.len()).filter(|&j| !found.taken[1][j]) {
                if likeness[i][j] > best.0 {
                    best = (likeness[i][j], i, j);
                }
            }
        }
        let (value, i, j) = best;
        if value < ALIGNED {
            break;
        }
        placed[i] = Some(j);
        found.add(value.min(1.0), (i, j), (a, b));
    }
    let order: Vec<usize> = placed.iter().flatten().copied().collect();
    found.in_order = order.is_sorted();
    found
}

impl Alignment {
    fn add(&mut self, value: f32, (i, j): (usize, usize), (a, b): (&[Token], &[Token])) {
        (self.taken[0][i], self.taken[1][j]) = (true, true);
        let value = if value < SURE { value - 1.3 * (SURE - value) } else { value };
        let initial = a[i].is_initial() || b[j].is_initial();
        let weight = if initial { 0.4 } else { 1.0 };
        self.sum += weight * value;
        self.weight += weight;
        match initial {
            true => self.initials += 1,
            false => {
                self.full += 1;
                self.least = self.least.min(value);
                let (last_a, last_b) = (i + 1 == a.len(), j + 1 == b.len());
                self.family |= last_a && last_b;
                self.last_of_one |= last_a || last_b;
            }
        }
    }
}

type Wholes = [Option<Token>; MOST];

/// "Le Pen" and "Lepen".
fn whole(a: Option<Token>, b: &Token) -> f32 {
    a.filter(|a| a.plain().len() == b.plain().len()).map_or(0.0, |a| a.likeness(b))
}

fn pair(a: &Token, b: &Token) -> f32 {
    match (a.is_initial(), b.is_initial()) {
        (false, false) => a.likeness(b),
        _ if a.begins_as(b) => 0.92,
        _ => 0.0,
    }
}

/// Words that both names have and that are not one another's: other given names, other surnames.
fn contradictions(found: &Alignment, a: &[Token], b: &[Token]) -> f32 {
    let open = |side: usize, words: &[Token], initial: bool| {
        let free =
            words.iter().enumerate().filter(|(i, w)| !found.taken[side][*i] && w.is_initial() == initial);
        free.count() as i32
    };
    let (full_a, full_b) = (open(0, a, false), open(1, b, false));
    let (short_a, short_b) = (open(0, a, true), open(1, b, true));
    let full = full_a.min(full_b);
    let rest = (full_a + short_a - full).min(full_b + short_b - full);
    0.4_f32.powi(full) * 0.6_f32.powi(rest) * extras(found, a, b, (full_a - full_b).abs())
}

/// What words cost that only one of the names has: little in the middle, more at the ends.
fn extras(found: &Alignment, a: &[Token], b: &[Token], count: i32) -> f32 {
    if count == 0 {
        return 1.0;
    }
    let (side, words) = if a.len() > b.len() { (0, a) } else { (1, b) };
    let open = |i: usize| !found.taken[side][i];
    let cost = (0..words.len()).filter(|&i| open(i) && !words[i].is_initial()).map(|i| match i {
        0 => 0.08,
        i if i + 1 == words.len() => 0.1,
        i if is_patronymic(words[i].plain()) => 0.01,
        _ => 0.04,
    });
    (1.0_f32 - cost.sum::<f32>()).max(0.6)
}

fn is_patronymic(plain: &str) -> bool {
    ["ovich", "evich", "ovych", "evych", "yovych", "ovna", "evna", "ivna"].iter().any(|e| plain.ends_with(e))
}

/// How much the aligned words carry: a surname alone is less than a name.
fn support(found: &Alignment, n: usize, m: usize) -> f32 {
    let ends = match (found.family, found.last_of_one) {
        (true, _) => 1.0,
        (false, true) => 0.75,
        (false, false) => 0.6,
    };
    match (found.full, found.initials) {
        (0, _) => 0.4,
        (1, 0) if n.max(m) > 1 => 0.66 * ends,
        (1, 0) => 0.95,
        (1, _) => 0.97 * ends,
        _ if found.in_order => 1.0,
        _ if n == m && found.full as usize == n => 0.97,
        _ => 0.93,
    }
}

fn suffixes(a: Option<u32>, b: Option<u32>) -> f32 {
    match (a, b) {
        (Some(x), Some(y)) if x != y => 0.35,
        (Some(_), None) | (None, Some(_)) => 0.92,
        _ => 1.0,
    }
}
