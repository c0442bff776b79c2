//! Drawings: numbers in, elements out. No styles inside, since the policy forbids them: classes only.
use jiff::civil;
use maud::{Markup, html};
use rapporteur_record::PartialDate;

/// A bar of votes for, against and abstaining; `most` is the sum that fills it.
pub fn votes(counts: [Option<u32>; 3], most: u32) -> Markup {
    let width = |n: u32| f64::from(n) * 240.0 / f64::from(most.max(1));
    let classes = ["support", "oppose", "undecided"];
    let mut at = 0.0;
    let mut bars = Vec::new();
    for (count, class) in counts.into_iter().zip(classes) {
        let wide = width(count.unwrap_or(0));
        bars.push((at, wide, class));
        at += wide;
    }
    let said = counts.map(|n| n.map_or_else(|| "not stated".to_owned(), |n| n.to_string()));
    html! {
        svg.votes viewBox="0 0 240 10" role="img" aria-label={ (said[0]) " for, " (said[1]) " against, " (said[2]) " abstaining" } {
            rect.track x="0" y="0" width="240" height="10" {}
            @for (x, width, class) in bars {
                @if width > 0.0 { rect.{ "f-" (class) } x=(number(x)) y="0" width=(number(width)) height="10" {} }
            }
        }
    }
}

/// With one decimal, which is finer than a screen.
pub fn number(value: f64) -> String {
    format!("{value:.1}")
}

/// Every month from the first to the last, both as `YYYY-MM`, as long as there are no more than `most`.
pub fn months(first: &str, last: &str, most: usize) -> Vec<String> {
    let parse = |month: &str| -> Option<i32> {
        let (year, month) = month.split_once('-')?;
        Some(year.parse::<i32>().ok()? * 12 + month.parse::<i32>().ok()? - 1)
    };
    let (Some(first), Some(last)) = (parse(first), parse(last)) else { return Vec::new() };
    let first = first.max(last.saturating_sub(most as i32 - 1));
    (first..=last).map(|n| format!("{:04}-{:02}", n.div_euclid(12), n.rem_euclid(12) + 1)).collect()
}

/// The day as a number that grows by one a day.
pub fn day_number(date: PartialDate) -> i64 {
    let (first, _) = date.bounds();
    let day =
        civil::Date::new(first.year(), first.month().unwrap_or(1) as i8, first.day().unwrap_or(1) as i8);
    day.map_or(0, |day| day.duration_since(civil::Date::ZERO).as_hours() / 24)
}

/// The day of such a number, as `YYYY-MM-DD`.
pub fn day(number: i64) -> Option<String> {
    let days = jiff::Span::new().try_days(number).ok()?;
    civil::Date::ZERO.checked_add(days).ok().map(|day| day.to_string())
}

/// Months that begin between two days by their numbers, each with that of its first day.
pub fn months_between(first: i64, last: i64) -> Vec<(String, i64)> {
    let (Some(first), Some(last)) = (day(first), day(last)) else { return Vec::new() };
    let all = months(&first[..7.min(first.len())], &last[..7.min(last.len())], 12 * 200);
    all.into_iter().filter_map(|month| Some((month.clone(), day_number(month.parse().ok()?)))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_follow_one_another() {
        assert_eq!(months("2023-11", "2024-02", 12), ["2023-11", "2023-12", "2024-01", "2024-02"]);
        assert_eq!(months("1990-01", "2024-02", 2), ["2024-01", "2024-02"]);
        assert!(months("", "2024-02", 12).is_empty());
    }

    #[test]
    fn days_are_counted() {
        let between = |a: &str, b: &str| day_number(b.parse().unwrap()) - day_number(a.parse().unwrap());
        assert_eq!(between("2024-02-28", "2024-03-01"), 2);
        assert_eq!(between("2023-02-28", "2023-03-01"), 1);
        assert_eq!(between("2023-01-01", "2024-01-01"), 365);
        assert_eq!(between("2024-01-01", "2025-01-01"), 366);
        let day = |text: &str| day_number(text.parse().unwrap());
        let months = months_between(day("2023-12-15"), day("2024-02-01"));
        let names: Vec<&str> = months.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["2023-12", "2024-01", "2024-02"]);
        assert_eq!(months[2].1, day("2024-02-01"));
    }
}
