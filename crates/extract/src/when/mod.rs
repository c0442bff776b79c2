//! The date that governs a clause.
//!
//! "On May 28, after talks, Ann Lee said the ban would end on Friday": May 28 governs "said", Friday governs "end".
//! Each rule is one function that sees one way in which a text ties a time to a clause; the first that knows decides,
//! also when what it knows is that the time is no calendar date ("said this week").
mod attach;
mod before;

use attach::Tie;
use rapporteur_record::{Annotated, Dep, PartialDate, Pos, Time, TimeKind};

/// The date on which the event of the clause headed by token `head` is said to have happened: the time expression
/// that modifies the clause or the nearest clause above that speaks of the same event; `None` where none governs it.
/// `head` may be a verb or a noun of saying ("his warning on Thursday").
pub fn governing(annotated: &Annotated, head: usize) -> Option<PartialDate> {
    governing_within(annotated, head, MOST_STEPS)
}

/// How many clauses the date is looked for; deeper chains speak of other events.
const MOST_STEPS: usize = 6;

fn governing_within(text: &Annotated, head: usize, steps: usize) -> Option<PartialDate> {
    let own = own_time(text, head);
    match own.or_else(|| leading_time(text, head)) {
        Some(time) => dated(time),
        None => steps.checked_sub(1).and_then(|left| {
            after_event(text, head, left)
                .or_else(|| shared(text, head, left))
                .or_else(|| before::date(text, head, left))
        }),
    }
}

/// The time that the clause has for itself, the closest tie first.
fn own_time<'t>(text: &'t Annotated, head: usize) -> Option<&'t Time> {
    let sentence = text.sentence_of(head).span;
    let in_sentence = || text.times.iter().filter(|t| sentence.contains(t.span) && is_date(text, t));
    let tied = in_sentence().filter(|t| same_quotation(text, head, t));
    tied.filter_map(|t| attach::tie(text, t, head).map(|tie| (tie, t)))
        .min_by_key(|&(tie, t)| (tie, distance(text, head, t)))
        .map(|(_, time)| time)
}

/// A date or time of day that says more than an hour; a bare clock time ("09:20") dates nothing by itself.
fn is_date(text: &Annotated, time: &Time) -> bool {
    let calendar = !time.value.ends_with("_REF") && !time.value.starts_with('X');
    let words = text.document.at(time.span);
    match time.kind {
        TimeKind::Date => calendar,
        TimeKind::Time => calendar && words.split(|c: char| !c.is_alphabetic()).any(|w| w.len() > 2),
        TimeKind::Duration | TimeKind::Set => false,
    }
}

/// A time inside a quotation does not date the words around it.
fn same_quotation(text: &Annotated, head: usize, time: &Time) -> bool {
    let token = text.tokens_in(time.span).start;
    let of = |t| text.quotation_of(t).map(|q| q.span);
    of(token).is_none() || of(token) == of(head)
}

fn distance(text: &Annotated, head: usize, time: &Time) -> usize {
    text.tokens_in(time.span).start.abs_diff(head)
}

fn dated(time: &Time) -> Option<PartialDate> {
    time.date()
}

/// "On May 28, after talks, X declared": a time at the sentence's start governs its main clause, whatever the parser
/// hangs it on.
fn leading_time<'t>(text: &'t Annotated, head: usize) -> Option<&'t Time> {
    let sentence = text.sentence_of(head);
    let first = sentence.tokens.start;
    let time = text.times.iter().find(|t| sentence.span.contains(t.span) && is_date(text, t))?;
    let at = text.tokens_in(time.span).start;
    let opens =
        (first..at).all(|t| matches!(text.tokens[t].pos, Pos::Adp | Pos::Adv | Pos::Cconj | Pos::Sconj));
    let ties_down =
        text.times.iter().any(|t| t.span.start > time.span.start && attach::tie(text, t, head).is_some());
    let root = text.head(head).is_none();
    let told = root || !is_present(text, head);
    let free = attach::is_adverbial(text, time) || opens_alone(text, first, time);
    (opens && !ties_down && free && told && is_main(text, head)).then_some(time)
}

/// A day at the very start, or a date under a preposition there, that the parser took for part of a name: "Last
/// Thursday Latvia's premier said", "In May Lord Hay said".
fn opens_alone(text: &Annotated, first: usize, time: &Time) -> bool {
    let tokens = text.tokens_in(time.span);
    let owner = text.document.text[time.span.end..].starts_with(['\'', '’', '-']);
    let day = time.date().is_some_and(|d| d.day().is_some());
    !owner && (day || tokens.start > first)
}

fn is_present(text: &Annotated, verb: usize) -> bool {
    matches!(text.tokens[verb].tag, "VBP" | "VBZ")
}

/// The root, what is coordinated with it, and a clause set beside it (": …, he said").
fn is_main(text: &Annotated, head: usize) -> bool {
    match (text.tokens[head].dep, text.head(head)) {
        (Dep::Root, _) => true,
        (Dep::Conj | Dep::Parataxis, Some(above)) => is_main(text, above),
        (Dep::Ccomp, Some(above)) => is_main(text, above) && is_beside(text, head, above),
        _ => false,
    }
}

/// A clause that the parser calls a complement although it stands on its own: no "that" and a mark between.
fn is_beside(text: &Annotated, head: usize, above: usize) -> bool {
    let (from, to) = (head.min(above), head.max(above));
    text.child(head, &[Dep::Mark]).is_none() && (from..to).any(|t| matches!(text.word(t), ":" | ";"))
}

/// "a day after officials disclosed": the date of the clause around, moved by the days between.
fn after_event(text: &Annotated, head: usize, steps: usize) -> Option<PartialDate> {
    let mark = text.children(head).iter().copied().find(|&c| matches!(text.lemma(c), "after" | "before"));
    let mark = mark.or_else(|| text.head(head).filter(|&h| matches!(text.lemma(h), "after" | "before")))?;
    let between =
        text.times.iter().find(|t| text.tokens_in(t.span).end == mark && t.kind == TimeKind::Duration)?;
    let days: i32 = between.value.strip_prefix('P')?.strip_suffix('D')?.parse().ok()?;
    let before = |&c: &usize| c < mark && text.tokens[c].dep == Dep::Advcl && Tie::can_hold(text, c);
    let around = text.ancestors(head).find(|&a| Tie::can_hold(text, a));
    let around = around.or_else(|| text.children(head).iter().copied().find(before))?;
    let date = governing_within(text, around, steps)?;
    moved(date, if text.lemma(mark) == "after" { -days } else { days })
}

fn moved(date: PartialDate, days: i32) -> Option<PartialDate> {
    let (month, day) = (date.month()?, date.day()?);
    let date =
        jiff::civil::Date::new(date.year(), i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    let moved = date.checked_add(jiff::Span::new().try_days(i64::from(days)).ok()?).ok()?;
    PartialDate::ymd(moved.year(), u8::try_from(moved.month()).ok()?, u8::try_from(moved.day()).ok()?)
}

/// The date of the clause above where both speak of one event: "wondered … and advised", "said, adding", "voted to".
fn shared(text: &Annotated, head: usize, steps: usize) -> Option<PartialDate> {
    let above = text.head(head)?;
    let own_subject = text.child(head, &[Dep::Nsubj, Dep::Nsubjpass]).is_some();
    let same = match text.tokens[head].dep {
        Dep::Conj => !own_subject,
        Dep::Xcomp => true,
        Dep::Advcl => {
            !own_subject && text.tokens[head].tag == "VBG" && text.child(head, &[Dep::Mark]).is_none()
        }
        Dep::Pcomp => text.lemma(above) == "as",
        Dep::Ccomp => text.lemma(above) == "let" || holds_while_said(text, head),
        _ => false,
    };
    let verb = match text.tokens[above].pos {
        Pos::Adp => text.head(above)?,
        _ => above,
    };
    (same && Tie::can_hold(text, verb)).then(|| governing_within(text, verb, steps)).flatten()
}

/// "said on Monday that it opposes the plan": what a speaker holds at present, it holds when it says so.
fn holds_while_said(text: &Annotated, head: usize) -> bool {
    let subject = text.child(head, &[Dep::Nsubj]);
    is_present(text, head) && subject.is_some_and(|s| text.tokens[s].tag == "PRP")
}
