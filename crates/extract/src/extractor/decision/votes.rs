//! Counts of votes, stated as counts.
use super::lexicon::{Lexicon, lexicon};
use rapporteur_record::{Act, Votes};
use regex::{Captures, Regex};
use std::sync::LazyLock;

/// Numbers as news write them: digits, or words up to ninety-nine.
const NUMBER: &str = r"(\d{1,3}(?:,\d{3})+|\d{1,5}|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(?:one|two|three|four|five|six|seven|eight|nine))?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|none|no)";
const WORDS: [&str; 20] = [
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

struct Patterns {
    context: Regex,
    pro: Vec<Regex>,
    contra: Vec<Regex>,
    abstain: Vec<Regex>,
    pairs: Vec<Regex>,
    margin: Regex,
    members: Vec<Regex>,
}

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let Lexicon { votes, .. } = lexicon();
    let one = |p: &str| Regex::new(&p.replace('N', &format!(r"\b{NUMBER}"))).expect("a valid vote pattern");
    let all = |patterns: &[String]| patterns.iter().map(|p| one(p)).collect();
    Patterns {
        context: Regex::new(&format!(r"\b(?:{})\b", votes.context.join("|"))).expect("valid context words"),
        pro: all(&votes.pro),
        contra: all(&votes.contra),
        abstain: all(&votes.abstain),
        pairs: all(&votes.pairs),
        margin: one(&votes.margin),
        members: all(&votes.members),
    }
});

/// The counts that the sentence states; empty where it states none or impossible ones (more votes than members).
pub fn counts(sentence: &str) -> Votes {
    let lower = sentence.to_lowercase();
    let p = &*PATTERNS;
    if !p.context.is_match(&lower) {
        return Votes::default();
    }
    let text = p.margin.replace_all(&lower, " ");
    let first = |patterns: &[Regex]| patterns.iter().find_map(|r| number(&r.captures(&text)?, 1));
    let mut votes = Votes { pro: first(&p.pro), contra: first(&p.contra), abstain: first(&p.abstain) };
    if let Some((pro, contra, abstain)) = p.pairs.iter().find_map(|r| pair(r, &text)) {
        votes.pro = votes.pro.filter(|_| votes.contra.is_some()).or(Some(pro));
        votes.contra = votes.contra.or(Some(contra));
        votes.abstain = votes.abstain.or(abstain);
    }
    if votes.pro.is_none() && votes.contra.is_none() { Votes::default() } else { guarded(votes, &text) }
}

/// The counts for an act: of "rejected it by 61 votes to 40" the larger is against.
pub fn of_act(sentence: &str, act: Act) -> Votes {
    let votes = counts(sentence);
    match (votes.pro, votes.contra) {
        (Some(pro), Some(contra)) if act == Act::Reject && pro > contra => {
            Votes { pro: Some(contra), contra: Some(pro), ..votes }
        }
        _ => votes,
    }
}

/// Counts of both sides said in one breath, with abstentions where a third number follows.
fn pair(pattern: &Regex, text: &str) -> Option<(u32, u32, Option<u32>)> {
    pattern.captures_iter(text).find_map(|c| {
        let (pro, contra) = (number(&c, 1)?, number(&c, 2)?);
        let span = c.get(0)?;
        // "2019-2024" and "9 to 5" are years and hours unless a vote stands near.
        let years = pro > 1900 && contra > 1900 && pro < 2100 && contra < 2100;
        let near = &text
            [floor(text, span.start().saturating_sub(60))..floor(text, (span.end() + 30).min(text.len()))];
        let vote = [
            "vote", "favour", "favor", "passed", "adopted", "approved", "rejected", "abst", "carried",
            "against",
        ];
        (!years && vote.iter().any(|w| near.contains(w))).then(|| (pro, contra, number(&c, 3)))
    })
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Drops counts that cannot be: their sum exceeds the membership that the sentence states.
fn guarded(votes: Votes, text: &str) -> Votes {
    let sum = [votes.pro, votes.contra, votes.abstain].into_iter().flatten().fold(0u32, u32::saturating_add);
    let members = PATTERNS.members.iter().find_map(|r| number(&r.captures(text)?, 1));
    if members.is_some_and(|m| sum > m) { Votes::default() } else { votes }
}

fn number(captures: &Captures, group: usize) -> Option<u32> {
    let text = captures.get(group)?.as_str();
    let word = |w: &str| WORDS.iter().position(|&x| x == w).map(|n| n as u32);
    let tens = || {
        let (ten, one) = text.split_once('-').unwrap_or((text, "no"));
        Some((TENS.iter().position(|&t| t == ten)? as u32 + 2) * 10 + word(one)?)
    };
    let digits = || text.replace(',', "").parse().ok();
    if text == "none" { Some(0) } else { word(text).or_else(tens).or_else(digits) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn triple(sentence: &str) -> [Option<u32>; 3] {
        let Votes { pro, contra, abstain } = counts(sentence);
        [pro, contra, abstain]
    }

    #[test]
    fn reads_counts_in_the_forms_of_the_news() {
        let all = |a, b, c| [Some(a), Some(b), Some(c)];
        for (sentence, expected) in [
            ("It was approved with 512 votes in favour, 98 against and 20 abstentions.", all(512, 98, 20)),
            ("Members backed the text by 340 votes to 279, with 21 abstentions.", all(340, 279, 21)),
            ("The bill passed 52-48.", [Some(52), Some(48), None]),
            ("The motion was carried by 30 votes to 21.", [Some(30), Some(21), None]),
            ("The council voted 9 to 4 for the cap, with two members abstaining.", all(9, 4, 2)),
            ("Ministers adopted the regulation by 23 votes.", [Some(23), None, None]),
            (
                "A resolution that passed by 425 votes to 131 with 63 abstentions binds nobody.",
                all(425, 131, 63),
            ),
            ("Seven members voted for, three voted against and one abstained.", all(7, 3, 1)),
            ("The assembly adopted it 141–5–35 in a vote.", all(141, 5, 35)),
            ("1,204 delegates voted in favour and 310 against.", [Some(1204), Some(310), None]),
            ("There were 12 votes for, none against.", [Some(12), Some(0), None]),
            ("Fifty-one senators voted in favour and thirteen against.", [Some(51), Some(13), None]),
            ("The bill was passed by 88 deputies, with 12 against and four abstentions.", all(88, 12, 4)),
        ] {
            assert_eq!(triple(sentence), expected, "{sentence}");
        }
    }

    #[test]
    fn a_majority_a_membership_or_a_year_is_no_count() {
        for sentence in [
            "It was approved by a majority of the 281 lawmakers.",
            "The vote passed with a majority of 12.",
            "The 705-member chamber voted on Tuesday.",
            "They voted against the 2019-2024 plan.",
            "Shops may open 9 to 5, the council said.",
        ] {
            assert_eq!(triple(sentence), [None; 3], "{sentence}");
        }
    }

    #[test]
    fn impossible_sums_are_dropped() {
        assert_eq!(
            triple("Of the 10 members, 9 voted for and 8 voted against: 9 of the 10 members."),
            [None; 3]
        );
    }
}
