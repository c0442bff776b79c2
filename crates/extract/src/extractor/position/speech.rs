//! Positions that follow from other facts: what is said, asked, warned of and decided.
use super::{
    Found, clause,
    side::{self, Side},
    track::{Track, words_at},
};
use crate::{
    extractor::Context,
    link::issues::{
        Index,
        lexicon::{self, Role},
        proviso,
        words::Word,
    },
    when,
};
use rapporteur_record::{
    Act, ActorKind, Claim, Decision, Dep, Fact, Measure, Mode, Reality, Sentence, SentenceKind, Span, Stance,
    Statement, Status, TokenRange,
};

/// `found` are the positions that predicates tell: where what somebody says is another's position, likeness of words makes
/// no position of the speaker.
pub fn find(context: &Context, index: &Index, track: &Track, found: &[Found]) -> Vec<Found> {
    context
        .facts
        .iter()
        .enumerate()
        .flat_map(|(n, fact)| from(&Reader { context, index, track }, n, fact))
        .filter(|f| !is_others(context, f, found))
        .flat_map(|found| spread(context, found))
        .chain(fronted(context, index, track))
        .collect()
}

/// "For Spain, the plan is unacceptable": whose view the rest of the sentence is.
fn fronted(context: &Context, index: &Index, track: &Track) -> Vec<Found> {
    let text = context.text;
    let reader = Reader { context, index, track };
    let from = |sentence: &Sentence| -> Option<Found> {
        let first = sentence.tokens.start;
        let holds = sentence.kind != SentenceKind::Clutter && text.lemma(first).eq_ignore_ascii_case("for");
        let head = text.child(first, &[Dep::Pobj]).filter(|_| holds)?;
        let holder = clause::actors_at(text, head).into_iter().next()?;
        let rest = text
            .span(TokenRange::new(text.subtree(first).end.min(sentence.tokens.end - 1), sentence.tokens.end));
        let side = reader.said(&[rest], Mode::Direct, false).into_iter().next()?;
        Some(Found {
            holder,
            side,
            on: when::governing(text, first),
            evidence: vec![sentence.span],
            at: first,
            past: false,
        })
    };
    text.sentences.iter().filter_map(from).collect()
}

/// What a group says, those say that it is explained by: "other partners, such as the U.K.".
fn spread(context: &Context, found: Found) -> Vec<Found> {
    let text = context.text;
    let group = found.holder.kind == ActorKind::Group || found.holder.kind == ActorKind::Unknown;
    let Some(span) = found.holder.mention.filter(|_| group) else { return vec![found] };
    let head = text.mentions.iter().find(|m| text.span(m.tokens) == span).map(|m| m.head);
    let examples = head.map(|h| clause::examples(text, h)).unwrap_or_default();
    if examples.is_empty() {
        return vec![found];
    }
    examples.into_iter().map(|holder| Found { holder, ..found.clone() }).collect()
}

/// The positions that follow from the fact at place `n`.
fn from(reader: &Reader, n: usize, fact: &Fact) -> Vec<Found> {
    let sides = match &fact.claim {
        Claim::Statement(s) => reader.stated(fact, s),
        Claim::Report(r) if r.within.is_some() && r.reality == Reality::Actual => {
            reader.stated(fact, &r.said)
        }
        Claim::Demand(d) => reader.asked(d.action),
        Claim::Warning(w) => reader.warned(w.trigger, w.consequence).into_iter().collect(),
        Claim::Decision(d) => reader.decided(d, n).into_iter().collect(),
        Claim::Measure(m) => reader.measured(m, n).into_iter().collect(),
        Claim::Position(_) | Claim::Report(_) => Vec::new(),
    };
    let at = reader.context.text.tokens_in(fact.evidence[0]).start;
    let holder = fact.claim.actor();
    sides
        .into_iter()
        .map(|side| Found {
            holder: holder.clone(),
            side,
            on: fact.on,
            evidence: fact.evidence.clone(),
            at,
            past: false,
        })
        .collect()
}

/// Whether a weak reading of what is said stands on a sentence that tells where another stands on the same issue.
fn is_others(context: &Context, said: &Found, found: &[Found]) -> bool {
    let weak =
        ["said×phrasing", "said×judged×focus", "said×ought"].iter().any(|r| said.side.rule.starts_with(r));
    let here = |f: &Found| said.evidence.iter().any(|e| e.contains(context.text.tokens[f.at].span));
    weak && found
        .iter()
        .any(|f| here(f) && f.side.issue == said.side.issue && f.holder.name != said.holder.name)
}

/// "would not make us a party to the war" denies the consequence.
fn reassures(consequence: &[Word]) -> bool {
    let brings = ["mak", "make", "lead", "cause", "caus", "mean", "bring", "trigger", "put", "count"];
    consequence.windows(2).any(|w| w[0].stem == "not" && brings.contains(&&*w[1].stem))
}

/// Stems of cues that announce a bad consequence.
const THREATS: &[&str] = &["warn", "threaten", "caution"];

fn has_cue(context: &Context, cue: &[Span], stems: &[&str]) -> bool {
    cue.iter().flat_map(|&s| words_at(context.text, s)).any(|w| stems.contains(&&*w.stem))
}

/// Whether the same sentence is a warning of the same actor, which says more.
fn warns(facts: &[Fact], statement: &Fact) -> bool {
    facts.iter().any(|f| {
        matches!(f.claim, Claim::Warning(_))
            && f.claim.actor().name == statement.claim.actor().name
            && f.evidence.iter().any(|e| statement.evidence.contains(e))
    })
}

struct Reader<'a> {
    context: &'a Context<'a>,
    index: &'a Index<'a>,
    track: &'a Track,
}

/// Least difference of resemblance to the phrasings for and against that tells a side by itself.
const LEANING: f32 = 4.0;

/// The same where the words name nothing else: a pair of neighbours is enough.
const RESEMBLING: f32 = 2.0;

/// The words of a brief remark.
const BRIEF: usize = 10;

/// Stems of cues that ask for what they attribute: it is no judgement of anything else.
const WISHES: &[&str] = &["urg", "demand", "call", "appeal", "plead", "implor", "press", "exhort"];

/// Stems of cues that put in doubt what they attribute.
const DOUBTS: &[&str] =
    &["doubt", "deny", "den", "disput", "question", "wonder", "ask", "quer", "inquir", "enquir"];

impl Reader<'_> {
    fn matter(&self, span: Span, words: &[Word]) -> Option<side::Matter> {
        let text = self.context.text;
        let token = text.tokens_in(span).start;
        let sentence = text.tokens.get(token)?.sentence;
        let from = text.sentences[sentence].span.start;
        let before = words_at(text, Span::new(from.min(span.start), span.start));
        side::matter(text, self.index, self.track, sentence, &before, words)
    }

    /// The sides of what somebody said.
    fn stated(&self, fact: &Fact, said: &Statement) -> Vec<Side> {
        let (context, cue) = (self.context, &said.cue);
        let nobody = matches!(said.speaker.kind, ActorKind::Outlet | ActorKind::Unknown);
        if nobody || said.denied || warns(context.facts, fact) || has_cue(context, cue, DOUBTS) {
            return Vec::new();
        }
        let content = self.own_words(said);
        match content.first() {
            Some(&first) if has_cue(context, cue, THREATS) => self.warned(None, first).into_iter().collect(),
            Some(_) => self.said(&content, said.mode, has_cue(context, cue, WISHES)),
            None => Vec::new(),
        }
    }

    /// What is said without what it reports of others: "said that Oslo had asked for a pause" ends before Oslo.
    fn own_words(&self, said: &Statement) -> Vec<Span> {
        let inner = |f: &Fact| match &f.claim {
            Claim::Report(r) if r.within.is_some() && r.said.speaker.name != said.speaker.name => {
                r.said.speaker.mention.into_iter().chain(r.said.content.iter().copied()).collect()
            }
            _ => Vec::new(),
        };
        let reported: Vec<Span> = self.context.facts.iter().flat_map(inner).collect();
        let cut = |span: &Span| {
            let first = reported.iter().filter(|r| span.contains(**r)).map(|r| r.start).min();
            let end = first.unwrap_or(span.end);
            (end > span.start).then(|| Span::new(span.start, end))
        };
        said.content.iter().filter_map(cut).collect()
    }

    /// A content takes a side where it judges the matter, or says what ought to be done.
    fn said(&self, content: &[Span], mode: Mode, wished: bool) -> Vec<Side> {
        let text = self.context.text;
        let words: Vec<Word> = content.iter().flat_map(|&s| words_at(text, s)).collect();
        let Some(matter) = self.matter(content[0], &words) else { return Vec::new() };
        let Some((sign, how, confidence)) =
            self.read(&matter, mode).filter(|r| !wished || r.1 != "judged×focus")
        else {
            return Vec::new();
        };
        let rule = format!("said×{how}({})", if sign > 0 { "for" } else { "against" });
        let stance = side::stance(sign, matter.reading.condition);
        let side = Side { issue: matter.issue, stance, rule, confidence };
        let of_terms = (stance == Stance::Conditional).then(|| side::of_terms(self.index, &matter)).flatten();
        std::iter::once(side).chain(of_terms).collect()
    }

    fn read(&self, matter: &side::Matter, mode: Mode) -> Option<(i8, &'static str, f32)> {
        let reading = &matter.reading;
        if !matter.named && !matter.refers && !matter.terms.is_empty() {
            return self.supposed(matter);
        }
        let lean = self.index.lean(matter.issue, &matter.main);
        let plain = matter.terms.is_empty() && (lean.abs() >= LEANING || !turns(&matter.main));
        match (reading.judged, reading.effect) {
            _ if plain && !matter.named && lean.abs() >= RESEMBLING => {
                Some((lean.signum() as i8, "phrasing", 0.55))
            }
            (0, effect) if effect != 0 && reading.ought && (matter.named || reading.last != 0) => {
                Some((effect, "ought×effect", 0.7))
            }
            (judged, _) if judged != 0 && (matter.named || matter.refers) => Some((judged, "judged", 0.6)),
            _ if plain && lean.abs() >= LEANING => Some((lean.signum() as i8, "phrasing", 0.5)),
            // Of long indirect speech nobody knows whether it is still about that.
            (judged, _) if judged != 0 && (mode != Mode::Indirect || matter.main.len() <= BRIEF) => {
                Some((judged, "judged×focus", 0.4))
            }
            _ => None,
        }
    }

    /// "It would be a mistake if the ban were lifted": the judgement is of what the terms name.
    fn supposed(&self, matter: &side::Matter) -> Option<(i8, &'static str, f32)> {
        let link = self.index.link(&matter.terms, Some(matter.issue)).filter(|l| l.issue == matter.issue)?;
        let step = self.index.read(link.issue, &matter.terms, matter.reference).done();
        let judged = self.index.read(link.issue, &matter.main, 1).judged;
        (step * judged != 0).then_some((step * judged, "supposed×judged", 0.6))
    }

    fn asked(&self, action: Span) -> Vec<Side> {
        let words = words_at(self.context.text, action);
        let Some(matter) = self.matter(action, &words).filter(|m| m.reading.effect != 0 || m.main.len() < 5)
        else {
            return Vec::new();
        };
        side::of(super::attitudes::Attitude::Wish, false, &matter).into_iter().collect()
    }

    /// Whoever warns of what a step would bring opposes the step.
    fn warned(&self, trigger: Option<Span>, consequence: Span) -> Option<Side> {
        let span = trigger.unwrap_or(consequence);
        let words = words_at(self.context.text, span);
        let split = proviso::split(&words);
        let words = if split.main.is_empty() { split.terms } else { words };
        let matter = self.matter(span, &words)?;
        if trigger.is_some() && !matter.named && !matter.refers
            || reassures(&words_at(self.context.text, consequence))
        {
            return None;
        }
        let led = self.led(matter.issue, consequence);
        let step = match trigger {
            Some(_) if matter.reading.effect != 0 => matter.reading.effect,
            Some(_) if matter.reading.last != 0 => matter.reading.last,
            Some(_) if matter.reading.thing != 0 => matter.reading.thing,
            None if led != 0 => led,
            _ => matter.reference,
        };
        let rule = "warned×consequence".to_owned();
        Some(Side { issue: matter.issue, stance: side::stance(-step, false), rule, confidence: 0.6 })
    }

    /// What the sentence says would be done, before it comes to the consequence: "To wait would mean …".
    fn led(&self, issue: usize, consequence: Span) -> i8 {
        let text = self.context.text;
        let token = text.tokens_in(consequence).start;
        let Some(sentence) = text.tokens.get(token).map(|t| &text.sentences[t.sentence]) else { return 0 };
        let from = sentence.span.start.min(consequence.start);
        self.index.read(issue, &words_at(text, Span::new(from, consequence.start)), 0).effect
    }

    fn decided(&self, decision: &Decision, fact: usize) -> Option<Side> {
        let deed = self.track.deed_of(fact)?;
        let stance = match decision.act {
            Act::Postpone | Act::Discuss => Stance::Undecided,
            _ => side::stance(deed.sign, false),
        };
        Some(Side { issue: deed.issue, stance, rule: format!("decided×{}", decision.act), confidence: 0.7 })
    }

    /// Whoever announces or proposes a measure wants it.
    fn measured(&self, measure: &Measure, fact: usize) -> Option<Side> {
        let state = measure.authority.kind == ActorKind::Country && measure.authority.mention.is_some();
        let to_come = state && matches!(measure.status, Status::Announced | Status::Proposed);
        let deed = self.track.deed_of(fact).filter(|_| to_come)?;
        let (rule, confidence) = (format!("measure×{}", measure.effect), 0.6);
        Some(Side { issue: deed.issue, stance: side::stance(deed.sign, false), rule, confidence })
    }
}

/// Whether words of negation or reversal make a mere likeness of words worthless.
fn turns(words: &[Word]) -> bool {
    lexicon::items(words).iter().any(|i| matches!(i.role, Role::Negation | Role::Reverse | Role::Resist))
}
