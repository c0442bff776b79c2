//! Positions that follow from other facts: what is said, asked, warned of and decided.
use super::{
    Found, clause, side,
    track::{Track, words_at},
};
use crate::{
    extractor::Context,
    link::issues::{Index, words::Word},
    when,
};
use rapporteur_record::{
    Act, ActorKind, Claim, Decision, Dep, Fact, Sentence, SentenceKind, Span, Stance, TokenRange,
};

pub fn find(context: &Context, index: &Index, track: &Track) -> Vec<Found> {
    context
        .facts
        .iter()
        .filter_map(|fact| from(context, index, track, fact))
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
        let side = reader.said(&[rest])?;
        Some(Found {
            holder,
            side,
            on: when::governing(text, first),
            evidence: vec![sentence.span],
            at: first,
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

fn from(context: &Context, index: &Index, track: &Track, fact: &Fact) -> Option<Found> {
    let reader = Reader { context, index, track };
    let side = match &fact.claim {
        Claim::Statement(s) if matches!(s.speaker.kind, ActorKind::Outlet | ActorKind::Unknown) => None,
        Claim::Statement(s) if warns(context.facts, fact) => {
            let _ = s;
            None
        }
        Claim::Statement(s) if is_threat(context, &s.cue) => reader.warned(None, *s.content.first()?),
        Claim::Statement(s) => reader.said(&s.content),
        Claim::Demand(d) => reader.asked(d.action),
        Claim::Warning(w) => reader.warned(w.trigger, w.consequence),
        Claim::Decision(d) => reader.decided(d, &fact.evidence),
        Claim::Measure(_) | Claim::Position(_) | Claim::Report(_) => None,
    }?;
    let at = context.text.tokens_in(fact.evidence[0]).start;
    Some(Found { holder: fact.claim.actor().clone(), side, on: fact.on, evidence: fact.evidence.clone(), at })
}

/// "would not make us a party to the war" denies the consequence.
fn reassures(consequence: &[Word]) -> bool {
    let brings = ["mak", "make", "lead", "cause", "caus", "mean", "bring", "trigger", "put", "count"];
    consequence.windows(2).any(|w| w[0].stem == "not" && brings.contains(&&*w[1].stem))
}

/// Whether the cue announces a bad consequence.
fn is_threat(context: &Context, cue: &[Span]) -> bool {
    let threats = ["warn", "threaten", "caution"];
    cue.iter().flat_map(|&s| words_at(context.text, s)).any(|w| threats.contains(&&*w.stem))
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
    index: &'a Index,
    track: &'a Track,
}

/// Least difference of resemblance to the phrasings for and against that tells a side by itself.
const LEANING: f32 = 4.0;

/// The same where the words name nothing else: a pair of neighbours is enough.
const RESEMBLING: f32 = 2.0;

/// Stems of the verbs of deciding; what is decided follows.
const DECIDING: &[&str] = &[
    "adopt", "approv", "endors", "pass", "ratif", "back", "reject", "veto", "postpon", "discuss", "propos",
    "vot", "clear",
];

impl Reader<'_> {
    fn matter(&self, span: Span, words: &[Word]) -> Option<side::Matter> {
        let text = self.context.text;
        let token = text.tokens_in(span).start;
        let sentence = text.tokens.get(token)?.sentence;
        let from = text.sentences[sentence].span.start;
        let before = words_at(text, Span::new(from.min(span.start), span.start));
        side::matter(text, self.index, self.track, sentence, &before, words)
    }

    /// A content takes a side where it judges the matter, or says what ought to be done.
    fn said(&self, content: &[Span]) -> Option<side::Side> {
        let first = *content.first()?;
        let text = self.context.text;
        let words: Vec<Word> = content.iter().flat_map(|&s| words_at(text, s)).collect();
        let matter = self.matter(first, &words)?;
        let reading = &matter.reading;
        let lean = self.index.lean(matter.issue, &words);
        let (sign, how, confidence) = match (reading.judged, reading.effect) {
            _ if !matter.named && lean.abs() >= RESEMBLING => (lean.signum() as i8, "phrasing", 0.55),
            (0, effect) if effect != 0 && reading.ought && (matter.named || reading.named) => {
                (effect, "ought×effect", 0.7)
            }
            (judged, _) if judged != 0 && (matter.named || matter.refers) => (judged, "judged", 0.6),
            _ if matter.named && lean.abs() >= LEANING => (lean.signum() as i8, "phrasing", 0.5),
            (judged, _) if judged != 0 => (judged, "judged×focus", 0.4),
            _ => return None,
        };
        let rule = format!("said×{how}({})", if sign > 0 { "for" } else { "against" });
        Some(side::Side {
            issue: matter.issue,
            stance: side::stance(sign, reading.condition),
            rule,
            confidence,
        })
    }

    fn asked(&self, action: Span) -> Option<side::Side> {
        let words = words_at(self.context.text, action);
        let matter = self.matter(action, &words)?;
        side::of(super::attitudes::Attitude::Wish, false, &matter)
    }

    /// Whoever warns of what a step would bring opposes the step.
    fn warned(&self, trigger: Option<Span>, consequence: Span) -> Option<side::Side> {
        let span = trigger.unwrap_or(consequence);
        let words = words_at(self.context.text, span);
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
        Some(side::Side { issue: matter.issue, stance: side::stance(-step, false), rule, confidence: 0.6 })
    }

    /// What the sentence says would be done, before it comes to the consequence: "To wait would mean …".
    fn led(&self, issue: usize, consequence: Span) -> i8 {
        let text = self.context.text;
        let token = text.tokens_in(consequence).start;
        let Some(sentence) = text.tokens.get(token).map(|t| &text.sentences[t.sentence]) else { return 0 };
        let from = sentence.span.start.min(consequence.start);
        self.index.read(issue, &words_at(text, Span::new(from, consequence.start)), 0).effect
    }

    fn decided(&self, decision: &Decision, evidence: &[Span]) -> Option<side::Side> {
        // An amendment changes the thing in a way that its name does not tell.
        if decision.instrument.as_deref() == Some("amendment") {
            return None;
        }
        let words: Vec<Word> = evidence.iter().flat_map(|&s| words_at(self.context.text, s)).collect();
        let from = words.iter().position(|w| DECIDING.contains(&&*w.stem)).map_or(0, |at| at + 1);
        let matter = self.matter(evidence[0], &words)?;
        let effect = self.index.read(matter.issue, &words[from..], 1).effect;
        let sign = if matter.named && effect != 0 { effect } else { 1 };
        let stance = match decision.act {
            Act::Adopt | Act::Approve | Act::Ratify | Act::Propose => side::stance(sign, false),
            Act::Reject | Act::Veto => side::stance(-sign, false),
            Act::Postpone | Act::Discuss => Stance::Undecided,
        };
        Some(side::Side {
            issue: matter.issue,
            stance,
            rule: format!("decided×{}", decision.act),
            confidence: 0.7,
        })
    }
}
