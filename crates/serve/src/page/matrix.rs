//! Holders × months for one issue: who stood where when, and when they moved.
use super::{
    parts::{Field, actor_link, choice, clip_to, empty, exports, limits, roll_up, stance},
    show,
    svg::months,
};
use crate::{
    ask::{Ask, Body},
    failure::Failure,
    params::link,
};
use maud::{Markup, html};
use rapporteur_record::{ActorKind, Stance};
use rapporteur_store::{Filter, LedgerRow, MatrixRow, Move, PositionRow, sign};
use std::collections::{BTreeMap, BTreeSet};

/// Holders and months on one page.
const HOLDERS: usize = 50;
const MONTHS: usize = 18;

/// One holder's row.
struct Line {
    name: String,
    position: Option<PositionRow>,
    /// By month; the last key is the most recent one.
    months: BTreeMap<String, MatrixRow>,
    undated: Option<MatrixRow>,
    /// Changes by month.
    moves: BTreeMap<String, Move>,
}

pub fn page(ask: &Ask) -> Result<Body, Failure> {
    let mut filter = ask.filter()?;
    let known = ask.record.issue_list(filter.known_at)?;
    if filter.issue.is_none() {
        // The first of the most reported.
        filter.issue = known.iter().rev().max_by_key(|row| row.reports).map(|row| row.issue.clone());
    }
    let issue = filter.issue.clone().unwrap_or_default();
    let text = known.into_iter().find(|row| row.issue.eq_ignore_ascii_case(&issue)).and_then(|row| row.text);
    let mut lines = lines(ask, &filter)?;
    let levels: BTreeSet<ActorKind> = lines.iter().map(Line::level).collect();
    if let Some(level) = ask.params.get("level") {
        lines.retain(|line| line.level().as_str() == level);
    }
    sort(&mut lines, ask.params.get("sort").unwrap_or("stance"));
    let content = html! {
        @if let Some(text) = &text { p.lead dir="auto" { (issue) ": " (text) } }
        (form(ask, &issue, &levels)?)
        @if lines.is_empty() { (empty(ask, &filter, "Nobody's position on this issue was found.")?) }
        @else { (table(ask, &issue, &lines)?) (exports(ask, "matrix", &[("issue", &issue)])) }
    };
    show(ask, "Who stands where", &content)
}

fn form(ask: &Ask, issue: &str, levels: &BTreeSet<ActorKind>) -> Result<Markup, Failure> {
    let level: Vec<(String, String)> =
        levels.iter().map(|level| (level.as_str().to_owned(), level.as_str().to_owned())).collect();
    let sorts = [
        ("stance", "stance"),
        ("first", "first mover"),
        ("recent", "most recent"),
        ("reports", "most reported"),
        ("name", "name"),
    ];
    let sorts: Vec<(String, String)> =
        sorts.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
    let more = html! { (choice(ask, "level", "Level", "all levels", &level)) (choice(ask, "sort", "Sorted by", "", &sorts)) (roll_up(ask)) };
    // The issue that is shown where none is asked for is chosen in the form.
    let asked = ask.params.with(ask.path, "issue", issue);
    let params = crate::params::Params::parse(asked.split_once('?').map_or("", |(_, query)| query));
    let fields = [Field::Issue, Field::Actor, Field::From, Field::To, Field::Outlet, Field::Confidence];
    limits(&Ask { params: &params, ..*ask }, &fields, &more)
}

fn lines(ask: &Ask, filter: &Filter) -> Result<Vec<Line>, Failure> {
    let mut lines: BTreeMap<String, Line> = BTreeMap::new();
    for row in ask.record.matrix(filter)?.rows {
        let line = lines.entry(row.actor.clone()).or_insert_with(|| Line::new(&row.actor));
        match row.month.clone() {
            Some(month) => drop(line.months.insert(month, row)),
            None => line.undated = Some(row),
        }
    }
    for row in ask.record.positions(filter)?.rows {
        if let Some(line) = lines.get_mut(&row.holder) {
            line.position = Some(row);
        }
    }
    for row in ask.record.ledger(filter)?.rows {
        if let (Some(line), Some(month)) = (lines.get_mut(&row.holder), month_of(&row))
            && row.step.is_change()
        {
            line.moves.insert(month, row.step);
        }
    }
    Ok(lines.into_values().collect())
}

/// The month in which a step is counted: that of the last day on which it can have been so.
fn month_of(row: &LedgerRow) -> Option<String> {
    let days = rapporteur_store::Days::of(row.after.fact.on, row.after.origin.published)?;
    Some(days.last.to_string().chars().take(7).collect())
}

impl Line {
    fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            position: None,
            months: BTreeMap::new(),
            undated: None,
            moves: BTreeMap::new(),
        }
    }

    fn level(&self) -> ActorKind {
        self.position.as_ref().map_or(ActorKind::Unknown, |row| row.level)
    }

    fn reports(&self) -> usize {
        self.months
            .values()
            .chain(&self.undated)
            .map(|row| counts(row).iter().map(|(_, n)| n).sum::<usize>())
            .sum()
    }
}

fn sort(lines: &mut [Line], by: &str) {
    // Equals stay in the order of their names.
    match by {
        "first" => lines.sort_by_key(|line| (line.months.is_empty(), line.months.keys().next().cloned())),
        "recent" => lines.sort_by_key(|line| std::cmp::Reverse(line.months.keys().next_back().cloned())),
        "reports" => lines.sort_by_key(|line| std::cmp::Reverse(line.reports())),
        "name" => {}
        _ => lines.sort_by_key(|line| line.position.as_ref().map(|row| row.stance)),
    }
}

fn table(ask: &Ask, issue: &str, lines: &[Line]) -> Result<Markup, Failure> {
    let seen = || lines.iter().flat_map(|line| line.months.keys());
    let months = match (seen().min(), seen().max()) {
        (Some(first), Some(last)) => months(first, last, MONTHS),
        _ => Vec::new(),
    };
    let earlier = seen().min().filter(|first| months.first().is_some_and(|shown| *first < shown));
    let number = ask.params.page()?;
    let shown = lines.iter().skip((number - 1) * HOLDERS).take(HOLDERS);
    let undated = lines.iter().any(|line| line.undated.is_some());
    let before = months.first().and_then(|month| super::svg::months("0001-01", month, 2).first().cloned());
    Ok(html! {
        @if earlier.is_some() && let Some(before) = before {
            p.meta { "The last " (MONTHS) " months. " a href=(ask.params.with(ask.path, "to", &before)) { "Earlier months" } }
        }
        div.scroll tabindex="0" role="group" aria-label="Matrix of holders and months" {
            table.matrix {
                caption.vh { "Reported stances on " (issue) " by holder and month; each cell leads to its evidence." }
                thead { tr {
                    th scope="col" { "Who" }
                    th scope="col" { "Now" }
                    @if undated { th scope="col" { "Undated" } }
                    @for month in &months { th scope="col" { (month) } }
                } }
                tbody { @for line in shown { (row(ask, issue, line, &months, undated)) } }
            }
        }
        (key())
        (pages(ask, number, lines.len()))
    })
}

fn pages(ask: &Ask, number: usize, lines: usize) -> Markup {
    let page = crate::ask::Page::<()> { rows: Vec::new(), number, more: number * HOLDERS < lines };
    super::parts::pager(ask, &page)
}

fn row(ask: &Ask, issue: &str, line: &Line, months: &[String], undated: bool) -> Markup {
    html! {
        tr {
            th scope="row" { (actor_link(&line.name)) @if line.level() != ActorKind::Unknown { " " span.level { (line.level().as_str()) } } }
            td.now {
                @if let Some(position) = &line.position {
                    a href=(super::parts::fact_path(&position.last.id.0)) { (stance(position.stance)) }
                    @if !position.change().is_empty() { " " span.was { span.vh { "before: " } (position.change()) } }
                }
            }
            @if undated { td { @if let Some(found) = &line.undated { (cell(ask, issue, found, None)) } } }
            @for month in months {
                @match line.months.get(month) {
                    Some(found) => td.{ "b-" (main_stance(found).as_str()) } { (cell(ask, issue, found, line.moves.get(month).copied())) },
                    None => td {},
                }
            }
        }
    }
}

fn counts(row: &MatrixRow) -> [(Stance, usize); 4] {
    [
        (Stance::Support, row.support),
        (Stance::Oppose, row.oppose),
        (Stance::Conditional, row.conditional),
        (Stance::Undecided, row.undecided),
    ]
}

/// The stance that colours a cell: the most reported.
fn main_stance(row: &MatrixRow) -> Stance {
    // The first of equals, in the order of stances.
    counts(row).into_iter().rev().max_by_key(|(_, n)| *n).map_or(Stance::Undecided, |(stance, _)| stance)
}

fn cell(ask: &Ask, issue: &str, row: &MatrixRow, step: Option<Move>) -> Markup {
    let month = row.month.as_deref().unwrap_or("none");
    let limits: Vec<(&str, &str)> = ["outlet", "confidence", "known_at"]
        .into_iter()
        .filter_map(|name| ask.params.get(name).map(|value| (name, value)))
        .chain([("issue", issue), ("actor", row.actor.as_str()), ("month", month)])
        .collect();
    html! {
        a.cell href=(link("/matrix/cell", &limits)) {
            @for (stance, n) in counts(row) {
                @if n > 0 { span.count aria-hidden="true" { (sign(stance)) (n) } span.vh { (n) " " (stance.as_str()) " " } }
            }
            @if let Some(step) = step { span.step title=(step.as_str()) { span aria-hidden="true" { "◆" } span.vh { (step.as_str()) } } }
        }
    }
}

fn key() -> Markup {
    html! {
        p.key {
            @for stance in Stance::ALL { (self::stance(*stance)) " " }
            span { "◆ the position changed" } " "
            span { "Figures count reports; no report is no position." }
        }
    }
}

/// A name in a title.
pub fn titled(name: &str) -> String {
    clip_to(name, 80)
}
