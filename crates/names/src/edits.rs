//! The cost of turning one row of sounds into another, with cheap confusions by `data/confusions.tsv`.
use crate::short::Short;
use crate::sounds::is_vowel;
use crate::table::rows;
use std::sync::OnceLock;

const CONFUSIONS: &str = include_str!("../data/confusions.tsv");
const WHOLE: u16 = 100;
const TRANSPOSED: u16 = 60;

struct Costs {
    replace: Box<[[u8; 128]; 128]>,
    leave: [u8; 128],
}

fn costs() -> &'static Costs {
    static COSTS: OnceLock<Costs> = OnceLock::new();
    COSTS.get_or_init(|| {
        let mut costs = Costs { replace: Box::new([[WHOLE as u8; 128]; 128]), leave: [80; 128] };
        let vowels = || (0..128_u8).filter(|&s| is_vowel(s));
        for a in vowels() {
            costs.leave[usize::from(a)] = 40;
            vowels().for_each(|b| costs.replace[usize::from(a)][usize::from(b)] = 40);
        }
        for row in rows(CONFUSIONS) {
            let place = |text: &str| usize::from(text.as_bytes()[0] & 127);
            let cost = row[2].parse().unwrap_or(WHOLE as u8);
            match row[1] {
                "-" => costs.leave[place(row[0])] = cost,
                other => {
                    costs.replace[place(row[0])][place(other)] = cost;
                    costs.replace[place(other)][place(row[0])] = cost;
                }
            }
        }
        (0..128).for_each(|s| costs.replace[s][s] = 0);
        costs
    })
}

/// The cost in hundredths of an edit, swapped neighbours included (after Damerau and Levenshtein).
pub fn cost(a: &Short, b: &Short) -> u16 {
    let (a, b, costs) = (a.bytes(), b.bytes(), costs());
    let replace = |x: u8, y: u8| match x | y {
        0..=127 => u16::from(costs.replace[usize::from(x)][usize::from(y)]),
        _ => WHOLE * u16::from(x != y),
    };
    let leave = |x: u8| u16::from(costs.leave[usize::from(x & 127)]);
    let mut table = [[0_u16; Short::ROOM + 1]; 3];
    for (j, &y) in b.iter().enumerate() {
        table[0][j + 1] = table[0][j] + leave(y);
    }
    for (i, &x) in a.iter().enumerate() {
        let (here, above, higher) = ((i + 1) % 3, i % 3, (i + 2) % 3);
        table[here][0] = table[above][0] + leave(x);
        for (j, &y) in b.iter().enumerate() {
            let mut best = (table[above][j] + replace(x, y))
                .min(table[above][j + 1] + leave(x))
                .min(table[here][j] + leave(y));
            if i > 0 && j > 0 && x == b[j - 1] && y == a[i - 1] {
                best = best.min(table[higher][j - 1] + TRANSPOSED);
            }
            table[here][j + 1] = best;
        }
    }
    table[a.len() % 3][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn confusions_cost_less_than_other_edits() {
        let cost = |a: &str, b: &str| cost(&Short::from(a), &Short::from(b));
        assert_eq!(cost("sibiga", "sibiga"), 0);
        assert_eq!(cost("sibiga", "sibiha"), 25);
        assert_eq!(cost("", "ab"), 120);
        assert_eq!(cost("marta", "matra"), 60);
        assert!(cost("raul", "paul") >= 100);
    }
}
